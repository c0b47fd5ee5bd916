"""催办单 TS-HJ-11: whoever has the case is told which clock presses, until when, and what to do about it.

An inner paper: it names the applicant and no ID number. One sheet goes to whoever has to act, one stays in the file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing import words
from printing.blocks import VALUE, Cells, Row, cell
from printing.reminder_slip_facts import facts
from printing.sheet import WIDE, Copy, Paragraphs, Sheet
from printing.sheet import lay_out as lay_out_sheet
from printing.typography import MM
from station_app.clock import BEIJING
from station_app.domain.deadlines import LimitKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from printing.marks import Mark
    from printing.page_codes import Codes
    from printing.registry import PaperContext
    from printing.reminder_slip_facts import ReminderSlipFacts
    from station_app.domain.records import CaseRecord

FORM = "TS-HJ-11"
EDITION = 1
TITLE = "催办单"

_L1, _V1, _L2, _V2 = 24 * MM, 61 * MM, 24 * MM, 61 * MM
_HAND = 16 * MM
"""Height of what is written by hand."""

CLOCKS = {
    LimitKind.NOTICE: "一次性告知",
    LimitKind.DECISION: "法定决定期限",
    LimitKind.DELIVERY: "决定的送达",
    LimitKind.PERMIT: "居住证制发",
    LimitKind.PROMISED: "本所承诺期限",
    LimitKind.SUPPLEMENT: "申请人补正",
}
_WAITS_FOR = {
    "desk": "窗口受理民警",
    "chief": "派出所所长（审核、审批）",
    "county": "县公安局（分局）户政部门",
    "applicant": "窗口受理民警（催促申请人补正）",
}
_TODO = {
    "desk": "请立即办理下一步：登记、送达或归档。",
    "chief": "请在期限内作出审核、审批决定；确需延长的，依照行政许可法第四十二条由负责人批准一次，并把理由告知申请人。",
    "county": "请在期限内作出审批决定，并把决定随交接包送回受理单位。",
    "applicant": "请联系申请人补交材料；期间不停止计算的，仍应按期作出决定。",
}
NOTES = ("　　请承办人收到后签收，写明办理情况，一份留存，一份退催办人归入案卷。超期的，另按规定说明原因。",)


def lay_out(record: CaseRecord, _context: PaperContext, codes: Codes) -> tuple[tuple[Mark, ...], ...]:
    """Give the pages of the slip, the one for whoever has to act first."""
    stated = facts(record)
    sheet = Sheet(
        TITLE,
        f"{FORM} v{EDITION}",
        "案号",
        stated.case_no,
        stated.badge,
        stated.reminded_at,
        practice=stated.practice,
    )
    copies = (Copy("承办联", ""), Copy("存档联", ""))
    return lay_out_sheet(sheet, copies, lambda _copy: tuple(_rows(stated)), codes)


def _rows(stated: ReminderSlipFacts) -> Iterator[Row]:
    yield _whole("受理单位", stated.site_name)
    yield _whole("申请人", f"{stated.applicant}（随迁共 {stated.movers} 人）")
    yield _pair(("申请事项", matter(stated)), ("受理", received(stated)))
    yield _pair(("催办事项", CLOCKS[stated.limit]), ("期限", words.day(stated.due)))
    yield _pair(("剩余", left(stated)), ("第几次催办", f"第 {stated.count} 次"))
    yield _whole("依据", stated.basis or "—")
    yield _whole("现由谁办", waits_for(stated))
    yield _whole("要求", todo(stated))
    yield _whole("催办意见", stated.text or "—")
    reminded = words.day(stated.reminded_at.astimezone(BEIJING))
    yield _pair(("催办人", f"{stated.officer}（警号 {stated.badge}）"), ("催办日期", reminded))
    yield _by_hand(("承办人签收", ""), ("签收时间", ""))
    yield Cells((cell("办理情况", "", _L1, WIDE - _L1),), least=2 * _HAND)
    yield Paragraphs(NOTES, VALUE)


def matter(stated: ReminderSlipFacts) -> str:
    """Say what was applied for."""
    return f"户口迁移（{words.ROUTES[stated.route] if stated.route else '—'}）"


def waits_for(stated: ReminderSlipFacts) -> str:
    """Say who has the case."""
    return _WAITS_FOR.get(stated.waits_for, "窗口受理民警")


def todo(stated: ReminderSlipFacts) -> str:
    """Say what they have to do."""
    return _TODO.get(stated.waits_for, _TODO["desk"])


def received(stated: ReminderSlipFacts) -> str:
    """Say when and by whom it was taken in."""
    return f"{words.day(stated.accepted_at.astimezone(BEIJING))} {stated.accepted_by}"


def left(stated: ReminderSlipFacts) -> str:
    """Say how many working days are left; late by days off only, it is late all the same."""
    if stated.reminded_at.astimezone(BEIJING).date() > stated.due:
        return f"已超期 {-stated.left} 个工作日" if stated.left else "已过期"
    return f"还有 {stated.left} 个工作日" if stated.left else "就是当日"


def _whole(label: str, text: str) -> Cells:
    return Cells((cell(label, text, _L1, WIDE - _L1),), least=8 * MM)


def _pair(first: tuple[str, str], second: tuple[str, str]) -> Cells:
    return Cells((cell(*first, _L1, _V1), cell(*second, _L2, _V2)), least=8 * MM)


def _by_hand(first: tuple[str, str], second: tuple[str, str]) -> Cells:
    return Cells((cell(*first, _L1, _V1), cell(*second, _L2, _V2)), least=_HAND)
