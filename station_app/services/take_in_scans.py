"""Use case: take scans in - from files, from the scanner's folder, from the scanner.

Each is cleaned, encrypted and marked before its original goes; a power cut at any moment loses no scan, and taking one
in twice keeps one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app.devices import scanner
from station_app.domain.authority import Action
from station_app.domain.scans import FolderRound, RefusedScan, TakenIn, shown_name
from station_app.errors import DeviceError
from station_app.files import read_plain
from station_app.imaging.kinds import LARGEST_RAW, UnfitScanError
from station_app.services.attachments import keep_scan

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from station_app.devices.scan_folder import ScanFolder
    from station_app.domain.scans import KeptScan
    from station_app.services.desk import Desk


def take_in_files(desk: Desk, paths: Sequence[Path]) -> TakenIn:
    """Take files in that somebody named or dropped; they stay where they are.

    Raises:
        DeviceError: `disk_full`; the files before it are in the tray.
    """
    desk.require(Action.SCAN)
    kept: list[KeptScan] = []
    refused: list[RefusedScan] = []
    for path in paths:
        try:
            kept.append(keep_scan(desk, read_plain(path, LARGEST_RAW + 1)))
        except UnfitScanError as problem:
            refused.append(RefusedScan(shown_name(path.name), problem.code))
        except (OSError, ValueError):
            refused.append(RefusedScan(shown_name(path.name), "attachment_missing"))
    return TakenIn(tuple(kept), tuple(refused))


def take_in_folder(desk: Desk, folder: ScanFolder) -> FolderRound:
    """Look into the scanner's folder once and take in what is whole.

    Raises:
        DeviceError: `disk_full` - the originals that were not taken in yet lie where they are.
    """
    desk.require(Action.SCAN)
    look = folder.look()
    kept: list[KeptScan] = []
    refused: list[RefusedScan] = []
    others = look.others
    for path in look.ready:
        try:
            kept.append(keep_scan(desk, folder.read(path, LARGEST_RAW + 1)))
            folder.finish(path)
        except UnfitScanError as problem:
            folder.refuse(path)
            refused.append(RefusedScan(shown_name(path.name), problem.code))
        except DeviceError as problem:
            if problem.code == "scan_not_cleared":
                refused.append(RefusedScan(shown_name(path.name), "attachment_not_cleared"))
            elif problem.code in {"scan_file_busy", "scan_folder_lost"}:
                others += 1
            else:
                raise
    return FolderRound(True, look.reachable, others, TakenIn(tuple(kept), tuple(refused)))  # noqa: FBT003 - a record


def take_in_pages(desk: Desk, device: str | None, *, feeder: bool, report: Callable[[int, int], None]) -> TakenIn:
    """Scan with the scanner at the desk: one page from the glass, or what is in the feeder.

    `report` hears the pages so far (the whole is not known: 0) and stops the scanner when it raises.

    Raises:
        DeviceError: `scanner_none` and what `devices.scanner` raises, if there is no page at all; `disk_full`.
    """
    desk.require(Action.SCAN)
    kept: list[KeptScan] = []

    def beat() -> None:
        report(len(kept), 0)

    chosen = device or _first(beat)
    try:
        for page in scanner.scan(chosen, feeder=feeder, beat=beat):
            kept.append(keep_scan(desk, page))  # noqa: PERF401 - the pages before a failure stay
    except UnfitScanError as problem:
        raise DeviceError("scanner_failed") from problem
    except DeviceError as problem:
        if not kept or problem.code == "disk_full":
            raise
        return TakenIn(tuple(kept), (RefusedScan("", problem.code),))
    return TakenIn(tuple(kept))


def _first(beat: Callable[[], None]) -> str:
    found = scanner.scanners(beat)
    if not found:
        raise DeviceError("scanner_none")
    return found[0].device
