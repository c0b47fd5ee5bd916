"""Journals for the tests: a site that is founded, families that are accepted, a second site far away."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import msgspec

from station_app.domain.case_file import CaseFile
from station_app.domain.deadlines import Deadlines
from station_app.domain.notices import NoticeAddressee, NoticeDocument
from station_app.domain.permit_dates import window
from station_app.domain.permits import Making
from station_app.domain.reading import read_document
from station_app.domain.records import DocumentDemand, Placement
from station_app.domain.vocabulary import (
    Business,
    DestinationKind,
    HouseholdKind,
    Level,
    OfficerRole,
    PermitBusiness,
    PermitEnd,
    Route,
    SiteKind,
)
from station_app.domain.working_days import shipped
from station_app.exchange.identities import CHECKPOINT, Identity, checkpoint_message
from station_app.journal import chain
from station_app.journal.case_entries import CaseAccepted
from station_app.journal.entries import (
    BundleSealed,
    HouseholdOpened,
    NoticeIssued,
    OfficerAdded,
    SiteFounded,
    SiteTrusted,
)
from station_app.journal.permit_entries import (
    PermitApplied,
    PermitEnded,
    PermitEndorsed,
    PermitIssued,
    PermitReplaced,
)
from station_app.storage import cases
from tests.people import FATHER_ID, a_family_of_four
from tests.services.permits import an_application

if TYPE_CHECKING:
    from station_app.journal.entries import Entry, Payload
    from station_app.storage.engine import Store, UnitOfWork

MORNING = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
TODAY = date(2026, 11, 23)
STATION, COUNTY = "620502001", "620502"
HOME = f"{STATION}-P001"
IDENTITY = Identity.generate()
"""The signing identity of every site in these tests."""


def say(uow: UnitOfWork, payload: Payload, subject: str, *, site: str = STATION, at: datetime = MORNING) -> Entry:
    """Append one entry by officer 0001."""
    return chain.append(uow, site=site, officer="0001", subject=subject, payload=payload, at=at)


def found(store: Store, site: str = STATION, officer: str = "王景行") -> None:
    """Found a site with its first officer; a station with its public collective household."""
    kind = SiteKind.STATION if len(site) == 9 else SiteKind.COUNTY
    keys = (IDENTITY.signing_key, IDENTITY.exchange_key)
    with store.write() as uow:
        say(uow, SiteFounded(site, f"站点{site}", kind, "ab" * 8, *keys, practice=False), site, site=site)
        say(uow, OfficerAdded("0001", officer, (OfficerRole.FRONT_DESK, OfficerRole.CHIEF)), "0001", site=site)
        if kind is SiteKind.STATION:
            home = household(f"{site}-P001", division=site)
            say(uow, home, home.household_no, site=site)
        uow.commit()


def household(number: str, division: str = STATION, capacity: int | None = None) -> HouseholdOpened:
    """Give the opening of a public collective household."""
    kind = HouseholdKind.PUBLIC_COLLECTIVE
    return HouseholdOpened(number, kind, division, "秦州区大城街道", "公共集体户", "大城派出所", capacity)


def family(**changes: object) -> CaseFile:
    """Give the family of the contract's example; `changes` replace fields of the applicant."""
    content = a_family_of_four()
    content["family"][0] |= changes
    return msgspec.convert(content, CaseFile, strict=False)


def acceptance(case_no: str, case: CaseFile | None = None, household_no: str | None = HOME) -> CaseAccepted:
    """Give the acceptance of a family into the public collective household."""
    kind = DestinationKind.PUBLIC_COLLECTIVE
    return CaseAccepted(
        case_no=case_no,
        case=case or family(),
        pack="tianshui-2020-5",
        decided_by=(Level.STATION,),
        deadlines=Deadlines(date(2026, 11, 30), date(2026, 12, 21), None),
        documents=(DocumentDemand("113", 0, "present", blocking=True, basis="条例", why="户口簿"),),
        placement=Placement((kind,), kind, household_no, None),
        family_group="0190-group",
        confirmed={"person_in_open_case": "同名不同人"},
    )


def notice(notice_no: str, draft: str = "d1", replaces: str | None = None) -> NoticeIssued:
    """Give the one-time notice of a family that left its booklet at home."""
    booklet = NoticeDocument("booklet", ("113", "X06"), "family", None, "", "证明现在的户口登记地", "条例", 10)
    return NoticeIssued(
        notice_no=notice_no,
        draft=draft,
        business=Business.SETTLEMENT,
        route=Route.GENERAL,
        applicant=NoticeAddressee("王建国", FATHER_ID),
        received=TODAY,
        due=date(2026, 11, 30),
        supplement_by=date(2026, 12, 7),
        pack="tianshui-2020-5",
        documents=(booklet,),
        corrections=(),
        never_asked=("就业证明、劳动合同",),
        sha256=digest("notice"),
        replaces=replaces,
    )


def permit_years(permit_no: str) -> tuple[Payload, ...]:
    """Give a residence permit that is applied for, handed out, endorsed, asked for anew and cancelled."""
    first = window(TODAY, 1, shipped())
    making = Making(PermitBusiness.FIRST, TODAY, date(2026, 12, 8), 15)
    file, _ = read_document(an_application())
    renewed = msgspec.structs.replace(making, business=PermitBusiness.RENEW, old_card=True)
    return (
        PermitApplied(permit_no, file, making, "residence-permit-2016", {}, "permit/1"),
        PermitIssued(permit_no, "J62050200001", "陈晓梅", TODAY, first),
        PermitEndorsed(permit_no, first.opens, late=False, renewed=first, following=window(TODAY, 2, shipped())),
        PermitReplaced(permit_no, renewed, STATION, "秦州区大城街道某路9号"),
        PermitEnded(permit_no, date(2028, 1, 3), PermitEnd.LEFT),
    )


def accept(store: Store, case: CaseFile | None = None, *, site: str = STATION, at: datetime = MORNING) -> str:
    """Accept a family in a unit of work of its own; give its case number."""
    with store.write() as uow:
        case_no = cases.next_number(uow, site, TODAY)
        say(uow, acceptance(case_no, case, f"{site}-P001"), case_no, site=site, at=at)
        uow.commit()
    return case_no


def trust(store: Store, code: str, *, here: str, key: str = IDENTITY.signing_key) -> None:
    """Let the site `here` trust another."""
    kind = SiteKind.STATION if len(code) == 9 else SiteKind.COUNTY
    with store.write() as uow:
        enrolled = SiteTrusted(code, f"站点{code}", kind, "ab" * 8, key, IDENTITY.exchange_key, practice=False)
        say(uow, enrolled, code, site=here)
        uow.commit()


def seal(uow: UnitOfWork, number: int = 1, *, channel: str = COUNTY, site: str = STATION) -> Entry:
    """Seal a bundle of everything so far, with a true signature."""
    seq, head = chain.head(uow, site)
    signature = IDENTITY.sign(CHECKPOINT, checkpoint_message(site, seq, head)).hex()
    return say(uow, BundleSealed(channel, number, 1, seq + 1, head, signature), channel, site=site)


def digest(text: str) -> str:
    """Give some SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()


def everything(store: Store, site: str = STATION) -> list[Entry]:
    """Read a site's whole chain."""
    with store.read() as uow:
        return list(chain.entries(uow, site, 1, 10**9))
