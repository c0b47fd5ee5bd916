"""The chain: entries are written once, gapless per site, each holding the hash of the one before.

Own entries are appended, other sites' absorbed; both end in the same table and the same `apply`. Nothing here changes
or removes an entry, and the database's triggers would not let it. Signatures are made by use cases, checked in `walk`.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
import uuid_utils
from sqlalchemy import bindparam, func, select
from sqlalchemy.exc import IntegrityError

from station_app.errors import DamagedError
from station_app.journal import trust
from station_app.journal.apply import Writes, collect
from station_app.journal.clock_entries import ClockConfirmed
from station_app.journal.entries import GENESIS_HASH, Entry
from station_app.storage.prepared import Prepared
from station_app.storage.tables import Standing, journal_entry, site
from station_app.storage.types import Utf8

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from station_app.journal.conflicts import Conflict
    from station_app.journal.entries import Payload
    from station_app.storage.engine import UnitOfWork

BATCH = 500
"""Entries of one statement while absorbing: some ten thousand rows."""
_AT_ONCE = 64
"""Entries of a range read at once: a window that needs Python's lock meanwhile waits about a millisecond."""

_INSERT = Prepared.insert(journal_entry)
_LAST_POSITION = Prepared(select(func.coalesce(func.max(journal_entry.c.position), 0)))
_HEAD = Prepared(
    select(journal_entry.c.seq, journal_entry.c.hash, journal_entry.c.at, journal_entry.c.clock_trusted)
    .where(journal_entry.c.site == bindparam("wanted"))
    .order_by(journal_entry.c.seq.desc())
    .limit(1)
)
_FACTS = tuple(
    Utf8(journal_entry.c.payload) if name == "payload" else journal_entry.c[name] for name in Entry.__struct_fields__
)
_SEQ = Entry.__struct_fields__.index("seq")
_RANGE = Prepared(
    select(*_FACTS)
    .where(
        journal_entry.c.site == bindparam("wanted"), journal_entry.c.seq.between(bindparam("first"), bindparam("last"))
    )
    .order_by(journal_entry.c.seq)
    .limit(_AT_ONCE)
)
_HASH_AT = select(journal_entry.c.hash).where(
    journal_entry.c.site == bindparam("wanted"), journal_entry.c.seq == bindparam("number")
)
_ARRIVED = Prepared(
    select(*_FACTS, journal_entry.c.position)
    .where(journal_entry.c.position > bindparam("after"))
    .order_by(journal_entry.c.position)
    .limit(BATCH)
)
_OWN = select(site.c.code).where(site.c.standing == Standing.OWN)
_NEWS = "entries of another site came in this unit of work"
_ENCODER = msgspec.json.Encoder(order="sorted")
_DECODER = msgspec.json.Decoder(Entry)


class Absorbed(NamedTuple):
    """What became of another site's entries; `conflicts` names what a person has to look at."""

    applied: int
    duplicates: int
    conflicts: tuple[Conflict, ...]


class Said(NamedTuple):
    """Who says what of what, and when (in whole milliseconds)."""

    officer: str
    subject: str
    payload: Payload
    at: datetime


class _Head(NamedTuple):
    seq: int
    hash: str
    at: datetime | None
    clock_trusted: bool


def append(uow: UnitOfWork, *, site: str, officer: str, subject: str, payload: Payload, at: datetime) -> Entry:
    """Write the next entry of `site` and apply it; nothing is durable until the unit of work commits.

    `at` is kept in UTC to the millisecond, which is all that both databases keep.

    Raises:
        DamagedError: `entry_out_of_place` - the payload speaks of what is not this site's.
    """
    last = _head(uow, site)
    moment = at.astimezone(UTC)
    moment -= timedelta(microseconds=moment.microsecond % 1000)
    entry = _chained(
        last,
        site=site,
        at=moment,
        clock_trusted=isinstance(payload, ClockConfirmed) or _believed(uow, site, moment, last),
        officer=officer,
        kind=str(payload.__struct_config__.tag),
        subject=subject,
        payload=msgspec.Raw(_ENCODER.encode(payload)),
    )
    uow.send(_INSERT, [_row(entry, _next_position(uow))])
    _remember(uow, entry)
    writes = Writes(uow)
    collect(writes, entry, payload)
    writes.send()
    return entry


def append_many(uow: UnitOfWork, *, site: str, said: Iterable[Said]) -> int:
    """Write many entries of `site` and apply them, much faster than one by one; gives their number.

    For histories that were not lived through here (invented ones, to measure with): the clock is not asked, so all of
    them are flagged as doubtful.

    Raises:
        DamagedError: as `append`.
    """
    writes, rows = Writes(uow), []
    for officer, subject, payload, at in said:
        entry = _chained(
            _head(uow, site),
            site=site,
            at=at.astimezone(UTC),
            clock_trusted=False,
            officer=officer,
            kind=str(payload.__struct_config__.tag),
            subject=subject,
            payload=msgspec.Raw(_ENCODER.encode(payload)),
        )
        rows.append(_row(entry, _next_position(uow)))
        _remember(uow, entry)
        collect(writes, entry, payload)
    if rows:
        uow.send(_INSERT, rows)
    writes.send()
    return len(rows)


