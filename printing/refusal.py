"""不予批准通知书 TS-HJ-04 (forms.md §4): why a settlement was refused, what stays open, and where to complain.

In writing, with reasons and remedies (行政许可法38). Drawn from the decision that stands in the journal, never before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing import answers, words
from printing.answers import FOR_THE_FILE, Answer
from printing.refusal_facts import facts
from printing.sealed import APPROVAL, REGISTER, Seal
from printing.sheet import Sheet
from printing.sheet import lay_out as lay_out_sheet
from station_app.clock import local_date
from station_app.domain.vocabulary import Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from printing.blocks import Row
    from printing.marks import Mark
    from printing.page_codes import Codes
    from printing.refusal_facts import RefusalFacts
    from printing.registry import PaperContext
    from printing.sheet import Copy
    from station_app.domain.records import CaseRecord

FORM = "TS-HJ-04"
EDITION = 1
TITLE = "不予批准通知书"

_LAW = "《中华人民共和国行政许可法》第三十八条第二款"
_SEALS = {Level.STATION: REGISTER, Level.COUNTY: APPROVAL}


def lay_out(record: CaseRecord, context: PaperContext, codes: Codes) -> tuple[tuple[Mark, ...], ...]:
    """Give the pages of the notice, the applicant's first.

    Raises:
        ValueError: The case was not refused; `was_refused` tells before.
        RefusedError: `pack_unknown`.
    """
    stated = facts(record)
    if stated is None:
        raise ValueError("the case was not refused")
    sheet = Sheet(
        TITLE, f"{FORM} v{EDITION}", "案号", record.case_no, stated.badge, stated.at, practice=record.practice
    )
    copies = answers.copies_of(record, stated)
    return lay_out_sheet(sheet, copies, lambda copy: tuple(_rows(stated, context, copy)), codes)


def _rows(stated: RefusalFacts, context: PaperContext, copy: Copy) -> Iterator[Row]:
    decision, answer = stated.decision, answer_of(stated)
    yield from answers.rows(answer, stated, context, copy)
    lines = (("审批人", decision.decider), ("审批文号", decision.reference or "—"))
    yield answers.closing(lines, seal_of(stated), context)
    if copy.name == FOR_THE_FILE:
        yield from answers.delivery(answer, stated)


def answer_of(stated: RefusalFacts) -> Answer:
    """Give the sentence that says no, and the law behind its form."""
    decision, asked = stated.decision, stated.asked
    received, day = words.day(local_date(asked.accepted_at)), words.day(decision.decided_on)
    says = (
        f"　　您于{received}向{asked.site_name}提出的户口迁移申请已经受理。经审查，依照下列规定，"
        f"{decision.office}于{day}决定不予批准。"
    )
    return Answer(TITLE, "不准", says, _LAW)


def seal_of(stated: RefusalFacts) -> Seal:
    """Give the seal of whoever decided."""
    decision = stated.decision
    return Seal(decision.office, words.day(decision.decided_on), _SEALS[decision.level])
