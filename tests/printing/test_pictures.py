"""The pictures in the manual: every paper has one, and it shows the paper as the program draws it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageChops

from printing import pictures
from printing.papers import PAPERS

SHOWN = Path(__file__).parents[2] / "docs" / "papers"
_COARSE = 3
"""Dots put together to one before two pictures are compared: another version of a library rounds an edge otherwise."""
_UNLIKE = 60
_MOST_UNLIKE = 0.0005
"""How much greyer a dot may be, and of how many dots it may be more: a moved line or another word is far beyond."""


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    return pictures.draw_all(tmp_path_factory.mktemp("papers"))


def test_every_paper_has_its_picture(drawn):
    assert {path.name for path in drawn} >= {"receipt.png", "recovery-sheet.png", "receipt-long-names-2.png"}
    for paper in PAPERS:
        assert any(path.stem in {paper, f"{paper}-1"} for path in drawn), paper
    for path in drawn:
        with Image.open(path) as picture:
            on_its_side = path.stem.startswith(
                ("household-roster", "ledger-pages", "stock-register", "monthly-report", "ranking")
            )
            if path.stem in {"receipt-80", "receipt-58"}:
                assert abs(picture.width - int(path.stem[-2:]) / 25.4 * pictures.DPI) <= 1
                continue
            if path.stem == "calibration-a5":
                assert picture.size == (641, 910)
                continue
            assert picture.size == ((1287, 910) if on_its_side else (910, 1287))


def test_the_manual_has_these_pictures_and_no_others(drawn):
    assert {path.name for path in SHOWN.glob("*.png")} == {path.name for path in drawn}, "make papers"


def unlike(one, other):
    """Give the part of the dots in which two pictures differ to the eye; all of them where they are not of one size."""
    if one.size != other.size:
        return 1.0
    size = (one.width // _COARSE, one.height // _COARSE)
    coarse = [each.convert("L").resize(size, Image.Resampling.BOX) for each in (one, other)]
    apart = ImageChops.difference(*coarse).histogram()
    return sum(apart[_UNLIKE:]) / (size[0] * size[1])


def test_each_page_looks_as_its_picture_in_the_manual_does(drawn):
    """A changed layout is looked at and drawn again: `make papers`."""
    changed = []
    for path in drawn:
        with Image.open(path) as page, Image.open(SHOWN / path.name) as picture:
            if unlike(page, picture) > _MOST_UNLIKE:
                changed.append(path.name)
    assert not changed, "look at them, then make papers"


def test_a_line_that_moved_a_millimetre_is_seen():
    with Image.open(SHOWN / "refusal-1.png") as picture:
        page = picture.convert("L")
    moved = page.copy()
    strip = page.crop((100, 560, 860, 600))
    moved.paste(strip, (104, 560))
    assert unlike(page, moved) > _MOST_UNLIKE
    assert unlike(page, page.copy()) == 0
