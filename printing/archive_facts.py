"""What the cover and the list of an archive file (卷宗封面、卷内目录) state about a case that is over.

Both are inner papers of one file: they name the applicant and no ID number. Knows nothing of their looks.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import msgspec

from printing import words
from station_app.clock import local_date
from station_app.domain.case_file import FamilyMember
from station_app.domain.case_life import ENDS
from station_app.domain.vocabulary import CaseStatus, Presented, Route

if TYPE_CHECKING:
    from collections.abc import Iterator

    from station_app.domain.records import CaseRecord

OWN = ("archive-cover", "file-list")
"""The papers that are the file's own: they are not listed in it."""


_ENDED_BY = {
    CaseStatus.REGISTERED: "case_registered",
    CaseStatus.REFUSED: "case_decided",
    CaseStatus.WITHDRAWN: "case_withdrawn",
    CaseStatus.REVERSED: "case_reversed",
    CaseStatus.DECLINED: "case_declined",
}
"""The kind of entry that brings a case to this end."""


class FiledDocument(msgspec.Struct, frozen=True):
    """A document of the family as it was presented: whose it is as an index in the family (None: the whole family)."""

    kind: str
    holder: int | None
    presented: Presented | None
    number: str
    issued: date | None
    scans: int


class FiledPaper(msgspec.Struct, frozen=True):
    """A paper made by the station: when it was first made, and how many copies were."""

    name: str
    made: date
    copies: int


class ArchiveFacts(msgspec.Struct, frozen=True):
    """What cover and list state; `ended_as` is what became of the case, `ended_at` when."""

    case_no: str
    site: str
    site_name: str
    practice: bool
    accepted_at: datetime
    badge: str
    officer: str
    applicant: str
    persons: int
    route: Route | None
    pack: str
    ended_as: CaseStatus
    ended_at: datetime
    documents: tuple[FiledDocument, ...]
    papers: tuple[FiledPaper, ...]


def is_over(record: CaseRecord) -> bool:
    """Tell whether a case has come to an end, so that a file is made of it."""
    return _end(record) is not None


def facts(record: CaseRecord) -> ArchiveFacts:
    """Take from the record what cover and list state.

    Raises:
        ValueError: The case is not over; `is_over` tells before.
    """
    ended = _end(record)
    if ended is None:
        raise ValueError("the case is not over")
    applicant = record.case.applicant or FamilyMember()
    ends = [each.at for each in record.timeline if each.kind == _ENDED_BY[ended]]
    return ArchiveFacts(
        case_no=record.case_no,
        site=record.site,
        site_name=record.site_name,
        practice=record.practice,
        accepted_at=words.to_the_minute(record.accepted_at),
        badge=record.accepted_by,
        officer=record.accepted_by_name,
        applicant=applicant.name or "",
        persons=len(record.case.movers),
        route=record.case.route,
        pack=record.pack,
        ended_as=ended,
        ended_at=words.to_the_minute(max(ends, default=record.accepted_at)),
        documents=tuple(_documents(record)),
        papers=tuple(_papers(record)),
    )


def _end(record: CaseRecord) -> CaseStatus | None:
    return record.status if record.status in ENDS else record.ended_as


def _documents(record: CaseRecord) -> Iterator[FiledDocument]:
    for each in record.case.documents:
        holder = each.holder if each.holder is not None and 0 <= each.holder < len(record.case.family) else None
        yield FiledDocument(each.kind or "", holder, each.presented, each.number or "", each.issued, len(each.scans))


def _papers(record: CaseRecord) -> Iterator[FiledPaper]:
    first: dict[str, date] = {}
    copies: dict[str, int] = {}
    for each in record.papers:
        if each.paper not in OWN:
            first.setdefault(each.paper, local_date(each.at))
            copies[each.paper] = copies.get(each.paper, 0) + 1
    for name, made in first.items():
        yield FiledPaper(name, made, copies[name])
