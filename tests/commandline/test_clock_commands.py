"""`clock` and `calendar`: what an administrator at a terminal sees of working days and of the trust in the clock."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from station_app.clock import BEIJING, SystemClock
from tests.commandline.test_the_contract import Desk, desk, family
from tests.domain.test_holiday_table import YEAR_2027

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["desk", "family"]


def local(moment: datetime) -> str:
    return moment.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M")


@pytest.fixture
def next_year(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The invented table of 2027, on a day on which the State Council could have announced it."""
    table = tmp_path / "holidays-2027.csv"
    table.write_text(YEAR_2027, encoding="utf-8")
    monkeypatch.setattr(SystemClock, "now", lambda _clock: datetime(2026, 11, 26, 9, 30, tzinfo=BEIJING))
    return str(table)


def test_the_calendar_is_shown_with_its_name_and_the_days_of_a_year(desk: Desk) -> None:
    told = desk("calendar", "--year", "2026")
    assert (told["first_year"], told["brought"], told["year"]["year"]) == (2004, [], 2026)
    assert {"date": "2026-10-10", "name": "国庆节"} in told["year"]["work"]
    assert desk.status("calendar", "--year", "2026") == 0
    assert "2026-10-10 周六  班  国庆节" in desk.said


def test_a_year_goes_out_as_a_file_and_comes_back_without_a_change(desk: Desk, tmp_path: Path) -> None:
    table = tmp_path / "2026.csv"
    assert desk("calendar", "export", str(table), "--year", "2026") == {"file": str(table), "year": 2026}
    told = desk("calendar", "import", str(table))
    assert (told["years"], told["changed"], told["findings"]) == ([2026], [], [])


def test_a_new_year_is_brought_and_counted_by(desk: Desk, next_year: str) -> None:
    told = desk("calendar", "import", next_year)
    assert (told["years"], told["last_year"]) == ([2027], 2027)
    assert "2027-02-14" in told["changed"]
    assert desk("calendar")["brought"] == [2027]
    assert desk("journal", "rebuild")["ok"] is True


def test_a_wrong_table_is_refused_with_its_lines(desk: Desk, next_year: str, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.csv"
    wrong.write_text(YEAR_2027.replace("2027-02-14,work", "2027-02-15,work"), encoding="utf-8")
    refusal = desk("calendar", "import", str(wrong), status=3)
    assert refusal["error"]["code"] == "calendar_unfit"
    assert [(each["code"], each["where"]) for each in refusal["findings"]] == [("calendar_weekday_work", "line[13]")]
    assert desk("calendar")["brought"] == []


def test_a_question_is_answered_with_the_number_of_the_notice(desk: Desk, next_year: str, tmp_path: Path) -> None:
    odd = tmp_path / "odd.csv"
    odd.write_text(YEAR_2027.replace("2027-10-05,off,国庆节\n", ""), encoding="utf-8")
    assert desk("calendar", "import", str(odd), status=3)["findings"][0]["severity"] == "confirm"
    told = desk("calendar", "import", str(odd), "--confirm", "calendar_unbalanced=国办发明电〔2026〕99号")
    assert [finding["code"] for finding in told["findings"]] == ["calendar_unbalanced"]


def test_the_due_list_names_what_presses(desk: Desk, family: str) -> None:
    number = desk("accept", family)["case_no"]
    told = desk("due")
    assert [row["number"] for row in told["rows"]] == [number]
    assert told["counts"] == {"overdue": 0, "red": 0, "amber": 0, "on_time": 1, "standing_still": 0}
    assert desk("due", "--least", "red")["rows"] == []
    assert desk.status("due") == 0
    assert "承诺" in desk.said
    assert "剩 3 个工作日" in desk.said


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("calendar", "import"), "calendar_file_missing"),
        (("calendar", "import", "nowhere.csv"), "file_unreadable"),
        (("calendar", "--year", "1999"), "calendar_year_unknown"),
        (("clock", "confirm"), "clock_time_missing"),
        (("clock", "confirm", "--time", "half past nine"), "clock_time_form"),
    ],
)
def test_a_call_that_lacks_something_says_what(desk: Desk, arguments: tuple[str, ...], code: str) -> None:
    assert desk(*arguments, status=2)["error"]["code"] == code


def test_only_the_chief_extends_a_time_limit_and_days_are_written_one_way(desk: Desk, family: str) -> None:
    number = desk("accept", family)["case_no"]
    assert desk("extend", number, "--text", "核查", "--told-on", "tomorrow", status=2)["error"]["code"] == "date_form"
    told = ("extend", number, "--text", "需向原户口所在地核查", "--told-on", "2026-11-26")
    assert desk(*told, status=4)["error"]["code"] == "role_missing"


def test_a_table_that_cannot_be_saved_says_so(desk: Desk, tmp_path: Path) -> None:
    assert desk("calendar", "export", str(tmp_path), status=6)["error"]["code"] == "calendar_not_saved"


def test_a_clock_that_is_right_is_believed(desk: Desk) -> None:
    told = desk("clock")
    assert (told["trusted"], told["doubt"]) == (True, None)


def test_a_clock_set_back_is_doubted_and_believed_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    right = SystemClock().now()
    back = right - timedelta(hours=3)
    monkeypatch.setattr(SystemClock, "now", lambda _clock: back)
    monkeypatch.setattr(SystemClock, "witnessed", lambda *_: right)  # what this machine wrote before it was set back
    assert desk("clock")["doubt"] == "set_back"
    assert desk.status("clock") == 0
    assert "不可信:早于已登记的最近一条流水" in desk.said
    assert desk("clock", "confirm", "--time", local(right), status=3)["error"]["code"] == "clock_differs"
    told = desk("clock", "confirm", "--time", local(back))
    assert (told["trusted"], told["doubt"]) == (True, None)
    assert desk("clock")["trusted"] is True
    assert desk("journal", "rebuild")["ok"] is True


def test_a_reminder_is_written_down_and_its_slip_can_be_made(desk: Desk, family: str, tmp_path: Path) -> None:
    number = desk("accept", family)["case_no"]
    slip = ("print", number, "--paper", "reminder-slip", "--pdf", str(tmp_path / "slip.pdf"))
    assert desk(*slip, status=3)["error"]["code"] == "paper_not_for_case"
    told = desk("remind", number, "--text", "请尽快审批")
    assert (told["case_no"], told["limit"], told["waits_for"], told["count"]) == (number, "promised", "chief", 1)
    assert desk(*slip)["paper"] == "reminder-slip"
    assert (tmp_path / "slip.pdf").read_bytes().startswith(b"%PDF")
