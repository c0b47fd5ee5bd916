"""Which documents a case needs under its pack, which are there, and what is wrong with those presented.

A demand is satisfied by any document of its kinds that covers its person; a commitment stands in only where the pack
lets the document be brought later (容缺). What the policy forbids to ask for is never missed; if a family shows it
anyway, the officer is told that it is not needed and must not be copied.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from station_app import texts
from station_app.domain.case_facts import applicant_index, fact
from station_app.domain.document_marks import document_name, mark_findings
from station_app.domain.findings import Finding, Severity
from station_app.domain.people import counted_on
from station_app.domain.policy import DocumentRule, Pack, Purpose, Whose
from station_app.domain.records import DocumentDemand
from station_app.domain.vocabulary import Presented, Role
from station_app.domain.working_days import shipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from station_app.domain.case_file import CaseDocument, CaseFile, FamilyMember
    from station_app.domain.policy import Condition
    from station_app.domain.working_days import Calendar

_ROLE_OF = {Whose.COUPLE: Role.SPOUSE, Whose.MINOR_CHILD: Role.MINOR_CHILD, Whose.PARENT: Role.PARENT}


_SETTLED = frozenset({"present", "not_needed"})


class _Line(msgspec.Struct, frozen=True):
    """One demand while it is being weighed: `subject` is whom it is about, `holder` under whom it is listed."""

    rule: DocumentRule
    subject: int | None
    holder: int | None
    documents: tuple[int, ...]  # indexes of the presented documents that answer it
    status: str


def demands(case: CaseFile, pack: Pack, on: date) -> tuple[DocumentDemand, ...]:
    """Give the checklist of `case` on `on`: one line per rule and person, in the order of the pack.

    Days are counted by the calendar that ships with the program; `weigh` takes that of the site.
    """
    return _demands(case, _lines(case, pack, on), on, shipped())


def document_findings(case: CaseFile, pack: Pack, on: date) -> tuple[Finding, ...]:
    """Say what is missing, what was promised, what is not needed, and what is wrong with a document."""
    return _document_findings(case, pack, on, _lines(case, pack, on), shipped())


def weigh(
    case: CaseFile, pack: Pack, on: date, calendar: Calendar
) -> tuple[tuple[DocumentDemand, ...], tuple[Finding, ...]]:
    """Give `demands` and `document_findings` of one walk through the rules."""
    lines = _lines(case, pack, on)
    return _demands(case, lines, on, calendar), _document_findings(case, pack, on, lines, calendar)


def worded(demands: Iterable[DocumentDemand], pack: Pack | None) -> tuple[DocumentDemand, ...]:
    """Say in the language of this process what each demand is for; the journal keeps only the code of the rule."""
    reasons = {rule.code: rule.title.said for rule in pack.documents} if pack else {}
    return tuple(msgspec.structs.replace(each, why=each.why or reasons.get(each.rule, "")) for each in demands)


def _demands(case: CaseFile, lines: Sequence[_Line], on: date, calendar: Calendar) -> tuple[DocumentDemand, ...]:
    return tuple(
        DocumentDemand(
            kind=(case.documents[line.documents[0]].kind if line.documents else None) or line.rule.kinds[0],
            holder=line.holder,
            status=line.status,
            blocking=line.rule.blocking,
            basis=line.rule.basis,
            why=line.rule.title.said,
            supplementable=line.rule.days_to_follow > 0,
            due=_due(line, on, calendar),
            rule=line.rule.code,
        )
        for line in lines
    )


def _due(line: _Line, on: date, calendar: Calendar) -> date | None:
    """Give the day until which a document that was promised today is to be brought."""
    return calendar.after(on, line.rule.days_to_follow) if line.status == "commitment" else None


def _document_findings(
    case: CaseFile, pack: Pack, on: date, lines: Sequence[_Line], calendar: Calendar
) -> tuple[Finding, ...]:
    return (
        *_status_findings(lines, on, calendar),
        *_commitment_findings(case, lines),
        *mark_findings(case, on, frozenset(kind for rule in pack.forbidden for kind in rule.kinds)),
        *_needless_findings(case, pack, lines),
    )


def _lines(case: CaseFile, pack: Pack, on: date) -> tuple[_Line, ...]:
    applicant, movers = applicant_index(case), case.movers
    ages_on = counted_on(on, pack.full_age)
    return tuple(
        [
            _weigh(case, rule, subject, holder, ages_on)
            for rule in pack.rules(case.route)
            for subject, holder in _concerned(case, rule.per, applicant, movers)
            if not rule.when or all(_holds(case, condition, subject, ages_on) for condition in rule.when)
        ]
    )


def _concerned(
    case: CaseFile, whose: Whose, applicant: int | None, movers: Sequence[tuple[int, FamilyMember]]
) -> Iterable[tuple[int | None, int | None]]:
    """Give (whom the rule is about, under whom it is listed) for every person it names."""
    if whose is Whose.FAMILY or (whose is Whose.AGENT and case.agent is not None):
        return ((None, None),)
    if whose is Whose.AGENT:
        return ()
    if whose is Whose.APPLICANT:
        return () if applicant is None else ((applicant, applicant),)
    if whose is Whose.OTHER_MOVER:
        return [(index, index) for index, _ in movers if index != applicant]
    role = _ROLE_OF.get(whose)
    return [
        (index, applicant if whose is Whose.COUPLE else index)
        for index, member in movers
        if role is None or member.role is role
    ]


def _holds(case: CaseFile, condition: Condition, subject: int | None, on: date) -> bool:
    return fact(case, condition.fact, subject, on) in condition.any_of


def _weigh(case: CaseFile, rule: DocumentRule, subject: int | None, holder: int | None, on: date) -> _Line:
    persons = {subject, holder} - {None}
    answering = tuple(
        [
            index
            for index, document in enumerate(case.documents)
            if (document.kind in rule.kinds or document.kind in rule.accepts)
            and document.presented is not None
            and _covers(case, document, rule, persons)
        ]
    )
    seen = tuple([index for index in answering if case.documents[index].presented is not Presented.COMMITMENT])
    if seen:
        return _Line(rule, subject, holder, seen, "present")
    if rule.unless and all(_holds(case, condition, subject, on) for condition in rule.unless):
        return _Line(rule, subject, holder, (), "not_needed")
    if answering and rule.days_to_follow:
        return _Line(rule, subject, holder, answering, "commitment")
    return _Line(rule, subject, holder, answering[:0], "missing")


def _covers(case: CaseFile, document: CaseDocument, rule: DocumentRule, persons: set[int | None]) -> bool:
    if rule.per is Whose.FAMILY:
        return True
    if rule.per is Whose.AGENT:
        return rule.kinds[0].startswith("X") or _is_the_agents(case, document)
    if rule.purpose is Purpose.IDENTITY and _bears_another_number(case, document):
        return False
    return document.holder in persons or not persons.isdisjoint(document.also)


def _bears_another_number(case: CaseFile, document: CaseDocument) -> bool:
    """Tell whether a card listed under a member is the agent's (an agent has no place of their own in the list)."""
    agent, holder = case.agent, document.holder
    if agent is None or agent.id_number is None or document.number != agent.id_number:
        return False
    return holder is not None and 0 <= holder < len(case.family) and case.family[holder].id_number != document.number


