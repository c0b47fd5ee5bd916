"""A case, or a notice, in every situation that has a paper of its own, with whatever family is put into it.

`test_every_paper` measures each paper in each situation that has it: a paper that fits none of these fails there.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import msgspec

from forms.settlement import FORM
from printing.papers import PAPERS
from printing.registry import about_of
from resources import folder
from station_app.domain.case_file import Destination, NamedPerson, Poverty
from station_app.domain.deadlines import LimitKind
from station_app.domain.notices import NoticeAddressee
from station_app.domain.permit_dates import window
from station_app.domain.permits import LastEndorsement, Making, PermitRecord, PermitState
from station_app.domain.policy import load_packs
from station_app.domain.reading import read_document
from station_app.domain.records import CaseRecord, DocumentDemand, Placement, TimelineItem
from station_app.domain.reminders import Reminder
from station_app.domain.residents import RegisteredPerson
from station_app.domain.settled import HouseholdThen, Settled, SettledPerson
from station_app.domain.tracing import SaidDecision
from station_app.domain.vocabulary import (
    CaseStatus,
    DestinationKind,
    HouseholdKind,
    Level,
    Outcome,
    PermitBusiness,
    Route,
)
from station_app.domain.working_days import shipped
from tests.people import MOTHER_ID
from tests.printing.letter_cases import CHENGDU
from tests.printing.paper_cases import CONTEXT, DOCUMENTS, FOUR, notice, record
from tests.services.permits import an_application

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from station_app.domain.case_file import CaseDocument, FamilyMember

*_, PACK = load_packs(folder("policy"))
RULED = replace(CONTEXT, pack=PACK)
"""What a paper is given where the rules of its case are here."""

DECIDED_AT = datetime(2026, 11, 20, 2, 5, 9, tzinfo=UTC)
ENTERED_AT = datetime(2026, 11, 24, 8, 15, 3, tzinfo=UTC)
COUNTY_AT = datetime(2026, 11, 24, 7, 40, 3, tzinfo=UTC)


@dataclass(frozen=True)
class Who:
    """Whoever comes, and whatever is written about them."""

    family: tuple[FamilyMember, ...] = FOUR
    documents: tuple[CaseDocument, ...] = DOCUMENTS
    officer: str = "赵春山"
    address: str = "甘肃省天水市秦州区大城街道"
    text: str = "经核查，另一处户口尚未注销。"
    site_name: str = "天水市公安局秦州分局大城派出所"


USUAL = Who()
FIRST_YEAR = window(date(2026, 11, 30), 1, shipped())
"""What is endorsed first of the permits here."""


def said(outcome: Outcome = Outcome.APPROVE, level: Level = Level.STATION, **more: Any) -> SaidDecision:
    """Give a decision that counts: of the chief, or of the county itself."""
    county = level is Level.COUNTY
    known: dict[str, Any] = {
        "level": level,
        "outcome": outcome,
        "at": COUNTY_AT if county else DECIDED_AT,
        "officer_name": "孙国强" if county else "赵守正",
        "site": "620502" if county else "620502001",
        "taken": True,
        "badge": "0101" if county else "0002",
        "site_name": "天水市公安局秦州分局" if county else "天水市公安局秦州分局大城派出所",
        "seq": 9,
        "about": 5,
    }
    return SaidDecision(**(known | more))


def accepted(who: Who = USUAL, **more: Any) -> CaseRecord:
    """Give the case of somebody who was accepted a moment ago."""
    plain = record(who.family, who.documents)
    place = Placement(plain.placement.offered, plain.placement.kind, plain.placement.household_no, who.address)
    known = {
        "accepted_by_name": who.officer,
        "placement": place,
        "revision": 5,
        "still": (Level.STATION,),
        "form": FORM.name,
    }
    return msgspec.structs.replace(plain, **(known | more))


def promising(who: Who = USUAL) -> CaseRecord:
    """Give the case of somebody who brings two documents later."""
    due = date(2026, 11, 30)
    promised = tuple(
        DocumentDemand(kind, holder, "commitment", blocking=True, basis="民法典第1049条", why="", due=due)
        for kind, holder in (("219", 0), ("117", len(who.family) - 1))
    )
    return accepted(who, documents=promised)


def reminded(who: Who = USUAL) -> CaseRecord:
    """Give a case that presses, of which somebody was reminded."""
    told = {"limit": LimitKind.DECISION, "due": date(2026, 12, 14), "left": 2, "basis": "行政许可法第42条"}
    whom = {"waits_for": "chief", "text": who.text.replace("\n", "，"), "officer": "0003", "officer_name": who.officer}
    return accepted(who, reminder=Reminder(**told, **whom, at=datetime(2026, 12, 10, 2, 5, tzinfo=UTC)))


def refused(who: Who = USUAL, **more: Any) -> CaseRecord:
    """Give a case that the station refused."""
    decision = said(Outcome.REFUSE, reason="registered_twice", text=who.text, officer_name=who.officer)
    known: dict[str, Any] = {"status": CaseStatus.REFUSED, "ended_as": CaseStatus.REFUSED, "decisions": (decision,)}
    return accepted(who, **(known | more))


def declined(who: Who = USUAL, **more: Any) -> CaseRecord:
    """Give an application that was not taken in."""
    answer = TimelineItem(
        at=DECIDED_AT,
        clock_trusted=True,
        site="620502001",
        seq=5,
        officer="0001",
        officer_name=who.officer,
        kind="case_declined",
        summary="",
        words=who.text,
        reason="other_procedure",
    )
    known = {"status": CaseStatus.DECLINED, "ended_as": CaseStatus.DECLINED, "decided_by": (), "still": ()}
    return accepted(who, **(known | {"timeline": (answer,)} | more))


def approved(who: Who = USUAL, **more: Any) -> CaseRecord:
    """Give a case that the county approved and in which nobody is registered yet."""
    known: dict[str, Any] = {
        "status": CaseStatus.APPROVED,
        "still": (),
        "decided_by": (Level.STATION, Level.COUNTY),
        "decisions": (said(), said(level=Level.COUNTY, reference="秦公户〔2026〕17号")),
    }
    return accepted(who, **(known | more))


def poor(who: Who = USUAL, **more: Any) -> CaseRecord:
    """Give a poverty case that waits for the station, its county after it."""
    levels = (Level.STATION, Level.COUNTY)
    plain = accepted(who, **({"decided_by": levels, "still": levels} | more))
    proof = Poverty("GG-2019-00123", f"{who.address}扶贫开发办公室")
    return msgspec.structs.replace(plain, case=msgspec.structs.replace(plain.case, route=Route.POVERTY, poverty=proof))


def joining_relatives(who: Who = USUAL) -> CaseRecord:
    """Give a case that goes into somebody's household, reviewed and with somebody who acts for the family."""
    kind = DestinationKind.RELATIVE_HOUSEHOLD
    looked = TimelineItem(
        DECIDED_AT, True, "620502001", 7, "0003", who.officer, "case_reviewed", "", who.text.replace("\n", "，")
    )
    plain = accepted(who, timeline=(looked,), placement=Placement((kind,), kind, "620502001-F003", who.address))
    whose = Destination(kind=kind, division="620502001", householder=NamedPerson(name=who.officer, relationship="63"))
    agent = NamedPerson(name=who.officer, id_number=MOTHER_ID, relationship="73", phone="13900001111")
    return msgspec.structs.replace(
        plain, case=msgspec.structs.replace(plain.case, destination=whose, agent=agent, discretion_note=who.text)
    )


