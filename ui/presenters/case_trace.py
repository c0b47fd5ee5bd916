"""Where a case is, in words: who has it and since when, what counts now, what was decided, how it travels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from station_app import clock, texts
from station_app.domain.vocabulary import CaseStatus, Outcome
from ui.presenters import words

if TYPE_CHECKING:
    from datetime import date, datetime

    from station_app.domain.records import CaseRecord, TimelineItem
    from station_app.domain.tracing import Carried, CaseTrace, Entered, Running, SaidDecision

_STATUS_COLOURS = {
    "accepted": "primary",
    "reviewed": "primary",
    "at_county": "primary",
    "supplement": "look",
    "approved": "ok",
    "registered": "ok",
    "delivered": "ok",
    "refused": "blocked",
    "declined": "blocked",
}
PRESSURE_STATES = {"overdue": "blocked", "red": "blocked", "amber": "look", "on_time": "ok", "standing_still": ""}
"""The colour of a clock; its word and an icon go with it."""

_OUTCOME_STATES = {"approve": "ok", "return": "look", "refuse": "blocked"}


@dataclass(frozen=True, slots=True)
class ClockLine:
    """One clock: what it is, its day, how much is left in words, its colour, and a remark on the day."""

    name: str
    day: str
    left: str
    state: str
    remark: str


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """One decision: head, who and when, and everything it says, each a line; flags apart, to be looked at."""

    head: str
    who: str
    said: tuple[str, ...]
    flags: tuple[str, ...]
    state: str


@dataclass(frozen=True, slots=True)
class WhereView:
    """The head of the case page."""

    status: str = ""
    colour: str = ""
    holder: str = ""
    since: str = ""
    basis: str = ""
    carried: tuple[str, ...] = ()
    clocks: tuple[ClockLine, ...] = ()


def where_of(record: CaseRecord, trace: CaseTrace | None, today: date) -> WhereView:
    """Give the head of the page; without a trace only the state."""
    status = words.status_word(record.status)
    colour = _STATUS_COLOURS.get(record.status, "")
    basis = _basis(record, trace)
    if trace is None:
        return WhereView(status, colour, basis=basis)
    return WhereView(
        status=status,
        colour=colour,
        holder=_holder(record, trace),
        since=_since(trace, today),
        basis=basis,
        carried=tuple(_carried(each) for each in trace.carried),
        clocks=tuple(clock_line(each) for each in trace.running),
    )


def clock_line(each: Running) -> ClockLine:
    """Give one clock in words."""
    return ClockLine(
        name=texts.say(f"ui.where.clock.{each.kind.value}"),
        day=words.day(each.due),
        left=left_words(each.pressure, each.left),
        state=PRESSURE_STATES[each.pressure],
        remark=texts.say("ui.where.told", day=each.told.isoformat()) if each.told else each.basis,
    )


def left_words(pressure: str, left: int | None) -> str:
    """Say how many working days are left, or by how many it is late."""
    if left is None:
        return texts.say("clock.pressure.standing_still")
    if pressure == "overdue":
        return texts.say("clock.late", days=-left) if left else texts.say("ui.where.just_late")
    return texts.say("clock.left", days=left) if left else texts.say("ui.case.today")


def decision_lines(record: CaseRecord, trace: CaseTrace | None) -> tuple[DecisionLine, ...]:
    """Give what was decided, the newest first; that an application was not taken in is said the same way."""
    declined = tuple(_declined(item) for item in record.timeline if item.kind == "case_declined")
    return (*(_decision(record, each) for each in reversed(trace.decisions if trace else ())), *declined)


def asked_words(trace: CaseTrace) -> str:
    """Give what a case that was sent back has to be put right in, and who says so; empty where it waits for nobody."""
    asked = trace.decisions[-1] if trace.decisions and trace.waits_for == "applicant" else None
    if asked is None or asked.outcome is not Outcome.RETURN:
        return ""
    level = texts.say(f"choice.level.{asked.level.value}")
    return texts.say(
        "ui.changes.asked", level=level, name=asked.officer_name, day=words.moment(asked.at), text=asked.text
    )


def entered_lines(record: CaseRecord, trace: CaseTrace | None) -> tuple[tuple[str, str], ...]:
    """Give who is registered where and since when; several of one household in one line."""
    groups: dict[tuple[str, str], list[str]] = {}
    for each in trace.entered if trace else ():
        family = record.case.family
        name = (family[each.place].name if each.place < len(family) else None) or "—"
        if each.head:
            name = texts.say("ui.where.head", name=name)
        span = each.since.isoformat()
        if each.until:
            span += f" – {each.until.isoformat()} {ended_word(each)}"
        groups.setdefault((each.household_no, span), []).append(name)
    return tuple(
        (texts.say("ui.where.entered"), f"{number} · {span} · {'、'.join(names)}")
        for (number, span), names in groups.items()
    )


def ended_word(each: Entered) -> str:
    """Say why a registration ended, in a word; empty while it lasts."""
    if each.until is None:
        return ""
    key = f"choice.household_step.{each.why_ended}"
    return texts.say(key) if texts.known(key) else texts.say("ui.case.left_register")


def _holder(record: CaseRecord, trace: CaseTrace) -> str:
    """Say who has the case: by its state where one person follows from it, else by who waits."""
    key = f"ui.where.{record.status.value}"
    if record.crossed is not None and record.crossed.todo == "acted":
        key = "ui.where.crossed"
    elif trace.waits_for == "county" and record.status != "at_county":
        key = "ui.where.county_first"
    return texts.say(key)


def _since(trace: CaseTrace, today: date) -> str:
    days = (today - clock.local_date(trace.since)).days
    ago = texts.say("ui.case.today") if days <= 0 else texts.say("ui.where.days", days=days)
    parts = [texts.say("ui.where.since", moment=words.moment(trace.since), ago=ago)]
    if trace.still and trace.waits_for in {"chief", "county", "applicant"}:
        levels = " → ".join(texts.say(f"ui.level.{level.value}") for level in trace.still)
        parts.append(texts.say("ui.where.still", levels=levels))
    return " · ".join(parts)


def _basis(record: CaseRecord, trace: CaseTrace | None) -> str:
    route = texts.say(f"ui.route.{record.case.route.value}") if record.case.route else ""
    return " · ".join(filter(None, (route, trace.clause if trace else "")))


def _carried(each: Carried) -> str:
    """Say in which bundle the newest of the case lies."""
    if not each.outgoing:
        return texts.say("ui.where.came", name=each.name, number=each.number, moment=_moment(each.at))
    if not each.number:
        return texts.say("ui.where.waits", name=each.name)
    if each.at is None:
        return texts.say("ui.where.sealed", name=each.name, number=each.number)
    if each.acknowledged_at is not None:
        key = "ui.where.acknowledged"
        return texts.say(key, name=each.name, number=each.number, moment=_moment(each.acknowledged_at))
    return texts.say("ui.where.sent", name=each.name, number=each.number, moment=_moment(each.at))


def _moment(at: datetime | None) -> str:
    return words.moment(at) if at is not None else "—"


def _decision(record: CaseRecord, each: SaidDecision) -> DecisionLine:
    level, outcome = texts.say(f"choice.level.{each.level.value}"), texts.say(f"choice.outcome.{each.outcome.value}")
    said = [each.ground and f"{each.ground}({each.basis})", each.text]
    if each.reference:
        said.insert(0, texts.say("ui.where.reference", reference=each.reference))
    if each.decider:
        said.append(texts.say("ui.where.on_paper", name=each.decider, day=words.day(each.decided_on)))
    reversed_since = record.status is CaseStatus.REVERSED and each.outcome is not Outcome.RETURN
    if not each.taken:
        said.append(texts.say(f"ui.where.{_why_not(record, each)}"))
    elif reversed_since:
        said.append(texts.say("ui.where.holds_no_longer"))
    return DecisionLine(
        head=f"{level} · {outcome}",
        who=f"{words.moment(each.at)} · {each.officer_name}",
        said=tuple(filter(None, said)),
        flags=tuple(texts.say(f"flag.{code}") for code in each.flags),
        state=_OUTCOME_STATES[each.outcome.value] if each.taken and not reversed_since else "",
    )


def _declined(item: TimelineItem) -> DecisionLine:
    return DecisionLine(
        head=texts.say("choice.case_status.declined"),
        who=f"{words.moment(item.at)} · {item.officer_name}",
        said=tuple(filter(None, (item.ground and f"{item.ground}({item.basis})", item.words))),
        flags=tuple(texts.say(f"flag.{code}") for code in item.flags),
        state=_OUTCOME_STATES["refuse"],
    )


def _why_not(record: CaseRecord, each: SaidDecision) -> str:
    """Name why a decision does not count: the county's own holds, or the station had gone on from another."""
    if each.decider:
        return "county_holds"
    return "acted_on_paper" if record.crossed and each.level == "county" else "too_late"
