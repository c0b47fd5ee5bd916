"""Cases with whom the letters and the file are about: minors and guardians, an agent, other provinces, an end."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec

from resources import folder
from station_app.domain.case_file import FamilyMember, NamedPerson, Origin
from station_app.domain.policy import load_packs
from station_app.domain.records import PaperCopy, TimelineItem
from station_app.domain.vocabulary import CaseStatus
from tests.people import FATHER_ID, MOTHER_ID
from tests.printing.paper_cases import CONTEXT, newborn, person, record

if TYPE_CHECKING:
    from printing.papers import PaperContext
    from station_app.domain.records import CaseRecord

CHENGDU = Origin(division="510104", address="春熙路1号", registration_authority="成都市公安局锦江区分局春熙路派出所")
GANGU = Origin(division="620523", address="大像山镇某村", registration_authority="甘谷县公安局大像山派出所")
ENDED = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


@cache
def with_pack() -> PaperContext:
    return replace(CONTEXT, pack=load_packs(folder("policy"))[-1])


def from_chengdu(names: tuple[str, ...] = ("王建国", "李桂芳", "王小宝", "王小小"), **more: Any) -> CaseRecord:
    """Give a family of another province with a child of ten and a newborn, and somebody who acts for it."""
    family = tuple(_member(index, name) for index, name in enumerate(names))
    base = record(family, **more)
    agent = NamedPerson(name="赵四海", id_number=MOTHER_ID, relationship="73", phone="13900001111")
    return msgspec.structs.replace(base, case=msgspec.structs.replace(base.case, agent=agent, migration_reason="0500"))


def _member(index: int, name: str) -> FamilyMember:
    known: dict[str, Any] = {"origin": CHENGDU, "sex": "1", "ethnicity": "01", "birth_date": date(1985, 3, 17)}
    if index == 2:
        known |= {"birth_date": date(2016, 3, 1), "guardian": 0}
    if index == 3:
        young = msgspec.structs.replace(newborn(name), **known)
        return msgspec.structs.replace(young, birth_date=date(2026, 10, 1), guardian=1)
    return person(name, "01" if index == 0 else "12" if index == 1 else "22", id_number=FATHER_ID, **known)


def ended(status: CaseStatus = CaseStatus.REGISTERED, **more: Any) -> CaseRecord:
    """Give a case that is over, with the papers that were made on its way."""
    kind = {CaseStatus.REFUSED: "case_decided", CaseStatus.WITHDRAWN: "case_withdrawn"}.get(status, "case_registered")
    told = (_told("case_accepted", datetime(2026, 11, 16, 2, 31, tzinfo=UTC)), _told(kind, ENDED))
    made = ("receipt", "commitment", "receipt", "rights-notice", "archive-cover")
    copies = tuple(PaperCopy(name, made[: at + 1].count(name), "0" * 64, ENDED, "0001") for at, name in enumerate(made))
    return record(**({"status": status, "timeline": told, "papers": copies} | more))


def _told(kind: str, at: datetime) -> TimelineItem:
    return TimelineItem(at, True, "620502001", 1, "0001", "赵春山", kind, "")
