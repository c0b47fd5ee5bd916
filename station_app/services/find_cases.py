"""Use case: find cases by ID number, name, part of a name, pinyin, initials, case number or phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app.domain.identifiers import normalise_id
from station_app.domain.records import Found
from station_app.storage import cases, reads, search

if TYPE_CHECKING:
    from station_app.domain.records import KnownPerson
    from station_app.services.desk import Desk

LONGEST = 64
"""Code points of a search text; the longest name has 50."""


def find_cases(desk: Desk, text: str, limit: int = 50) -> Found:
    """Give up to `limit` cases, newest first; an empty text gives the newest cases."""
    wanted = text.strip()
    if len(wanted) > LONGEST:
        return Found(0, ())
    with desk.store.read() as uow:
        return search.find(uow, wanted, max(1, min(limit, 1000)))


def find_known_person(desk: Desk, id_number: str) -> tuple[KnownPerson, ...]:
    """Give the cases here in which this ID number already is, with what was captured then; such looks are noted."""
    with desk.store.read() as uow:
        known = tuple(cases.compared(uow, person) for person in cases.known_person(uow, normalise_id(id_number)))
    if known:
        with desk.store.write() as uow:
            for case_no in sorted({person.case_no for person in known}):
                reads.note(uow, officer=desk.officer.badge, subject=case_no, why="compared", at=desk.now())
            uow.commit()
    return known
