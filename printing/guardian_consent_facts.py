"""What a letter of consent (监护人同意书) states about a case. Knows nothing of its looks; needs no ReportLab."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import msgspec

from printing.letter_facts import LetterFacts, head
from printing.receipt_facts import id_number
from station_app.domain.case_file import FamilyMember, NamedPerson
from station_app.domain.identifiers import mask_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from station_app.domain.case_file import CaseFile
    from station_app.domain.records import CaseRecord


class Ward(msgspec.Struct, frozen=True):
    """A minor who moves along (index in the family) and the guardian; numbers masked as on the family's copy."""

    index: int
    name: str
    id_number: str
    born: date | None
    guardian: str
    guardian_number: str
    guardian_index: int | None


class ConsentFacts(LetterFacts, frozen=True):
    """What the letter states."""

    wards: tuple[Ward, ...]


def facts(record: CaseRecord) -> ConsentFacts:
    """Take from the record what the letter states."""
    return ConsentFacts(
        **head(record),
        wards=tuple(wards(record.case, masked=True)),
    )


def has_wards(record: CaseRecord) -> bool:
    """Tell whether somebody under guardianship moves along."""
    return any(member.guardian is not None for _, member in record.case.movers)


def wards(case: CaseFile, *, masked: bool) -> Iterator[Ward]:
    """Give the minors who move, each with the guardian named for them; numbers `masked` or whole."""
    for index, member in case.movers:
        guardian = member.guardian
        if guardian is None:
            continue
        named = _guardian(case, guardian)
        number = named.id_number or ""
        yield Ward(
            index,
            member.name or "",
            id_number(member, masked=masked),
            member.birth_date,
            named.name or "",
            mask_id(number) if masked and number else number,
            guardian if isinstance(guardian, int) else None,
        )


def _guardian(case: CaseFile, guardian: int | NamedPerson) -> FamilyMember | NamedPerson:
    if isinstance(guardian, NamedPerson):
        return guardian
    return case.family[guardian] if 0 <= guardian < len(case.family) else FamilyMember()
