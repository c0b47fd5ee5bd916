"""Use case: hand over what is new since the last time, as the next bundle on a channel.

Sealed in the journal first, then written and read back, then noted as exported (docs/decisions/022): a number means the
same entries for ever, whatever failed in between. Needs no network and no other site.
"""

from __future__ import annotations

import hashlib
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from resources import folder
from station_app.domain.authority import Action
from station_app.domain.records import Exported
from station_app.errors import RefusedError
from station_app.exchange.bundle import BundleWriter, Route
from station_app.exchange.identities import CHECKPOINT, checkpoint_message
from station_app.exchange.manifest import NO_PREVIOUS
from station_app.exchange.medium import write_verified
from station_app.journal import chain
from station_app.journal.entries import BundleExported, BundleSealed
from station_app.services.partners import attachments_of, is_news, own_identity, partner
from station_app.storage import channels, sites
from station_app.storage.blobs import BlobStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import BinaryIO

    from station_app.domain.records import ExchangeState
    from station_app.exchange.identities import PublicIdentity
    from station_app.exchange.manifest import Manifest
    from station_app.exchange.medium import Written
    from station_app.services.desk import Desk
    from station_app.storage.channels import SentBundle
    from station_app.storage.engine import UnitOfWork

    Progress = Callable[[int, int], None]

SUFFIX = ".tsbundle"
_FEW = 48
"""Waiting entries that are looked at one by one, to tell news from the exchange's own bookkeeping."""


def export_bundle(
    desk: Desk, to: Path, channel: str | None = None, progress: Progress | None = None, *, again: int | None = None
) -> Exported:
    """Write the next bundle for `channel` (the only enrolled site, if None) into the folder `to`.

    A bundle that was sealed but never put in place is made first. `again` makes an earlier number once more (a lost
    stick): the same entries, encrypted anew. `progress` gets (entries done, entries in all)
    after each and may raise to cancel.

    Raises:
        RefusedError: `nothing_to_export`, `bundle_unknown`, `channel_missing`, `channel_choice`, `practice_real_mix`.
        NotPermittedError: `site_not_trusted`.
        DeviceError: see `exchange.medium`; the number stays sealed and is made again next time.
    """
    desk.require(Action.EXPORT)
    with desk.store.write() as uow:
        receiver = partner(uow, desk, _channel(uow, channel))
        sealed = _earlier(uow, receiver.code, again) if again else _sealed(uow, desk, receiver.code)
        uow.commit()
    manifest, written = _write(desk, to, receiver, sealed, progress or _silent)
    exported = BundleExported(receiver.code, sealed.number, manifest.content, written.sha256)
    with desk.store.write() as uow:
        _append(uow, desk, receiver.code, exported)
        uow.commit()
    return Exported(
        bundle=str(written.path),
        number=sealed.number,
        channel=receiver.code,
        entries=manifest.counts.entries,
        attachments=manifest.counts.attachments,
        sha256=written.sha256,
    )


def channel_states(desk: Desk) -> tuple[ExchangeState, ...]:
    """Say how each channel stands; what waits is counted without the exchange's own bookkeeping."""
    with desk.store.read() as uow:
        return tuple(_without_bookkeeping(uow, desk, state) for state in channels.state(uow))


def _without_bookkeeping(uow: UnitOfWork, desk: Desk, state: ExchangeState) -> ExchangeState:
    if not 0 < state.waiting_entries <= _FEW:
        return state
    last = channels.last_sent(uow, state.channel)
    done = last.last_seq if last is not None and last.exported_at is not None else 0
    waiting = sum(1 for _ in _news(uow, desk, done)) if done else state.waiting_entries
    return msgspec.structs.replace(state, waiting_entries=waiting)


def _channel(uow: UnitOfWork, wanted: str | None) -> str:
    if wanted:
        return wanted
    known = sites.all_trusted(uow)
    if not known:
        raise RefusedError("channel_missing")
    if len(known) > 1:
        raise RefusedError("channel_choice", channels=", ".join(site.code for site in known))
    return known[0].code


def _earlier(uow: UnitOfWork, channel: str, number: int) -> SentBundle:
    sent = channels.sent(uow, channel, number)
    if sent is None:
        raise RefusedError("bundle_unknown", channel=channel, number=number)
    return sent


