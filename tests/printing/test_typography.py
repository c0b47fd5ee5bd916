"""Type: every name can be set, and can be read back from the PDF."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from datetime import UTC, datetime

import pytest

from printing.marks import Surface, pdf
from printing.typography import (
    HAND_BOX,
    HAND_BOX_SIDE,
    HEI,
    RARE,
    SIGN_BOX,
    SONG,
    Style,
    set_line,
    set_lines,
    to_unicode_map,
    width,
)
from station_app.domain.characters import is_drawn
from station_app.domain.han import table
from tests.domain.gb18030 import BLOCKS, GB_18030_2022
from tests.printing.paper_cases import page_texts

BODY = Style(SONG, 10)


def kinds(text, style=BODY):
    return [piece.kind for piece in set_line(text, style).pieces]


def printed(text, style=BODY):
    marks = []
    Surface(marks).line(40, 100, set_line(text, style), style)
    return page_texts(pdf([marks], title="", form="", at=datetime(2026, 11, 16, tzinfo=UTC)))[0]


def test_each_character_comes_from_the_first_font_that_has_it():
    assert kinds("王建国") == [SONG]
    assert kinds("李𠀀芳") == [SONG, RARE, SONG]
    assert kinds("李𰀀芳") == [SONG, HAND_BOX, SONG]
    assert kinds("李𰻝芳") == [SONG, HEI, SONG]
    assert kinds("13800000000", Style(HEI, 10)) == [HEI]


@pytest.mark.parametrize("name", ["王建国", "李𠅤芳", "𠅤䶮㐀", "李𠀀芳", "𪚥𫠝𬺰", "买买提·依明", "a<b>&\\()é"])
def test_names_are_read_back_from_the_pdf_as_they_were_written(name):
    assert printed(name) == name


def test_many_different_rare_characters_are_read_back_too():
    text = "".join(chr(code) for code in range(0x20000, 0x20000 + 260))
    marks = []
    surface = Surface(marks)
    for row, line in enumerate(set_lines(text, BODY, 500)):
        surface.line(40, 60 + 14 * row, line, BODY)
    (read,) = page_texts(pdf([marks], title="", form="", at=datetime(2026, 11, 16, tzinfo=UTC)))
    assert read == text


def test_the_unicode_map_writes_surrogates_in_blocks_of_at_most_a_hundred():
    cmap = to_unicode_map("SUBSET", [0, 0x738B, *range(0x20000, 0x20000 + 150)])
    assert "<01> <738B>" in cmap
    assert "<02> <D840DC00>" in cmap
    assert "100 beginbfchar" in cmap
    assert "52 beginbfchar" in cmap


@pytest.mark.parametrize("sign", ["\u202e", "\u200b", "\u2028", "\x07", "\u00ad", "\ufeff", "\u2066"])
def test_control_and_direction_characters_show_as_boxes(sign):
    assert kinds(f"王{sign}国") == [SONG, SIGN_BOX, SONG]
    assert printed(f"王{sign}国").replace(" ", "") == "王国"


@pytest.mark.parametrize("character", ["\ue000", "\U000f0000", "\U00030000", "\ud800", "\u0378"])
def test_what_no_font_shows_leaves_a_box_for_the_pen(character):
    line = set_line(f"王{character}", BODY)
    assert line.by_hand
    assert line.pieces[-1].width == HAND_BOX_SIDE


def test_a_character_with_a_variation_selector_is_written_by_hand():
    assert kinds("葛\U000e0100城") == [HAND_BOX, SONG]
    lines = set_lines("葛\U000e0100城" * 20, BODY, 100)
    assert all(piece.text != "\U000e0100" for line in lines for piece in line.pieces)


def test_lines_fill_the_room_and_lose_nothing():
    text = "甘肃省天水市秦州区（大城街道）岷山路12号，电话0938-8210000。" * 4
    lines = set_lines(text, BODY, 120)
    assert "".join(piece.text for line in lines for piece in line.pieces) == text
    assert all(line.width <= 120 for line in lines)


def test_no_line_opens_with_a_closing_mark_or_ends_with_an_opening_one():
    for room in range(60, 140, 5):
        for line in set_lines("材料齐全，符合要求（见附件），已受理。" * 3, BODY, room):
            whole = "".join(piece.text for piece in line.pieces)
            assert whole[0] not in "，。）"
            assert whole[-1] != "（"


def test_figures_stay_together_while_they_can():
    lines = set_lines("公民身份号码620502198503179818有效", BODY, 130)
    assert any("620502198503179818" in piece.text for line in lines for piece in line.pieces)
    for room in range(60, 120):
        lines = set_lines("尉迟兴国（警号 0001），已签。", BODY, room)
        assert any("0001" in piece.text for line in lines for piece in line.pieces)
        assert all(line.width <= room for line in lines)
    broken = set_lines("620502198503179818", BODY, 40)
    assert len(broken) > 1
    assert all(line.width <= 40 for line in broken)


def test_nothing_set_is_no_line_with_nothing_in_it():
    assert set_line("", BODY).pieces == ()
    assert width("", BODY) == 0


def test_the_rare_font_is_not_loaded_for_common_names():
    script = (
        "from reportlab.pdfbase import pdfmetrics; from printing import papers;"
        "from tests.printing.paper_cases import CONTEXT, record;"
        "papers.render('receipt', record(), CONTEXT);"
        "assert 'Rare' not in pdfmetrics.getRegisteredFontNames(), 'loaded'"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_every_character_of_the_national_standard_is_printed():
    line = set_line(GB_18030_2022, BODY)
    assert {piece.kind for piece in line.pieces} == {SONG, RARE}
    assert not line.by_hand


@pytest.mark.parametrize("block", BLOCKS)
def test_the_ends_of_every_block_of_the_standard_are_read_back_from_the_paper(block):
    ends = "".join(chr(code) for code in (BLOCKS[block][0], BLOCKS[block][-1]))
    assert printed(f"王{ends}") == f"王{ends}"


def test_the_table_of_characters_says_of_each_whether_paper_shows_it():
    han = table()
    wrong = [
        each
        for each in han.characters.cells
        if is_drawn(each) == set_line(each, BODY).by_hand and unicodedata.category(each) != "Cn"
    ]
    assert wrong == []
