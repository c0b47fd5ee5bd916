"""Colours of the desk, light and dark, and the one style sheet they fill.

Colour means state only: `primary` the one action that finishes, `ok` checked, `look` look again, `blocked`
blocked. Every pair of text and ground below has a contrast of at least 4.5:1; `tests/ui/test_theme.py`
computes it.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from functools import cache

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from resources import folder

GRID = 8
"""Every distance is a multiple of this, or its half."""


@dataclass(frozen=True, slots=True)
class Colours:
    """One palette; each `*_ground` is the surface its colour is written on."""

    ground: str
    surface: str
    sunken: str
    line: str
    line_strong: str
    text: str
    muted: str
    primary: str
    on_primary: str
    primary_hover: str
    primary_ground: str
    ok: str
    ok_ground: str
    look: str
    look_ground: str
    blocked: str
    blocked_ground: str
    practice: str
    on_practice: str


LIGHT = Colours(
    ground="#eef1f4",
    surface="#ffffff",
    sunken="#f6f8fa",
    line="#d8dee4",
    line_strong="#8a97a3",
    text="#1a2530",
    muted="#52606d",
    primary="#1d5a9e",
    on_primary="#ffffff",
    primary_hover="#17497f",
    primary_ground="#e4eef9",
    ok="#1a6b3c",
    ok_ground="#e3f3e9",
    look="#7d4e00",
    look_ground="#fdf1d6",
    blocked="#a8201a",
    blocked_ground="#fce8e6",
    practice="#6b3fa0",
    on_practice="#ffffff",
)

DARK = Colours(
    ground="#12171c",
    surface="#1b2229",
    sunken="#161c22",
    line="#313b45",
    line_strong="#72808d",
    text="#e4e9ee",
    muted="#a3b1bd",
    primary="#6cb0f5",
    on_primary="#08131d",
    primary_hover="#93c6fa",
    primary_ground="#1c3147",
    ok="#71cf98",
    ok_ground="#17322a",
    look="#efbe5d",
    look_ground="#372c14",
    blocked="#ff9087",
    blocked_ground="#3e2022",
    practice="#5c3590",
    on_practice="#ffffff",
)

_current = LIGHT


def current() -> Colours:
    """Give the colours in use; for widgets that paint themselves."""
    return _current


def colour(name: str) -> QColor:
    """Give one colour of those in use."""
    return QColor(getattr(_current, name))


def apply(app: QApplication, *, dark: bool) -> None:
    """Dress the whole program in the light or the dark colours."""
    global _current  # noqa: PLW0603 - one look per process, as Qt has one palette
    _current = DARK if dark else LIGHT
    app.setPalette(_palette(_current))
    app.setStyleSheet(_sheet(_current))


def mark(widget: QWidget, state: str, property_name: str = "state") -> None:
    """Give `widget` a state the style sheet knows (`ok`, `look`, `blocked`, `` for none) and redraw it."""
    if widget.property(property_name) == state:
        return
    widget.setProperty(property_name, state)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


@cache
def _sheet(colours: Colours) -> str:
    values: dict[str, str] = asdict(colours)
    values["icons"] = folder("icons").as_posix()
    values["tone"] = "dark" if colours is DARK else "light"
    template = "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder("styles").glob("*.qss")))
    return re.sub(r"@(\w+)", lambda match: values[match.group(1)], template)


def _palette(colours: Colours) -> QPalette:
    roles = QPalette.ColorRole
    palette = QPalette()
    for role, value in {
        roles.Window: colours.ground,
        roles.WindowText: colours.text,
        roles.Base: colours.surface,
        roles.AlternateBase: colours.sunken,
        roles.Text: colours.text,
        roles.Button: colours.surface,
        roles.ButtonText: colours.text,
        roles.BrightText: colours.blocked,
        roles.Highlight: colours.primary,
        roles.HighlightedText: colours.on_primary,
        roles.Link: colours.primary,
        roles.LinkVisited: colours.primary,
        roles.ToolTipBase: colours.surface,
        roles.ToolTipText: colours.text,
        roles.PlaceholderText: colours.muted,
        roles.Mid: colours.line,
        roles.Midlight: colours.sunken,
        roles.Dark: colours.line_strong,
        roles.Light: colours.surface,
        roles.Shadow: colours.line_strong,
    }.items():
        palette.setColor(role, QColor(value))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.line_strong))
    return palette
