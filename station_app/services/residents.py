"""People in a household as somebody is about to change something; shared by the use cases on registrations."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from station_app.domain.codes import table
from station_app.domain.findings import Finding, Severity
from station_app.domain.household_relations import heads, under
from station_app.domain.residents import HouseholdEvent, Resident
from station_app.domain.vocabulary import HouseholdKind, HouseholdState
from station_app.errors import RefusedError
from station_app.journal import chain
from station_app.journal.registration_entries import HouseholdChanged, HouseholdFacts, Related
from station_app.services.written import refuse_unfit
from station_app.storage import households, registrations

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from station_app.domain.records import Household
    from station_app.domain.residents import Standing
    from station_app.journal.entries import Payload
    from station_app.journal.registration_entries import EventPayload
    from station_app.services.desk import Desk
    from station_app.storage.engine import UnitOfWork

KINSHIP = "GB/T 4761-2008"


def existing_household(uow: UnitOfWork, desk: Desk, household_no: str) -> Household:
    """Give a household of this site.

    Raises:
        RefusedError: `household_unknown`, `household_of_another_site`.
    """
    found = households.get(uow, household_no)
    if found is None:
        raise RefusedError("household_unknown", household_no=household_no[:40])
    if not household_no.startswith(f"{desk.site.code}-"):
        raise RefusedError("household_of_another_site", household_no=household_no)
    return found


def present(uow: UnitOfWork, desk: Desk, registration_no: str) -> Resident:
    """Give somebody who is registered at this site now.

    Raises:
        RefusedError: `registration_unknown`, `registration_ended`, `household_of_another_site`.
    """
    found = registrations.get(uow, registration_no)
    if found is None:
        raise RefusedError("registration_unknown", registration_no=registration_no[:60])
    if not registration_no.startswith(f"{desk.site.code}-"):
        raise RefusedError("household_of_another_site", household_no=found.household_no)
    if found.until is not None:
        raise RefusedError("registration_ended", registration_no=registration_no, day=found.until)
    return found


def family_of(uow: UnitOfWork, one: Resident) -> tuple[Resident, ...]:
    """Give everybody under the same head now: the household, or one's own family in a collective one."""
    home = households.get(uow, one.household_no)
    if home is not None and home.kind is HouseholdKind.FAMILY:
        return registrations.open_in(uow, one.household_no)
    return registrations.open_family(uow, one)


def chosen_day(desk: Desk, day: date | None, people: Sequence[Resident]) -> date:
    """Give the day of an event: not ahead, and not before the people came.

    Raises:
        RefusedError: `day_ahead`, `day_before_registration`.
    """
    today = desk.today()
    chosen = day or today
    if chosen > today:
        raise RefusedError("day_ahead", day=chosen)
    came = max((each.since for each in people), default=chosen)
    if chosen < came:
        raise RefusedError("day_before_registration", day=chosen, since=came)
    return chosen


def follow_head(uow: UnitOfWork, desk: Desk, household_no: str) -> None:
    """Let a family household go by the name of its head, where it went by the name of somebody who lived in it."""
    home = households.get(uow, household_no)
    if home is None or home.kind is not HouseholdKind.FAMILY or home.state == HouseholdState.CLOSED:
        return
    chief = next(iter(heads(registrations.open_in(uow, household_no))), None)
    names = {each.person.name for each in registrations.ever_in(uow, household_no)}
    if chief is None or home.name == chief.person.name or home.name not in names:
        return
    before = HouseholdFacts(*(getattr(home, field) for field in HouseholdFacts.__struct_fields__))
    after = msgspec.structs.replace(before, name=chief.person.name)
    write(uow, desk, household_no, HouseholdChanged(household_no, before, after))


def refuse_registered(uow: UnitOfWork, desk: Desk, id_numbers: Sequence[str | None]) -> None:
    """Nobody is registered twice (户口登记条例 第六条): whoever is in a household here moves out of it first.

    Raises:
        RefusedError: `person_registered_here`.
    """
    there = registrations.open_of(uow, id_numbers, desk.site.code)
    if there:
        raise RefusedError(
            "person_registered_here",
            registration_no=there[0].registration_no,
            household_no=there[0].household_no,
        )


def registered_out_of(uow: UnitOfWork, case_no: str) -> tuple[str, ...]:
    """Give the registrations that came out of a case."""
    return tuple(each.registration_no for each in registrations.of_case(uow, case_no))


def refuse_later_events(uow: UnitOfWork, case_no: str) -> None:
    """A case is reversed after whatever happened since to those who came out of it was taken back.

    Raises:
        RefusedError: `later_events_first`.
    """
    later = registrations.touching(uow, registered_out_of(uow, case_no))
    if later:
        raise RefusedError("later_events_first", event_no=case_no, later=", ".join(each.event_no for each in later))


