"""Invented cases for the pictures of papers, in the practice station; and what was decided about them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import msgspec

from forms.settlement import FORM
from resources import folder
from station_app.domain.case_file import (
    CaseDocument,
    CaseFile,
    Destination,
    FamilyMember,
    NamedPerson,
    Origin,
    Poverty,
)
from station_app.domain.deadlines import Deadlines
from station_app.domain.policy import load_packs
from station_app.domain.records import CaseRecord, Household, Placement, Site, TimelineItem
from station_app.domain.residents import RegisteredPerson
from station_app.domain.settled import HouseholdThen, Settled, SettledPerson
from station_app.domain.tracing import SaidDecision
from station_app.domain.vocabulary import (
    ApplicantCategory,
    Business,
    CaseStatus,
    DestinationKind,
    HouseholdKind,
    Housing,
    IdAbsentReason,
    JurisdictionBasis,
    Level,
    Outcome,
    Presented,
    Role,
    Route,
    SiteKind,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

AT = datetime(2026, 11, 16, 2, 31, tzinfo=UTC)
DECIDED_AT = datetime(2026, 11, 20, 2, 5, tzinfo=UTC)
COUNTY_AT = datetime(2026, 11, 23, 7, 40, tzinfo=UTC)
ENTERED_AT = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
SITE = Site("620502001", "天水市公安局秦州分局大城派出所", SiteKind.STATION, practice=True)
_HOME = Household(
    household_no=f"{SITE.code}-P001",
    kind=HouseholdKind.PUBLIC_COLLECTIVE,
    division=SITE.code,
    address="甘肃省天水市秦州区大城街道",
    name="大城派出所公共集体户",
    managing_body="大城派出所",
    soft_capacity=80,
    state="open",
)
_BORN = (1985, 1986, 2012, 1958)
OFFICER_NAME, BADGE = "练习民警", "0001"
PACK = load_packs(folder("policy"))[-1]
"""The newest rules."""


def family_of_four() -> CaseRecord:
    """Give four people on their way into the public collective household; one has a rare name."""
    family = (
        member("王建国", Role.APPLICANT, "01", "620502198503179818"),
        member("李𠅤", Role.SPOUSE, "12", None),
        member("王小宝", Role.MINOR_CHILD, "22", None),
        member("王德福", Role.PARENT, "51", None),
    )
    return record(family, (("111", 0), ("111", 1), ("111", 3), ("113", 0), ("117", 2), ("219", 0)))


def family_of_ten() -> CaseRecord:
    """Give ten people with long names."""
    names = ("阿卜杜热合曼·买买提依明·吐尔逊江·艾合买提·玉素甫江", "迪丽热巴·迪力木拉提", "仁增旺姆·卓玛央金·才让多杰")
    family = tuple(
        member(names[index % 3], Role.MINOR_CHILD if index else Role.APPLICANT, "22" if index else "01", None)
        for index in range(10)
    )
    return record(family, (*(("111", index) for index in range(10)), ("113", 0), ("219", 0)))


def decided() -> Iterator[tuple[str, str, CaseRecord]]:
    """Give each picture of a paper of a decision: the name of its file, the paper, the case."""
    yield "refusal", "refusal", refused()
    yield "declined-notice", "declined-notice", declined()
    usual, collective = Route.GENERAL, DestinationKind.PUBLIC_COLLECTIVE
    yield "approval-form", "approval-form", captured(family_of_four(), usual, collective)
    decided = approved(captured(family_of_four(), Route.POVERTY, collective))
    yield "approval-form-decided", "approval-form", decided
    relatives = captured(family_of_ten(), usual, DestinationKind.RELATIVE_HOUSEHOLD)
    yield "approval-form-of-ten", "approval-form", relatives
    yield "approval-slip", "approval-slip", approved(family_of_four())
    yield "settlement-slip", "settlement-slip", registered(family_of_four())
    yield "settlement-slip-of-ten", "settlement-slip", registered(family_of_ten())
    yield "settlement-slip-at-home", "settlement-slip", registered(family_of_four(), HouseholdKind.FAMILY)
    yield "entry-note", "entry-note", registered(family_of_four())


def captured(base: CaseRecord, route: Route, kind: DestinationKind) -> CaseRecord:
    """Give a case with all that a form has room for, on its way by `route` into a household of this kind."""
    origin = Origin("620523", "磐安镇某某村12号", "甘谷县公安局磐安派出所", "220")
    family = tuple(
        msgspec.structs.replace(
            each,
            origin=origin,
            sex="2" if place == 1 else "1",
            birth_date=date(_BORN[place % len(_BORN)], 3, 17),
            ethnicity="01",
            marital_status="20" if place < 2 else "10",
            education="70",
            guardian=0 if each.role is Role.MINOR_CHILD else None,
        )
        for place, each in enumerate(base.case.family)
    )
    poor = route is Route.POVERTY
    joins = kind is DestinationKind.RELATIVE_HOUSEHOLD
    case = msgspec.structs.replace(
        base.case,
        family=family,
        route=route,
        applicant_category=ApplicantCategory.AGRICULTURAL_TRANSFER,
        jurisdiction_basis=JurisdictionBasis.RESIDE,
        housing=Housing.RENT,
        destination=Destination(
            kind=kind,
            division=SITE.code,
            householder=NamedPerson(name="王守业", relationship="63") if joins else None,
        ),
        poverty=Poverty("GG-2019-00123", "甘谷县乡村振兴局") if poor else None,
    )
    levels = (Level.STATION, Level.COUNTY) if poor else (Level.STATION,)
    place = msgspec.structs.replace(
        base.placement, kind=kind, household_no=f"{SITE.code}-F003" if joins else _HOME.household_no
    )
    return msgspec.structs.replace(
        base,
        case=case,
        decided_by=levels,
        still=levels,
        placement=place,
        form=FORM.name,
        household=None if joins else _HOME,
    )


def approved(base: CaseRecord) -> CaseRecord:
    """Give a poverty case that the county branch approved."""
    yes = SaidDecision(Level.STATION, Outcome.APPROVE, DECIDED_AT, "练习所长", SITE.code, taken=True, badge="0002")
    county = msgspec.structs.replace(
        yes,
        level=Level.COUNTY,
        at=COUNTY_AT,
        officer_name="练习审批人",
        site="620502",
        site_name="天水市公安局秦州分局",
        reference="秦公户〔2026〕17号",
        badge="0101",
    )
    return msgspec.structs.replace(base, status=CaseStatus.APPROVED, still=(), decisions=(yes, county))


def registered(base: CaseRecord, kind: HouseholdKind = HouseholdKind.PUBLIC_COLLECTIVE) -> CaseRecord:
    """Give the same case once its movers stand in their household."""
    street = "甘肃省天水市秦州区大城街道民主西路1号"
    collective = kind is not HouseholdKind.FAMILY
    household = HouseholdThen(kind, "大城派出所公共集体户", street, "大城派出所", "安民生")
    own = HouseholdThen(kind, base.case.family[0].name or "", street)
    people = tuple(
        SettledPerson(
            place,
            f"{base.case_no}-{place + 1:02}",
            RegisteredPerson(each.name or "", each.id_number, each.id_absent_reason),
            each.relationship,
            head=place == 0,
            card_no=f"TS-{place + 101:06}" if collective else "",
        )
        for place, each in base.case.movers
    )
    number = f"{SITE.code}-P001" if collective else f"{SITE.code}-F012"
    entered = Settled(
        number, household if collective else own, date(2026, 11, 24), ENTERED_AT, BADGE, OFFICER_NAME, people
    )
    return msgspec.structs.replace(
        approved(base), status=CaseStatus.REGISTERED, ended_as=CaseStatus.REGISTERED, settled=entered
    )


def refused() -> CaseRecord:
    """Give a case that the chief refused."""
    said = SaidDecision(
        Level.STATION,
        Outcome.REFUSE,
        DECIDED_AT,
        "练习所长",
        SITE.code,
        taken=True,
        reason="registered_twice",
        text="经核查，申请人在兰州市城关区另有一处户口，尚未注销。请先到城关区公安分局办理注销，再来申请。",
        badge="0002",
    )
    return msgspec.structs.replace(
        family_of_four(), status=CaseStatus.REFUSED, ended_as=CaseStatus.REFUSED, decisions=(said,)
    )


def declined() -> CaseRecord:
    """Give an application that was not taken in."""
    said = TimelineItem(
        AT,
        clock_trusted=True,
        site=SITE.code,
        seq=3,
        officer=BADGE,
        officer_name=OFFICER_NAME,
        kind="case_declined",
        summary="",
        words="申请人持港澳居民居住证，在内地定居请向市公安局出入境管理支队提出。",
        reason="other_procedure",
    )
    return msgspec.structs.replace(
        family_of_four(),
        status=CaseStatus.DECLINED,
        ended_as=CaseStatus.DECLINED,
        decided_by=(),
        timeline=(said,),
    )


def member(name: str, role: Role, relationship: str, id_number: str | None) -> FamilyMember:
    """Give a mover."""
    return FamilyMember(
        role=role,
        relationship=relationship,
        name=name,
        id_number=id_number,
        id_absent_reason=None if id_number else IdAbsentReason.UNREGISTERED,
        phone="13800000000",
    )


def record(family: tuple[FamilyMember, ...], documents: tuple[tuple[str, int], ...]) -> CaseRecord:
    """Give the case of a family with these documents, each a kind and its holder."""
    case = CaseFile(
        business=Business.SETTLEMENT,
        route=Route.GENERAL,
        destination=Destination(kind=DestinationKind.PUBLIC_COLLECTIVE, division=SITE.code),
        family=family,
        documents=tuple(
            CaseDocument(kind=kind, holder=holder, presented=Presented.ORIGINAL) for kind, holder in documents
        ),
    )
    kind = DestinationKind.PUBLIC_COLLECTIVE
    return CaseRecord(
        case_no=f"{SITE.code}-20261116-HJ0007",
        status=CaseStatus.ACCEPTED,
        site=SITE.code,
        site_name=SITE.name,
        practice=True,
        accepted_at=AT,
        accepted_by=BADGE,
        accepted_by_name=OFFICER_NAME,
        pack="",
        case=case,
        deadlines=Deadlines(date(2026, 11, 23), date(2026, 12, 14), date(2026, 12, 1)),
        decided_by=(Level.STATION,),
        documents=(),
        household=None,
        placement=Placement((kind,), kind, f"{SITE.code}-P001", "甘肃省天水市秦州区大城街道"),
        family_group=None,
        confirmed={},
        papers=(),
        timeline=(),
    )