def at_home(who: Who = USUAL) -> CaseRecord:
    """Give a case that goes into a home of its own."""
    kind = DestinationKind.OWN_HOME
    return accepted(who, placement=Placement((kind,), kind, None, who.address))


def registered(who: Who = USUAL, kind: HouseholdKind = HouseholdKind.PUBLIC_COLLECTIVE, **more: Any) -> CaseRecord:
    """Give a case whose movers were entered in the public collective household, each with a card."""
    family = kind is HouseholdKind.FAMILY
    home = HouseholdThen(kind, who.family[0].name or "", who.address)
    collective = HouseholdThen(kind, "大城派出所公共集体户", who.address, "大城派出所", who.officer)
    people = tuple(
        SettledPerson(
            place,
            f"620502001-20261116-HJ0007-{place + 1:02}",
            RegisteredPerson(member.name or "", member.id_number, member.id_absent_reason),
            "02" if place == 0 else member.relationship,
            place == 0,
            "" if family else f"TS-{place + 101:06}",
        )
        for place, member in who_moves(who)
    )
    number = "620502001-F012" if family else "620502001-P001"
    entered = Settled(
        number, home if family else collective, date(2026, 11, 24), ENTERED_AT, "0001", who.officer, people
    )
    known = {"status": CaseStatus.REGISTERED, "ended_as": CaseStatus.REGISTERED, "settled": entered}
    return approved(who, **(known | more))


