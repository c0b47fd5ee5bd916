"""Use case: take in another site's bundle, or the return receipt of one of ours; the file shows which of the two it is.

Everything is verified before anything is decrypted, and everything is applied in one transaction that the last check
can still refuse. The same bundle again changes nothing and gives the same receipt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app import texts
from station_app.domain.authority import Action
from station_app.domain.records import Imported
from station_app.domain.vocabulary import SiteKind
from station_app.errors import DamagedError, RefusedError
from station_app.exchange import acknowledgement, digest
from station_app.exchange.bundle import opened
from station_app.exchange.manifest import NO_PREVIOUS
from station_app.exchange.medium import write_verified
from station_app.exchange.sorts import Sort, refuse_others
from station_app.journal import chain
from station_app.journal.entries import BundleAcknowledged, BundleImported
from station_app.services.arriving import Arriving
from station_app.services.crossing import crossing_sentences
from station_app.services.digests import give_digest_to, take_digest
from station_app.services.naming import name_divisions
from station_app.services.partners import own_identity, partner
from station_app.storage import channels, digests

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from station_app.exchange.bundle import Bundle
    from station_app.exchange.identities import PublicIdentity
    from station_app.exchange.manifest import Manifest
    from station_app.services.desk import Desk
    from station_app.storage.channels import ReceivedBundle
    from station_app.storage.engine import UnitOfWork

    Progress = Callable[[int, int], None]


def import_bundle(desk: Desk, path: Path, progress: Progress | None = None) -> Imported:
    """Take in the file at `path`: a bundle, a receipt or a digest of known people.

    `progress` gets (entries done, entries in all) and may raise to cancel.

    Raises:
        DamagedError: `bundle_malformed`, `bundle_too_large`, `bundle_forged`, `bundle_damaged`, `bundle_undecryptable`,
            `bundle_entries`, `bundle_foreign_entry`, `bundle_fork`, `site_restored_elsewhere`, `acknowledgement_...`,
            `digest_...`.
        NotPermittedError: `site_not_trusted`.
        RefusedError: `bundle_not_for_us`, `bundle_gap`, `practice_real_mix`, `export_unfinished`;
            `file_is_request`, `file_is_enrolment`.
        DeviceError: `medium_unreadable`, `disk_full`. In all these cases nothing was applied.
        DeviceError: `medium_full` and its kin - applied, but the receipt could not be kept; import again to have it.
    """
    desk.require(Action.IMPORT)
    refuse_others(path, Sort.BUNDLE, Sort.ACKNOWLEDGEMENT, Sort.DIGEST)
    if digest.looks_like_one(path):
        return take_digest(desk, path)
    if acknowledgement.looks_like_one(path):
        return _take_receipt(desk, path)
    with opened(path) as bundle:
        sender = _admit(desk, bundle)
        with desk.store.read() as uow:
            _known(uow, bundle.manifest)
        bundle.check_members()
        return _take_in(desk, bundle, sender, progress or _silent)


def _admit(desk: Desk, bundle: Bundle) -> PublicIdentity:
    """Let a bundle in by its cover: who signed it, and for whom it is. Nothing is decrypted for others."""
    manifest = bundle.manifest
    with desk.store.read() as uow:
        if manifest.practice != desk.site.practice:
            raise RefusedError("practice_real_mix")
        sender = partner(uow, desk, manifest.sender)
        own = own_identity(uow)
    if not bundle.signed_by(sender.signing_key):
        raise DamagedError("bundle_forged", site=manifest.sender)
    if manifest.epoch != sender.epoch:
        raise DamagedError("site_restored_elsewhere", site=manifest.sender)
    if (manifest.receiver, manifest.recipient) != (own.code, own.exchange_key):
        raise RefusedError("bundle_not_for_us", receiver=manifest.receiver)
    return sender


def _known(uow: UnitOfWork, manifest: Manifest) -> ReceivedBundle | None:
    """Give what is noted of this very bundle, or None if it is the next one.

    Raises:
        RefusedError: `bundle_gap`.
        DamagedError: `bundle_fork` - this number, or what came before it, had another content.
    """
    sender, number = manifest.sender, manifest.number
    noted = channels.received(uow, sender, number)
    if noted is not None:
        if noted.content != manifest.content:
            raise DamagedError("bundle_fork", site=sender, number=number)
        return noted
    last = channels.last_received(uow, sender)
    expected = last.number + 1 if last is not None else 1
    if number > expected:
        missing = str(expected) if number == expected + 1 else f"{expected}-{number - 1}"
        raise RefusedError("bundle_gap", site=sender, expected=expected, got=number, missing=missing)
    before, seq = (last.content, last.last_seq) if last is not None else (NO_PREVIOUS, 0)
    if number != expected or manifest.previous != before or manifest.first_seq != seq + 1:
        raise DamagedError("bundle_fork", site=sender, number=number)
    return None


def _take_in(desk: Desk, bundle: Bundle, sender: PublicIdentity, progress: Progress) -> Imported:
    manifest = bundle.manifest
    absorbed = chain.Absorbed(0, manifest.counts.entries, ())
    with desk.store.write() as uow:
        noted = _known(uow, manifest)
        if noted is None:
            arriving = Arriving(desk, bundle, sender, progress)
            absorbed = chain.absorb(uow, arriving.entries())
            arriving.keep_scans()
            _note(uow, desk, manifest, bundle.sha256())
            noted = channels.received(uow, manifest.sender, manifest.number)
            uow.commit()
    if noted is None:
        raise DamagedError("bundle_entries", problem="not noted")
    with desk.store.read() as uow:
        name_divisions(uow)
    twice = _twice(desk, manifest)
    receipt = str(_give_receipt(desk, manifest, noted))
    return Imported(
        number=manifest.number,
        site=manifest.sender,
        applied=absorbed.applied,
        duplicates=absorbed.duplicates,
        conflicts=(*map(str, absorbed.conflicts), *twice),
        acknowledgement=receipt,
        digest=_digest_back(desk, manifest, news=bool(absorbed.applied)),
        told=(*_crossed(desk, absorbed), *twice),
    )


def _crossed(desk: Desk, absorbed: chain.Absorbed) -> tuple[str, ...]:
    """Say what met a step of this or another site, each case once."""
    with desk.store.read() as uow:
        return crossing_sentences(uow, absorbed.conflicts)


def _twice(desk: Desk, manifest: Manifest) -> tuple[str, ...]:
    """Say who of the bundle is in another station's case too; both cases stay, a person decides."""
    with desk.store.read() as uow:
        pairs = digests.shared_between_stations(uow, manifest.sender, manifest.first_seq, manifest.last_seq)
    return tuple(texts.say("exchange.same_person", case_no=case_no, other=other) for case_no, other in pairs)


