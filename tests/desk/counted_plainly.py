"""Everything that statistics count, by a plain walk over the whole journal; slow, and knows no tables of its own."""

from __future__ import annotations

from collections import defaultdict

from station_app.clock import local_date
from station_app.domain.counting import Area, Event, Happening, Month, Person, count, divided, movements, total
from station_app.domain.crossings import Took, course
from station_app.domain.month_figures import counted
from station_app.domain.statistics import figures, sums
from station_app.domain.vocabulary import CaseStatus, PermitEnd, Role, Step
from station_app.journal import case_entries as cases
from station_app.journal import chain
from station_app.journal import permit_entries as permits
from station_app.journal import registration_entries as households
from station_app.journal.apply import decoded
from station_app.journal.clock_entries import DecisionExtended
from station_app.journal.course_rows import _took
from station_app.services.figures import count_month

_H = Happening
_PLAIN = {
    Step.RETURN: _H.RETURNED,
    Step.REFUSE: _H.REFUSED,
    Step.REGISTER: _H.REGISTERED,
    Step.WITHDRAW: _H.WITHDRAWN,
}
_IN_HOUSEHOLDS = {
    households.MembersMovedOut: _H.MOVED_OUT,
    households.DeathRegistered: _H.DIED,
    households.NewbornJoined: _H.BORN,
    households.SpouseJoined: _H.MARRIED_IN,
}


def told(uow):
    """Give every event of the journal, whenever it was."""
    of_cases, placed, events = defaultdict(list), {}, []
    happened = {}
    for entry in chain.all_entries(uow):
        said = decoded(entry)
        if isinstance(said, cases.CasePayload | DecisionExtended):
            of_cases[said.case_no].append((entry, said))
        elif entry.kind == "household_opened":
            placed[said.household_no] = said.division
        elif type(said) in _IN_HOUSEHOLDS:
            joined = isinstance(said, households.NewbornJoined | households.SpouseJoined)
            came = tuple(Person(each.person.from_division, None, each.person.birth_date) for each in said.begun)
            people = came if joined else tuple(Person() for _ in said.ended)
            kind, lies = _IN_HOUSEHOLDS[type(said)], placed.get(said.household_no)
            happened[said.event_no] = Event(kind, said.event_no, entry.site, entry.at, lies, people)
            events.append(happened[said.event_no])
        elif isinstance(said, permits.PermitPayload):
            events.append(_of_permit(entry, said, placed))
        elif isinstance(said, households.EventReversed) and said.reversed_no in happened:
            before = happened[said.reversed_no]
            events.append(before._replace(kind=_H(f"{before.kind}_undone"), at=entry.at))
    routes = {case_no: entries[0][1].case.route for case_no, entries in of_cases.items()}
    for case_no, entries in of_cases.items():
        if isinstance(entries[0][1], cases.CaseFacts):
            events += _of_case(case_no, entries, routes)
    return events


def _of_permit(entry, said, placed):
    """Give what is counted of a permit, in the division it lies in by then."""
    if isinstance(said, permits.PermitApplied):
        placed[said.permit_no] = said.file.asked.division
    elif isinstance(said, permits.PermitReplaced) and said.address is not None:
        placed[said.permit_no] = said.division
    kind = {
        permits.PermitApplied: _H.PERMIT_APPLIED,
        permits.PermitIssued: _H.PERMIT_ISSUED if getattr(said, "following", None) else _H.PERMIT_ISSUED_ANEW,
        permits.PermitEndorsed: _H.PERMIT_ENDORSED_LATE if getattr(said, "late", False) else _H.PERMIT_ENDORSED,
        permits.PermitReplaced: _H.PERMIT_ASKED_ANEW,
        permits.PermitEnded: _H.PERMIT_MISTAKEN if _is_mistake(said) else _H.PERMIT_ENDED,
    }[type(said)]
    return Event(kind, said.permit_no, entry.site, entry.at, placed[said.permit_no], (Person(),))


