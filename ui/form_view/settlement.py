"""How the settlement form lies on the page: which declared fields, in which order, how wide.

Everything else about a field (label, kind, table, conditions) is in its declaration; a field that is declared
and not placed here still appears, at the end of its section, so that none can be lost.
"""

from __future__ import annotations

from datetime import date
from time import monotonic
from typing import TYPE_CHECKING

from forms.conditions import Asked
from forms.fields import Field, Form, Kind, Section
from forms.settlement import FORM
from station_app import texts
from ui.form_view.editors import editor_of
from ui.form_view.form import COLUMNS, Plan, SectionPlan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ui.presenters.intake_content import Content

_MEMBER: tuple[tuple[str, int], ...] = (
    ("member.name", 3),
    ("member.id_number", 4),
    ("member.sex", 2),
    ("member.birth_date", 3),
    ("member.relationship", 3),
    ("member.ethnicity", 3),
    ("member.marital_status", 3),
    ("member.education", 3),
    ("member.phone", 3),
    ("member.former_names", 2),
    ("member.moves", 3),
    ("member.co_resident", 4),
    ("member.relation_nature", 3),
    ("guardian.who", 3),
    ("guardian.id_number", 4),
    ("guardian.relationship", 3),
    ("guardian.phone", 3),
)
_ORIGIN = (
    ("origin.division", 5),
    ("origin.address", 7),
    ("origin.registration_authority", 5),
    ("origin.urban_rural", 3),
    ("member.household_relationship", 2),
    ("member.id_absent_reason", 4),
)
_MORE = (("member.occupation", 4), ("member.birth_place", 4), ("member.native_place", 4))
_CASE = (
    ("case.route", 12),
    ("case.applicant_category", 4),
    ("case.jurisdiction_basis", 8),
    ("case.housing", 12),
    ("poverty.certificate_number", 5),
    ("poverty.issuer", 7),
)
_MORE_OF_CASE = (("case.migration_reason", 6),)
_DESTINATION = (
    ("destination.kind", 12),
    ("destination.division", 5),
    ("destination.household_no", 7),
    ("destination.address", 12),
    ("householder.name", 3),
    ("householder.relationship", 3),
    ("householder.phone", 3),
    ("householder.id_number", 3),
)
_AGRICULTURAL = (("agricultural_transfer.reason", 6), ("agricultural_transfer.flags", 12))
_DECLARATIONS = (
    ("declarations.truthful", 6),
    ("declarations.voluntary", 6),
    ("case.discretion_note", 12),
)
_AGENT = (("agent.name", 4), ("agent.id_number", 4), ("agent.phone", 4), ("agent.relationship", 4))

_LEFT_OUT = frozenset(
    {
        "case.format",
        "case.business",
        "member.role",
        "member.name_code_points",
        "guardian.name",
        "destination.household_type",
    }
)
"""Fixed by the page: the form is the business, adding a person gives the role, the guardian's box the name, reading a
card the numbers of its characters, the way of settling the type of household."""


def member_plan(today: Callable[[], date]) -> list[SectionPlan]:
    """Lay out the person in the middle."""
    today = Today(today)
    return [
        _section("", _MEMBER, today, ("member", "guardian")),
        _section(FORM.section("origin").title, _ORIGIN, today, ("origin",)),
        _section(texts.say("ui.intake.more"), _MORE, today, (), folded=True),
    ]


def case_plan(today: Callable[[], date]) -> list[SectionPlan]:
    """Lay out what holds for the whole case."""
    today = Today(today)
    return [
        _section(FORM.section("destination").title, _DESTINATION, today, ("destination",)),
        _section(FORM.section("case").title, _CASE, today, ("case", "poverty")),
        _section(FORM.section("agricultural_transfer").title, _AGRICULTURAL, today, ("agricultural_transfer",)),
        _section(FORM.section("declarations").title, _DECLARATIONS, today, ("declarations",)),
        _section(FORM.section("agent").title, _AGENT, today, ("agent",)),
        _section(texts.say("ui.intake.more_of_case"), _MORE_OF_CASE, today, (), folded=True),
    ]


def placed() -> frozenset[str]:
    """Give the fields that have a place of their own; the rest follows at the end of its section."""
    groups = (_MEMBER, _ORIGIN, _MORE, _MORE_OF_CASE, _CASE, _DESTINATION, _AGRICULTURAL, _DECLARATIONS, _AGENT)
    return frozenset(field_id for group in groups for field_id, _span in group)


def _section(
    title: str,
    order: Sequence[tuple[str, int]],
    today: Callable[[], date],
    homes: Sequence[str],
    *,
    folded: bool = False,
) -> SectionPlan:
    plans = [plan(FORM, field_id, span, today) for field_id, span in order]
    plans += [_plan(section, field, _span(field), today) for section, field in _unplaced(homes)]
    return SectionPlan(title, tuple(plans), folded)


def _unplaced(homes: Sequence[str]) -> Iterator[tuple[Section, Field]]:
    known = placed() | _LEFT_OUT
    for home in homes:
        section = FORM.section(home)
        yield from ((section, field) for field in section.fields if field.id not in known)


def plan(form: Form, field_id: str, span: int, today: Callable[[], date]) -> Plan:
    """Lay out one declared field of a form, `span` twelfths wide."""
    found = ((section, field) for section in form.sections for field in section.fields if field.id == field_id)
    return _plan(*next(found), span, today)


def _span(field: Field) -> int:
    return max(2, min(COLUMNS, round(field.width / 5)))


class Today:
    """The day at the desk, asked for once a second: a person's form asks for it some eighty times to be shown."""

    def __init__(self, ask: Callable[[], date]) -> None:
        self._ask = ask
        self._asked = -1.0
        self._day = date.min

    def __call__(self) -> date:
        """Give the day."""
        now = monotonic()
        if not 0 <= now - self._asked < 1 or self._asked < 0:
            self._asked, self._day = now, self._ask()
        return self._day


def _plan(section: Section, field: Field, span: int, today: Callable[[], date]) -> Plan:
    def shown(content: Content, member: int) -> bool:
        asked = Asked(content, member, today())
        return section.visible.holds(asked) and field.is_visible(asked)

    def required(content: Content, member: int) -> bool:
        return field.is_required(Asked(content, member, today()))

    return Plan(
        path=field.path,
        label=field.label,
        editor=lambda: editor_of(field),
        span=span,
        shown=shown,
        required=required,
        labelled=field.kind not in {Kind.FLAG, Kind.DECLARATION},
    )
