"""What the entries of residence permits do to the tables. A site speaks of its own permits only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, null, select, update

from station_app.domain.counting import PermitEvent
from station_app.domain.names import search_keys
from station_app.domain.search_texts import backwards_key
from station_app.domain.vocabulary import PermitEnd
from station_app.errors import DamagedError
from station_app.journal import permit_entries as said
from station_app.storage.permit_tables import permit_event, permit_key, residence_permit
from station_app.storage.prepared import Prepared

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from station_app.journal.apply import Writes
    from station_app.journal.entries import Entry

_OWN = (residence_permit.c.permit_no == bindparam("wanted"), residence_permit.c.site == bindparam("owner"))
_MADE = Prepared(update(residence_permit).where(*_OWN).values(make_by=null()))
_ISSUED = Prepared(
    update(residence_permit)
    .where(*_OWN)
    .values(make_by=null(), issued_on=bindparam("on"), opens=bindparam("first"), last=bindparam("until"))
)
_ENDORSED = Prepared(update(residence_permit).where(*_OWN).values(opens=bindparam("first"), last=bindparam("until")))
_ASKED_ANEW = Prepared(update(residence_permit).where(*_OWN).values(make_by=bindparam("day")))
_MOVED = Prepared(
    update(residence_permit).where(*_OWN).values(division=bindparam("place"), address=bindparam("street"))
)
_ENDED = Prepared(
    update(residence_permit)
    .where(*_OWN)
    .values(make_by=null(), opens=null(), last=null(), ended_on=bindparam("on"), ended=bindparam("why"))
)
_LIES = select(residence_permit.c.division).where(*_OWN)


def _applied(writes: Writes, entry: Entry, payload: said.PermitApplied) -> None:
    _own(entry, payload.permit_no)
    person, asked = payload.file.person, payload.file.asked
    row = {"permit_no": payload.permit_no, "site": entry.site, "seq": entry.seq, "name": person.name or ""}
    row |= {"id_number": person.id_number or "", "division": asked.division or "", "address": asked.address or ""}
    row |= {"applied_at": entry.at, "applied_on": payload.making.accepted, "make_by": payload.making.due}
    row |= dict.fromkeys(("issued_on", "opens", "last", "ended_on", "ended"))
    writes.add(residence_permit, [row])
    _count(writes, entry, payload.permit_no, PermitEvent.APPLIED, asked.division)
    keys = sorted(set(_keys(payload.permit_no, person.name or "", person.id_number or "")))
    writes.add(permit_key, ({"key": key, "permit_no": payload.permit_no} for key in keys))


def _keys(permit_no: str, name: str, id_number: str) -> Iterator[str]:
    """Give what a permit is found by: parts of the name, its readings, the ID number and its end, the number."""
    found = search_keys(name)
    yield from (found.plain[start:] for start in range(len(found.plain)))
    yield from (each for each in (*found.pinyin, *found.initials) if each)
    if id_number:
        yield from (id_number, backwards_key(id_number))
    yield permit_no.casefold()


def _issued(writes: Writes, entry: Entry, payload: said.PermitIssued) -> None:
    wanted = _own(entry, payload.permit_no)
    following = payload.following
    _count(writes, entry, payload.permit_no, PermitEvent.ISSUED if following else PermitEvent.ISSUED_ANEW)
    if following is None:
        writes.change(_MADE, wanted)
    else:
        writes.change(_ISSUED, wanted | {"on": payload.on, "first": following.opens, "until": following.last})


def _endorsed(writes: Writes, entry: Entry, payload: said.PermitEndorsed) -> None:
    following = payload.following
    _count(writes, entry, payload.permit_no, PermitEvent.ENDORSED_LATE if payload.late else PermitEvent.ENDORSED)
    writes.change(_ENDORSED, _own(entry, payload.permit_no) | {"first": following.opens, "until": following.last})


def _replaced(writes: Writes, entry: Entry, payload: said.PermitReplaced) -> None:
    wanted = _own(entry, payload.permit_no)
    writes.change(_ASKED_ANEW, wanted | {"day": payload.making.due})
    if payload.address is not None:
        writes.change(_MOVED, wanted | {"place": payload.division or "", "street": payload.address})
    _count(writes, entry, payload.permit_no, PermitEvent.ASKED_ANEW)


def _ended(writes: Writes, entry: Entry, payload: said.PermitEnded) -> None:
    mistaken = payload.permit_end is PermitEnd.MISTAKEN
    _count(writes, entry, payload.permit_no, PermitEvent.MISTAKEN if mistaken else PermitEvent.ENDED)
    writes.change(_ENDED, _own(entry, payload.permit_no) | {"on": payload.on, "why": payload.permit_end})


def _count(writes: Writes, entry: Entry, permit_no: str, event: PermitEvent, division: str | None = None) -> None:
    """Keep what statistics count, with the division that the permit lies in now."""
    if division is None:
        writes.send()
        division = writes.uow.execute(_LIES, _own(entry, permit_no)).scalar_one_or_none()
    row = {"site": entry.site, "seq": entry.seq, "permit_no": permit_no, "event": event}
    writes.add(permit_event, [{**row, "at": entry.at, "division": division or None}])


def _own(entry: Entry, permit_no: str) -> dict[str, Any]:
    """Give whose permit it is.

    Raises:
        DamagedError: `entry_out_of_place` - it is another site's.
    """
    if not permit_no.startswith(f"{entry.site}-") or entry.subject != permit_no:
        raise DamagedError("entry_out_of_place", site=entry.site, seq=entry.seq)
    return {"wanted": permit_no, "owner": entry.site}


APPLIED: dict[type, Callable[[Writes, Entry, Any], None]] = {
    said.PermitApplied: _applied,
    said.PermitIssued: _issued,
    said.PermitEndorsed: _endorsed,
    said.PermitReplaced: _replaced,
    said.PermitEnded: _ended,
}
