"""Queries on bundles: what was sent on each channel, what came from whom. A channel is named by the receiving site."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import and_, bindparam, func, select

from station_app.domain.records import ExchangeState
from station_app.storage.tables import Standing, bundle_in, bundle_out, journal_entry, site

if TYPE_CHECKING:
    from sqlalchemy import Row, Select

    from station_app.storage.engine import UnitOfWork


class SentBundle(msgspec.Struct, frozen=True):
    """A bundle of this site. Without `exported_at` it was sealed, but never put in place (a crash, a full stick)."""

    channel: str
    number: int
    first_seq: int
    last_seq: int
    head: str
    sealed_at: datetime
    content: str | None
    sha256: str | None
    exported_at: datetime | None
    acknowledged_at: datetime | None


class ReceivedBundle(msgspec.Struct, frozen=True):
    """A bundle that was applied here."""

    site: str
    number: int
    content: str
    sha256: str
    first_seq: int
    last_seq: int
    imported_at: datetime


def _own(table: Any) -> Select[Any]:
    return select(table).join(site, and_(site.c.code == table.c.site, site.c.standing == Standing.OWN))


_SENT = _own(bundle_out).where(bundle_out.c.channel == bindparam("channel"))
_SENT_ONE = _SENT.where(bundle_out.c.number == bindparam("number"))
_SENT_LAST = _SENT.order_by(bundle_out.c.number.desc()).limit(1)
_ALL_SENT = _own(bundle_out).order_by(bundle_out.c.channel, bundle_out.c.number)
_RECEIVED = _own(bundle_in).where(bundle_in.c.sender == bindparam("sender"))
_RECEIVED_ONE = _RECEIVED.where(bundle_in.c.number == bindparam("number"))
_RECEIVED_LAST = _RECEIVED.order_by(bundle_in.c.number.desc()).limit(1)
_OWN_HEAD = select(func.coalesce(func.max(journal_entry.c.seq), 0)).join(
    site, and_(site.c.code == journal_entry.c.site, site.c.standing == Standing.OWN)
)
_PEERS = select(site.c.code, site.c.name).where(site.c.standing == Standing.TRUSTED).order_by(site.c.code)


def sent(uow: UnitOfWork, channel: str, number: int) -> SentBundle | None:
    """Give bundle `number` of a channel of this site."""
    return _sent(uow.execute(_SENT_ONE, {"channel": channel, "number": number}).first())


def last_sent(uow: UnitOfWork, channel: str) -> SentBundle | None:
    """Give the newest bundle of a channel of this site, sealed or exported."""
    return _sent(uow.execute(_SENT_LAST, {"channel": channel}).first())


def received(uow: UnitOfWork, sender: str, number: int) -> ReceivedBundle | None:
    """Give bundle `number` of another site, if it was applied here."""
    return _received(uow.execute(_RECEIVED_ONE, {"sender": sender, "number": number}).first())


def last_received(uow: UnitOfWork, sender: str) -> ReceivedBundle | None:
    """Give the newest bundle of another site that was applied here."""
    return _received(uow.execute(_RECEIVED_LAST, {"sender": sender}).first())


def state(uow: UnitOfWork) -> tuple[ExchangeState, ...]:
    """Say how the channel to every trusted site stands; nothing sent yet means number 0."""
    head = int(uow.execute(_OWN_HEAD).scalar_one())
    bundles: dict[str, list[SentBundle]] = {}
    for row in uow.execute(_ALL_SENT):
        if (bundle := _sent(row)) is not None:
            bundles.setdefault(bundle.channel, []).append(bundle)
    return tuple(_state(row.code, row.name, bundles.get(row.code, []), head) for row in uow.execute(_PEERS))


def _state(code: str, name: str, bundles: list[SentBundle], head: int) -> ExchangeState:
    done = [bundle for bundle in bundles if bundle.exported_at is not None]
    last = done[-1] if done else None
    return ExchangeState(
        channel=code,
        channel_name=name,
        last_number=last.number if last else 0,
        last_at=last.exported_at if last else None,
        waiting_entries=head - (last.last_seq if last else 0),
        acknowledged=max((bundle.number for bundle in done if bundle.acknowledged_at is not None), default=0),
    )


def _sent(row: Row[Any] | None) -> SentBundle | None:
    if row is None:
        return None
    return SentBundle(
        row.channel,
        row.number,
        row.first_seq,
        row.last_seq,
        row.head,
        row.sealed_at,
        row.content,
        row.sha256,
        row.exported_at,
        row.acknowledged_at,
    )


def _received(row: Row[Any] | None) -> ReceivedBundle | None:
    if row is None:
        return None
    return ReceivedBundle(row.sender, row.number, row.content, row.sha256, row.first_seq, row.last_seq, row.imported_at)
