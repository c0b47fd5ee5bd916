"""不予受理通知书 TS-HJ-18 (forms.md §4): why an application was not taken in, and where to go with it.

In writing, sealed and dated (行政许可法32).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing import answers, words
from printing.answers import FOR_THE_FILE, Answer
from printing.declined_notice_facts import facts
from printing.sealed import ACCEPTANCE, Seal
from printing.sheet import Sheet
from printing.sheet import lay_out as lay_out_sheet
from station_app.clock import local_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from printing.answer_facts import AnswerFacts
    from printing.blocks import Row
    from printing.marks import Mark
    from printing.page_codes import Codes
    from printing.registry import PaperContext
    from printing.sheet import Copy
    from station_app.domain.records import CaseRecord

FORM = "TS-HJ-18"
EDITION = 1
TITLE = "不予受理通知书"

_LAW = "《中华人民共和国行政许可法》第三十二条"


def lay_out(record: CaseRecord, context: PaperContext, codes: Codes) -> tuple[tuple[Mark, ...], ...]:
    """Give the pages of the notice, the applicant's first.

    Raises:
        ValueError: The application was not declined; `was_declined` tells before.
        RefusedError: `pack_unknown`.
    """
    stated = facts(record)
    if stated is None:
        raise ValueError("the application was not declined")
    sheet = Sheet(
        TITLE, f"{FORM} v{EDITION}", "案号", record.case_no, stated.badge, stated.at, practice=record.practice
    )
    copies = answers.copies_of(record, stated)
    return lay_out_sheet(sheet, copies, lambda copy: tuple(_rows(stated, context, copy)), codes)


def _rows(stated: AnswerFacts, context: PaperContext, copy: Copy) -> Iterator[Row]:
    answer = answer_of(stated)
    yield from answers.rows(answer, stated, context, copy)
    lines = (("承办人", f"{stated.officer}（警号 {stated.badge}）"), ("承办人签名", ""))
    yield answers.closing(lines, seal_of(stated), context)
    if copy.name == FOR_THE_FILE:
        yield from answers.delivery(answer, stated)


def answer_of(stated: AnswerFacts) -> Answer:
    """Give the sentence that says no, and the law behind its form."""
    day = words.day(local_date(stated.at))
    says = f"　　您于{day}向{stated.asked.site_name}提出户口迁移申请。经查，依照下列规定，本所决定不予受理。"
    return Answer(TITLE, "不受", says, _LAW)


def seal_of(stated: AnswerFacts) -> Seal:
    """Give the seal for the day on which it was written."""
    return Seal(stated.asked.site_name, words.day(local_date(stated.at)), ACCEPTANCE)
