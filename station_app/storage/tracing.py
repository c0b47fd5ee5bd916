"""Queries on where a case is: since when, what was decided, in which bundles it travels, who is entered where."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import and_, bindparam, func, select

from station_app.domain.tracing import Carried, Entered, SaidDecision
from station_app.errors import DamagedError
from station_app.storage.case_tables import case_decision, registry_case
from station_app.storage.household_tables import registration
from station_app.storage.tables import Standing, bundle_in, bundle_out, journal_entry, officer, site

if TYPE_CHECKING:
    from station_app.storage.engine import UnitOfWork


class _OnPaper(msgspec.Struct):
    decider: str
    decided_on: date


class _Said(msgspec.Struct):
    """What is read of a `case_decided` entry; the entry itself is a type of the journal, which lies above."""

    text: str = ""
    flags: tuple[str, ...] = ()
    on_paper: _OnPaper | None = None
    about: int | None = None


_NO_NEWS = ("paper_issued", "case_archived", "case_reminded")
"""Entries about a case that the other site does not wait for."""

_SAID = msgspec.json.Decoder(_Said)
_SINCE = select(registry_case.c.stands_since).where(registry_case.c.case_no == bindparam("wanted"))
_DECISIONS = (
    select(case_decision, officer.c.name, site.c.name.label("site_name"), journal_entry.c.payload)
    .join(journal_entry, and_(journal_entry.c.site == case_decision.c.site, journal_entry.c.seq == case_decision.c.seq))
    .outerjoin(officer, and_(officer.c.site == case_decision.c.site, officer.c.badge == case_decision.c.officer))
    .outerjoin(site, site.c.code == case_decision.c.site)
    .where(case_decision.c.case_no == bindparam("wanted"))
    .order_by(journal_entry.c.position)
)
_NEWS = (
    select(journal_entry.c.site, func.max(journal_entry.c.seq).label("seq"), site.c.standing)
    .outerjoin(site, site.c.code == journal_entry.c.site)
    .where(journal_entry.c.subject == bindparam("wanted"), journal_entry.c.kind.not_in(_NO_NEWS))
    .group_by(journal_entry.c.site, site.c.standing)
    .order_by(journal_entry.c.site)
)
_SENT = (
    select(site.c.name, bundle_out.c.number, bundle_out.c.exported_at, bundle_out.c.acknowledged_at)
    .join(bundle_out, bundle_out.c.channel == site.c.code)
    .where(
        bundle_out.c.site == bindparam("sender"),
        site.c.standing == Standing.TRUSTED,
        bundle_out.c.first_seq <= bindparam("seq"),
        bundle_out.c.last_seq >= bindparam("seq"),
    )
    .order_by(site.c.code)
)
_PEERS = select(site.c.name).where(site.c.standing == Standing.TRUSTED).order_by(site.c.code)
_CAME = (
    select(site.c.name, bundle_in.c.number, bundle_in.c.imported_at)
    .join(site, site.c.code == bundle_in.c.sender)
    .where(
        bundle_in.c.sender == bindparam("sender"),
        bundle_in.c.first_seq <= bindparam("seq"),
        bundle_in.c.last_seq >= bindparam("seq"),
    )
    .order_by(bundle_in.c.number)
    .limit(1)
)
_ENTERED = (
    select(registration)
    .where(registration.c.case_no == bindparam("wanted"), registration.c.place.is_not(None))
    .order_by(registration.c.place, registration.c.since)
)


def stands_since(uow: UnitOfWork, case_no: str) -> datetime:
    """Give since when a case stands as it does."""
    since: datetime = uow.execute(_SINCE, {"wanted": case_no}).scalar_one()
    return since


def decisions(uow: UnitOfWork, case_no: str) -> tuple[SaidDecision, ...]:
    """Give what was decided, in the order it arrived here.

    Raises:
        DamagedError: `database_damaged` - an entry cannot be read.
    """
    return tuple(_decision(row) for row in uow.execute(_DECISIONS, {"wanted": case_no}))


def decided_about(
    uow: UnitOfWork, case_no: str, *, owner: str, revision: int, written_at: datetime
) -> tuple[SaidDecision, ...]:
    """Give the decisions about the facts of the entry `revision` of `owner`, those too that do not count.

    One that does not say what it is about, of an older program, speaks of the newest facts before it.
    """

    def is_about_them(each: SaidDecision) -> bool:
        if each.about is not None:
            return each.about == revision
        return each.seq > revision if each.site == owner else each.at >= written_at

    return tuple(filter(is_about_them, decisions(uow, case_no)))


def carried(uow: UnitOfWork, case_no: str) -> tuple[Carried, ...]:
    """Say how the last news of the case, from each site, lies between the sites: waiting, in a bundle, acknowledged."""
    found: list[Carried] = []
    for news in uow.execute(_NEWS, {"wanted": case_no}).all():
        if news.standing is Standing.OWN:
            found += _outgoing(uow, news.site, news.seq)
        else:
            came = uow.execute(_CAME, {"sender": news.site, "seq": news.seq}).first()
            if came is not None:
                found.append(Carried(came.name, outgoing=False, number=came.number, at=came.imported_at))
    return tuple(found)


def entered(uow: UnitOfWork, case_no: str) -> tuple[Entered, ...]:
    """Give the registrations that came out of a case, in the order of the family."""
    rows = uow.execute(_ENTERED, {"wanted": case_no})
    return tuple(Entered(row.place, row.household_no, row.since, row.head, row.until, row.why_ended) for row in rows)


def _outgoing(uow: UnitOfWork, sender: str, seq: int) -> list[Carried]:
    """Give the bundle of each channel that took the news along; where none has yet, the news waits."""
    waiting = {name: Carried(name, outgoing=True) for name in uow.execute(_PEERS).scalars()}
    for row in uow.execute(_SENT, {"sender": sender, "seq": seq}):
        waiting[row.name] = msgspec.structs.replace(
            waiting[row.name], number=row.number, at=row.exported_at, acknowledged_at=row.acknowledged_at
        )
    return list(waiting.values())


def _decision(row: Any) -> SaidDecision:
    try:
        said = _SAID.decode(row.payload)
    except msgspec.MsgspecError:
        raise DamagedError("database_damaged") from None
    return SaidDecision(
        level=row.level,
        outcome=row.outcome,
        at=row.at,
        officer_name=row.name or row.officer,
        site=row.site,
        taken=row.taken,
        reason=row.reason,
        text=said.text,
        reference=row.reference,
        flags=said.flags,
        decider=said.on_paper.decider if said.on_paper else "",
        decided_on=said.on_paper.decided_on if said.on_paper else None,
        seq=row.seq,
        badge=row.officer,
        site_name=row.site_name or "",
        about=said.about,
    )
