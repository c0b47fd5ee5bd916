"""`household`, `resident`, `division` and `journal verify --deep`: the register, driven from a shell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from station_app.commandline.run import run
from tests.commandline.test_the_contract import Desk, family
from tests.commandline.test_the_contract import desk as one_officer

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = ["family", "one_officer"]

HOME = "620502001-P001"
AS_CHIEF = ("--officer", "0002")


class TwoOfficers(Desk):
    """A shell at which the first officer works, unless another one is named."""

    def status(self, *arguments: str) -> int:
        return super().status(*arguments, *(() if "--officer" in arguments else ("--officer", "0001")))


@pytest.fixture
def desk(one_officer: Desk) -> Desk:
    return TwoOfficers(one_officer.home, one_officer._capsys)


@pytest.fixture
def people(desk: Desk, family: str, monkeypatch: pytest.MonkeyPatch) -> Sequence[str]:
    """A family that was accepted by one officer, approved by another, and registered: their registration numbers."""
    monkeypatch.setenv("STATION_APP_NEW_PASSWORD", "tie-tu-1988")
    desk("officer", "add", "--badge", "0002", "--name", "赵守正", "--role", "chief")
    case_no = desk("accept", family)["case_no"]
    desk("decide", case_no, "--level", "station", "--outcome", "approve", *AS_CHIEF)
    desk("register", case_no)
    return [f"{case_no}-{place:02}" for place in (1, 2, 3, 4)]


def test_a_household_is_changed_frozen_thawed_and_closed_only_when_nobody_is_left(
    desk: Desk, people: Sequence[str]
) -> None:
    changed = desk("household", "change", HOME, "--keeper", "安民生", "--capacity", "80", "--reason", "换专管员")
    assert (changed["keeper"], changed["soft_capacity"]) == ("安民生", 80)
    assert desk("household", "change", HOME, "--no-capacity")["soft_capacity"] is None
    assert desk("household", "freeze", HOME, "--reason", "消防整改")["state"] == "frozen"
    assert desk("household", "thaw", HOME, "--reason", "整改完毕")["state"] == "open"
    assert desk("household", "close", HOME, "--reason", "撤户", status=3)["error"]["code"] == "household_inhabited"
    desk("resident", "move-out", people[0], "--whole-family", "--reason", "0462", "--destination", "兰州市")
    assert desk("household", "close", HOME, "--reason", "撤户")["state"] == "closed"


def test_the_roster_lists_who_is_there_and_who_left(desk: Desk, people: Sequence[str]) -> None:
    desk("resident", "hand-card", people[3], "--card", "TS-000001")
    left = desk(
        *("resident", "move-out", people[3], "--reason", "0462", "--destination", "兰州市城关区", "--cards-returned"),
    )
    assert (left["step"], left["registrations"], left["findings"]) == ("move_out", [people[3]], [])
    roster = desk("household", "roster", HOME, "--reason", "核对台账")
    assert [line["registration_no"] for line in roster["present"]] == list(people[:3])
    assert roster["left"][0]["cards"][0]["how_ended"] == "returned"
    assert desk.status("household", "roster", HOME) == 0
    assert "已离户:" in desk.said
    assert "TS-000001" in desk.said
    assert "19850317" not in desk.said


def test_people_join_marry_head_and_set_up_a_household(desk: Desk, people: Sequence[str]) -> None:
    child = ("--name", "王小满", "--sex", "1", "--birth-date", "2026-11-02", "--id-absent-reason", "newborn")
    born = desk("resident", "birth", people[1], *child, "--evidence", "出生医学证明 Q620000001")
    assert born["registrations"][0].endswith("-HB0001-01")
    assert desk("resident", "birth", people[1], *child[:4], "--evidence", "证明", status=3)["findings"]
    asked = ("resident", "move-out", people[0], "--reason", "0462", "--destination", "兰州市")
    assert desk(*asked, status=3)["error"]["code"] == "new_head_missing"
    desk("resident", "head", people[1], "--reason", "户主变更申请", "--relation", f"{people[3]}=53")
    desk("resident", "set-up", people[1], "--address", "建设路8号")
    assert desk("household", "list")[0]["household_no"] == "620502001-F001"
    died = ("resident", "death", people[3], "--evidence", "死亡证明 1")
    assert desk(*died, status=2)["error"]["code"] == "day_missing"
    assert desk(*died, "--day", "2026-13-01", status=2)["error"]["code"] == "date_form"
    assert desk("resident", "head", status=2)["error"]["code"] == "registration_no_missing"
    assert desk("resident", "head", people[0], "--relation", "x", status=2)["error"]["code"] == "relation_form"


def test_a_mistake_is_taken_back_by_the_chief(desk: Desk, people: Sequence[str]) -> None:
    event = desk("resident", "move-out", people[3], "--reason", "0462", "--destination", "兰州市")["event_no"]
    assert desk("resident", "reverse", event, "--reason", "选错了人", status=4)["error"]["code"] == "role_missing"
    assert desk("resident", "reverse", event, "--reason", "选错了人", *AS_CHIEF)["step"] == "reverse"
    assert len(desk("household", "roster", HOME)["present"]) == 4


def test_a_reminder_is_noted_and_settled(desk: Desk, people: Sequence[str]) -> None:
    noted = desk("resident", "remind", people[0], "--text", "听说已买房")
    assert desk("household", "roster", HOME)["reminders"][0]["text"] == "听说已买房"
    desk("resident", "settle", noted["reminder_no"], "--text", "已谈")
    assert desk("household", "roster", HOME)["reminders"] == []


def test_a_division_is_previewed_changed_and_changed_back(desk: Desk, people: Sequence[str]) -> None:
    town = ("--from", "620502001", "--to", "620502099", "--name", "东柯街道", "--document", "天政函〔2026〕3号")
    seen = desk("division", "preview", *town)
    assert (seen["change_no"], [each["household_no"] for each in seen["households"]]) == (None, [HOME])
    done = desk("division", "change", *town, *AS_CHIEF)
    assert desk("household", "show", HOME)["division_name"] == "东柯街道"
    assert desk("division", "list")[0]["change_no"] == done["change_no"]
    desk("division", "undo", done["change_no"], "--reason", "文号有误", *AS_CHIEF)
    assert desk("household", "show", HOME)["division"] == "620502001"
    assert desk("division", "undo", status=2)["error"]["code"] == "change_no_missing"
    assert desk("division", "preview", status=2)["error"]["code"] == "division_codes_missing"


def test_the_deep_check_says_with_its_status_whether_somebody_has_to_act(
    desk: Desk, people: Sequence[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    told = desk("journal", "verify", "--deep")
    assert (told["ok"], told["damaged"], told["findings"]) == (True, False, [])
    assert desk.status("journal", "verify", "--deep") == 0
    assert "深度检查正常" in desk.said


@pytest.mark.parametrize("command", ["household", "resident", "division"])
def test_each_command_explains_itself_in_both_languages(command, capsys):
    for language in ("zh", "en"):
        with pytest.raises(SystemExit):
            run([command, "--help", "--lang", language])
        assert "cli." not in capsys.readouterr().out


def test_the_roster_is_saved_as_a_paper(desk: Desk, people: Sequence[str], tmp_path: Path) -> None:
    made = desk("household", "roster", HOME, "--pdf", str(tmp_path / "roster.pdf"))
    assert (tmp_path / "roster.pdf").read_bytes().startswith(b"%PDF")
    assert (made["paper"], made["copy"]) == ("household-roster", 1)
    assert desk("household", "roster", HOME, "--pdf", str(tmp_path / "roster.pdf"))["copy"] == 2
    (tmp_path / "letter.pdf").write_bytes(b"somebody's letter")
    taken = desk("household", "roster", HOME, "--pdf", str(tmp_path / "letter.pdf"), status=2)
    assert taken["error"]["code"] == "output_taken"
    assert desk("household", "roster", HOME, "--pdf", str(tmp_path / "roster.pdf"))["copy"] == 3
