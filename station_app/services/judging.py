"""Everything the rules say about one family, joined: the pure judgement, and the same with what this site knows.

Not a use case: `check_case` shows it, `accept_case` obeys it, and both see the same answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from forms.required import required_findings
from station_app import texts
from station_app.clock import BEIJING, local_date
from station_app.domain import divisions
from station_app.domain.deadlines import deadlines, holiday_findings
from station_app.domain.divisions import local_name
from station_app.domain.documents import weigh
from station_app.domain.family import check_family
from station_app.domain.family_group import family_group
from station_app.domain.findings import VERIFIED, Finding, Severity
from station_app.domain.households import choices, place
from station_app.domain.identifiers import STANDARD
from station_app.domain.people import counted_on
from station_app.domain.permit_file import PermitFile
from station_app.domain.policy import pack_for
from station_app.domain.reading import UNREADABLE
from station_app.domain.records import Alternative, CheckResult, ForbiddenDemand
from station_app.domain.vocabulary import Route
from station_app.domain.working_days import shipped
from station_app.errors import RefusedError
from station_app.journal import trust
from station_app.services.applying import judge_permit, judge_permit_within
from station_app.storage import calendars, cases, digests, households

_PACKS = "行政许可法 第三十条"
"""What is asked for is published beforehand; no published rules, no case."""

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from station_app.clock import Belief
    from station_app.domain.case_file import CaseFile
    from station_app.domain.policy import Pack
    from station_app.domain.records import CaseRecord, DocumentDemand, Household, KnownPerson
    from station_app.domain.working_days import Calendar
    from station_app.services.desk import Desk
    from station_app.storage.digests import Elsewhere
    from station_app.storage.engine import UnitOfWork


def judge(
    case: CaseFile,
    structure: Sequence[Finding],
    *,
    packs: Sequence[Pack],
    households: Sequence[Household],
    site_division: str,
    on: date,
    calendar: Calendar | None = None,
) -> CheckResult:
    """Say everything the rules say about `case` on the day `on`; never stops at the first finding.

    What could not be read at all is no case: then only that is said. Without a `calendar` of the site, days are counted
    by the one that ships with the program.
    """
    if any(finding.code in UNREADABLE for finding in structure):
        return CheckResult(case=case, findings=tuple(structure))
    working_days = calendar or shipped()
    try:
        if isinstance(case, PermitFile):
            return judge_permit(case, structure, packs=packs, site_division=site_division, on=on, calendar=working_days)
        pack = pack_for(packs, case.business, on)
    except RefusedError as refusal:
        return CheckResult(case, (*structure, _without_rules(refusal)))
    documents, documents_said = weigh(case, pack, on, working_days)
    placement, placing = place(case, households, site_division)
    route = pack.route(case.route or Route.GENERAL)
    findings = (
        *structure,
        *required_findings(case, counted_on(on, pack.full_age), structure),
        *check_family(case, on, limit=pack.limits.decision.working_days, full_age=pack.full_age, calendar=working_days),
        *documents_said,
        *placing,
        *holiday_findings(pack, case.route or Route.GENERAL, on, working_days),
    )
    return CheckResult(
        case=case,
        findings=_once(findings),
        documents=documents,
        placement=msgspec.structs.replace(placement, group=family_group(case, on)),
        households=choices(case, households, site_division),
        decided_by=route.decided_by,
        deadlines=deadlines(pack, case.route or Route.GENERAL, on, working_days),
        alternatives=tuple(Alternative(code=code, basis=pack.route(Route(code)).clause) for code in route.alternatives),
        forbidden=_forbidden(pack, documents),
        pack=pack.id,
        clause=route.clause,
    )


def _without_rules(refusal: RefusedError) -> Finding:
    details: dict[str, str | int] = {name: str(value) for name, value in refusal.details.items()}
    return Finding(Severity.ERROR, refusal.code, where="business", basis=_PACKS, details=details)


def _forbidden(pack: Pack, documents: Sequence[DocumentDemand]) -> tuple[ForbiddenDemand, ...]:
    """Say what may never be demanded; what a rule of this case would accept is not barred."""
    asked = {each.rule for each in documents}
    welcome = {kind for rule in pack.documents if rule.code in asked for kind in rule.accepts}
    return tuple(
        ForbiddenDemand(item.code, item.name, item.basis, tuple(kind for kind in item.kinds if kind not in welcome))
        for item in pack.forbidden
    )


def judge_within(
    uow: UnitOfWork, desk: Desk, case: CaseFile, structure: Sequence[Finding], about: CaseRecord | None = None
) -> CheckResult:
    """Judge `case` inside an open transaction, with this site's households and the people already known here.

    `about` is the case whose facts these are from now on: the rules of the day it was accepted on hold, and that the
    family is in it already is no question.
    """
    if isinstance(case, PermitFile):
        return judge_permit_within(uow, desk, case, structure)
    on = local_date(about.accepted_at) if about else desk.today()
    result = judge(
        case,
        structure,
        packs=desk.packs,
        households=households.listing(uow),
        site_division=desk.site.code,
        on=on,
        calendar=calendars.in_force(uow, desk.site.code),
    )
    numbers = {index: member.id_number for index, member in case.movers if member.id_number}
    people = cases.known_people(uow, numbers.values())
    own = about.case_no if about else None
    known = {index: _others(people.get(number, ()), own) for index, number in numbers.items()}
    elsewhere = digests.known_elsewhere(uow, {number: case.family[index].name for index, number in numbers.items()})
    asked = (
        *_destination_findings(case, desk.site.code),
        *_known_findings(case, known),
        *_elsewhere_findings(case, numbers, elsewhere),
        *_clock_findings(trust.belief(uow, desk.site.code, desk.now())),
    )
    return msgspec.structs.replace(result, findings=(*asked, *result.findings))


def _others(known: Sequence[KnownPerson], own: str | None) -> tuple[KnownPerson, ...]:
    return tuple(each for each in known if each.case_no != own)


def _clock_findings(state: Belief) -> Iterator[Finding]:
    """Warn that the time that will be entered is doubtful; the case goes on."""
    if state.doubt is not None:
        details: dict[str, str | int] = {
            "shown": state.shown.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M"),
            "doubt": texts.say(f"clock.doubt.{state.doubt.value}"),
        }
        yield Finding(Severity.WARNING, "clock_doubted", basis=VERIFIED, details=details)


def _destination_findings(case: CaseFile, site: str) -> Iterator[Finding]:
    """A station registers in its own county: whoever wants to go elsewhere is not placed here unseen."""
    division = case.destination.division if case.destination else None
    if division and divisions.division(division) is not None and not division.startswith(site[:6]):
        details: dict[str, str | int] = {"place": divisions.full_name(division)}
        yield Finding(Severity.WARNING, "destination_elsewhere", "destination.division", "户口登记条例 第三条", details)


def _known_findings(case: CaseFile, known: Mapping[int, Sequence[KnownPerson]]) -> Iterator[Finding]:
    """Turn people who are already in a case here into questions for the officer, by index in the family.

    The same number under another name may be an old number given twice: said besides, and never merged.
    """
    for index, people in sorted(known.items()):
        if not people:
            continue
        details: dict[str, str | int] = {"case_no": people[0].case_no}
        where = f"family[{index}].id_number"
        yield Finding(Severity.CONFIRM, "person_in_open_case", where, "户口登记条例 第六条", details)
        names = {case.family[index].name, *case.family[index].former_names}
        others = [person for person in people if person.name and person.name not in names]
        if others and case.family[index].name:
            where = f"family[{index}].name"
            details = {"case_no": others[0].case_no}
            yield Finding(Severity.WARNING, "same_number_other_name", where, STANDARD, details)


def _elsewhere_findings(
    case: CaseFile, numbers: Mapping[int, str], elsewhere: Mapping[str, Sequence[Elsewhere]]
) -> Iterator[Finding]:
    """Turn people whom the county knows from another station into questions too."""
    for index, number in sorted(numbers.items()):
        for known in elsewhere.get(number, ())[:1]:
            site = local_name(known.site) or known.site
            details: dict[str, str | int] = {"case_no": known.case_no, "site": site}
            where = f"family[{index}].id_number"
            yield Finding(Severity.CONFIRM, "person_known_at_county", where, "户口登记条例 第六条", details)
            if known.same_name is False and not case.family[index].former_names:
                where = f"family[{index}].name"
                yield Finding(Severity.WARNING, "same_number_other_name", where, STANDARD, {"case_no": known.case_no})


def _once(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Drop repetitions: the same code at the same place says nothing twice."""
    seen: dict[tuple[str, str, str], Finding] = {}
    for finding in findings:
        seen.setdefault((finding.code, finding.where, repr(sorted(finding.details.items()))), finding)
    order = {Severity.ERROR: 0, Severity.CONFIRM: 1, Severity.WARNING: 2, Severity.NOTE: 3}
    return tuple(sorted(seen.values(), key=lambda finding: order[finding.severity]))
