"""What a printer says of itself and of a job, and what that means for whoever waits for the paper. Asks nobody.

Words are those of the standards (RFC 8011 §5.3.7, §5.4.12; PWG 5100.9): `media-empty-error`, `job-canceled-at-device`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from station_app.errors import DeviceError

_NOTHING = ("", "none")
_LEVELS = ("-error", "-warning", "-report")
_TROUBLES = (
    ("connecting-to-device", "printer_offline"),
    ("media-jam", "printer_jam"),
    ("input-media-supply-empty", "printer_paper_empty"),
    ("media-empty", "printer_paper_empty"),
    ("input-media-size-change", "printer_media_needed"),
    ("media-needed", "printer_media_needed"),
    ("cover-open", "printer_cover_open"),
    ("door-open", "printer_cover_open"),
    ("interlock-open", "printer_cover_open"),
    ("toner-empty", "printer_toner_empty"),
    ("marker-supply-empty", "printer_toner_empty"),
    ("offline", "printer_offline"),
    ("timed-out", "printer_offline"),
    ("shutdown", "printer_offline"),
    ("paused", "printer_paused"),
    ("moving-to-paused", "printer_paused"),
)
"""What stops a printer, the most telling first: one that is out of paper often says that it is paused, too; a queue of
CUPS that cannot reach its printer still shows what the printer said last."""

_STUCK = frozenset(
    ("printer_jam", "printer_paper_empty", "printer_media_needed", "printer_cover_open", "printer_toner_empty")
)
"""With one of these no whole paper came out."""

_CALLED_OFF = ("job-canceled-by-user", "job-canceled-by-operator", "job-canceled-at-device", "canceled-at-device")


GONE = "job-gone"
"""Reason of a queue that keeps no jobs that are over: printed, unless it was called off."""


class JobState(IntEnum):
    """RFC 8011 §5.3.7."""

    PENDING = 3
    HELD = 4
    PROCESSING = 5
    STOPPED = 6
    CANCELED = 7
    ABORTED = 8
    COMPLETED = 9


class End(StrEnum):
    """How a job ended."""

    DONE = "done"
    FAILED = "failed"
    """The printer itself says that it did not finish."""
    UNKNOWN = "unknown"
    """Nobody knows; only the paper tells."""


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a printer has. `ready` are the media that lie in it; empty where it does not say."""

    media: tuple[str, ...]
    ready: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    scaling: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    accepting: bool = True
    reasons: tuple[str, ...] = ()
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class Sent:
    """A job that a printer has taken: its number there, the sheet asked for, and whether the page was placed on it.

    `two_sided`: both sides of its sheets were asked for.
    """

    job: int
    media: str
    placed: bool
    two_sided: bool = False


@dataclass(frozen=True, slots=True)
class JobReport:
    """How a job stands; `state` is None when the printer does not know it (any more).

    `printer_reasons` is what the printer says of itself meanwhile, `pages` how many sides it says are printed.
    `first_hand`: the printer itself says so, not a queue before it.
    """

    state: JobState | None
    reasons: tuple[str, ...] = ()
    printer_reasons: tuple[str, ...] = ()
    pages: int = 0
    first_hand: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a report means: the end, or None while the job is under way.

    `trouble` is the code of the sentence for people: what failed, or what the printer waits for. `why` are the
    printer's own words.
    """

    end: End | None
    trouble: str = ""
    why: str = ""


def trouble_of(reasons: tuple[str, ...]) -> str:
    """Give the code of what stops a printer; empty where nothing does."""
    plain = {_plain(reason) for reason in reasons}
    return next((code for word, code in _TROUBLES if word in plain), "")


def judge(report: JobReport, *, called_off: bool = False, began: bool = True, trouble: str = "") -> Verdict:
    """Say what a report means.

    `called_off` tells whether this desk has called the job off itself, `began` whether the printer was ever at work
    on it, `trouble` what stopped it last. A job that was called off while the printer was at work may lie in the tray
    all the same, if only a queue says that it was canceled and nobody knows why it got no further.
    """
    why = ", ".join(reason for reason in (*report.reasons, *report.printer_reasons) if reason not in _NOTHING)
    told = trouble_of(report.printer_reasons) or trouble_of(report.reasons)
    if report.state is None:
        return Verdict(End.UNKNOWN, "printer_end_unknown", why)
    if report.state is JobState.COMPLETED:
        gone = called_off and GONE in report.reasons
        return Verdict(End.UNKNOWN, "printer_end_unknown", why) if gone else Verdict(End.DONE)
    if report.state is JobState.CANCELED:
        return _cancelled(report, why, told or trouble, called_off=called_off, began=began)
    if report.state is JobState.ABORTED:
        return Verdict(End.FAILED, told or "printer_rejected", why)
    return Verdict(None, told, why)


def _cancelled(report: JobReport, why: str, trouble: str, *, called_off: bool, began: bool) -> Verdict:
    if not called_off:
        by_hand = any(reason in _CALLED_OFF for reason in report.reasons)
        return Verdict(End.FAILED, "printer_cancelled" if by_hand or not trouble else trouble, why)
    if trouble in _STUCK or not began or report.first_hand:
        return Verdict(End.FAILED, trouble or "printer_timeout", why)
    return Verdict(End.UNKNOWN, "printer_end_unknown", why)


def refusal(code: str, printer: str, *, why: str = "", **details: str | int) -> DeviceError:
    """Give the error that tells people about `code`."""
    return DeviceError(code, printer=printer[:80], reason=why[:200], **details)


def _plain(reason: str) -> str:
    for level in _LEVELS:
        if reason.endswith(level):
            return reason.removesuffix(level)
    return reason
