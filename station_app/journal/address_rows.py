"""What the addresses of a case do to the tables. `case_rows` and `step_rows` call it; nothing else does.

The suffixes of an address are there once, however many families come from the same village, and stay when a case has
another address from now on: who has which is said by `case_address`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete

from station_app.domain.search_texts import address_digest, address_text
from station_app.storage.case_tables import AddressKind, address_key, case_address
from station_app.storage.prepared import Prepared

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from station_app.journal.apply import Writes
    from station_app.journal.case_entries import CaseFacts

CLEARED = Prepared(delete(case_address).where(case_address.c.case_no == bindparam("wanted")))


def write(writes: Writes, case_no: str, found: Iterable[tuple[AddressKind, str | None]]) -> None:
    """Collect the addresses of a case, each once, and what they are found by."""
    for kind, text in dict.fromkeys((kind, address_text(raw)) for kind, raw in found if raw):
        digest = address_digest(text)
        writes.add(address_key, ({"key": text[start:], "address": digest} for start in range(len(text))))
        if text:
            writes.add(case_address, [{"address": digest, "case_no": case_no, "kind": kind}])


def of(payload: CaseFacts) -> Iterator[tuple[AddressKind, str | None]]:
    """Give every address that the facts of a case name: of the people, of the destination, of the household."""
    for member in payload.case.family:
        yield AddressKind.ORIGIN, member.origin.address if member.origin else None
    yield AddressKind.DESTINATION, payload.case.destination.address if payload.case.destination else None
    yield AddressKind.HOUSEHOLD, payload.placement.address
