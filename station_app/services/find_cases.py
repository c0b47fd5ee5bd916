"""Use case: find cases by whatever is remembered of them or of their people; and people who are known already."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

import msgspec

from station_app.clock import BEIJING
from station_app.domain.authority import Action
from station_app.domain.divisions import local_name
from station_app.domain.identifiers import normalise_id
from station_app.domain.looks import WhyLooked
from station_app.domain.records import Found, KnownPerson
from station_app.domain.vocabulary import CaseStatus
from station_app.services.asking import LONGEST, asked, note_search
from station_app.storage import cases, digests, reads, resident_search, search

if TYPE_CHECKING:
    from station_app.services.desk import Desk
    from station_app.storage.digests import Elsewhere


def find_cases(desk: Desk, text: str, limit: int = 50) -> Found:
    """Give up to `limit` cases, newest first, and as many of those who joined a household without one.

    An empty text gives the newest cases. What was searched for is noted.
    """
    desk.require(Action.LOOK)
    with desk.store.read() as uow:
        wanted = asked(uow, text)
        most = max(1, min(limit, 1000))
        found = Found(0, ()) if wanted is None else search.find(uow, wanted, most)
        residents = resident_search.find(uow, wanted, most) if wanted else ()
    note_search(desk, text[:LONGEST])
    return msgspec.structs.replace(found, residents=residents)


def find_known_person(desk: Desk, id_number: str, name: str = "") -> tuple[KnownPerson, ...]:
    """Give the cases in which this ID number already is, here and, by the county's digest, elsewhere.

    Those here come with what was captured then, and the look at them is noted.
    """
    desk.require(Action.LOOK)
    number = normalise_id(id_number)
    with desk.store.read() as uow:
        known = tuple(cases.compared(uow, person) for person in cases.known_person(uow, number))
        elsewhere = digests.known_elsewhere(uow, {number: name or None}).get(number, ()) if number else ()
    if known:
        with desk.store.write() as uow:
            for case_no in sorted({person.case_no for person in known}):
                reads.note(uow, officer=desk.officer.badge, subject=case_no, why=WhyLooked.COMPARED, at=desk.now())
            uow.commit()
    return (*known, *map(_known, elsewhere))


def _known(person: Elsewhere) -> KnownPerson:
    """Give somebody of a digest as a known person; a status this program does not know is that of an accepted case."""
    known_words = {status.value for status in CaseStatus}
    return KnownPerson(
        case_no=person.case_no,
        index=0,
        name="",
        status=CaseStatus(person.status) if person.status in known_words else CaseStatus.ACCEPTED,
        accepted_at=datetime.combine(person.accepted_on, time(12), tzinfo=BEIJING),
        site=person.site,
        site_name=local_name(person.site),
        elsewhere=True,
        same_name=person.same_name,
    )
