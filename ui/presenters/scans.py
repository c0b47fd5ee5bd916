"""The scans of a desk while cases are typed: the tray, the scanner's folder, the scanner, and what is on each scan.

A scan is in the tray until a saved draft names it; what a draft stops naming goes back there. So neither a kill nor a
slip of the hand loses one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ParamSpec, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from shiboken6 import isValid

from station_app import texts
from station_app.domain.scans import FolderRound
from station_app.errors import RefusedError
from ui.presenters.words import sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from station_app.domain.scans import KeptScan, TakenIn
    from station_app.errors import StationError
    from station_app.imaging.drawing import PagePicture
    from ui.session import Session
    from ui.tasks import Job

T = TypeVar("T")
P = ParamSpec("P")

LOOK_EVERY_MS = 2_000
"""How often the scanner's folder is looked at; a file is taken at the second look that saw it alike."""
THUMBNAIL = 160


class ScanDesk(QObject):
    """What is known of the scans, and what is asked of them.

    Signals:
        changed: The tray, a picture, the number of pages or the state of the folder changed.
        came: These scans came for the line that asked for them: (whatever was given with the request, digests).
        told: Say this sentence with this state.
        scanning: The scanner began (True) or ended (False).
    """

    changed = Signal()
    came = Signal(object, object)
    told = Signal(str, str)
    scanning = Signal(bool)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._catalogue = session.catalogue
        self.tray: tuple[KeptScan, ...] = ()
        self.pages: dict[str, int] = {}
        self.thumbnails: dict[str, PagePicture] = {}
        self.folder = FolderRound(watched=False)
        self.scanner_there = False
        self._asked: set[str] = set()
        self._looking = False
        self._job: Job | None = None
        self._scanning = False
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        program = QCoreApplication.instance()
        if program is not None:
            program.aboutToQuit.connect(self._let_go)
        session.changed.connect(lambda kind: self.look() if kind == "settings" else None)

    def begin(self) -> None:
        """Clear away what nobody names, show what waits, and start looking into the folder."""
        catalogue = self._catalogue
        self._run(lambda: (catalogue.sweep_scans(), catalogue.scanner_there(), catalogue.tray()), self._begun)
        self.look()

    def look(self) -> None:
        """Look into the scanner's folder once; the next look follows while a folder is set."""
        if self._looking:
            return
        self._looking = True
        self._session.runner.run(
            self._catalogue.take_in_folder,
            self._if_here(self._looked),
            self._if_here(self._not_looked),
            after=self._look_ended,
        )

    def take_files(self, paths: Sequence[Path], line: object = None) -> None:
        """Take files in; where `line` is given they are for it."""
        self._run(lambda: self._catalogue.take_in_files(paths), lambda taken: self._took(taken, line))

    def scan(self, line: object = None, *, feeder: bool = False) -> None:
        """Scan with the scanner at the desk; asked again while it works, it is stopped."""
        if self._scanning:
            if self._job is not None:
                self._job.cancel()
            return
        catalogue = self._catalogue
        self._scanning = True
        self.scanning.emit(True)  # noqa: FBT003 - Qt's signature
        self._job = self._session.runner.run_counted(
            lambda report: catalogue.take_in_pages(feeder=feeder, report=report),
            self._if_here(lambda taken: self._took(taken, line)),
            self._if_here(self._refused),
            progress=self._progress,
            cancelled=self._if_here(self._stopped),
            after=self._if_here(self._scan_ended),
        )

    def describe(self, digests: Iterable[str]) -> None:
        """Find out how many pages these scans have; the answer is in `pages`."""
        unknown = tuple(digest for digest in digests if digest not in self.pages and digest not in self._asked)
        if unknown:
            self._asked.update(unknown)
            self._run(lambda: self._catalogue.describe_scans(unknown), self._described)

    def filed(self, digests: Iterable[str]) -> None:
        """A saved draft names these scans: take them out of the tray."""
        known = {scan.sha256 for scan in self.tray}
        wanted = tuple(digest for digest in digests if digest in known)
        if wanted:
            self._act(lambda: self._catalogue.file_scans(wanted))

    def put_back(self, digests: Iterable[str]) -> None:
        """The draft names these scans no more: they go back into the tray."""
        wanted = tuple(digests)

        def put() -> None:
            for digest in wanted:
                self._catalogue.put_back_scan(digest)

        if wanted:
            self._act(put)

    def throw_away(self, digest: str) -> None:
        """Throw a scan of the tray away for good."""
        self._act(lambda: self._catalogue.throw_scan_away(digest))

    def refresh(self) -> None:
        """Ask what is in the tray."""
        self._run(self._catalogue.tray, self._show_tray, channel="scans.tray")

    # answers
    def _begun(self, answer: tuple[int, bool, tuple[KeptScan, ...]]) -> None:
        _swept, self.scanner_there, tray = answer
        self._show_tray(tray)

    def _looked(self, found: FolderRound) -> None:
        before, self.folder = self.folder, found
        if found.watched != self._timer.isActive():
            (self._timer.start if found.watched else self._timer.stop)()
        if before.watched and before.reachable != found.reachable:
            if found.reachable:
                self.told.emit(texts.say("ui.scans.folder_back"), "ok")
            else:
                self.told.emit(texts.say("error.scan_folder_lost"), "look")
        self._tell_refused(found.taken)
        if found.taken.kept:
            self.refresh()
        if (before.watched, before.reachable, before.waiting) != (found.watched, found.reachable, found.waiting):
            self.changed.emit()

    def _not_looked(self, error: StationError) -> None:
        """A full disk, say: what was taken before it is in the tray, the rest waits for the next look."""
        self._refused(error)
        self.refresh()

    def _look_ended(self) -> None:
        self._looking = False

    def _took(self, taken: TakenIn, line: object) -> None:
        self._tell_refused(taken)
        for scan in taken.kept:
            self.pages[scan.sha256] = scan.pages
        if line is not None and taken.kept:
            self.came.emit(line, tuple(scan.sha256 for scan in taken.kept))
        self.refresh()

    def _tell_refused(self, taken: TakenIn) -> None:
        if taken.refused:
            first = taken.refused[0]
            key = f"finding.{first.code}"
            why = texts.say(key if texts.known(key) else f"error.{first.code}")
            told = "ui.scans.refused" if len(taken.refused) == 1 else "ui.scans.refused_several"
            name = first.name or texts.say("ui.scans.page")
            self.told.emit(texts.say(told, name=name, why=why, count=len(taken.refused)), "blocked")

    def _progress(self, done: int, _total: int) -> None:
        self.told.emit(texts.say("ui.scans.scanning", count=done + 1), "")

    def _stopped(self) -> None:
        self.told.emit(texts.say("ui.scans.stopped"), "look")
        self.refresh()

    def _scan_ended(self) -> None:
        self._scanning = False
        self.told.emit("", "")
        self.scanning.emit(False)  # noqa: FBT003 - Qt's signature

    def _described(self, scans: Iterable[KeptScan]) -> None:
        self.pages.update((scan.sha256, scan.pages) for scan in scans)
        self.changed.emit()

    def _show_tray(self, scans: tuple[KeptScan, ...]) -> None:
        self.tray = scans
        self.pages.update((scan.sha256, scan.pages) for scan in scans)
        for scan in scans:
            if scan.sha256 not in self.thumbnails:
                self._draw(scan.sha256)
        self.changed.emit()

    def _draw(self, digest: str) -> None:
        self._session.runner.run(
            lambda: self._catalogue.draw_scan(digest, 0, THUMBNAIL),
            self._if_here(lambda picture: self._drawn(digest, picture)),
            lambda _damaged: None,  # it stays a blank sheet, and opening it says why
        )

    def _drawn(self, digest: str, picture: PagePicture) -> None:
        self.thumbnails[digest] = picture
        self.changed.emit()

    def _act(self, work: Callable[[], None]) -> None:
        self._run(work, lambda _nothing: self.refresh())

    def _run(self, work: Callable[[], T], done: Callable[[T], None], channel: str | None = None) -> None:
        self._session.runner.run(work, self._if_here(done), self._if_here(self._refused), channel=channel)

    def _if_here(self, hear: Callable[P, None]) -> Callable[P, None]:
        """Let `hear` be called only while the page is there: scans still come in while officers change."""

        def heard(*arguments: P.args, **named: P.kwargs) -> None:
            if isValid(self):
                hear(*arguments, **named)

        return heard

    def _let_go(self) -> None:
        """The program ends: stop the scanner, which could keep it waiting for minutes."""
        if self._job is not None:
            self._job.cancel()

    def _refused(self, error: StationError) -> None:
        if not (isinstance(error, RefusedError) and error.code == "scan_unknown"):  # gone already: nothing to be said
            self.told.emit(sentence(error), "blocked")
