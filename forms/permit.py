"""The form of a residence permit (居住证): who applies, where they live, on which ground; nothing else is asked.

What the permit shows is what 居住证暂行条例 4 lists; what is to be brought is what its article 9 lists. Where a field
means the same as with a settlement it is that field.
"""

from __future__ import annotations

from dataclasses import replace

from forms.conditions import ALWAYS, NEVER, field
from forms.fields import Field, Form, Kind, Section
from forms.settlement import FORM as SETTLEMENT
from station_app.domain.vocabulary import PermitGround

LAW = "居住证暂行条例"
ARTICLE_2, ARTICLE_4, ARTICLE_9, ARTICLE_10 = (f"{LAW} 第{number}条" for number in ("二", "四", "九", "十"))

_agent = field("agent").is_given()


def _as(field_id: str, *, demanded: bool = False) -> Field:
    """Give a field of the settlement form as this form asks for it."""
    known = SETTLEMENT.field(field_id)
    return replace(known, required=ALWAYS, basis=ARTICLE_4) if demanded else known


_PERSON = Section(
    id="member",
    each="family",
    fields=(
        _as("member.name", demanded=True),
        _as("member.name_code_points"),
        _as("member.id_number", demanded=True),
        _as("member.sex", demanded=True),
        _as("member.birth_date", demanded=True),
        _as("member.ethnicity", demanded=True),
        _as("member.phone"),
        _as("member.role"),
        _as("origin.division", demanded=True),
        _as("origin.address", demanded=True),
    ),
)

_ASKED = Section(
    id="permit",
    fields=(
        Field(id="case.format", path="format", kind=Kind.CONSTANT, visible=NEVER),
        replace(SETTLEMENT.field("case.business"), visible=NEVER),
        Field(
            id="permit.division", path="permit.division", kind=Kind.DIVISION, required=ALWAYS, basis=ARTICLE_4, width=30
        ),
        Field(
            id="permit.address", path="permit.address", kind=Kind.TEXT, required=ALWAYS, basis=ARTICLE_4,
            personal=True, width=50,
        ),
        Field(
            id="permit.registered_on", path="permit.registered_on", kind=Kind.DATE, required=ALWAYS, basis=ARTICLE_2,
        ),
        Field(
            id="permit.ground", path="permit.ground", kind=Kind.CHOICE, choices=PermitGround, required=ALWAYS,
            basis=ARTICLE_2, width=30,
        ),
        Field(id="permit.photo", path="permit.photo", kind=Kind.FLAG, basis=ARTICLE_9),
        Field(id="permit.infirm", path="permit.infirm", kind=Kind.FLAG, basis=ARTICLE_9, personal=True),
    ),
)  # fmt: skip

_AGENT = Section(
    id="agent",
    fields=(
        _as("agent.name"),
        _as("agent.id_number"),
        replace(SETTLEMENT.field("agent.relationship"), required=_agent, basis=ARTICLE_9),
        replace(SETTLEMENT.field("agent.phone"), required=NEVER),
    ),
)

FORM = Form(id="permit", sections=(_PERSON, SETTLEMENT.section("card"), _ASKED, SETTLEMENT.section("document"), _AGENT))
"""The form of business `residence_permit`."""
