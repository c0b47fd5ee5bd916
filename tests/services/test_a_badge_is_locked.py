"""The lock at the door: even the right password waits, the journal hears of it, and there are two ways round."""

from __future__ import annotations

import pytest

from station_app import bootstrap
from station_app.catalogue import Founding
from station_app.clock import FixedClock
from station_app.domain.vocabulary import OfficerRole, SiteKind
from station_app.errors import NotPermittedError
from station_app.journal import chain
from tests.services.test_recover_officer import code_on, text_of
from tests.stations import MORNING, PASSWORD

NEW = "xin-de-1950"


class Machine:
    """How long the machine has been running; moved by hand."""

    def __init__(self):
        self.up = 1000.0

    def __call__(self):
        return self.up


@pytest.fixture
def machine():
    return Machine()


@pytest.fixture
def door_and_sheet(tmp_path, machine):
    door = bootstrap.door(tmp_path / "home", clock=FixedClock(MORNING), cheap_keys=True, running=machine)
    founding = door.found_site(Founding(SiteKind.STATION, "620502001", "大城派出所", "0001", "王景行", PASSWORD))
    return door, text_of(founding.recovery_sheet)


@pytest.fixture
def door(door_and_sheet):
    return door_and_sheet[0]


def refused(call, *arguments):
    with pytest.raises(NotPermittedError) as caught:
        call(*arguments)
    return caught.value


def lock(door, badge="0001"):
    answers = [refused(door.log_in, badge, "not this one").code for _ in range(5)]
    assert answers == ["wrong_password"] * 4 + ["badge_locked"]


def entries(catalogue):
    with catalogue._desk.store.read() as uow:
        return list(chain.entries(uow, catalogue.site.code, 1, 10**9))


def test_even_the_right_password_waits_a_quarter_of_an_hour(door, machine):
    lock(door)
    refusal = refused(door.log_in, "0001", PASSWORD)
    assert (refusal.code, refusal.details) == ("badge_locked", {"minutes": 15})
    assert refused(door.change_password, "0001", PASSWORD, NEW).code == "badge_locked"
    machine.up += 15 * 60
    door.log_in("0001", PASSWORD).close()


def test_the_journal_hears_of_the_lock_at_the_next_login(door, machine):
    lock(door)
    machine.up += 15 * 60
    catalogue = door.log_in("0001", PASSWORD)
    last = entries(catalogue)[-1]
    assert (last.kind, last.subject, last.officer) == ("badge_locked", "0001", "system")
    assert b'"tries":5' in bytes(last.payload)
    assert catalogue.rebuild_journal().ok
    catalogue.close()
    again = door.log_in("0001", PASSWORD)
    assert entries(again)[-1].hash == last.hash
    again.close()


def test_deleting_the_record_opens_nothing_and_the_journal_hears_of_it(door, machine):
    lock(door)
    door.home.attempts.unlink()
    assert refused(door.log_in, "0001", PASSWORD).code == "login_record_lost"
    machine.up += 15 * 60
    catalogue = door.log_in("0001", PASSWORD)
    assert b'"tries":0' in bytes(entries(catalogue)[-1].payload)
    catalogue.close()


def test_the_recovery_sheet_is_the_way_round_a_lost_record(door_and_sheet):
    door, sheet = door_and_sheet
    door.home.attempts.unlink()
    refusal = refused(door.log_in, "0001", PASSWORD)
    assert (refusal.code, refusal.details) == ("login_record_lost", {"minutes": 15})
    door.recover(code_on(sheet), "0001", NEW)
    door.log_in("0001", NEW).close()


def test_a_power_cut_while_a_try_is_written_keeps_nobody_out(door):
    with door.home.attempts.open("ab") as file:
        file.write(b'{"what":"try","up":10')
    door.log_in("0001", PASSWORD).close()


def test_a_colleague_who_may_gives_a_new_password_and_lifts_the_lock(door):
    catalogue = door.log_in("0001", PASSWORD)
    catalogue.add_officer("0002", "马秀兰", (OfficerRole.FRONT_DESK,), "chu-shi-1949")
    lock(door, "0002")
    catalogue.reset_password("0002", NEW)
    catalogue.close()
    door.log_in("0002", NEW).close()


def test_the_recovery_sheet_lifts_the_lock(door_and_sheet):
    door, sheet = door_and_sheet
    lock(door)
    door.recover(code_on(sheet), "0001", NEW)
    door.log_in("0001", NEW).close()
