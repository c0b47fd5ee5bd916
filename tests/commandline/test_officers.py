"""Accounts from the command line: as in the contract, with a status and a sentence for every refusal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.commandline.test_the_contract import Desk, desk, family  # noqa: F401 - fixtures

if TYPE_CHECKING:
    from collections.abc import Callable

FIRST = "chu-shi-1949"
ADD = ("officer", "add", "--badge", "0002", "--name", "马秀兰", "--role", "front_desk")


@pytest.fixture
def first_password(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    return lambda password: monkeypatch.setenv("STATION_APP_NEW_PASSWORD", password)


@pytest.fixture
def as_password(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    return lambda password: monkeypatch.setenv("STATION_APP_PASSWORD", password)


def test_an_account_is_opened_listed_reset_and_closed(desk, family, first_password, as_password) -> None:  # noqa: F811
    first_password(FIRST)
    added = desk(*ADD, "--role", "reviewer", "--officer", "0001")
    assert (added["badge"], added["roles"]) == ("0002", ["front_desk", "reviewer"])
    assert [row["badge"] for row in desk("officer", "list", "--officer", "0001")] == ["0001", "0002"]
    first_password("xin-de-1950")
    assert desk("officer", "reset", "--badge", "0002", "--officer", "0001")["must_change"] is False
    closed = desk("officer", "disable", "--badge", "0002", "--reason", "调离", "--officer", "0001")
    assert closed["keys_rotated"] is True
    assert closed["disabled_at"]
    assert desk("accept", family)["case_no"]  # one slot is left, so the badge need not be said
    as_password("xin-de-1950")
    assert desk("find", "wjg", "--officer", "0002", status=4)["error"]["code"] == "wrong_password"


def test_a_first_password_opens_only_password(desk, first_password, as_password) -> None:  # noqa: F811
    first_password(FIRST)
    desk(*ADD, "--must-change", "--officer", "0001")
    as_password(FIRST)
    assert desk("find", "wjg", "--officer", "0002", status=4)["error"]["code"] == "password_must_change"
    first_password("wo-zi-ji-de-1")
    assert desk("password", "--officer", "0002") == {"officer": "0002", "changed": True}
    as_password("wo-zi-ji-de-1")
    assert desk("find", "wjg", "--officer", "0002")["total"] == 0


def test_what_the_role_does_not_permit_ends_with_status_four(desk, family, first_password, as_password) -> None:  # noqa: F811
    first_password(FIRST)
    desk("officer", "add", "--badge", "0003", "--name", "李文", "--role", "auditor", "--officer", "0001")
    as_password(FIRST)
    for call in (
        ("accept", family),
        ("find", "wjg"),
        ("household", "list"),
        ("officer", "disable", "--badge", "0001"),
        ("officer", "rotate"),
    ):
        assert desk(*call, "--officer", "0003", status=4)["error"]["code"] == "role_missing", call
    assert desk("journal", "verify", "--officer", "0003")["ok"] is True
    assert len(desk("officer", "list", "--officer", "0003")) == 2
    assert desk("looks", "--officer", "0003") == []


def test_the_log_of_looks_says_why_in_words(desk, family, first_password, as_password) -> None:  # noqa: F811
    case_no = desk("accept", family, "--officer", "0001")["case_no"]
    desk("show", case_no, "--officer", "0001")
    first_password(FIRST)
    desk("officer", "add", "--badge", "0003", "--name", "李文", "--role", "auditor", "--officer", "0001")
    as_password(FIRST)
    (look,) = desk("looks", "--subject", case_no, "--officer", "0003")
    assert (look["why"], look["why_said"]) == ("command line", "命令行查看")


@pytest.mark.parametrize(
    ("arguments", "status", "code"),
    [
        (("officer", "add", "--name", "马秀兰"), 2, "badge_missing"),
        (("officer", "add", "--badge", "0002", "--role", "mayor"), 2, "usage"),
        (("officer", "add", "--badge", "0002", "--name", "马秀兰"), 3, "roles_missing"),
        ((*ADD, "--role", "auditor"), 3, "roles_clash"),
        (("officer", "disable", "--badge", "0001"), 3, "last_administrator"),
        (("officer", "reset", "--badge", "0001"), 3, "reset_own_password"),
        (("officer", "change", "--badge", "0009", "--role", "chief"), 3, "officer_unknown"),
    ],
)
def test_a_wrong_call_says_what_is_wrong(desk, first_password, arguments, status, code) -> None:  # noqa: F811
    first_password(FIRST)
    answer = desk(*arguments, "--officer", "0001", status=status)
    assert answer["error"]["code"] == code
    assert len(desk("officer", "list", "--officer", "0001")) == 1


def test_five_wrong_passwords_lock_the_badge_for_the_next_program_too(desk, as_password) -> None:  # noqa: F811
    as_password("not this one")
    for _ in range(4):
        assert desk("find", "wjg", status=4)["error"]["code"] == "wrong_password"
    assert desk("find", "wjg", status=4)["error"]["code"] == "badge_locked"
    as_password("tie-tu-1988")
    answer = desk("find", "wjg", status=4)
    assert answer["error"]["code"] == "badge_locked"
    assert "15" in answer["error"]["message"]
