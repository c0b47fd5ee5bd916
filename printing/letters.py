"""What letters that people sign at the desk have in common: whose case it is, who signs, whole-width fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from printing.blocks import FIGURES, VALUE, Cells, cell, listing
from printing.receipt_facts import id_number
from printing.sheet import WIDE, Copy, Sheet
from printing.typography import MM
from station_app.domain.case_file import FamilyMember

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from printing.blocks import Row
    from station_app.domain.records import CaseRecord

_L1, _V1, _L2, _V2 = 22 * MM, 56 * MM, 26 * MM, 66 * MM
DATED = "年　　月　　日"


class Letter(NamedTuple):
    """The form of a letter: its number, edition and title."""

    form: str
    edition: int
    title: str

    def sheet(self, record: CaseRecord) -> Sheet:
        """Give what stands on every page of this letter about a case."""
        return Sheet(
            self.title,
            f"{self.form} v{self.edition}",
            "案号",
            record.case_no,
            record.accepted_by,
            record.accepted_at,
            practice=record.practice,
        )


def kept_and_mine(record: CaseRecord) -> tuple[Copy, Copy]:
    """Give the copy that is signed and kept, and the one that goes home, on which the applicant's number is masked."""
    applicant = record.case.applicant or FamilyMember()
    return (
        Copy("存档联", id_number(applicant, masked=False)),
        Copy("申请人联", id_number(applicant, masked=True)),
    )


def person_rows(label: str, name: str, number: str) -> Iterator[Row]:
    """Give a person by name and ID number: side by side, or one under the other where the name is long."""
    side = cell(label, name, _L1, _V1)
    if len(side.lines) == 1:
        yield Cells((side, cell("公民身份号码", number, _L2, _V2, FIGURES)))
    else:
        yield whole(label, name)
        yield Cells((cell("公民身份号码", number, _L2, WIDE - _L2, FIGURES),))


def whole(label: str, text: str) -> Row:
    """Give one field over the whole width."""
    return Cells((cell(label, text, _L1, WIDE - _L1),))


def pair(first: tuple[str, str], second: tuple[str, str]) -> Row:
    """Give two short fields side by side, as (label, text)."""
    return Cells((cell(*first, _L1, _V1), cell(*second, _L2, _V2)))


def signed_by(*labels: str) -> Row:
    """Give room for officers to sign, side by side."""
    share = WIDE / len(labels)
    return Cells(tuple(cell(label, "", _L1, share - _L1) for label in labels), 16 * MM)


def ticks(label: str, boxes: Sequence[str], *, columns: int) -> Row:
    """Give boxes to be ticked by pen, on a grid of `columns`."""
    return listing(label, "", boxes, _L1, WIDE - _L1, style=VALUE, columns=columns)
