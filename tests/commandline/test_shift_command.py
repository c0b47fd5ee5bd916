"""The command `shift`: what a shift leaves, handing it over, the sheet once more."""

from __future__ import annotations

import hashlib

import pytest

from tests.commandline.test_the_contract import Desk, desk, family  # noqa: F401 - fixtures

FIRST = "chu-shi-1949"


@pytest.fixture
def successor(desk, family, monkeypatch):  # noqa: F811
    """A colleague who comes, after a family was accepted."""
    monkeypatch.setenv("STATION_APP_NEW_PASSWORD", FIRST)
    desk("officer", "add", "--badge", "0002", "--name", "马秀兰", "--role", "front_desk", "--officer", "0001")
    desk("accept", family, "--officer", "0001")
    monkeypatch.setenv("STATION_APP_SUCCESSOR_PASSWORD", FIRST)


@pytest.mark.usefixtures("successor")
def test_a_shift_is_shown_handed_over_and_printed_again(desk, tmp_path):  # noqa: F811
    sheet = desk("shift", "--officer", "0001")
    assert [each["applicant"][1:] for each in sheet["accepted"]] == ["**"]
    first, again = tmp_path / "shift.pdf", tmp_path / "again.pdf"
    call = ("shift", "hand-over", "--to", "0002", "--remarks", "缺纸", "--pdf", str(first), "--officer", "0001")
    made = desk(*call)
    assert (made["from"], made["to"], made["remarks"]) == ("0001", "0002", "缺纸")
    assert made["sha256"] == hashlib.sha256(first.read_bytes()).hexdigest()
    assert desk("shift", "show", "--last", "--pdf", str(again), "--officer", "0001")["sha256"] == made["sha256"]
    assert again.read_bytes() == first.read_bytes()
    assert desk("journal", "verify", "--officer", "0001")["ok"]


@pytest.mark.usefixtures("successor")
def test_a_wrong_password_of_the_successor_hands_nothing_over(desk, tmp_path, monkeypatch):  # noqa: F811
    monkeypatch.setenv("STATION_APP_SUCCESSOR_PASSWORD", "not this one")
    pdf = tmp_path / "shift.pdf"
    call = ("shift", "hand-over", "--to", "0002", "--pdf", str(pdf), "--officer", "0001")
    assert desk(*call, status=4)["error"]["code"] == "wrong_password"
    assert not pdf.exists()


@pytest.mark.parametrize(
    ("call", "status", "code"),
    [
        (("shift", "hand-over"), 2, "shift_to_missing"),
        (("shift", "show", "--pdf", "here.pdf"), 2, "shift_pdf_of_nothing"),
        (("shift", "show", "--last"), 3, "shift_never_handed_over"),
        (("shift", "hand-over", "--to", "0001"), 3, "shift_to_oneself"),
    ],
)
@pytest.mark.usefixtures("successor")
def test_a_call_that_cannot_be_served_says_why(desk, call, status, code):  # noqa: F811
    assert desk(*call, "--officer", "0001", status=status)["error"]["code"] == code
