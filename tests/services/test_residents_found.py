"""A newborn and a bride are found like anybody else, lead to their household, and are known at another station."""

from __future__ import annotations

import json
from datetime import date

import pytest

from station_app.commandline.run import run
from station_app.domain.ledger import LedgerFilter
from station_app.domain.reading import read_document
from station_app.domain.residents import RegisteredPerson
from station_app.domain.vocabulary import CaseStatus
from station_app.services.join_household import Marrying
from tests.people import id_number
from tests.services.settling import alone, baby, settled
from tests.services.test_digests import Three, asked
from tests.stations import PASSWORD

GROOM = alone("高远", "1", date(1988, 8, 8), 983)
NUMBER = id_number("620523", date(1990, 5, 4), "2", 986)
BRIDE = RegisteredPerson("周晓岚", NUMBER, None, "2", date(1990, 5, 4))


@pytest.fixture
def three(tmp_path):
    (tmp_path / "stick").mkdir()
    made = Three(tmp_path)
    yield made
    made.close()


def test_a_newborn_is_found_with_the_household_and_no_case(station):
    father, *_rest = settled(station)
    (number,) = station.register_newborn(father, baby(), evidence="出生医学证明 Q620000001").registrations
    for found in (station.find("小满"), station.ledger(LedgerFilter(text="小满"), "", 50)):
        assert found.rows == ()
        (child,) = found.residents
        assert (child.registration_no, child.name, child.household_no) == (number, "王小满", "620502001-P001")
    assert station.ledger(LedgerFilter(text="小满", statuses=(CaseStatus.REGISTERED,)), "", 50).residents == ()
    assert station.find("").residents == ()


def test_a_bride_who_applies_at_another_station_is_asked_about_there(three):
    (groom,) = settled(three.first, GROOM)
    number = three.first.register_marriage(Marrying(groom, BRIDE, "结婚证 J620502-2026-000001")).registrations[0]
    three.hand_over(three.first)
    three.second.import_bundle(three.digest())
    assert asked(three.second, alone()) == {("person_known_at_county", "family[0].id_number")}
    result = three.second.check(*read_document(alone()))
    (told,) = [each.message for each in result.findings if each.code == "person_known_at_county"]
    assert number in told


def test_a_shell_shows_her_masked(station, tmp_path, monkeypatch, capsys):
    (groom,) = settled(station, GROOM)
    station.register_marriage(Marrying(groom, BRIDE, "结婚证 J620502-2026-000001"))
    station.close()
    monkeypatch.setenv("STATION_APP_PASSWORD", PASSWORD)
    home = ["--home", str(station._desk.home.root)]
    for command in (["find", "晓岚"], ["ledger", "晓岚"]):
        assert run([*home, *command]) == 0
        told = capsys.readouterr().out
        assert "周晓岚" in told
        assert "620502001-P001" in told
        assert NUMBER not in told
    assert run([*home, "find", NUMBER, "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)["residents"]
    assert (found["household_no"], found["matched"]) == ("620502001-P001", "id_number")
