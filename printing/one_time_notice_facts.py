"""What a one-time notice states. Knows nothing of its looks; needs no ReportLab."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import msgspec

from printing import words
from station_app.domain.identifiers import mask_id
from station_app.domain.vocabulary import Route

if TYPE_CHECKING:
    from station_app.domain.notices import NoticeCorrection, NoticeDocument, NoticeRecord


class NoticeFacts(msgspec.Struct, frozen=True):
    """What the notice states, as it stands on the applicant's copy: the ID number masked.

    Documents as (rule, index in the family, working days to follow), corrections as (code, place in the case file):
    codes, so that a table corrected later does not make an old paper look changed.
    """

    notice_no: str
    site: str
    site_name: str
    issued_at: datetime
    badge: str
    officer: str
    practice: bool
    route: Route
    applicant: str
    id_number: str
    received: date
    supplement_by: date
    pack: str
    documents: tuple[tuple[str, int | None, int], ...]
    corrections: tuple[tuple[str, str], ...]


def facts(record: NoticeRecord) -> NoticeFacts:
    """Take from the record what the notice states."""
    return NoticeFacts(
        notice_no=record.notice_no,
        site=record.site,
        site_name=record.site_name,
        issued_at=words.to_the_minute(record.at),
        badge=record.officer,
        officer=record.officer_name,
        practice=record.practice,
        route=record.route,
        applicant=record.applicant.name,
        id_number=mask_id(record.applicant.id_number) if record.applicant.id_number else "",
        received=record.received,
        supplement_by=record.supplement_by,
        pack=record.pack,
        documents=tuple(map(_document, record.documents)),
        corrections=tuple(map(_correction, record.corrections)),
    )


def _document(each: NoticeDocument) -> tuple[str, int | None, int]:
    return each.rule, each.holder, each.working_days


def _correction(each: NoticeCorrection) -> tuple[str, str]:
    return each.code, each.where
