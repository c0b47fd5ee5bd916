"""What the roster of a household states, in the words of the paper. Knows nothing of its looks; needs no ReportLab."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from station_app.domain import codes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from station_app.domain.rosters import Roster, RosterLine

_WHY = {
    "move_out": "迁出",
    "death": "死亡注销",
    "marriage": "婚出",
    "set_up": "立户",
    "reverse": "冲销",
}
"""Why a registration ended."""
_REMARK = "登记卡由本人保管，管理单位不得扣留。号码已遮掩；序号不重用。"


class RosterFacts(msgspec.Struct, frozen=True):
    """The roster as it is read: every line a tuple of its cells, families under their heads."""

    name: str
    number: str
    address: str
    body: str
    present: tuple[tuple[str, ...], ...]
    left: tuple[tuple[str, ...], ...]
    remark: str = _REMARK


def facts(roster: Roster) -> RosterFacts:
    """Say a roster in the words of the paper."""
    household = roster.household
    keeping = (household.managing_body, household.keeper)
    return RosterFacts(
        household.name,
        household.household_no,
        household.address or "—",
        "　".join(each for each in keeping if each) or "—",
        tuple(map(_present, _together(roster.present))),
        tuple(map(_gone, roster.left)),
    )


def _together(lines: Sequence[RosterLine]) -> list[RosterLine]:
    """Give families together in the order they came, each under its head."""
    first: dict[str, int] = {}
    for line in lines:
        first.setdefault(line.family, line.number)
    return sorted(lines, key=lambda line: (first[line.family], not line.head, line.number))


def _present(line: RosterLine) -> tuple[str, ...]:
    relation = codes.table("relationship").get(line.relationship)
    card = next((each.card_no for each in reversed(line.cards) if each.ended_on is None), "")
    name = line.name if line.head else f"　{line.name}"
    role = "户主" if line.head else relation.name if relation else "—"
    return (str(line.number), name, role, line.id_masked or "尚无", _day(line.since), line.came_from or "—", card, "")


def _gone(line: RosterLine) -> tuple[str, ...]:
    last = line.cards[-1] if line.cards else None
    back = "—" if last is None else {"returned": "已缴回", "lost": "遗失"}.get(last.how_ended or "", "未缴回")
    return (
        str(line.number),
        line.name,
        line.id_masked or "尚无",
        _day(line.since),
        _day(line.until),
        _WHY.get(line.why_ended or "", "—"),
        line.went_to or "—",
        last.card_no if last else "—",
        back,
    )


def _day(day: date | None) -> str:
    return day.isoformat() if day else "—"
