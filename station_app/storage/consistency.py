"""Queries that hold the tables against each other: orphans, heads, double registrations, counts, papers, exports.

They read whole tables and are for the night. What they give names nobody: numbers and badges only.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, case, exists, func, not_, or_, select

from station_app.domain.case_life import NOT_YET_REGISTERED
from station_app.domain.deep_checks import DeepFinding
from station_app.domain.vocabulary import CaseStatus, HouseholdKind, HouseholdState, Level, Outcome
from station_app.storage.case_tables import case_attachment, case_decision, case_person, registry_case
from station_app.storage.household_tables import household, registration, residence_card
from station_app.storage.table_parts import levels_of
from station_app.storage.tables import bundle_out, draft, notice, officer, paper
from station_app.storage.types import KEY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sqlalchemy import BindParameter, Select

    from station_app.storage.engine import UnitOfWork

_OWNER: BindParameter[str] = bindparam("owner", type_=KEY)
_OPEN = registration.c.until.is_(None)
_FIRST = func.min(registration.c.registration_no).label("first")
_FAMILY = func.coalesce(registration.c.family_group, registration.c.registration_no)
_HEADS = func.sum(case((registration.c.head, 1), else_=0))
_CASE_OF_IT = exists().where(registry_case.c.case_no == registration.c.case_no)

_NO_CASE = select(registration.c.registration_no).where(registration.c.case_no.is_not(None), not_(_CASE_OF_IT))
_NO_HOUSEHOLD = select(registration.c.registration_no).where(
    registration.c.site == _OWNER,
    registration.c.household_no >= _OWNER + "-",
    registration.c.household_no < _OWNER + ".",  # the character after the hyphen
    not_(exists().where(household.c.household_no == registration.c.household_no)),
)
_NOT_APPROVED = (
    select(registration.c.registration_no)
    .join(registry_case, registry_case.c.case_no == registration.c.case_no)
    .where(_OPEN, or_(not_(registry_case.c.placed), registry_case.c.status.in_(NOT_YET_REGISTERED)))
)
_NOT_REGISTERED = select(registry_case.c.case_no).where(
    registry_case.c.ended_as == CaseStatus.REGISTERED,
    not_(exists().where(registration.c.case_no == registry_case.c.case_no)),
)
_DAYS = select(registration.c.registration_no).where(registration.c.until < registration.c.since)
_HOUSEHOLD_HEADS = (
    select(registration.c.household_no, _HEADS.label("heads"), household.c.headed)
    .join(household, household.c.household_no == registration.c.household_no)
    .where(_OPEN, household.c.kind == HouseholdKind.FAMILY)
    .group_by(registration.c.household_no, household.c.headed)
)
_GROUP_HEADS = (
    select(_FIRST, _HEADS.label("heads"))
    .join(household, household.c.household_no == registration.c.household_no)
    .where(_OPEN, household.c.kind != HouseholdKind.FAMILY)
    .group_by(registration.c.household_no, _FAMILY)
    .having(_HEADS != 1)
)
_TWICE = (
    select(_FIRST, func.max(registration.c.registration_no).label("last"))
    .where(_OPEN, registration.c.id_number.is_not(None))
    .group_by(registration.c.site, registration.c.id_number)
    .having(func.count() > 1)
)
_CLOSED = (
    select(registration.c.household_no)
    .distinct()
    .join(household, household.c.household_no == registration.c.household_no)
    .where(_OPEN, household.c.state == HouseholdState.CLOSED)
)
_CARDS = select(residence_card.c.card_no).where(
    not_(exists().where(registration.c.registration_no == residence_card.c.registration_no))
)
_PAPERS = (
    select(paper.c.case_no)
    .distinct()
    .where(
        paper.c.site == _OWNER,
        not_(exists().where(registry_case.c.case_no == paper.c.case_no)),
        not_(exists().where(notice.c.notice_no == paper.c.case_no)),
        not_(exists().where(household.c.household_no == paper.c.case_no)),
    )
)
_COUNTED = select(household.c.household_no, household.c.site, household.c.persons)
_PLACED = (
    select(registry_case.c.household_no, registry_case.c.site, func.count().label("people"))
    .join(case_person, case_person.c.case_no == registry_case.c.case_no)
    .where(registry_case.c.placed, registry_case.c.status.in_(NOT_YET_REGISTERED), case_person.c.moves)
    .group_by(registry_case.c.household_no, registry_case.c.site)
)
_INSIDE = (
    select(registration.c.household_no, registration.c.site, func.count().label("people"))
    .where(_OPEN)
    .group_by(registration.c.household_no, registration.c.site)
)
_SAYING = {
    "approval-slip": Outcome.APPROVE,
    "settlement-slip": Outcome.APPROVE,
    "entry-note": Outcome.APPROVE,
    "refusal": Outcome.REFUSE,
}
"""Papers that say a case was decided, and how."""
_SAID = (
    select(paper.c.case_no, paper.c.paper, paper.c.copy, paper.c.at, registry_case.c.levels)
    .join(registry_case, registry_case.c.case_no == paper.c.case_no)
    .where(paper.c.site == _OWNER, paper.c.paper.in_(_SAYING))
    .order_by(paper.c.case_no, paper.c.paper, paper.c.copy)
)
_DECISIONS = select(case_decision.c.level, case_decision.c.outcome, case_decision.c.at).where(
    case_decision.c.case_no == bindparam("wanted"),
    # What a station entered from the county's paper held there until the county's own decision came.
    or_(case_decision.c.taken, and_(case_decision.c.level == Level.COUNTY, case_decision.c.site == _OWNER)),
)
_EXPORTED = select(func.max(bundle_out.c.last_seq)).where(
    bundle_out.c.site == _OWNER, bundle_out.c.exported_at.is_not(None)
)
_WAITING = (
    select(case_decision.c.case_no, case_decision.c.at)
    .where(
        case_decision.c.site == _OWNER,
        case_decision.c.taken,
        case_decision.c.outcome == Outcome.APPROVE,
        case_decision.c.seq > bindparam("exported"),
        case_decision.c.at < bindparam("before"),
    )
    .order_by(case_decision.c.seq)
)
_DRAFTS = (
    select(draft.c.draft_id, draft.c.officer)
    .join(officer, and_(officer.c.badge == draft.c.officer, officer.c.site == _OWNER))
    .where(officer.c.disabled_at.is_not(None), draft.c.discarded_at.is_(None))
    .order_by(draft.c.draft_id)
)
_SCANS = select(case_attachment.c.sha256, case_attachment.c.case_no).order_by(case_attachment.c.case_no)


def registration_faults(uow: UnitOfWork, site_code: str) -> Iterator[DeepFinding]:
    """Registrations without what they rest on, with wrong days, in closed households, or twice for one person."""
    here = {"owner": site_code}
    plain: tuple[tuple[str, Select[Any]], ...] = (
        ("registration_without_case", _NO_CASE),
        ("registration_without_household", _NO_HOUSEHOLD),
        ("registration_not_approved", _NOT_APPROVED),
        ("case_without_registration", _NOT_REGISTERED),
        ("registration_days", _DAYS),
        ("closed_household_inhabited", _CLOSED),
        ("card_without_registration", _CARDS),
    )
    for code, query in plain:
        for subject in uow.execute(query, here).scalars():
            yield DeepFinding(code, str(subject))
    for row in uow.execute(_TWICE):
        yield DeepFinding("registered_twice", row.first, details={"other": row.last})


def head_faults(uow: UnitOfWork) -> Iterator[DeepFinding]:
    """Family households and families in collective ones with no head or several."""
    for row in uow.execute(_HOUSEHOLD_HEADS):
        if row.heads != int(row.headed):
            code = "household_without_head" if row.heads < int(row.headed) else "household_two_heads"
            yield DeepFinding(code, row.household_no)
    for row in uow.execute(_GROUP_HEADS):
        yield DeepFinding("family_two_heads" if row.heads > 1 else "family_no_head", row.first)


def count_faults(uow: UnitOfWork) -> Iterator[DeepFinding]:
    """Households whose number of persons is not that of the people in it."""
    inside: Counter[tuple[str, str]] = Counter()
    for query in (_PLACED, _INSIDE):
        for row in uow.execute(query):
            inside[row.household_no, row.site] += row.people
    for row in uow.execute(_COUNTED):
        there = inside[row.household_no, row.site]
        if row.persons != there:
            yield DeepFinding("persons_miscounted", row.household_no, details={"said": row.persons, "there": there})


def paper_faults(uow: UnitOfWork, site_code: str) -> Iterator[DeepFinding]:
    """Papers of nothing, and papers that say a case was decided before it was."""
    for subject in uow.execute(_PAPERS, {"owner": site_code}).scalars():
        yield DeepFinding("paper_without_case", str(subject))
    for row in uow.execute(_SAID, {"owner": site_code}).all():
        outcome = _SAYING[row.paper]
        said = {
            each.level
            for each in uow.execute(_DECISIONS, {"wanted": row.case_no, "owner": site_code})
            if each.outcome is outcome and each.at <= row.at
        }
        needed = set(levels_of(row.levels))
        decided = needed <= said if outcome is Outcome.APPROVE else bool(said)
        if not decided:
            details: dict[str, str | int] = {"paper": row.paper, "copy": row.copy}
            yield DeepFinding("paper_before_decision", row.case_no, details=details)


def export_faults(uow: UnitOfWork, site_code: str, before: datetime) -> Iterator[DeepFinding]:
    """Approvals older than `before` that lie in no exported bundle."""
    exported = uow.execute(_EXPORTED, {"owner": site_code}).scalar_one_or_none() or 0
    asked = {"owner": site_code, "exported": exported, "before": before}
    for row in uow.execute(_WAITING, asked):
        yield DeepFinding("approved_not_exported", row.case_no, damage=False)


def draft_faults(uow: UnitOfWork, site_code: str) -> Iterator[DeepFinding]:
    """Drafts whose officer has no account any more."""
    for row in uow.execute(_DRAFTS, {"owner": site_code}):
        yield DeepFinding("draft_of_closed_account", row.officer, damage=False, details={"draft": row.draft_id})


def scans(uow: UnitOfWork) -> tuple[tuple[str, str], ...]:
    """Give every scan the cases name: its hash, and the case."""
    return tuple((row.sha256, row.case_no) for row in uow.execute(_SCANS))
