"""The main window: top bar, navigation, one page at a time, a notice line that never moves anything.

Pages that the officer may not use are left out of the navigation rather than shown dead: an officer looks at it eight
hours a day, and a grey entry is a question nobody at the desk can answer. Every page is imported and made on its
first visit.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from station_app import texts
from station_app.domain.authority import Action
from ui import fonts, keys
from ui.cover import forget_steps
from ui.presenters.notices import NoticePresenter
from ui.presenters.words import sentence
from ui.printing import SpoolPulse
from ui.screens.desk_sheets import DeskSheets
from ui.screens.places import Place, open_to
from ui.screens.top_bar import TopBar
from ui.widgets.navigation import Navigation
from ui.widgets.pieces import Notice, label, row

if TYPE_CHECKING:
    from ui.screens.page import Page
    from ui.session import Session

_LIGHTS_EVERY_MS = 60_000
_NOTICE_MS = 8_000
FOOT = 33
"""Pixels of the line below the page: one line of words in its frame."""


def _intake(session: Session, parent: QWidget) -> Page:
    from ui.screens.intake import IntakePage  # noqa: PLC0415 - made on its first visit

    return IntakePage(session, parent)


def _queues(session: Session, parent: QWidget) -> Page:
    from ui.screens.queues import QueuesPage  # noqa: PLC0415 - made on its first visit

    return QueuesPage(session, parent)


def _ledger(session: Session, parent: QWidget) -> Page:
    from ui.screens.ledger import LedgerPage  # noqa: PLC0415 - made on its first visit

    return LedgerPage(session, parent)


def _due(session: Session, parent: QWidget) -> Page:
    from ui.screens.due import DuePage  # noqa: PLC0415 - made on its first visit

    return DuePage(session, parent)


def _households(session: Session, parent: QWidget) -> Page:
    from ui.screens.households import HouseholdsPage  # noqa: PLC0415 - made on its first visit

    return HouseholdsPage(session, parent)


def _permits(session: Session, parent: QWidget) -> Page:
    from ui.screens.permits import PermitsPage  # noqa: PLC0415 - made on its first visit

    return PermitsPage(session, parent)


def _statistics(session: Session, parent: QWidget) -> Page:
    from ui.screens.statistics import StatisticsPage  # noqa: PLC0415 - made on its first visit

    return StatisticsPage(session, parent)


def _exchange(session: Session, parent: QWidget) -> Page:
    from ui.screens.exchange import ExchangePage  # noqa: PLC0415 - made on its first visit

    return ExchangePage(session, parent)


def _shift(session: Session, parent: QWidget) -> Page:
    from ui.screens.shift import ShiftPage  # noqa: PLC0415 - made on its first visit

    return ShiftPage(session, parent)


def _officers(session: Session, parent: QWidget) -> Page:
    from ui.screens.officers import OfficersPage  # noqa: PLC0415 - made on its first visit

    return OfficersPage(session, parent)


def _looks(session: Session, parent: QWidget) -> Page:
    from ui.screens.looks import LooksPage  # noqa: PLC0415 - made on its first visit

    return LooksPage(session, parent)


def _printing(session: Session, parent: QWidget) -> Page:
    from ui.screens.printing import PrintingPage  # noqa: PLC0415 - made on its first visit

    return PrintingPage(session, parent)


def _stock(session: Session, parent: QWidget) -> Page:
    from ui.screens.stock import StockPage  # noqa: PLC0415 - made on its first visit

    return StockPage(session, parent)


def _settings(session: Session, parent: QWidget) -> Page:
    from ui.screens.settings import SettingsPage  # noqa: PLC0415 - made on its first visit

    return SettingsPage(session, parent)


def _case(session: Session, parent: QWidget) -> Page:
    from ui.screens.case_page import CasePage  # noqa: PLC0415 - made on its first visit

    return CasePage(session, parent)


def _decide(session: Session, parent: QWidget) -> Page:
    from ui.screens.decision import DecisionPage  # noqa: PLC0415 - made on its first visit

    return DecisionPage(session, parent)


def _preview(session: Session, parent: QWidget) -> Page:
    from ui.screens.preview import PreviewPage  # noqa: PLC0415 - made on its first visit

    return PreviewPage(session, parent)


_PAGES = (
    Place("intake", _intake, (Action.ACCEPT,)),
    Place("queues", _queues, (Action.LOOK,)),
    Place("ledger", _ledger, (Action.LOOK,)),
    Place("due", _due, (Action.LOOK,)),
    Place("households", _households, (Action.LOOK,)),
    Place("permits", _permits, (Action.LOOK,)),
    Place("exchange", _exchange, (Action.EXPORT, Action.IMPORT, Action.DIGEST, Action.TRUST_SITES)),
    Place("shift", _shift, (Action.HAND_OVER_SHIFT,)),
    Place("printing", _printing, (Action.PRINT,)),
    # Up to here each has a digit; printing is opened all day, what follows is not.
    Place("stock", _stock, (Action.SEE_STOCK,)),
    Place("statistics", _statistics, (Action.LOOK,)),
    Place("officers", _officers, (Action.LIST_ACCOUNTS,)),
    Place("looks", _looks, (Action.READ_LOGS,)),
    Place("settings", _settings, (Action.SETTINGS,)),
    Place("case", _case, (Action.LOOK,), in_navigation=False),
    Place("decide", _decide, (Action.LOOK,), in_navigation=False),
    Place("preview", _preview, (Action.PRINT,), in_navigation=False),
)


_LEADS_TO = {
    "draft_wanted": "intake",
    "decision_wanted": "decide",
    "household_opened": "households",
    "permit_opened": "permits",
}
"""Signals of the session that ask for a page on a subject, and which page that is."""


class MainWindow(QWidget):
    """Everything a logged-in officer works with.

    Signals:
        lock_wanted: Cover the desk.
        switch_wanted: Another officer takes over.
    """

    lock_wanted = Signal()
    switch_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        session.setParent(self)  # dies with its desk: what listens to it holds the desk in turn
        self._places = open_to(_PAGES, session.catalogue.officer.roles)
        self._pages: dict[str, Page] = {}
        self._trail: list[str] = []
        self._current = ""
        self._blocked = False
        self.sheets = DeskSheets(self, session)
        self._bar = TopBar(session, self.lock_wanted.emit, self.switch_wanted.emit, self.sheets.own)
        self.navigation = Navigation([place.key for place in self._places if place.in_navigation])
        self._stack = QStackedWidget()
        self._title = label(role="title")
        self._remark = label(role="muted")
        self._notice = Notice()
        self._hint = label(texts.say("ui.main.hint"), "small")
        self._quiet = QTimer(self, singleShot=True, interval=_NOTICE_MS)
        self._quiet.timeout.connect(lambda: self._tell("", ""))
        self._pulse = SpoolPulse(session, self)
        self._build()
        self._listen()

    @property
    def current(self) -> str:
        """The key of the page in view."""
        return self._current

    def begin(self) -> None:
        """Show the first page and light the lights."""
        self.go(self._home)
        self._bar.refresh()
        self._count_waiting()
        self._pulse.beat()

    @property
    def places(self) -> tuple[str, ...]:
        """The keys of the pages that this officer may come to."""
        return tuple(place.key for place in self._places)

    @property
    def _home(self) -> str:
        return self._places[0].key

    def page(self, key: str) -> Page:
        """Give a page; makes it on its first visit."""
        if key not in self._pages:
            made = next(place for place in self._places if place.key == key).make(self.session, self._stack)
            made.setObjectName("Page")
            made.headed.connect(lambda title, remark, key=key: self._head(key, title, remark))
            made.left.connect(self.back)
            self._pages[key] = made
            self._stack.addWidget(made)
        return self._pages[key]

    def go(self, key: str, *subject: str) -> None:
        """Bring a page into view, on `subject` if it has one; say who may come there to somebody who may not."""
        if key not in self.places:
            self._tell(sentence(next(place for place in _PAGES if place.key == key).refusal()), "blocked")
            return
        page = self.page(key)
        if page.counts_drafts:
            self.keep()
        if self._current and self._current != key:
            self._trail = [*self._trail[-20:], self._current]
        if self._blocked and key != self._current:
            self._tell("", "")  # what was refused on another page is no matter here
        self._current = key
        self._head(key, texts.say(f"ui.nav.{key}"), "")
        self.navigation.show_current("ledger" if key in {"case", "decide"} else key)
        self._stack.setCurrentWidget(page)
        if subject:
            page.visit(*subject)
        page.shown()

    def back(self) -> None:
        """Go to the page that was in view before."""
        previous = self._trail.pop() if self._trail else self._home
        self._current = ""
        self.go(previous)

    def keep(self) -> bool:
        """Save all unfinished work; tells whether everything is safe."""
        kept = [page.keep() for page in self._pages.values()]  # every page, even after one that can't
        return all(kept)

    @property
    def unsaved(self) -> bool:
        """Whether something on a page is not stored yet."""
        return any(page.unsaved for page in self._pages.values())

    def rest(self) -> None:
        """Do nothing by itself any more: the officer has left, and only unfinished work keeps the desk."""
        self._pulse.rest()

    def forget_steps(self) -> None:
        """Let no undo bring back what was there before the lock."""
        forget_steps(self)
        self.session.covered.emit()

    def resume(self) -> None:
        """Give the focus back to where it was before the lock."""
        page = self._pages.get(self._current)
        if page is not None:
            page.shown()

    def open_case(self, case_no: str) -> None:
        """Show a case."""
        self.go("case", case_no)

    def return_to_case(self, case_no: str) -> None:
        """Show a case from whose page the officer came here; back leads to where that was opened."""
        if self._trail and self._trail[-1] == "case":
            self._trail.pop()
        self._current = ""
        self.open_case(case_no)

    def preview(self, case_no: str, paper: str) -> None:
        """Show a paper before it is printed."""
        self.go("preview", case_no, paper)

    def _build(self) -> None:
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.navigation)
        right = QVBoxLayout()
        right.setContentsMargins(16, 6, 16, 2)
        right.setSpacing(6)
        right.addLayout(row(self._title, None, self._remark))
        right.addWidget(self._stack, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 0, 0, 0)
        foot.addWidget(self._notice, 1)
        foot.addWidget(self._hint, 1)
        right.addLayout(foot)
        body.addLayout(right, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._bar)
        layout.addLayout(body, 1)
        self._notice.setMinimumHeight(FOOT)  # more lines than one take more
        self._hint.setFixedHeight(FOOT)

    def _count_waiting(self) -> None:
        """Say beside the name of the working lists how many cases wait for this officer."""
        if "queues" in self.places:
            self.session.runner.run(self.session.catalogue.waiting, self._show_waiting, channel="waiting")

    def _show_waiting(self, found: tuple[int, bool]) -> None:
        count, more = found
        said = texts.say("queue.more", count=count) if more else str(count)
        self.navigation.tally("queues", said if count else "", texts.say("ui.nav.waiting", count=said))

    def _show_printing(self, count: int, stopped: int) -> None:
        """Say beside the name of the printing page how many papers are not out yet, and whether one is stopped."""
        told = texts.say("ui.nav.printing_waiting", count=count, stopped=stopped)
        self.navigation.tally("printing", f"{count}{'!' if stopped else ''}" if count else "", told)

    def _listen(self) -> None:
        session = self.session
        session.case_opened.connect(self.open_case)
        session.case_done.connect(self.return_to_case)
        session.clock_wanted.connect(self.sheets.clock)
        for asked, key in _LEADS_TO.items():
            getattr(session, asked).connect(partial(self.go, key))
        session.paper_wanted.connect(self.preview)
        session.notice_wanted.connect(lambda draft_id: self.go("preview", "", "one-time-notice", draft_id))
        notices = NoticePresenter(session, self)
        session.notice_scanned.connect(notices.follow)
        notices.draft_found.connect(lambda draft_id: self.go("intake", draft_id))
        session.told.connect(self._tell)
        self.navigation.wanted.connect(self.go)
        self._pulse.counted.connect(self._show_printing)
        session.changed.connect(lambda kind: self._bar.refresh() if kind in {"exchange", "settings"} else None)
        session.changed.connect(lambda kind: self._count_waiting() if kind in {"cases", "exchange"} else None)
        acts = {"find": lambda: self.go("ledger"), "back": self.back, "help": self.sheets.keys}
        acts |= {"own": self.sheets.own, "clock": session.clock_wanted.emit}
        for name, act in acts.items():
            QShortcut(QKeySequence(keys.of(name)[0]), self).activated.connect(act)
        lights = QTimer(self, interval=_LIGHTS_EVERY_MS)
        for look in (self._bar.refresh, self._count_waiting):
            lights.timeout.connect(look)
        lights.start()

    def _head(self, key: str, title: str, remark: str) -> None:
        if key == self._current:
            self._title.setText(fonts.shown(title))
            self._remark.setText(fonts.shown(remark))

    def _tell(self, sentence: str, state: str) -> None:
        sentence = " ".join(sentence.splitlines())  # one line where there is room: the page above is to stay as it is
        self._blocked = bool(sentence) and state == "blocked"
        self._notice.tell(sentence, state)
        self._hint.setVisible(not sentence)
        if sentence and state != "blocked":
            self._quiet.start()
        else:
            self._quiet.stop()
