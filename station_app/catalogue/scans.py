"""What an officer does with scans."""

# ruff: noqa: PLC0415 - the use cases are imported when first used; see the package

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from station_app.devices.scan_folder import ScanFolder
    from station_app.domain.scans import FolderRound, KeptScan, TakenIn
    from station_app.imaging.drawing import PagePicture
    from station_app.services.desk import Desk


class ScanCalls:
    """What an officer does with scans."""

    _desk: Desk
    _watched: tuple[tuple[str | None, bool], ScanFolder] | None = None

    def scanner_there(self) -> bool:
        """Tell whether a scanner could be asked for pages (SANE is installed)."""
        from station_app.devices import scanner

        return scanner.available()

    def take_in_files(self, paths: Sequence[Path]) -> TakenIn:
        """Take files in as scans; they stay where they are."""
        from station_app.services.take_in_scans import take_in_files

        return take_in_files(self._desk, paths)

    def take_in_folder(self) -> FolderRound:
        """Look into the scanner's folder that the settings name, and take in what is whole."""
        from station_app.domain.scans import FolderRound
        from station_app.services.take_in_scans import take_in_folder

        folder = self._scan_folder()
        return FolderRound(watched=False) if folder is None else take_in_folder(self._desk, folder)

    def take_in_pages(self, *, feeder: bool, report: Callable[[int, int], None]) -> TakenIn:
        """Scan pages with the scanner at the desk; `report` hears of each and may stop it by raising."""
        from station_app import settings
        from station_app.services.take_in_scans import take_in_pages

        device = settings.read(self._desk.home.settings).scanner
        return take_in_pages(self._desk, device, feeder=feeder, report=report)

    def tray(self) -> tuple[KeptScan, ...]:
        """Give the scans that belong to no document yet, the oldest first."""
        from station_app.services.keep_tray import list_tray

        return list_tray(self._desk)

    def describe_scans(self, digests: Iterable[str]) -> tuple[KeptScan, ...]:
        """Say what these scans are; those that are not here are left out."""
        from station_app.services.keep_tray import describe_scans

        return describe_scans(self._desk, digests)

    def file_scans(self, digests: Sequence[str]) -> None:
        """Take scans out of the tray that a saved draft names."""
        from station_app.services.keep_tray import file_scans

        file_scans(self._desk, digests)

    def put_back_scan(self, digest: str) -> None:
        """Put a scan back into the tray."""
        from station_app.services.keep_tray import put_back_scan

        put_back_scan(self._desk, digest)

    def throw_scan_away(self, digest: str) -> None:
        """Throw a scan of the tray away."""
        from station_app.services.keep_tray import throw_scan_away

        throw_scan_away(self._desk, digest)

    def sweep_scans(self) -> int:
        """Take away the scans that nobody names any more."""
        from station_app.services.keep_tray import sweep_scans

        return sweep_scans(self._desk)

    def show_scan(self, digest: str, case_no: str = "") -> KeptScan:
        """Say what a scan is; a look at one of an accepted case is logged."""
        from station_app.services.show_scan import show_scan

        return show_scan(self._desk, digest, case_no)

    def draw_scan(self, digest: str, page: int, longest: int, case_no: str = "") -> PagePicture:
        """Draw one page of a scan, its longer side at most `longest` pixels."""
        from station_app.services.show_scan import draw_scan

        return draw_scan(self._desk, digest, page, longest, case_no)

    def _scan_folder(self) -> ScanFolder | None:
        """Give the folder of the settings as they are now; what was seen of it is kept while it stays the same."""
        from station_app import settings
        from station_app.devices.scan_folder import ScanFolder

        chosen = settings.read(self._desk.home.settings)
        key = (chosen.scan_folder, chosen.scan_keep_originals)
        if not chosen.scan_folder:
            self._watched = None
        elif self._watched is None or self._watched[0] != key:
            folder = ScanFolder(Path(chosen.scan_folder), keep_originals=chosen.scan_keep_originals)
            self._watched = (key, folder)
        return self._watched[1] if self._watched else None