def _digest_back(desk: Desk, manifest: Manifest, *, news: bool) -> str:
    """Let a county answer news with its newest digest, beside the receipt; the same bundle again brings no other."""
    if not news or desk.site.kind is SiteKind.STATION:
        return ""
    written = give_digest_to(desk, manifest.sender, desk.home.acknowledgements)
    return "" if written is None else str(written)


def _note(uow: UnitOfWork, desk: Desk, manifest: Manifest, sha256: str) -> None:
    chain.append(
        uow,
        site=desk.site.code,
        officer=desk.officer.badge,
        subject=manifest.sender,
        payload=BundleImported(
            manifest.sender, manifest.number, manifest.content, sha256, manifest.first_seq, manifest.last_seq
        ),
        at=desk.now(),
    )


def _give_receipt(desk: Desk, manifest: Manifest, noted: ReceivedBundle) -> Path:
    """Write the signed receipt; made of the journal and the manifest alone, so it is the same whenever it is made."""
    facts = acknowledgement.Acknowledgement(
        format="station-app/acknowledgement/1",
        sender=desk.site.code,
        receiver=manifest.sender,
        number=manifest.number,
        content=manifest.content,
        first_seq=manifest.first_seq,
        last_seq=manifest.last_seq,
        head=manifest.head,
        entries=manifest.counts.entries,
        attachments=tuple(blob.name[len("blobs/") : -len(".age")] for blob in manifest.blobs),
        imported_at=noted.imported_at,
    )
    raw = acknowledgement.write_acknowledgement(desk.identity, facts)
    return write_verified(
        desk.home.acknowledgements, acknowledgement.file_name(facts), lambda file: file.write(raw)
    ).path


def _take_receipt(desk: Desk, path: Path) -> Imported:
    """Note that the receiver has what was sent; the same receipt again changes nothing."""
    receipt = acknowledgement.read_file(path)
    facts = receipt.facts
    if facts.receiver != desk.site.code:
        raise RefusedError("bundle_not_for_us", receiver=facts.receiver)
    with desk.store.write() as uow:
        giver = partner(uow, desk, facts.sender)
        if not receipt.signed_by(giver.signing_key):
            raise DamagedError("acknowledgement_forged", site=facts.sender)
        sent = channels.sent(uow, facts.sender, facts.number)
        if sent is not None and sent.content is None:
            raise RefusedError("export_unfinished", number=facts.number)
        if sent is None or (sent.content, sent.last_seq) != (facts.content, facts.last_seq):
            raise DamagedError("acknowledgement_unknown", site=facts.sender, number=facts.number)
        news = sent.acknowledged_at is None
        if news:
            chain.append(
                uow,
                site=desk.site.code,
                officer=desk.officer.badge,
                subject=facts.sender,
                payload=BundleAcknowledged(facts.sender, facts.number, facts.content),
                at=desk.now(),
            )
            uow.commit()
    return Imported(
        number=facts.number,
        site=facts.sender,
        applied=int(news),
        duplicates=int(not news),
        conflicts=(),
        acknowledgement=str(path),
        what="acknowledgement",
    )


def _silent(_done: int, _total: int) -> None:
    return
