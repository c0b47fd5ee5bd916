"""What the facts of a case do to the tables: the case, its people, what they are found by, its documents.

`apply` calls it; nothing else does. The facts have one home: the newest entry that holds them, named by
`registry_case.seq`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from sqlalchemy import bindparam, delete, select, update

from station_app.domain.case_life import ends_as
from station_app.domain.names import search_keys
from station_app.domain.vocabulary import CaseStatus
from station_app.errors import DamagedError
from station_app.journal import address_rows, case_entries
from station_app.journal.step_rows import refuse_foreign
from station_app.storage.case_tables import (
    KeyKind,
    case_attachment,
    case_document,
    case_person,
    registry_case,
    search_key,
)
from station_app.storage.prepared import Prepared
from station_app.storage.tables import notice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from station_app.journal.apply import Writes
    from station_app.journal.entries import Entry

Row: TypeAlias = dict[str, Any]

_FACTS_OF = (case_person, search_key, case_document)
"""Written anew when the facts change."""

_CLEARED = (
    *(Prepared(delete(table).where(table.c.case_no == bindparam("wanted"))) for table in _FACTS_OF),
    address_rows.CLEARED,
)
_KEPT_SCANS = select(case_attachment.c.sha256).where(case_attachment.c.case_no == bindparam("wanted"))
_FACTS_IN = Prepared(
    update(registry_case)
    .where(registry_case.c.case_no == bindparam("wanted"))
    .values(seq=bindparam("number"), route=bindparam("route"), division=bindparam("division"))
)
_ANSWERED = Prepared(
    update(notice)
    .where(notice.c.notice_no == bindparam("wanted"), notice.c.site == bindparam("owner"))
    .values(case_no=bindparam("case"), closed_at=bindparam("moment"))
)


def _accepted(writes: Writes, entry: Entry, payload: case_entries.CaseAccepted) -> None:
    _begun(writes, entry, payload, CaseStatus.ACCEPTED)
    placement = payload.placement
    if placement.household_no and placement.household_no.startswith(f"{entry.site}-"):
        writes.count_newcomers(placement.household_no, len(payload.case.movers))


def _declined(writes: Writes, entry: Entry, payload: case_entries.CaseDeclined) -> None:
    _begun(writes, entry, payload, CaseStatus.DECLINED)


def _begun(writes: Writes, entry: Entry, payload: case_entries.CaseFacts, status: CaseStatus) -> None:
    """Write a case that was not there before; a declined one waits for nobody and takes no room."""
    refuse_foreign_facts(entry, payload)
    taken = status is CaseStatus.ACCEPTED
    levels = ",".join(payload.decided_by) if taken else ""
    row = {"case_no": payload.case_no, "site": entry.site, "seq": entry.seq, "status": status}
    row |= {"accepted_at": entry.at, "accepted_by": entry.officer, "stands_since": entry.at}
    row |= {"household_no": payload.placement.household_no if taken else None, "family_group": payload.family_group}
    row |= {"decision_due": payload.deadlines.decision, "levels": levels, "still": levels}
    row |= {"placed": taken, "ended_as": ends_as(status, None)}
    row |= {"pack": payload.pack, "promised": payload.deadlines.promised, "nearest_due": payload.deadlines.shown}
    row |= {**_ledger_facts(payload), **dict.fromkeys(("decided_at", "decided_site", "decided_by", "registered_at"))}
    row |= {"turned_from": payload.turned_from, "crossed": None}
    writes.add(registry_case, [row])
    _write_facts(writes, payload, payload.attachments)
    if payload.notice_no:
        answered = {"wanted": payload.notice_no, "owner": entry.site, "case": payload.case_no, "moment": entry.at}
        writes.change(_ANSWERED, answered)


def _put_right(writes: Writes, entry: Entry, payload: case_entries.CaseSupplemented) -> None:
    """Put the new facts in the place of the old ones."""
    here = {"wanted": payload.case_no}
    for cleared in _CLEARED:
        writes.change(cleared, here)
    writes.change(_FACTS_IN, {**here, "number": entry.seq, **_ledger_facts(payload)})
    kept = set(writes.uow.execute(_KEPT_SCANS, here).scalars())
    _write_facts(writes, payload, [file for file in payload.attachments if file.sha256 not in kept])


def refuse_foreign_facts(entry: Entry, payload: case_entries.CaseFacts) -> None:
    """A site speaks of the facts of its own cases only, and of somebody.

    Raises:
        DamagedError: `entry_out_of_place`, `entry_unreadable`.
    """
    refuse_foreign(entry, payload.case_no, payload.case_no.startswith(f"{entry.site}-"))
    if not payload.case.family:
        raise DamagedError("entry_unreadable", site=entry.site, seq=entry.seq)


def _ledger_facts(payload: case_entries.CaseFacts) -> Row:
    destination = payload.case.destination
    return {"route": payload.case.route, "division": destination.division if destination else None}


def _write_facts(writes: Writes, payload: case_entries.CaseFacts, scans: Iterable[case_entries.Attachment]) -> None:
    writes.add(case_person, _people(payload))
    writes.add(search_key, _search_keys(payload))
    address_rows.write(writes, payload.case_no, address_rows.of(payload))
    writes.add(case_document, _documents(payload))
    writes.add(
        case_attachment,
        (
            {"case_no": payload.case_no, "sha256": file.sha256, "size": file.size, "media_type": file.media_type}
            for file in scans
        ),
    )


def _people(payload: case_entries.CaseFacts) -> Iterator[Row]:
    """Give a row for each person, in the order of the family."""
    for place, member in enumerate(payload.case.family):
        yield {
            "case_no": payload.case_no,
            "place": place,
            "role": member.role,
            "name": member.name or "",
            "id_number": member.id_number,
            "id_backwards": member.id_number[::-1] if member.id_number else None,
            "phone": member.phone,
            "phone_backwards": member.phone[::-1] if member.phone else None,
            "moves": member.moves,
        }


def _search_keys(payload: case_entries.CaseFacts) -> Iterator[Row]:
    """Give every key once: names by all their suffixes, former names too; readings; the tails of the case number."""
    number = payload.case_no.lower()
    tails = {number, number.partition("-")[2], number.rpartition("-")[2], number[-4:]}
    keys = {(tail, 0, KeyKind.CASE_NO) for tail in tails}
    for place, member in enumerate(payload.case.family):
        for name in (member.name, *member.former_names):
            found = search_keys(name or "")
            keys |= {(found.plain[start:], place, KeyKind.NAME) for start in range(len(found.plain))}
            keys |= {(reading, place, KeyKind.PINYIN) for reading in found.pinyin if reading}
            keys |= {(short, place, KeyKind.INITIALS) for short in found.initials if short}
    for key, place, kind in sorted(keys):
        yield {"key": key, "case_no": payload.case_no, "place": place, "kind": kind}


def _documents(payload: case_entries.CaseFacts) -> Iterator[Row]:
    """Give a row for each document, in the order in which they were taken in."""
    for place, document in enumerate(payload.case.documents):
        yield {
            "case_no": payload.case_no,
            "place": place,
            "kind": document.kind,
            "holder": document.holder,
            "presented": document.presented,
            "expires_on": document.expires_on,
            "attachment": document.attachment,
        }


APPLIED: dict[type, Callable[[Writes, Entry, Any], None]] = {
    case_entries.CaseAccepted: _accepted,
    case_entries.CaseDeclined: _declined,
}

EFFECTS: dict[type, Callable[[Writes, Entry, Any], None]] = {case_entries.CaseSupplemented: _put_right}
"""What a step does beside moving the case; `course_rows` says whether it counts."""

AGAIN = EFFECTS
"""Newer facts are written once more after older ones that came in late."""
