"""Everybody can read the screen: enough contrast in both palettes, every name in the style sheet known."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest
from PySide6.QtGui import QFontDatabase, QFontMetrics, QTextLayout

from resources import folder
from tests.architecture.sources import ROOT
from tests.domain.gb18030 import GB_18030_2022
from ui import fonts, icons, theme

PAIRS = [
    ("text", "ground"),
    ("text", "surface"),
    ("text", "sunken"),
    ("text", "primary_ground"),
    ("muted", "ground"),
    ("muted", "surface"),
    ("muted", "sunken"),
    ("primary", "surface"),
    ("primary", "primary_ground"),
    ("on_primary", "primary"),
    ("on_primary", "primary_hover"),
    ("ok", "surface"),
    ("ok", "ok_ground"),
    ("look", "surface"),
    ("look", "look_ground"),
    ("blocked", "surface"),
    ("blocked", "blocked_ground"),
    ("on_practice", "practice"),
]


def _luminance(colour: str) -> float:
    """Relative luminance of WCAG 2.1."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("colours", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_words_stand_out_from_their_ground(colours, ink, ground):
    lighter, darker = sorted((_luminance(getattr(colours, ink)), _luminance(getattr(colours, ground))), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def test_the_style_sheet_names_only_known_colours():
    known = {field.name for field in fields(theme.Colours)} | {"icons", "tone"}
    for sheet in folder("styles").glob("*.qss"):
        assert set(re.findall(r"@(\w+)", sheet.read_text(encoding="utf-8"))) <= known


def test_every_icon_that_is_named_is_there():
    names = {path.stem for path in folder("icons").glob("*.svg")}
    named = {
        name
        for path in (ROOT / "ui").rglob("*.py")
        for name in re.findall(r"icons\.(?:icon|pixmap)\(\"([a-z]+)\"", path.read_text(encoding="utf-8"))
    }
    assert named <= names


def test_icons_are_drawn_in_the_colour_asked_for(qapp):
    drawn = icons.pixmap("ok", "ok", 18).toImage()
    inks = {
        drawn.pixelColor(x, y).name()
        for x in range(0, 72, 2)
        for y in range(0, 72, 2)
        if drawn.pixelColor(x, y).alpha() == 255
    }
    assert theme.LIGHT.ok in inks


def test_digits_are_equally_wide_so_that_numbers_line_up(qapp):
    metrics = QFontMetrics(fonts.sized())
    assert len({metrics.horizontalAdvance(digit) for digit in "0123456789"}) == 1


def test_every_character_of_the_national_standard_is_drawn_on_the_screen(qapp):
    font = fonts.sized()
    assert set(font.families()) <= set(QFontDatabase.families())
    layout = QTextLayout(GB_18030_2022, font)
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(100_000)
    layout.endLayout()
    runs = layout.glyphRuns()
    assert {run.rawFont().familyName() for run in runs} <= set(font.families())
    assert sum(glyph == 0 for run in runs for glyph in run.glyphIndexes()) == 0


def test_what_no_bundled_font_draws_is_shown_as_missing_and_nothing_else_is(qapp):
    assert fonts.shown("王\ue863\U00030000\ufffd\U000f0000𠮷") == "王〓〓〓〓𠮷"
    assert fonts.shown(GB_18030_2022) == GB_18030_2022
