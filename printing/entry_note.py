"""集体户入户通知单 TS-HJ-20 (forms.md §6): tells who manages a collective household who entered it, as which family.

Two A5 copies on one sheet: the managing body's, masked, and one that is kept with its signature. The family's own copy
is the settlement slip (docs/decisions/115).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing import halves, settlement
from printing.settlement import Column, columns
from printing.typography import MM

if TYPE_CHECKING:
    from collections.abc import Iterator

    from printing.blocks import Row
    from printing.marks import Mark
    from printing.page_codes import Codes
    from printing.registry import PaperContext
    from printing.settlement import SlipCopy
    from printing.settlement_facts import SettlementFacts
    from station_app.domain.records import CaseRecord

FORM = "TS-HJ-20"
EDITION = 1
TITLE = "集体户入户通知单"

_COLUMNS = (
    *columns(10 * MM, 40 * MM, 24 * MM, 42 * MM, relation_head="组内关系"),
    Column("登记卡编号", 27 * MM, lambda _, each: each.card_no),
    Column("领卡签名", 27 * MM, lambda *_: ""),
)
ENTER = "请按家庭编组记入集体户台账；首页由管理单位保管。"
CARD = "由派出所发给本人保管，不得扣留，不得附加条件。"
LEAVE = "本人凭登记卡到派出所办理，不需要管理单位同意。"


def lay_out(record: CaseRecord, context: PaperContext, codes: Codes) -> tuple[tuple[Mark, ...], ...]:
    """Give the sheets of the note.

    Raises:
        ValueError: Nobody is registered; `is_in_a_collective` tells before.
    """
    stated = settlement.stated_of(record)
    copies = settlement.copies_of(record, stated, "管理单位联", "存档联")
    sheet = settlement.sheet_of(stated, TITLE, context.called(FORM, EDITION), "入")
    return halves.lay_out(sheet, copies, lambda copy: tuple(_rows(stated, context, copy)), codes)


def _rows(stated: SettlementFacts, context: PaperContext, copy: SlipCopy) -> Iterator[Row]:
    yield from settlement.household_rows(stated)
    yield settlement.people_table(copy.people, _COLUMNS, on_stock=context.on_stock > 0)
    calls = (settlement.CALLS, f"咨询 {context.enquiry_phone or '—'}　监督 {context.complaint_phone or '—'}")
    yield settlement.closing(stated, (("登记", ENTER), ("登记卡", CARD), ("迁出", LEAVE), calls), "管理单位签收")
