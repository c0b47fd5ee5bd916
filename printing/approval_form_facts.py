"""What an approval form (户口迁移审批表) states about a case, at any time after it was accepted. Needs no ReportLab.

Fields are those of the form declaration the case was taken on, in its codes; ID numbers and telephones are masked, so
that the digest on the paper gives nothing away (031). What is decided is stated once it stands in the journal.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import msgspec

from forms.conditions import Asked
from forms.versions import published
from printing import words
from printing.decision_facts import StatedDecision, acted_on_the_wrong_one, holding
from printing.field_grid import raw
from station_app.clock import local_date
from station_app.domain.case_file import FIRST_FORM
from station_app.domain.identifiers import mask_id
from station_app.domain.vocabulary import CaseStatus, Crossed, DestinationKind, Level

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forms.fields import Form
    from station_app.domain.records import CaseRecord

APPLICANT = (
    "member.name",
    "member.former_names",
    "member.sex",
    "member.ethnicity",
    "member.birth_date",
    "member.marital_status",
    "member.id_number",
    "member.id_absent_reason",
    "member.education",
    "member.occupation",
    "member.phone",
)
MATTER = (
    "case.route",
    "case.applicant_category",
    "case.jurisdiction_basis",
    "case.housing",
    "case.migration_reason",
    "poverty.certificate_number",
    "poverty.issuer",
)
ORIGIN = ("origin.division", "origin.address", "origin.registration_authority", "origin.urban_rural")
DESTINATION = (
    "destination.kind",
    "destination.division",
    "destination.household_type",
    "householder.name",
    "householder.relationship",
)
MOVER = (
    "member.name",
    "member.relationship",
    "member.sex",
    "member.ethnicity",
    "member.birth_date",
    "member.id_number",
    "member.id_absent_reason",
    "guardian.who",
    *ORIGIN,
)
AGENT = ("agent.name", "agent.relationship", "agent.phone")
"""The fields of each block; which of them a route or a kind of household shows is said by their declaration."""

_MASKED = {"member.id_number": mask_id, "member.phone": words.masked_phone, "agent.phone": words.masked_phone}


class Reviewed(msgspec.Struct, frozen=True):
    """That somebody went through the case, and with what opinion."""

    opinion: str
    officer: str
    on: date


class Ended(msgspec.Struct, frozen=True):
    """That nothing decided in the case holds any more: withdrawn or reversed."""

    how: CaseStatus
    on: date


class ApprovalFormFacts(msgspec.Struct, frozen=True):
    """What the form states; `asked` is what was captured of the case and the applicant, by section and field.

    `moving_along` are those who do, each in the same way. `at` and `badge` are those of the newest fact. `crossed`:
    two decisions of the county differ.
    """

    case_no: str
    site: str
    site_name: str
    practice: bool
    form: str
    asked: dict[str, dict[str, object]]
    moving_along: tuple[dict[str, dict[str, object]], ...]
    destination: DestinationKind | None
    household_no: str
    managing_body: str
    cards: tuple[str, ...]
    levels: tuple[Level, ...]
    accepted_at: datetime
    accepted_by: str
    accepting: str
    reviewed: Reviewed | None
    decisions: tuple[StatedDecision, ...]
    ended: Ended | None
    crossed: Crossed | None
    turned_from: str
    at: datetime
    badge: str


def facts(record: CaseRecord) -> ApprovalFormFacts:
    """Take from the record what the form states."""
    held = decided(record)
    newest = max((each for each in record.decisions if held), key=lambda each: each.at, default=None)
    settled = record.settled
    here = settled.household if settled and settled.household else record.household
    return ApprovalFormFacts(
        case_no=record.case_no,
        site=record.site,
        site_name=record.site_name,
        practice=record.practice,
        form=record.form,
        asked=_captured(record, applicant_at(record), (*MATTER, *DESTINATION, *AGENT, *APPLICANT, *ORIGIN)),
        moving_along=tuple(_captured(record, place, MOVER) for place in others(record)),
        destination=record.placement.kind,
        household_no=(settled.household_no if settled else record.placement.household_no) or "",
        managing_body=here.managing_body if here else "",
        cards=tuple(each.card_no for each in settled.people if each.card_no) if settled else (),
        levels=record.decided_by,
        accepted_at=words.to_the_minute(record.accepted_at),
        accepted_by=record.accepted_by,
        accepting=record.accepted_by_name,
        reviewed=_reviewed(record),
        decisions=held,
        ended=_ended(record),
        crossed=record.crossed.todo if record.crossed else None,
        turned_from=record.turned_from or "",
        at=words.to_the_minute(newest.at if newest else record.accepted_at),
        badge=newest.badge if newest else record.accepted_by,
    )


def decided(record: CaseRecord) -> tuple[StatedDecision, ...]:
    """Give the decisions the form states: none of the county's where two of them have to be cleared up first."""
    held = holding(record)
    if acted_on_the_wrong_one(record):
        return tuple(each for each in held if each.level is not Level.COUNTY)
    return held


def form_of(record: CaseRecord) -> Form:
    """Give the form the case was taken on."""
    return published(record.form or FIRST_FORM)


def asked_of(record: CaseRecord, place: int = 0) -> Asked:
    """Give the case as the declarations are asked about it, and the person at `place`."""
    return Asked(msgspec.to_builtins(record.case), place, local_date(record.accepted_at))


def applicant_at(record: CaseRecord) -> int:
    """Give the applicant's place in the family."""
    applicant = record.case.applicant
    return next((place for place, each in enumerate(record.case.family) if each is applicant), 0)


def others(record: CaseRecord) -> tuple[int, ...]:
    """Give the places of those who move along with the applicant."""
    return tuple(place for place, _ in record.case.movers if place != applicant_at(record))


def _captured(record: CaseRecord, place: int, names: Sequence[str]) -> dict[str, dict[str, object]]:
    """Give what was captured in these fields, about the person at `place` where they are about somebody."""
    form, asked = form_of(record), asked_of(record, place)
    found: dict[str, dict[str, object]] = {}
    for name in names:
        section, _, field = name.partition(".")
        found.setdefault(section, {})[field] = _hidden(name, raw(form, name, asked))
    return found


def _hidden(name: str, value: object) -> object:
    if isinstance(value, dict):  # somebody who is not of the family, with number and telephone
        return value.get("name")
    return _MASKED[name](str(value)) if value and name in _MASKED else value


def _reviewed(record: CaseRecord) -> Reviewed | None:
    """Give the last review of the facts as they are now."""
    last = None
    for each in record.timeline:
        if each.kind == "case_reviewed" and each.seq > record.revision:
            last = Reviewed(each.words, each.officer_name, local_date(each.at))
    return last


def _ended(record: CaseRecord) -> Ended | None:
    kinds = {CaseStatus.WITHDRAWN: "case_withdrawn", CaseStatus.REVERSED: "case_reversed"}
    if record.ended_as not in kinds:
        return None
    at = [each.at for each in record.timeline if each.kind == kinds[record.ended_as]]
    return Ended(record.ended_as, local_date(max(at))) if at else None
