"""What the notice of moving between provinces online (跨省网上迁移告知单) states. Needs no ReportLab."""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing.letter_facts import LetterFacts, head
from printing.receipt_facts import id_number
from station_app.domain.case_file import FamilyMember

if TYPE_CHECKING:
    from station_app.domain.records import CaseRecord


class CrossProvinceFacts(LetterFacts, frozen=True):
    """What the notice states, the ID number masked; `origins` are the divisions that people leave, in order."""

    id_number: str
    origins: tuple[tuple[str, int], ...]


def facts(record: CaseRecord) -> CrossProvinceFacts:
    """Take from the record what the notice states."""
    applicant = record.case.applicant or FamilyMember()
    return CrossProvinceFacts(
        **head(record),
        id_number=id_number(applicant, masked=True),
        origins=tuple(_origins(record).items()),
    )


def crosses_provinces(record: CaseRecord) -> bool:
    """Tell whether somebody comes from another province."""
    return bool(_origins(record))


def _origins(record: CaseRecord) -> dict[str, int]:
    """Count who comes from which division of another province."""
    found: dict[str, int] = {}
    for _, member in record.case.movers:
        division = (member.origin.division if member.origin else None) or ""
        if division and division[:2] != record.site[:2]:
            found[division] = found.get(division, 0) + 1
    return found
