"""Use cases: show who this site is, enrol another, trust the one that answered. Files travel, fingerprints are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from station_app.domain.authority import Action
from station_app.domain.records import Site
from station_app.errors import DamagedError, DeviceError, RefusedError
from station_app.exchange.canonical import LARGEST_DOCUMENT
from station_app.exchange.enrolment import (
    ENROLMENT_SUFFIX,
    REQUEST_SUFFIX,
    read_enrolment,
    read_request,
    write_enrolment,
    write_request,
)
from station_app.exchange.identities import PublicIdentity, fingerprint
from station_app.exchange.medium import write_verified
from station_app.exchange.sorts import Sort, refuse_others
from station_app.journal import chain
from station_app.journal.entries import SiteTrusted
from station_app.services.partners import as_public, own_identity
from station_app.storage import sites

if TYPE_CHECKING:
    from pathlib import Path

    from station_app.services.desk import Desk
    from station_app.storage.engine import UnitOfWork


def request_identity(desk: Desk, to: Path) -> Path:
    """Write this site's public identity into the folder `to`, for another site to enrol. Changes nothing here.

    Raises:
        DeviceError: see `exchange.medium`.
    """
    desk.require(Action.TRUST_SITES)
    with desk.store.read() as uow:
        public = own_identity(uow)
    raw = write_request(desk.identity, public)
    return write_verified(to, f"{public.code}{REQUEST_SUFFIX}", lambda file: file.write(raw)).path


def own_fingerprint(desk: Desk) -> str:
    """Give this site's own fingerprint, so that both ends of a telephone can read the same groups."""
    with desk.store.read() as uow:
        return fingerprint(own_identity(uow))


def enrol_site(desk: Desk, request: Path, to: Path) -> tuple[Path, str]:
    """Trust the site that made `request` and write the answer into `to`; give the fingerprint to compare.

    The same request again writes the same answer and changes nothing.

    Raises:
        DamagedError: `site_file_damaged`, `site_file_forged`; `site_identity_changed` - known by other keys.
        RefusedError: `practice_real_mix`, `site_is_self`; `file_is_enrolment` and its kin - another sort of file.
        DeviceError: see `exchange.medium`; the site is trusted all the same, enrol again for the answer.
    """
    desk.require(Action.TRUST_SITES)
    refuse_others(request, Sort.REQUEST)
    asking = read_request(_small_file(request))
    with desk.store.write() as uow:
        public = own_identity(uow)
        _trust(uow, desk, public, asking)
    raw = write_enrolment(desk.identity, public, asking)
    name = f"{public.code}-to-{asking.code}{ENROLMENT_SUFFIX}"
    return write_verified(to, name, lambda file: file.write(raw)).path, fingerprint(asking)


def trust_site(desk: Desk, enrolment: Path) -> tuple[Site, str]:
    """Trust the site that answered this site's request; give it and its fingerprint, to be compared.

    Raises:
        DamagedError: `site_file_damaged`, `site_file_forged`, `site_identity_changed`.
        RefusedError: `enrolment_not_for_us`, `practice_real_mix`, `site_is_self`; `file_is_request` and its kin.
    """
    desk.require(Action.TRUST_SITES)
    refuse_others(enrolment, Sort.ENROLMENT)
    raw = _small_file(enrolment)
    with desk.store.write() as uow:
        public = own_identity(uow)
        answering = read_enrolment(raw, public)
        _trust(uow, desk, public, answering)
    site = Site(answering.code, answering.name, answering.site_kind, answering.practice)
    return site, fingerprint(answering)


def _trust(uow: UnitOfWork, desk: Desk, own: PublicIdentity, other: PublicIdentity) -> None:
    """Journal the trust, unless exactly this identity is trusted already."""
    if other.code == own.code or other.signing_key == own.signing_key:
        raise RefusedError("site_is_self")
    if other.practice != own.practice:
        raise RefusedError("practice_real_mix")
    known = sites.trusted(uow, other.code)
    if known is not None:
        if (known.signing_key, known.exchange_key) != (other.signing_key, other.exchange_key):
            raise DamagedError("site_identity_changed", site=other.code)
        if as_public(known) == other:
            return
    chain.append(
        uow,
        site=own.code,
        officer=desk.officer.badge,
        subject=other.code,
        payload=SiteTrusted(**msgspec.structs.asdict(other)),
        at=desk.now(),
    )
    uow.commit()


def _small_file(path: Path) -> bytes:
    """Read at most a little more than such a file may have; the rest is refused by its reader."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_DOCUMENT + 2)
    except OSError as problem:
        raise DeviceError("medium_unreadable", problem=problem.strerror or "") from problem
