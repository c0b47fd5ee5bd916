"""`import` and `show` say in sentences what two sites decided of one case; entry numbers are for programs."""

from __future__ import annotations

import json

import pytest

from station_app import texts
from station_app.commandline.run import run
from tests.services.exchanging import two_sites
from tests.services.test_crossed_decisions import NO, YES, crossed
from tests.stations import PASSWORD


@pytest.fixture
def arrived(tmp_path, monkeypatch):
    """The bundle of a county that refused what the station has entered as approved; gives it and the case."""
    monkeypatch.setenv("STATION_APP_PASSWORD", PASSWORD)
    with two_sites(tmp_path) as (station, county):
        case_no = crossed(station, county, tmp_path / "up")
        bundle = county.export(tmp_path / "down").bundle
    return bundle, case_no


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_people_read_what_crossed_what_holds_and_what_to_do(arrived, tmp_path, capsys, language):
    bundle, case_no = arrived
    home = ["--home", str(tmp_path / "station"), "--lang", language]
    assert run([*home, "import", bundle]) == 0
    told = capsys.readouterr().out
    assert run([*home, "show", case_no]) == 0
    shown = capsys.readouterr().out
    with texts.speaking(language):
        following = texts.say("crossed.next.compare")
    assert f"{case_no} case_decided" not in told
    for said in (told, shown):
        assert NO.reference in said
        assert YES.reference in said
        assert following in said


def test_programs_get_the_sentences_beside_the_entries(arrived, tmp_path, capsys):
    bundle, case_no = arrived
    home = ["--home", str(tmp_path / "station"), "--json"]
    assert run([*home, "import", bundle]) == 0
    taken = json.loads(capsys.readouterr().out)
    (conflict,) = taken["conflicts"]
    assert conflict.startswith(f"{case_no} case_decided 620502#")
    (sentence,) = taken["told"]
    assert run([*home, "show", case_no]) == 0
    crossed = json.loads(capsys.readouterr().out)["crossed"]
    assert (crossed["todo"], crossed["county"], crossed["paper"]) == ("compare", "refuse", "approve")
    assert crossed["message"] in sentence
