"""What the shift sheet states, in the words of the paper. Knows nothing of its looks; needs no ReportLab."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from printing import words
from printing.registry import PAPERS

if TYPE_CHECKING:
    from station_app.domain.shifts import ShiftDue, ShiftHandOver, ShiftNumbers

_STATUS = {
    "accepted": "已受理",
    "supplement": "待补正",
    "reviewed": "已审核",
    "at_county": "报县局审批",
    "approved": "已批准",
    "refused": "不予批准",
    "declined": "不予受理",
    "registered": "已落户",
    "delivered": "已送达",
    "archived": "已归档",
    "withdrawn": "已撤回",
    "reversed": "已冲销",
}
_QUEUES = {
    "mine": "本人受理未办结",
    "supplement": "待补正",
    "review": "待审核",
    "decide": "待审批",
    "county": "待县级审批",
    "register": "待登记",
    "deliver": "待送达",
}
_CLOCKS = {
    "notice": "一次性告知",
    "decision": "审批",
    "delivery": "送达",
    "permit": "居住证",
    "promised": "承诺时限",
    "supplement": "补正",
}
_LISTS = {"household-roster": "集体户台账"}
"""Papers that prove nothing and so are in no list of proofs."""
_NUMBERS = {"case": "案件编号", "notice": "告知书编号"}


class ShiftFacts(msgspec.Struct, frozen=True):
    """The sheet as it is read: every list already in words, each line a tuple of its cells."""

    site: tuple[str, str]
    giver: str
    taker: str
    span: str
    accepted: tuple[tuple[str, str, str, str], ...]
    drafts: tuple[tuple[str, str], ...]
    waiting: tuple[str, ...]
    due: tuple[tuple[str, str, str, str], ...]
    pressing: str
    papers: tuple[tuple[str, str, str], ...]
    bundles: tuple[tuple[str, str, str, str], ...]
    numbers: tuple[str, ...]
    remarks: str


def facts(made: ShiftHandOver) -> ShiftFacts:
    """Put a shift that was handed over into words; names are masked since it was gathered."""
    sheet = made.sheet
    return ShiftFacts(
        site=(sheet.site_name, sheet.site_code),
        giver=f"{sheet.name}（{sheet.badge}）",
        taker=f"{made.to_name}（{made.to}）",
        span=f"{words.minute(sheet.since)}至{words.minute(sheet.until)}",
        accepted=tuple(
            (f"{number}", each.case_no, each.applicant or "—", _STATUS.get(each.status, each.status))
            for number, each in enumerate(sheet.accepted, 1)
        ),
        drafts=tuple((each.title or "未填姓名", words.minute(each.saved_at)) for each in sheet.drafts),
        waiting=tuple(
            f"{_QUEUES.get(each.queue, each.queue)} {each.count} 件{'以上' if each.more else ''}"
            for each in sheet.waiting
        ),
        due=tuple(map(_due, sheet.due)),
        pressing=f"{sheet.pressing} 件{'以上' if sheet.pressing_more else ''}",
        papers=tuple((_paper(each.paper), f"{each.first} 份", f"{each.again} 份") for each in sheet.papers),
        bundles=tuple(
            (
                each.channel,
                f"第 {each.number} 号",
                words.minute(each.sealed_at),
                "已导出，未收到回执" if each.exported else "已封装，未导出",
            )
            for each in sheet.bundles
        ),
        numbers=tuple(map(_numbers, sheet.numbers)),
        remarks=made.remarks,
    )


def _paper(name: str) -> str:
    return PAPERS[name].title if name in PAPERS else _LISTS.get(name, name)


def _due(each: ShiftDue) -> tuple[str, str, str, str]:
    day = words.day(each.due) if each.due else "—"
    return each.number, each.applicant or "—", f"{_CLOCKS.get(each.kind, each.kind)} {day}", _left(each.left)


def _left(days: int | None) -> str:
    if days is None:
        return "—"
    if days == 0:
        return "今天到期"
    return f"剩 {days} 个工作日" if days > 0 else f"超期 {-days} 个工作日"


def _numbers(each: ShiftNumbers) -> str:
    last = each.last.rpartition("-")[2] or "未用"
    return f"{_NUMBERS.get(each.kind, each.kind)}：今日末号 {last}，余 {each.left} 个"
