"""What the intake page shows, frozen: made from the draft, the last check and the officer's reasons.

Only words and their order are decided here; what is wrong, missing or offered was decided by the check.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from station_app import texts
from station_app.domain.findings import Finding, Severity, blocking
from ui.presenters import intake_content as content_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from station_app.domain.records import CheckResult, DocumentDemand
    from ui.presenters.intake_content import Content

DOCUMENT_CODES = frozenset({"document_missing", "document_outstanding"})
"""Findings that the checklist itself shows as a line; repeated nowhere else."""


@dataclass(frozen=True, slots=True)
class MemberLine:
    """One person in the family list; `state` is the theme's, `word` says it."""

    index: int
    name: str
    role: str
    state: str
    word: str


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """One line of the checklist: what is asked for, of whom, whether it is there; `entry` is its index in the draft."""

    kind: str
    name: str
    holder: int | None
    person: str
    status: str
    blocking: bool
    supplementable: bool
    basis: str
    why: str
    entry: int | None
    presented: str | None

    @property
    def key(self) -> tuple[str, int | None, str]:
        """What makes it the same line again."""
        return (self.kind, self.holder, self.why)


@dataclass(frozen=True, slots=True)
class NextSteps:
    """What happens after accepting: who decides, and until when."""

    decided_by: str = ""
    promised: date | None = None
    decision: date | None = None
    notice: date | None = None


@dataclass(frozen=True, slots=True)
class IntakeState:
    """Everything around the fields."""

    heading: str = ""
    clause: str = ""
    members: tuple[MemberLine, ...] = ()
    findings: tuple[Finding, ...] = ()
    blocking: tuple[Finding, ...] = ()
    confirmed: Mapping[str, str] = field(default_factory=dict)
    documents: tuple[DocumentLine, ...] = ()
    forbidden: tuple[str, ...] = ()
    forbidden_basis: str = ""
    offered: tuple[str, ...] = ()
    household_no: str = ""
    next_steps: NextSteps = field(default_factory=NextSteps)
    alternatives: tuple[str, ...] = ()
    checked: bool = False

    def at(self, path: str) -> tuple[Finding, ...]:
        """Give the findings that belong to the field at `path`."""
        return tuple(finding for finding in self.findings if finding.where == path)

    @property
    def document_count(self) -> tuple[int, int]:
        """How many of the demanded documents are settled, and how many are demanded."""
        asked = [line for line in self.documents if line.status in {"present", "missing", "commitment"} and line.why]
        return sum(line.status == "present" for line in asked), len(asked)


def build(content: Content, result: CheckResult | None, confirmed: Mapping[str, str]) -> IntakeState:
    """Make the state; without a result yet it only lists the family."""
    findings = result.findings if result else ()
    stopping = blocking(findings, confirmed) if result else ()
    if result is None:
        return IntakeState(members=_members(content, (), checked=False), confirmed=dict(confirmed))
    return IntakeState(
        heading=texts.say("ui.intake.heading"),
        clause=result.clause,
        members=_members(content, findings, stopping, checked=True),
        findings=findings,
        blocking=stopping,
        confirmed=dict(confirmed),
        documents=_documents(content, result),
        forbidden=tuple(demand.name for demand in result.forbidden),
        forbidden_basis="\n".join(f"{demand.name}：{demand.basis}" for demand in result.forbidden),
        offered=tuple(kind.value for kind in result.placement.offered) if result.placement else (),
        household_no=(result.placement.household_no or "") if result.placement else "",
        next_steps=_next_steps(result),
        alternatives=tuple(alternative.code for alternative in result.alternatives),
        checked=True,
    )


def member_role(member: Mapping[str, Any]) -> str:
    """Name a person's place in the family: 长子 where the relationship is known, otherwise 子女."""
    relationship = member.get("relationship")
    key = f"ui.intake.relationship.{relationship}"
    if relationship and texts.known(key):
        return texts.say(key)
    return texts.say(f"ui.intake.role.{member.get('role', 'other_relative')}")


def member_name(member: Mapping[str, Any]) -> str:
    """Name a person, or say that the name is still missing."""
    return str(member.get("name") or texts.say("ui.intake.unnamed"))


def _members(
    content: Content, findings: Sequence[Finding], stopping: Sequence[Finding] = (), *, checked: bool
) -> tuple[MemberLine, ...]:
    lines = []
    for index, member in enumerate(content_of.family(content)):
        mine = f"family[{index}]"
        stops = sum(finding.where.startswith(mine) for finding in stopping)
        looks = any(
            finding.where.startswith(mine) and finding.severity in {Severity.WARNING, Severity.CONFIRM}
            for finding in findings
        )
        state = "idle" if not checked else "blocked" if stops else "look" if looks else "ok"
        lines.append(
            MemberLine(
                index=index,
                name=member_name(member),
                role=member_role(member),
                state=state,
                word=texts.say(f"ui.intake.member_state.{state}", count=stops),
            )
        )
    return tuple(lines)


def _documents(content: Content, result: CheckResult) -> tuple[DocumentLine, ...]:
    """Give the demanded documents, then those that were presented without being asked for."""
    used: set[int] = set()
    lines = []
    for demand in result.documents:
        entry = content_of.document_at(content, demand.kind, demand.holder)
        if entry is not None:
            used.add(entry)
        lines.append(_line(content, demand, entry))
    for entry, document in enumerate(content_of.documents(content)):
        if entry not in used:
            lines.append(_unasked(content, document, entry))
    return tuple(lines)


def _line(content: Content, demand: DocumentDemand, entry: int | None) -> DocumentLine:
    return DocumentLine(
        kind=demand.kind,
        name=document_name(demand.kind),
        holder=demand.holder,
        person=_person(content, demand.holder),
        status=demand.status,
        blocking=demand.blocking,
        supplementable=demand.supplementable,
        basis=demand.basis,
        why=demand.why,
        entry=entry,
        presented=content_of.get(content, f"documents[{entry}].presented") if entry is not None else None,
    )


def _unasked(content: Content, document: Mapping[str, Any], entry: int) -> DocumentLine:
    kind, holder = str(document.get("kind", "")), document.get("holder")
    holder = holder if isinstance(holder, int) else None
    return DocumentLine(
        kind=kind,
        name=document_name(kind),
        holder=holder,
        person=_person(content, holder),
        status="present",
        blocking=False,
        supplementable=False,
        basis="",
        why="",
        entry=entry,
        presented=document.get("presented"),
    )


def document_name(kind: str) -> str:
    """Name a kind of document."""
    from station_app.domain.document_marks import document_name as named  # noqa: PLC0415 - reads a table

    return named(kind)


def _person(content: Content, holder: int | None) -> str:
    members = content_of.family(content)
    if holder is None:
        return texts.say("ui.intake.document.family")
    return member_name(members[holder]) if holder < len(members) else ""


def _next_steps(result: CheckResult) -> NextSteps:
    dates = result.deadlines
    levels = texts.say("ui.intake.next.then").join(
        texts.say(f"ui.intake.level.{level.value}") for level in result.decided_by
    )
    if dates is None:
        return NextSteps(decided_by=levels)
    return NextSteps(decided_by=levels, promised=dates.promised, decision=dates.decision, notice=dates.notice)
