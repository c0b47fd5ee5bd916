"""Queries on one-time notices. What was demanded is in the entry of the journal; the table knows where it led."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import and_, bindparam, func, select

from station_app.domain.notices import (
    NoticeAddressee,
    NoticeCorrection,
    NoticeDocument,
    NoticeRecord,
    NoticeState,
)
from station_app.domain.vocabulary import Business, Route
from station_app.errors import DamagedError
from station_app.storage import officers
from station_app.storage.numbers import next_after
from station_app.storage.ranges import after_prefix, can_exist
from station_app.storage.tables import draft, journal_entry, notice, site

if TYPE_CHECKING:
    from sqlalchemy import Row

    from station_app.storage.engine import UnitOfWork


class _Facts(msgspec.Struct):
    """What is read of a `notice_issued` entry; the entry itself is a type of the journal, which lies above."""

    business: Business
    route: Route
    applicant: NoticeAddressee
    received: date
    due: date
    supplement_by: date
    pack: str
    documents: tuple[NoticeDocument, ...]
    corrections: tuple[NoticeCorrection, ...]
    never_asked: tuple[str, ...]


_FACTS = msgspec.json.Decoder(_Facts)
_ALL = (
    select(
        notice,
        journal_entry.c.payload,
        journal_entry.c.officer,
        site.c.name.label("site_name"),
        site.c.practice,
        draft.c.draft_id.label("there"),
    )
    .join(journal_entry, and_(journal_entry.c.site == notice.c.site, journal_entry.c.seq == notice.c.seq))
    .outerjoin(site, site.c.code == notice.c.site)
    .outerjoin(draft, draft.c.draft_id == notice.c.draft_id)
)
_ONE = _ALL.where(notice.c.notice_no == bindparam("wanted"))
_OF_CASE = _ALL.where(notice.c.case_no == bindparam("wanted"))
_OPEN_OF_DRAFT = (
    _ALL.where(
        notice.c.draft_id == bindparam("wanted"),
        notice.c.site == bindparam("here"),
        notice.c.case_no.is_(None),
        notice.c.replaced_by.is_(None),
    )
    .order_by(notice.c.issued_at.desc(), notice.c.notice_no.desc())
    .limit(1)
)
_LAST_NUMBER = select(func.max(notice.c.notice_no)).where(
    notice.c.notice_no >= bindparam("first"), notice.c.notice_no < bindparam("end")
)


def record(uow: UnitOfWork, number: str) -> NoticeRecord | None:
    """Give the notice with this number, or the one that was answered by the case with this number."""
    row = _row(uow, number)
    return None if row is None else _record(uow, row)


def open_of_draft(uow: UnitOfWork, draft_id: str, site_code: str) -> NoticeRecord | None:
    """Give the notice that was given for a draft and not answered yet."""
    if not can_exist(draft_id):
        return None
    row = uow.execute(_OPEN_OF_DRAFT, {"wanted": draft_id, "here": site_code}).first()
    return None if row is None else _record(uow, row)


def state(uow: UnitOfWork, notice_no: str) -> NoticeState | None:
    """Say where a notice leads; the draft only while it is there, discarded or not."""
    row = _row(uow, notice_no)
    if row is None:
        return None
    found = _record(uow, row)
    return NoticeState(
        notice_no=found.notice_no,
        applicant=found.applicant.name,
        draft_id=row.there,
        case_no=found.case_no,
        replaced_by=found.replaced_by,
        site=found.site_name,
    )


def next_number(uow: UnitOfWork, site_code: str, day: date) -> str:
    """Give the next number, `SITE-YYYYMMDD-GZnnnn`; gapless, because only one writer works at a time.

    Raises:
        RefusedError: `notice_numbers_used_up`.
    """
    prefix = f"{site_code}-{day:%Y%m%d}-GZ"
    last = uow.execute(_LAST_NUMBER, {"first": prefix, "end": after_prefix(prefix)}).scalar_one_or_none()
    return next_after(last, prefix, "notice_numbers_used_up")


def _row(uow: UnitOfWork, number: str) -> Row[Any] | None:
    if not can_exist(number):
        return None
    found = uow.execute(_ONE, {"wanted": number}).first()
    return uow.execute(_OF_CASE, {"wanted": number}).first() if found is None else found


def _record(uow: UnitOfWork, row: Row[Any]) -> NoticeRecord:
    try:
        facts = _FACTS.decode(row.payload)
    except msgspec.MsgspecError:
        raise DamagedError("database_damaged") from None
    return NoticeRecord(
        notice_no=row.notice_no,
        site=row.site,
        site_name=row.site_name or row.site,
        practice=bool(row.practice),
        at=row.issued_at,
        officer=row.officer,
        officer_name=officers.name_of(uow, row.site, row.officer),
        draft_id=row.draft_id,
        **{name: getattr(facts, name) for name in _Facts.__struct_fields__},
        case_no=row.case_no,
        replaced_by=row.replaced_by,
        revision=row.seq,
    )
