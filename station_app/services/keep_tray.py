"""Use case: the tray of scans that belong to no document yet (未归档扫描), and what becomes of scans nobody names."""

from __future__ import annotations

import contextlib
from datetime import timedelta
from typing import TYPE_CHECKING

from station_app.domain.authority import Action
from station_app.errors import DamagedError, RefusedError
from station_app.services.attachments import blobs_of, kept_scan
from station_app.storage import scans

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from station_app.domain.scans import KeptScan
    from station_app.services.desk import Desk

KEPT_FOR = timedelta(days=1)
"""So long an unnamed blob is left alone: a case being accepted, a bundle being taken in, may be about to name it."""


def list_tray(desk: Desk) -> tuple[KeptScan, ...]:
    """Give the scans that belong to no document yet, the oldest first; one that is damaged is left out."""
    desk.require(Action.SCAN)
    return describe_scans(desk, blobs_of(desk).waiting())


def describe_scans(desk: Desk, digests: Iterable[str]) -> tuple[KeptScan, ...]:
    """Say what these scans are; those that are not here, or damaged, are left out."""
    desk.require(Action.SCAN)
    blobs = blobs_of(desk)
    found = []
    for digest in digests:
        with contextlib.suppress(DamagedError):
            found.append(kept_scan(blobs, digest))
    return tuple(found)


def file_scans(desk: Desk, digests: Sequence[str]) -> None:
    """Take scans out of the tray that a saved draft or an accepted case names; the others stay."""
    desk.require(Action.SCAN)
    with desk.store.read() as uow:
        named = scans.in_drafts(uow) | scans.in_cases(uow)
    blobs = blobs_of(desk)
    for digest in digests:
        if digest in named:
            blobs.settle(digest)


def put_back_scan(desk: Desk, digest: str) -> None:
    """Put a scan that was taken off its document back into the tray.

    Raises:
        RefusedError: `scan_unknown` - it is not kept here.
        DeviceError: `disk_full`.
    """
    desk.require(Action.SCAN)
    blobs = blobs_of(desk)
    if not blobs.has(digest):
        raise RefusedError("scan_unknown")
    blobs.wait(digest)


def throw_scan_away(desk: Desk, digest: str) -> None:
    """Throw a scan of the tray away for good, unless a draft or a case names it: then it only leaves the tray.

    Raises:
        RefusedError: `scan_unknown` - it is not in the tray.
    """
    desk.require(Action.SCAN)
    blobs = blobs_of(desk)
    if digest not in blobs.waiting():
        raise RefusedError("scan_unknown")
    with desk.store.read() as uow:
        named = digest in scans.in_drafts(uow) or digest in scans.in_cases(uow)
    if named:
        blobs.settle(digest)
    else:
        blobs.drop(digest)


def sweep_scans(desk: Desk) -> int:
    """Take away the scans that nobody names any more; give how many.

    Kept are those in the tray, those of any draft, discarded ones that can still be taken back among them, those of the
    journal, and whatever came in within the last day. Marks of scans that were filed before a power cut are lifted.
    """
    blobs = blobs_of(desk)
    waiting = set(blobs.waiting())
    with desk.store.read() as uow:
        named = scans.in_drafts(uow) | scans.in_cases(uow)
    for digest in waiting & named:
        blobs.settle(digest)
    oldest = (desk.now() - KEPT_FOR).timestamp()
    gone = [digest for digest, written in blobs.listing() if digest not in named | waiting and written < oldest]
    for digest in gone:
        blobs.drop(digest)
    return len(gone)
