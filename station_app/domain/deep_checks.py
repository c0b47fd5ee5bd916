"""What a nightly look through a site's tables finds (`journal verify --deep`): a code, what it is about, what to do."""

from __future__ import annotations

import msgspec

from station_app import texts


class DeepFinding(msgspec.Struct, frozen=True):
    """One thing that is not as it should be.

    `subject` is a number (case, household, registration, card, paper) or a badge, never a name. `damage`: it can't have
    come about by work at the desk; else somebody has to see to it. `details` fill the sentence.
    """

    code: str
    subject: str
    damage: bool = True
    details: dict[str, str | int] = msgspec.field(default_factory=dict)

    @property
    def message(self) -> str:
        """What was found."""
        return texts.say(f"deep.says.{self.code}", subject=self.subject, **self.details)

    @property
    def next_step(self) -> str:
        """What to do about it."""
        return texts.say(f"deep.next.{self.code}", subject=self.subject, **self.details)

    def as_dict(self) -> dict[str, str | bool]:
        """Give the form of the contract's additions."""
        return {
            "code": self.code,
            "subject": self.subject,
            "damage": self.damage,
            "message": self.message,
            "next": self.next_step,
        }


class DeepReport(msgspec.Struct, frozen=True):
    """The whole look: how long the chain is, and what was found; nothing is best."""

    entries: int
    head: str
    findings: tuple[DeepFinding, ...] = ()

    @property
    def ok(self) -> bool:
        """Nothing was found."""
        return not self.findings

    @property
    def damaged(self) -> bool:
        """Something was found that work at the desk can't bring about."""
        return any(each.damage for each in self.findings)
