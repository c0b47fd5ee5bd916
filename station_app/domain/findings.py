"""What a check says. A finding tells the officer what is wrong, where, on which basis; it is never an exception."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec

from station_app import texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


VERIFIED = "行政许可法 第三十四条"
"""The office verifies what it was told: the basis where no article names the plausible value itself."""


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"  # blocks
    CONFIRM = "confirm"  # needs an officer's reason to go on
    WARNING = "warning"
    NOTE = "note"


class Finding(msgspec.Struct, frozen=True):
    """One result of one rule.

    `code` names the rule and its sentence (`finding.CODE` in the catalogue); `where` is the path in the case file
    (`family[1].id_number`, empty for the whole case); `basis` cites law or standard; `details` fill the sentence.
    """

    severity: Severity
    code: str
    where: str = ""
    basis: str = ""
    details: dict[str, str | int] = msgspec.field(default_factory=dict)

    @property
    def message(self) -> str:
        """The sentence in the language of this process: what is wrong and what to do.

        What is an error for one caller and one finding of many for another (a policy pack's faults) has one sentence.
        """
        key = f"finding.{self.code}"
        return texts.say(key if texts.known(key) else f"error.{self.code}", **self.details)

    def as_dict(self) -> dict[str, str]:
        """Give the form of contract.md."""
        return {
            "severity": self.severity.value,
            "code": self.code,
            "where": self.where,
            "message": self.message,
            "basis": self.basis,
        }


def question(finding: Finding) -> str:
    """Name one question: `CODE@path`, so that the same rule can be answered for one person and not for another."""
    return f"{finding.code}@{finding.where}" if finding.where else finding.code


def reason_for(finding: Finding, confirmed: Mapping[str, str]) -> str:
    """Give the officer's reason: the one for this very place, else the one for the rule wherever it speaks."""
    return (confirmed.get(question(finding), "").strip()) or confirmed.get(finding.code, "").strip()


def blocking(findings: Iterable[Finding], confirmed: Mapping[str, str]) -> tuple[Finding, ...]:
    """Give the findings that stop a case: errors, and confirmations nobody gave a reason for.

    `confirmed` maps a finding's code (everywhere) or `question` (there) to the officer's reason; a blank one is none.
    """
    return tuple(
        finding
        for finding in findings
        if finding.severity is Severity.ERROR
        or (finding.severity is Severity.CONFIRM and not reason_for(finding, confirmed))
    )
