"""Who this site is to others, and who they are to it. Shared by the use cases of the exchange; not one itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from station_app.errors import NotPermittedError, RefusedError
from station_app.exchange.identities import PublicIdentity
from station_app.storage import sites

if TYPE_CHECKING:
    from station_app.journal.entries import Entry
    from station_app.services.desk import Desk
    from station_app.storage.engine import UnitOfWork
    from station_app.storage.sites import KnownSite

BOOKKEEPING = frozenset(
    {
        "bundle_sealed",
        "bundle_exported",
        "bundle_imported",
        "bundle_acknowledged",
        "digest_exported",
        "digest_imported",
        "checkpoint",
    }
)
"""Entries about the exchange itself; alone they are not worth a bundle."""
BUNDLE_SHEET = "bundle-sheet"
"""The paper that goes with a stick: it is about the exchange too."""


def own_identity(uow: UnitOfWork) -> PublicIdentity:
    """Give what others may know of this site; name, kind and epoch are those of its founding."""
    return as_public(sites.own_keys(uow))


def partner(uow: UnitOfWork, desk: Desk, code: str) -> PublicIdentity:
    """Give the enrolled site `code`.

    Raises:
        NotPermittedError: `site_not_trusted`.
        RefusedError: `practice_real_mix`.
    """
    known = sites.trusted(uow, code)
    if known is None:
        raise NotPermittedError("site_not_trusted", site=code)
    if known.practice != desk.site.practice:
        raise RefusedError("practice_real_mix")
    return as_public(known)


def as_public(known: KnownSite) -> PublicIdentity:
    """Give a stored site in the form that is shown, signed and compared."""
    return PublicIdentity(
        code=known.code,
        name=known.name,
        site_kind=known.site_kind,
        epoch=known.epoch,
        signing_key=known.signing_key,
        exchange_key=known.exchange_key,
        practice=known.practice,
    )


class _NamedScan(msgspec.Struct):
    """The part of an attachment that matters here."""

    sha256: str


class _ScansNamed(msgspec.Struct):
    """The part of any payload that names scans; whatever else it holds is passed over."""

    attachments: tuple[_NamedScan, ...] = ()


_SCANS = msgspec.json.Decoder(_ScansNamed)
_NO_SCAN = b'{"attachments":[],'
_ANY_SCAN = b'"attachments":[{'


def is_news(entry: Entry) -> bool:
    """Tell whether an entry is worth a bundle: not what only says how the exchange itself went."""
    if entry.kind == "paper_issued":
        return f'"paper":"{BUNDLE_SHEET}"'.encode() not in bytes(entry.payload)
    return entry.kind not in BOOKKEEPING


def attachments_of(entry: Entry) -> tuple[str, ...]:
    """Give the SHA-256 of every scan an entry names, whatever its kind. The payload must be spelt canonically."""
    payload = bytes(entry.payload)
    # Most entries name none, and looking is cheaper than reading: keys are sorted, so a case begins with them.
    if payload.startswith(_NO_SCAN) or _ANY_SCAN not in payload:
        return ()
    return tuple(scan.sha256 for scan in _SCANS.decode(payload).attachments)
