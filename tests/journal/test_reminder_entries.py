"""A reminder is an entry like any other: replayed, and only of one's own case."""

from __future__ import annotations

from datetime import date

import pytest

from station_app.domain.deadlines import LimitKind
from station_app.errors import DamagedError
from station_app.journal import rebuild
from station_app.journal.reminder_entries import CaseReminded
from station_app.storage import reminders
from tests.journal import histories
from tests.journal.histories import COUNTY


def reminded(case_no, text=""):
    return CaseReminded(case_no, LimitKind.DECISION, date(2026, 12, 14), 2, "行政许可法第42条", "chief", text)


def test_a_replay_gives_the_same_tables_and_the_newest_reminder_is_found(store):
    histories.found(store)
    case_no = histories.accept(store)
    with store.write() as uow:
        assert reminders.newest(uow, case_no) is None
        histories.say(uow, reminded(case_no, "第一次"), case_no)
        histories.say(uow, reminded(case_no, "再催"), case_no)
        uow.commit()
    assert rebuild.rebuild(store).problems == ()
    with store.read() as uow:
        newest = reminders.newest(uow, case_no)
        assert (newest.text, newest.count, newest.left) == ("再催", 2, 2)


def test_nobody_reminds_of_another_station_s_case(store):
    histories.found(store)
    case_no = histories.accept(store)
    with pytest.raises(DamagedError, match="entry_out_of_place"), store.write() as uow:
        histories.say(uow, reminded(case_no), case_no, site=COUNTY)
    with pytest.raises(DamagedError, match="entry_out_of_place"), store.write() as uow:
        histories.say(uow, reminded(case_no), "something else")
