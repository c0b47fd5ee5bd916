"""Calls no manual describes: closed streams, full media, bytes that are no text, scans that aren't there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from station_app.commandline.run import run
from tests.imaging.scans import a_pdf
from tests.people import a_family_of_four
from tests.stations import PASSWORD, founded

posix = pytest.mark.skipif(os.name != "posix", reason="streams closed by a POSIX shell")


class Shell:
    """A station and a folder of families, driven in this process."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.home = folder / "home"
        self._capsys = capsys

    def __call__(self, *arguments: str, status: int = 0) -> Any:
        code = run(["--home", str(self.home), *arguments, "--json"])
        said = self._capsys.readouterr()
        assert code == status, said.out
        return json.loads(said.out)

    def family(self, name: str = "family.json", **changes: object) -> str:
        path = self.folder / name
        path.write_text(json.dumps({**a_family_of_four(), **changes}, ensure_ascii=False), encoding="utf-8")
        return str(path)


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    monkeypatch.setenv("STATION_APP_PASSWORD", PASSWORD)
    monkeypatch.chdir(tmp_path)
    founded(tmp_path / "home")
    return Shell(tmp_path, capsys)


def in_bash(line: str) -> subprocess.CompletedProcess[str]:
    program = f'"{sys.executable}" -m station_app'
    return subprocess.run(
        ["/bin/sh", "-c", line.replace("station-app", program)], capture_output=True, text=True, check=False
    )


@posix
@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("station-app schema case >&-", 6),
        ("station-app schema case --json >&- 2>&- <&-", 6),
        ("station-app check no-such-file --json >&-", 2),
        ("station-app check no-such-file --json 2>&-", 2),
        ("station-app schema case >/dev/full", 6),
        ("station-app nonsense --json >/dev/full", 6),
        ("station-app --help >&-", 0),
        ("station-app id $(printf '62\\377') --json", 2),
        ("station-app check $(printf 'a\\377.json') --json", 2),
        ("station-app find \"$(printf '\\355\\240\\200')\" --json", 2),
    ],
)
def test_no_state_of_streams_and_arguments_ends_in_a_traceback(line: str, status: int) -> None:
    if "/dev/full" in line and not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    done = in_bash(line)
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


@posix
def test_a_reader_that_goes_away_is_no_error() -> None:
    done = in_bash("station-app schema entry | head -1")
    assert done.stderr == ""


def test_a_chinese_name_is_found_whatever_the_locale(shell: Shell) -> None:
    number = shell("accept", shell.family())["case_no"]
    bytes_of_a_c_locale = "王建国".encode().decode("ascii", "surrogateescape")
    assert [row["case_no"] for row in shell("find", bytes_of_a_c_locale)["rows"]] == [number]


def test_a_home_that_is_a_file_is_a_wrong_call(shell: Shell) -> None:
    file = shell.folder / "file"
    file.write_text("x", encoding="utf-8")
    assert shell("household", "list", "--home", str(file), status=2)["error"]["code"] == "home_not_a_folder"


def test_practice_never_opens_a_real_site(shell: Shell) -> None:
    assert shell("--practice", "household", "list", status=3)["error"]["code"] == "home_not_practice"


def test_what_the_system_refuses_is_the_devices_fault_not_a_bug(shell: Shell) -> None:
    (shell.home / "station.db").unlink()
    (shell.home / "station.db").mkdir()
    assert shell("household", "list", status=6)["error"]["code"] == "file_system"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
