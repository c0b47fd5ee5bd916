"""The calibration page: its marks stand where it says, a fold is read as it says, and it is the same every time."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from PIL import Image

from printing import calibration, crease_scale, media, preview
from printing.drivers.laying import laid
from printing.marks import Rule, Surface
from printing.typography import MM, SMALLEST
from station_app.settings import NO_OFFSET, Offset
from tests.printing.paper_cases import page_texts, scanned

AT = datetime(2026, 11, 16, 2, 31, tzinfo=UTC)
SHEETS = sorted(calibration.SHEETS)
DPI = 600


def page(sheet, printer="Lobby", offset=NO_OFFSET):
    return calibration.render(sheet, AT, printer, offset)


def grey(pdf):
    picture = preview.pages(pdf, DPI)[0]
    return Image.frombytes("RGB", (picture.width, picture.height), picture.rgb).convert("L")


def crossing(picture, x, y, reach=4.5):
    """Find the middle of the cross near (x, y) in mm: the darkest column and row round it."""
    dot = DPI / 25.4
    box = tuple(round(each * dot) for each in (x - reach, y - reach, x + reach, y + reach))
    cut = picture.crop(box)
    columns = list(cut.resize((cut.width, 1), Image.Resampling.BOX).tobytes())
    rows = list(cut.resize((1, cut.height), Image.Resampling.BOX).tobytes())
    found = []
    for shades, start in ((columns, box[0]), (rows, box[1])):
        dark = [255 - shade if shade < min(shades) + 60 else 0 for shade in shades]
        found.append((start + sum((at + 0.5) * each for at, each in enumerate(dark)) / sum(dark)) / dot)
    return tuple(found)


@pytest.mark.parametrize("sheet", SHEETS)
def test_the_page_is_the_same_bytes_every_time_and_of_the_size_it_names(sheet):
    assert page(sheet) == page(sheet)
    size = media.A4_SIZE if sheet == "a4" else media.Size(148, 210)
    assert media.page_size(page(sheet)).same(size)
    assert page(sheet) != page(sheet, offset=Offset(3, 0))


@pytest.mark.parametrize("offset", [NO_OFFSET, Offset(17, -8), Offset(-100, 100)])
@pytest.mark.parametrize("sheet", SHEETS)
def test_each_cross_stands_where_the_page_says_moved_by_what_is_set(sheet, offset):
    plan = calibration.SHEETS[sheet]
    picture = grey(laid(page(sheet), "Lobby", offset, placed=False))
    for x in (calibration.MARGIN, plan.wide - calibration.MARGIN):
        for y in (calibration.MARGIN, plan.high - calibration.MARGIN):
            wanted = (x + offset.right / 10, y + offset.down / 10)
            assert crossing(picture, *wanted) == pytest.approx(wanted, abs=0.1)
    middle = (plan.wide / 2 + offset.right / 10, plan.high / 2 + offset.down / 10)
    assert crossing(picture, *middle) == pytest.approx(middle, abs=0.1)


@pytest.mark.parametrize("sheet", SHEETS)
def test_the_page_may_be_moved_as_far_as_can_be_set_without_losing_a_mark(sheet):
    for offset in (Offset(100, 100), Offset(-100, -100)):
        assert media.pushed_off(page(sheet), offset) == ()


@pytest.mark.parametrize("offset", [NO_OFFSET, Offset(100, -100), Offset(3, 7)])
@pytest.mark.parametrize("sheet", SHEETS)
def test_both_codes_are_read_from_it(sheet, offset):
    got = laid(page(sheet), "Lobby", offset, placed=False)
    for dpi in (150, 200, 300):
        (codes,) = scanned(got, dpi)
        assert sorted(kind for kind, _ in codes) == ["Code 128", "QR Code"]


@pytest.mark.parametrize("sheet", SHEETS)
def test_it_says_what_is_set_and_for_which_printer(sheet):
    (said,) = page_texts(page(sheet, "窗口一", Offset(13, -7)))
    for words in ("窗口一", "+1.3", "-0.7", calibration.FORM, "打印位置"):
        assert words in said


def test_a_printer_with_a_very_long_address_is_shortened_not_run_over_the_edge():
    (said,) = page_texts(page("a4", "ipp://" + "a" * 100 + ".example/ipp/print"))
    assert "…" in said
    assert media.pushed_off(page("a4", "ipp://" + "W" * 100), Offset(100, 0)) == ()


def test_nothing_on_it_is_set_too_small_to_read():
    for sheet in SHEETS:
        sizes = {float(size) for size in re.findall(rb"/F\d+\+?\d* ([0-9.]+) Tf", page(sheet))}
        assert sizes
        assert min(sizes) >= SMALLEST


def scale(axis):
    marks = []
    crease_scale.draw_scale(Surface(marks), axis, 0, 0)
    return [mark for mark in marks if isinstance(mark, Rule)]


def read(axis, fold):
    """Read a fold at `fold` mm as the page tells people to: whole millimetres at the base, then the row of the line."""
    slanted = []
    for mark in scale(axis):
        ends = [(mark.x1, mark.y1), (mark.x2, mark.y2)]
        along, up = (0, 1) if axis is crease_scale.Axis.ACROSS else (1, 0)
        top = 841.8898
        points = [(end[along] / MM if along == 0 else (top - end[1]) / MM, end) for end in ends]
        heights = [(top - end[1]) / MM if up == 1 else end[0] / MM for end in ends]
        rows = [(20 - height) / 2 for height in heights]
        if {round(row) for row in rows} == {0, 10} and abs(points[0][0] - points[1][0]) > 0.5:
            base, tip = (points[place][0] for place in sorted((0, 1), key=lambda place: rows[place]))
            slanted.append((base, tip))
    whole = int(fold)  # towards 0
    side = 1 if fold >= 0 else -1
    base, tip = next(line for line in slanted if round(line[0]) == whole and (line[1] - line[0]) * side > 0)
    row = (fold - base) / (tip - base) * 10
    return whole + side * row / 10


@pytest.mark.parametrize("axis", list(crease_scale.Axis))
@pytest.mark.parametrize("fold", [0.0, 0.1, 3.4, 9.9, -0.3, -1.0, -7.6])
def test_a_fold_is_read_to_a_tenth_on_both_sides_of_nought(axis, fold):
    assert read(axis, fold) == pytest.approx(fold, abs=0.01)
    assert round(abs(read(axis, fold) * 10)) == round(abs(fold * 10))


@pytest.mark.parametrize("off", [(1.7, -0.9), (-0.4, 2.2)])
def test_what_a_fold_says_puts_the_page_where_it_belongs(off):
    """A printer that is off by so much prints the page; the folds lie at the sheet's middle, and tell what to enter."""
    wrong = Offset(*(round(each * 10) for each in off))
    plan = calibration.SHEETS["a4"]
    printed = media.shift(page("a4"), wrong)
    x, y = crossing(grey(printed), plan.wide / 2 + off[0], plan.high / 2 + off[1])
    # The scales count from the middle of what was printed, to the right and down; the folds are the sheet's middle.
    told = Offset(round((plan.wide / 2 - x) * 10), round((plan.high / 2 - y) * 10))
    mended = media.shift(laid(page("a4"), "Lobby", told, placed=False), wrong)
    assert crossing(grey(mended), plan.wide / 2, plan.high / 2) == pytest.approx(
        (plan.wide / 2, plan.high / 2), abs=0.1
    )
