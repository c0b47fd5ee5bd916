"""准予落户通知单 TS-HJ-19: the written yes (行政许可法44), between the decision and the entry in the household.

Two A5 copies on one sheet, the applicant's masked. It says by whom and under which number it was approved, where the
family goes, and with what to come for the entry. Nobody has to come a second time where everything is done at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from printing import halves, words
from printing.approval_slip_facts import facts
from printing.blocks import FIGURES, SMALL, VALUE, Cells, Row, cell, listing
from printing.halves import SEAL_WIDE, WIDE, Closing, HalfSheet
from printing.receipt_facts import id_number
from printing.sealed import REGISTER, Seal
from printing.settlement import approved_by
from printing.typography import MM, SONG, Style
from station_app.domain.case_file import FamilyMember

if TYPE_CHECKING:
    from collections.abc import Iterator

    from printing.approval_slip_facts import ApprovalSlipFacts
    from printing.marks import Mark
    from printing.page_codes import Codes
    from printing.registry import PaperContext
    from station_app.domain.records import CaseRecord

FORM = "TS-HJ-19"
EDITION = 1
TITLE = "准予落户通知单"

_L1, _V1, _L2, _V2 = 20 * MM, 64 * MM, 24 * MM, 62 * MM
_FIRST = 50 * MM
_SAYS = Style(SONG, 12)
TEXT = "　　经审查，准予您和下列人员落户。请持本单、居民身份证和原户口簿（集体户登记卡）到本所办理入户登记。"
FREE = "入户登记不收费；已经交验的材料不用重复提交（《中华人民共和国行政许可法》第三十五条、第五十八条）。"


@dataclass(frozen=True, slots=True)
class _Copy:
    name: str
    id_number: str


def lay_out(record: CaseRecord, context: PaperContext, codes: Codes) -> tuple[tuple[Mark, ...], ...]:
    """Give the sheets of the slip.

    Raises:
        ValueError: The case is not approved; `may_settle` tells before.
    """
    stated = facts(record)
    if stated is None:
        raise ValueError("the case is not approved")
    applicant = record.case.applicant or FamilyMember()
    copies = (_Copy("申请人联", stated.id_number), _Copy("存档联", id_number(applicant, masked=False)))
    number = words.document_number(stated.case_no, "准")
    form = f"{FORM} v{EDITION}"
    sheet = HalfSheet(
        TITLE, form, number, stated.case_no, "审批警号", stated.badge, stated.at, practice=stated.practice
    )
    return halves.lay_out(sheet, copies, lambda copy: tuple(_rows(stated, context, copy)), codes)


def _rows(stated: ApprovalSlipFacts, context: PaperContext, copy: _Copy) -> Iterator[Row]:
    name = cell("申请人", stated.applicant, _L1, _V1)
    number = cell("公民身份号码", copy.id_number, _L2, _V2, FIGURES)
    if len(name.lines) == 1:
        yield Cells((name, number))
    else:
        yield Cells((cell("申请人", stated.applicant, _L1, WIDE - _L1),))
        yield Cells((cell("公民身份号码", copy.id_number, _L2, WIDE - _L2, FIGURES),))
    yield Cells((cell("", TEXT, 0.0, WIDE, _SAYS),), 12 * MM)
    movers = [f"{each}（{words.relationship(kin)}）" if kin else each for each, kin in stated.moving_along]
    yield listing("迁移人员", f"共 {len(movers)} 人", movers, _L1, WIDE - _L1, columns=4)
    kind = words.DESTINATIONS[stated.destination] if stated.destination else ""
    where = (kind, f"户号 {stated.household_no}" if stated.household_no else "", stated.address)
    yield listing("落户地", "", ("　".join(part for part in where if part),), _L1, WIDE - _L1, style=VALUE)
    route = f"户口迁移（{words.ROUTES[stated.route]}）" if stated.route else "户口迁移"
    day = words.day(stated.approval.decided_on)
    yield Cells((cell("申请事项", route, _L1, _V1), cell("批准日期", day, _L2, _V2)))
    yield Cells((cell("批准机关", approved_by(stated.approval), _L1, WIDE - _L1),))
    yield _closing(stated, context)


def _closing(stated: ApprovalSlipFacts, context: PaperContext) -> Closing:
    room = WIDE - SEAL_WIDE
    calls = f"咨询 {context.enquiry_phone or '—'}　监督 {context.complaint_phone or '—'}"
    notes = (("说明", FREE), ("电话", calls))
    rows = tuple(Cells((cell(label, text, _L1, room - _L1, SMALL),)) for label, text in notes)
    signers = (("领取人签名", ""), ("经办人签名", ""))
    return Closing(rows, signers, _FIRST, Seal(stated.site_name, words.day(stated.approval.decided_on), REGISTER))
