"""`print` from a shell: each paper of a decision once it holds, and not a moment before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.commandline.test_household_commands import AS_CHIEF, desk, family, one_officer
from tests.printing.paper_cases import page_texts

if TYPE_CHECKING:
    from pathlib import Path

    from tests.commandline.test_the_contract import Desk

__all__ = ["desk", "family", "one_officer"]


@pytest.fixture
def case_no(desk: Desk, family: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """A case that one officer accepted, with a chief beside him."""
    monkeypatch.setenv("STATION_APP_NEW_PASSWORD", "tie-tu-1988")
    desk("officer", "add", "--badge", "0002", "--name", "赵守正", "--role", "chief")
    number: str = desk("accept", family)["case_no"]
    return number


def printed(desk: Desk, case_no: str, paper: str, folder: Path) -> str:
    file = folder / f"{paper}.pdf"
    answer = desk("print", case_no, "--paper", paper, "--pdf", str(file))
    assert (answer["paper"], answer["pdf"]) == (paper, str(file))
    return "".join(page_texts(file.read_bytes()))


def refused(desk: Desk, case_no: str, paper: str) -> str:
    error = desk("print", case_no, "--paper", paper, "--pdf", "x.pdf", status=3)["error"]
    assert error["message"]
    code: str = error["code"]
    return code


def test_from_the_approval_form_to_the_settlement_slip(desk: Desk, case_no: str, tmp_path: Path) -> None:
    assert "赵守正" not in printed(desk, case_no, "approval-form", tmp_path)
    for paper in ("approval-slip", "settlement-slip", "entry-note", "refusal", "declined-notice"):
        assert refused(desk, case_no, paper) == "paper_not_for_case"
    desk("decide", case_no, "--level", "station", "--outcome", "approve", "--reference", "大城审〔2026〕3号", *AS_CHIEF)
    for paper in ("approval-form", "approval-slip"):
        text = printed(desk, case_no, paper, tmp_path)
        assert "赵守正" in text
        assert "大城审〔2026〕3号" in text
    household = desk("register", case_no)["household_no"]
    assert refused(desk, case_no, "approval-slip") == "paper_not_for_case"
    for paper in ("settlement-slip", "entry-note"):
        assert household in printed(desk, case_no, paper, tmp_path)
    shown = desk("show", case_no)
    assert shown["decisions"][0]["reference"] == "大城审〔2026〕3号"
    assert shown["settled"]["household"]["address"]
    assert [each["place"] for each in shown["settled"]["people"]] == [0, 1, 2, 3]


def test_a_refusal_is_printed_with_its_ground_and_is_refused_after_it_was_taken_back(
    desk: Desk, case_no: str, tmp_path: Path
) -> None:
    no = ("--level", "station", "--outcome", "refuse", "--reason", "registered_twice", "--text", "另一处户口尚未注销")
    desk("decide", case_no, *no, *AS_CHIEF)
    text = printed(desk, case_no, "refusal", tmp_path)
    assert "另一处户口尚未注销" in text
    assert "六十日内" in text
    desk("reverse", case_no, "--reason", "已经注销", *AS_CHIEF)
    assert refused(desk, case_no, "refusal") == "paper_not_for_case"


def test_a_declined_application_is_answered_in_writing(desk: Desk, family: str, tmp_path: Path) -> None:
    case_no = desk("decline", family, "--reason", "not_competent", "--text", "请到甘谷县办理")["case_no"]
    assert "请到甘谷县办理" in printed(desk, case_no, "declined-notice", tmp_path)
    assert refused(desk, case_no, "approval-form") == "paper_not_for_case"
