"""The log of looks reads as sentences in the language of the window, whatever words were kept and however long ago."""

from __future__ import annotations

import ast

import pytest

from station_app import texts
from station_app.domain.looks import DRAFT, LEDGER, SEARCH, WhyLooked, copied, subject_said, why_said
from tests.architecture.sources import calls, product

CASE = "620502001-20261123-HJ0001"
KEPT_SO_FAR = ("", "case_page", "changes", "decision", "compared", "scan", "household-roster", "command line")
"""Words that lie in logs at stations; they are read for as long as there is a log."""


@pytest.mark.parametrize("language", texts.LANGUAGES)
@pytest.mark.parametrize("why", {*KEPT_SO_FAR, *WhyLooked})
def test_every_reason_is_a_sentence_of_its_own(language, why):
    with texts.speaking(language):
        said = why_said(CASE, why)
    assert said
    assert said != why
    assert not said.startswith("looks.")
    assert said.isascii() == (language == "en")


def test_no_two_reasons_read_alike():
    assert len({why_said(CASE, why) for why in WhyLooked}) == len(WhyLooked)


def test_the_words_of_an_officer_stay_as_they_were_written():
    assert why_said(CASE, "群众来问") == "群众来问"
    assert why_said(CASE, "masked 3") == "masked 3"  # of a case this is what somebody wrote


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        (copied(12, "", full=False), "导出 12 件,身份证号已遮盖"),
        (copied(3, "年终 核对", full=True), "导出 3 件,身份证号完整;事由:年终 核对"),
        ("masked 0", "导出 0 件,身份证号已遮盖"),
        ("something else", "something else"),
    ],
)
def test_a_copy_of_the_ledger_says_how_much_left_the_program_and_why(kept, said):
    assert why_said(LEDGER, kept) == said


def test_what_is_no_case_has_a_name():
    assert (subject_said(CASE), subject_said(SEARCH), subject_said(LEDGER)) == (CASE, "搜索", "导出台账")
    assert (subject_said(f"{DRAFT}d-1"), why_said(f"{DRAFT}d-1", "")) == ("草稿", "接手或恢复草稿")
    assert why_said(SEARCH, "") == "搜索"


def test_whoever_notes_a_look_takes_the_reason_from_the_one_list():
    written = [
        f"{path}:{call.lineno}"
        for path, tree in product().items()
        for name, call in calls(tree)
        if name in ("note", "note_opening")
        for given in call.keywords
        if given.arg == "why" and isinstance(given.value, (ast.Constant, ast.JoinedStr))
    ]
    assert not written