def _is_the_agents(case: CaseFile, document: CaseDocument) -> bool:
    """Tell whether an identity card is the agent's: by its number, or listed under nobody or the agent's own name."""
    agent = case.agent
    if agent is None:
        return False
    if document.number is not None and agent.id_number is not None:
        return document.number == agent.id_number
    if document.holder is None:
        return True
    in_range = 0 <= document.holder < len(case.family)
    return in_range and agent.id_number is not None and case.family[document.holder].id_number == agent.id_number


def _status_findings(lines: Sequence[_Line], on: date, calendar: Calendar) -> Iterator[Finding]:
    for line in lines:
        if line.status in _SETTLED:
            continue
        details = _details(line)
        if line.status == "missing" and line.rule.blocking:
            yield Finding(Severity.ERROR, "document_missing", "documents", line.rule.basis, details)
        elif line.status == "missing" and line.rule.purpose is not Purpose.ADDRESS:
            yield Finding(Severity.NOTE, "document_outstanding", "documents", line.rule.basis, details)
        elif line.status == "commitment":
            due = str(_due(line, on, calendar))
            where = f"documents[{line.documents[0]}]"
            yield Finding(Severity.NOTE, "document_promised", where, line.rule.basis, {**details, "due": due})


def _details(line: _Line) -> dict[str, str | int]:
    """Fill the sentences: the document's name and whose it is, by place in the family, never by number."""
    if line.rule.per is Whose.AGENT:
        person = texts.say("person.agent")
    elif line.holder is None:
        person = texts.say("person.family")
    else:
        person = texts.say("person.member", number=line.holder + 1)
    names = texts.say("person.or").join(document_name(kind) for kind in line.rule.kinds)
    return {
        "rule": line.rule.code,
        "kind": line.rule.kinds[0],
        "document": names,
        "person": person,
        "holder": -1 if line.holder is None else line.holder,
        "why": line.rule.title.said,
    }


def _commitment_findings(case: CaseFile, lines: Sequence[_Line]) -> Iterator[Finding]:
    """Refuse a promise for what cannot be brought later; a promise for something nobody needs is only a note."""
    honoured = {index for line in lines if line.status == "commitment" for index in line.documents}
    waiting = [line for line in lines if line.status == "missing" and line.rule.blocking]
    for index, document in enumerate(case.documents):
        if document.presented is not Presented.COMMITMENT or index in honoured:
            continue
        wanted = next((line for line in waiting if document.kind in line.rule.kinds), None)
        severity = Severity.ERROR if wanted else Severity.NOTE
        code = "commitment_not_allowed" if wanted else "commitment_not_needed"
        basis = wanted.rule.basis if wanted else "行政许可法 第三十一条"
        details: dict[str, str | int] = {"document": document_name(document.kind or "")}
        yield Finding(severity, code, f"documents[{index}].presented", basis, details)


def _needless_findings(case: CaseFile, pack: Pack, lines: Sequence[_Line]) -> Iterator[Finding]:
    forbidden = {kind: rule for rule in pack.forbidden for kind in rule.kinds}
    used = {index for line in lines for index in line.documents}
    for index, document in enumerate(case.documents):
        ground = forbidden.get(document.kind or "")
        if ground is not None and index not in used:
            details: dict[str, str | int] = {"document": document_name(document.kind or ""), "ground": ground.name}
            yield Finding(Severity.NOTE, "document_not_needed", f"documents[{index}]", ground.basis, details)
