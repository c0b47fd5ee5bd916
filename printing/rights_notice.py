"""权益告知单 TS-HJ-14: what a family keeps when it settles, what it may now claim, and where to go for each.

A sheet to take home. What it lists comes from the policy pack of the case, with the clause each line rests on; it asks
for nothing and nobody signs it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing import words
from printing.blocks import VALUE, Row
from printing.grid import table
from printing.letters import Letter, pair, whole
from printing.rights_notice_facts import facts
from printing.sheet import Copy, Paragraphs
from printing.sheet import lay_out as lay_out_sheet
from printing.typography import MM
from station_app.domain.policy import RightKind
from station_app.errors import RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from printing.marks import Mark
    from printing.page_codes import Codes
    from printing.registry import PaperContext
    from printing.rights_notice_facts import RightsFacts
    from station_app.domain.policy import Right
    from station_app.domain.records import CaseRecord

FORM = "TS-HJ-14"
EDITION = 1
TITLE = "落户权益告知单"

_HEADS = ("序号", "权益", "内容", "依据", "办理、咨询单位")
_WIDTHS = (10 * MM, 29 * MM, 58 * MM, 35 * MM, 38 * MM)
GREETING = (
    "　　您和家人的落户申请已经受理。落户以后，原来在农村的下列权益依法保留；当地的公共服务，您和家人同样享有。",
)
_KEPT = "一、落户后继续保留的权益（不以退出为落户条件）"
_OPENED = "二、落户后与当地居民同等享有的公共服务"
_NOBODY = (
    "　　任何单位和个人不得要求您退出承包地、宅基地或者放弃集体收益分配权来换取落户，也不得以就业、社会保险、"
    "住房、居住年限限制您落户。"
)


def lay_out(record: CaseRecord, context: PaperContext, codes: Codes) -> tuple[tuple[Mark, ...], ...]:
    """Give the pages of the notice.

    Raises:
        RefusedError: `pack_unknown` - this program has not got the rules of that case, so it can list no rights.
    """
    stated, rights = facts(record), rights_of(record, context)
    sheet = Letter(FORM, EDITION, TITLE).sheet(record)
    return lay_out_sheet(sheet, (Copy("申请人留存", ""),), lambda _copy: tuple(_rows(stated, rights, context)), codes)


def rights_of(record: CaseRecord, context: PaperContext) -> Sequence[Right]:
    """Give the rights that the rules of the case list.

    Raises:
        RefusedError: `pack_unknown` - this program has not got the rules of that case, so it can list no rights.
    """
    if context.pack is None or not context.pack.rights:
        raise RefusedError("pack_unknown", pack=record.pack)
    return context.pack.rights


def _rows(stated: RightsFacts, rights: Sequence[Right], context: PaperContext) -> Iterator[Row]:
    yield whole("申请人", stated.applicant)
    yield pair(("落户人数", f"{stated.persons} 人"), ("受理单位", stated.site_name))
    yield Paragraphs(GREETING, VALUE)
    for kind, title in ((RightKind.KEPT, _KEPT), (RightKind.OPENED, _OPENED)):
        listed = right_lines(rights, kind)
        if listed:
            yield table(title, _HEADS, _WIDTHS, listed)
    yield Paragraphs(tuple(closing(context)), VALUE)


def right_lines(rights: Sequence[Right], kind: RightKind) -> list[tuple[str, ...]]:
    """Give the lines of the table of one kind of rights."""
    listed = [right for right in rights if right.kind is kind]
    return [
        (f"{number}", each.title.zh, each.words.zh, words.official(each.basis), each.office.zh)
        for number, each in enumerate(listed, 1)
    ]


def closing(context: PaperContext) -> Iterator[str]:
    """Say what nobody may ask for, and whom to call."""
    yield _NOBODY
    told = [
        f"{what} {number}"
        for what, number in (("咨询电话", context.enquiry_phone), ("投诉电话", context.complaint_phone))
        if number
    ]
    if told:
        yield f"　　{'　'.join(told)}"
