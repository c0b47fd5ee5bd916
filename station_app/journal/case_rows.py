"""The rows an accepted case becomes: its people, what they are found by, its documents. `apply` writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from station_app.domain.names import search_keys
from station_app.storage.case_tables import KeyKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from station_app.journal.entries import CaseAccepted

Row: TypeAlias = dict[str, Any]


def people(payload: CaseAccepted) -> Iterator[Row]:
    """Give a row for each person, in the order of the family."""
    for place, member in enumerate(payload.case.family):
        yield {
            "case_no": payload.case_no,
            "place": place,
            "role": member.role,
            "name": member.name or "",
            "id_number": member.id_number,
            "phone": member.phone,
            "moves": member.moves,
        }


def search_keys_of(payload: CaseAccepted) -> Iterator[Row]:
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


def documents(payload: CaseAccepted) -> Iterator[Row]:
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
