"""Replaying the journal into empty tables gives the live ones, or says which row somebody changed."""

from __future__ import annotations

import msgspec
import pytest
from sqlalchemy import inspect, text

from station_app.journal import chain, rebuild
from station_app.journal.entries import (
    BundleAcknowledged,
    BundleExported,
    BundleImported,
    HouseholdClosed,
    PaperIssued,
)
from tests.databases import empty_store
from tests.journal import histories
from tests.journal.histories import COUNTY, HOME, STATION

PERMIT = f"{STATION}-20261123-JZ0001"
FIRST_NOTICE, NOTICE = (f"{STATION}-20261123-GZ{number:04d}" for number in (1, 2))


@pytest.fixture
def full(store, tmp_path):
    """A station with every kind of entry, some of them from the county."""
    histories.found(store)
    histories.trust(store, COUNTY, here=STATION)
    case_no = histories.accept(store)
    histories.accept(store, histories.family(name="买买提·吐尔逊", former_names=["阿里"]))
    content = histories.digest("content")
    with store.write() as uow:
        histories.say(uow, PaperIssued(case_no, "receipt", 1, histories.digest("pdf")), case_no)
        histories.say(uow, histories.notice(FIRST_NOTICE), FIRST_NOTICE)
        histories.say(uow, histories.notice(NOTICE, replaces=FIRST_NOTICE), NOTICE)
        histories.say(uow, PaperIssued(NOTICE, "one-time-notice", 2, histories.digest("notice")), NOTICE)
        third = f"{STATION}-20261123-HJ0003"
        answer = msgspec.structs.replace(histories.acceptance(third), notice_no=NOTICE)
        histories.say(uow, answer, third)
        for entry in histories.permit_years(PERMIT):
            histories.say(uow, entry, PERMIT)
        histories.seal(uow)
        histories.say(uow, BundleExported(COUNTY, 1, content, histories.digest("file")), COUNTY)
        histories.say(uow, BundleAcknowledged(COUNTY, 1, content), COUNTY)
        histories.say(uow, histories.household(f"{STATION}-P002"), f"{STATION}-P002")
        histories.say(uow, HouseholdClosed(f"{STATION}-P002", "并户"), f"{STATION}-P002")
        uow.commit()
    county = empty_store(tmp_path / "county.db")
    histories.found(county, COUNTY)
    with store.write() as uow:
        chain.absorb(uow, histories.everything(county, COUNTY))
        histories.say(uow, BundleImported(COUNTY, 1, content, histories.digest("f"), 1, 2), COUNTY)
        uow.commit()
    county.close()
    return store


def test_a_replay_gives_the_live_tables(full):
    found = rebuild.rebuild(full)
    assert found.problems == ()
    assert found.ok
    assert found.entries == 24
    assert found.head == histories.everything(full)[-1].hash


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("UPDATE case_person SET name = '王健国' WHERE place = 0", "case_person {case}/0"),
        ("DELETE FROM case_document WHERE place = 1", "case_document {case}/1"),
        (f"UPDATE household SET persons = 3 WHERE household_no = '{HOME}'", f"household {HOME}"),
        ("UPDATE registry_case SET household_no = NULL", "registry_case {case}"),
        (f"UPDATE site SET standing = 'trusted' WHERE code = '{STATION}'", f"site {STATION}"),
        ("UPDATE officer SET roles = 'administrator' WHERE site = '620502001'", f"officer {STATION}/0001"),
        ("UPDATE paper SET copy = 2 WHERE paper = 'receipt'", "paper {case}/receipt/620502001/1"),
        (f"UPDATE notice SET draft_id = 'd9' WHERE notice_no = '{NOTICE}'", f"notice {NOTICE}"),
        ("UPDATE notice SET case_no = NULL", f"notice {NOTICE}"),
        ("UPDATE notice SET replaced_by = NULL", f"notice {FIRST_NOTICE}"),
        ("UPDATE bundle_out SET acknowledged_at = NULL", f"bundle_out {STATION}/{COUNTY}/1"),
        ("DELETE FROM bundle_in", f"bundle_in {STATION}/{COUNTY}/1"),
    ],
)
def test_a_row_that_was_changed_by_hand_is_named(full, statement, problem):
    with full.write() as uow:
        uow.execute(text(statement))
        uow.commit()
    found = rebuild.rebuild(full)
    assert not found.ok
    case_no = f"{STATION}-20261123-HJ0001"
    assert f"rebuild_differs {problem.format(case=case_no)}" in found.problems


def test_a_row_that_was_added_by_hand_is_named(full):
    with full.write() as uow:
        uow.execute(
            text(
                "INSERT INTO officer (site, badge, name, roles, added_at) "
                f"SELECT '{STATION}', '6666', '假警', 'administrator', added_at FROM officer WHERE site = '{STATION}'"
            )
        )
        uow.commit()
    assert rebuild.rebuild(full).problems == (f"rebuild_differs officer {STATION}/6666",)


def test_the_report_names_no_person(full):
    with full.write() as uow:
        uow.execute(text("DELETE FROM search_key"))
        uow.commit()
    problems = rebuild.rebuild(full).problems
    assert len(problems) > 20
    assert not any("王" in problem or "wang" in problem for problem in problems)


def test_a_replay_leaves_nothing_behind_and_changes_nothing(full):
    def tables():
        with full.read() as uow:
            looked = inspect(uow.connection)
            return sorted(looked.get_table_names()), looked.get_schema_names()

    before = tables(), histories.everything(full)
    rebuild.rebuild(full)
    assert (tables(), histories.everything(full)) == before


def test_an_empty_journal_of_a_new_database_is_refused_not_praised(store):
    with pytest.raises(Exception, match="site_missing"):
        rebuild.rebuild(store)
