"""What the intake page shows, frozen: made from the draft, the last check and the officer's reasons.

Only words and their order are decided here; what is wrong, missing or offered was decided by the check.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from forms.changes import ChangeLine, change_line
from forms.choices import label
from station_app import texts
from station_app.domain.findings import Finding, Severity, blocking
from ui.presenters import intake_content as content_of
from ui.presenters.card_view import CardView, card_view

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from station_app.domain.records import CheckResult, DocumentDemand, HouseholdChoice
    from ui.presenters.intake_case import TypedCase
    from ui.presenters.intake_content import Content

DOCUMENT_CODES = frozenset({"document_missing", "document_outstanding"})
"""Findings that the checklist itself shows as a line; repeated nowhere else."""

_AUTHORISATION = "X02"

EMPTY_CODES = frozenset({"required_missing", "declaration_missing", "document_missing"})
"""Findings that only say that nothing is there yet; silent until the officer has been there or tried to accept."""


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
    quiet: bool = False
    due: date | None = None

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

    clause: str = ""
    members: tuple[MemberLine, ...] = ()
    findings: tuple[Finding, ...] = ()
    blocking: tuple[Finding, ...] = ()
    quiet: frozenset[str] = frozenset()
    confirmed: Mapping[str, str] = field(default_factory=dict)
    documents: tuple[DocumentLine, ...] = ()
    forbidden: tuple[str, ...] = ()
    forbidden_basis: str = ""
    barred: Mapping[str, str] = field(default_factory=dict)
    household: str = ""
    household_no: str | None = None
    households: tuple[HouseholdChoice, ...] = ()
    group: str = ""
    next_steps: NextSteps = field(default_factory=NextSteps)
    alternatives: tuple[str, ...] = ()
    card: CardView = field(default_factory=CardView)
    changes: tuple[ChangeLine, ...] = ()
    checked: bool = False

    def is_quiet(self, finding: Finding) -> bool:
        """Tell whether a finding only says that something nobody has looked at yet is empty."""
        return finding.code in EMPTY_CODES and finding.where in self.quiet

    @property
    def alike(self) -> Mapping[str, int]:
        """How many questions of each kind are still open."""
        return Counter(finding.code for finding in self.blocking if finding.severity is Severity.CONFIRM)

    @property
    def loud(self) -> tuple[Finding, ...]:
        """The findings to be shown at their fields."""
        return tuple(finding for finding in self.findings if not self.is_quiet(finding))

    @property
    def document_count(self) -> tuple[int, int]:
        """How many of the demanded documents are settled, and how many are demanded."""
        asked = [line for line in self.documents if line.status in {"present", "missing", "commitment"} and line.why]
        return sum(line.status == "present" for line in asked), len(asked)


def build(case: TypedCase, result: CheckResult | None) -> IntakeState:
    """Make the state; without a result yet it only lists the family."""
    if result is None:
        members = _members(case, IntakeState())
        return IntakeState(members=members, confirmed=dict(case.confirmed), card=card_view(case, ()))
    quiet = quiet_places(case, result)
    state = IntakeState(
        clause=result.clause,
        findings=result.findings,
        blocking=blocking(result.findings, case.confirmed),
        quiet=quiet,
        confirmed=dict(case.confirmed),
        documents=_documents(case.content, result, quiet="documents" in quiet),
        forbidden=tuple(demand.name for demand in result.forbidden),
        forbidden_basis="\n".join(f"{demand.name} ({demand.basis})" for demand in result.forbidden),
        barred={kind: f"{each.name} · {each.basis}" for each in result.forbidden for kind in each.kinds},
        household=_household(result),
        household_no=result.placement.household_no if result.placement else None,
        households=result.households,
        group=_group(case.content, result),
        next_steps=_next_steps(result),
        alternatives=tuple(alternative.code for alternative in result.alternatives),
        card=card_view(case, result.findings),
        changes=tuple(change_line(each.path, each.before, each.after, case.content) for each in result.changes),
        checked=True,
    )
    return replace(state, members=_members(case, state))


def turned(state: IntakeState, case: TypedCase, result: CheckResult | None) -> IntakeState:
    """Make the state after another person came into the middle: what the check said of the case still stands."""
    if result is None or quiet_places(case, result) != state.quiet:
        return build(case, result)
    return replace(state, card=card_view(case, result.findings))


def quiet_places(case: TypedCase, result: CheckResult) -> frozenset[str]:
    """Give the places with findings at which nobody has been yet."""
    return frozenset(finding.where for finding in result.findings if case.is_quiet(finding.where))


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


def _members(case: TypedCase, state: IntakeState) -> tuple[MemberLine, ...]:
    lines = []
    for index, member in enumerate(case.members):
        look, count = _member_state(f"family[{index}]", state)
        lines.append(
            MemberLine(
                index=index,
                name=member_name(member),
                role=member_role(member),
                state={"empty": "idle", "asked": "look"}.get(look, look),
                word=texts.say(f"ui.intake.member_state.{look}", count=count),
            )
        )
    return tuple(lines)


def _member_state(mine: str, state: IntakeState) -> tuple[str, int]:
    """Say how a person stands (`idle`, `empty`, `blocked`, `asked` for a reason, `look`, `ok`) and how much is open."""
    if not state.checked:
        return "idle", 0
    stops = [finding for finding in state.blocking if finding.where.startswith(mine)]
    if stops:
        loud = [finding.severity for finding in stops if not state.is_quiet(finding)]
        return ("blocked" if Severity.ERROR in loud else "asked" if loud else "empty"), len(stops)
    looks = any(
        finding.where.startswith(mine) and finding.severity in {Severity.WARNING, Severity.CONFIRM}
        for finding in state.findings
    )
    return ("look" if looks else "ok"), 0


def _documents(content: Content, result: CheckResult, *, quiet: bool) -> tuple[DocumentLine, ...]:
    """Give the demanded documents, then those that were presented without being asked for."""
    used: set[int] = set()
    lines = []
    for demand in result.documents:
        entry = content_of.document_at(content, demand.kind, demand.holder)
        if entry is not None:
            used.add(entry)
        lines.append(_line(content, demand, entry, quiet=quiet))
    for entry, document in enumerate(content_of.documents(content)):
        if entry not in used:
            lines.append(_unasked(content, document, entry))
    return tuple(lines)


def _line(content: Content, demand: DocumentDemand, entry: int | None, *, quiet: bool) -> DocumentLine:
    return DocumentLine(
        kind=demand.kind,
        name=document_name(demand.kind),
        holder=demand.holder,
        person=_asked_of(content, demand),
        status=demand.status,
        blocking=demand.blocking,
        supplementable=demand.supplementable,
        basis=demand.basis,
        why=demand.why,
        entry=entry,
        presented=content_of.get(content, f"documents[{entry}].presented") if entry is not None else None,
        quiet=quiet,
        due=demand.due,
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


def _asked_of(content: Content, demand: DocumentDemand) -> str:
    if demand.kind == _AUTHORISATION or content_of.is_agents(demand.kind, demand.holder):
        return texts.say("ui.intake.document.agent")
    return _person(content, demand.holder)


def _person(content: Content, holder: int | None) -> str:
    members = content_of.family(content)
    if holder is None:
        return texts.say("ui.intake.document.family")
    return member_name(members[holder]) if holder < len(members) else ""


def _household(result: CheckResult) -> str:
    """Say where the family is to go: kind of household and its number."""
    placement = result.placement
    if placement is None or placement.kind is None:
        return ""
    return " · ".join(part for part in (label(placement.kind), placement.household_no) if part)


def _group(content: Content, result: CheckResult) -> str:
    """Name the head of the family inside the household, and how many belong to it."""
    group = result.placement.group if result.placement else ()
    head = next((member for member in group if member.head), None)
    members = content_of.family(content)
    if head is None or len(group) < 2 or head.index >= len(members):
        return ""
    return texts.say("ui.intake.next.group_of", head=member_name(members[head.index]), count=len(group))


def _next_steps(result: CheckResult) -> NextSteps:
    dates = result.deadlines
    levels = texts.say("ui.intake.next.then").join(
        texts.say(f"ui.intake.level.{level.value}") for level in result.decided_by
    )
    if dates is None:
        return NextSteps(decided_by=levels)
    return NextSteps(decided_by=levels, promised=dates.promised, decision=dates.decision, notice=dates.notice)
