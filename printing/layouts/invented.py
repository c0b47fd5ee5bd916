"""Invented families that a layout is measured with before anybody may adopt it: usual ones, and the worst.

Usual ones have to fit every layout; the worst (ten people, names of fifty characters, characters that no font has, an
address and an office that never end) every layout that flows.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from printing import picture_cases as pictured
from printing.layouts import letter_families, permit_families
from printing.picture_cases import PACK
from printing.proof import facts
from printing.registry import PAPERS, PaperContext, about_of
from station_app.domain.case_file import CaseDocument
from station_app.domain.notices import NoticeAddressee, NoticeCorrection, NoticeDocument, NoticeRecord
from station_app.domain.records import CaseRecord, DocumentDemand
from station_app.domain.vocabulary import Business, DestinationKind, HouseholdKind, Presented, Route

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from printing.registry import Stated

LONG_NAME = "阿卜杜热合曼·买买提依明·吐尔逊江·艾合买提·玉素甫江·阿不都克里木·努尔麦麦提·麦麦提敏·库尔班"
RARE_NAME = "王𠅤𰻝\ue000"
"""A name with characters beyond the usual plane, and one that no font has: it is written in by hand."""
LONG_OFFICE = "积石山保安族东乡族撒拉族自治县公安局" + "刘集乡高赵李家村" * 5 + "派出所"
LONG_ADDRESS = "甘肃省天水市秦州区七里墩街道岷山路" + "123号（旧门牌45）" * 8
LONG_TEXT = "经核查，申请人在原户口所在地另有一处户口，尚未注销，请先到那里办理注销，再来申请。" * 4

CONTEXT = PaperContext(
    lambda _message: bytes(64),
    "0938-0000000",
    "0938-0000001",
    pack=PACK,
    review_office="天水市公安局秦州分局",
    court="天水市秦州区人民法院",
)


class Invented(NamedTuple):
    """Somebody who has a paper; `worst`: more is written about them than a printed form has room for."""

    name: str
    record: Stated
    worst: bool = False


@cache
def having(paper: str) -> tuple[Invented, ...]:
    """Give everybody invented who has this paper."""
    kind = PAPERS[paper]
    known: dict[bytes, Invented] = {}
    for who, base in _families():
        own = {paper: letter_families.MAKERS[paper]} if paper in letter_families.MAKERS else _MAKERS
        made = [(what, make(base)) for what, make in own.items()]
        for what, record in (*made, *permit_families.records(base)):
            if kind.about is about_of(record) and kind.fits(record):
                known.setdefault(facts(paper, record), Invented(f"{who}.{what}", record, who not in _USUAL))
    return tuple(known.values())


@cache
def example(paper: str) -> Invented:
    """Give the usual family of whom the paper states most."""
    usual = [each for each in having(paper) if not each.worst]
    return max(usual, key=lambda each: len(facts(paper, each.record)))


_USUAL = ("four", "one")


def _families() -> Iterator[tuple[str, CaseRecord]]:
    four = pictured.family_of_four()
    yield "four", four
    alone = msgspec.structs.replace(four.case, family=four.case.family[:1], documents=four.case.documents[:1])
    yield "one", msgspec.structs.replace(four, case=alone)
    yield "ten", _worst(pictured.family_of_ten(), LONG_NAME)
    yield "rare", _worst(four, RARE_NAME)


def _worst(base: CaseRecord, name: str) -> CaseRecord:
    """Give the same with this name for everybody, a long office and a long address."""
    family = tuple(msgspec.structs.replace(each, name=name) for each in base.case.family)
    case = msgspec.structs.replace(base.case, family=family)
    place = msgspec.structs.replace(base.placement, address=LONG_ADDRESS)
    return msgspec.structs.replace(
        base, case=case, placement=place, site_name=LONG_OFFICE, accepted_by_name=name, practice=False
    )


def _promising(base: CaseRecord) -> CaseRecord:
    last = len(base.case.family) - 1
    later = CaseDocument(kind="117", holder=last, presented=Presented.COMMITMENT)
    return msgspec.structs.replace(
        base, case=msgspec.structs.replace(base.case, documents=(*base.case.documents, later))
    )


def _approved(base: CaseRecord) -> CaseRecord:
    return pictured.approved(pictured.captured(base, Route.POVERTY, DestinationKind.PUBLIC_COLLECTIVE))


def _declined(base: CaseRecord) -> CaseRecord:
    like = pictured.declined()
    words = LONG_TEXT if base.site_name == LONG_OFFICE else like.timeline[0].words
    told = msgspec.structs.replace(like.timeline[0], words=words, officer_name=base.accepted_by_name)
    return msgspec.structs.replace(base, status=like.status, ended_as=like.ended_as, decided_by=(), timeline=(told,))


def _joining(base: CaseRecord) -> CaseRecord:
    return pictured.captured(base, Route.GENERAL, DestinationKind.RELATIVE_HOUSEHOLD)


def _later(base: CaseRecord) -> CaseRecord:
    due = date(2026, 11, 30)
    promised = tuple(
        DocumentDemand(kind, holder, "commitment", blocking=True, basis="民法典第一千零四十九条", why="", due=due)
        for kind, holder in (("219", 0), ("117", len(base.case.family) - 1))
    )
    return msgspec.structs.replace(base, documents=promised)


def _told(base: CaseRecord) -> NoticeRecord:
    """Give the one-time notice of the same; to a family of ten everything is told that may be."""
    first = base.case.family[0]
    many = 2 if base.site_name != LONG_OFFICE else 12
    asked = "证明现在的户口登记地；监护人不是本户父母时，证明监护关系"
    wanted = NoticeDocument("booklet", ("113", "X06"), "member", 0, "01", asked, "户口登记条例第四条、第十条", 10)
    empty = NoticeCorrection("required_missing", "family[1]", "member", 1, "12", "民族", "", "户口登记条例第九条")
    differs = "出生日期与身份证号不一致。请对照证件核对；证件确有历史错号的，请写明理由。"
    wrong = NoticeCorrection("id_birth_differs", "family[0]", "member", 0, "01", "", differs, "GB 11643-1999")
    return NoticeRecord(
        notice_no="620502001-20261116-GZ0003",
        site=base.site,
        site_name=base.site_name,
        practice=base.practice,
        at=base.accepted_at,
        officer=base.accepted_by,
        officer_name=base.accepted_by_name,
        draft_id="",
        business=Business.SETTLEMENT,
        route=Route.GENERAL,
        applicant=NoticeAddressee(first.name or "", first.id_number),
        received=date(2026, 11, 16),
        due=date(2026, 11, 23),
        supplement_by=date(2026, 11, 30),
        pack=PACK.id,
        documents=(wanted,) * many if len(base.case.family) > 1 else (),
        corrections=(empty, *((wrong,) * many)),
        never_asked=("就业证明、劳动合同", "社会保险缴费证明", "房产证、购房或租赁合同", "居住年限证明"),
    )


def _at_home(base: CaseRecord) -> CaseRecord:
    return pictured.registered(base, HouseholdKind.FAMILY)


def _refused(base: CaseRecord) -> CaseRecord:
    like = pictured.refused()
    text = LONG_TEXT if base.site_name == LONG_OFFICE else like.decisions[0].text
    said = msgspec.structs.replace(like.decisions[0], text=text)
    return msgspec.structs.replace(base, status=like.status, ended_as=like.ended_as, decisions=(said,))


_MAKERS: dict[str, Callable[[CaseRecord], Stated]] = {
    "accepted": _promising,
    "approved": _approved,
    "registered": pictured.registered,
    "registered_at_home": _at_home,
    "refused": _refused,
    "declined": _declined,
    "joining": _joining,
    "promising": _later,
    "told": _told,
}
