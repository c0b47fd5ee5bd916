"""Words papers share: how dates, people, documents and levels are written in Chinese official forms."""

from __future__ import annotations

import re
from datetime import UTC
from typing import TYPE_CHECKING

from station_app.clock import BEIJING
from station_app.domain import codes
from station_app.domain.vocabulary import (
    CaseStatus,
    DestinationKind,
    HouseholdKind,
    IdAbsentReason,
    Level,
    Presented,
    Route,
)

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

    from station_app.domain.records import CaseRecord
    from station_app.domain.tracing import SaidDecision

PRACTICE = "训练 · 无效"

ROUTES = {Route.GENERAL: "普通落户", Route.POVERTY: "建档立卡落户"}
DESTINATIONS = {
    DestinationKind.OWN_HOME: "自有住所",
    DestinationKind.RELATIVE_HOUSEHOLD: "投靠亲属",
    DestinationKind.UNIT_COLLECTIVE: "单位集体户",
    DestinationKind.PUBLIC_COLLECTIVE: "公共集体户",
}
ENDED = {
    CaseStatus.REGISTERED: "准予落户，已登记入户",
    CaseStatus.REFUSED: "不予批准",
    CaseStatus.WITHDRAWN: "申请人撤回",
    CaseStatus.REVERSED: "冲销",
    CaseStatus.DECLINED: "不予受理",
}
HOUSEHOLDS = {
    HouseholdKind.FAMILY: "家庭户",
    HouseholdKind.PUBLIC_COLLECTIVE: "公共集体户",
    HouseholdKind.UNIT_COLLECTIVE: "单位集体户",
    HouseholdKind.SCHOOL_COLLECTIVE: "学校集体户",
    HouseholdKind.COMMUNITY_COLLECTIVE: "社区集体户",
    HouseholdKind.TALENT_COLLECTIVE: "人才集体户",
}
PRESENTED = {
    Presented.ORIGINAL: "原件",
    Presented.COPY: "复印件",
    Presented.ELECTRONIC: "电子证照",
    Presented.VERIFIED_ONLINE: "联网核验",
    Presented.COMMITMENT: "承诺补交",
}
_OWN_DOCUMENTS = {
    "X01": "建档立卡贫困证明",
    "X02": "委托书",
    "X03": "监护或抚养证明",
    "X04": "收养登记证",
    "X05": "户主或管理单位同意书",
    "X06": "集体户登记卡",
    "X07": "承诺书",
    "X08": "其他亲属关系证明",
    "X09": "租赁或购房合同",
    "X10": "住宿证明",
    "X11": "劳动合同或劳动关系证明",
    "X12": "营业执照",
    "X13": "就读证明",
}
ID_ABSENT = {
    IdAbsentReason.NEWBORN: "尚无（新生儿）",
    IdAbsentReason.UNREGISTERED: "尚无（未登记户口）",
    IdAbsentReason.FOREIGN: "无（境外人员）",
}

_FULL_WIDTH = {",": "，", ";": "；", ":": "：", "(": "（", ")": "）"}
_HALF_WIDTH = re.compile(r"(?<=[\u3400-\u9fff”》〕])[,;:()]|[,;](?=[\u3400-\u9fff“《〔])")
_SELF = "01"
"""The applicant's own relationship to the applicant (GB/T 4761)."""

_COUNTIES = {
    "620502": "秦州",
    "620503": "麦积",
    "620521": "清水",
    "620522": "秦安",
    "620523": "甘谷",
    "620524": "武山",
    "620525": "张家川",
}


def reprint(times: int) -> str:
    """Say how often the same was printed again."""
    return f"重打第 {times} 次"


def day(when: date) -> str:
    """Write a day as official papers do: 2026年11月16日."""
    return f"{when.year}年{when.month}月{when.day}日"


def minute(when: datetime) -> str:
    """Write a moment to the minute, in Beijing time."""
    local = when.astimezone(BEIJING)
    return f"{day(local)} {local:%H}时{local:%M}分"


def to_the_minute(moment: datetime) -> datetime:
    """Give a moment as the facts of a paper have it: in UTC, to the minute."""
    return moment.astimezone(UTC).replace(second=0, microsecond=0)


def official(sentence: str) -> str:
    """Give a sentence of the windows with the full-width stops that official papers have."""
    return _HALF_WIDTH.sub(lambda found: _FULL_WIDTH[found[0]], sentence)


def whose(code: str | None, holder: int | None) -> str:
    """Name a person by what they are to the applicant, with the place in the family; None is the whole family."""
    if holder is None:
        return "全家"
    if code == _SELF:
        return "申请人"
    named = relationship(code)
    return f"{named}，家庭成员{holder + 1}" if named else f"家庭成员{holder + 1}"


def relationship(code: str | None) -> str:
    """Name a relationship towards the applicant (GB/T 4761); the code itself if the table has no such code."""
    return _named("relationship", code)


def document(code: str | None) -> str:
    """Name a kind of document (GA/T 517 or X01-X13)."""
    return _OWN_DOCUMENTS.get(code or "") or _named("document_kind", code)


def _named(table: str, code: str | None) -> str:
    if not code:
        return ""
    found = codes.table(table).get(code)
    return found.name if found else code


def masked_phone(number: str) -> str:
    """Keep the first three and the last four figures; of a short number only the last two."""
    if len(number) < 8:
        return "*" * max(0, len(number) - 2) + number[-2:]
    return number[:3] + "*" * (len(number) - 7) + number[-4:]


def deciders(levels: Collection[Level]) -> str:
    """Say who decides; 县分局 is the policy's own word for the county bureau and the two district branches."""
    return "县分局审批" if Level.COUNTY in levels else "派出所审批"


def office(record: CaseRecord, said: SaidDecision) -> str:
    """Name the authority that decided: the station; or its county branch, by the name it has here or in the station's.

    A station is called after its branch (天水市公安局秦州分局大城派出所).
    """
    if said.level is Level.STATION:
        return record.site_name
    if said.site != record.site and said.site_name:
        return said.site_name
    return county_branch(record.site_name)


def county_branch(station: str) -> str:
    """Name the county branch above a station."""
    return station[: station.rfind("局") + 1] or "县公安局（分局）"


def document_number(case_no: str, kind: str = "受", matter: str = "户") -> str:
    """Give the number of a paper of the case (文书号), derived from the case number so that it needs no second counter.

    The last three figures of the station, month and day and the running number keep it unique within county and year.
    `kind` is the word of the paper: 受 for the receipt; `matter` what it is about: 户 for a case.
    """
    site, on, running = case_no.rsplit("-", 2)
    county = _COUNTIES.get(site[:6])
    where = f"（{county}）" if county else ""
    return f"天公{where}{matter}{kind}字〔{on[:4]}〕{site[6:]}-{on[4:]}-{running.lstrip('HJZ')}号"
