"""Invented families that a layout is measured with before anybody may adopt it: usual ones, and the worst.

Usual ones have to fit every layout; the worst (ten people, names of fifty characters, characters that no font has, an
address and an office that never end) every layout that flows.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from printing import permit_pictures
from printing import picture_cases as pictured
from printing.picture_cases import PACK
from printing.proof import facts
from printing.registry import PAPERS, PaperContext, about_of
from station_app.domain.case_file import CaseDocument
from station_app.domain.records import CaseRecord
from station_app.domain.vocabulary import DestinationKind, HouseholdKind, Presented, Route

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
        permits = permit_pictures.records(base.case.family[0], base.placement.address or "", base.site_name)
        made = [(what, make(base)) for what, make in _MAKERS.items()]
        for what, record in (*made, *permits):
            if kind.about is about_of(record) and kind.fits(record):
                known.setdefault(facts(paper, record), Invented(f"{who}.{what}", record, who not in _USUAL))
    return tuple(known.values())


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
}
