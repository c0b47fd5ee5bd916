"""Printing by IPP: the queues of CUPS on this desk, and printers in the network that are named by their address.

A printer is asked what it has before it gets anything, and a job is asked how it stands until its true end; `lpstat`
calls a canceled job completed, so its word is not taken. The PDF goes over the socket: no file is left anywhere.
All calls block; never from the GUI thread.
"""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING

from printing import media
from printing.drivers import ipp
from printing.drivers.ipp import Keyword, Mime, Operation
from printing.drivers.laying import both_sides, laid
from printing.drivers.reports import Capabilities, JobReport, JobState, Sent, refusal
from station_app.settings import NO_OFFSET

if TYPE_CHECKING:
    from station_app.settings import Offset

_ASK_TIMEOUT = 5.0
_SEND_TIMEOUT = 30.0
_PDF = Mime("application/pdf")
_STOPPED = 5
_ONE_SIDED = "one-sided"
_NAME = re.compile(r"[^\x00-\x20\x7f/#?'\"]{1,127}")
"""What CUPS lets a queue be called."""
_ADDRESS = re.compile(r"ipp://[^/\s]+/\S*")
_HAS = (
    "printer-name",
    "media-supported",
    "media-ready",
    "sides-supported",
    "print-scaling-supported",
    "document-format-supported",
    "printer-is-accepting-jobs",
    "printer-state",
    "printer-state-reasons",
)
_STANDS = ("job-name", "job-state", "job-state-reasons", "job-impressions-completed", "job-media-sheets-completed")


class _GoneError(Exception):
    """The printer behind a queue cannot be asked."""


def printers(timeout: float = 3.0) -> tuple[str, ...]:
    """Give the names of the queues of this desk, in order; none where no print server runs.

    Raises:
        DeviceError: `printer_timeout` - the print server is there and does not answer.
    """
    try:
        answer = ipp.ask(ipp.cups(), Operation.CUPS_GET_PRINTERS, timeout=timeout, wanted=("printer-name",))
    except ipp.RefusedByPrinterError:
        return ()  # CUPS says "not found" when it has no queue
    except ipp.IppError as problem:
        if isinstance(problem.__cause__, TimeoutError):
            raise refusal("printer_timeout", "CUPS") from problem
        return ()
    return tuple(sorted({str(names[0]) for item in answer.items if (names := item.get("printer-name"))}))


def inspect(printer: str, timeout: float = _ASK_TIMEOUT) -> Capabilities:
    """Ask what a printer has and how it stands.

    Names are compared whole and as they are written: CUPS itself takes `lobby` for `Lobby`.

    Raises:
        DeviceError: `printer_unknown`; `printer_timeout` - nobody answers; `printer_no_service` - no CUPS runs here.
    """
    if not _NAME.fullmatch(printer) and not _ADDRESS.fullmatch(printer):
        raise refusal("printer_unknown", printer)
    try:
        found = ipp.ask(ipp.queue(printer), Operation.GET_PRINTER_ATTRIBUTES, timeout=timeout, wanted=_HAS).first
    except ipp.RefusedByPrinterError as problem:
        raise refusal(
            "printer_unknown" if problem.unknown else "printer_rejected", printer, why=problem.told
        ) from problem
    except ipp.IppError as problem:
        raise refusal("printer_timeout" if _served(printer) else "printer_no_service", printer) from problem
    if not _ADDRESS.fullmatch(printer) and _words(found, "printer-name") != (printer,):
        raise refusal("printer_unknown", printer)
    return Capabilities(
        media=_words(found, "media-supported"),
        ready=_words(found, "media-ready"),
        sides=_words(found, "sides-supported"),
        scaling=_words(found, "print-scaling-supported"),
        formats=_words(found, "document-format-supported"),
        accepting=found.get("printer-is-accepting-jobs", (True,))[0] is True,
        reasons=_words(found, "printer-state-reasons"),
        stopped=found.get("printer-state", (0,))[0] == _STOPPED,
    )


def send(pdf: bytes, printer: str, *, title: str, offset: Offset = NO_OFFSET, backs: Offset | None = None) -> Sent:
    """Give `pdf` to a printer, on a sheet that it has, not scaled.

    `title` is shown in the queue and must not name a person; a few random figures make it unlike any other. `backs`:
    it is meant for both sides, and they are asked of a printer that has them; unsaid, it is printed on one.

    Raises:
        DeviceError: as `inspect`; `printer_media_missing`, `printer_no_pdf`, `printer_not_accepting`,
            `printer_rejected`, `printer_offset_cuts`, `printer_busy` (ask again) - nothing was printed;
            `printer_end_unknown` - the printer broke off while it was given the paper.
    """
    has = inspect(printer)
    page, choice = _choose(pdf, printer, has)
    flipped = _flipped(page)
    sides = both_sides(pdf, backs, offset) if flipped in has.sides and not choice.placed else ()
    content = laid(pdf, printer, offset, placed=choice.placed, sides=sides)
    wished: dict[str, ipp.Value] = {"media": Keyword(choice.media)}
    if wanted := flipped if sides else _ONE_SIDED if _ONE_SIDED in has.sides else "":
        wished["sides"] = Keyword(wanted)
    if "none" in has.scaling:
        wished["print-scaling"] = Keyword("none")  # scaled codes cannot be read
    named = f"{title} {secrets.token_hex(3)}"
    said: dict[str, ipp.Value] = {"job-name": named, "ipp-attribute-fidelity": False, "document-format": _PDF}
    try:
        answer = ipp.ask(
            ipp.queue(printer), Operation.PRINT_JOB, timeout=_SEND_TIMEOUT, said=said, wished=wished, document=content
        )
        return Sent(int(answer.first["job-id"][0]), choice.media, choice.placed, bool(sides))
    except ipp.RefusedByPrinterError as problem:
        raise refusal("printer_busy" if problem.later else "printer_rejected", printer, why=problem.told) from problem
    except (ipp.IppError, KeyError) as problem:
        raise refusal("printer_end_unknown", printer, why=str(problem)) from problem