def _is_mistake(said):
    return getattr(said, "permit_end", None) is PermitEnd.MISTAKEN


def _of_case(case_no, entries, routes):
    first, facts = entries[0]
    site, due = first.site, facts.deadlines.shown
    if isinstance(facts, cases.CaseDeclined):
        yield _event(_H.DECLINED, case_no, site, first.at, facts)._replace(ground=facts.reason)
        if any(isinstance(said, cases.CaseReversed) for _, said in entries):
            at = next(entry.at for entry, said in entries if isinstance(said, cases.CaseReversed))
            days = (local_date(at) - local_date(first.at)).days
            yield _event(_H.DECLINED_UNDONE, case_no, site, at, facts)._replace(
                days=days, stood=days, late=local_date(at) > due
            )
        return
    turned = routes.get(facts.turned_from)
    yield _event(_H.ACCEPTED, case_no, site, first.at, facts)._replace(turned_from=turned)
    steps = [(entry, said) for entry, said in entries if not isinstance(said, DecisionExtended)]
    for _, said in entries:
        due = said.due if isinstance(said, DecisionExtended) else due
    by_entry = {(entry.site, entry.seq): said for entry, said in steps}
    took = sorted((_took(entry, said) for entry, said in steps), key=lambda each: each.entry)
    own, county = ([each for each in took if (each.site == site) is mine] for mine in (True, False))
    line = course(facts.decided_by, own, county).line
    before = line[0][1]
    for each, now in line[1:]:
        said = by_entry[each.entry]
        if isinstance(said, cases.CaseFacts):
            facts = said
        kind = _kind(each, before, now)
        if kind is not None:
            day = local_date(each.at)
            yield _event(kind, case_no, site, each.at, facts)._replace(
                ground=getattr(said, "reason", None),
                level=each.level,
                days=(day - local_date(first.at)).days,
                stood=(day - local_date(before.stands_since)).days,
                late=day > due,
            )
        before = now


def _kind(took: Took, before, now):
    if took.step is Step.APPROVE:
        return _H.APPROVED if now.status is CaseStatus.APPROVED else _H.SENT_UP
    if took.step is Step.REVERSE:
        return _H(f"{before.ended_as or before.status}_undone")
    return _PLAIN.get(took.step)


def _event(kind, number, site, at, facts):
    case = facts.case
    people = tuple(
        Person(
            member.origin.division if member.origin else None,
            member.origin.urban_rural if member.origin else None,
            member.birth_date,
            member.role is Role.APPLICANT,
        )
        for _, member in case.movers
    )
    transfer = case.agricultural_transfer
    return Event(
        kind,
        number,
        site,
        at,
        case.destination.division if case.destination else None,
        people,
        route=case.route,
        basis=case.jurisdiction_basis,
        category=case.applicant_category,
        housing=case.housing,
        destination=case.destination.kind if case.destination else None,
        reason=transfer.reason if transfer else None,
        flags=transfer.flags if transfer else (),
    )


def compare(desk):
    """Count every month at a desk, and find in each what the plain walk finds; the rules between figures hold."""
    asked, rules = figures(desk.packs), sums(desk.packs)
    with desk.store.read() as uow:
        events = told(uow)
        months = {Month.of(local_date(each.at)) for each in events}
        for month in months | {min(months).moved(-1)}:
            here = [each for each in events if Month.of(local_date(each.at)) == month]
            plain = counted(month, count(here, asked), movements(here))
            made = count_month(uow, desk, month)
            assert (made.figures, made.movements) == (plain.figures, plain.movements), str(month)
            cells = made.cells
            for rule in rules:
                assert total(cells, rule.whole) == sum(total(cells, part) for part in rule.parts), rule
            for figure in asked:
                for area in Area:
                    assert sum(divided(cells, figure.code, area).values()) == total(cells, figure.code)
    return len(events)
