"""What a letter of authorisation (委托书) states about a case. Knows nothing of its looks; needs no ReportLab."""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing import words
from printing.letter_facts import LetterFacts, head
from printing.receipt_facts import id_number
from station_app.domain.case_file import FamilyMember, NamedPerson
from station_app.domain.identifiers import mask_id

if TYPE_CHECKING:
    from station_app.domain.records import CaseRecord


class AuthorisationFacts(LetterFacts, frozen=True):
    """What the letter states, as it stands on the family's copy: numbers masked."""

    id_number: str
    persons: int
    agent: str
    agent_number: str
    agent_phone: str
    agent_is: str


def facts(record: CaseRecord) -> AuthorisationFacts:
    """Take from the record what the letter states."""
    applicant = record.case.applicant or FamilyMember()
    agent = record.case.agent or NamedPerson()
    return AuthorisationFacts(
        **head(record),
        id_number=id_number(applicant, masked=True),
        persons=len(record.case.movers),
        agent=agent.name or "",
        agent_number=mask_id(agent.id_number) if agent.id_number else "",
        agent_phone=words.masked_phone(agent.phone or ""),
        agent_is=agent.relationship or "",
    )


def has_agent(record: CaseRecord) -> bool:
    """Tell whether somebody acts for the family."""
    return record.case.agent is not None
