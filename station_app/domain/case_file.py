"""The case file of contract.md as typed values: what is captured of one family unit and its documents.

Everything that may still be unknown while an officer types is optional here; what is required, and when, is said by
the forms and the rules. Unknown keys and wrong types are findings of `reading`, not exceptions of these classes.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Final, Literal

import msgspec

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

FORMAT: Final = "station-app/case/1"
LONG_TERM = "long-term"
FIRST_FORM: Final = "settlement/1"
"""The form of cases from before the form was written down with them."""

# What a text means, for whoever reads a file: `reading` brings it into the one form in which it is kept.
Name = Annotated[str, msgspec.Meta(extra={"kind": "name"})]
IdNumber = Annotated[str, msgspec.Meta(extra={"kind": "id_number"})]
Lines = Annotated[str, msgspec.Meta(extra={"kind": "lines"})]
Expiry = Annotated[str, msgspec.Meta(pattern=r"^([0-9]{4}-[0-9]{2}-[0-9]{2}|long-term)$", extra={"kind": "expiry"})]
"""A date as `YYYY-MM-DD`, or `long-term` (长期). A string: msgspec takes no union of date and word."""
CodePoints = Annotated[
    str, msgspec.Meta(pattern=r"^U\+[0-9A-F]{4,6}( U\+[0-9A-F]{4,6})*$", extra={"kind": "code_points"})
]
"""Characters by number, `U+738B U+E863`: survives every font, font vendor and transport."""


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What all parts of a case file share: immutable, strict, short on the wire."""


class Origin(_Part, frozen=True):
    """Where a person is registered now: GB/T 2260 division, address, registration authority, urban/rural class."""

    division: str | None = None
    address: str | None = None
    registration_authority: str | None = None
    urban_rural: str | None = None


class NamedPerson(_Part, frozen=True):
    """A guardian, agent or householder who is not a member of the family unit."""

    name: Name | None = None
    id_number: IdNumber | None = None
    relationship: str | None = None
    phone: str | None = None


class CardReading(_Part, frozen=True):
    """That a person's facts came from a card, and what of it the officer overrode; never the photo, never fingerprints.

    `reader` is the number of the reader's security module (SAM). `overridden` maps the name of a field to the reason.
    """

    kind: CardKind | None = None
    reader: str | None = None
    authority: str | None = None
    issued: date | None = None
    expires: Expiry | None = None
    overridden: dict[str, Lines] = {}


class FamilyMember(_Part, frozen=True):
    """One person of the family unit (家庭成员); `relationship` is GB/T 4761 towards the applicant.

    `name_code_points` is the name as a card's chip had it, where that is not `name`: characters of a vendor's private
    area, halves of surrogate pairs.
    """

    role: Role | None = None
    relationship: str | None = None
    name: Name | None = None
    name_code_points: CodePoints | None = None
    former_names: tuple[Name, ...] = ()
    id_number: IdNumber | None = None
    id_absent_reason: IdAbsentReason | None = None
    sex: str | None = None
    birth_date: date | None = None
    ethnicity: str | None = None
    marital_status: str | None = None
    education: str | None = None
    occupation: str | None = None
    birth_place: str | None = None
    native_place: str | None = None
    phone: str | None = None
    origin: Origin | None = None
    moves: bool = True
    co_resident: bool | None = None
    guardian: int | NamedPerson | None = None
    relation_nature: RelationNature | None = None
    household_relationship: str | None = None
    card: CardReading | None = None


class CaseDocument(_Part, frozen=True):
    """One document as presented; `holder` and `also` are indexes into the family, `kind` is GA/T 517 or X01-X13.

    `attachment` names the first scan, `attachments` any further ones; `checked_by` is the badge of who looked at it.
    """

    kind: str | None = None
    holder: int | None = None
    also: tuple[int, ...] = ()
    number: str | None = None
    presented: Presented | None = None
    issued: date | None = None
    expires: Expiry | None = None
    outcome: DocumentOutcome | None = None
    checked_by: str | None = None
    attachment: str | None = None
    attachments: tuple[str, ...] = ()

    @property
    def expires_on(self) -> date | None:
        """The last day of validity; None for a document without one (long-term, not captured)."""
        return None if self.expires in (None, LONG_TERM) else date.fromisoformat(str(self.expires))

    @property
    def scans(self) -> tuple[str, ...]:
        """All scans of this document, the first one first."""
        return (*((self.attachment,) if self.attachment else ()), *self.attachments)


class Destination(_Part, frozen=True):
    """The household the family asks for; `household_no` empty means: propose one.

    `household_type` is 户别 (6 family, 7 collective). `householder` is who heads the home the family joins.
    """

    kind: DestinationKind | None = None
    division: str | None = None
    household_no: str | None = None
    address: str | None = None
    household_type: str | None = None
    householder: NamedPerson | None = None


class AgriculturalTransfer(_Part, frozen=True):
    """Reason (agri_transfer_reason.csv) and flags of statistical form 58."""

    reason: str | None = None
    flags: tuple[TransferFlag, ...] = ()


class Poverty(_Part, frozen=True):
    """The registered-poverty certificate of clause 2."""

    certificate_number: str | None = None
    issuer: str | None = None


class Declarations(_Part, frozen=True):
    """What the applicant declared."""

    truthful: bool = False
    voluntary: bool = False


class CaseFile(_Part, frozen=True):
    """One case: a family unit, its documents, and where it wants to go."""

    format: Literal["station-app/case/1"] = FORMAT
    business: Business | None = None
    route: Route | None = None
    applicant_category: ApplicantCategory | None = None
    jurisdiction_basis: JurisdictionBasis | None = None
    housing: Housing | None = None
    migration_reason: str | None = None
    destination: Destination | None = None
    family: tuple[FamilyMember, ...] = ()
    documents: tuple[CaseDocument, ...] = ()
    agricultural_transfer: AgriculturalTransfer | None = None
    poverty: Poverty | None = None
    agent: NamedPerson | None = None
    discretion_note: Lines | None = None
    declarations: Declarations | None = None

    @property
    def applicant(self) -> FamilyMember | None:
        """The member with the role of applicant, if there is one."""
        return next((member for member in self.family if member.role is Role.APPLICANT), None)

    @property
    def movers(self) -> tuple[tuple[int, FamilyMember], ...]:
        """The members who move, with their index in the family."""
        return tuple((index, member) for index, member in enumerate(self.family) if member.moves)
