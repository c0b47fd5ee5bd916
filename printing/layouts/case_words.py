"""What every letter and sheet about a case tells a layout first: whose case it is, where, when and by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from printing import words
from printing.layouts.told import Around, Item, calls
from station_app.clock import local_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from printing.archive_facts import ArchiveFacts
    from printing.commitment_facts import CommitmentFacts
    from printing.letter_facts import LetterFacts
    from printing.registry import PaperContext
    from printing.reminder_slip_facts import ReminderSlipFacts

    Stated = LetterFacts | CommitmentFacts | ReminderSlipFacts | ArchiveFacts

STYLE = "表单式样"
"""The clause of what no law asks for, and the form would not be itself without."""


class Form(Protocol):
    """A module that lays a paper out: its number and edition."""

    FORM: str
    EDITION: int


def about_case(paper: Form, stated: Stated, context: PaperContext) -> tuple[Around, dict[str, str]]:
    """Give what stands round such a paper, and the words that all of them have."""
    number = words.document_number(stated.case_no)
    form = f"{paper.FORM} v{paper.EDITION}"
    around = Around(form, "案号", stated.case_no, number, "警号", stated.badge, stated.accepted_at, stated.practice)
    said = {
        "case_no": stated.case_no,
        "document_no": number,
        "applicant": stated.applicant,
        "office": stated.site_name,
        "badge": stated.badge,
        "accepted_on": words.day(local_date(stated.accepted_at)),
    }
    return around, said | calls(context)


def lines_of(names: Sequence[str], lines: Iterable[Sequence[str]]) -> tuple[Item, ...]:
    """Name the cells of a built-in table's lines."""
    return tuple(dict(zip(names, line, strict=True)) for line in lines)