def test_without_a_display_the_windows_say_so(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert shell(status=6)["error"]["code"] == "display_missing"


@pytest.mark.parametrize("arguments", [("restore", "--help"), ("restore", "x", "--level", "county"), ("backup", "-x")])
def test_commands_of_later_versions_say_so_whatever_follows_them(shell: Shell, arguments: tuple[str, ...]) -> None:
    assert shell(*arguments, status=2)["error"]["code"] == "not_in_this_version"


def test_options_are_never_guessed_from_their_beginning(shell: Shell) -> None:
    assert shell("id", "11010519491231002X", "--la", "en", status=2)["error"]["code"] == "usage"


def test_one_number_or_file_is_one_line_too(shell: Shell, capsys: pytest.CaptureFixture[str]) -> None:
    run(["id", "11010519491231002X", "--json"])
    run(["check", shell.family(), "--json"])
    number, family = map(json.loads, capsys.readouterr().out.splitlines())
    assert number["valid"] is True
    assert family["ok"] is True


def test_missing_scans_are_found_together_with_everything_else_and_nothing_is_kept(shell: Shell) -> None:
    scans = shell.folder / "scans"
    scans.mkdir()
    (scans / "good.pdf").write_bytes(a_pdf())
    (scans / "half.pdf").write_bytes(a_pdf()[:200])
    content = a_family_of_four()
    content["family"][0]["name"] = None
    names = ("good.pdf", "../home/keyring.json", "a" * 300 + ".pdf", "missing.pdf", "half.pdf")
    content["documents"] = [{"kind": "111", "holder": 0, "presented": "original", "attachment": name} for name in names]
    answer = shell("accept", shell.family(**content), "--attach", str(scans), status=3)
    found = {(finding["where"], finding["code"]) for finding in answer["findings"]}
    assert found >= {
        ("documents[1].attachment", "attachment_name"),
        ("documents[2].attachment", "attachment_missing"),
        ("documents[3].attachment", "attachment_missing"),
        ("documents[4].attachment", "attachment_unreadable"),
        ("family[0].name", "required_missing"),
    }
    assert set(answer) >= {"ok", "findings", "documents", "placement", "decided_by", "deadlines", "alternatives"}
    assert not (shell.home / "blobs").exists()


def test_show_gives_every_key_of_a_case_file(shell: Shell) -> None:
    given = a_family_of_four()
    shown = shell("show", shell("accept", shell.family())["case_no"])["case"]
    assert shown["family"][0].keys() >= {"moves", "guardian", "former_names"} | given["family"][0].keys()
    assert shown["family"][0]["moves"] is True
    assert shown["documents"][0].keys() >= given["documents"][0].keys()
    again = shell.family("again.json", **shown)
    asked = shell("check", again, "--confirm", "person_in_open_case=the same family once more")
    assert not [finding for finding in asked["findings"] if finding["severity"] == "error"]


def test_print_without_a_printer_saves_the_paper_here(shell: Shell) -> None:
    number = shell("accept", shell.family())["case_no"]
    printed = shell("print", number, "--paper", "receipt")
    assert (shell.folder / printed["pdf"]).read_bytes().startswith(b"%PDF")


def test_the_audit_extract_says_what_the_chain_says(shell: Shell) -> None:
    verified = shell("journal", "verify")
    extract = shell("journal", "export")
    assert {key: extract[key] for key in ("ok", "entries", "head")} == {
        key: verified[key] for key in ("ok", "entries", "head")
    }
    assert len((shell.folder / extract["file"]).read_bytes().splitlines()) == verified["entries"]
    assert shell("journal", "export", "--to", str(shell.folder), status=6)["error"]["code"] == "journal_not_saved"


@pytest.mark.parametrize("name", ["王\x01家", "=1+1", "x" * 201])
def test_names_and_reasons_outside_a_case_are_as_clean_as_those_inside(shell: Shell, name: str) -> None:
    family = shell.family()
    for call in (
        ("household", "add", "--name", name),
        ("household", "close", "620502001-P001", "--reason", name),
        ("accept", family, "--confirm", f"person_in_open_case={name}"),
        ("init", "--home", "other", *_site(name), "--recovery-sheet", "sheet.pdf"),
    ):
        assert shell(*call, status=3)["error"]["code"] == "text_unfit"
    assert not (shell.folder / "other").exists()
    assert len(shell("household", "list")) == 1


def test_nothing_is_founded_where_the_recovery_sheet_cannot_be_saved(shell: Shell) -> None:
    answer = shell("init", "--home", "other", *_site("大城派出所"), "--recovery-sheet", str(shell.folder), status=6)
    assert answer["error"]["code"] == "recovery_sheet_not_saved"
    assert not (shell.folder / "other").exists()


def _site(name: str) -> tuple[str, ...]:
    return ("--site-kind", "station", "--site-code", "620502001", "--site-name", name, "--officer-name", "王景行")
