"""The register of residence permits on both databases: every list is a range of an index, whatever is in the table."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from station_app.domain.vocabulary import PermitFilter, PermitStatus
from station_app.storage import permit_lists, permits
from station_app.storage.prepared import Prepared
from tests.journal import histories
from tests.journal.histories import STATION
from tests.services.permits import SINGLE_ID
from tests.storage.plans import plan_of

NUMBERS = [f"{STATION}-20261123-JZ000{place}" for place in (1, 2, 3)]


@pytest.fixture
def register(store):
    """Three permits: applied for, handed out, cancelled."""
    histories.found(store)
    with store.write() as uow:
        for number, steps in zip(NUMBERS, (1, 2, 5), strict=True):
            for entry in histories.permit_years(number)[:steps]:
                histories.say(uow, entry, number)
        uow.commit()
    return store


def test_each_list_holds_those_with_which_something_is_to_be_done(register):
    first, handed_out, ended = NUMBERS

    def listed(wanted, on, text=""):
        with register.read() as uow:
            found = permit_lists.find(uow, wanted, text, on, 10)
        assert found.total == len(found.rows)
        return {row.permit_no: row.status for row in found.rows}

    today, due = date(2026, 11, 24), date(2027, 11, 1)
    assert listed(PermitFilter.ALL, today) == {
        first: PermitStatus.APPLIED,
        handed_out: PermitStatus.VALID,
        ended: PermitStatus.CANCELLED,
    }
    assert set(listed(PermitFilter.TO_HAND_OUT, today)) == {first}
    assert listed(PermitFilter.DUE, today) == {}
    assert set(listed(PermitFilter.DUE, due)) == {handed_out}
    assert listed(PermitFilter.SUSPENDED, due + timedelta(days=40)) == {handed_out: PermitStatus.SUSPENDED}
    assert listed(PermitFilter.TO_CANCEL, today) == {}
    for text in ("晓梅", "cxm", SINGLE_ID, SINGLE_ID[-4:]):
        assert set(listed(PermitFilter.ALL, today, text)) == set(NUMBERS), text
    assert set(listed(PermitFilter.ALL, today, NUMBERS[1])) == {handed_out}
    with register.read() as uow:
        assert permits.held(uow, (SINGLE_ID, None)) == (first, handed_out)
        assert permits.next_number(uow, STATION, date(2026, 11, 23)).endswith("JZ0004")
        before = permits.record(uow, ended, until=permits.record(uow, ended).revision)
        assert (before.state.ended_on, before.made.business) == (None, "renew"), (
            "as it was when the new card was asked for"
        )


def test_what_is_to_be_done_and_what_is_searched_reads_no_whole_table(register):
    values = {"today": date(2026, 11, 24), "most": 10}
    for wanted in (PermitFilter.TO_HAND_OUT, PermitFilter.DUE, PermitFilter.SUSPENDED):
        plan = " ".join(plan_of(register, Prepared(permit_lists._ALL[wanted, False][0]), values))
        assert "ix_residence_permit_" in plan, wanted
    values |= permit_lists._values("陈晓梅")
    plan = " ".join(plan_of(register, Prepared(permit_lists._ALL[PermitFilter.ALL, True][0]), values))
    assert "SCAN permit_key" not in plan
    assert "Seq Scan" not in plan
