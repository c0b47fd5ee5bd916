"""Errors sorted by who must act. A failed check of a case is a finding (domain.findings), not an error."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Sequence


class StationError(Exception):
    """An outcome the program knows and can explain; everything else is a bug.

    `code` names the sentence in the text catalogue (`error.CODE`) and the paragraph in the manual;
    `details` fill the sentence and hold no personal data. `exit_status` is the command line's (contract).
    """

    exit_status: ClassVar[int] = 1

    def __init__(self, code: str, /, **details: object) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


class UsageError(StationError):
    """The call itself is wrong; whoever typed it must correct it."""

    exit_status = 2


class RefusedError(StationError):
    """The input or the state does not allow it; the officer must act. Nothing was stored.

    `findings` is a sequence of `domain.findings.Finding`; kept untyped here because errors know no rules.
    """

    exit_status = 3

    def __init__(self, code: str, findings: Sequence[object] = (), /, **details: object) -> None:
        super().__init__(code, **details)
        self.findings = tuple(findings)


class NotPermittedError(StationError):
    """Password, role or lock forbids it; an administrator must act."""

    exit_status = 4


class DamagedError(StationError):
    """A bundle, database, journal or paper is damaged or forged; sender, receiver or support must act."""

    exit_status = 5


class DeviceError(StationError):
    """A device or medium failed (printer, disk full, stick, card reader); someone must see to the hardware."""

    exit_status = 6
