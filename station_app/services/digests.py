"""Giving and taking a digest of known people; shared by the use cases of the exchange, not one itself.

A county or city gives each station the people of the *other* stations, encrypted to it. A station keeps the newest and
asks it at every check; nothing of it enters the journal but that it was taken, and which.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from station_app.domain.records import Imported, LateDuplicate
from station_app.domain.vocabulary import SiteKind
from station_app.errors import DamagedError, RefusedError
from station_app.exchange import digest
from station_app.exchange.medium import write_verified
from station_app.journal import chain
from station_app.journal.entries import DigestExported, DigestImported
from station_app.services.partners import own_identity, partner
from station_app.storage import digests

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from station_app.exchange.identities import PublicIdentity
    from station_app.services.desk import Desk
    from station_app.storage.engine import UnitOfWork

CONFIRMED = "person_known_at_county"


def give_digest_to(desk: Desk, receiver: str, to: Path) -> Path | None:
    """Write the newest digest for the enrolled site `receiver` into the folder `to`; None if there is nobody to name.

    Its number is that of the journal entry that notes it, so numbers rise and every digest ever given is on record.

    Raises:
        RefusedError: `digest_only_from_above`, `digest_too_large`, `practice_real_mix`.
        NotPermittedError: `site_not_trusted`.
        DeviceError: see `exchange.medium`; it is noted as made, the next one has a higher number.
    """
    if desk.site.kind is SiteKind.STATION:
        raise RefusedError("digest_only_from_above", site=desk.site.name)
    with desk.store.write() as uow:
        known = partner(uow, desk, receiver)
        people = tuple(_plainly(uow, receiver))
        if not people:
            return None
        seq, _ = chain.head(uow, desk.site.code)
        raw, cover = digest.write_digest(desk.identity, _cover(uow, desk, known, seq + 1), people)
        chain.append(
            uow,
            site=desk.site.code,
            officer=desk.officer.badge,
            subject=receiver,
            payload=DigestExported(receiver, cover.number, cover.people, cover.sha256),
            at=desk.now(),
        )
        uow.commit()
    return write_verified(to, digest.file_name(cover), lambda file: file.write(raw)).path


def take_digest(desk: Desk, path: Path) -> Imported:
    """Verify a digest and put it in place of the one before; the same again changes nothing.

    Raises:
        DamagedError: `digest_damaged`, `digest_forged`, `site_restored_elsewhere`, `bundle_undecryptable`.
        RefusedError: `bundle_not_for_us`, `practice_real_mix`, `digest_older`, `digest_only_from_above`.
        NotPermittedError: `site_not_trusted`.
    """
    read = digest.read_digest(path)
    cover = read.cover
    with desk.store.read() as uow:
        _admit(uow, desk, read)
        before = digests.latest(uow, cover.sender)
    again = before is not None and (before.number, before.sha256) == (cover.number, cover.sha256)
    if before is not None and not again and cover.number <= before.number:
        raise RefusedError("digest_older", site=cover.sender, got=cover.number, known=before.number)
    if not again:
        _keep(desk, read)
    with desk.store.read() as uow:
        late = late_duplicates(uow)
    return Imported(
        number=cover.number,
        site=cover.sender,
        applied=0 if again else cover.people,
        duplicates=cover.people if again else 0,
        conflicts=(),
        acknowledgement="",
        what="digest",
        late=late,
    )


def late_duplicates(uow: UnitOfWork) -> tuple[LateDuplicate, ...]:
    """Give who was accepted here and, by a digest that came later, in a case of another station too.

    Who was accepted although it was known, with an officer's reason, is no news.
    """
    return tuple(
        LateDuplicate(case_no, place, name, other.case_no, other.site, other.accepted_on)
        for case_no, place, name, other in digests.own_people_elsewhere(uow)
        if not digests.was_confirmed(uow, case_no, place, CONFIRMED)
    )


def _plainly(uow: UnitOfWork, receiver: str) -> Iterator[digest.KnownPlainly]:
    for each in digests.people_of_others(uow, receiver):
        yield digest.KnownPlainly(each.id_number, each.name, each.number, each.site, each.status.value, each.on)


def _cover(uow: UnitOfWork, desk: Desk, receiver: PublicIdentity, number: int) -> digest.Cover:
    return digest.Cover(
        format="station-app/digest/1",
        sender=desk.site.code,
        receiver=receiver.code,
        recipient=receiver.exchange_key,
        epoch=own_identity(uow).epoch,
        number=number,
        practice=desk.site.practice,
        created_at=desk.now(),
        people=0,
        size=0,
        sha256="0" * 64,
    )


def _admit(uow: UnitOfWork, desk: Desk, read: digest.Digest) -> None:
    """Let a digest in by its cover: who signed it, for whom it is, and that it is whole; nothing is decrypted yet."""
    cover, own = read.cover, own_identity(uow)
    if cover.practice != desk.site.practice:
        raise RefusedError("practice_real_mix")
    sender = partner(uow, desk, cover.sender)
    if not read.signed_by(sender.signing_key):
        raise DamagedError("digest_forged", site=cover.sender)
    if cover.epoch != sender.epoch:
        raise DamagedError("site_restored_elsewhere", site=cover.sender)
    if (cover.receiver, cover.recipient) != (own.code, own.exchange_key):
        raise RefusedError("bundle_not_for_us", receiver=cover.receiver)
    if sender.site_kind is SiteKind.STATION:
        raise RefusedError("digest_only_from_above", site=sender.name)
    read.check_sealed()


def _keep(desk: Desk, read: digest.Digest) -> None:
    cover = read.cover
    key, people = read.opened(desk.identity)
    taken = digests.TakenDigest(cover.sender, cover.number, key.hex(), cover.people, cover.sha256, cover.created_at)
    with desk.store.write() as uow:
        digests.replace(uow, taken, (msgspec.structs.asdict(each) for each in people), desk.now())
        chain.append(
            uow,
            site=desk.site.code,
            officer=desk.officer.badge,
            subject=cover.sender,
            payload=DigestImported(cover.sender, cover.number, cover.people, cover.sha256),
            at=desk.now(),
        )
        uow.commit()
