"""Working lists and the ledger from the command line."""

from __future__ import annotations

import json

import pytest

from station_app.commandline.run import run
from tests.services.exchanging import more_families
from tests.stations import PASSWORD


@pytest.fixture
def call(station, monkeypatch, capsys):
    """Run a command at the station; gives its exit status and JSON answer."""
    monkeypatch.setenv("STATION_APP_HOME", str(station._desk.home.root))
    monkeypatch.setenv("STATION_APP_PASSWORD", PASSWORD)

    def say(*words):
        capsys.readouterr()
        status = run([*words, "--json"])
        return status, json.loads(capsys.readouterr().out)

    return say


def test_the_lists_and_one_of_them(station, call):
    numbers = more_families(station, 2)
    status, counts = call("queue")
    assert status == 0
    assert {each["name"]: each["count"] for each in counts if each["name"] != "due" and each["count"]} == {
        "mine": 2,
        "print": 2,
    }
    status, shown = call("queue", "mine", "--limit", "1")
    assert (status, shown["more"], [row["case_no"] for row in shown["rows"]]) == (0, True, numbers[:1])
    status, refused = call("queue", "decide")
    assert (status, refused["error"]["code"]) == (3, "queue_unknown")


def test_the_ledger_is_read_page_by_page(station, call):
    numbers = sorted(more_families(station, 3), reverse=True)
    _, first = call(
        "ledger", "--limit", "2", "--accepted-by", "0001", "--route", "general", "--accepted", "2026-11-01.."
    )
    _, second = call("ledger", "--limit", "2", "--accepted-by", "0001", "--after", first["after"])
    assert [row["case_no"] for page in (first, second) for row in page["rows"]] == numbers
    assert second["after"] == ""
    assert call("ledger", "--accepted", "2027-01-01")[1]["rows"] == []
    assert call("ledger", "--accepted", "yesterday")[1]["error"]["code"] == "period_form"
    assert call("ledger", "--accepted", "2026-12-01..2026-11-01")[1]["error"]["code"] == "period_backwards"
    assert call("ledger", "--after", "x")[0] == 2


def test_a_question_is_kept_and_taken_up_again(station, call):
    more_families(station, 1)
    assert call("ledger", "--status", "refused", "--save-view", "不予")[0] == 0
    assert [view["name"] for view in call("view")[1]] == ["不予"]
    assert call("ledger", "--view", "不予")[1]["rows"] == []
    assert len(call("ledger", "--view", "不予", "--status", "accepted")[1]["rows"]) == 1
    assert call("ledger", "--view", "没有")[1]["error"]["code"] == "view_unknown"
    assert call("view", "forget", "不需")[1]["error"]["code"] == "view_unknown"
    assert call("view", "forget", "不予")[1] == []
    assert call("view", "forget")[0] == 2


def test_a_copy_is_written_where_it_was_asked_for(station, call, tmp_path):
    more_families(station, 1)
    status, done = call("ledger", "--out", str(tmp_path / "l.xlsx"))
    assert (status, done["cases"], done["full"]) == (0, 1, False)
    assert (tmp_path / "l.xlsx").read_bytes().startswith(b"PK")
    assert call("ledger", "--out", str(tmp_path / "l.xlsx"))[1]["error"]["code"] == "output_taken"
    assert call("ledger", "--out", str(tmp_path / "m.xlsx"), "--full", "--reason", "x")[0] == 4


def test_what_was_forgotten_is_said(station, call, capsys):
    call("ledger", "--status", "refused", "--save-view", "不予")
    assert run(["view", "forget", "不予"]) == 0
    assert capsys.readouterr().out.splitlines() == ["已删去常用查询“不予”。"]
