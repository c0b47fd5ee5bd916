"""Legal clocks: until when something is due under a policy pack, in working days or in days of the calendar.

The day of the event is not counted (行政许可法82, 民法典201). What lies in a span that the pack does not count (a
hearing, an inspection: 行政许可法45) is left out by name, with a reason and a written notice; nothing else stops
a clock. Pure: the working days come as a `Calendar`.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec

from station_app.domain.findings import Finding, Severity
from station_app.domain.vocabulary import OfficerRole

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from station_app.domain.policy import Limit, Pack, SpanRule
    from station_app.domain.working_days import Calendar

_DAY = timedelta(days=1)


class LimitKind(StrEnum):
    """Which clock is running; in the order in which a due list names them when all else is equal."""

    NOTICE = "notice"  # tell everything that is missing (行政许可法32)
    DECISION = "decision"  # 行政许可法42
    DELIVERY = "delivery"  # hand over the decision (行政许可法44)
    PERMIT = "permit"  # make and issue a residence permit (居住证暂行条例)
    PROMISED = "promised"  # the station's own, shorter than the law
    SUPPLEMENT = "supplement"  # until when the family is expected back; the station's own


class Deadlines(msgspec.Struct, frozen=True):
    """Legal and promised dates: notice of what is missing (行政许可法32), decision (42), the station's own promise.

    `calendar` names the working days they were counted by (`Calendar.name`); with the journal they are counted again.
    """

    notice: date
    decision: date
    promised: date | None = None
    calendar: str = ""

    @property
    def shown(self) -> date:
        """The day people are told: the shorter of the law's and the station's own."""
        return min(self.decision, self.promised or self.decision)


class ExcludedSpan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Days that may not count: `code` is a rule of the pack, `last` is None while it still goes on (both included).

    `told_on`: the day the applicant was told in writing how long it takes, which 行政许可法45 asks for.
    """

    code: str
    first: date
    last: date | None
    reason: str
    told_on: date | None


