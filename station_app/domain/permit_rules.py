"""What the law says of an application for a residence permit (居住证暂行条例 2, 9), and never more than it says.

Half a year of registered residence in another city and one of three grounds; one proof of the ground; who may apply for
somebody else. What the city's own rules decide comes from the policy pack.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app.domain.deadlines import calendar_end
from station_app.domain.findings import VERIFIED, Finding, Severity
from station_app.domain.people import age_on, counted_on
from station_app.domain.permit_dates import months_after
from station_app.domain.permits import Making
from station_app.domain.persons import member_findings, outsider_findings
from station_app.domain.policy import PermitRules
from station_app.domain.vocabulary import PermitBusiness

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from station_app.domain.permit_file import PermitFile
    from station_app.domain.policy import Pack
    from station_app.domain.working_days import Calendar

ARTICLE_2, ARTICLE_9, ARTICLE_11 = (f"居住证暂行条例 第{number}条" for number in ("二", "九", "十一"))
OWN_AGE = 16
"""Below this age a guardian or near relative may apply for somebody (居住证暂行条例 9)."""

_USUAL_DAYS = 15
_GUARDIAN_OR_NEAR = range(10, 80)
"""GB/T 4761 from spouse to brothers and sisters: near relatives (民法典 1045), among them parents as guardians."""


def permit_findings(case: PermitFile, pack: Pack, on: date) -> tuple[Finding, ...]:
    """Say everything about person, conditions, agent and photograph; documents are weighed as a family's are."""
    rules = rules_of(pack)
    found = [finding for index, each in enumerate(case.family) for finding in member_findings(each, index, on)]
    found += _who(case)
    found += _half_a_year(case, rules, on)
    found += _other_city(case, rules)
    if case.agent is not None:
        found += outsider_findings(case.agent, "agent", counted_on(on, pack.full_age))
        found += _agent(case, on)
    if case.family and not case.asked.photo:
        found.append(_error("permit_photo_missing", "permit.photo", ARTICLE_9))
    return tuple(found)


def making(
    pack: Pack, business: PermitBusiness, division: str, on: date, calendar: Calendar, *, old_card: bool = False
) -> Making:
    """Give until when a card that is asked for on `on` is to be made, and what it costs.

    Fifteen days of the calendar, more only where the pack calls the division remote; the end moves to a working day.
    """
    rules = rules_of(pack)
    limit = rules.remote if rules.remote and division.startswith(rules.remote_divisions) else pack.limits.permit
    days = limit.calendar_days if limit else _USUAL_DAYS
    due = calendar_end(calendar, on, days) or on
    fee = 0 if business is PermitBusiness.FIRST else rules.replacement_fee
    return Making(business=business, accepted=on, due=due, days=days, fee=fee, old_card=old_card)


def rules_of(pack: Pack) -> PermitRules:
    """Give what the pack says of residence permits; the law's own where it says nothing."""
    return pack.permit or PermitRules(basis=ARTICLE_2)


def _who(case: PermitFile) -> Iterator[Finding]:
    if case.family and case.applicant is None:
        yield _error("applicant_missing", "family", ARTICLE_9)
    if len(case.family) > 1:
        yield _error("permit_one_person", "family[1]", ARTICLE_9)


def _half_a_year(case: PermitFile, rules: PermitRules, on: date) -> Iterator[Finding]:
    since = case.asked.registered_on
    if since is None:
        return
    if since > on:
        yield _error("permit_registered_ahead", "permit.registered_on", VERIFIED)
    elif on < (reached := months_after(since, rules.months)):
        yield _error("permit_too_soon", "permit.registered_on", ARTICLE_2, since=since.isoformat(), day=str(reached))


def _other_city(case: PermitFile, rules: PermitRules) -> Iterator[Finding]:
    origin = case.person.origin
    home, here = (origin.division if origin else None) or "", case.asked.division or ""
    same = 6 if rules.within_city else 4
    if len(home) >= same and home[:same] == here[:same]:
        yield _error("permit_same_city", "permit.division", ARTICLE_2)


def _agent(case: PermitFile, on: date) -> Iterator[Finding]:
    born = case.person.birth_date
    if not case.asked.infirm and born is not None and age_on(born, on) >= OWN_AGE:
        yield _error("permit_agent_needless", "agent", ARTICLE_9, age=OWN_AGE)
    relation = (case.agent.relationship if case.agent else None) or ""
    guardian = any(each.kind == "X03" and each.presented is not None for each in case.documents)
    if relation.isdecimal() and int(relation) not in _GUARDIAN_OR_NEAR and not guardian:
        yield _error("permit_agent_distant", "agent.relationship", ARTICLE_9)


def _error(code: str, where: str, basis: str, /, **details: str | int) -> Finding:
    return Finding(Severity.ERROR, code, where, basis, dict(details))
