"""What is written for somebody: nobody else reads it, it stays out of the home, it replaces only its own kind."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

import pytest

from printing.recovery_sheet import FORM as SHEET_FORM
from station_app.errors import UsageError
from station_app.outgoing import refuse_home
from station_app.paths import Home
from tests.commandline.test_notices import _lacking
from tests.commandline.test_the_contract import Desk, desk, family, written
from tests.people import a_family_of_four

__all__ = ["desk", "family"]

posix = pytest.mark.skipif(os.name != "posix", reason="links and modes of POSIX")


@pytest.fixture
def case_no(desk: Desk, family: str) -> str:
    return str(desk("accept", family)["case_no"])


@pytest.fixture
def receipt(desk: Desk, case_no: str, tmp_path: Path) -> Path:
    return Path(desk("print", case_no, "--paper", "receipt", "--pdf", str(tmp_path / "receipt.pdf"))["pdf"])


def _everything_in(folder: Path) -> dict[str, str]:
    """Every file by its content, but those that change with every log-in and look."""
    return {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(("station.db", "attempts.")) and "logs" not in path.parts
    }


def _copies(desk: Desk, case_no: str, tmp_path: Path) -> int:
    return int(desk("print", case_no, "--paper", "receipt", "--pdf", str(tmp_path / "count.pdf"))["copy"])


@pytest.mark.parametrize("name", ["station.db", "station.db-wal", "KEYRING.json", "blobs/new.pdf", "../home/logs"])
def test_a_paper_never_goes_where_the_home_keeps_its_own(desk: Desk, case_no: str, name: str, tmp_path: Path) -> None:
    before = _everything_in(desk.home)
    answer = desk("print", case_no, "--paper", "receipt", "--pdf", str(desk.home / name), status=2)
    assert answer["error"]["code"] == "output_in_home"
    assert _everything_in(desk.home) == before
    assert _copies(desk, case_no, tmp_path) == 1, "no copy is journalled that nobody got"


@pytest.mark.parametrize("name", ["keyring.json", "attempts.jsonl"])
def test_an_audit_extract_never_goes_where_the_home_keeps_its_own(desk: Desk, name: str) -> None:
    before = _everything_in(desk.home)
    answer = desk("journal", "export", "--to", str(desk.home / name), status=2)
    assert answer["error"]["code"] == "output_in_home"
    assert _everything_in(desk.home) == before


def test_a_folder_of_ones_own_in_the_home_is_nobody_elses_business(desk: Desk, case_no: str) -> None:
    """Scripts keep a site and its papers in one folder; the contract never forbade it."""
    mine = desk.home / "papers" / "receipt.pdf"
    mine.parent.mkdir()
    desk("print", case_no, "--paper", "receipt", "--pdf", str(mine))
    assert mine.read_bytes().startswith(b"%PDF")


def test_no_command_writes_among_the_scans(desk: Desk, family: str) -> None:
    inside = str(desk.home / "blobs" / "papers")
    lacking = written(desk.home.parent / "lacking.json", _lacking("113"))
    for call in (
        ("accept", family, "--papers", inside),
        ("notice", lacking, "--papers", inside),
        ("site", "request", "--to", inside),
        ("export", "--to", inside),
    ):
        assert desk(*call, status=2)["error"]["code"] == "output_in_home", call
    assert desk("find", "王建国")["total"] == 0
    assert not Path(inside).exists()


def test_a_site_is_not_founded_with_its_recovery_sheet_among_its_keys(desk: Desk, tmp_path: Path) -> None:
    desk.home = tmp_path / "second"
    assert _init(desk, desk.home / "keyring.pdf", status=2)["error"]["code"] == "output_in_home"
    assert not desk.home.exists()


def test_the_case_file_of_a_notice_is_not_overwritten_by_it(desk: Desk, tmp_path: Path) -> None:
    file = written(tmp_path / "own.json", _lacking("113"))
    before = Path(file).read_bytes()
    answer = desk("notice", file, "--pdf", file, status=2)
    assert answer["error"]["code"] == "output_taken"
    assert "own.json" in answer["error"]["message"]
    assert Path(file).read_bytes() == before


def test_a_recovery_sheet_replaces_nothing_and_nothing_replaces_it(
    desk: Desk, case_no: str, receipt: Path, tmp_path: Path
) -> None:
    sheet, desk.home, station = tmp_path / "sheet.pdf", tmp_path / "second", desk.home
    before = sheet.read_bytes()
    for there in (sheet, receipt):
        assert _init(desk, there, status=2)["error"]["code"] == "output_taken"
    assert not desk.home.exists()
    desk.home = station
    assert f"/Subject ({SHEET_FORM}".encode() in before
    answer = desk("print", case_no, "--paper", "receipt", "--pdf", str(sheet), status=2)
    assert answer["error"]["code"] == "output_taken"
    assert sheet.read_bytes() == before


def test_an_unnamed_recovery_sheet_takes_a_free_name(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    made = []
    for home in ("second", "third"):
        desk.home = tmp_path / home
        made.append(Path(_init(desk, None)["recovery_sheet"]).name)
    assert made == ["recovery-sheet-620502002.pdf", "recovery-sheet-620502002-2.pdf"]


@pytest.mark.parametrize("content", [b"%PDF-1.4 a scan of somebody", b'{"format": "station-app/case/1"}\n', b"x"])
def test_a_paper_replaces_no_file_of_somebody_else(desk: Desk, case_no: str, tmp_path: Path, content: bytes) -> None:
    there = tmp_path / "there.pdf"
    there.write_bytes(content)
    answer = desk("print", case_no, "--paper", "receipt", "--pdf", str(there), status=2)
    assert answer["error"]["code"] == "output_taken"
    assert there.read_bytes() == content


def test_a_paper_replaces_an_earlier_paper_and_an_empty_file(desk: Desk, case_no: str, receipt: Path) -> None:
    again = desk("print", case_no, "--paper", "receipt", "--pdf", str(receipt))
    assert (again["copy"], hashlib.sha256(receipt.read_bytes()).hexdigest()) == (2, again["sha256"])
    receipt.write_bytes(b"")
    assert desk("print", case_no, "--paper", "receipt", "--pdf", str(receipt))["copy"] == 3
    assert receipt.read_bytes().startswith(b"%PDF")


def test_an_extract_replaces_an_earlier_extract_and_nothing_else(desk: Desk, case_no: str, tmp_path: Path) -> None:
    extract = tmp_path / "extract.jsonl"
    desk("journal", "export", "--to", str(extract))
    desk("journal", "export", "--masked", "--to", str(extract))
    assert desk("journal", "export", "--to", str(extract))["entries"] == len(extract.read_bytes().splitlines())
    for number, content in enumerate((b"notes\n", b'{"entry_id": 1}\n', b"%PDF-1.4", b"[" * 5000)):
        other = tmp_path / f"{number}.jsonl"
        other.write_bytes(content)
        answer = desk("journal", "export", "--to", str(other), status=2)
        assert answer["error"]["code"] == "output_taken"
        assert other.read_bytes() == content


@posix
def test_links_lead_neither_into_the_home_nor_over_what_they_point_at(
    desk: Desk, case_no: str, receipt: Path, tmp_path: Path
) -> None:
    (tmp_path / "folder").symlink_to(desk.home)
    (tmp_path / "database.pdf").symlink_to(desk.home / "station.db")
    (tmp_path / "receipt-link.pdf").symlink_to(receipt)
    (tmp_path / "keyring.pdf").hardlink_to(desk.home / "keyring.json")
    (tmp_path / "paper.pdf").hardlink_to(receipt)
    os.mkfifo(tmp_path / "pipe.pdf")
    keyring, paper = (desk.home / "keyring.json").read_bytes(), receipt.read_bytes()
    for name, code in (
        ("folder/blobs/new.pdf", "output_in_home"),
        ("database.pdf", "output_in_home"),
        ("receipt-link.pdf", "output_taken"),
        ("keyring.pdf", "output_taken"),
        ("pipe.pdf", "output_taken"),
    ):
        answer = desk("print", case_no, "--paper", "receipt", "--pdf", str(tmp_path / name), status=2)
        assert answer["error"]["code"] == code, name
    desk("print", case_no, "--paper", "receipt", "--pdf", str(tmp_path / "paper.pdf"))
    assert (tmp_path / "paper.pdf").stat().st_nlink == 1, "replaced, not written into"
    assert (tmp_path / "receipt-link.pdf").is_symlink()
    assert (desk.home / "keyring.json").read_bytes() == keyring
    assert receipt.read_bytes() == paper


@posix
def test_a_paper_that_finds_its_name_taken_does_not_undo_the_acceptance(desk: Desk, tmp_path: Path) -> None:
    other = a_family_of_four()
    case_no = desk("accept", written(tmp_path / "first.json", other))["case_no"]
    following = case_no.removesuffix("1") + "2"
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / f"{following}-receipt.pdf").write_text("somebody's notes", encoding="utf-8")
    answer = desk(
        *("accept", written(tmp_path / "again.json", other), "--papers", str(papers)),
        *("--confirm", "person_in_open_case=另一件"),
        status=6,
    )
    assert answer["case_no"] == following
    assert answer["error"]["code"] == "paper_not_saved"
    assert (papers / f"{following}-receipt.pdf").read_text(encoding="utf-8") == "somebody's notes"


@posix
def test_only_their_owner_reads_papers_notices_and_extracts(desk: Desk, family: str, tmp_path: Path) -> None:
    previous = os.umask(0)
    try:
        accepted = desk("accept", family, "--papers", str(tmp_path / "papers"))
        lacking = written(tmp_path / "lacking.json", _lacking("113"))
        notice = desk("notice", lacking, "--pdf", str(tmp_path / "notice.pdf"), "--confirm", "person_in_open_case=在办")
        loose = tmp_path / "loose.pdf"
        desk("print", accepted["case_no"], "--paper", "receipt", "--pdf", str(loose))
        loose.chmod(0o666)
        desk("print", accepted["case_no"], "--paper", "receipt", "--pdf", str(loose))
        extracts = [tmp_path / "full.jsonl", tmp_path / "masked.jsonl"]
        desk("journal", "export", "--to", str(extracts[0]))
        desk("journal", "export", "--masked", "--to", str(extracts[1]))
    finally:
        os.umask(previous)
    papers = [Path(paper["pdf"]) for paper in (*accepted["papers"], *notice["papers"])]
    assert {path.name: oct(stat.S_IMODE(path.stat().st_mode)) for path in (*papers, loose, *extracts)} == dict.fromkeys(
        [path.name for path in (*papers, loose, *extracts)], "0o600"
    )


def test_an_extract_says_where_it_lies_and_that_it_names_people(
    desk: Desk, case_no: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert desk.status("journal", "export") == 0
    assert str(tmp_path / "journal-620502001.jsonl") in desk.said
    assert "完整的身份信息" in desk.said
    assert desk.status("journal", "export", "--masked") == 0
    assert "脱敏" in desk.said


def _init(desk: Desk, sheet: Path | None, status: int = 0):
    return desk(
        *("init", "--site-kind", "station", "--site-code", "620502002", "--site-name", "七里墩派出所"),
        *("--officer-name", "王景行", "--officer", "0001"),
        *(("--recovery-sheet", str(sheet)) if sheet else ()),
        status=status,
    )


def test_a_table_of_holidays_that_somebody_edited_is_not_lost(desk: Desk, tmp_path: Path) -> None:
    table = tmp_path / "holidays.csv"
    for _ in range(2):
        desk("calendar", "export", str(table))
    edited = table.read_bytes() + b"2026-12-31,work,\r\n"
    table.write_bytes(edited)
    assert desk("calendar", "export", str(table), status=2)["error"]["code"] == "output_taken"
    assert table.read_bytes() == edited
    answer = desk("calendar", "export", str(desk.home / "keyring.json"), status=2)
    assert answer["error"]["code"] == "output_in_home"


def test_every_file_of_a_home_is_guarded(desk: Desk) -> None:
    home = Home(desk.home)
    for name in (each for each, kind in vars(Home).items() if isinstance(kind, property)):
        path = getattr(home, name)
        if isinstance(path, Path):
            with pytest.raises(UsageError, match="output_in_home"):
                refuse_home(path)
