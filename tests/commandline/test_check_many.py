"""Many files in one call: a document a line, all findings at once, every rule by its code, path and sentence."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from station_app import texts
from station_app.commandline.run import run
from tests.architecture.test_texts_are_complete import _codes, _finding_makers
from tests.commandline.rule_cases import (
    ELSEWHERE,
    IN_THE_WINDOW,
    OF_CLOCKS,
    OF_RESIDENTS,
    RAW,
    RULES,
    Rule,
    a_family,
    born,
    changed,
    relative,
)
from tests.commandline.rules_page import PAGE, page
from tests.domain.family_maker import Maker
from tests.stations import PASSWORD

OTHERS = {finding.code: finding for finding in ELSEWHERE}


class Checked:
    """What `check` said of many files, by name of the file."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys

    def write(self, name: str, content: Any) -> str:
        path = self.folder / f"{name}.json"
        raw = content if isinstance(content, bytes) else json.dumps(content).encode()
        path.write_bytes(raw)
        return str(path)

    def __call__(self, *files: str, language: str = "zh", status: int = 3, home: Path | None = None) -> dict[str, Any]:
        arguments = ("--home", str(home or self.folder / "nowhere"), "check", *files, "--json", "--lang", language)
        assert run(list(arguments)) == status
        documents = [json.loads(line) for line in self._capsys.readouterr().out.splitlines()]
        assert [document["file"] for document in documents] == list(files)
        return {Path(document["file"]).stem: document for document in documents}


