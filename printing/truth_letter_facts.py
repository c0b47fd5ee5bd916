"""What the letter of truthfulness (如实申报承诺书) states: who moves along and lives together. Needs no ReportLab."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import msgspec

from printing.letter_facts import LetterFacts, head
from printing.receipt_facts import id_number
from station_app.domain.case_file import FamilyMember

if TYPE_CHECKING:
    from collections.abc import Iterator

    from station_app.domain.records import CaseRecord


class Companion(msgspec.Struct, frozen=True):
    """Somebody who moves along; `co_resident` as the family says, None where nobody was asked."""

    name: str
    relationship: str
    birth_date: date | None
    co_resident: bool | None


class TruthFacts(LetterFacts, frozen=True):
    """What the letter states, as it stands on the family's copy: the ID number masked."""

    id_number: str
    companions: tuple[Companion, ...]


def facts(record: CaseRecord) -> TruthFacts:
    """Take from the record what the letter states."""
    applicant = record.case.applicant or FamilyMember()
    return TruthFacts(
        **head(record), id_number=id_number(applicant, masked=True), companions=tuple(_companions(record))
    )


def _companions(record: CaseRecord) -> Iterator[Companion]:
    for _, each in record.case.movers:
        if each is not record.case.applicant:
            yield Companion(each.name or "", each.relationship or "", each.birth_date, each.co_resident)
