"""The form of a settlement (落户): every value of the case file, declared once, in the order of the desk.

A change here is a new version: raise `FORM.version` and publish it (`forms.versions`); what was published stays.

Nothing here is required that 天政办发〔2020〕5号 第1项 forbids to demand: no employment, no social insurance,
no proof of housing, no length of residence. How the applicant lives is asked to offer a household, so it is
never required either. A field is shown where its section and the field itself are visible.
"""

from __future__ import annotations

from forms.conditions import ALWAYS, NEVER, all_of, any_of, anybody, field
from forms.fields import Field, Form, Kind, Section
from station_app.domain.vocabulary import (
    ApplicantCategory,
    Business,
    CardKind,
    DestinationKind,
    DocumentOutcome,
    Housing,
    IdAbsentReason,
    JurisdictionBasis,
    Presented,
    RelationNature,
    Role,
    Route,
    TransferFlag,
)

POLICY_1 = "天政办发〔2020〕5号 第1项"
POLICY_2 = "天政办发〔2020〕5号 第2项"
REGISTER = "户口登记条例 第九条、第十三条"
FORM_58 = "公业58表"
CARD = "居民身份证法 第十四条"

_moves = field("family[].moves").is_not(False)
_is_member_of_family = field("family[].role").is_one_of(*(role for role in Role if role is not Role.APPLICANT))
_registered = field("family[].id_absent_reason").is_missing()
_child_or_parent = field("family[].role").is_one_of(Role.MINOR_CHILD, Role.PARENT)
_home = field("destination.kind").is_one_of(DestinationKind.OWN_HOME, DestinationKind.RELATIVE_HOUSEHOLD)
_relatives = field("destination.kind").is_equal_to(DestinationKind.RELATIVE_HOUSEHOLD)
_agent = field("agent").is_given()
_foreign_guardian = field("family[].guardian.name").is_given()

AGRICULTURAL = all_of(
    anybody(all_of(_moves, field("family[].origin.urban_rural").starts_with("2"))),
    field("destination.division").is_urban(),
)
"""Somebody moves from a rural class (2..) to an urban one (1..): statistical form 58 wants its reason."""

_CASE = Section(
    id="case",
    fields=(
        Field(id="case.format", path="format", kind=Kind.CONSTANT, visible=NEVER),
        Field(id="case.business", path="business", kind=Kind.CHOICE, choices=Business, required=ALWAYS),
        Field(id="case.route", path="route", kind=Kind.CHOICE, choices=Route, required=ALWAYS, basis=POLICY_1),
        Field(
            id="case.applicant_category",
            path="applicant_category",
            kind=Kind.CHOICE,
            choices=ApplicantCategory,
            required=ALWAYS,
            basis=POLICY_1,
        ),
        Field(
            id="case.jurisdiction_basis",
            path="jurisdiction_basis",
            kind=Kind.CHOICE,
            choices=JurisdictionBasis,
            required=ALWAYS,
            basis=POLICY_1,
        ),
        Field(id="case.housing", path="housing", kind=Kind.CHOICE, choices=Housing, basis=POLICY_1),
        Field(
            id="case.migration_reason",
            path="migration_reason",
            kind=Kind.CODE,
            table="migration_reason",
            basis="户口登记条例 第十三条",
            width=20,
        ),
    ),
)

