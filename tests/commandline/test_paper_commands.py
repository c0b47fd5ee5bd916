"""`print` and `verify-paper` from a shell: a reprint with its reason, and a paper that comes back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.commandline.test_the_contract import Desk, desk, family, written
from tests.people import a_family_of_four
from tests.printing.paper_cases import page_texts, scanned

__all__ = ["desk", "family"]


@pytest.fixture
def case_no(desk: Desk, family: str) -> str:
    number: str = desk("accept", family)["case_no"]
    return number


class Printer:
    """Prints receipts of one case into files, one after the other."""

    def __init__(self, desk: Desk, case_no: str, folder: Path) -> None:
        self._desk, self._case_no, self._folder, self.made = desk, case_no, folder, 0

    def call(self, *more: str) -> tuple[str, ...]:
        self.made += 1
        return ("print", self._case_no, "--paper", "receipt", "--pdf", str(self.file), *more)

    @property
    def file(self) -> Path:
        return self._folder / f"{self.made}.pdf"

    def __call__(self, *more: str, status: int = 0) -> Any:
        return self._desk(*self.call(*more), status=status)

    @property
    def code(self) -> str:
        """The QR code on the newest."""
        return next(text for form, text in scanned(self.file.read_bytes(), 200)[0] if form == "QR Code")


@pytest.fixture
def printer(desk: Desk, case_no: str, tmp_path: Path) -> Printer:
    return Printer(desk, case_no, tmp_path)


def test_the_first_printing_is_no_reprint_whatever_reason_is_given(printer: Printer) -> None:
    answer = printer("--reason", "lost")
    assert (answer["copy"], answer["printing"], answer["reprint"]) == (1, 1, None)
    assert "重打" not in page_texts(printer.file.read_bytes())[0]


def test_a_reason_is_kept_with_the_reprint(desk: Desk, printer: Printer, case_no: str) -> None:
    printer()
    answer = printer("--reason", "other", "--text", "村委会要一份")
    assert (answer["copy"], answer["printing"], answer["reprint"]) == (2, 2, "other")
    assert "重打第 1 次" in page_texts(printer.file.read_bytes())[0]
    newest = desk("show", case_no)["papers"][-1]
    assert (newest["sha256"], newest["reprint"], newest["text"]) == (answer["sha256"], "other", "村委会要一份")
    assert desk.status("show", case_no) == 0
    assert "第 1 次重打" in desk.said


def test_without_a_reason_it_is_printed_and_the_journal_says_that_nobody_said_why(
    desk: Desk,
    printer: Printer,
    case_no: str,
) -> None:
    printer()
    assert desk.status(*printer.call()) == 0
    assert "--reason" in desk.complained
    assert "重打第 1 次" in page_texts(printer.file.read_bytes())[0]
    record = desk("show", case_no)
    assert record["papers"][-1]["reprint"] == "unsaid"
    assert record["timeline"][-1]["flags"] == ["reprint_unsaid"]


def test_another_reason_without_words_prints_nothing(desk: Desk, printer: Printer, case_no: str) -> None:
    printer()
    assert printer("--reason", "other", status=3)["error"]["code"] == "reprint_words_missing"
    assert not printer.file.exists()
    assert len(desk("show", case_no)["papers"]) == 1


@pytest.mark.parametrize("reason", ["unsaid", "fun", ""])
def test_a_reason_that_is_none_is_a_wrong_call(desk: Desk, printer: Printer, reason: str) -> None:
    printer()
    assert desk.status(*printer.call("--reason", reason)) == 2
    assert not printer.file.exists()


def test_a_paper_that_comes_back_says_its_printing_and_what_was_put_right_since(
    desk: Desk,
    printer: Printer,
    case_no: str,
    tmp_path: Path,
) -> None:
    printer()
    code = printer.code
    answer = desk("verify-paper", code)
    assert (answer["genuine"], answer["verdict"], answer["paper"], answer["case_no"]) == (
        True,
        "genuine",
        "receipt",
        case_no,
    )
    assert (answer["printing"], answer["page"], answer["pages"], answer["counted"]) == (1, 1, 1, True)
    newer = a_family_of_four()
    newer["family"][0]["phone"] = "13993801234"
    desk("supplement", case_no, written(tmp_path / "newer.json", newer))
    answer = desk("verify-paper", code)
    assert (answer["genuine"], answer["verdict"]) == (True, "superseded")
    assert answer["differences"] == [
        {"field": "phone", "name": "联系电话", "printed": "138****0000", "recorded": "139****1234"}
    ]
    assert desk.status("verify-paper", code) == 0
    assert "联系电话:文书为 138****0000,记录为 139****1234" in desk.said
    assert "第 1 次打印,第 1 页 / 共 1 页" in desk.said


@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        (lambda code: code.replace("HJ0001", "HJ0002"), "altered"),
        (lambda code: code.replace("/620502001/", "/620502009/"), "unknown_site"),
        (lambda code: code[:-1], "unreadable"),
        (lambda code: code.replace("0", "０"), "unreadable"),
        (lambda _code: "TSHJ2/" * 10_000, "unreadable"),
    ],
)
def test_what_proves_nothing_ends_with_five(desk: Desk, printer: Printer, change: Any, verdict: str) -> None:
    printer()
    answer = desk("verify-paper", change(printer.code), status=5)
    assert (answer["genuine"], answer["verdict"]) == (False, verdict)
