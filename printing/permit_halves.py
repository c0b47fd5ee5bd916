"""What both papers of a residence permit have in common: two A5 copies on a sheet, the holder, the seal's place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from printing import halves, words
from printing.blocks import FIGURES, SMALL, VALUE, Cells, Row, cell, listing
from printing.halves import SEAL_WIDE, WIDE, Closing, HalfSheet
from printing.sealed import ACCEPTANCE, Seal
from printing.typography import MM
from station_app.clock import local_date
from station_app.domain import divisions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from printing.marks import Mark
    from printing.page_codes import Codes
    from printing.permit_facts import EndorsementFacts, PermitReceiptFacts

_L1, _V1, _L2, _V2 = 24 * MM, 58 * MM, 24 * MM, 64 * MM
_FIRST = 56 * MM


class PermitPaper(NamedTuple):
    """One of the two: what it is called, the word of its number (受, 签), the word before the badge at its foot."""

    form: str
    title: str
    kind: str
    office: str


NUMBERED = "受理号"
"""The word before the number of a permit."""


@dataclass(frozen=True, slots=True)
class Copy:
    """One of the two copies and the ID number that it shows."""

    name: str
    id_number: str


def lay_out(
    paper: PermitPaper,
    id_number: str,
    stated: PermitReceiptFacts | EndorsementFacts,
    rows_of: Callable[[Copy], Iterator[Row]],
    codes: Codes,
) -> tuple[tuple[Mark, ...], ...]:
    """Give the sheets: the holder's copy masked, the archive's with the whole `id_number`."""
    sheet = HalfSheet(
        paper.title,
        paper.form,
        document_no(paper, stated),
        stated.permit_no,
        paper.office,
        stated.badge,
        stated.stated_at,
        practice=stated.practice,
        numbered=NUMBERED,
    )
    return halves.lay_out(sheet, copies_of(stated, id_number), lambda copy: tuple(rows_of(copy)), codes)


def document_no(paper: PermitPaper, stated: PermitReceiptFacts | EndorsementFacts) -> str:
    """Give the paper's own number."""
    return words.document_number(stated.permit_no, paper.kind, matter="居证")


def copies_of(stated: PermitReceiptFacts | EndorsementFacts, id_number: str) -> tuple[Copy, Copy]:
    """Give the holder's copy, masked, and the archive's with the whole `id_number`."""
    return Copy("持证人联", stated.id_number), Copy("存档联", id_number)


def residence(stated: PermitReceiptFacts | EndorsementFacts) -> str:
    """Give the address, with the division before it where it does not begin so."""
    place = divisions.full_name(stated.division) or ""
    return stated.address if stated.address.startswith(place[:3]) else f"{place}　{stated.address}"


def seal_of(stated: PermitReceiptFacts | EndorsementFacts) -> Seal:
    """Give whose seal it is, and of which day."""
    return Seal(stated.site_name, words.day(local_date(stated.stated_at)), ACCEPTANCE)


def holder_rows(stated: PermitReceiptFacts | EndorsementFacts, copy: Copy) -> Iterator[Row]:
    """Give name, number and address; a long name gets a line of its own."""
    name = cell("姓名", stated.applicant, _L1, _V1)
    if len(name.lines) == 1:
        yield Cells((name, cell("公民身份号码", copy.id_number, _L2, _V2, FIGURES)))
    else:
        yield Cells((cell("姓名", stated.applicant, _L1, WIDE - _L1),))
        yield Cells((cell("公民身份号码", copy.id_number, _L1, WIDE - _L1, FIGURES),))
    yield listing("居住地址", "", (residence(stated),), _L1, WIDE - _L1, style=VALUE)


def pair(first: tuple[str, str], second: tuple[str, str]) -> Row:
    """Give two short facts side by side."""
    return Cells((cell(*first, _L1, _V1), cell(*second, _L2, _V2)))


def closing(
    stated: PermitReceiptFacts | EndorsementFacts,
    notes: Sequence[tuple[str, str]],
    signers: tuple[tuple[str, str], tuple[str, str]],
) -> Closing:
    """Give what is to be known, the signatures and the seal."""
    room = WIDE - SEAL_WIDE
    rows = tuple(Cells((cell(label, text, _L1, room - _L1, SMALL),), 5.5 * MM) for label, text in notes)
    return Closing(rows, signers, _FIRST, seal_of(stated))