@pytest.fixture
def checked(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Checked:
    monkeypatch.delenv("STATION_APP_PASSWORD", raising=False)
    return Checked(tmp_path, capsys)


@pytest.fixture
def site(checked: Checked, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """A station in a folder of its own; gives a function that runs a command of it."""
    monkeypatch.setenv("STATION_APP_PASSWORD", PASSWORD)
    home = checked.folder / "home"

    def command(*arguments: str) -> Any:
        assert run(["--home", str(home), *arguments, "--json"]) == 0
        return json.loads(capsys.readouterr().out)

    command(
        *("init", "--site-kind", "station", "--site-code", "620502001", "--site-name", "大城派出所"),
        *("--officer-name", "王景行", "--officer", "0001", "--recovery-sheet", str(checked.folder / "sheet.pdf")),
    )
    return command


def test_rules_about_households_and_known_people_speak_where_a_site_knows_them(checked, site):
    home = checked.folder / "home"
    site("household", "add", "--name", "近的", "--division", "620502001001", "--capacity", "1")
    site("household", "add", "--name", "合同制", "--kind", "unit_collective")
    site("household", "add", "--name", "旧的")
    site("household", "close", "620502001-P003", "--reason", "合并")
    site("household", "add", "--name", "整改的")
    site("household", "freeze", "620502001-P004", "--reason", "消防整改")
    site("accept", checked.write("first", a_family()))
    there = {
        "household_closed": {"destination.household_no": "620502001-P003"},
        "household_frozen": {"destination.household_no": "620502001-P004"},
        "household_kind_differs": {"destination.household_no": "620502001-U001"},
        "household_full": {"destination.household_no": "620502001-P002"},
        "household_passed_over": {"destination.division": "620502001001"},
        "person_in_open_case": {},
        "same_number_other_name": {"family[0].name": "王建军"},
    }
    _speak(checked, home, there)
    site("household", "close", "620502001-P001", "--reason", "合并")
    _speak(checked, home, {"household_full_everywhere": {}})
    site("household", "close", "620502001-P002", "--reason", "合并")
    _speak(checked, home, {"household_none_open": {}})


def _speak(checked: Checked, home: Path, there: dict[str, dict[str, Any]]) -> None:
    files = [checked.write(code, changed(put)) for code, put in there.items()]
    chinese, english = (checked(*files, home=home, language=language) for language in texts.LANGUAGES)
    for code in there:
        rule = OTHERS[code]
        _told_right(Rule(code, rule.where, rule.severity.value, {}), chinese[code], english[code])
        assert rule.basis in {each["basis"] for each in chinese[code]["findings"] if each["code"] == code}
        assert all(each["basis"] for each in chinese[code]["findings"])


def test_a_right_family_gets_no_finding_but_a_note(checked):
    told = checked(checked.write("family", a_family()), status=0)["family"]
    assert told["ok"] is True
    assert {finding["code"] for finding in told["findings"]} == {"child_is_heard"}


def test_every_rule_speaks_through_the_command_line_in_both_languages(checked):
    files = [checked.write(f"{at:03d}-{rule.code}", changed(rule.put)) for at, rule in enumerate(RULES)]
    files += [checked.write(code, raw) for code, raw in RAW.items()]
    chinese, english = checked(*files, language="zh"), checked(*files, language="en")
    for at, rule in enumerate(RULES):
        _told_right(rule, chinese[f"{at:03d}-{rule.code}"], english[f"{at:03d}-{rule.code}"])
    for code in RAW:
        _told_right(Rule(code, "", "error", {}), chinese[code], english[code])
        assert len(chinese[code]["findings"]) == 1


def _told_right(rule: Rule, chinese: dict[str, Any], english: dict[str, Any]) -> None:
    pair = [
        next((each for each in told["findings"] if (each["code"], each["where"]) == (rule.code, rule.where)), None)
        for told in (chinese, english)
    ]
    assert None not in pair, (rule.code, [(each["code"], each["where"]) for each in chinese["findings"]])
    first, second = pair
    assert first["severity"] == second["severity"] == rule.severity, rule.code
    assert first["message"] != second["message"], rule.code
    for each in pair:
        assert each["message"].strip(), rule.code
        assert "{" not in each["message"], rule.code
        assert not each["message"].startswith(("finding.", "error.")), rule.code
    stops = any(each["severity"] in {"error", "confirm"} for each in chinese["findings"])
    assert chinese["ok"] is english["ok"] is (not stops)


def test_every_finding_rests_on_a_law_a_standard_or_a_format(checked):
    files = [checked.write(f"{at:03d}", changed(rule.put)) for at, rule in enumerate(RULES)]
    files += [checked.write(code, raw) for code, raw in RAW.items()]
    bare = {
        finding["code"] for told in checked(*files).values() for finding in told["findings"] if not finding["basis"]
    }
    assert not bare


def test_no_rule_of_the_program_is_missing_here():
    """Whoever adds a rule adds the smallest case that makes it speak (tests/commandline/rule_cases.py)."""
    known = texts.catalogue("zh")
    asked = {code for _, code in _codes({"Finding", *_finding_makers()}) if f"finding.{code}" in known}
    covered = {rule.code for rule in RULES} | RAW.keys() | OTHERS.keys() | OF_CLOCKS | OF_RESIDENTS
    assert not {code for code in asked if not code.startswith("pack_")} - covered
    sentences = {key.removeprefix("finding.") for key in known if key.startswith("finding.")}
    assert not sentences - covered - IN_THE_WINDOW
    assert len({rule.code for rule in RULES}) == len(RULES)


def test_the_page_of_rules_in_the_manual_is_what_the_rules_say():
    """`make rules` writes it."""
    assert PAGE.read_text(encoding="utf-8") == page()


def test_a_key_given_twice_is_said(checked):
    raw = json.dumps(a_family()).encode()
    told = checked(checked.write("twice", b'{"route": "general", ' + raw[1:]))["twice"]
    assert ("repeated_key", "route") in {(finding["code"], finding["where"]) for finding in told["findings"]}


def test_hundreds_of_families_are_answered_each_on_its_line_and_one_bad_one_decides_the_status(checked):
    maker = Maker(7)
    files = [checked.write(f"made{at:03d}", maker.family()) for at in range(250)]
    files.insert(100, checked.write("right", a_family()))
    told = checked(*files)
    assert len(told) == 251
    assert told["right"]["ok"] is True
    assert all(set(document) >= {"ok", "findings", "documents", "placement", "deadlines"} for document in told.values())
    assert all(finding["message"] for document in told.values() for finding in document["findings"])


def test_files_that_cannot_be_read_stop_no_other(checked):
    right = checked.write("right", a_family())
    folder = checked.folder / "folder"
    folder.mkdir()
    told = checked(right, str(checked.folder / "missing.json"), str(folder), checked.write("empty", b""))
    assert told["right"]["ok"] is True
    for name in ("missing", "folder"):
        assert told[name]["ok"] is False
        assert [(each["code"], each["severity"]) for each in told[name]["findings"]] == [("file_unreadable", "error")]
    assert [each["code"] for each in told["empty"]["findings"]] == ["case_not_json"]


def test_all_that_is_wrong_with_a_family_is_said_at_once(checked):
    several = [
        rule for rule in RULES if rule.code in {"name_empty", "relationship_sex", "guardian_missing", "phone_form"}
    ]
    put = {path: value for rule in several for path, value in rule.put.items()}
    told = checked(checked.write("several", changed(put)))["several"]
    assert {rule.code for rule in several} <= {finding["code"] for finding in told["findings"]}


def test_a_reason_answers_a_question_and_nothing_else(checked, capsys):
    asks = checked.write("asks", changed({"family[0].name": "王3"}))
    assert checked(asks)["asks"]["ok"] is False
    assert (
        run(["check", asks, "--confirm", "name_odd_character=证件如此", "--json", "--home", str(checked.folder)]) == 0
    )
    assert json.loads(capsys.readouterr().out)["ok"] is True


def test_a_reason_for_one_person_answers_for_nobody_else(checked, capsys):
    asks = checked.write("asks", changed({"family[0].name": "王3", "family[1].name": "李4"}))
    only = ("--confirm", "name_odd_character@family[1].name=证件如此", "--json", "--home", str(checked.folder))
    assert run(["check", asks, *only]) == 3
    assert json.loads(capsys.readouterr().out)["ok"] is False
    assert run(["check", asks, "--confirm", "name_odd_character@family[0].name=同上", *only]) == 0


def test_a_minor_alone_moves_through_the_guardian(checked):
    woman = relative("applicant", "01", born(66), "2", phone="13800000000", moves=False, marital_status="30")
    child = relative("other_relative", "41", born(10), "1", guardian=0) | {"name": "王小宝"}
    case = changed({"family": [woman, child], "documents": [
        {"kind": "111", "holder": 0, "number": woman["id_number"], "presented": "original"},
        {"kind": "113", "holder": 1, "presented": "original"},
        {"kind": "X03", "holder": 1, "presented": "original"},
    ], "agricultural_transfer.flags": [], "discretion_note": "父母在外地,由祖母监护并共同生活。"})  # fmt: skip
    told = checked(checked.write("alone", case), status=0)["alone"]
    assert not {"applicant_minor", "guardian_missing", "nobody_moves"} & {each["code"] for each in told["findings"]}
    refused = checked(
        checked.write("minor", changed({"family": [child | {"role": "applicant", "relationship": "01"}]}))
    )
    sentence = next(each for each in refused["minor"]["findings"] if each["code"] == "applicant_minor")["message"]
    assert "监护人作申请人" in sentence


def test_of_a_file_that_is_missing_people_read_that_it_could_not_be_read(checked, capsys):
    missing = str(checked.folder / "missing.json")
    assert run(["--home", str(checked.folder / "nowhere"), "check", checked.write("right", a_family()), missing]) == 3
    (said,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith(missing)]
    assert said == f"{missing}: 没有读到文件"
