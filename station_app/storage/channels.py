"""Queries on bundles: what was sent on each channel, what came from whom. A channel is named by the receiving site."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import and_, bindparam, func, select

from station_app.domain.records import ExchangeState
from station_app.storage.prepared import Prepared
from station_app.storage.tables import Standing, bundle_in, bundle_out, journal_entry, site

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Select, Table

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


def _own(table: Table, columns: Iterable[str]) -> Select[Any]:
    return select(*(table.c[name] for name in columns)).join(
        site, and_(site.c.code == table.c.site, site.c.standing == Standing.OWN)
    )


_own_site = site.alias("own_site")
_OUT = _own(bundle_out, SentBundle.__struct_fields__)
_SENT = _OUT.where(bundle_out.c.channel == bindparam("to"))
_SENT_ONE = Prepared(_SENT.where(bundle_out.c.number == bindparam("bundle")))
_SENT_LAST = Prepared(_SENT.order_by(bundle_out.c.number.desc()).limit(1))
_ALL_SENT = Prepared(_OUT.order_by(bundle_out.c.channel, bundle_out.c.number))
_IN = _own(bundle_in, ("sender", *ReceivedBundle.__struct_fields__[1:]))
_RECEIVED = _IN.where(bundle_in.c.sender == bindparam("origin"))
_RECEIVED_ONE = Prepared(_RECEIVED.where(bundle_in.c.number == bindparam("bundle")))
_RECEIVED_LAST = Prepared(_RECEIVED.order_by(bundle_in.c.number.desc()).limit(1))
_OWN_HEAD = select(func.coalesce(func.max(journal_entry.c.seq), 0)).join(
    site, and_(site.c.code == journal_entry.c.site, site.c.standing == Standing.OWN)
)
_PEERS = select(site.c.code, site.c.name).where(site.c.standing == Standing.TRUSTED).order_by(site.c.code)
_HANDED_OVER = Prepared(
    select(site.c.code, func.coalesce(func.max(bundle_out.c.last_seq), 0))
    .select_from(site)
    .outerjoin(
        bundle_out,
        and_(
            bundle_out.c.site.in_(select(_own_site.c.code).where(_own_site.c.standing == Standing.OWN)),
            bundle_out.c.channel == site.c.code,
            bundle_out.c.exported_at.is_not(None),
        ),
    )
    .where(site.c.standing == Standing.TRUSTED)
    .group_by(site.c.code)
)


def sent(uow: UnitOfWork, channel: str, number: int) -> SentBundle | None:
    """Give bundle `number` of a channel of this site."""
    return _sent(uow.rows(_SENT_ONE, {"to": channel, "bundle": number}))


def last_sent(uow: UnitOfWork, channel: str) -> SentBundle | None:
    """Give the newest bundle of a channel of this site, sealed or exported."""
    return _sent(uow.rows(_SENT_LAST, {"to": channel}))


def unacknowledged(uow: UnitOfWork) -> tuple[SentBundle, ...]:
    """Give the bundles of this site, sealed or exported, that nobody has acknowledged yet."""
    return tuple(each for each in (SentBundle(*row) for row in uow.rows(_ALL_SENT)) if each.acknowledged_at is None)


def received(uow: UnitOfWork, sender: str, number: int) -> ReceivedBundle | None:
    """Give bundle `number` of another site, if it was applied here."""
    return _received(uow.rows(_RECEIVED_ONE, {"origin": sender, "bundle": number}))


def last_received(uow: UnitOfWork, sender: str) -> ReceivedBundle | None:
    """Give the newest bundle of another site that was applied here."""
    return _received(uow.rows(_RECEIVED_LAST, {"origin": sender}))


def state(uow: UnitOfWork) -> tuple[ExchangeState, ...]:
    """Say how the channel to every trusted site stands; nothing sent yet means number 0."""
    head = int(uow.execute(_OWN_HEAD).scalar_one())
    bundles: dict[str, list[SentBundle]] = {}
    for row in uow.rows(_ALL_SENT):
        bundle = SentBundle(*row)
        bundles.setdefault(bundle.channel, []).append(bundle)
    return tuple(_state(row.code, row.name, bundles.get(row.code, []), head) for row in uow.execute(_PEERS))


def handed_over(uow: UnitOfWork) -> int | None:
    """Give up to which entry of this site everybody it trusts has been handed everything; None without anybody."""
    return min((int(last) for _code, last in uow.rows(_HANDED_OVER)), default=None)


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


def _sent(rows: Sequence[tuple[Any, ...]]) -> SentBundle | None:
    return SentBundle(*rows[0]) if rows else None


def _received(rows: Sequence[tuple[Any, ...]]) -> ReceivedBundle | None:
    return ReceivedBundle(*rows[0]) if rows else None