class Extension(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A decision put off, once, by the officer in charge; the applicant was told why (行政许可法42)."""

    role: OfficerRole
    approved_on: date
    reason: str
    told_on: date | None


class RunningLimit(msgspec.Struct, frozen=True):
    """A clock of one case: since when, until when, and what it rests on; `due` is None while it stands still."""

    kind: LimitKind
    started: date
    due: date | None
    basis: str


def deadlines(pack: Pack, route: str | None, on: date, calendar: Calendar) -> Deadlines:
    """Give the dates that start running when a case is accepted on `on` under `pack`."""
    return Deadlines(
        notice=calendar.after(on, pack.limits.notice.working_days),
        decision=calendar.after(on, pack.limits.decision.working_days),
        promised=calendar.after(on, pack.route(route).promised_working_days),
        calendar=calendar.name,
    )


def working_end(calendar: Calendar, start: date, days: int, spans: Iterable[ExcludedSpan] = ()) -> date | None:
    """Give the `days`-th working day after `start` that lies in none of `spans`; None while one of them is open."""
    left_out = _days_of(spans)
    if left_out is None:
        return None
    if not left_out:
        return calendar.after(start, days)
    day, left = start, days
    while left > 0:
        day += _DAY
        left -= calendar.is_working(day) and day not in left_out
    return day


def calendar_end(calendar: Calendar, start: date, days: int, spans: Iterable[ExcludedSpan] = ()) -> date | None:
    """Give the `days`-th day after `start` outside `spans`, moved to the next working day; None as in `working_end`."""
    left_out = _days_of(spans)
    if left_out is None:
        return None
    day, left = start, days
    while left > 0:
        day += _DAY
        left -= day not in left_out
    while day in left_out or not calendar.is_working(day):  # an end in a span that does not count is no end either
        day += _DAY
    return day


def not_counted(pack: Pack, spans: Iterable[ExcludedSpan]) -> tuple[ExcludedSpan, ...]:
    """Give the spans that stop the clock under `pack`; a supplement does so only where the pack says it."""
    stopping = {rule.code for rule in pack.limits.spans if not rule.counted}
    return tuple(span for span in spans if span.code in stopping)


def span_problems(pack: Pack, span: ExcludedSpan) -> tuple[Finding, ...]:
    """Say what keeps a span from being left out: no rule, no reason, not told in writing, ended before it began."""
    rule = next((each for each in pack.limits.spans if each.code == span.code), None)
    if rule is None:
        return (_error("span_unknown", "行政许可法第45条", span=span.code[:40]),)
    if rule.counted:
        return (_error("span_counted", rule.basis, title=rule.title.said),)
    return tuple(_span_faults(rule, span))


def extension_problems(
    pack: Pack, extension: Extension, decision_due: date, *, accepted: date, before: Collection[Extension] = ()
) -> tuple[Finding, ...]:
    """Say what keeps a decision from being put off; it may be once, in time, by whom the pack names, with a reason.

    The applicant was told why on a day from that of the acceptance (`accepted`) to that of the approval.
    """
    told = extension.told_on
    rule = pack.limits.extension
    faults = {
        "extension_again": bool(before),
        "extension_not_by_chief": extension.role not in rule.approved_by,
        "extension_too_late": extension.approved_on > decision_due,
        "extension_reason_missing": not extension.reason.strip(),
        "extension_not_told": told is None,
        "extension_told_before": told is not None and told < accepted,
        "extension_told_ahead": told is not None and told > extension.approved_on,
    }
    days = {"due": decision_due.isoformat(), "accepted": accepted.isoformat(), "told": told.isoformat() if told else ""}
    return tuple(_error(code, rule.basis, **days) for code, wrong in faults.items() if wrong)


def running(
    kind: LimitKind,
    pack: Pack,
    route: str | None,
    started: date,
    calendar: Calendar,
    *,
    spans: Iterable[ExcludedSpan] = (),
    extended: bool = False,
) -> RunningLimit | None:
    """Start the clock `kind` on `started` under `pack`; None where the pack has no such limit.

    `extended` adds the extension to a decision. The promise follows the same spans: what the law does not count, the
    station does not count against itself.
    """
    stopping = not_counted(pack, spans)
    if kind is LimitKind.PERMIT:
        permit = pack.limits.permit
        if permit is None:
            return None
        return RunningLimit(
            kind, started, calendar_end(calendar, started, permit.calendar_days, stopping), permit.basis
        )
    days, basis = _working_limit(kind, pack, route)
    if extended and kind is LimitKind.DECISION:
        days += pack.limits.extension.working_days
    if not days:
        return None
    return RunningLimit(kind, started, working_end(calendar, started, days, stopping), basis)


def holiday_findings(pack: Pack, route: str | None, on: date, calendar: Calendar) -> tuple[Finding, ...]:
    """Say when a deadline runs into a year whose public holidays were not yet announced."""
    ends = deadlines(pack, route, on, calendar)
    last = max(ends.notice, ends.decision, ends.promised or on)
    if last.year <= calendar.last:
        return ()
    details: dict[str, str | int] = {"year": last.year, "decision": ends.decision.isoformat()}
    return (Finding(Severity.NOTE, "holidays_unpublished", basis="行政许可法第82条", details=details),)


def _working_limit(kind: LimitKind, pack: Pack, route: str | None) -> tuple[int, str]:
    if kind is LimitKind.PROMISED:
        road = pack.route(route)
        return road.promised_working_days, road.clause
    named: dict[LimitKind, Limit | None] = {
        LimitKind.NOTICE: pack.limits.notice,
        LimitKind.DECISION: pack.limits.decision,
        LimitKind.DELIVERY: pack.limits.delivery,
        LimitKind.SUPPLEMENT: pack.limits.supplement,
    }
    limit = named[kind]
    return (limit.working_days, limit.basis) if limit else (0, "")


def _days_of(spans: Iterable[ExcludedSpan]) -> frozenset[date] | None:
    """Give every day of the spans once, however they overlap; None when one has no end yet."""
    days: set[date] = set()
    for span in spans:
        if span.last is None:
            return None
        days.update(span.first + timedelta(days=offset) for offset in range((span.last - span.first).days + 1))
    return frozenset(days)


def _span_faults(rule: SpanRule, span: ExcludedSpan) -> Sequence[Finding]:
    faults = {
        "span_reversed": span.last is not None and span.last < span.first,
        "span_reason_missing": not span.reason.strip(),
        "span_not_told": span.told_on is None,
    }
    return [_error(code, rule.basis, title=rule.title.said) for code, wrong in faults.items() if wrong]


def _error(code: str, basis: str, **details: str | int) -> Finding:
    return Finding(Severity.ERROR, code, basis=basis, details=details)