_MEMBER = Section(
    id="member",
    each="family",
    fields=(
        Field(
            id="member.name", path="family[].name", kind=Kind.NAME, required=ALWAYS, basis=REGISTER,
            personal=True, width=20,
        ),
        Field(
            id="member.name_code_points", path="family[].name_code_points", kind=Kind.CODE_POINTS,
            visible=field("family[].name_code_points").is_given(), basis="GB 18030-2022", personal=True, width=40,
        ),
        Field(
            id="member.id_number", path="family[].id_number", kind=Kind.ID_NUMBER, required=_registered,
            basis="GB 11643-1999", personal=True, width=20,
        ),
        Field(
            id="member.id_absent_reason", path="family[].id_absent_reason", kind=Kind.CHOICE,
            choices=IdAbsentReason, visible=field("family[].id_number").is_missing(), width=16,
        ),
        Field(id="member.role", path="family[].role", kind=Kind.CHOICE, choices=Role, required=ALWAYS, basis=POLICY_1),
        Field(
            id="member.relationship", path="family[].relationship", kind=Kind.CODE, table="relationship",
            required=ALWAYS, basis="GB/T 4761-2008", width=16,
        ),
        Field(
            id="member.sex", path="family[].sex", kind=Kind.CODE, table="sex", required=ALWAYS,
            basis="GB/T 2261.1", personal=True, width=6,
        ),
        Field(
            id="member.birth_date", path="family[].birth_date", kind=Kind.DATE, required=ALWAYS, basis=REGISTER,
            personal=True,
        ),
        Field(
            id="member.ethnicity", path="family[].ethnicity", kind=Kind.CODE, table="ethnicity", required=ALWAYS,
            basis="GB/T 3304", personal=True,
        ),
        Field(
            id="member.marital_status", path="family[].marital_status", kind=Kind.CODE, table="marital_status",
            required=any_of(
                field("family[].role").is_one_of(Role.SPOUSE, Role.PARENT),
                field("family[].birth_date").is_of_age(18),
            ),
            basis="GB/T 2261.2", personal=True,
        ),
        Field(
            id="member.education", path="family[].education", kind=Kind.CODE, table="education",
            basis="GB/T 4658", personal=True, width=16,
        ),
        Field(
            id="member.phone", path="family[].phone", kind=Kind.PHONE, personal=True, width=16,
        ),
        Field(
            id="member.occupation", path="family[].occupation", kind=Kind.TEXT, basis=REGISTER, personal=True, width=16,
        ),
        Field(
            id="member.birth_place", path="family[].birth_place", kind=Kind.DIVISION, basis=REGISTER, personal=True,
            width=20,
        ),
        Field(
            id="member.native_place", path="family[].native_place", kind=Kind.DIVISION, basis=REGISTER, personal=True,
            width=20,
        ),
        Field(id="member.former_names", path="family[].former_names", kind=Kind.NAMES, personal=True, width=20),
        Field(id="member.moves", path="family[].moves", kind=Kind.FLAG, basis=POLICY_1),
        Field(
            id="member.co_resident", path="family[].co_resident", kind=Kind.FLAG,
            required=all_of(_is_member_of_family, _moves), basis=POLICY_1,
        ),
        Field(
            id="member.relation_nature", path="family[].relation_nature", kind=Kind.CHOICE, choices=RelationNature,
            visible=_child_or_parent, basis="民法典 第一千零七十一、一千零七十二条", personal=True,
        ),
        Field(
            id="member.household_relationship", path="family[].household_relationship", kind=Kind.CODE,
            table="relationship", visible=all_of(_moves, _home), basis="GB/T 4761-2008", width=16,
        ),
    ),
)  # fmt: skip

_CARD = Section(
    id="card",
    each="family",
    visible=field("family[].card").is_given(),
    fields=(
        Field(id="card.kind", path="family[].card.kind", kind=Kind.CHOICE, choices=CardKind, basis=CARD, width=16),
        Field(id="card.reader", path="family[].card.reader", kind=Kind.TEXT, basis=CARD, width=34),
        Field(id="card.authority", path="family[].card.authority", kind=Kind.TEXT, basis=CARD, width=30),
        Field(id="card.issued", path="family[].card.issued", kind=Kind.DATE, basis=CARD),
        Field(id="card.expires", path="family[].card.expires", kind=Kind.EXPIRY, basis=CARD),
        Field(
            id="card.overridden", path="family[].card.overridden", kind=Kind.REASONS, basis=CARD, personal=True,
            width=40,
        ),
    ),
)  # fmt: skip

