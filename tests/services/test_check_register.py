"""The nightly look finds each fault that is really there, and nothing in a sound database."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from station_app import texts
from station_app.clock import FixedClock
from station_app.domain.drafts import Draft
from station_app.domain.reading import read_document
from station_app.domain.records import Officer
from station_app.domain.vocabulary import Level, OfficerRole, Outcome, Step
from station_app.services.decide_case import Said, decide_case
from station_app.services.leave_household import Leaving
from station_app.services.move_case import move_case
from station_app.services.set_up_household import SettingUp
from station_app.storage import crossings
from tests.services.exchanging import COUNTY, two_sites
from tests.services.settling import CHIEF, SOLD, alone, baby, home_of, settled
from tests.services.test_life_of_a_case import COUNTY_REVIEWER, REVIEWER, a_poor_family, as_, exchange, stamped
from tests.stations import MORNING, PASSWORD, founded


@pytest.fixture(params=["sqlcipher", "postgresql"])
def place(request, tmp_path):
    """A station on each database, with a family that has been through most of what can happen."""
    database = None if request.param == "sqlcipher" else request.getfixturevalue("postgres_place")
    catalogue = founded(tmp_path / "deep", database=database).log_in("0001", PASSWORD)
    father, *_rest = settled(catalogue)
    catalogue.register_newborn(father, baby(), evidence="出生医学证明 Q620000001")
    catalogue.hand_out_card(father, "TS-000001")
    catalogue.set_up_household(SettingUp(father, "620502001", "建设路8号"))
    (single,) = settled(catalogue, alone())
    catalogue.hand_out_card(single, "TS-000002")
    yield catalogue, father, single
    catalogue.close()


def planted(catalogue, *statements):
    """Spoil the tables by hand, as no use case does; foreign keys are off for it."""
    store = catalogue._desk.store
    with store._engine.connect() as connection:
        lite = connection.dialect.name == "sqlite"
        if lite:
            connection.connection.dbapi_connection.execute("PRAGMA foreign_keys=OFF")
        with connection.begin():
            if not lite:
                connection.execute(text("SET LOCAL session_replication_role = replica"))
            for statement in statements:
                assert connection.execute(text(statement)).rowcount > 0, statement
        if lite:
            connection.connection.dbapi_connection.execute("PRAGMA foreign_keys=ON")


def found(catalogue, days=7):
    return {each.code: each for each in catalogue.check_register(days).findings if each.code != "table_differs"}


def test_a_sound_database_has_nothing_to_say(place):
    catalogue, *_people = place
    report = catalogue.check_register(7)
    assert report.findings == ()
    assert report.ok
    assert not report.damaged
    assert report.entries == catalogue.verify_journal().entries


_PAPER = (
    "INSERT INTO paper (case_no, paper, site, copy, sha256, at, officer) SELECT {}, '{}', site, 1, 'x', accepted_at,"
    " '0001' FROM registry_case WHERE case_no LIKE '%HJ0001'"
)
FAULTS = {
    "registration_without_case": ("DELETE FROM registry_case WHERE case_no LIKE '%HJ0002'",),
    "registration_without_household": ("DELETE FROM household WHERE kind = 'family'",),
    "registration_not_approved": ("UPDATE registry_case SET status = 'accepted' WHERE case_no LIKE '%HJ0002'",),
    "case_without_registration": ("DELETE FROM registration WHERE case_no LIKE '%HJ0002'",),
    "registration_days": ("UPDATE registration SET until = '2020-01-01' WHERE case_no LIKE '%HJ0002'",),
    "closed_household_inhabited": ("UPDATE household SET state = 'closed' WHERE kind = 'family'",),
    "card_without_registration": ("UPDATE residence_card SET registration_no = 'x' WHERE card_no = 'TS-000001'",),
    "registered_twice": (
        "UPDATE registration SET until = NULL, why_ended = NULL WHERE household_no LIKE '%P001' AND place = 1",
    ),
    "household_without_head": ("UPDATE registration SET head = FALSE WHERE household_no LIKE '%F001'",),
    "household_two_heads": ("UPDATE registration SET head = TRUE WHERE household_no LIKE '%F001'",),
    "family_no_head": ("UPDATE registration SET head = FALSE WHERE case_no LIKE '%HJ0002'",),
    "family_two_heads": (
        "UPDATE registration SET until = NULL, family_group = 'g', head = TRUE WHERE household_no LIKE '%P001'",
    ),
    "persons_miscounted": ("UPDATE household SET persons = persons + 1 WHERE kind = 'family'",),
    "paper_without_case": (_PAPER.format("'nowhere'", "receipt"),),
    "paper_before_decision": (
        _PAPER.format("case_no", "settlement-slip"),
        "DELETE FROM case_decision WHERE case_no LIKE '%HJ0001'",
    ),
    "scan_without_file": (
        "INSERT INTO case_attachment SELECT 'ab12', case_no, 9, 'image/png' FROM registry_case WHERE placed",
    ),
}


@pytest.mark.parametrize("code", FAULTS)
def test_each_fault_is_found_where_it_was_planted_and_told_with_what_to_do(place, code):
    catalogue, *_people = place
    planted(catalogue, *FAULTS[code])
    told = found(catalogue)
    assert code in told
    assert told[code].damage
    for language in texts.LANGUAGES:
        with texts.speaking(language):
            assert not told[code].message.startswith("deep.")
            assert not told[code].next_step.startswith("deep.")
            assert "{" not in told[code].message
    names = {"王建国", "李桂芳", "王小宝", "周晓岚"}
    assert not [name for each in told.values() for name in names if name in str(each.as_dict())]


def test_the_replay_names_the_tables_that_were_changed_by_hand(place):
    catalogue, *_people = place
    planted(catalogue, *FAULTS["household_without_head"])
    report = catalogue.check_register(7)
    assert report.damaged
    assert next(each.subject.split()[:2] for each in report.findings if each.code == "table_differs") == [
        "rebuild_differs",
        "registration",
    ]


def test_a_chain_that_was_cut_is_told(place):
    catalogue, *_people = place
    store = catalogue._desk.store
    with store._engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            connection.execute(text("DROP TRIGGER IF EXISTS journal_entry_no_delete"))
            triggers = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars().all()
            for name in triggers:
                connection.execute(text(f"DROP TRIGGER {name}"))
        else:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.execute(text("UPDATE journal_entry SET officer = '6666' WHERE position = 3"))
    assert "journal_damaged" in found(catalogue)


def test_an_approval_that_was_not_handed_over_is_a_matter_for_somebody_and_no_damage(tmp_path):
    with two_sites(tmp_path) as (station, _county):
        case_no = station.find("王建国").rows[0].case_no
        decide_case(replace(station._desk, officer=CHIEF), case_no, Said(Level.STATION, Outcome.APPROVE))
        assert found(station) == {}
        station._desk = replace(station._desk, clock=FixedClock(MORNING + timedelta(days=8)))
        told = found(station)
        assert {code: each.subject for code, each in told.items()} == {"approved_not_exported": case_no}
        report = station.check_register(7)
        assert (report.ok, report.damaged) == (False, False)
        assert found(station, days=30) == {}
        station.export(tmp_path / "to-county")
        assert found(station) == {}


def test_a_draft_of_a_closed_account_is_a_matter_for_somebody(station):
    station.add_officer("0005", "马秀兰", (OfficerRole.FRONT_DESK,), "tie-tu-1988-b")
    desk = station._desk
    station._desk = replace(desk, officer=Officer("0005", "马秀兰", (OfficerRole.FRONT_DESK,)))
    station.save_draft(Draft("d5", "", desk.now(), "0005", {}, {}, writer="w", serial=1))
    station._desk = desk
    assert found(station) == {}
    station.disable_officer("0005", "调离")
    told = found(station)
    assert {code: (each.subject, each.damage) for code, each in told.items()} == {
        "draft_of_closed_account": ("0005", False)
    }


def test_a_household_opened_by_hand_has_its_householder_elsewhere_and_that_is_no_fault(station):
    father, *_rest = settled(station)
    station.move_out(Leaving((father,), SOLD, "兰州市", whole_family=True))
    assert found(station) == {}
    assert home_of(station, father)


def test_a_decision_on_paper_whose_scan_is_gone_is_found(tmp_path):
    with two_sites(tmp_path) as (station, _county):
        case_no = station.accept(*read_document(a_poor_family())).case_no
        decide_case(replace(station._desk, officer=CHIEF), case_no, Said(Level.STATION, Outcome.APPROVE))
        said = Said(Level.COUNTY, Outcome.APPROVE, reference="秦公户〔2026〕17号")
        decide_case(as_(station, REVIEWER), case_no, said, stamped())
        assert found(station) == {}
        with station._desk.store.read() as uow:
            ((digest, _case_no),) = crossings.paper_scans(uow)
        for file in station._desk.home.blobs.rglob("*"):
            if file.is_file() and digest in file.name:
                file.unlink()
        told = found(station)["scan_without_file"]
        assert (told.subject, told.details["digest"]) == (case_no, digest[:12])


def test_decisions_that_crossed_are_told_at_both_sites_until_the_case_is_reversed(tmp_path):
    with two_sites(tmp_path) as (station, county):
        case_no = station.accept(*read_document(a_poor_family())).case_no
        decide_case(as_(station, CHIEF), case_no, Said(Level.STATION, Outcome.APPROVE))
        exchange(station, county, tmp_path / "1")
        approved = Said(Level.COUNTY, Outcome.APPROVE, reference="秦公户〔2026〕17号")
        refused = Said(Level.COUNTY, Outcome.REFUSE, "poverty_unproven", "不符", "秦公户〔2026〕18号")
        decide_case(as_(station, REVIEWER), case_no, approved, stamped())
        decide_case(as_(county, COUNTY_REVIEWER), case_no, refused)
        exchange(station, county, tmp_path / "2")
        exchange(county, station, tmp_path / "3")
        for site in (station, county):
            told = found(site)["decision_crossed"]
            assert (told.subject, told.damage, told.details["held_site"]) == (case_no, False, COUNTY)
            for language in texts.LANGUAGES:
                with texts.speaking(language):
                    assert COUNTY_REVIEWER.badge in told.message
                    assert case_no in told.next_step
        move_case(as_(station, CHIEF), case_no, Step.REVERSE, "两级决定不一致,冲销重办")
        exchange(station, county, tmp_path / "4")
        assert "decision_crossed" not in found(station)
        assert "decision_crossed" not in found(county)
