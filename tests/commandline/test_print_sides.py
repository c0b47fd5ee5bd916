"""`print --sides` on a real printer that has both: what paper, setting and call say together."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.commandline.test_the_contract import Desk, desk, family
from tests.printers import A4, TWO_SIDED

__all__ = ["desk", "family"]


def test_a_paper_comes_out_on_as_many_sides_as_it_and_its_printer_are_for_or_as_was_said(
    desk: Desk, family: str, room: Any, tmp_path: Path
) -> None:
    both = room.printers.get("Both") or room.add("Both", (A4,), sides=TWO_SIDED)
    case_no = desk("accept", family)["case_no"]

    def printed(paper: str, *more: str, status: int = 0) -> Any:
        return desk("print", case_no, "--paper", paper, *more, status=status)

    def to_both(paper: str, *more: str, status: int = 0) -> Any:
        return printed(paper, "--printer", both.address, *more, status=status)

    to_both("approval-form")
    to_both("approval-form", "--sides", "one")
    to_both("receipt")
    home = desk.home / "settings.json"
    home.write_text(json.dumps({"one_sided_printers": [both.address]}))
    to_both("approval-form")
    to_both("approval-form", "--sides", "two")
    assert both.sides_asked == [
        *("two-sided-long-edge", "one-sided", "one-sided"),
        *("one-sided", "two-sided-long-edge"),
    ]
    copies = len(desk("show", case_no)["papers"])
    to_both("receipt", "--sides", "two", status=3)  # it is cut
    printed("approval-form", "--pdf", str(tmp_path / "form.pdf"), "--sides", "two", status=2)
    assert len(desk("show", case_no)["papers"]) == copies
    assert not (tmp_path / "form.pdf").exists()
