"""The entries of a bundle on their way in: checked one by one as they are decrypted, before the journal sees them.

The journal checks that the chain continues and that a site speaks of its own cases and households only. Here it is
checked that every entry is the sender's, spelt canonically, and that the last one seals exactly this bundle. Not a use
case itself.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

import msgspec

from station_app.errors import DamagedError
from station_app.exchange.canonical import encode
from station_app.exchange.identities import CHECKPOINT, checkpoint_message, verify
from station_app.journal import chain
from station_app.journal.entries import BundleSealed, SiteFounded
from station_app.services.partners import attachments_of
from station_app.storage.blobs import BlobStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from station_app.exchange.bundle import Bundle
    from station_app.exchange.identities import PublicIdentity
    from station_app.journal.entries import Entry
    from station_app.services.desk import Desk

_T = TypeVar("_T")
_ZERO = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
"""A zero character in a text: no database keeps it the same."""


class _Case(msgspec.Struct):
    family: tuple[msgspec.Raw, ...] = ()


class _Accepted(msgspec.Struct):
    """As much of an accepted case as matters here; the journal reads the rest."""

    case: _Case


class Arriving:
    """The entries and scans of one bundle whose cover was already believed."""

    def __init__(
        self, desk: Desk, bundle: Bundle, sender: PublicIdentity, progress: Callable[[int, int], None]
    ) -> None:
        self._desk = desk
        self._bundle = bundle
        self._manifest = bundle.manifest
        self._sender = sender
        self._progress = progress
        self._scans: set[str] = set()

    def entries(self) -> Iterator[Entry]:
        """Give the entries in order; the last step sees that they were all that was promised.

        Raises:
            DamagedError: `bundle_entries`, `bundle_foreign_entry`, and those of `Bundle.lines`.
        """
        total = self._manifest.counts.entries
        for count, line in enumerate(self._bundle.lines(self._desk.identity), 1):
            entry = _decoded(line)
            self._check(entry, self._manifest.first_seq + count - 1)
            if count == total:
                self._check_seal(entry)
            self._progress(count, total)
            yield entry

    def keep_scans(self) -> None:
        """Keep the scans; exactly those the entries name must have come, so "imported" never hides a missing one.

        Raises:
            DamagedError: `bundle_entries`.
            DeviceError: `disk_full`.
        """
        desk = self._desk
        blobs = BlobStore(desk.home.blobs, desk.blob_key, desk.unlocked.earlier_blob_keys)
        came = {blob.name[len("blobs/") : -len(".age")] for blob in self._manifest.blobs}
        if came != self._scans:
            raise _wrong("attachments")
        for digest, content in self._bundle.attachments(self._desk.identity):
            blobs.put(digest, content)

    def _check(self, entry: Entry, seq: int) -> None:
        code = self._sender.code
        if entry.site != code:
            raise DamagedError("bundle_foreign_entry", site=code)
        if entry.seq != seq or entry.at.tzinfo is None:
            raise _wrong("sequence")
        try:
            self._scans.update(attachments_of(entry))
        except (msgspec.MsgspecError, RecursionError):
            raise _wrong("payload") from None
        if entry.kind == "site_founded":
            self._check_founding(entry)
        elif entry.kind == "case_accepted" and not _typed(entry, _Accepted).case.family:
            raise _wrong("a case of nobody")  # every page about a case begins with its applicant

    def _check_founding(self, entry: Entry) -> None:
        """A chain begins with the site that was enrolled here, and begins once."""
        founded = _typed(entry, SiteFounded)
        known = (self._sender.code, self._sender.epoch, self._sender.signing_key, self._sender.exchange_key)
        if entry.seq != 1 or known != (founded.code, founded.epoch, founded.signing_key, founded.exchange_key):
            raise DamagedError("bundle_foreign_entry", site=self._sender.code)

    def _check_seal(self, entry: Entry) -> None:
        """The last entry names this bundle, and its signature covers the whole chain before it."""
        if entry.kind != "bundle_sealed" or entry.hash != self._manifest.head:
            raise _wrong("seal")
        seal = _typed(entry, BundleSealed)
        manifest = self._manifest
        named = (seal.channel, seal.number, seal.first_seq, seal.last_seq, seal.head)
        if named != (manifest.receiver, manifest.number, manifest.first_seq, manifest.last_seq, entry.prev_hash):
            raise _wrong("seal")
        message = checkpoint_message(entry.site, entry.seq - 1, seal.head)
        if not verify(self._sender.signing_key, CHECKPOINT, message, _bytes(seal.signature)):
            raise _wrong("seal")


def _decoded(line: bytes) -> Entry:
    """Read one line; it must be the one canonical spelling of its entry, payload included."""
    try:
        entry = chain.decode(line)
        payload = bytes(entry.payload)
        canonical = chain.encode(entry) == line and encode(msgspec.json.decode(payload)) == payload
    except (msgspec.MsgspecError, RecursionError, ValueError):
        raise _wrong("not an entry") from None
    if not canonical or (b"\\u0000" in line and _ZERO.search(line)):
        raise _wrong("not canonical")
    return entry


def _typed(entry: Entry, kind: type[_T]) -> _T:
    try:
        return msgspec.json.decode(entry.payload, type=kind)
    except msgspec.MsgspecError:
        raise _wrong("payload") from None


def _bytes(text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError:
        return b""


def _wrong(problem: str) -> DamagedError:
    return DamagedError("bundle_entries", problem=problem)
