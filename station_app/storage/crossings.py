"""Queries on decisions that met another one: which do not say the same, and the scans of decisions on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import and_, bindparam, func, or_, select

from station_app import texts
from station_app.domain.crossings import CrossedDecisions
from station_app.domain.deep_checks import DeepFinding
from station_app.domain.vocabulary import Crossed, Level
from station_app.errors import DamagedError
from station_app.storage.case_tables import case_decision, registry_case
from station_app.storage.tables import journal_entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Row

    from station_app.domain.vocabulary import Outcome
    from station_app.storage.engine import UnitOfWork


class _Scan(msgspec.Struct):
    sha256: str


class _Said(msgspec.Struct):
    """What is read of a `case_decided` entry; the entry itself is a type of the journal, which lies above."""

    attachments: tuple[_Scan, ...] = ()


_SAID = msgspec.json.Decoder(_Said)
_CROSSED = (
    select(registry_case.c.case_no, registry_case.c.site, registry_case.c.crossed)
    .where(or_(*(registry_case.c.crossed == word for word in Crossed)))
    .order_by(registry_case.c.case_no)
)
_DECISIONS = (
    select(case_decision)
    .where(case_decision.c.case_no == bindparam("wanted"), case_decision.c.level == Level.COUNTY)
    .order_by(case_decision.c.site, case_decision.c.seq)
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


def of_case(uow: UnitOfWork, case_no: str, site: str, todo: Crossed) -> CrossedDecisions:
    """Give the two decisions of a case that is marked as crossed; `site` is the station whose case it is."""
    county, paper = _pair(uow, case_no, site)
    words = {
        "county": _in_words(county.outcome, county.reference),
        "paper": _in_words(paper.outcome, paper.reference),
    }
    return CrossedDecisions(
        todo=todo,
        county=county.outcome,
        county_reference=county.reference,
        paper=paper.outcome,
        paper_reference=paper.reference,
        message=texts.say("crossed.says", **words),
        next=texts.say(f"crossed.next.{todo.value}"),
    )


def crossed(uow: UnitOfWork) -> Iterator[DeepFinding]:
    """Cases on which the county and the paper entered at the station do not say the same, until it is settled."""
    for row in uow.execute(_CROSSED).all():
        county, paper = _pair(uow, row.case_no, row.site)
        details: dict[str, str | int] = {
            "held_site": county.site,
            "held_officer": county.officer,
            "held": texts.say(f"choice.outcome.{county.outcome.value}"),
            "site": paper.site,
            "officer": paper.officer,
            "lost": texts.say(f"choice.outcome.{paper.outcome.value}"),
            "next": texts.say(f"crossed.next.{row.crossed.value}"),
        }
        yield DeepFinding("decision_crossed", row.case_no, damage=False, details=details)


def _pair(uow: UnitOfWork, case_no: str, site: str) -> tuple[Row[Any], Row[Any]]:
    """Give the newest decision of the county itself and the newest that the station entered from paper.

    Raises:
        DamagedError: `database_damaged` - a case is marked without them.
    """
    rows = uow.execute(_DECISIONS, {"wanted": case_no}).all()
    county = [row for row in rows if row.site != site]
    paper = [row for row in rows if row.site == site]
    if not county or not paper:
        raise DamagedError("database_damaged")
    return county[-1], paper[-1]


def _in_words(outcome: Outcome, reference: str | None) -> str:
    word = texts.say(f"choice.outcome.{outcome.value}")
    return texts.say("crossed.decision", outcome=word, reference=reference) if reference else word


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