def who_moves(who: Who) -> tuple[tuple[int, FamilyMember], ...]:
    """Give who moves, by place in the family."""
    return tuple((place, member) for place, member in enumerate(who.family) if member.moves)


def registered_at_home(who: Who = USUAL) -> CaseRecord:
    """Give a case whose movers were entered in a household of their own."""
    return registered(who, HouseholdKind.FAMILY)


def from_another_province(who: Who = USUAL, **more: Any) -> CaseRecord:
    """Give a case whose people come from Chengdu, whose minors have guardians, and for whom somebody acts."""
    family = tuple(
        msgspec.structs.replace(
            member, origin=CHENGDU, guardian=0 if index else None, birth_date=date(2016, 3, 1) if index else None
        )
        for index, member in enumerate(who.family)
    )
    plain = accepted(replace(who, family=family), **more)
    agent = NamedPerson(name=who.officer, id_number=MOTHER_ID, relationship="73", phone="13900001111")
    return msgspec.structs.replace(plain, case=msgspec.structs.replace(plain.case, agent=agent))


def approved_from_another_province(who: Who = USUAL) -> CaseRecord:
    """Give the same after the chief approved."""
    return from_another_province(who, status=CaseStatus.APPROVED, still=(), decisions=(said(),))


def told_once(who: Who = USUAL) -> Any:
    """Give the one-time notice of whoever came without everything."""
    first = who.family[0]
    return notice(
        applicant=NoticeAddressee(first.name or "", first.id_number), officer_name=who.officer, site_name=who.site_name
    )


def permit(who: Who = USUAL, **more: Any) -> PermitRecord:
    """Give the residence permit of whoever comes first, just applied for."""
    first = who.family[0]
    content = msgspec.structs.replace(read_document(an_application())[0], family=(first,))
    file = msgspec.structs.replace(content, permit=msgspec.structs.replace(content.asked, address=who.address))
    made = Making(PermitBusiness.FIRST, date(2026, 11, 16), date(2026, 12, 1), 15)
    at = datetime(2026, 11, 16, 2, 31, 7, tzinfo=UTC)
    by = {"made_by": "0001", "made_by_name": who.officer, "applied_by": "0001", "applied_by_name": who.officer}
    known: dict[str, Any] = {"permit_no": "620502001-20261116-JZ0003", "site": "620502001", "practice": False}
    known |= {"site_name": who.site_name, "pack": "residence-permit-2016", "file": file, "revision": 5, **by}
    known |= {"state": PermitState(making=made), "made": made, "made_at": at, "applied_at": at}
    return PermitRecord(**(known | more))


def replaced_permit(who: Who = USUAL) -> PermitRecord:
    """Give a permit for which a new card was asked, with the year that is endorsed next."""
    made = Making(PermitBusiness.RENEW, date(2027, 3, 1), date(2027, 3, 16), 15, fee=20, old_card=True)
    return permit(who, made=made, state=PermitState(date(2026, 11, 30), FIRST_YEAR, made))


def endorsed_permit(who: Who = USUAL, *, late: bool = False) -> PermitRecord:
    """Give a permit that was endorsed, in time or late."""
    on = date(2028, 2, 3) if late else FIRST_YEAR.opens
    following = window(on, 1, shipped()) if late else window(FIRST_YEAR.counted_from, 2, shipped())
    at = datetime(on.year, on.month, on.day, 1, 30, tzinfo=UTC)
    said = LastEndorsement(9, at, on, late, "0001", who.officer, following, FIRST_YEAR)
    return permit(who, state=PermitState(date(2026, 11, 30), following), endorsement=said)


def late_permit(who: Who = USUAL) -> PermitRecord:
    """Give a permit that was endorsed after its last day."""
    return endorsed_permit(who, late=True)


SITUATIONS: dict[str, Callable[[Who], Any]] = {
    "accepted": accepted,
    "promising": promising,
    "reminded": reminded,
    "refused": refused,
    "declined": declined,
    "approved": approved,
    "poor": poor,
    "joining relatives": joining_relatives,
    "at home": at_home,
    "registered": registered,
    "registered at home": registered_at_home,
    "from another province": from_another_province,
    "approved from another province": approved_from_another_province,
    "told once": told_once,
    "permit": permit,
    "replaced permit": replaced_permit,
    "endorsed permit": endorsed_permit,
    "late permit": late_permit,
}


def having(paper: str) -> Iterator[Callable[[Who], Any]]:
    """Give the situations in which somebody has this paper."""
    kind = PAPERS[paper]
    for make in SITUATIONS.values():
        about = make(USUAL)
        if about_of(about) is kind.about and kind.fits(about):
            yield make
