"""The one window of the program: first run, login, desk and lock take turns in it.

There are no other top-level windows of our own, so a lock that covers this one covers everything; what else may be
open, such as Qt's dialog for files, is put away by the lock and comes back with the officer (`ui.cover`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from station_app import texts
from ui.character_key import CharacterKey
from ui.cover import Cover
from ui.garbage import GarbageWatch
from ui.parked import Parked
from ui.presenters.words import sentence
from ui.screens.login import LoginScreen
from ui.widgets.pieces import label
from ui.widgets.watermark import Watermark

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QResizeEvent

    from station_app.catalogue import Catalogue, Door
    from station_app.domain.paper_verdicts import PaperVerdict
    from station_app.errors import StationError
    from ui.barcode import BarcodeWatch
    from ui.screens.main_window import MainWindow
    from ui.tasks import Runner
    from ui.trouble import TroubleSheet
    from ui.unfinished import ClosingSheet

_SMALLEST = (1180, 680)


class Shell(QWidget):
    """Turns from first run to login to desk to lock, and back."""

    def __init__(self, door: Door, runner: Runner) -> None:
        super().__init__()
        self._door = door
        self._runner = runner
        self._catalogue: Catalogue | None = None
        self._locked = False
        self.main: MainWindow | None = None
        self.login: LoginScreen | None = None
        self.setObjectName("Shell")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(texts.say("ui.app.name"))
        self.setMinimumSize(*_SMALLEST)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._stack = QStackedWidget()
        self._layout.addWidget(self._stack, 1)
        self._cover = Cover(self, self._stack)
        self._idle = QTimer(self, singleShot=True)
        self._idle.timeout.connect(self.lock)
        self._garbage = GarbageWatch(self._idle_ms, self)
        self.barcode: BarcodeWatch | None = None
        self._watermark: Watermark | None = None
        self.characters = CharacterKey(self)
        self._trouble: TroubleSheet | None = None
        self._parked = Parked(self)
        self._may_lose = False
        self.closing: ClosingSheet | None = None
        if door.practice:
            self._show_practice()

    @property
    def locked(self) -> bool:
        """Whether the desk is covered."""
        return self._locked

    def begin(self) -> None:
        """Show what comes first: the first run on a fresh home, otherwise the login."""
        ask = self._ask_login if self._door.founded else self._ask_first_run
        ask()

    def lock(self) -> None:
        """Cover everything, keep the draft, forget the clipboard."""
        if self.main is None or self._catalogue is None or self._locked:
            return
        self.main.keep()
        self._locked = True
        officer = self._catalogue.officer
        login = self._login()
        self._cover.draw(self.main, login)
        login.lock(officer.badge, officer.name)

    def switch_officer(self) -> None:
        """Let another officer take the desk; the work so far is kept as a draft."""
        self.lock()
        if self.login is not None:
            self.login.ask()

    def _touched(self) -> None:
        """Let long work stand back for what somebody does, and begin anew to wait for nobody being there."""
        self._runner.make_way()
        if not self._locked and self._idle.isActive():
            self._idle.start()

    def _idle_ms(self) -> int:
        """Tell for how long nobody has touched the desk; a locked one is left alone for good."""
        return self._idle.interval() - max(0, self._idle.remainingTime())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the watermark over everything."""
        super().resizeEvent(event)
        if self._watermark is not None:
            self._watermark.follow()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the work, then let go of the keys; with something that can't be stored, ask first."""
        safe = [self.main is None or self.main.keep(), self._parked.keep()]
        if not all(safe) and not self._may_lose:
            event.ignore()
            self._ask_about_closing()
            return
        self._cover.drop()
        self._parked.close()
        if self._catalogue is not None:
            self._catalogue.close()
            self._catalogue = None
        self._garbage.end()
        event.accept()

    def _ask_about_closing(self) -> None:
        if self.closing is None:
            from ui.unfinished import ClosingSheet  # noqa: PLC0415 - most days need none

            self.closing = ClosingSheet(self, self.close, self._close_and_lose)
        self.closing.tell(may_lose=not self._locked)

    def _close_and_lose(self) -> None:
        self._may_lose = True
        self.close()

    def _show_practice(self) -> None:
        band = QWidget()
        band.setObjectName("PracticeBand")
        band.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = QHBoxLayout(band)
        layout.setContentsMargins(16, 2, 16, 2)
        layout.addWidget(label(texts.say("ui.practice.band")), 0, Qt.AlignmentFlag.AlignCenter)
        self._layout.insertWidget(0, band)
        self._watermark = Watermark(self)
        self.setWindowTitle(f"{texts.say('ui.practice.mark')} · {texts.say('ui.app.name')}")

    def _ask_first_run(self) -> None:
        from ui.screens.first_run import FirstRunScreen  # noqa: PLC0415 - after the first paint

        screen = FirstRunScreen(self._door, self._runner)
        screen.founded.connect(self._after_founding)
        self._stack.addWidget(screen)
        self._stack.setCurrentWidget(screen)
        screen.begin()

    def _after_founding(self) -> None:
        if self._door.practice:
            self._show_practice()
        self._ask_login()

    def _login(self) -> LoginScreen:
        if self.login is None:
            self.login = LoginScreen(self._door, self._runner)
            self.login.opened.connect(self._enter)
            self._stack.addWidget(self.login)
        return self.login

    def _ask_login(self) -> None:
        login = self._login()
        self._stack.setCurrentWidget(login)
        login.ask()

    def _enter(self, catalogue: Catalogue) -> None:
        same = self._catalogue is not None and self._catalogue.officer.badge == catalogue.officer.badge
        if same and self.main is not None:
            catalogue.close()  # it proved the password; the work goes on in the one that is open
            self._uncover()
            return
        self._leave()
        self._take_desk(catalogue)

    def _take_desk(self, catalogue: Catalogue) -> None:
        from ui.screens.main_window import MainWindow  # noqa: PLC0415 - after the first paint
        from ui.session import Session  # noqa: PLC0415 - after the first paint

        self._catalogue = catalogue
        self._locked = False
        self.main = MainWindow(Session(catalogue, self._runner, self._door.home, practice=self._door.practice))
        self.main.lock_wanted.connect(self.lock)
        self.main.switch_wanted.connect(self.switch_officer)
        self.main.session.character_wanted.connect(self.characters.press)
        self._stack.addWidget(self.main)
        self._stack.setCurrentWidget(self.main)
        self._listen()
        self._garbage.begin()
        self._idle.start(self._door.settings.idle_lock_minutes * 60_000)
        self.main.begin()

    def _listen(self) -> None:
        """Listen for the scanner and for signs of life, once."""
        from ui.barcode import BarcodeWatch  # noqa: PLC0415 - after the login has been painted
        from ui.presence import Presence  # noqa: PLC0415

        handle = self.windowHandle()
        if handle is None or self.barcode is not None:
            return
        self.barcode = BarcodeWatch(self)
        self.barcode.scanned.connect(self._scanned)
        self.barcode.watch(handle)
        Presence(handle, self).touched.connect(self._touched)

    def _leave(self) -> None:
        self._cover.drop()
        if self.main is not None and self._catalogue is not None:
            self._stack.removeWidget(self.main)
            self._parked.park(self.main, self._catalogue)
        self.main = self._catalogue = None

    def _uncover(self) -> None:
        self._locked = False
        self._cover.lift()
        self._idle.start()

    def tell_trouble(self, number: str) -> None:
        """Show the number of a bug; the work was kept first."""
        if self.main is not None and not self._locked:
            self.main.keep()
        if self._trouble is None:
            from ui.trouble import TroubleSheet  # noqa: PLC0415 - most days need none

            self._trouble = TroubleSheet(self)
        self._trouble.tell(number)

    def _scanned(self, text: str) -> None:
        if self.main is None or self._catalogue is None or self._locked:
            return
        from ui.barcode import CASE_NO, NOTICE_NO, PERMIT_NO  # noqa: PLC0415 - loaded with the watch

        session = self.main.session
        opened = (
            (CASE_NO, session.case_opened),
            (NOTICE_NO, session.notice_scanned),
            (PERMIT_NO, session.permit_opened),
        )
        for number, told in opened:
            if number.fullmatch(text):
                told.emit(text)
                return
        catalogue = self._catalogue
        self._runner.run(lambda: catalogue.verify_paper(text), self._judged)

    def _judged(self, verdict: PaperVerdict) -> None:
        if self.main is None or self._locked:
            return
        from ui.presenters.paper_check import needs_a_look, said  # noqa: PLC0415 - after the first scan

        if needs_a_look(verdict, practising=self._door.practice):
            self.main.sheets.paper(verdict)
            return
        self.main.session.told.emit(texts.say("ui.scan.verdict", verdict=said(verdict)), "ok")
        self.main.session.follow_paper(verdict)

    def tell_refusal(self, error: StationError) -> None:
        """Show a refusal that nobody else had a place for."""
        if self.main is not None:
            self.main.session.told.emit(sentence(error), "blocked")
