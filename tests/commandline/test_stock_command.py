"""`stock`: the ledger of blank forms and certificates from a shell."""

from __future__ import annotations

import pytest

from tests.commandline.test_the_contract import Desk, desk, family

__all__ = ["desk", "family"]
PERMIT = "migration-permit"


def test_stock_comes_in_is_used_and_written_off(desk: Desk, family: str) -> None:
    case_no = desk("accept", family)["case_no"]
    assert desk("stock") == []
    made = desk("stock", "receive", PERMIT, "--from", "0098", "--to", "0103", "--source", "秦州分局户政")
    assert (made["name"], made["received"], made["there"], made["next"]) == ("准予迁入证明", 6, 6, "0098")
    assert desk("stock", "use", PERMIT, "0099", "--case", case_no)["gaps"] == [
        {"first": "0098", "last": "0098", "count": 1}
    ]
    assert desk("stock", "spoil", PERMIT, "0099", "--reason", "填写错误")["spoiled"] == 1
    assert desk("stock", "void", PERMIT, "--from", "0102", "--to", "0103", "--reason", "受潮")["there"] == 3
    desk("stock", "hand-on", PERMIT, "0101", "--receiver", "李正清", "--into", "二号窗口")
    desk("stock", "count", PERMIT, "--counted", "2")
    assert [(each["drawer"], each["there"]) for each in desk("stock", "list", PERMIT)] == [("", 2), ("二号窗口", 1)]
    acts = [line["act"] for line in desk("stock", "register", PERMIT)]
    assert acts == ["received", "used", "spoiled", "voided", "handed_on", "counted"]
    assert desk("journal", "rebuild")["ok"]


@pytest.mark.parametrize(
    ("call", "status", "code"),
    [
        (("receive",), 2, "stock_kind_missing"),
        (("use", PERMIT, "1"), 2, "stock_case_missing"),
        (("count", PERMIT), 2, "stock_counted_missing"),
        (("receive", "blue-form", "--from", "1", "--source", "x"), 3, "stock_name_missing"),
        (("register", PERMIT), 3, "stock_unknown"),
    ],
)
def test_a_call_that_cannot_be_served_says_why(desk: Desk, call: tuple[str, ...], status: int, code: str) -> None:
    assert desk("stock", *call, status=status)["error"]["code"] == code
