"""Five wrong passwords lock a badge for a quarter of an hour, whatever is done to clock, program or record."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from station_app.clock import FixedClock
from station_app.errors import NotPermittedError
from station_app.storage.attempts import LOCK_SECONDS, MOST_TRIES, OVERNIGHT, Attempts
from tests.stations import MORNING

KNOWN = ("0001", "0002")


class Machine:
    """A machine with a clock that can be set, and a running time that begins anew when it is switched on."""

    def __init__(self, path):
        self.path = path
        self.clock = FixedClock(MORNING)
        self.up = 5000.0

    @property
    def attempts(self):
        """The record as a program sees it that has just been started."""
        return Attempts(self.path, lambda: self.up, self.clock.now)

    def wait(self, seconds):
        self.up += seconds
        self.clock.move(timedelta(seconds=seconds))

    def switch_off_and_on(self, seconds):
        self.up = 60.0
        self.clock.move(timedelta(seconds=seconds))

    def try_wrongly(self, badge="0001", times=1):
        """Type a wrong password; give the code of what is said."""
        said = "wrong_password"
        for _ in range(times):
            said = "wrong_password"
            try:
                self.attempts.admit(badge, KNOWN)
                self.attempts.refused(badge, KNOWN)
            except NotPermittedError as refusal:
                said = refusal.code
        return said

    def minutes(self, badge="0001"):
        """How many minutes are said to be left; 0 where the password would be looked at."""
        try:
            self.attempts.refused(badge, KNOWN)
        except NotPermittedError as refusal:
            return refusal.details["minutes"]
        return 0


@pytest.fixture
def machine(tmp_path):
    made = Machine(tmp_path / "attempts.jsonl")
    made.attempts.begin()
    return made


@pytest.fixture
def locked(machine):
    assert machine.try_wrongly(times=MOST_TRIES) == "badge_locked"
    return machine


def test_four_wrong_passwords_do_not_lock_and_a_right_one_forgets_them(machine):
    assert machine.try_wrongly(times=MOST_TRIES - 1) == "wrong_password"
    machine.attempts.admit("0001", KNOWN)
    assert machine.attempts.opened("0001") == ()
    assert machine.try_wrongly(times=MOST_TRIES - 1) == "wrong_password"


def test_the_fifth_locks_for_a_quarter_of_an_hour_and_not_longer(locked):
    assert locked.minutes() == 15
    locked.wait(LOCK_SECONDS - 61)
    assert locked.minutes() == 2
    locked.wait(60)
    assert locked.minutes() == 1
    locked.wait(1)
    assert locked.minutes() == 0
    assert locked.try_wrongly(times=MOST_TRIES - 1) == "wrong_password"
    assert locked.try_wrongly() == "badge_locked"


def test_tries_while_locked_do_not_lengthen_the_lock(locked):
    locked.wait(600)
    assert locked.try_wrongly(times=50) == "badge_locked"
    locked.wait(300)
    assert locked.minutes() == 0


def test_colleagues_are_not_locked(locked):
    assert locked.minutes("0002") == 0


def test_invented_badges_are_locked_as_one_and_fill_no_disk(machine):
    for number in range(200):
        machine.try_wrongly(f"{7000 + number}")
    assert machine.minutes("9999") == 15
    assert machine.minutes("0001") == 0
    assert machine.path.stat().st_size < 2000


@pytest.mark.parametrize("days", [1, 400, -1, -4000])
def test_setting_the_clock_forward_or_back_changes_nothing(locked, days):
    locked.clock.move(timedelta(days=days))
    assert locked.minutes() == 15
    locked.wait(LOCK_SECONDS)
    assert locked.minutes() == 0


@pytest.mark.parametrize("seconds", [30, LOCK_SECONDS * 2, -4000 * 86400])
def test_switching_the_machine_off_begins_the_lock_anew_and_only_once(locked, seconds):
    locked.wait(600)
    locked.switch_off_and_on(seconds)
    assert locked.minutes() == 15
    locked.wait(LOCK_SECONDS)
    assert locked.minutes() == 0


def test_a_night_later_the_lock_is_over(locked):
    locked.switch_off_and_on(OVERNIGHT.total_seconds())
    assert locked.minutes() == 0


def test_a_machine_that_ran_longer_after_the_restart_than_before_never_opens_early(locked):
    locked.up = 10.0
    locked.wait(4990 + LOCK_SECONDS - 1)  # as many seconds up as when it was locked, and a quarter of an hour less one
    assert locked.minutes() == 1
    locked.wait(1)
    assert locked.minutes() == 0


def test_deleting_the_record_locks_everybody_and_is_told(machine):
    machine.try_wrongly(times=3)
    machine.path.unlink()
    for badge in KNOWN:
        assert machine.minutes(badge) == 15
    machine.wait(LOCK_SECONDS)
    for badge in KNOWN:
        assert machine.minutes(badge) == 0
        machine.attempts.admit(badge, KNOWN)
        assert [(lock.badge, lock.tries) for lock in machine.attempts.opened(badge)] == [(badge, 0)]


TORN = [b'{"what":"tr', b'{"what":"try","up":', b"\0" * 40, b'{"what":"tr\n', b"\xe5\xa4"]
"""What a power cut leaves of a line that was being written."""


@pytest.mark.parametrize("torn", TORN)
def test_a_line_torn_by_a_power_cut_locks_nobody_and_forgets_no_earlier_try(machine, torn):
    assert machine.try_wrongly(times=MOST_TRIES - 2) == "wrong_password"
    with machine.path.open("ab") as file:
        file.write(torn)
    assert [machine.minutes(badge) for badge in KNOWN] == [0, 0]
    assert machine.try_wrongly() == "wrong_password"
    assert machine.try_wrongly() == "badge_locked"
    assert machine.minutes("0002") == 0


@pytest.mark.parametrize("torn", TORN)
def test_a_line_torn_while_a_badge_is_locked_opens_nothing(locked, torn):
    with locked.path.open("ab") as file:
        file.write(torn)
    assert locked.minutes() == 15
    assert locked.try_wrongly() == "badge_locked"
    locked.wait(LOCK_SECONDS)
    assert locked.minutes() == 0


def test_several_power_cuts_are_each_one_torn_line(machine):
    for torn in TORN:
        with machine.path.open("ab") as file:
            file.write(torn)
        machine.attempts.admit("0002", KNOWN)
        assert machine.attempts.opened("0002") == ()


def test_a_try_whose_end_of_line_was_torn_off_counts(machine):
    machine.try_wrongly(times=MOST_TRIES - 1)
    machine.path.write_bytes(machine.path.read_bytes().rstrip(b"\n"))
    assert machine.try_wrongly() == "badge_locked"


def test_garbage_in_the_middle_of_the_record_is_a_lost_one_and_says_so(machine):
    machine.try_wrongly(times=2)
    lines = machine.path.read_bytes().splitlines(keepends=True)
    machine.path.write_bytes(b"".join([lines[0], b"not a line\n", *lines[1:]]))
    assert machine.try_wrongly() == "login_record_lost"
    assert machine.minutes("0002") == 15


def test_five_wrong_passwords_after_a_lost_record_are_said_to_be_that(machine):
    machine.path.unlink()
    assert machine.try_wrongly() == "login_record_lost"
    machine.wait(LOCK_SECONDS)
    assert machine.try_wrongly(times=MOST_TRIES) == "badge_locked"
    assert machine.try_wrongly() == "badge_locked"


@pytest.mark.parametrize("raw", [b"", b"{}", b"\xff\xfe", b"null\n", b'{"what":"try"', b"x" * (2 << 20)])
def test_a_record_that_cannot_be_read_is_a_lost_one(machine, raw):
    machine.path.write_bytes(raw)
    assert machine.minutes() == 15
    machine.wait(LOCK_SECONDS)
    assert machine.minutes() == 0


def test_who_is_let_in_after_a_lock_brings_the_news_of_it_once(locked):
    locked.wait(LOCK_SECONDS)
    locked.attempts.admit("0001", KNOWN)
    told = locked.attempts.opened("0001")
    assert [(lock.badge, lock.tries, lock.first_at) for lock in told] == [("0001", MOST_TRIES, MORNING)]
    locked.attempts.admit("0001", KNOWN)
    assert locked.attempts.opened("0001") == ()


def test_a_new_password_lifts_the_lock_but_not_the_news_of_it(locked):
    locked.attempts.clear("0001")
    assert locked.minutes() == 0
    locked.attempts.admit("0001", KNOWN)
    assert len(locked.attempts.opened("0001")) == 1


def test_programs_that_try_at_the_same_time_get_five_tries_between_them(machine):
    def admitted(_):
        try:
            machine.attempts.admit("0001", KNOWN)
        except NotPermittedError:
            return 0
        return 1

    with ThreadPoolExecutor(16) as programs:
        assert sum(programs.map(admitted, range(64))) <= MOST_TRIES
    assert machine.minutes() > 0


def test_where_nothing_can_be_written_a_program_still_counts(machine):
    machine.path.unlink()
    machine.path.mkdir()  # stands for a disk that takes nothing
    (machine.path / "full").touch()
    attempts = machine.attempts
    machine.path.with_suffix(".unreadable").mkdir()
    (machine.path.with_suffix(".unreadable") / "full").touch()
    with pytest.raises(NotPermittedError, match="login_record_lost"):
        attempts.admit("0001", KNOWN)


def test_a_long_record_is_shortened_and_forgets_no_lock_of_today(machine):
    for _ in range(400):
        machine.attempts.admit("0002", KNOWN)
        machine.attempts.opened("0002")
    machine.try_wrongly(times=MOST_TRIES)
    machine.attempts.admit("0002", KNOWN)
    machine.attempts.opened("0002")
    assert machine.path.stat().st_size < 1 << 17
    assert machine.minutes() == 15
