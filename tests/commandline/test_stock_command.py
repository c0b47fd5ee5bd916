"""`stock`: the ledger of blank forms and certificates from a shell."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests.commandline.test_the_contract import Desk, desk, family
from tests.printing.paper_cases import page_texts

__all__ = ["desk", "family"]
PERMIT = "migration-permit"


def test_stock_comes_in_is_used_and_written_off(desk: Desk, family: str, tmp_path: Path) -> None:
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
    register = tmp_path / "register.pdf"
    assert desk("stock", "register", PERMIT, "--pdf", str(register))["kind"] == PERMIT
    (page,) = page_texts(register.read_bytes())
    for said in ("空白证表登记簿", "TS-HJ-24", "准予迁入证明", "填写错误", "0098", case_no, "二号窗口", "应存 2"):
        assert said in page
    assert desk("journal", "rebuild")["ok"]


def test_a_form_is_printed_on_its_blank_and_on_plain_paper_where_it_does_not_fit(
    desk: Desk, family: str, tmp_path: Path
) -> None:
    case_no = desk("accept", family)["case_no"]
    kind, blank, facts = "approval-form-collective", tmp_path / "blank.pdf", tmp_path / "facts.pdf"
    assert desk("stock", "blank", kind, "--pdf", str(blank))["kind"] == kind
    assert desk("stock", "try", kind, "--pdf", str(tmp_path / "try.pdf"))["pdf"].endswith("try.pdf")
    desk("stock", "receive", kind, "--from", "0098", "--to", "0103", "--source", "印刷厂")
    call = ("print", case_no, "--paper", "approval-form", "--stock", "--pdf", str(facts))
    made = desk(*call)
    assert (made["stock"], made["number"], made["copy"]) == (kind, "0098", 1)
    assert made["sha256"] == hashlib.sha256(facts.read_bytes()).hexdigest()
    assert "案号：" in page_texts(blank.read_bytes())[0]
    assert "案号：" not in page_texts(facts.read_bytes())[0]
    desk("stock", "spoil", kind, "0098", "--reason", "卡纸")
    assert desk(*call, "--reason", "jam", "--number", "0100")["number"] == "0100"
    receipt = desk("print", case_no, "--paper", "receipt", "--stock", "--pdf", str(facts), status=3)
    assert receipt["error"]["code"] == "stock_no_blank"
    both = desk("print", case_no, case_no, "--paper", "approval-form", "--stock", status=2)
    assert both["error"]["code"] == "stock_one_at_a_time"


@pytest.mark.parametrize(
    ("call", "status", "code"),
    [
        (("receive",), 2, "stock_kind_missing"),
        (("use", PERMIT, "1"), 2, "stock_case_missing"),
        (("count", PERMIT), 2, "stock_counted_missing"),
        (("receive", "blue-form", "--from", "1", "--source", "x"), 3, "stock_name_missing"),
        (("blank", "entry-note"), 2, "stock_pdf_missing"),
        (("blank", "receipt", "--pdf", "x.pdf"), 3, "stock_blank_unknown"),
        (("register", PERMIT), 3, "stock_unknown"),
    ],
)
def test_a_call_that_cannot_be_served_says_why(desk: Desk, call: tuple[str, ...], status: int, code: str) -> None:
    assert desk("stock", *call, status=status)["error"]["code"] == code
