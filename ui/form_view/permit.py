"""How the form of a residence permit lies on its sheet: which declared fields, in which order, how wide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forms.permit import FORM
from ui.form_view.settlement import Today, plan

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

from ui.form_view.form import SectionPlan

_PERSON = (
    ("member.id_number", 4),
    ("member.name", 3),
    ("member.sex", 2),
    ("member.birth_date", 3),
    ("member.ethnicity", 4),
    ("member.phone", 3),
    ("origin.division", 5),
    ("origin.address", 12),
)
_ASKED = (
    ("permit.division", 5),
    ("permit.address", 7),
    ("permit.registered_on", 3),
    ("permit.ground", 9),
    ("permit.photo", 3),
    ("permit.infirm", 9),
)
_AGENT = (("agent.name", 3), ("agent.id_number", 4), ("agent.relationship", 3), ("agent.phone", 2))


def permit_plan(today: Callable[[], date]) -> list[SectionPlan]:
    """Lay out the applicant, what is asked for, and folded who applies for somebody."""
    asked = Today(today)
    groups = ((FORM.section("member").title, _PERSON), (FORM.section("permit").title, _ASKED))
    sections = [
        SectionPlan(title, tuple(plan(FORM, field_id, span, asked) for field_id, span in group))
        for title, group in groups
    ]
    agent = tuple(plan(FORM, field_id, span, asked) for field_id, span in _AGENT)
    return [*sections, SectionPlan(FORM.section("agent").title, agent, folded=True)]
