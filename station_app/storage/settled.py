"""The query for who entered which household out of a case; it has one home, its entry in the journal."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import and_, bindparam, select

from station_app.domain.case_file import FamilyMember
from station_app.domain.residents import RegisteredPerson, registration_number
from station_app.domain.settled import HouseholdThen, Settled, SettledPerson
from station_app.errors import DamagedError
from station_app.storage import households, registrations
from station_app.storage.tables import journal_entry, officer

if TYPE_CHECKING:
    from station_app.domain.case_file import CaseFile
    from station_app.storage.engine import UnitOfWork

KIND = "case_registered"


class _Entered(msgspec.Struct):
    place: int
    relationship: str | None = None
    head: bool = False
    person: RegisteredPerson | None = None


class _Registered(msgspec.Struct):
    """What is read of the entry; the entry itself is a type of the journal, which lies above."""

    household_no: str
    since: date
    registrations: tuple[_Entered, ...]
    household: HouseholdThen | None = None


_REGISTERED = msgspec.json.Decoder(_Registered)
_OF_CASE = (
    select(journal_entry.c.payload, journal_entry.c.at, journal_entry.c.officer, officer.c.name)
    .outerjoin(officer, and_(officer.c.site == journal_entry.c.site, officer.c.badge == journal_entry.c.officer))
    .where(
        journal_entry.c.subject == bindparam("wanted"),
        journal_entry.c.site == bindparam("owner"),
        journal_entry.c.kind == KIND,
    )
    .order_by(journal_entry.c.seq.desc())
    .limit(1)
)


def of_case(uow: UnitOfWork, case_no: str, owner: str, case: CaseFile) -> Settled | None:
    """Give who was registered where out of a case of the site `owner`; `case` names whom an older entry did not.

    An older entry did not say either what the household was called: then it is named as it is called now.

    Raises:
        DamagedError: `database_damaged` - its entry cannot be read.
    """
    row = uow.execute(_OF_CASE, {"wanted": case_no, "owner": owner}).first()
    if row is None:
        return None
    try:
        said = _REGISTERED.decode(row.payload)
    except msgspec.MsgspecError:
        raise DamagedError("database_damaged") from None
    numbers = {each.place: registration_number(case_no, each.place) for each in said.registrations}
    cards: dict[str, str] = {}
    for card in registrations.cards_of(uow, numbers.values()):
        cards.setdefault(card.registration_no, card.card_no)  # the first; what replaced it later is no fact of that day
    return Settled(
        household_no=said.household_no,
        household=said.household or _called_now(uow, said.household_no),
        since=said.since,
        at=row.at,
        badge=row.officer,
        officer_name=row.name or row.officer,
        people=tuple(
            SettledPerson(
                each.place,
                numbers[each.place],
                each.person or _captured(case, each.place),
                each.relationship,
                each.head,
                cards.get(numbers[each.place], ""),
            )
            for each in said.registrations
        ),
    )


def _called_now(uow: UnitOfWork, household_no: str) -> HouseholdThen | None:
    here = households.get(uow, household_no)
    if here is None:
        return None
    return HouseholdThen(here.kind, here.name, here.address, here.managing_body, here.keeper)


def _captured(case: CaseFile, place: int) -> RegisteredPerson:
    member = case.family[place] if 0 <= place < len(case.family) else FamilyMember()
    return RegisteredPerson(member.name or "", member.id_number, member.id_absent_reason)
