"""Which steps of a case count, and what that does to the tables. `apply` calls it; nothing else does.

A step is taken where the case stands. Once another site has decided on a case too, its whole course is gone through
again (`domain.crossings`), so that the tables are the same whichever entry came first. An entry that does not count
stays in the journal, and `Writes.conflicts` names it for a person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import msgspec
from sqlalchemy import bindparam, select, update

from station_app.domain.case_life import STEP_OF
from station_app.domain.crossings import Took, advance, course
from station_app.domain.vocabulary import Crossed, Level, Step
from station_app.errors import DamagedError
from station_app.journal import case_entries, case_rows, counted_rows, step_rows
from station_app.journal.conflicts import Conflict
from station_app.journal.step_rows import put, refuse_foreign, stand_of, stands
from station_app.storage.case_tables import case_decision
from station_app.storage.prepared import Prepared
from station_app.storage.table_parts import levels_of
from station_app.storage.tables import journal_entry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from station_app.domain.crossings import Course, Stand
    from station_app.journal.apply import Writes
    from station_app.journal.entries import Entry

    _Effects: TypeAlias = dict[type, Callable[[Writes, Any, Any], None]]

_EFFECTS: _Effects = {**case_rows.EFFECTS, **step_rows.EFFECTS}
_AGAIN: _Effects = {**case_rows.AGAIN, **step_rows.AGAIN}
_STEPS: dict[type, Step] = {
    case_entries.CaseSupplemented: Step.SUPPLEMENT,
    case_entries.CaseReviewed: Step.REVIEW,
    case_entries.CaseRegistered: Step.REGISTER,
    case_entries.CaseDelivered: Step.DELIVER,
    case_entries.CaseArchived: Step.ARCHIVE,
    case_entries.CaseWithdrawn: Step.WITHDRAW,
    case_entries.CaseReversed: Step.REVERSE,
}
_TOLD = frozenset(
    (
        "case_accepted", "case_supplemented", "case_reviewed", "case_decided", "case_registered", "case_delivered",
        "case_archived", "case_withdrawn", "case_reversed",
    )
)  # fmt: skip
_DECODER = msgspec.json.Decoder(case_entries.CasePayload)
_ELSEWHERE = Prepared(
    select(case_decision.c.seq)
    .where(case_decision.c.case_no == bindparam("wanted"), case_decision.c.site != bindparam("owner"))
    .limit(1)
)
_POSITION = Prepared(
    select(journal_entry.c.position).where(
        journal_entry.c.site == bindparam("owner"), journal_entry.c.seq == bindparam("number")
    )
)
_WRITTEN = Prepared(
    select(*(journal_entry.c[name] for name in ("site", "seq", "at", "officer", "kind", "subject", "payload")))
    .where(journal_entry.c.subject == bindparam("wanted"), journal_entry.c.position < bindparam("before"))
    .order_by(journal_entry.c.site, journal_entry.c.seq)
)
_COUNTS = Prepared(
    update(case_decision)
    .where(case_decision.c.site == bindparam("owner"), case_decision.c.seq == bindparam("number"))
    .values(taken=bindparam("counts"))
)
_COUNTY_DIGITS = 6
_LAST = 1 << 62
"""Behind every position of a journal."""


class _Said(NamedTuple):
    """An entry of a case with what it says; as much of an entry as its effects ask for."""

    site: str
    seq: int
    at: Any
    officer: str
    kind: str
    subject: str
    payload: Any

    @classmethod
    def of(cls, entry: Entry, payload: Any) -> _Said:
        """Give an entry whose payload was read."""
        return cls(entry.site, entry.seq, entry.at, entry.officer, entry.kind, entry.subject, payload)


def _decided(writes: Writes, entry: Entry, payload: case_entries.CaseDecided) -> None:
    refuse_foreign(entry, payload.case_no, _may_decide(entry, payload))
    row = {"site": entry.site, "seq": entry.seq, "case_no": payload.case_no, "level": payload.level}
    said = {"outcome": payload.outcome, "reason": payload.reason, "reference": payload.reference, "taken": False}
    writes.add(case_decision, [{**row, **said, "at": entry.at, "officer": entry.officer}])
    _step(writes, entry, payload)


def _may_decide(entry: Entry, payload: case_entries.CaseDecided) -> bool:
    """Tell whether this site may say so: a station of its own cases, its county of the county's level.

    A station's code begins with the six digits of its county, which no other site has: neither the city above it nor
    the station next to it speaks for the county. What a county wrote on paper its station may enter.
    """
    own = payload.case_no.startswith(f"{entry.site}-")
    if payload.level is Level.STATION:
        return own and payload.on_paper is None
    return payload.on_paper is not None if own else payload.case_no[:_COUNTY_DIGITS] == entry.site


def _own_step(writes: Writes, entry: Entry, payload: Any) -> None:
    refuse_foreign(entry, payload.case_no, payload.case_no.startswith(f"{entry.site}-"))
    _step(writes, entry, payload)


def _supplemented(writes: Writes, entry: Entry, payload: case_entries.CaseSupplemented) -> None:
    case_rows.refuse_foreign_facts(entry, payload)
    _step(writes, entry, payload)


def _step(writes: Writes, entry: Entry, payload: Any) -> None:
    """Take a step, if the case is here and it counts."""
    case = stands(writes, payload.case_no)
    if case is None:
        return
    here = {"wanted": payload.case_no, "owner": case.site}
    if Level.COUNTY in levels_of(case.levels) and writes.uow.rows(_ELSEWHERE, here):
        _go_through(writes, case, entry, payload)
        return
    before, took = stand_of(case), _took(entry, payload)
    stand = advance(before, took, levels_of(case.levels))
    if stand is None:
        writes.conflicts.append(Conflict(payload.case_no, entry.kind, entry.site, entry.seq))
        return
    _count(writes, {(entry.site, entry.seq): True} if isinstance(payload, case_entries.CaseDecided) else {})
    _take(writes, case, stand, _Said.of(entry, payload), _EFFECTS)
    counted_rows.step(writes, case, took, before, stand)


def _take(writes: Writes, case: Any, stand: Stand, step: _Said, effects: _Effects) -> None:
    """Move the case by one step, and do what it does besides."""
    facts = step.payload if isinstance(step.payload, case_entries.CaseFacts) else None
    put(writes, case, stand, facts=facts)
    effect = effects.get(type(step.payload))
    if effect is not None:
        effect(writes, step, step.payload)


def _go_through(writes: Writes, case: Any, entry: Entry, payload: Any) -> None:
    """Go through the whole course of the case with this entry; do what counts now and did not before."""
    levels = levels_of(case.levels)
    told = list(_written(writes, entry, payload))
    before = _course(levels, case.site, [each for each in told if each.payload is not payload])
    now = _course(levels, case.site, told)
    said = {(each.site, each.seq): each for each in told}
    older = False
    for took, stand in now.line:
        step = said[took.entry]
        effects = _AGAIN if took.entry in before.taken else _EFFECTS
        if (effects is _EFFECTS or older) and type(step.payload) in effects:
            _take(writes, case, stand, step, effects)
            case = stands(writes, case.case_no)
            older = older or took.step is Step.SUPPLEMENT
    put(writes, case, now.stand, crossed=_word(now))
    counted_rows.course(writes, case.case_no, now)
    decisions = {(each.site, each.seq) for each in told if isinstance(each.payload, case_entries.CaseDecided)}
    _count(writes, {each: each in now.taken for each in decisions & (before.taken ^ now.taken)})
    if _is_news((entry.site, entry.seq), before, now):
        writes.conflicts.append(Conflict(payload.case_no, entry.kind, entry.site, entry.seq))


def _is_news(entry: tuple[str, int], before: Course, now: Course) -> bool:
    """Tell whether a person has to hear of it: it does not count, something else does not any more, or two differ."""
    if _word(now) is not None and _word(now) is not _word(before):
        return True
    if now.agreed:
        return entry not in now.taken | now.agreed
    if entry not in now.taken or before.taken - now.taken:
        return True
    line = [took.entry for took, _ in now.line]
    return bool(before.taken.intersection(line[line.index(entry) + 1 :]))  # it came too late to change anything


def _word(found: Course) -> Crossed | None:
    return found.crossing.word if found.crossing else None


def _course(levels: tuple[Level, ...], site: str, told: list[_Said]) -> Course:
    own = [_took(each, each.payload) for each in told if each.site == site]
    county = [_took(each, each.payload) for each in told if each.site != site]
    return course(levels, own, county)


def _written(writes: Writes, entry: Entry, payload: Any) -> Iterator[_Said]:
    """Give what was written about the case until this entry, site by site in order, this entry in its place.

    Raises:
        DamagedError: `entry_unreadable`.
    """
    place = writes.journal.rows(_POSITION, {"owner": entry.site, "number": entry.seq})
    asked = {"wanted": payload.case_no, "before": place[0][0] if place else _LAST}
    told = [_Said.of(entry, payload)]
    for row in map(_Said._make, writes.journal.rows(_WRITTEN, asked)):
        if row.kind not in _TOLD:  # papers and looks
            continue
        try:
            told.append(row._replace(payload=_DECODER.decode(row.payload)))
        except msgspec.MsgspecError:
            raise DamagedError("entry_unreadable", site=row.site, seq=row.seq) from None
    yield from sorted(told, key=lambda each: (each.site, each.seq))


def _took(entry: Any, payload: Any) -> Took:
    """Give an entry as a step of the case's course; being accepted is its beginning and no step."""
    plain = (entry.site, entry.seq, entry.at, entry.officer)
    if isinstance(payload, case_entries.CaseDecided):
        paper = payload.on_paper is not None
        return Took(*plain, STEP_OF[payload.outcome], payload.level, on_paper=paper, about=payload.about)
    if isinstance(payload, case_entries.CaseFacts):
        return Took(*plain, Step.SUPPLEMENT, household_no=payload.placement.household_no)
    return Took(*plain, _STEPS[type(payload)], household_no=getattr(payload, "household_no", None))


def _count(writes: Writes, decisions: dict[tuple[str, int], bool]) -> None:
    """Say of decisions whether they count."""
    for (site, seq), counts in decisions.items():
        writes.change(_COUNTS, {"owner": site, "number": seq, "counts": counts})


APPLIED: dict[type, Callable[[Writes, Entry, Any], None]] = {
    case_entries.CaseDecided: _decided,
    case_entries.CaseSupplemented: _supplemented,
    **{kind: _own_step for kind in _STEPS if kind is not case_entries.CaseSupplemented},
}
