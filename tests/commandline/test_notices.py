"""One-time notices from a shell: a file that cannot be accepted becomes a draft with its notice."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from tests.commandline.test_the_contract import Desk, desk, written
from tests.people import a_family_of_four
from tests.printing.paper_cases import scanned

__all__ = ["desk"]


def _lacking(*kinds: str) -> dict[str, Any]:
    content = a_family_of_four()
    content["documents"] = [each for each in content["documents"] if each["kind"] not in kinds]
    return content


def test_a_file_becomes_a_notice_whose_code_proves_it_and_which_can_be_had_again(desk: Desk, tmp_path: Path) -> None:
    file = written(tmp_path / "family.json", _lacking("113"))
    answer = desk("notice", file, "--papers", str(tmp_path / "papers"))
    (paper,) = answer["papers"]
    pdf = Path(paper["pdf"]).read_bytes()
    assert hashlib.sha256(pdf).hexdigest() == paper["sha256"]
    code = next(text for _, text in scanned(pdf, 200)[0] if text.startswith("TSHJ2"))
    verdict = desk("verify-paper", code)
    assert (verdict["genuine"], verdict["verdict"]) == (True, "genuine")
    assert (verdict["notice_no"], verdict["case_no"]) == (answer["notice_no"], "")
    place = ("--pdf", str(tmp_path / "again.pdf"), "--reason", "lost")
    again = desk("print", answer["notice_no"], "--paper", "one-time-notice", *place)
    assert (again["copy"], again["printing"], again["reprint"]) == (2, 2, "lost")
    altered = code.replace("GZ0001", "GZ0002")
    assert desk("verify-paper", altered, status=5)["verdict"] == "altered"
    assert desk("journal", "rebuild")["ok"] is True


def test_a_question_that_was_answered_is_not_put_to_the_family(desk: Desk, tmp_path: Path) -> None:
    content = _lacking()
    content["family"][1]["birth_date"] = "1986-02-12"
    file = written(tmp_path / "family.json", content)
    reason = "id_birth_differs=证件有历史错号"
    assert desk("notice", file, "--confirm", reason, status=3)["error"]["code"] == "notice_nothing_missing"
    assert desk("notice", file, "--pdf", str(tmp_path / "notice.pdf"))["notice_no"].endswith("GZ0001")


def test_a_complete_family_or_a_broken_file_gets_none_and_nothing_is_stored(desk: Desk, tmp_path: Path) -> None:
    before = desk("journal", "verify")["entries"]
    complete = written(tmp_path / "complete.json", a_family_of_four())
    assert desk("notice", complete, status=3)["error"]["code"] == "notice_nothing_missing"
    broken = written(tmp_path / "broken.json", _lacking("113") | {"surprise": 1})
    assert desk("notice", broken, status=3)["error"]["code"] == "case_unreadable"
    assert desk("journal", "verify")["entries"] == before


def test_promises_bring_their_letter_beside_the_receipt(desk: Desk, tmp_path: Path) -> None:
    content = _lacking("219")
    content["documents"][-1]["also"] = [2, 3]
    content["documents"].append({"kind": "219", "holder": 0, "also": [1], "presented": "commitment"})
    file = written(tmp_path / "family.json", content)
    promised = next(each for each in desk("check", file)["documents"] if each["status"] == "commitment")
    assert promised["due"]
    assert promised["rule"] == "marriage"
    assert promised["why"]
    answer = desk("accept", file, "--papers", str(tmp_path / "papers"))
    assert [paper["paper"] for paper in answer["papers"]] == ["receipt", "commitment"]
