"""卷内目录 TS-HJ-10: what lies in the archive file of one case, always in the same order (forms.md §9).

Pages are numbered by pen when the file is bound; below stands the note on its completeness (备考表).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from printing import words
from printing.archive_facts import facts
from printing.blocks import Cells, Row, cell
from printing.grid import table
from printing.letters import Letter, signed_by, whole
from printing.sheet import WIDE, Copy
from printing.sheet import lay_out as lay_out_sheet
from printing.typography import MM
from station_app.domain.policy import Purpose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from printing.archive_facts import ArchiveFacts, FiledDocument, FiledPaper
    from printing.marks import Mark
    from printing.page_codes import Codes
    from printing.registry import PaperContext
    from station_app.domain.policy import Pack
    from station_app.domain.records import CaseRecord

FORM = "TS-HJ-10"
EDITION = 1
TITLE = "卷内目录"

_HEADS = ("序号", "文件名", "表号、编号", "形成日期", "责任者", "原/复", "份数", "页号", "备注")
_WIDTHS = (10 * MM, 42 * MM, 30 * MM, 22 * MM, 20 * MM, 14 * MM, 10 * MM, 10 * MM, 12 * MM)

_PLACES = (
    ("approval-form",),
    ("commitment", "truth-letter", "guardian-consent", "authorisation", "cross-province-notice", Purpose.AGENCY),
    (Purpose.IDENTITY,),
    (Purpose.REGISTRATION,),
    (Purpose.RELATION, Purpose.GUARDIANSHIP),
    (Purpose.POVERTY,),
    (Purpose.ADDRESS,),
    ("one-time-notice", "rights-notice", "reminder-slip"),
    ("approval-slip", "declined-notice", "refusal", "settlement-slip", "entry-note"),
    ("receipt",),
)
"""The order of a file: papers by name, documents by what the policy pack asks for them; the rest follows."""


class _Filed(NamedTuple):
    """One line of the list."""

    place: int
    name: str
    number: str
    made: str
    whose: str
    form: str
    copies: str


def lay_out(record: CaseRecord, context: PaperContext, codes: Codes) -> tuple[tuple[Mark, ...], ...]:
    """Give the pages of the list."""
    stated = facts(record)
    sheet = Letter(FORM, EDITION, TITLE).sheet(record)
    return lay_out_sheet(sheet, (Copy("卷内目录", ""),), lambda _copy: tuple(_rows(record, stated, context)), codes)


def _rows(record: CaseRecord, stated: ArchiveFacts, context: PaperContext) -> Iterator[Row]:
    yield whole("题名", f"{stated.applicant}（{stated.persons} 人）　{words.ENDED[stated.ended_as]}")
    lines = [(*line, "", "") for line in filed_lines(record, stated, context)]
    yield table(f"卷内文件（共 {len(lines)} 件）", _HEADS, _WIDTHS, lines)
    yield Cells((cell("备考", "本卷情况说明：", 22 * MM, WIDE - 22 * MM),), 22 * MM)
    yield signed_by("立卷人", "检查人")


def filed_lines(record: CaseRecord, stated: ArchiveFacts, context: PaperContext) -> list[tuple[str, ...]]:
    """Give the lines of the list in the order of a file, without page and remark."""
    filed = [_document(record, each, context.pack) for each in stated.documents]
    filed += [_paper(each) for each in stated.papers]
    filed.sort(key=lambda each: each.place)
    return [
        (f"{number}", each.name, each.number, each.made, each.whose, each.form, each.copies)
        for number, each in enumerate(filed, 1)
    ]


def _document(record: CaseRecord, each: FiledDocument, pack: Pack | None) -> _Filed:
    holder = record.case.family[each.holder] if each.holder is not None else None
    whose = words.whose(holder.relationship if holder else None, each.holder)
    return _Filed(
        _place(_purpose(each.kind, pack)),
        f"{words.document(each.kind)}（{whose}）",
        each.number or "—",
        each.issued.isoformat() if each.issued else "—",
        "申请人提交",
        words.PRESENTED[each.presented] if each.presented else "—",
        f"{each.scans or 1}",
    )


def _paper(each: FiledPaper) -> _Filed:
    from printing.registry import PAPERS  # noqa: PLC0415 - the registry knows this paper

    known = PAPERS.get(each.name)
    title, form = (known.title, known.form.partition("V")[0]) if known else (each.name, "—")
    return _Filed(_place(each.name), title, form, each.made.isoformat(), "本所", "原件", f"{each.copies}")


def _purpose(kind: str, pack: Pack | None) -> str:
    """Give what the pack asks this kind of document for, first of all."""
    rules = pack.documents if pack else ()
    return next((rule.purpose for rule in rules if kind in (*rule.kinds, *rule.accepts)), "")


def _place(name: str) -> int:
    return next((place for place, names in enumerate(_PLACES) if name in names), len(_PLACES))
