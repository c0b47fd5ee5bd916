"""What entries about households and registrations do to the tables. `apply` calls it; nothing else does.

A site speaks of its own households only. An event ends, begins and relates exactly the rows that it names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from sqlalchemy import and_, bindparam, exists, func, or_, select, update

from station_app.clock import local_date
from station_app.domain.names import search_keys
from station_app.domain.search_texts import backwards_key
from station_app.domain.vocabulary import HouseholdKind, HouseholdStep
from station_app.errors import DamagedError
from station_app.journal import registration_entries as said
from station_app.storage.household_tables import (
    ResidentKey,
    division_change,
    event_person,
    household,
    household_event,
    move_reminder,
    registration,
    residence_card,
    resident_key,
)
from station_app.storage.prepared import Prepared

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from station_app.domain.residents import RegisteredPerson, Standing
    from station_app.journal.apply import Writes
    from station_app.journal.entries import Entry

Row: TypeAlias = dict[str, Any]
REVERSED = "reverse"
"""Why a registration ended that should never have been there."""

_STANDS = select(registration.c.household_no, registration.c.until).where(
    registration.c.registration_no == bindparam("wanted")
)
_ONE = registration.c.registration_no == bindparam("wanted")
_ENDED = Prepared(
    update(registration)
    .where(_ONE)
    .values(until=bindparam("day"), why_ended=bindparam("why"), went_to=bindparam("where"))
)
_RELATED = Prepared(
    update(registration)
    .where(_ONE)
    .values(relationship=bindparam("relation"), head=bindparam("heads"), family_group=bindparam("family"))
)
_HEADED = Prepared(
    update(household)
    .where(household.c.household_no == bindparam("wanted"), household.c.kind == HouseholdKind.FAMILY)
    .values(headed=True)
)
_HEADED_STILL = Prepared(
    update(household)
    .where(household.c.household_no == bindparam("wanted"), household.c.kind == HouseholdKind.FAMILY)
    .values(
        headed=exists().where(
            registration.c.household_no == bindparam("number"),
            registration.c.head,
            or_(registration.c.why_ended.is_(None), registration.c.why_ended != REVERSED),
        )
    )
)
_OF_CASE = (
    select(registration.c.household_no, func.count().label("people"))
    .where(registration.c.case_no == bindparam("wanted"), registration.c.until.is_(None))
    .group_by(registration.c.household_no)
)
_CASE_ENDED = Prepared(
    update(registration)
    .where(registration.c.case_no == bindparam("wanted"), registration.c.until.is_(None))
    .values(until=bindparam("day"), why_ended=bindparam("why"))
)
_THIS = and_(household.c.household_no == bindparam("wanted"), household.c.site == bindparam("owner"))
_CHANGED = Prepared(
    update(household)
    .where(_THIS)
    .values({name: bindparam(f"new_{name}") for name in said.HouseholdFacts.__struct_fields__})
)
_STATE = Prepared(update(household).where(_THIS).values(state=bindparam("now")))
_PLACED = Prepared(
    update(household)
    .where(_THIS)
    .values(division=bindparam("code"), division_name=bindparam("called"), address=bindparam("where"))
)
_EVENT_REVERSED = Prepared(
    update(household_event)
    .where(household_event.c.event_no == bindparam("wanted"))
    .values(reversed_by=bindparam("by"), reversed_at=bindparam("moment"))
)
_LIES = select(household.c.division).where(household.c.household_no == bindparam("wanted"))
_CHANGE_REVERSED = Prepared(
    update(division_change)
    .where(division_change.c.change_no == bindparam("wanted"))
    .values(reversed_by=bindparam("by"))
)
_CARD_ENDED = Prepared(
    update(residence_card)
    .where(residence_card.c.site == bindparam("owner"), residence_card.c.card_no == bindparam("card"))
    .values(ended_on=bindparam("day"), how_ended=bindparam("how"))
)
_SETTLED = Prepared(
    update(move_reminder)
    .where(move_reminder.c.reminder_no == bindparam("wanted"))
    .values(settled_at=bindparam("moment"))
)


def begun(
    registration_no: str,
    household_no: str,
    person: RegisteredPerson,
    standing: Standing,
    *,
    entry: Entry,
    since: date,
    why: str,
    case_no: str | None = None,
    place: int | None = None,
) -> Row:
    """Give the row of a registration that begins."""
    return {
        "registration_no": registration_no,
        "site": entry.site,
        "seq": entry.seq,
        "case_no": case_no,
        "place": place,
        "household_no": household_no,
        "family_group": standing.family_group,
        "relationship": standing.relationship,
        "head": standing.head,
        "name": person.name,
        "id_number": person.id_number,
        "sex": person.sex,
        "birth_date": person.birth_date,
        "from_division": person.from_division,
        "from_address": person.from_address,
        "since": since,
        "until": None,
        "why_began": why,
        "why_ended": None,
        "went_to": None,
    }


def register(writes: Writes, rows: list[Row]) -> None:
    """Write registrations that begin, and count the people into their households of this site."""
    writes.add(registration, rows)
    writes.add(resident_key, (key for row in rows if row["case_no"] is None for key in _keys(row)))
    for row in rows:
        count(writes, row["site"], row["household_no"], 1)
        if row["head"]:
            writes.change(_HEADED, {"wanted": row["household_no"]})


def _keys(row: Row) -> Iterator[Row]:
    """Give what somebody who joined without a case is found by, each key once."""
    found = search_keys(row["name"])
    keys = {(found.plain[start:], ResidentKey.NAME) for start in range(len(found.plain))}
    keys |= {(reading, ResidentKey.PINYIN) for reading in found.pinyin if reading}
    keys |= {(short, ResidentKey.INITIALS) for short in found.initials if short}
    if row["id_number"]:
        keys |= {(key, ResidentKey.ID_NUMBER) for key in (row["id_number"], backwards_key(row["id_number"]))}
    for key, kind in sorted(keys):
        yield {"key": key, "registration_no": row["registration_no"], "kind": kind}


def end_case(writes: Writes, case_no: str, site: str, day: date) -> None:
    """End what is left of a case that was reversed; its people are counted out where they are."""
    rows = writes.uow.execute(_OF_CASE, {"wanted": case_no}).all()
    writes.change(_CASE_ENDED, {"wanted": case_no, "day": day, "why": REVERSED})
    for row in rows:
        count(writes, site, row.household_no, -row.people)
        writes.change(_HEADED_STILL, {"wanted": row.household_no, "number": row.household_no})


def count(writes: Writes, site: str, household_no: str | None, persons: int) -> None:
    """Count people into or out of a household of `site`; another's is that site's to count."""
    if persons and household_no and household_no.startswith(f"{site}-"):
        writes.count_newcomers(household_no, persons)


def _household_changed(writes: Writes, entry: Entry, payload: said.HouseholdChanged) -> None:
    _refuse_foreign(entry, payload.household_no)
    facts = {f"new_{name}": getattr(payload.after, name) for name in said.HouseholdFacts.__struct_fields__}
    writes.change(_CHANGED, {"wanted": payload.household_no, "owner": entry.site, **facts})


def _state_changed(writes: Writes, entry: Entry, payload: said.HouseholdStateChanged) -> None:
    _refuse_foreign(entry, payload.household_no)
    writes.change(_STATE, {"wanted": payload.household_no, "owner": entry.site, "now": payload.state})


def _event(step: HouseholdStep) -> Callable[[Writes, Entry, Any], None]:
    """Give what an event of this kind does to the tables."""

    def happened(writes: Writes, entry: Entry, payload: said.EventBase) -> None:
        _refuse_foreign(entry, payload.household_no, payload.event_no)
        row = {"event_no": payload.event_no, "site": entry.site, "seq": entry.seq, "household_no": payload.household_no}
        done = {"step": step, "day": payload.day, "at": entry.at, "officer": entry.officer}
        writes.send()  # its household may have been opened a moment ago
        lies = writes.uow.execute(_LIES, {"wanted": payload.household_no}).scalar_one_or_none()
        later = dict.fromkeys(("reversed_by", "reversed_at"))
        writes.add(household_event, [{**row, **done, "division": lies, **later}])
        touched = {*payload.ended, *(each.registration_no for each in payload.begun)}
        touched |= {each.registration_no for each in payload.related}
        writes.add(event_person, [{"event_no": payload.event_no, "registration_no": each} for each in sorted(touched)])
        where = getattr(payload, "destination", None) or getattr(payload, "to_household_no", None)
        for each in payload.ended:
            _end(writes, entry.site, each, payload.day, step.value, where=where or None)
        for change in payload.related:
            _relate(writes, change.registration_no, change.after)
            if change.after.head:
                writes.change(_HEADED, {"wanted": payload.household_no})
        register(
            writes,
            [
                begun(
                    each.registration_no,
                    each.household_no,
                    each.person,
                    each.standing,
                    entry=entry,
                    since=payload.day,
                    why=step.value,
                    case_no=each.case_no,
                    place=each.place,
                )
                for each in payload.begun
            ],
        )

    return happened


def _reversed(writes: Writes, entry: Entry, payload: said.EventReversed) -> None:
    _refuse_foreign(entry, payload.household_no, payload.event_no)
    writes.change(_EVENT_REVERSED, {"wanted": payload.reversed_no, "by": payload.event_no, "moment": entry.at})
    homes = {payload.household_no}
    for each in payload.voided:
        homes.add(_end(writes, entry.site, each, local_date(entry.at), REVERSED))
    for each in payload.reopened:
        homes.add(_reopen(writes, entry.site, each))
    for change in payload.related:
        _relate(writes, change.registration_no, change.after)
    for home in sorted(homes - {""}):
        writes.change(_HEADED_STILL, {"wanted": home, "number": home})


def _end(writes: Writes, site: str, number: str, day: date, why: str, *, where: str | None = None) -> str:
    """End one registration; gives its household, empty where there is no such row."""
    writes.send()
    row = writes.uow.execute(_STANDS, {"wanted": number}).first()
    if row is None:
        return ""
    writes.change(_ENDED, {"wanted": number, "day": day, "why": why, "where": where})
    count(writes, site, row.household_no, -1 if row.until is None else 0)
    return str(row.household_no)


def _reopen(writes: Writes, site: str, number: str) -> str:
    writes.send()
    row = writes.uow.execute(_STANDS, {"wanted": number}).first()
    if row is None:
        return ""
    writes.change(_ENDED, {"wanted": number, "day": None, "why": None, "where": None})
    count(writes, site, row.household_no, 0 if row.until is None else 1)
    return str(row.household_no)


def _relate(writes: Writes, number: str, after: Standing) -> None:
    now = {"relation": after.relationship, "heads": after.head, "family": after.family_group}
    writes.change(_RELATED, {"wanted": number, **now})


def _card_handed_out(writes: Writes, entry: Entry, payload: said.CardHandedOut) -> None:
    _refuse_foreign(entry, payload.household_no)
    row = {"site": entry.site, "card_no": payload.card_no, "registration_no": payload.registration_no}
    later = dict.fromkeys(("ended_on", "how_ended"))
    writes.add(residence_card, [{**row, "handed_to": payload.handed_to, "handed_on": payload.day, **later}])


def _card_ended(writes: Writes, entry: Entry, payload: said.CardEnded) -> None:
    _refuse_foreign(entry, payload.household_no)
    done = {"owner": entry.site, "card": payload.card_no, "day": payload.day, "how": payload.how}
    writes.change(_CARD_ENDED, done)


def _reminder_noted(writes: Writes, entry: Entry, payload: said.ReminderNoted) -> None:
    _refuse_foreign(entry, payload.household_no, payload.reminder_no)
    row = {"reminder_no": payload.reminder_no, "site": entry.site, "registration_no": payload.registration_no}
    noted = {"text": payload.text, "noted_at": entry.at, "noted_by": entry.officer, "settled_at": None}
    writes.add(move_reminder, [{**row, **noted}])


def _reminder_settled(writes: Writes, entry: Entry, payload: said.ReminderSettled) -> None:
    _refuse_foreign(entry, payload.household_no, payload.reminder_no)
    writes.change(_SETTLED, {"wanted": payload.reminder_no, "moment": entry.at})


def _division_changed(writes: Writes, entry: Entry, payload: said.DivisionChanged) -> None:
    _refuse_foreign(entry, payload.change_no)
    row = {"change_no": payload.change_no, "site": entry.site, "seq": entry.seq, "old_code": payload.old_code}
    now = {"new_code": payload.new_code, "new_name": payload.new_name, "since": payload.since, "at": entry.at}
    counted = {"households": len(payload.households), "reversed_by": None}
    writes.add(division_change, [{**row, **now, **counted}])
    _place_households(writes, entry, payload.households)


def _division_change_reversed(writes: Writes, entry: Entry, payload: said.DivisionChangeReversed) -> None:
    _refuse_foreign(entry, payload.change_no)
    writes.change(_CHANGE_REVERSED, {"wanted": payload.reversed_no, "by": payload.change_no})
    _place_households(writes, entry, payload.households)


def _place_households(writes: Writes, entry: Entry, moved: tuple[said.HouseholdMoved, ...]) -> None:
    for each in moved:
        place = {"code": each.after.division, "called": each.after.division_name, "where": each.after.address}
        writes.change(_PLACED, {"wanted": each.household_no, "owner": entry.site, **place})


def _refuse_foreign(entry: Entry, *numbers: str) -> None:
    """A site speaks of its own numbers only, and an entry is about the first of them."""
    if entry.subject != numbers[0] or not all(number.startswith(f"{entry.site}-") for number in numbers):
        raise DamagedError("entry_out_of_place", site=entry.site, seq=entry.seq)


APPLIED: dict[type, Callable[[Writes, Entry, Any], None]] = {
    said.HouseholdChanged: _household_changed,
    said.HouseholdStateChanged: _state_changed,
    said.MembersMovedOut: _event(HouseholdStep.MOVE_OUT),
    said.DeathRegistered: _event(HouseholdStep.DEATH),
    said.NewbornJoined: _event(HouseholdStep.BIRTH),
    said.SpouseJoined: _event(HouseholdStep.MARRIAGE),
    said.HeadChanged: _event(HouseholdStep.HEAD),
    said.HouseholdSetUp: _event(HouseholdStep.SET_UP),
    said.EventReversed: _reversed,
    said.CardHandedOut: _card_handed_out,
    said.CardEnded: _card_ended,
    said.ReminderNoted: _reminder_noted,
    said.ReminderSettled: _reminder_settled,
    said.DivisionChanged: _division_changed,
    said.DivisionChangeReversed: _division_change_reversed,
}
