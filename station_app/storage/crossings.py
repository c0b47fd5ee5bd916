"""Queries on decisions that met another one: what could not be taken, and the scans of decisions on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import and_, exists, func, not_, select

from station_app import texts
from station_app.domain.deep_checks import DeepFinding
from station_app.domain.vocabulary import CaseStatus, Level
from station_app.errors import DamagedError
from station_app.storage.case_tables import case_decision, registry_case
from station_app.storage.tables import journal_entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from station_app.storage.engine import UnitOfWork


class _Scan(msgspec.Struct):
    sha256: str


class _Said(msgspec.Struct):
    """What is read of a `case_decided` entry; the entry itself is a type of the journal, which lies above."""

    attachments: tuple[_Scan, ...] = ()


_SAID = msgspec.json.Decoder(_Said)
_HELD = case_decision.alias("held")
_REVERSED = exists().where(journal_entry.c.subject == case_decision.c.case_no, journal_entry.c.kind == "case_reversed")
_CROSSED = (
    select(
        case_decision,
        _HELD.c.site.label("held_site"),
        _HELD.c.officer.label("held_officer"),
        _HELD.c.outcome.label("held_outcome"),
    )
    .join(registry_case, registry_case.c.case_no == case_decision.c.case_no)
    .join(
        _HELD,
        and_(
            _HELD.c.case_no == case_decision.c.case_no,
            _HELD.c.level == case_decision.c.level,
            _HELD.c.site != case_decision.c.site,
            _HELD.c.outcome != case_decision.c.outcome,  # both saying the same hurts nobody
            _HELD.c.taken,
        ),
    )
    .where(
        not_(case_decision.c.taken),
        not_(_REVERSED),
        func.coalesce(registry_case.c.ended_as, "") != CaseStatus.WITHDRAWN.value,
    )
    .order_by(case_decision.c.case_no, case_decision.c.site, case_decision.c.seq, _HELD.c.seq)
)
_ON_PAPER = (
    select(case_decision.c.case_no, journal_entry.c.payload)
    .join(journal_entry, and_(journal_entry.c.site == case_decision.c.site, journal_entry.c.seq == case_decision.c.seq))
    .where(
        case_decision.c.level == Level.COUNTY,
        # Written by the station whose case it is: a county's own decision has no scan.
        func.substr(case_decision.c.case_no, 1, func.length(case_decision.c.site) + 1) == case_decision.c.site + "-",
    )
    .order_by(case_decision.c.case_no, case_decision.c.seq)
)


def crossed(uow: UnitOfWork) -> Iterator[DeepFinding]:
    """Decisions that could not be taken because the other site had decided, until the case is reversed."""
    told: set[tuple[str, int]] = set()
    for row in uow.execute(_CROSSED):
        if (row.site, row.seq) in told:
            continue
        told.add((row.site, row.seq))
        details: dict[str, str | int] = {
            "held_site": row.held_site,
            "held_officer": row.held_officer,
            "held": texts.say(f"choice.outcome.{row.held_outcome.value}"),
            "site": row.site,
            "officer": row.officer,
            "lost": texts.say(f"choice.outcome.{row.outcome.value}"),
        }
        yield DeepFinding("decision_crossed", row.case_no, damage=False, details=details)


def paper_scans(uow: UnitOfWork) -> tuple[tuple[str, str], ...]:
    """Give every scan of a decision on paper: its hash, and the case.

    Raises:
        DamagedError: `database_damaged` - an entry cannot be read.
    """
    try:
        return tuple(
            (scan.sha256, row.case_no)
            for row in uow.execute(_ON_PAPER)
            for scan in _SAID.decode(row.payload).attachments
        )
    except msgspec.MsgspecError:
        raise DamagedError("database_damaged") from None
