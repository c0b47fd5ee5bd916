"""All that the rules say about an application for a residence permit. Not a use case: checking and applying ask it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from forms.permit import FORM
from forms.required import required_findings
from station_app.domain import divisions
from station_app.domain.deadlines import Deadlines, deadlines
from station_app.domain.documents import weigh
from station_app.domain.findings import Finding, Severity
from station_app.domain.people import counted_on
from station_app.domain.permit_rules import ARTICLE_2, ARTICLE_9, making, permit_findings
from station_app.domain.policy import pack_for
from station_app.domain.records import CheckResult
from station_app.domain.vocabulary import Business, PermitBusiness
from station_app.storage import calendars, permits, registrations

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from station_app.domain.permit_file import PermitFile
    from station_app.domain.policy import Pack
    from station_app.domain.working_days import Calendar
    from station_app.services.desk import Desk
    from station_app.storage.engine import UnitOfWork


def judge_permit(
    case: PermitFile,
    structure: Sequence[Finding],
    *,
    packs: Sequence[Pack],
    site_division: str,
    on: date,
    calendar: Calendar,
) -> CheckResult:
    """Say everything the rules say about this application on the day `on`; the decision is the day of the card.

    Raises:
        RefusedError: `policy_not_in_force`.
    """
    pack = pack_for(packs, Business.RESIDENCE_PERMIT, on)
    documents, documents_said = weigh(case, pack, on, calendar)
    findings = (
        *structure,
        *required_findings(case, counted_on(on, pack.full_age), structure, FORM),
        *permit_findings(case, pack, on),
        *_elsewhere(case, site_division),
        *documents_said,
    )
    due = making(pack, PermitBusiness.FIRST, case.asked.division or "", on, calendar).due
    legal = deadlines(pack, None, on, calendar)
    return CheckResult(
        case=case,
        findings=findings,
        documents=documents,
        decided_by=pack.routes[0].decided_by,
        deadlines=Deadlines(legal.notice, due, None, calendar.name),
        pack=pack.id,
        clause=pack.routes[0].clause,
    )


def judge_permit_within(uow: UnitOfWork, desk: Desk, case: PermitFile, structure: Sequence[Finding]) -> CheckResult:
    """Judge an application inside an open transaction, with the permits and residents of this site."""
    result = judge_permit(
        case,
        structure,
        packs=desk.packs,
        site_division=desk.site.code,
        on=desk.today(),
        calendar=calendars.in_force(uow, desk.site.code),
    )
    return replace(result, findings=(*_known(uow, desk, case), *result.findings))


def _known(uow: UnitOfWork, desk: Desk, case: PermitFile) -> Iterator[Finding]:
    number = case.person.id_number
    if not number:
        return
    for permit_no in permits.held(uow, (number,))[:1]:
        yield _error("permit_held", "family[0].id_number", ARTICLE_9, permit_no=permit_no)
    for here in registrations.open_of(uow, (number,), desk.site.code)[:1]:
        yield _error("permit_registered_here", "family[0].id_number", ARTICLE_2, household_no=here.household_no)


def _elsewhere(case: PermitFile, site: str) -> Iterator[Finding]:
    """A permit is applied for where one lives: another county's station makes its own."""
    division = case.asked.division
    if division and divisions.division(division) is not None and not division.startswith(site[:6]):
        details: dict[str, str | int] = {"place": divisions.full_name(division)}
        yield Finding(Severity.WARNING, "permit_elsewhere", "permit.division", ARTICLE_9, details)


def _error(code: str, where: str, basis: str, /, **details: str | int) -> Finding:
    return Finding(Severity.ERROR, code, where, basis, dict(details))