def report(printer: str, job: int, timeout: float = _ASK_TIMEOUT) -> JobReport:
    """Ask how a job stands, and what the printer says of itself meanwhile.

    Where CUPS says that a job is over and the printer behind the queue speaks IPP, the printer has the last word:
    CUPS now and then calls a job completed that was called off at the printer.

    Raises:
        DeviceError: `printer_timeout` - nobody answers now; ask again.
    """
    target = ipp.queue(printer)
    try:
        found = _job(target, job, timeout)
        state = JobState(int(found["job-state"][0]))
        own: tuple[str, ...] = ()
        first_hand = bool(_ADDRESS.fullmatch(printer))
        if state is not JobState.PENDING:
            has = _asked(target, timeout, "printer-state-reasons", "device-uri")
            own = _words(has, "printer-state-reasons")
            device = "".join(_words(has, "device-uri"))
            if state in (JobState.COMPLETED, JobState.CANCELED) and _ADDRESS.fullmatch(device):
                own_word = _last_word(device, str(found["job-name"][0]))
                found, first_hand = own_word or found, own_word is not None
                state = JobState(int(found["job-state"][0]))
    except (ipp.RefusedByPrinterError, _GoneError):
        return JobReport(None)
    except (ipp.IppError, KeyError, ValueError) as problem:
        raise refusal("printer_timeout", printer) from problem
    pages = max(int(found.get(name, (0,))[0]) for name in _STANDS[3:])
    return JobReport(state, _words(found, "job-state-reasons"), own, pages, first_hand)


def call_off(printer: str, job: int) -> None:
    """Ask the printer to drop a job; what became of it is asked afterwards."""
    try:
        ipp.ask(ipp.queue(printer), Operation.CANCEL_JOB, timeout=_ASK_TIMEOUT, said={"job-id": job})
    except ipp.IppError:
        return  # it has ended meanwhile, or nobody answers: the next question about the job tells


def _flipped(page: media.Size) -> str:
    """Name the edge at which sheets of this page are bound, as the standard does: at the left of what is read."""
    return "two-sided-long-edge" if page.width <= page.height else "two-sided-short-edge"


def _choose(pdf: bytes, printer: str, has: Capabilities) -> tuple[media.Size, media.Choice]:
    if not has.accepting:
        raise refusal("printer_not_accepting", printer, why=", ".join(has.reasons))
    if str(_PDF) not in has.formats:
        raise refusal("printer_no_pdf", printer)
    page = media.page_size(pdf)
    choice = media.choose(page, has.media, has.ready)
    if choice is None:
        shown = media.words(has.media) or "?"
        raise refusal("printer_media_missing", printer, wanted=media.size_words(page), media=shown[:120])
    return page, choice


def _job(target: ipp.Target, job: int, timeout: float) -> ipp.Attributes:
    said: dict[str, ipp.Value] = {"job-id": job}
    return ipp.ask(target, Operation.GET_JOB_ATTRIBUTES, timeout=timeout, said=said, wanted=_STANDS).first


def _asked(target: ipp.Target, timeout: float, *wanted: str) -> ipp.Attributes:
    return ipp.ask(target, Operation.GET_PRINTER_ATTRIBUTES, timeout=timeout, wanted=wanted).first


def _last_word(device: str, title: str) -> ipp.Attributes | None:
    """Ask the printer behind a queue how the job of this title ended; None where it keeps no list.

    A printer that is gone says nothing, and then CUPS does not know either: its backend reports a job as printed
    when it can no longer be asked about it.
    """
    said: dict[str, ipp.Value] = {"which-jobs": Keyword("completed")}
    wanted = ("job-id", *_STANDS)
    try:
        jobs = ipp.ask(ipp.queue(device), Operation.GET_JOBS, timeout=_ASK_TIMEOUT, said=said, wanted=wanted).items
    except ipp.RefusedByPrinterError:
        return None
    except ipp.IppError as problem:
        raise _GoneError from problem
    named = [job for job in jobs if job.get("job-name") == (title,) and "job-state" in job]
    return max(named, key=lambda job: int(job.get("job-id", (0,))[0])) if named else None


def _served(printer: str) -> bool:
    """Tell whether somebody could answer for this printer: it has an address of its own, or CUPS runs."""
    if _ADDRESS.fullmatch(printer):
        return True
    try:
        ipp.ask(ipp.cups(), Operation.CUPS_GET_PRINTERS, timeout=1.0, wanted=("printer-name",))
    except ipp.RefusedByPrinterError:
        return True
    except ipp.IppError as problem:
        return isinstance(problem.__cause__, TimeoutError)
    return True


def _words(found: ipp.Attributes, name: str) -> tuple[str, ...]:
    return tuple(str(value) for value in found.get(name, ()))
