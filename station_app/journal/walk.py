"""The walk over the journal: every hash, every gap, every signed checkpoint. It reads only and finds all problems.

A signature is believed under any key that was believed here when it came: an exchanged key does not spoil what the old
one has signed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from station_app.domain.records import ChainReport
from station_app.errors import StationError
from station_app.exchange.identities import CHECKPOINT, checkpoint_message
from station_app.journal import chain
from station_app.journal.apply import decoded
from station_app.journal.entries import GENESIS_HASH, BundleSealed, Checkpoint, SiteFounded, SiteTrusted
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
    own = sites.own(uow).code
    seals = _Seals(own, check)
    count = 0
    for entry in chain.all_entries(uow):
        count += 1
        seq, before = heads.get(entry.site, (0, GENESIS_HASH))
        found = _links(entry, seq, before) + seals.problems(entry)
        problems.extend(f"{code} {entry.site}#{entry.seq}" for code in found)
        heads[entry.site] = (entry.seq, entry.hash)
        if len(problems) >= MOST_PROBLEMS:
            break
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


class _Seals:
    """Checks what was signed, learning on the way whose keys this site believes: its own, and those it enrolled."""

    def __init__(self, own: str, check: Verify) -> None:
        self._own = own
        self._check = check
        self._keys: dict[str, set[str]] = {}

    def problems(self, entry: Entry) -> list[str]:
        """Say what is wrong with an entry's payload or signature."""
        try:
            payload = decoded(entry)
        except StationError as problem:
            return [problem.code]
        if isinstance(payload, SiteFounded | SiteTrusted) and entry.site == self._own:
            self._keys.setdefault(payload.code, set()).add(payload.signing_key)
        if not isinstance(payload, BundleSealed | Checkpoint):
            return []
        keys = self._keys.get(entry.site)
        if not keys:
            return ["seal_unknown_site"]
        message = checkpoint_message(entry.site, entry.seq - 1, entry.prev_hash)
        try:
            signature = bytes.fromhex(payload.signature)
        except ValueError:
            return ["seal_wrong"]
        signed = any(self._check(key, CHECKPOINT, message, signature) for key in keys)
        return [] if signed and payload.head == entry.prev_hash else ["seal_wrong"]
