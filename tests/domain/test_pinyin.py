"""How words are typed on a latin keyboard."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from pypinyin import Style, lazy_pinyin
from pypinyin.constants import PHRASES_DICT

from station_app.domain import pinyin

PHRASES = sorted(PHRASES_DICT)[::97]
CHARACTERS = "单曾仇解重庆行长乐朴建国桂芳志强中一不了得地的aB1 ·-üÄ〇𠮷々"


@given(st.lists(st.sampled_from(PHRASES) | st.sampled_from(CHARACTERS), max_size=5).map("".join))
def test_reading_word_by_word_is_reading_the_whole(text):
    whole = lazy_pinyin(text, style=Style.NORMAL, errors=lambda rest: list(rest.casefold()))
    assert pinyin.syllables(text) == tuple(whole)