def _sealed(uow: UnitOfWork, desk: Desk, channel: str) -> SentBundle:
    """Give the bundle to make: the one an earlier attempt left unfinished, else seal what is new.

    Its range ends with its own sealing entry; the signature over the head before it is a checkpoint that travels.
    """
    last = channels.last_sent(uow, channel)
    if last is not None and last.exported_at is None:
        return last
    done, number = (last.last_seq, last.number) if last is not None else (0, 0)
    if next(_news(uow, desk, done), None) is None:
        raise RefusedError("nothing_to_export", number=number)
    seq, head = chain.head(uow, desk.site.code)
    signature = desk.identity.sign(CHECKPOINT, checkpoint_message(desk.site.code, seq, head))
    _append(uow, desk, channel, BundleSealed(channel, number + 1, done + 1, seq + 1, head, signature.hex()))
    sealed = channels.last_sent(uow, channel)
    return sealed if sealed is not None else _earlier(uow, channel, number + 1)


def _news(uow: UnitOfWork, desk: Desk, done: int) -> Iterator[str]:
    """Give the kinds of the entries after `done` that are worth a bundle."""
    last, _ = chain.head(uow, desk.site.code)
    look = 8  # mostly the first few answer the question
    while done < last:
        for entry in chain.entries(uow, desk.site.code, done + 1, min(done + look, last)):
            if is_news(entry):
                yield entry.kind
        done, look = done + look, look * 2


def _append(uow: UnitOfWork, desk: Desk, channel: str, payload: BundleSealed | BundleExported) -> None:
    chain.append(uow, site=desk.site.code, officer=desk.officer.badge, subject=channel, payload=payload, at=desk.now())


def _write(
    desk: Desk, to: Path, receiver: PublicIdentity, sealed: SentBundle, progress: Progress
) -> tuple[Manifest, Written]:
    """Stream the range onto the medium; what is read is the unchanging past, so no lock is held meanwhile."""
    made: list[Manifest] = []

    def produce(out: BinaryIO) -> None:
        with desk.store.read() as uow:
            writer = BundleWriter(out, _route(uow, desk, receiver, sealed))
            scans = _write_entries(uow, desk, sealed, writer, progress)
        blobs = BlobStore(desk.home.blobs, desk.blob_key, desk.unlocked.earlier_blob_keys)
        for digest in scans:
            writer.add_attachment(digest, blobs.get(digest))
        made.append(writer.finish(desk.identity))

    name = f"{desk.site.code}-to-{receiver.code}-{sealed.number:06d}{SUFFIX}"
    written = write_verified(to, name, produce)
    return made[0], written


def _write_entries(
    uow: UnitOfWork, desk: Desk, sealed: SentBundle, writer: BundleWriter, progress: Progress
) -> list[str]:
    """Write the entries of the range; give the digests of the scans they name, rising."""
    scans: set[str] = set()
    total = sealed.last_seq - sealed.first_seq + 1
    entries = chain.entries(uow, desk.site.code, sealed.first_seq, sealed.last_seq)
    for count, entry in enumerate(entries, 1):
        writer.add_line(chain.encode(entry))
        scans.update(attachments_of(entry))
        progress(count, total)
    return sorted(scans)


def _route(uow: UnitOfWork, desk: Desk, receiver: PublicIdentity, sealed: SentBundle) -> Route:
    before = channels.sent(uow, receiver.code, sealed.number - 1) if sealed.number > 1 else None
    last = next(iter(chain.entries(uow, desk.site.code, sealed.last_seq, sealed.last_seq)))
    return Route(
        sender=desk.site.code,
        receiver=receiver.code,
        recipient=receiver.exchange_key,
        epoch=own_identity(uow).epoch,
        number=sealed.number,
        previous=(before.content if before is not None else None) or NO_PREVIOUS,
        first_seq=sealed.first_seq,
        last_seq=sealed.last_seq,
        head=last.hash,
        created_at=desk.now(),
        practice=desk.site.practice,
        code_tables=_code_tables(),
        policies=tuple(sorted(pack.id for pack in desk.packs)),
    )


@cache
def _code_tables() -> dict[str, str]:
    """Name the code tables of this program by their content, so that a receiver can see why a code is unknown to it."""
    return {
        path.stem: hashlib.sha256(path.read_bytes()).hexdigest()[:16] for path in sorted(folder("codes").glob("*.csv"))
    }


def _silent(_done: int, _total: int) -> None:
    return
