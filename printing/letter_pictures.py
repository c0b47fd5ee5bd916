"""The invented cases behind the pictures of letters and of an archive file: a family of another province."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import msgspec

from station_app.domain.case_file import NamedPerson, Origin
from station_app.domain.records import PaperCopy, TimelineItem
from station_app.domain.vocabulary import CaseStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from station_app.domain.records import CaseRecord

_ORIGIN = Origin(division="510104", address="春熙路1号", registration_authority="成都市公安局锦江区分局")
_BORN = (date(1985, 3, 17), date(1987, 6, 2), date(2016, 3, 1), date(1956, 10, 9))
_SEX = ("1", "2", "1", "1")
_ENDED = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
_MADE = ("approval-form", "receipt", "commitment", "guardian-consent", "rights-notice", "settlement-slip")


def records(base: CaseRecord) -> Iterator[tuple[str, CaseRecord]]:
    """Give each letter with the case it is drawn of; `base` is a family of four with a child at the third place."""
    family = tuple(
        msgspec.structs.replace(
            member,
            origin=_ORIGIN,
            birth_date=_BORN[at],
            sex=_SEX[at],
            ethnicity="01",
            guardian=0 if at == 2 else None,
            co_resident=True,
        )
        for at, member in enumerate(base.case.family)
    )
    agent = NamedPerson(name="赵四海", id_number="62050219900101121X", relationship="73", phone="13900001111")
    case = msgspec.structs.replace(base.case, family=family, agent=agent, migration_reason="0500")
    coming = msgspec.structs.replace(base, case=case)
    for name in ("truth-letter", "guardian-consent", "authorisation", "cross-province-notice", "rights-notice"):
        yield name, coming
    yield "migration-data-sheet", msgspec.structs.replace(coming, status=CaseStatus.APPROVED)
    copies = tuple(PaperCopy(name, 1, "", _ENDED, base.accepted_by) for name in _MADE)
    end = TimelineItem(
        at=_ENDED,
        clock_trusted=True,
        site=base.site,
        seq=9,
        officer=base.accepted_by,
        officer_name=base.accepted_by_name,
        kind="case_registered",
        summary="",
    )
    over = msgspec.structs.replace(coming, status=CaseStatus.REGISTERED, papers=copies, timeline=(end,))
    for name in ("archive-cover", "file-list"):
        yield name, over
