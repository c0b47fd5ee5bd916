"""Queries on a shift: it is read from the end of this site's journal, so it costs what the shift did and no more."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
from sqlalchemy import and_, bindparam, case, func, select

from station_app.domain.shifts import ShiftHandOver, ShiftSheet
from station_app.errors import DamagedError
from station_app.storage.case_tables import case_person, registry_case
from station_app.storage.tables import Standing, journal_entry, notice, site

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from station_app.storage.engine import UnitOfWork

HANDED_OVER = "shift_handed_over"
MOST = 20_000
"""Entries that are looked at from the end; no shift comes near."""
_AT_ONCE = 500


class Did(NamedTuple):
    """One entry of the shift, as far as a sheet asks: its kind and, of a paper, which and the how many-th printing."""

    kind: str
    at: datetime
    subject: str
    paper: str
    printing: int


class _Paper(msgspec.Struct, frozen=True):
    paper: str = ""
    copy: int = 0
    printing: int = 0


class _HandedOver(msgspec.Struct, frozen=True):
    to: str
    to_name: str
    remarks: str
    sheet: ShiftSheet
    number: str = ""


_OWN = and_(site.c.code == journal_entry.c.site, site.c.standing == Standing.OWN)
_PAPER = msgspec.json.Decoder(_Paper)
_SHEET = msgspec.json.Decoder(_HandedOver)
_BACKWARDS = (
    select(
        journal_entry.c.officer,
        journal_entry.c.kind,
        journal_entry.c.at,
        journal_entry.c.subject,
        case((journal_entry.c.kind == "paper_issued", journal_entry.c.payload), else_="").label("payload"),
    )
    .join(site, _OWN)
    .order_by(journal_entry.c.seq.desc())
    .limit(bindparam("most"))
)
_LAST = (
    select(journal_entry.c.at, journal_entry.c.payload)
    .join(site, _OWN)
    .where(journal_entry.c.subject == bindparam("badge"), journal_entry.c.kind == HANDED_OVER)
    .order_by(journal_entry.c.seq.desc())
    .limit(1)
)
_NAMED = select(journal_entry.c.at, journal_entry.c.payload).where(
    journal_entry.c.site == bindparam("code"),
    journal_entry.c.seq == bindparam("entry"),
    journal_entry.c.kind == HANDED_OVER,
)
_NEWEST = select(journal_entry.c.seq).join(site, _OWN).order_by(journal_entry.c.seq.desc()).limit(bindparam("most"))
_HAND_OVERS = (
    select(journal_entry.c.at, journal_entry.c.payload)
    .join(site, _OWN)
    .where(
        journal_entry.c.kind == HANDED_OVER,
        journal_entry.c.seq >= select(func.min(_NEWEST.subquery("newest").c.seq)).scalar_subquery(),
    )
    .order_by(journal_entry.c.seq.desc())
)
_CASES = (
    select(registry_case.c.case_no, registry_case.c.status, func.coalesce(case_person.c.name, "").label("applicant"))
    .outerjoin(case_person, and_(case_person.c.case_no == registry_case.c.case_no, case_person.c.place == 0))
    .order_by(registry_case.c.case_no)
)
_LAST_CASE = select(func.max(registry_case.c.case_no)).where(
    registry_case.c.case_no >= bindparam("first"), registry_case.c.case_no < bindparam("end")
)
_LAST_NOTICE = select(func.max(notice.c.notice_no)).where(
    notice.c.notice_no >= bindparam("first"), notice.c.notice_no < bindparam("end")
)


def last_hand_over(uow: UnitOfWork, badge: str) -> ShiftHandOver | None:
    """Give the last shift that `badge` handed over here.

    Raises:
        DamagedError: `database_damaged`.
    """
    row = uow.execute(_LAST, {"badge": badge}).first()
    return _made(row) if row is not None else None


def last_sheet(uow: UnitOfWork, badge: str) -> ShiftHandOver | None:
    """Give the last shift that `badge` handed over or took over here; of the newest `MOST` entries of the journal.

    Raises:
        DamagedError: `database_damaged`.
    """
    given = uow.execute(_LAST, {"badge": badge}).first()
    for row in uow.execute(_HAND_OVERS, {"most": MOST}):
        made = _made(row)
        if badge in {made.to, made.sheet.badge}:
            return made
    return _made(given) if given is not None else None


def named(uow: UnitOfWork, number: str) -> ShiftHandOver | None:
    """Give the shift whose sheet has this number (`620502001-20261123-JB57`: site, day, journal entry), if it is here.

    Raises:
        DamagedError: `database_damaged`.
    """
    code, _, rest = number.partition("-")
    seq = rest.rpartition("-JB")[2]
    if not seq.isdecimal():
        return None
    row = uow.execute(_NAMED, {"code": code, "entry": int(seq)}).first()
    made = _made(row) if row is not None else None
    return made if made is not None and made.number == number else None


def _made(row: Any) -> ShiftHandOver:
    try:
        told = _SHEET.decode(row.payload)
    except msgspec.MsgspecError:
        raise DamagedError("database_damaged") from None
    return ShiftHandOver(told.sheet, told.to, told.to_name, told.remarks, row.at, told.number)


def done_by(uow: UnitOfWork, badge: str, since: datetime) -> tuple[Did, ...]:
    """Give what `badge` wrote into the journal of this site since then, newest first."""
    return tuple(_done(uow, badge, since))


def _done(uow: UnitOfWork, badge: str, since: datetime) -> Iterator[Did]:
    for row in uow.execute(_BACKWARDS, {"most": MOST}):
        if row.at < since:
            return
        if row.officer == badge:
            if row.kind == HANDED_OVER:  # the shift before ended here, whatever the clock says
                return
            told = _PAPER.decode(row.payload) if row.payload else _Paper()
            yield Did(row.kind, row.at, row.subject, told.paper, told.printing or told.copy)


def cases(uow: UnitOfWork, numbers: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Give number, status and applicant of these cases, by number."""
    for start in range(0, len(numbers), _AT_ONCE):
        chosen = _CASES.where(registry_case.c.case_no.in_(numbers[start : start + _AT_ONCE]))
        for row in uow.execute(chosen):
            yield row.case_no, row.status.value, row.applicant


def last_numbers(uow: UnitOfWork, case_prefix: str, notice_prefix: str) -> tuple[str, str]:
    """Give the last case number and the last number of a notice that begin so; empty where there is none."""
    return (
        uow.execute(_LAST_CASE, _range(case_prefix)).scalar_one() or "",
        uow.execute(_LAST_NOTICE, _range(notice_prefix)).scalar_one() or "",
    )


def _range(prefix: str) -> dict[str, str]:
    return {"first": prefix, "end": f"{prefix}:"}  # the sign after the digits
