"""An application for a residence permit (居住证) as a case file: the same parts, one person, and what the permit needs.

What is required, and when, is said by `forms.permit` and by the rules of `domain.permit_rules`.
"""

from __future__ import annotations

from datetime import date

from station_app.domain.case_file import CaseFile, FamilyMember, _Part
from station_app.domain.vocabulary import PermitGround


class PermitRequest(_Part, frozen=True):
    """Where somebody lives and on which ground the permit is asked for (居住证暂行条例 2, 9).

    `registered_on` is the day of the residence registration (居住登记), from which the half year counts. `photo`: a
    photograph was given or taken. `infirm`: an old or disabled person who moves with difficulty, for whom a guardian or
    near relative may apply.
    """

    division: str | None = None
    address: str | None = None
    registered_on: date | None = None
    ground: PermitGround | None = None
    photo: bool = False
    infirm: bool = False


class PermitFile(CaseFile, frozen=True):
    """A case file whose business is a residence permit; its family is the applicant alone."""

    permit: PermitRequest | None = None

    @property
    def person(self) -> FamilyMember:
        """Whom the permit is for; empty while nobody is captured."""
        return self.applicant or (self.family[0] if self.family else FamilyMember())

    @property
    def asked(self) -> PermitRequest:
        """What is asked for; empty while nothing is captured."""
        return self.permit or PermitRequest()