def absorb(uow: UnitOfWork, entries: Iterable[Entry]) -> Absorbed:
    """Add entries of other sites to their chains, in order, and apply them; those already here are counted.

    Nobody but this database continues this site's own chain: who does holds another copy of it. That a line was
    canonical is seen where it is read.

    Raises:
        DamagedError: `chain_gap` - an entry does not follow the last one; `chain_fork` - another entry has its place;
            `chain_broken` - its hash is not its own; `entry_unreadable`, `entry_out_of_place`.
        RefusedError: `entry_kind_unknown`. After an error the unit of work must not be committed.
    """
    applied = duplicates = 0
    own = uow.execute(_OWN).scalar_one_or_none()
    writes = Writes(uow)
    batch: list[Entry] = []
    for entry in entries:
        if _is_known(uow, entry):
            duplicates += 1
            continue
        if entry.site == own:
            raise DamagedError("chain_fork", site=entry.site, seq=entry.seq)
        _remember(uow, entry)
        uow.notes[_NEWS] = True
        batch.append(entry)
        applied += 1
        if len(batch) >= BATCH:
            _take_in(uow, writes, batch)
    _take_in(uow, writes, batch)
    return Absorbed(applied, duplicates, tuple(writes.conflicts))


def entries(uow: UnitOfWork, site: str, first: int, last: int) -> Iterator[Entry]:
    """Give the entries `first`..`last` of a site's chain, read in batches: no cursor stays open when a reader stops."""
    while first <= last and (rows := uow.rows(_RANGE, {"wanted": site, "first": first, "last": last})):
        yield from map(_entry, rows)
        first = rows[-1][_SEQ] + 1


def all_entries(uow: UnitOfWork) -> Iterator[Entry]:
    """Give every entry in the order of arrival, read in batches."""
    after = 0
    while rows := uow.rows(_ARRIVED, {"after": after}):
        yield from map(_entry, rows)
        after = rows[-1][-1]


def head(uow: UnitOfWork, site: str) -> tuple[int, str]:
    """Give number and hash of a site's last entry; 0 and the genesis hash for an empty chain."""
    found = _head(uow, site)
    return found.seq, found.hash


def encode(entry: Entry) -> bytes:
    """Give the canonical JSON of an entry, its hash included."""
    return _ENCODER.encode(entry)


def decode(line: bytes) -> Entry:
    """Read an entry; raises msgspec's errors, because what they mean depends on where the line came from."""
    return _DECODER.decode(line)


def hash_of(entry: Entry) -> str:
    """Compute the hash of an entry: SHA-256 over the canonical JSON of all other fields, hex."""
    envelope = {name: getattr(entry, name) for name in Entry.__struct_fields__ if name != "hash"}
    return hashlib.sha256(_ENCODER.encode(envelope)).hexdigest()


def _believed(uow: UnitOfWork, site: str, moment: datetime, last: _Head) -> bool:
    """Tell whether the clock is believed; asks closer only where the plain answer is not yes, or with news."""
    if last.clock_trusted and not uow.notes.get(_NEWS) and trust.is_plain(moment, last.at, uow.witness):
        return True
    return trust.belief(uow, site, moment).doubt is None


def _chained(last: _Head, **facts: Any) -> Entry:
    entry = Entry(entry_id=str(uuid_utils.uuid7()), seq=last.seq + 1, prev_hash=last.hash, hash="", **facts)
    return msgspec.structs.replace(entry, hash=hash_of(entry))


def _take_in(uow: UnitOfWork, writes: Writes, batch: list[Entry]) -> None:
    """Insert and apply a batch; what contradicts the tables (a case number given twice) is out of place."""
    if not batch:
        return
    try:
        uow.send(_INSERT, [_row(entry, _next_position(uow)) for entry in batch])
        for entry in batch:
            collect(writes, entry)
        writes.send()
    except IntegrityError:
        raise DamagedError("entry_out_of_place", site=batch[0].site, seq=batch[0].seq) from None
    batch.clear()


def _is_known(uow: UnitOfWork, entry: Entry) -> bool:
    """Tell whether `entry` lies here already; a new one must be the very next of its chain."""
    last = _head(uow, entry.site)
    place = {"site": entry.site, "seq": entry.seq}
    if hash_of(entry) != entry.hash:
        raise DamagedError("chain_broken", **place)
    if entry.seq <= last.seq:
        if uow.execute(_HASH_AT, {"wanted": entry.site, "number": entry.seq}).scalar_one_or_none() != entry.hash:
            raise DamagedError("chain_fork", **place)
        return True
    if entry.seq != last.seq + 1:
        raise DamagedError("chain_gap", **place)
    if entry.prev_hash != last.hash:
        raise DamagedError("chain_fork", **place)
    return False


def _head(uow: UnitOfWork, site: str) -> _Head:
    """Give the last entry of a chain; read once for each unit of work, because nobody else writes meanwhile."""
    noted: _Head | None = uow.notes.get(f"head {site}")
    if noted is not None:
        return noted
    rows = uow.rows(_HEAD, {"wanted": site})
    return _Head(*rows[0]) if rows else _Head(0, GENESIS_HASH, None, True)  # noqa: FBT003 - nothing speaks against a first entry


def _remember(uow: UnitOfWork, entry: Entry) -> None:
    uow.notes[f"head {entry.site}"] = _Head(entry.seq, entry.hash, entry.at, entry.clock_trusted)


def _next_position(uow: UnitOfWork) -> int:
    last: int | None = uow.notes.get("position")
    position = (uow.rows(_LAST_POSITION)[0][0] if last is None else last) + 1
    uow.notes["position"] = position
    return position


def _row(entry: Entry, position: int) -> dict[str, Any]:
    row = {name: getattr(entry, name) for name in Entry.__struct_fields__}
    return {**row, "payload": bytes(entry.payload).decode(), "position": position}


def _entry(row: Sequence[Any]) -> Entry:
    """Read a row of `_FACTS`."""
    entry_id, site, seq, at, clock_trusted, officer, kind, subject, payload, prev_hash, own_hash, *_ = row
    raw = msgspec.Raw(payload)
    return Entry(entry_id, site, seq, at, clock_trusted, officer, kind, subject, raw, prev_hash, own_hash)
