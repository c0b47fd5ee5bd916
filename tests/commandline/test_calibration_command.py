"""`print-calibration` from a shell: into a file, and on a printer, moved by what is set for it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from tests.commandline.test_the_contract import Desk, desk
from tests.printers import A4, LETTER, LoopbackPrinter
from tests.printing.paper_cases import page_texts

__all__ = ["desk"]


@pytest.fixture
def lobby(room) -> LoopbackPrinter:
    return room.printers.get("Lobby") or room.add("Lobby", (A4, LETTER))


@pytest.mark.parametrize("sheet", ["a4", "a5"])
def test_the_page_is_made_as_a_file(desk: Desk, tmp_path: Path, sheet: str) -> None:
    made = tmp_path / "page.pdf"
    said = desk("print-calibration", "--sheet", sheet, "--pdf", str(made))
    assert said == {
        "sheet": sheet,
        "pdf": str(made),
        "printer": None,
        "sha256": hashlib.sha256(made.read_bytes()).hexdigest(),
    }
    assert sheet.upper() in page_texts(made.read_bytes())[0]


def test_a_file_that_is_no_paper_is_not_written_over(desk: Desk, tmp_path: Path) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("notes")
    desk("print-calibration", "--pdf", str(other), status=2)
    assert other.read_text() == "notes"


def test_the_page_comes_out_on_the_printer_and_says_how_it_was_moved(desk: Desk, lobby: LoopbackPrinter) -> None:
    said = desk("print-calibration", "--printer", lobby.address)
    assert said == {"sheet": "a4", "pdf": None, "printer": lobby.address, "moved": {"right": 0, "down": 0}}
    assert len(lobby.printed) == 1


def test_a_place_is_asked_for(desk: Desk) -> None:
    desk("print-calibration", status=2)
    assert json.dumps(desk("print-calibration", "--printer", "-", status=3))
