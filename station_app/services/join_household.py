"""Use cases: people join a household without a settlement case - a child is born, somebody marries into a family.

A newborn is registered with father or mother (户口登记条例 第七条), in a frozen household too: a child's place does not
hang on room. Who needs a decision of the police comes by a case; who is registered here comes along by marriage.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec
import uuid_utils

from station_app.domain.authority import Action
from station_app.domain.findings import Finding, Severity
from station_app.domain.household_relations import of_newborn, of_spouse
from station_app.domain.joining import joining_findings
from station_app.domain.residents import Resident, Standing, registration_number
from station_app.domain.vocabulary import HouseholdStep
from station_app.errors import RefusedError
from station_app.journal.registration_entries import Begun, NewbornJoined, Related, SpouseJoined
from station_app.services.residents import (
    chosen_day,
    existing_household,
    family_of,
    open_relations,
    present,
    refuse_registered,
    refuse_unknown_relations,
    without,
    write_event,
)
from station_app.storage import registrations

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from station_app.domain.residents import HouseholdEvent, RegisteredPerson
    from station_app.services.desk import Desk
    from station_app.storage.engine import UnitOfWork

_WITHIN_A_MONTH = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Marrying:
    """Who marries into the family of `partner` (a registration number).

    `spouse` is either the number of somebody registered here, who then leaves where they are, or the person with all
    facts. `new_head` and `relations` are for those whom they leave. `relationship` is to the head of the family, where
    it does not follow. `evidence` names the marriage certificate.
    """

    partner: str
    spouse: str | RegisteredPerson
    evidence: str
    day: date | None = None
    relationship: str | None = None
    new_head: str | None = None
    relations: Mapping[str, str] = field(default_factory=dict)


def register_newborn(
    desk: Desk,
    parent_no: str,
    child: RegisteredPerson,
    *,
    evidence: str,
    relationship: str | None = None,
    day: date | None = None,
) -> HouseholdEvent:
    """Register a child with father or mother, in their household and family; later than a month only warns.

    Raises:
        RefusedError: `person_unfit` with findings, `person_registered_here`, `evidence_missing`,
            `relation_missing` - what the child is to the head does not follow; `relation_unknown`, ...
    """
    desk.require(Action.REGISTER)
    if not evidence.strip():
        raise RefusedError("evidence_missing")
    with desk.store.write() as uow:
        parent = present(uow, desk, parent_no)
        since = chosen_day(desk, day, (parent,))
        findings = _judged(desk, child, born_to=parent)
        refuse_registered(uow, desk, (child.id_number,))
        if child.birth_date is not None and since - child.birth_date > _WITHIN_A_MONTH:
            late: dict[str, str | int] = {"born": child.birth_date.isoformat()}
            findings += (Finding(Severity.WARNING, "newborn_late", "birth_date", "户口登记条例 第七条", late),)
        related, group = _into_group(parent)
        relation = _relation(relationship, of_newborn(parent, child.sex))
        number = registrations.next_event_number(uow, desk.site.code, desk.today())
        begun = Begun(
            registration_number(number, 0), parent.household_no, child, Standing(relation, family_group=group)
        )
        payload = NewbornJoined(
            number, parent.household_no, since, begun=(begun,), related=related, evidence=evidence.strip()
        )
        done = write_event(uow, desk, HouseholdStep.BIRTH, payload, findings)
        uow.commit()
    return done


def register_marriage(desk: Desk, marrying: Marrying) -> HouseholdEvent:
    """Let somebody join the family of a resident by marriage.

    Raises:
        RefusedError: `evidence_missing`, `same_person`, `marriage_sexes`, `spouse_there_already`, `same_family`,
            `household_frozen`, `person_unfit`, `person_registered_here`, `relation_missing`, `new_head_missing`, ...
    """
    desk.require(Action.REGISTER)
    if not marrying.evidence.strip():
        raise RefusedError("evidence_missing")
    with desk.store.write() as uow:
        partner = present(uow, desk, marrying.partner)
        coming = present(uow, desk, marrying.spouse) if isinstance(marrying.spouse, str) else None
        person = coming.person if coming else marrying.spouse
        assert not isinstance(person, str)  # noqa: S101 - a number was looked up above
        findings = _fit_to_marry(uow, desk, partner, person, coming)
        since = chosen_day(desk, marrying.day, (partner, *((coming,) if coming else ())))
        related, group = _into_group(partner)
        standing = Standing(_relation(marrying.relationship, of_spouse(partner, person.sex)), family_group=group)
        number = registrations.next_event_number(uow, desk.site.code, desk.today())
        left = without(family_of(uow, coming), (coming,), marrying.new_head, marrying.relations) if coming else ()
        begun, change = _married(number, partner.household_no, person, standing, coming)
        payload = SpouseJoined(
            number,
            partner.household_no,
            since,
            begun=begun,
            ended=(coming.registration_no,) if coming and begun else (),
            related=(*change, *related, *left),
            evidence=marrying.evidence.strip(),
        )
        done = write_event(uow, desk, HouseholdStep.MARRIAGE, payload, (*findings, *open_relations(left)))
        uow.commit()
    return done


def _married(
    number: str, home: str, person: RegisteredPerson, standing: Standing, coming: Resident | None
) -> tuple[tuple[Begun, ...], tuple[Related, ...]]:
    """Begin the registration, or only relate anew whoever is in this household already."""
    if coming and coming.household_no == home:
        return (), (Related(coming.registration_no, coming.standing, standing),)
    case_no, place = (coming.case_no, coming.place) if coming else (None, None)
    return (Begun(registration_number(number, 0), home, person, standing, case_no, place),), ()


def _fit_to_marry(
    uow: UnitOfWork, desk: Desk, partner: Resident, person: RegisteredPerson, coming: Resident | None
) -> tuple[Finding, ...]:
    home = existing_household(uow, desk, partner.household_no)
    if home.state != "open" and (coming is None or coming.household_no != home.household_no):
        raise RefusedError("household_frozen", household_no=home.household_no)
    if coming and coming.registration_no == partner.registration_no:
        raise RefusedError("same_person")
    family = family_of(uow, partner)
    if coming and coming in family:
        raise RefusedError("same_family")
    if person.sex and person.sex == partner.person.sex:
        raise RefusedError("marriage_sexes")
    if partner.standing.head and any(each.standing.relationship in {"10", "11", "12"} for each in family):
        raise RefusedError("spouse_there_already", household_no=home.household_no)
    if coming is not None:
        return ()
    findings = _judged(desk, person)
    refuse_registered(uow, desk, (person.id_number,))
    return findings


def _judged(desk: Desk, person: RegisteredPerson, born_to: Resident | None = None) -> tuple[Finding, ...]:
    """Refuse a person whose facts are missing or contradict each other; give what only warns."""
    findings = joining_findings(person, desk.today(), born_to.person if born_to else None)
    if any(each.severity is Severity.ERROR for each in findings):
        raise RefusedError("person_unfit", findings)
    return findings


def _relation(said: str | None, follows: str | None) -> str:
    """Give what somebody who comes is to the head: as said, or as it follows."""
    refuse_unknown_relations({"": said} if said else {})
    relation = said or follows
    if relation is None:
        raise RefusedError("relation_missing")
    return relation


def _into_group(one: Resident) -> tuple[tuple[Related, ...], str]:
    """Give the group of somebody's family; whoever was alone gets one, and heads it as before."""
    if one.standing.family_group:
        return (), one.standing.family_group
    group = str(uuid_utils.uuid7())
    after = msgspec.structs.replace(one.standing, family_group=group)
    return (Related(one.registration_no, one.standing, after),), group
