"""The station to measure in: real entries of invented people, the same however often it was broken off."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import func, select

from station_app.bench import places, seeding
from station_app.bench.population import CASES, SIZES, content, family
from station_app.bootstrap import door
from station_app.commandline.run import run
from station_app.domain.identifiers import read_id
from station_app.domain.reading import read_document
from station_app.errors import RefusedError
from station_app.storage.case_tables import case_person, registry_case
from tests.journal.histories import TODAY
from tests.stations import founded


def test_a_million_people_are_three_hundred_thousand_families():
    assert CASES * sum(SIZES) == 1_000_000 * len(SIZES)


def test_everybody_has_a_number_of_his_own_that_holds():
    numbers = [
        member.id_number
        for number in (*range(2000), 99_999, 100_000, 200_001, 299_999)
        for member in family(number).family
    ]
    assert len(set(numbers)) == len(numbers)
    assert all(read_id(number, TODAY).valid for number in numbers)


def test_a_family_is_the_same_each_time_and_is_shaped_as_a_case_file():
    for number in range(30):
        assert family(number) == family(number)
        _case, structure = read_document(content(number))
        assert structure == ()


def test_a_station_is_filled_goes_on_after_a_break_and_its_tables_follow_from_its_journal(tmp_path, monkeypatch):
    monkeypatch.setattr(seeding, "OPEN", 20)
    monkeypatch.setattr(seeding, "BATCH", 10)
    built = door(tmp_path / "home", cheap_keys=True)
    steps = []

    def broken_off(done, of):
        steps.append((done, of))
        if done == 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        seeding.seed(built, 60, broken_off)
    assert seeding.seed(built, 60, None) == (60, 40)
    assert seeding.seed(built, 60, None) == (60, 0)
    assert steps == [(10, 60), (20, 60)]
    catalogue = places.log_in(built)
    assert catalogue.rebuild_journal().ok
    assert catalogue.verify_journal().ok
    with catalogue._desk.store.read() as uow:
        stands = dict(uow.execute(select(registry_case.c.status, func.count()).group_by(registry_case.c.status)).all())
        assert uow.execute(select(func.count()).select_from(case_person)).scalar_one() == 200
    assert stands["delivered"] > 30
    assert {"accepted", "supplement", "reviewed", "approved", "registered", "refused"} <= set(stands)
    assert catalogue.clock_state().doubt is None
    catalogue.close()


def test_a_real_site_is_left_alone(tmp_path):
    real = founded(tmp_path / "real")
    with pytest.raises(RefusedError) as refusal:
        seeding.seed(real, 10, None)
    assert refusal.value.code == "seed_home_taken"


def test_the_command_fills_only_a_home_that_was_named(tmp_path, monkeypatch, capsys):
    monkeypatch.delenv("STATION_APP_HOME", raising=False)
    assert run(["bench", "--seed-million", "--cases", "4", "--json"]) == 2
    capsys.readouterr()
    assert run(["bench", "--seed-million", "--cases", "4", "--home", str(tmp_path / "home"), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["cases"], said["persons"], said["made"]) == (4, 13, 4)
