"""What the spooler of Windows says of a job, read through winspool (EnumJobs, SetJob). Prints nothing.

Windows forgets a job as soon as it is printed: one that is no longer there is done. It knows no more than the driver
tells it, so it is never taken for the printer's own word.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from printing.drivers.reports import GONE, JobReport, JobState

_DELETE = 5  # JOB_CONTROL_DELETE
_PAUSED, _ERROR, _DELETING, _SPOOLING, _PRINTING = 0x1, 0x2, 0x4, 0x8, 0x10
_OFFLINE, _PAPER_OUT, _PRINTED, _DELETED = 0x20, 0x40, 0x80, 0x100
_BLOCKED, _INTERVENTION, _COMPLETE = 0x200, 0x400, 0x1000
_REASONS = (
    (_PAPER_OUT, "media-empty-error"),
    (_OFFLINE, "offline-error"),
    (_INTERVENTION, "cover-open-error"),
    (_PAUSED, "paused"),
)
"""Windows says "somebody is needed" and not why; most often a cover or a tray stands open."""


class WindowsJob(NamedTuple):
    """One job in a queue: its number, its document's name, its flags (JOB_STATUS_...), and sides that are printed."""

    number: int
    document: str
    status: int
    pages: int


class _JobInfo1(ctypes.Structure):
    """JOB_INFO_1W; the last eight words are the time of its coming."""

    _fields_ = (
        ("JobId", ctypes.c_uint32),
        ("pPrinterName", ctypes.c_wchar_p),
        ("pMachineName", ctypes.c_wchar_p),
        ("pUserName", ctypes.c_wchar_p),
        ("pDocument", ctypes.c_wchar_p),
        ("pDatatype", ctypes.c_wchar_p),
        ("pStatus", ctypes.c_wchar_p),
        ("Status", ctypes.c_uint32),
        ("Priority", ctypes.c_uint32),
        ("Position", ctypes.c_uint32),
        ("TotalPages", ctypes.c_uint32),
        ("PagesPrinted", ctypes.c_uint32),
        ("Submitted", ctypes.c_uint16 * 8),
    )


def number_of(printer: str, document: str, jobs: Callable[[str], Iterable[WindowsJob]] | None = None) -> int:
    """Give the number of a job that was just handed over; 0 where Windows has printed it already."""
    return next((job.number for job in (jobs or queued)(printer) if job.document == document), 0)


def report(printer: str, number: int, jobs: Callable[[str], Iterable[WindowsJob]] | None = None) -> JobReport:
    """Say how a job stands."""
    found = next((job for job in (jobs or queued)(printer) if job.number == number), None)
    if found is None:
        return JobReport(JobState.COMPLETED, (GONE,))
    reasons = tuple(word for flag, word in _REASONS if found.status & flag)
    return JobReport(_state(found.status, stopped=bool(reasons)), (), reasons, found.pages)


def _state(status: int, *, stopped: bool) -> JobState:
    if status & (_DELETING | _DELETED):
        return JobState.CANCELED
    if status & (_PRINTED | _COMPLETE):
        return JobState.COMPLETED
    if status & (_ERROR | _BLOCKED) and not stopped:
        return JobState.ABORTED
    if stopped:
        return JobState.STOPPED
    return JobState.PROCESSING if status & (_PRINTING | _SPOOLING) else JobState.PENDING


def queued(printer: str) -> tuple[WindowsJob, ...]:
    """Read the jobs in a queue of this desk; nothing where there is no such queue, or no Windows."""
    spooler, handle = _winspool(), ctypes.c_void_p()
    if spooler is None or not spooler.OpenPrinterW(ctypes.c_wchar_p(printer), ctypes.byref(handle), None):
        return ()
    try:
        needed, count = ctypes.c_uint32(), ctypes.c_uint32()
        most = 0xFFFF
        spooler.EnumJobsW(handle, 0, most, 1, None, 0, ctypes.byref(needed), ctypes.byref(count))
        room = ctypes.create_string_buffer(max(needed.value, 1))
        if not spooler.EnumJobsW(handle, 0, most, 1, room, needed, ctypes.byref(needed), ctypes.byref(count)):
            return ()
        found = ctypes.cast(room, ctypes.POINTER(_JobInfo1))
        return tuple(
            WindowsJob(each.JobId, each.pDocument or "", each.Status, each.PagesPrinted)
            for each in (found[place] for place in range(count.value))
        )
    finally:
        spooler.ClosePrinter(handle)


def call_off(printer: str, number: int) -> None:
    """Ask Windows to drop a job."""
    spooler, handle = _winspool(), ctypes.c_void_p()
    if spooler is not None and spooler.OpenPrinterW(ctypes.c_wchar_p(printer), ctypes.byref(handle), None):
        try:
            spooler.SetJobW(handle, number, 0, None, _DELETE)
        finally:
            spooler.ClosePrinter(handle)


def _winspool() -> Any:
    """Give the library of the spooler; None where this is no Windows."""
    library = getattr(ctypes, "WinDLL", None)
    return library("winspool.drv") if library is not None else None
