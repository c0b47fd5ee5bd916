"""The walk over the journal: every hash, every gap, every signed checkpoint. It reads only and finds all problems."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from station_app.domain.records import ChainReport
from station_app.errors import StationError
from station_app.exchange.identities import CHECKPOINT, checkpoint_message
from station_app.journal import chain
from station_app.journal.apply import decoded
from station_app.journal.entries import GENESIS_HASH, BundleSealed, Checkpoint
from station_app.storage import sites

if TYPE_CHECKING:
    from station_app.journal.entries import Entry
    from station_app.storage.engine import UnitOfWork

Verify: TypeAlias = Callable[[str, str, bytes, bytes], bool]
"""(signing key in hex, purpose, message, signature) -> whether it fits; `exchange.identities.verify`."""

MOST_PROBLEMS = 1000


def verify(uow: UnitOfWork, check: Verify) -> ChainReport:
    """Walk the journal in the order of arrival; `problems` are `CODE SITE#SEQ`. An empty journal is a problem."""
    problems: list[str] = []
    heads: dict[str, tuple[int, str]] = {}
    count = 0
    for entry in chain.all_entries(uow):
        count += 1
        seq, before = heads.get(entry.site, (0, GENESIS_HASH))
        found = _links(entry, seq, before) + _seal(uow, entry, check)
        problems.extend(f"{code} {entry.site}#{entry.seq}" for code in found)
        heads[entry.site] = (entry.seq, entry.hash)
        if len(problems) >= MOST_PROBLEMS:
            break
    own = sites.own(uow).code
    if own not in heads:
        problems.append(f"chain_empty {own}#0")
    return ChainReport(ok=not problems, entries=count, head=heads.get(own, (0, ""))[1], problems=tuple(problems))


def _links(entry: Entry, seq: int, before: str) -> list[str]:
    found = []
    if entry.seq != seq + 1:
        found.append("chain_gap")
    elif entry.prev_hash != before:
        found.append("chain_fork")
    if chain.hash_of(entry) != entry.hash:
        found.append("chain_broken")
    return found


def _seal(uow: UnitOfWork, entry: Entry, check: Verify) -> list[str]:
    """Check the signature of a checkpoint; only the keys known here can prove one."""
    try:
        payload = decoded(entry)
    except StationError as problem:
        return [problem.code]
    if not isinstance(payload, BundleSealed | Checkpoint):
        return []
    key = sites.signing_key(uow, entry.site)
    if key is None:
        return ["seal_unknown_site"]
    message = checkpoint_message(entry.site, entry.seq - 1, entry.prev_hash)
    try:
        signature = bytes.fromhex(payload.signature)
    except ValueError:
        signature = b""
    return [] if payload.head == entry.prev_hash and check(key, CHECKPOINT, message, signature) else ["seal_wrong"]
