"""The command line keeps its contract: exit status, one JSON document on stdout, no traceback, nothing half done."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from printing.registry import PAPERS
from resources import folder
from station_app import texts
from station_app.commandline.run import run
from tests.people import a_family_of_four
from tests.stations import PASSWORD


class Desk:
    """A station driven from a shell."""

    def __init__(self, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.home = home
        self._capsys = capsys

    def __call__(self, *arguments: str, status: int = 0) -> Any:
        """Run a command with --json, expect `status`, give its document."""
        assert self.status(*arguments, "--json") == status, self.said
        assert "Traceback" not in self.said + self.complained
        return json.loads(self.said)

    def status(self, *arguments: str) -> int:
        code = run(["--home", str(self.home), *arguments])
        captured = self._capsys.readouterr()
        self.said, self.complained = captured.out, captured.err
        return code


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("STATION_APP_PASSWORD", PASSWORD)
    made = Desk(tmp_path / "home", capsys)
    made(
        *("init", "--site-kind", "station", "--site-code", "620502001", "--site-name", "大城派出所"),
        *("--officer-name", "王景行", "--officer", "0001", "--recovery-sheet", str(tmp_path / "sheet.pdf")),
    )
    return made


@pytest.fixture
def family(tmp_path: Path) -> str:
    return written(tmp_path / "family.json", a_family_of_four())


def written(path: Path, content: object) -> str:
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return str(path)


def test_a_first_run_leaves_a_recovery_sheet_only_its_owner_can_read(desk: Desk, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.pdf"
    assert sheet.read_bytes().startswith(b"%PDF")
    assert sheet.stat().st_mode & 0o077 == 0


def test_a_family_goes_from_file_to_receipt(desk: Desk, family: str, tmp_path: Path) -> None:
    answer = desk("accept", family, "--papers", str(tmp_path / "papers"))
    assert answer["case_no"].startswith("620502001-")
    assert answer["status"] == "accepted"
    paper = answer["papers"][0]
    assert Path(paper["pdf"]).read_bytes().startswith(b"%PDF")
    assert desk("show", answer["case_no"])["case"]["family"][1]["name"] == "李桂芳"
    for text in ("620502198503179818", "王建国", "建国", "wjg"):
        assert [row["case_no"] for row in desk("find", text)["rows"]] == [answer["case_no"]]
    again = desk("print", answer["case_no"], "--paper", "receipt", "--pdf", str(tmp_path / "again.pdf"))
    assert (again["copy"], again["printing"], again["reprint"]) == (2, 2, "unsaid")
    assert hashlib.sha256((tmp_path / "again.pdf").read_bytes()).hexdigest() == again["sha256"] != paper["sha256"]
    assert desk("journal", "verify")["ok"] is True


def test_options_are_taken_before_and_after_the_command(desk: Desk, family: str) -> None:
    assert run(["--json", "--home", str(desk.home), "household", "list"]) == 0
    assert run(["household", "list", "--home", str(desk.home), "--json"]) == 0


def test_check_works_without_a_site_and_without_a_password(
    tmp_path: Path, family: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("STATION_APP_PASSWORD", raising=False)
    nowhere = Desk(tmp_path / "nowhere", capsys)
    answer = nowhere("check", family)
    assert answer["ok"] is True
    assert "public_collective" in answer["placement"]["offered"]
    assert not (tmp_path / "nowhere").exists()


def test_several_files_give_one_document_a_line_each_with_its_file(desk: Desk, family: str, tmp_path: Path) -> None:
    broken = a_family_of_four()
    broken["family"][0]["id_number"] = "620502198503179810"
    second = written(tmp_path / "broken.json", broken)
    assert desk.status("check", family, second, "--json") == 3
    documents = [json.loads(line) for line in desk.said.splitlines()]
    assert [document["file"] for document in documents] == [family, second]
    assert [document["ok"] for document in documents] == [True, False]


def test_a_refused_family_gets_all_findings_at_once_and_stores_nothing(desk: Desk, tmp_path: Path) -> None:
    content = a_family_of_four()
    content["family"][0]["name"] = None
    content["family"][1]["sex"] = "1"
    content["surprise"] = 1
    answer = desk("accept", written(tmp_path / "bad.json", content), status=3)
    assert answer["ok"] is False
    assert len({finding["where"] for finding in answer["findings"] if finding["severity"] == "error"}) >= 2
    assert all(finding["message"] != f"finding.{finding['code']}" for finding in answer["findings"])
    assert desk("find", "王")["total"] == 0


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("nonsense",), 2),
        (("accept",), 2),
        (("check", "no-such-file.json"), 2),
        (("find", "x", "--limit", "-3"), 2),
        (("show", "620502001-20261123-HJ9999"), 3),
        (("show", "'; drop table journal_entry; --"), 3),
        (("print", "620502001-20261123-HJ9999", "--paper", "receipt", "--pdf", "x.pdf"), 3),
        (("household", "show", "none"), 3),
        (("household", "close", "none"), 3),
        (("verify-paper", "nothing of ours"), 5),
        (("import", "no-such-bundle"), 2),
        (("decide", "x", "--outcome", "approve"), 2),
        (("stats", "--month", "2026-13"), 2),
        (("print", "x", "--paper", "approval-form"), 3),
        (("print", "x", "--paper", "diploma"), 3),
    ],
)
def test_every_wrong_call_ends_in_its_status_and_a_sentence(
    desk: Desk, arguments: tuple[str, ...], status: int
) -> None:
    answer = desk(*arguments, status=status)
    if "error" in answer:
        assert answer["error"]["message"] != f"error.{answer['error']['code']}"


def test_a_wrong_password_is_not_permitted(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STATION_APP_PASSWORD", "not-the-password-1")
    assert desk("household", "list", status=4)["error"]["code"] == "wrong_password"


def test_a_site_is_not_founded_over_another(desk: Desk) -> None:
    again = ("init", "--site-kind", "station", "--site-code", "620502001", "--site-name", "x", "--officer-name", "x")
    assert desk(*again, status=3)["error"]["code"] == "site_exists"


def test_a_household_is_opened_listed_and_closed(desk: Desk) -> None:
    opened = desk("household", "add", "--name", "大城第二公共集体户", "--capacity", "40")
    assert opened["household_no"] == "620502001-P002"
    assert len(desk("household", "list")) == 2
    assert desk("household", "close", opened["household_no"], "--reason", "合并")["state"] == "closed"


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"x"',
        b'{"format": NaN}',
        b"\xff\xfe\x00",
        b"[" * 10_000,
        b'{"family":' * 10_000,
        b'{"family": [' + b'{"role": "applicant"},' * 20_000 + b"{}]}",
        b" " * (50 << 20),
    ],
    ids=lambda raw: f"{raw[:12]!r}+{len(raw)}",
)
def test_hostile_case_files_are_refused_with_a_finding(desk: Desk, tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "hostile.json"
    path.write_bytes(raw)
    answer = desk("check", str(path), status=3)
    assert answer["findings"]
    assert desk("accept", str(path), status=3)["findings"]


@pytest.mark.parametrize("name", ["=cmd|'/c calc'!A0", "王\u202e建国", "王\x00建国", "<b>王</b>\n", "+86"])
def test_names_that_are_formulas_or_controls_are_findings(desk: Desk, tmp_path: Path, name: str) -> None:
    content = a_family_of_four()
    content["family"][0]["name"] = name
    answer = desk("check", written(tmp_path / "name.json", content), status=3)
    assert any(finding["where"].startswith("family[0].name") for finding in answer["findings"])


def test_what_is_no_case_is_said_once_and_a_residence_permit_is_judged_by_its_own_rules(
    desk: Desk, tmp_path: Path
) -> None:
    no_case = tmp_path / "no-case.json"
    no_case.write_text("hello", encoding="utf-8")
    permit = a_family_of_four() | {"business": "residence_permit"}
    assert desk.status("check", str(no_case), written(tmp_path / "permit.json", permit), "--json") == 3
    first, second = (json.loads(line)["findings"] for line in desk.said.splitlines())
    assert [finding["code"] for finding in first] == ["case_not_json"]
    assert ("permit_one_person", "family[1]") in {(finding["code"], finding["where"]) for finding in second}


def test_schemas_are_json_schemas(desk: Desk) -> None:
    for what in ("case", "permit", "entry", "bundle"):
        assert "$defs" in desk("schema", what)


def test_help_explains_each_command_with_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("accept", "export", "init", "journal", "demo"):
        with pytest.raises(SystemExit) as done:
            run([command, "--help", "--lang", "en"])
        assert done.value.code == 0
        assert "Example: station-app" in capsys.readouterr().out


def test_the_program_runs_as_a_process_and_never_tells_its_inside(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "station_app", "--home", str(tmp_path), "show", "x", "--json"],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 3
    assert json.loads(done.stdout)["error"]["code"] == "site_missing"
    assert "Traceback" not in done.stderr


def test_who_has_an_own_home_is_told_of_no_household_number(desk: Desk) -> None:
    own_home = folder("samples") / "14-own-home.json"
    assert desk.status("accept", str(own_home)) == 0, desk.complained
    assert "落入户" not in desk.said
    assert "前办结" in desk.said


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_the_help_names_every_paper_there_is(language: texts.Language) -> None:
    named = texts.say("cli.help.paper_names", language)
    words = named.replace("、", " ").replace(",", " ").replace(":", " ").split()
    assert set(PAPERS) <= set(words)
    assert "diploma" not in words


def test_the_help_says_what_is_saved_and_every_action(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    helped = {}
    for command in ("notice", "site"):
        with pytest.raises(SystemExit):
            run([command, "--help"])
        helped[command] = capsys.readouterr().out
    assert "回执" not in helped["notice"]
    assert "digest 由县局" in helped["site"]


def test_a_declined_case_is_shown_with_its_ground_and_what_is_to_be_looked_at(desk: Desk, family: str) -> None:
    done = desk("decline", family, "--reason", "not_competent", "--text", "没有社保记录")
    assert desk.status("show", done["case_no"]) == 0
    shown = [line.strip() for line in desk.said.splitlines()]
    assert "请复核:说明里提到社保,这不得作为条件。" in shown
    assert any("(" in line and line.endswith(")") for line in shown)
    assert desk("show", done["case_no"])["timeline"][0]["flags"] == ["social_insurance"]


def test_what_was_put_right_is_said_in_the_words_of_the_form_and_masked_when_shown(
    desk: Desk, family: str, tmp_path: Path
) -> None:
    case_no = desk("accept", family)["case_no"]
    newer = a_family_of_four()
    newer["family"][0]["phone"] = "13993801234"
    put = written(tmp_path / "newer.json", newer)
    assert desk.status("supplement", case_no, put, "--text", "号码写错") == 0
    (line,) = [each.strip() for each in desk.said.splitlines() if "→" in each]
    assert line.startswith("王建国 · 电话")
    assert line.endswith("→ 13993801234")
    assert desk.status("show", case_no) == 0
    (line,) = [each.strip() for each in desk.said.splitlines() if "→" in each]
    assert line.startswith("王建国 · 电话")
    assert line.endswith("→ 139****1234")


def test_a_reason_for_what_no_rule_asks_is_refused_and_what_is_asked_is_named(desk: Desk, tmp_path: Path) -> None:
    content = a_family_of_four()
    content["family"][1]["birth_date"] = "1986-02-12"
    asking = written(tmp_path / "asking.json", content)
    for call in (("check", asking), ("accept", asking)):
        said = desk(*call, "--confirm", "id_birth_difers=本人到场核对", status=2)
        assert said["error"]["code"] == "confirm_unknown"
        assert "id_birth_differs" in said["error"]["message"]
    assert desk("accept", asking, "--confirm", "id_birth_differs=本人到场核对")["case_no"]


def test_a_family_that_is_declined_again_on_the_same_day_is_told_of_with_the_earlier_case(
    desk: Desk, family: str
) -> None:
    call = ("decline", family, "--reason", "not_competent", "--text", "请到甘谷县办理")
    first = desk(*call)
    assert first["earlier"] is None
    assert desk.status(*call) == 0
    assert any(first["case_no"] in line and "今天已" in line for line in desk.said.splitlines())


def test_handing_over_and_putting_away_ask_to_whom_and_where(desk: Desk, family: str) -> None:
    case_no = desk("decline", family, "--reason", "not_competent", "--text", "请到甘谷县办理")["case_no"]
    assert desk("deliver", case_no, status=3)["error"]["code"] == "receiver_missing"
    desk("deliver", case_no, "--text", "本人")
    assert desk("archive", case_no, status=3)["error"]["code"] == "shelf_missing"
    assert desk("archive", case_no, "--text", "2026-03")["status"] == "archived"
