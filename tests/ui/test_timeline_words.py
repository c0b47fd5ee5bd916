"""The words of the timeline are broken between words, never within one."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics

from ui import fonts
from ui.widgets import timeline


def lines(words, wide):
    """How the timeline breaks `words`: height in lines and the widest line."""
    measured = QFontMetrics(fonts.sized(13))
    needed = measured.boundingRect(QRect(0, 0, wide, 10_000), timeline._FLAGS, words)
    return round(needed.height() / measured.lineSpacing()), needed.width()


def test_an_english_word_is_not_cut_in_two():
    measured = QFontMetrics(fonts.sized(13))
    count, widest = lines("general route", measured.horizontalAdvance("general rou"))
    assert count == 2
    assert widest <= measured.horizontalAdvance("general") + 1


def test_no_line_begins_with_a_closing_bracket():
    measured = QFontMetrics(fonts.sized(13))
    reference = "县公安局批准,文号秦公户〔2026〕17号"
    count, widest = lines(reference, measured.horizontalAdvance("县公安局批准,文号秦公户〔2026"))
    assert count == 2
    assert widest <= measured.horizontalAdvance("县公安局批准,文号秦公户") + 1


def test_chinese_is_broken_where_the_line_is_full():
    measured = QFontMetrics(fonts.sized(13))
    assert lines("建档立卡身份未获证明" * 2, measured.horizontalAdvance("建档立卡身份未获证明") + 1)[0] == 2
