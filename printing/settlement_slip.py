"""落户通知单 TS-HJ-06 (forms.md §6): who was entered where, how to fetch card or booklet, how to leave again.

Two A5 copies on one sheet, the family's masked. There is none before somebody is registered.
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

FORM = "TS-HJ-06"
EDITION = 1
TITLE = "落户通知单"

_IN_A_HOME = columns(12 * MM, 64 * MM, 40 * MM, 54 * MM, relation_head="与户主关系")
_IN_A_GROUP = (
    *columns(10 * MM, 48 * MM, 30 * MM, 46 * MM, relation_head="组内关系"),
    Column("登记卡编号", 36 * MM, lambda _, each: each.card_no),
)
CARD = "凭居民身份证到本所领取登记卡；卡由本人保管，不得扣留。"
LEAVE = "迁出、立户凭登记卡到本所办理，一家人可以一同迁出。"
BOOKLET = "凭本单和居民身份证到本所领取或者加注《居民户口簿》。"
RIGHTS = "土地承包经营权、宅基地使用权、集体收益分配权依法保留。"


def lay_out(record: CaseRecord, context: PaperContext, codes: Codes) -> tuple[tuple[Mark, ...], ...]:
    """Give the sheets of the slip.

    Raises:
        ValueError: Nobody is registered; `is_settled` tells before.
    """
    stated = settlement.stated_of(record)
    copies = settlement.copies_of(record, stated, "申请人联", "存档联")
    sheet = settlement.sheet_of(stated, TITLE, context.called(FORM, EDITION), "落")
    return halves.lay_out(sheet, copies, lambda copy: tuple(_rows(stated, context, copy)), codes)


def _rows(stated: SettlementFacts, context: PaperContext, copy: SlipCopy) -> Iterator[Row]:
    collective = settlement.is_collective(stated)
    yield from settlement.household_rows(stated)
    yield settlement.people_table(copy.people, _IN_A_GROUP if collective else _IN_A_HOME, on_stock=context.on_stock > 0)
    calls = (settlement.CALLS, f"咨询 {context.enquiry_phone or '—'}　监督 {context.complaint_phone or '—'}")
    first = (("领卡", CARD), ("迁出", LEAVE)) if collective else (("领簿", BOOKLET),)
    notes = (*first, ("权益", RIGHTS), calls)
    yield settlement.closing(stated, notes, "领取人签名")
