"""`layout`: what an administrator at a terminal does to give a paper the county's own layout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.commandline.test_the_contract import Desk, desk, family

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["desk", "family"]


def test_a_layout_is_begun_changed_and_checked(desk: Desk, tmp_path: Path) -> None:
    offered = {(each["sort"], each["name"]): each for each in desk("layout", "values", "receipt")}
    assert offered["word", "applicant"]["sample"] == "王建国"
    assert offered["need", "seal"]["meaning"].startswith("行政许可法第三十二条")
    assert ("column", "movers.person") in offered
    file = tmp_path / "receipt.toml"
    assert desk("layout", "show", "receipt", "--out", str(file)) == {"paper": "receipt", "file": str(file)}
    pdf = tmp_path / "sample.pdf"
    told = desk("layout", "check", str(file), "--out", str(pdf))
    assert (told["ok"], told["edition"], told["faults"], told["pdf"]) == (True, "样稿1", [], str(pdf))
    assert pdf.read_bytes().startswith(b"%PDF")
    file.write_text(file.read_text(encoding="utf-8").replace("{privacy}", "{privcy}"), encoding="utf-8")
    told = desk("layout", "check", str(file), status=3)
    assert [(each["code"], each["where"]) for each in told["faults"]] == [("blank_unknown", "row[7].lines[4][0].text")]
    assert desk("layout", "show", "nothing", status=3)["error"]["code"] == "layout_paper_unknown"
