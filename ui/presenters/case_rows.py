"""Cases as rows of a list, every value as it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui.presenters import words

if TYPE_CHECKING:
    from station_app.domain.records import FoundCase


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One row of a list of cases."""

    case_no: str
    applicant: str
    family: str
    status: str
    accepted: str


def row_of(case: FoundCase) -> CaseRow:
    """Give the row of one found case."""
    return CaseRow(
        case_no=case.case_no,
        applicant=case.applicant,
        family="、".join(_name(person) for person in case.persons),
        status=words.status_word(case.status),
        accepted=words.moment(case.accepted_at),
    )


def _name(person: str) -> str:
    """Give the name of `name 620502********9818`."""
    name, _, number = person.rpartition(" ")
    return name if "*" in number else person
