"""What the case on the intake page becomes: a new case, the newer facts of one, or one in the place of one that failed.

The page is the same for all three; what is checked and what is stored in the end is said here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from station_app import texts
from station_app.domain.case_changes import Putting
from station_app.domain.reading import read_document
from station_app.domain.vocabulary import DraftPurpose

if TYPE_CHECKING:
    from collections.abc import Mapping

    from station_app.catalogue import Catalogue
    from station_app.domain.drafts import Draft
    from station_app.domain.outcomes import Accepted, Supplemented
    from station_app.domain.records import CheckResult
    from ui.presenters.intake_content import Content


@dataclass(frozen=True, slots=True)
class Purpose:
    """Why the page is filled in: `about` is the case, `based_on` its revision at the beginning, `text` says why."""

    kind: DraftPurpose = DraftPurpose.NEW
    about: str = ""
    based_on: int | None = None
    text: str = ""

    @classmethod
    def of(cls, draft: Draft | None) -> Purpose:
        """Give the purpose of a draft; of none, a new case."""
        return cls() if draft is None else cls(draft.purpose, draft.about or "", draft.based_on)

    @property
    def supplements(self) -> bool:
        """Whether an existing case is put right."""
        return self.kind is DraftPurpose.SUPPLEMENT

    @property
    def heading(self) -> str:
        """What the page says it is for."""
        return texts.say(f"ui.intake.purpose.{self.kind.value}", case_no=self.about)

    def saying(self, text: str) -> Purpose:
        """Give the same with a reason."""
        return replace(self, text=text)

    def overtaken(self, revision: int) -> Purpose:
        """Give the same on top of what somebody else has stored meanwhile."""
        return replace(self, based_on=revision)

    def check(self, catalogue: Catalogue, content: Content) -> CheckResult:
        """Ask the rules; of a supplement also what it changes."""
        if not self.supplements:
            return catalogue.check_content(content)
        return catalogue.check_supplement(self.about, self._put(content))

    def finish(
        self, catalogue: Catalogue, content: Content, confirmed: Mapping[str, str], draft_id: str | None
    ) -> Accepted | Supplemented:
        """Store it for good; a refusal stores nothing."""
        if self.supplements:
            return catalogue.supplement(self.about, self._put(content), confirmed=confirmed, draft_id=draft_id)
        return catalogue.accept_content(content, confirmed, draft_id, self.about or None)

    def _put(self, content: Content) -> Putting:
        case, structure = read_document(dict(content))
        return Putting(case, tuple(structure), self.based_on, self.text)
