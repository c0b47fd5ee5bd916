"""What the papers of a residence permit state: the receipt of an application, the slip of an endorsement.

Needs no ReportLab. ID number and telephone are masked, as on every paper that is handed out.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import msgspec

from printing import words
from station_app.domain.identifiers import mask_id
from station_app.domain.vocabulary import PermitBusiness, PermitGround

if TYPE_CHECKING:
    from station_app.domain.permits import PermitRecord


class _Holder(msgspec.Struct, frozen=True):
    """Whose permit it is, of which site; the first facts of both papers."""

    permit_no: str
    site: str
    site_name: str
    practice: bool
    applicant: str
    id_number: str
    division: str
    address: str


class PermitReceiptFacts(_Holder, frozen=True):
    """What the receipt states of the newest card that was asked for.

    `due` is the last day for it, `days` how many the rules give, `fee` in yuan; `opens` and `last` are the days
    between which the next full year may be endorsed, None before the first card was handed out.
    """

    accepted_at: datetime
    badge: str
    officer: str
    permit_business: PermitBusiness
    registered_on: date | None
    permit_ground: PermitGround | None
    accepted_on: date
    due: date
    days: int
    fee: int
    opens: date | None
    last: date | None

    @property
    def stated_at(self) -> datetime:
        """The moment it was taken in."""
        return self.accepted_at


class EndorsementFacts(_Holder, frozen=True):
    """What the slip states of the newest endorsement: the year that was endorsed, and when the next one may be."""

    endorsed_at: datetime
    badge: str
    officer: str
    endorsed_on: date
    late: bool
    counted_from: date
    years: int
    full_year: date
    opens: date
    last: date

    @property
    def stated_at(self) -> datetime:
        """The moment it was endorsed."""
        return self.endorsed_at


def receipt(record: PermitRecord) -> PermitReceiptFacts:
    """Take from the record what the receipt states."""
    asked, made, due = record.file.asked, record.made, record.state.due
    return PermitReceiptFacts(
        **_holder(record),
        accepted_at=words.to_the_minute(record.made_at),
        badge=record.made_by,
        officer=record.made_by_name,
        permit_business=made.business,
        registered_on=asked.registered_on,
        permit_ground=asked.ground,
        accepted_on=made.accepted,
        due=made.due,
        days=made.days,
        fee=made.fee,
        opens=due.opens if due and made.business is not PermitBusiness.FIRST else None,
        last=due.last if due and made.business is not PermitBusiness.FIRST else None,
    )


def was_endorsed(record: PermitRecord) -> bool:
    """Tell whether there is an endorsement to draw."""
    return record.endorsement is not None


def endorsement_revision(record: PermitRecord) -> int:
    """Give the number of the entry that holds the newest endorsement."""
    return record.endorsement.seq if record.endorsement else record.revision


def endorsement(record: PermitRecord) -> EndorsementFacts:
    """Take from the record what the slip states.

    Raises:
        ValueError: The permit was never endorsed; `was_endorsed` tells before.
    """
    said = record.endorsement
    if said is None:
        raise ValueError("the permit was never endorsed")
    return EndorsementFacts(
        **_holder(record),
        endorsed_at=words.to_the_minute(said.at),
        badge=said.officer,
        officer=said.officer_name,
        endorsed_on=said.on,
        late=said.late,
        counted_from=said.following.counted_from,
        years=said.following.years - 1,
        full_year=said.following.full_year,
        opens=said.following.opens,
        last=said.following.last,
    )


def _holder(record: PermitRecord) -> dict[str, Any]:
    person, asked = record.person, record.file.asked
    return {
        "permit_no": record.permit_no,
        "site": record.site,
        "site_name": record.site_name,
        "practice": record.practice,
        "applicant": person.name or "",
        "id_number": mask_id(person.id_number or ""),
        "division": asked.division or "",
        "address": asked.address or "",
    }