_GUARDIAN = Section(
    id="guardian",
    each="family",
    visible=any_of(
        field("family[].role").is_one_of(Role.MINOR_CHILD, Role.OTHER_RELATIVE),
        field("family[].guardian").is_given(),
    ),
    fields=(
        Field(
            id="guardian.who", path="family[].guardian", kind=Kind.GUARDIAN,
            basis="民法典 第二十七条", personal=True, width=20,
        ),
        Field(
            id="guardian.name", path="family[].guardian.name", kind=Kind.NAME, visible=_foreign_guardian,
            personal=True, width=20,
        ),
        Field(
            id="guardian.id_number", path="family[].guardian.id_number", kind=Kind.ID_NUMBER,
            required=_foreign_guardian, visible=_foreign_guardian, personal=True, width=20,
        ),
        Field(
            id="guardian.relationship", path="family[].guardian.relationship", kind=Kind.CODE, table="relationship",
            required=_foreign_guardian, visible=_foreign_guardian, width=16,
        ),
        Field(
            id="guardian.phone", path="family[].guardian.phone", kind=Kind.PHONE, visible=_foreign_guardian,
            personal=True, width=16,
        ),
    ),
)  # fmt: skip

_ORIGIN = Section(
    id="origin",
    each="family",
    visible=_moves,
    fields=(
        Field(
            id="origin.division", path="family[].origin.division", kind=Kind.DIVISION,
            required=all_of(_moves, _registered), basis=REGISTER, width=30,
        ),
        Field(
            id="origin.address", path="family[].origin.address", kind=Kind.TEXT,
            required=all_of(_moves, _registered), basis=REGISTER, personal=True, width=50,
        ),
        Field(
            id="origin.registration_authority", path="family[].origin.registration_authority", kind=Kind.TEXT,
            basis=REGISTER, width=30,
        ),
        Field(
            id="origin.urban_rural", path="family[].origin.urban_rural", kind=Kind.CODE, table="urban_rural",
            required=all_of(_moves, _registered), basis=FORM_58,
        ),
    ),
)  # fmt: skip

_DESTINATION = Section(
    id="destination",
    fields=(
        Field(
            id="destination.kind", path="destination.kind", kind=Kind.CHOICE, choices=DestinationKind,
            required=ALWAYS, basis=POLICY_1, width=16,
        ),
        Field(
            id="destination.division", path="destination.division", kind=Kind.DIVISION, required=ALWAYS,
            basis=REGISTER, width=30,
        ),
        Field(id="destination.household_no", path="destination.household_no", kind=Kind.TEXT, width=16),
        Field(
            id="destination.address", path="destination.address", kind=Kind.TEXT,
            required=all_of(_home, field("destination.household_no").is_missing()),
            visible=any_of(
                field("destination.kind").is_not(DestinationKind.PUBLIC_COLLECTIVE),
                field("destination.address").is_given(),
            ),
            basis=REGISTER, width=50,
        ),
        Field(
            id="destination.household_type", path="destination.household_type", kind=Kind.CODE,
            table="registration_kind", basis=REGISTER, width=16,
        ),
        Field(
            id="householder.name", path="destination.householder.name", kind=Kind.NAME, visible=_relatives,
            basis=REGISTER, personal=True, width=20,
        ),
        Field(
            id="householder.id_number", path="destination.householder.id_number", kind=Kind.ID_NUMBER,
            visible=_relatives, basis="GB 11643-1999", personal=True, width=20,
        ),
        Field(
            id="householder.relationship", path="destination.householder.relationship", kind=Kind.CODE,
            table="relationship", visible=_relatives, basis="GB/T 4761-2008", width=16,
        ),
        Field(
            id="householder.phone", path="destination.householder.phone", kind=Kind.PHONE, visible=_relatives,
            personal=True, width=16,
        ),
    ),
)  # fmt: skip

