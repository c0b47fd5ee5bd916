"""How a case stood at an earlier entry of its site: what was decided, reviewed and registered by then, and no later.

Entries of another site have numbers of their own and come with its bundle: at the same entry of the case's site they
may have been there already, or not yet. So there are several ways a case may have stood, and all are given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import and_, bindparam, select

from station_app.domain.vocabulary import CaseStatus, Outcome
from station_app.storage import settled, tracing
from station_app.storage.tables import journal_entry

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from station_app.domain.records import CaseRecord
    from station_app.domain.tracing import SaidDecision
    from station_app.storage.engine import UnitOfWork

_WRITTEN = select(journal_entry.c.at).where(
    and_(journal_entry.c.site == bindparam("owner"), journal_entry.c.seq == bindparam("number"))
)
_ENDS = {
    "case_reversed": CaseStatus.REVERSED,
    "case_withdrawn": CaseStatus.WITHDRAWN,
    "case_registered": CaseStatus.REGISTERED,
    "case_declined": CaseStatus.DECLINED,
}
"""What becomes of a case by an entry of its site; what comes first here comes last in its life."""


def ways(uow: UnitOfWork, record: CaseRecord, last: int) -> Iterator[CaseRecord]:
    """Give the ways in which a case may have stood when `last` was the newest entry of its site.

    `record` holds the facts of that moment already. Residents' cards are numbered after the entry: with and without.
    """
    yield record
    for foreign in (True, False):
        stood = _stood(uow, record, last, foreign=foreign)
        yield stood
        if stood.settled is not None:
            people = tuple(msgspec.structs.replace(each, card_no="") for each in stood.settled.people)
            yield msgspec.structs.replace(stood, settled=msgspec.structs.replace(stood.settled, people=people))


def _stood(uow: UnitOfWork, record: CaseRecord, last: int, *, foreign: bool) -> CaseRecord:
    told = tuple(each for each in record.timeline if (each.seq <= last if each.site == record.site else foreign))
    decided = _decided(uow, record, last, foreign=foreign)
    kinds = {each.kind for each in told if each.site == record.site}
    ended = next((status for kind, status in _ENDS.items() if kind in kinds), None)
    if ended is None and any(each.outcome is Outcome.REFUSE for each in decided):
        ended = CaseStatus.REFUSED
    returned = any(each.outcome is Outcome.RETURN for each in decided)
    said_yes = () if returned else tuple(each.level for each in decided if each.outcome is Outcome.APPROVE)
    still = tuple(level for level in record.decided_by if level not in said_yes)
    open_now = CaseStatus.ACCEPTED if still else CaseStatus.APPROVED
    registered = ended is CaseStatus.REGISTERED
    return msgspec.structs.replace(
        record,
        status=ended or open_now,
        ended_as=ended,
        still=still,
        timeline=told,
        decisions=decided,
        crossed=record.crossed if foreign else None,
        settled=settled.of_case(uow, record.case_no, record.site, record.case) if registered else None,
    )


def _decided(uow: UnitOfWork, record: CaseRecord, last: int, *, foreign: bool) -> tuple[SaidDecision, ...]:
    """Give the decisions about the facts of that moment; before a county's came, the station's own all counted."""
    written: datetime = uow.execute(_WRITTEN, {"owner": record.site, "number": record.revision}).scalar_one()
    about = tracing.decided_about(uow, record.case_no, owner=record.site, revision=record.revision, written_at=written)
    return tuple(
        each
        for each in about
        if (each.taken or not foreign) and (each.seq <= last if each.site == record.site else foreign)
    )
