"""The report and the ranking of a month on paper: what is counted stands there, numbers end at the right."""

from __future__ import annotations

import hashlib

import pypdfium2
import pytest

from printing import statistics_pictures as shown
from printing import words
from printing.blocks import PAD, SMALL
from printing.grid import table
from printing.marks import Bars, Surface, Text
from printing.page_codes import BARE
from printing.typography import MM, SONG, width
from station_app.domain.counting import total
from tests.printing.paper_cases import page_texts


def bare(_paper, _number, _facts):
    """Draw no codes."""
    return BARE


@pytest.fixture(scope="module")
def drawn():
    """The report of a station, of a county with nine stations in its second edition, and its ranking."""
    return shown.report_of_a_station(bare), shown.report_of_a_county(bare), shown.ranking_of_a_county(bare)


def test_what_is_counted_stands_on_the_report_with_its_month_and_how_far_it_holds(drawn):
    station, county, ranking = (page_texts(pdf) for pdf in drawn)
    for text in ("2026年10月", "未定版：2026-11-16 10:31 的数字", "受理件数", "平均办结天数", "本程序不掌握"):
        assert text in "".join(station), text
    edition = shown.counts(*shown.STATIONS[1:])
    for text in ("第 2 版", edition.digest, "七里墩派出所补交交接包", "定版后更正", "还没有数据", *shown.STATIONS[1:]):
        assert text in "".join(county), text
    assert str(total(edition.cells, "accepted_people")) in county[0].split()
    for number, pages in enumerate((station, county, ranking)):
        assert [f"第 {at} 页 / 共 {len(pages)} 页" in page for at, page in enumerate(pages, 1)] == [True] * len(pages)
        assert words.minute(shown.AT) in pages[0], number
    assert "占去的名次不再给别人" in ranking[0]
    assert sum("公业58表中本程序掌握的部分" in page for page in (*station, *county)) == 2


def test_the_heads_stand_on_every_page_that_the_figures_run_over_to(drawn):
    assert all("指标" in page and "合计" in page for page in page_texts(drawn[1])[:3])


def test_nothing_runs_over_the_edge_and_the_same_month_gives_the_same_bytes(drawn):
    for pdf in drawn:
        for page in pypdfium2.PdfDocument(pdf):
            (left, bottom, right, top), (wide, high) = page.get_bbox(), page.get_size()
            assert (wide > high, left >= 0, bottom >= 0, right <= wide, top <= high) == (True,) * 5
            boxes = [each.get_bounds() for each in page.get_objects()]
            assert max(each[2] for each in boxes) <= wide - 10 * MM
    again = shown.report_of_a_county(bare)
    assert hashlib.sha256(again).digest() == hashlib.sha256(drawn[1]).digest()


def test_numbers_end_at_the_right_of_their_column_and_a_bar_measures_the_last_one():
    marks = []
    made = table("", ("项", "数", "比"), (40 * MM, 20 * MM, 30 * MM), [("受理", "7", ""), ("准予", "1234", "")],
                 right=(1,), bars=(0.5, 1.0))  # fmt: skip
    made.draw(Surface(marks), 10 * MM, 10 * MM)
    ends = [mark.x + width(mark.text, SMALL) for mark in marks if isinstance(mark, Text) and mark.text in {"7", "1234"}]
    assert ends == pytest.approx([70 * MM - PAD] * 2)
    assert [mark.boxes[0][2] for mark in marks if isinstance(mark, Bars)] == pytest.approx(
        [(15 * MM) - PAD, 30 * MM - 2 * PAD]
    )
    assert SMALL.font == SONG