def headed_homes(uow: UnitOfWork, registration_nos: Iterable[str]) -> frozenset[str]:
    """Give the family households of these registrations whose householder is registered here."""
    found = (registrations.get(uow, number) for number in registration_nos)
    homes = {one.household_no for one in found if one is not None}
    return frozenset(number for number in homes if (home := households.get(uow, number)) is not None and home.headed)


def refuse_broken_families(
    uow: UnitOfWork, registration_nos: Iterable[str], *, headed: frozenset[str] = frozenset(), after_seq: int = 0
) -> None:
    """Every family that these people are in, or were in, has one head afterwards, or nobody in it.

    Asked within the transaction, after its entries. A household whose householder was never registered here has none;
    where its head is taken back (`headed` before), nobody who came to it later than `after_seq` may be left behind.

    Raises:
        RefusedError: `family_without_head`.
    """
    seen: set[tuple[str, str]] = set()
    for number in registration_nos:
        one = registrations.get(uow, number)
        if one is None or (one.household_no, one.family) in seen:
            continue
        seen.add((one.household_no, one.family))
        family = family_of(uow, one)
        home = households.get(uow, one.household_no)
        outside = home is not None and home.kind is HouseholdKind.FAMILY and not home.headed
        left_behind = (
            outside and one.household_no in headed and registrations.joined_later(uow, one.household_no, after_seq)
        )
        if family and (left_behind or len(heads(family)) != (0 if outside else 1)):
            people = ", ".join(each.registration_no for each in family)
            raise RefusedError("family_without_head", household_no=one.household_no, people=people)


def without(
    family: Sequence[Resident], leaving: Sequence[Resident], new_head: str | None, given: Mapping[str, str]
) -> tuple[Related, ...]:
    """Say what those who stay are afterwards; only where their head goes somebody else has to head them.

    Raises:
        RefusedError: `new_head_missing` - it names who could be; `new_head_not_there`, `relation_unknown`.
    """
    refuse_unknown_relations(given)
    gone = {each.registration_no for each in leaving}
    staying = tuple(each for each in family if each.registration_no not in gone)
    if not staying or not (set(heads(family)) & set(leaving)):
        return ()
    numbers = {each.registration_no for each in staying}
    if new_head is None:
        raise RefusedError("new_head_missing", people=", ".join(sorted(numbers)))
    if new_head not in numbers:
        raise RefusedError("new_head_not_there", registration_no=new_head[:60])
    return changes((*staying, *heads(family)), under((*staying, *heads(family)), new_head, given), numbers)


def changes(people: Sequence[Resident], after: Mapping[str, Standing], only: set[str]) -> tuple[Related, ...]:
    """Give who of `only` is something else afterwards."""
    return tuple(
        Related(each.registration_no, each.standing, after[each.registration_no])
        for each in people
        if each.registration_no in only and after[each.registration_no] != each.standing
    )


def refuse_unknown_relations(given: Mapping[str, str]) -> None:
    """Relations are codes of GB/T 4761.

    Raises:
        RefusedError: `relation_unknown`.
    """
    for code in given.values():
        if table("relationship").get(code) is None:
            raise RefusedError("relation_unknown", given=code[:20])


def open_relations(related: Sequence[Related]) -> tuple[Finding, ...]:
    """Tell of whom nobody knows what they are to the new head, and that the rest was told from before."""
    if not related:
        return ()
    unknown = sorted(each.registration_no for each in related if each.after.relationship is None)
    if unknown:
        return (Finding(Severity.WARNING, "relation_open", "", KINSHIP, {"people": ", ".join(unknown)}),)
    return (Finding(Severity.NOTE, "relations_derived", "", KINSHIP),)


def write(uow: UnitOfWork, desk: Desk, subject: str, payload: Payload) -> None:
    """Append an entry of this desk."""
    chain.append(uow, site=desk.site.code, officer=desk.officer.badge, subject=subject, payload=payload, at=desk.now())


def write_event(
    uow: UnitOfWork, desk: Desk, step: str, payload: EventPayload, findings: Sequence[Finding] = ()
) -> HouseholdEvent:
    """Append an event and say what it did; the transaction is still the caller's to end."""
    refuse_unfit(*(text for text in _words(payload) if text), lines=True)
    write(uow, desk, payload.household_no, payload)
    touched = (*payload.ended, *(each.registration_no for each in payload.begun))
    touched += tuple(each.registration_no for each in payload.related if each.registration_no not in touched)
    refuse_broken_families(uow, touched)
    follow_head(uow, desk, payload.household_no)
    return HouseholdEvent(payload.event_no, payload.household_no, step, touched, tuple(findings))


def _words(payload: EventPayload) -> tuple[str, ...]:
    fields = msgspec.structs.asdict(payload)
    return tuple(str(fields[name]) for name in ("reason", "destination", "evidence") if name in fields)