_DOCUMENT = Section(
    id="document",
    each="documents",
    fields=(
        Field(
            id="document.kind", path="documents[].kind", kind=Kind.CODE, table="document_kind", required=ALWAYS,
            basis="GA/T 517", width=20,
        ),
        Field(id="document.holder", path="documents[].holder", kind=Kind.MEMBER, required=ALWAYS),
        Field(id="document.also", path="documents[].also", kind=Kind.MEMBERS),
        Field(id="document.number", path="documents[].number", kind=Kind.TEXT, personal=True, width=22),
        Field(
            id="document.presented", path="documents[].presented", kind=Kind.CHOICE, choices=Presented,
            required=ALWAYS,
        ),
        Field(id="document.issued", path="documents[].issued", kind=Kind.DATE),
        Field(id="document.expires", path="documents[].expires", kind=Kind.EXPIRY),
        Field(
            id="document.outcome", path="documents[].outcome", kind=Kind.CHOICE, choices=DocumentOutcome,
            basis="行政许可法 第三十四条", width=10,
        ),
        Field(id="document.checked_by", path="documents[].checked_by", kind=Kind.BADGE, width=8),
        Field(id="document.attachment", path="documents[].attachment", kind=Kind.ATTACHMENT, personal=True, width=30),
        Field(
            id="document.attachments", path="documents[].attachments", kind=Kind.ATTACHMENTS, personal=True, width=30,
        ),
    ),
)  # fmt: skip

_AGENT = Section(
    id="agent",
    fields=(
        Field(id="agent.name", path="agent.name", kind=Kind.NAME, required=_agent, personal=True, width=20),
        Field(
            id="agent.id_number", path="agent.id_number", kind=Kind.ID_NUMBER, required=_agent, personal=True, width=20,
        ),
        Field(id="agent.phone", path="agent.phone", kind=Kind.PHONE, required=_agent, personal=True, width=16),
        Field(id="agent.relationship", path="agent.relationship", kind=Kind.CODE, table="relationship", width=16),
    ),
)  # fmt: skip

_POVERTY = Section(
    id="poverty",
    visible=field("route").is_equal_to(Route.POVERTY),
    fields=(
        Field(
            id="poverty.certificate_number", path="poverty.certificate_number", kind=Kind.TEXT, basis=POLICY_2,
            visible=field("route").is_equal_to(Route.POVERTY), personal=True, width=24,
        ),
        Field(
            id="poverty.issuer", path="poverty.issuer", kind=Kind.TEXT, basis=POLICY_2,
            visible=field("route").is_equal_to(Route.POVERTY), width=30,
        ),
    ),
)  # fmt: skip

_AGRICULTURAL = Section(
    id="agricultural_transfer",
    visible=any_of(AGRICULTURAL, field("agricultural_transfer").is_given()),
    fields=(
        Field(
            id="agricultural_transfer.reason", path="agricultural_transfer.reason", kind=Kind.CODE,
            table="agri_transfer_reason", required=AGRICULTURAL, basis=FORM_58, width=20,
        ),
        Field(
            id="agricultural_transfer.flags", path="agricultural_transfer.flags", kind=Kind.CHOICES,
            choices=TransferFlag, basis=FORM_58, width=40,
        ),
    ),
)  # fmt: skip

_DECLARATIONS = Section(
    id="declarations",
    fields=(
        Field(
            id="declarations.truthful", path="declarations.truthful", kind=Kind.DECLARATION, required=ALWAYS,
            basis="行政许可法 第三十一条",
        ),
        Field(
            id="declarations.voluntary", path="declarations.voluntary", kind=Kind.DECLARATION, required=ALWAYS,
            basis=POLICY_1,
        ),
        Field(id="case.discretion_note", path="discretion_note", kind=Kind.NOTE, basis=POLICY_1, width=60),
    ),
)  # fmt: skip

FORM = Form(
    id="settlement",
    version=3,
    sections=(
        _CASE,
        _MEMBER,
        _CARD,
        _GUARDIAN,
        _ORIGIN,
        _DESTINATION,
        _DOCUMENT,
        _AGENT,
        _POVERTY,
        _AGRICULTURAL,
        _DECLARATIONS,
    ),
)
"""The form of business `settlement`."""
