"""Use case: look at a scan - of an accepted case, which is logged, or of this desk's own tray and drafts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app.domain.authority import Action
from station_app.domain.looks import WhyLooked
from station_app.errors import RefusedError
from station_app.imaging.drawing import PagePicture, draw
from station_app.services.attachments import blobs_of, kept_scan
from station_app.storage import reads, scans

if TYPE_CHECKING:
    from station_app.domain.scans import KeptScan
    from station_app.services.desk import Desk


def show_scan(desk: Desk, digest: str, case_no: str = "") -> KeptScan:
    """Say what a scan is before its pages are drawn; a look at a scan of a case is noted in the log of reads.

    Raises:
        RefusedError: `scan_unknown` - the case, or the tray and the drafts of this desk, don't name it.
        DamagedError: `blob_missing`, `blob_damaged`, `scan_unreadable`.
    """
    desk.require(Action.LOOK if case_no else Action.SCAN)
    blobs = blobs_of(desk)
    if not case_no:
        _refuse_strangers(desk, digest)
        return kept_scan(blobs, digest)
    with desk.store.write() as uow:
        if not scans.belongs(uow, digest, case_no):
            raise RefusedError("scan_unknown")
        reads.note(uow, officer=desk.officer.badge, subject=case_no, why=WhyLooked.SCAN, at=desk.now())
        uow.commit()
    return kept_scan(blobs, digest)


def draw_scan(desk: Desk, digest: str, page: int, longest: int, case_no: str = "") -> PagePicture:
    """Draw one page, its longer side at most `longest` pixels; the look itself was asked for by `show_scan`.

    Raises:
        RefusedError, DamagedError: as `show_scan`.
    """
    desk.require(Action.LOOK if case_no else Action.SCAN)
    if case_no:
        with desk.store.read() as uow:
            if not scans.belongs(uow, digest, case_no):
                raise RefusedError("scan_unknown")
    else:
        _refuse_strangers(desk, digest)
    return draw(blobs_of(desk).get(digest), page, longest)


def _refuse_strangers(desk: Desk, digest: str) -> None:
    """Without a case only what is not filed in one yet: else a look at a case would leave no trace."""
    if digest in blobs_of(desk).waiting():
        return
    with desk.store.read() as uow:
        if digest not in scans.in_drafts(uow):
            raise RefusedError("scan_unknown")
