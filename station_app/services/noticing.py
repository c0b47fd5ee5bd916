"""Make a one-time notice and write it down in a transaction. Not a use case: families and permits need it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from msgspec.structs import replace

from station_app import texts
from station_app.domain.notices import NoticeRecord
from station_app.domain.records import IssuedPaper
from station_app.journal import chain
from station_app.journal.entries import NoticeIssued
from station_app.services.drawing import draw_as_adopted
from station_app.storage import notices

if TYPE_CHECKING:
    from datetime import date

    from station_app.domain.notices import NoticeAddressee, NoticeCorrection, NoticeDocument
    from station_app.domain.policy import Pack
    from station_app.domain.vocabulary import Business, Route
    from station_app.domain.working_days import Calendar
    from station_app.services.desk import Desk
    from station_app.storage.engine import UnitOfWork

PAPER = "one-time-notice"
_SPARE_DAYS = 10
"""Working days to come back where the pack names none."""


def new_notice(
    desk: Desk,
    calendar: Calendar,
    pack: Pack,
    *,
    draft_id: str,
    business: Business,
    route: Route,
    applicant: NoticeAddressee,
    received: date,
    documents: tuple[NoticeDocument, ...],
    corrections: tuple[NoticeCorrection, ...],
) -> NoticeRecord:
    """Give a notice that has no number yet, with its days and what nobody may ask for."""
    spare = pack.limits.supplement.working_days if pack.limits.supplement else _SPARE_DAYS
    with texts.speaking("zh"):
        never_asked = tuple(rule.name for rule in pack.forbidden)
    return NoticeRecord(
        notice_no="",
        site=desk.site.code,
        site_name=desk.site.name,
        practice=desk.site.practice,
        at=desk.now(),
        officer=desk.officer.badge,
        officer_name=desk.officer.name,
        draft_id=draft_id,
        business=business,
        route=route,
        applicant=applicant,
        received=received,
        due=calendar.after(received, pack.limits.notice.working_days),
        supplement_by=calendar.after(desk.today(), spare),
        pack=pack.id,
        documents=documents,
        corrections=corrections,
        never_asked=never_asked,
    )


def write_notice(uow: UnitOfWork, desk: Desk, record: NoticeRecord, replaces: str | None = None) -> IssuedPaper:
    """Give the notice its number, draw it and journal what it demands; the caller commits.

    Raises:
        RefusedError: `notice_numbers_used_up`.
    """
    last, _ = chain.head(uow, desk.site.code)
    number = notices.next_number(uow, desk.site.code, desk.today())
    record = replace(record, notice_no=number, revision=last + 1)
    drawn = draw_as_adopted(uow, desk, record, PAPER)
    digest = hashlib.sha256(drawn.pdf).hexdigest()
    entry = NoticeIssued(
        notice_no=record.notice_no,
        draft=record.draft_id,
        business=record.business,
        route=record.route,
        applicant=record.applicant,
        received=record.received,
        due=record.due,
        supplement_by=record.supplement_by,
        pack=record.pack,
        documents=record.documents,
        corrections=record.corrections,
        never_asked=record.never_asked,
        sha256=digest,
        replaces=replaces,
    )
    chain.append(
        uow, site=desk.site.code, officer=desk.officer.badge, subject=record.notice_no, payload=entry, at=record.at
    )
    by, unfit = (each.edition if each else "" for each in (drawn.layout, drawn.unfit))
    return IssuedPaper(record.notice_no, PAPER, 1, digest, drawn.pdf, layout=by, unfit=unfit)
