"""The local log of reads: who looked at whom, when, why. Not journalled; looking changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import uuid_utils
from sqlalchemy import and_, bindparam, func, insert, select, update

from station_app.domain.accounts import Look
from station_app.domain.looks import SEARCH
from station_app.storage.case_tables import case_person
from station_app.storage.permit_tables import residence_permit
from station_app.storage.prepared import Prepared
from station_app.storage.ranges import storable
from station_app.storage.tables import Standing, officer, read_log, site

if TYPE_CHECKING:
    from datetime import datetime

    from station_app.storage.engine import UnitOfWork


class Read(msgspec.Struct, frozen=True):
    """One look at one record."""

    at: datetime
    officer: str
    subject: str
    why: str


_NOTE = insert(read_log)
_LAST_SEARCH = Prepared(
    select(read_log.c.read_id, read_log.c.why)
    .where(read_log.c.officer == bindparam("who"), read_log.c.at >= bindparam("since"), read_log.c.subject == SEARCH)
    .order_by(read_log.c.at.desc(), read_log.c.read_id.desc())
    .limit(1)
)
_SAME_SEARCH = Prepared(
    update(read_log)
    .where(read_log.c.read_id == bindparam("wanted"))
    .values(at=bindparam("moment"), why=bindparam("text"))
)
_OWN_LOOK = Prepared(
    select(read_log.c.read_id)
    .where(read_log.c.subject == bindparam("wanted"), read_log.c.officer == bindparam("who"))
    .limit(1)
)
_OF_SUBJECT = (
    select(read_log)
    .where(read_log.c.subject == bindparam("wanted"))
    .order_by(read_log.c.read_id.desc())
    .limit(bindparam("most"))
)


_LISTED = (
    select(read_log, officer.c.name, func.coalesce(case_person.c.name, residence_permit.c.name, "").label("applicant"))
    .select_from(
        read_log.outerjoin(site, site.c.standing == Standing.OWN)
        .outerjoin(officer, and_(officer.c.site == site.c.code, officer.c.badge == read_log.c.officer))
        .outerjoin(case_person, and_(case_person.c.case_no == read_log.c.subject, case_person.c.place == 0))
        .outerjoin(residence_permit, residence_permit.c.permit_no == read_log.c.subject)
    )
    .order_by(read_log.c.read_id.desc())
)


def note(uow: UnitOfWork, *, officer: str, subject: str, why: str, at: datetime) -> None:
    """Note that `officer` looked at `subject`."""
    uow.execute(
        _NOTE, {"read_id": str(uuid_utils.uuid7()), "at": at, "officer": officer, "subject": subject, "why": str(why)}
    )


def note_opening(uow: UnitOfWork, *, officer: str, subject: str, why: str, at: datetime, again: bool) -> None:
    """Note a look, unless it is one that goes on: what is open is read `again` after a change.

    Who has no look at it in the log begins one, whatever is claimed.
    """
    if not (again and uow.rows(_OWN_LOOK, {"wanted": subject, "who": officer})):
        note(uow, officer=officer, subject=subject, why=why, at=at)


def note_search(uow: UnitOfWork, officer: str, text: str, *, at: datetime, same_since: datetime) -> None:
    """Note a search; one that goes on with (or goes back in) the officer's last one since `same_since` is the same."""
    kept = storable(text)
    last = uow.rows(_LAST_SEARCH, {"who": officer, "since": same_since})
    if last and (kept.startswith(last[0][1]) or last[0][1].startswith(kept)):
        longest = max(kept, last[0][1], key=len)
        uow.send(_SAME_SEARCH, [{"wanted": last[0][0], "moment": at, "text": longest}])
    else:
        note(uow, officer=officer, subject=SEARCH, why=kept, at=at)


def of_subject(uow: UnitOfWork, subject: str, limit: int = 100) -> tuple[Read, ...]:
    """Give who looked at `subject`, newest first."""
    return tuple(
        Read(row.at, row.officer, row.subject, row.why)
        for row in uow.execute(_OF_SUBJECT, {"wanted": subject, "most": limit})
    )


def listing(
    uow: UnitOfWork,
    *,
    subject: str = "",
    by: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
    limit: int = 100,
) -> tuple[Look, ...]:
    """Give the looks, newest first: at one record, by one officer, from `since` and before `until`, or all of them.

    `whom` is the whole name of the applicant; who may not read it masks it.
    """
    statement = _LISTED.limit(limit)
    if subject:
        statement = statement.where(read_log.c.subject == subject)
    if by:
        statement = statement.where(read_log.c.officer == by)
    if since is not None:
        statement = statement.where(read_log.c.at >= since)
    if until is not None:
        statement = statement.where(read_log.c.at < until)
    return tuple(
        Look(row.at, row.officer, row.name or row.officer, row.subject, row.why, row.applicant)
        for row in uow.execute(statement)
    )
