"""Who perhaps should have moved (应迁未迁): reminders only, told from what is known here; they never stop anything.

Known is little: who of a family has left, and how long ago a student came. That somebody bought a home, or finished
their studies, this station does not hear by itself; an officer who does notes it. Coming of age is no reason to move.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app.domain.findings import Finding, Severity
from station_app.domain.people import years_between
from station_app.domain.vocabulary import HouseholdStep

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from station_app.domain.residents import Resident

STUDENT_YEARS = 5
"""After so many years a student has probably finished; asked again every time the roster is looked at."""
_BASIS = "户口登记条例 第十条"
_LEFT = frozenset({HouseholdStep.MOVE_OUT.value, HouseholdStep.SET_UP.value})


def reminders(people: Sequence[Resident], students: frozenset[str], on: date) -> tuple[Finding, ...]:
    """Give the reminders of a collective household; `where` is the registration they are about.

    `people` are all who are or were in it, `students` the registrations of those who settled as students.
    """
    return tuple(_found(people, students, on))


def long_there(people: Sequence[Resident], on: date) -> tuple[Resident, ...]:
    """Give those who are here still and came so long ago that a student would have finished."""
    return tuple(each for each in people if each.until is None and years_between(each.since, on) >= STUDENT_YEARS)


def _found(people: Sequence[Resident], students: frozenset[str], on: date) -> Iterator[Finding]:
    families: dict[str, list[Resident]] = {}
    for each in people:
        families.setdefault(each.family, []).append(each)
    for family in families.values():
        here = [each for each in family if each.until is None]
        gone = [each for each in family if each.why_ended in _LEFT]
        if len(here) == 1 and gone:
            last = max(each.until for each in gone if each.until is not None)
            yield _reminder("should_move_left_behind", here[0], last)
    for each in long_there(people, on):
        if each.registration_no in students:
            yield _reminder("should_move_student", each, each.since)


def _reminder(code: str, who: Resident, day: date) -> Finding:
    return Finding(Severity.NOTE, code, who.registration_no, _BASIS, {"day": day.isoformat()})
