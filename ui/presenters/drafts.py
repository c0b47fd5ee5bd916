"""The drafts of the station: going on with one, discarding, restoring and handing over. No widgets.

What loses something in view is asked about once, in place: the same key again does it. Nothing here throws anything
away; a discarded draft is there until the end of the day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from station_app import texts
from ui.presenters.draft_rows import DraftsView, view_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from station_app.domain.drafts import Draft, DraftLine
    from station_app.domain.records import Officer
    from ui.presenters.draft_rows import DraftRow
    from ui.presenters.intake import IntakePresenter
    from ui.session import Session

_LOOK_AT_THE_DAY_MS = 10 * 60_000
_ASKED_FOR_MS = 10_000


class DraftsPresenter(QObject):
    """What is done with drafts; what is typed into them is `page`'s.

    Signals:
        shown: The list changed; carries a `DraftsView`.
        cleared: The draft on the page was laid aside or handed over; the page is empty now.
        done: Something was done with a draft (discarded, restored, handed over).
        told: Say this sentence, with a state: `ok`, `look` or `blocked`.
        refused: An outcome the officer must hear of; carries the `StationError`.
    """

    shown = Signal(object)
    cleared = Signal()
    done = Signal()
    told = Signal(str, str)
    refused = Signal(object)

    def __init__(self, session: Session, page: IntakePresenter) -> None:
        super().__init__(page)
        self._session = session
        self._catalogue = session.catalogue
        self._page = page
        self._lines: tuple[DraftLine, ...] = ()
        self._wanted = ""
        self._asked = ("", "")
        self._announced: frozenset[str] = frozenset()
        self._day: date = self._catalogue.today()
        self._forget = QTimer(self, singleShot=True, interval=_ASKED_FOR_MS)
        self._forget.timeout.connect(self.let_go)
        self._calendar = QTimer(self, interval=_LOOK_AT_THE_DAY_MS)
        self._calendar.timeout.connect(self.look_at_the_day)
        self._calendar.start()

    # the list
    @property
    def view(self) -> DraftsView:
        """The list as it is known now."""
        badge, now = self._catalogue.officer.badge, self._catalogue.now()
        return view_of(self._lines, badge, now, self._page.draft_id, self._wanted)

    def refresh(self) -> None:
        """Ask for the drafts of this station."""
        self._session.runner.run(self._catalogue.drafts, self._listed, self.refused.emit, channel="drafts")

    def filter(self, wanted: str) -> None:
        """List only what fits what is typed."""
        self._wanted = wanted
        self.let_go()
        self.shown.emit(self.view)

    def colleagues(self, tell: Callable[[Sequence[Officer]], None]) -> None:
        """Ask whom a draft can be handed to."""
        self._session.runner.run(self._catalogue.colleagues, tell, self.refused.emit)

    def look_at_the_day(self) -> None:
        """Clear away what was discarded yesterday; for a desk that stays open over midnight."""
        today = self._catalogue.today()
        if today != self._day:
            self._day = today
            self._session.runner.run(self._catalogue.clear_drafts, lambda _count: self.refresh(), lambda _error: None)

    # going on
    def begin(self) -> None:
        """Reopen the officer's own newest draft; never a colleague's, and nothing over what is typed meanwhile."""
        self._session.runner.run(self._catalogue.latest_draft, self._offered, self.refused.emit)
        self.refresh()

    def open(self, draft_id: str) -> None:
        """Go on with a draft; what is on the page is kept first, or stays on the page if it can't be."""
        if draft_id == self._page.draft_id:
            self._page.reopened.emit()
        elif self._page.keep():
            self._session.runner.run(
                lambda: self._catalogue.open_draft(draft_id), self._opened, self.refused.emit, channel="drafts.open"
            )

    def open_row(self, row: DraftRow) -> None:
        """Go on with a row of the list; a colleague's is asked about once, because it leaves a trace."""
        if row.is_mine or self._asks("open", row.draft_id, "ui.drafts.ask_take_over", name=row.owner, title=row.title):
            self.open(row.draft_id)

    def new_case(self) -> None:
        """Start afresh; what is on the page stays as a draft, or stays on the page if it can't be kept."""
        if self._page.keep():
            self._page.start_afresh()

    # discarding and restoring
    def discard_row(self, row: DraftRow) -> None:
        """Lay a row of the list aside, after asking once."""
        if not row.is_mine:
            self.told.emit(texts.say("ui.drafts.not_yours", name=row.owner), "look")
        elif row.kind != "discarded" and self._asks("discard", row.draft_id, "ui.drafts.ask_discard", title=row.title):
            self._discard(row.draft_id, row.title)

    def discard_page(self) -> None:
        """Lay the draft on the page aside, after asking once."""
        if self._page.untouched:
            self.told.emit(texts.say("ui.drafts.nothing_here"), "look")
        elif self._asks("page", self._page.draft_id, "ui.drafts.ask_discard_page", title=self._page_title()):
            self._discard(self._page.draft_id, self._page_title())

    def restore(self, row: DraftRow) -> None:
        """Take one discard back."""
        self.let_go()
        self._session.runner.run(
            lambda: self._catalogue.restore_draft(row.draft_id),
            lambda _nothing: self._said("ui.drafts.restored", title=row.title),
            self.refused.emit,
        )

    def restore_last(self) -> None:
        """Take the latest discard back."""
        waste = view_of(self._lines, self._catalogue.officer.badge, self._catalogue.now()).discarded
        if waste:
            self.restore(max(waste, key=lambda row: row.saved_at))
        else:
            self.told.emit(texts.say("ui.drafts.nothing_discarded"), "look")

    # handing over
    def hand_over(self, row: DraftRow, officer: Officer, note: str) -> None:
        """Give a draft to a colleague; what is on the page is kept first."""
        self.let_go()
        safe = self._made_safe(row.draft_id)
        if safe:
            self._session.runner.run(
                lambda: self._catalogue.hand_over_draft(safe, officer.badge, note),
                lambda _nothing: self._gone(safe, "ui.drafts.handed_over", title=row.title, name=officer.name),
                self.refused.emit,
            )

    def let_go(self) -> None:
        """Forget what was asked: the officer did something else."""
        if any(self._asked):
            self._asked = ("", "")
            self._forget.stop()
            self.told.emit("", "")

    def _asks(self, act: str, draft_id: str, key: str, **blanks: str) -> bool:
        """Ask the first time; the same act on the same draft again is the answer."""
        if self._asked == (act, draft_id):
            self._asked = ("", "")
            self._forget.stop()
            return True
        self._asked = (act, draft_id)
        self._forget.start()
        self.told.emit(texts.say(key, **blanks), "look")
        return False

    def _discard(self, draft_id: str, title: str) -> None:
        safe = self._made_safe(draft_id)
        if safe:
            self._session.runner.run(
                lambda: self._catalogue.discard_draft(safe),
                lambda _nothing: self._gone(safe, "ui.drafts.discarded", title=title),
                self.refused.emit,
            )

    def _made_safe(self, draft_id: str) -> str:
        """Save the draft on the page before anything happens to it; gives where it lies, nothing if it can't be."""
        if draft_id != self._page.draft_id:
            return draft_id
        return self._page.draft_id if self._page.keep() else ""

    def _gone(self, draft_id: str, key: str, **blanks: str) -> None:
        if draft_id == self._page.draft_id:
            self._page.start_afresh()
            self._said(key, **blanks)
            self.cleared.emit()
        else:
            self._said(key, **blanks)

    def _said(self, key: str, **blanks: str) -> None:
        self.done.emit()
        self.told.emit(texts.say(key, **blanks), "ok")
        self.refresh()

    def _listed(self, lines: tuple[DraftLine, ...]) -> None:
        self._lines = lines
        self.shown.emit(self.view)
        badge = self._catalogue.officer.badge
        arrived = {line.draft_id: line.handed_by_name for line in lines if line.officer == badge and line.handed_by}
        if not arrived.keys() <= self._announced:
            names = texts.say("ui.drafts.comma").join(dict.fromkeys(arrived.values()))
            self.told.emit(texts.say("ui.drafts.arrived", names=names, count=len(arrived)), "look")
        self._announced = frozenset(arrived)

    def _offered(self, draft: Draft | None) -> None:
        if draft is not None and self._page.untouched:
            self._page.go_on(draft)

    def _opened(self, draft: Draft) -> None:
        if self._page.keep():  # something may have been typed while the draft was fetched
            self._page.go_on(draft)

    def _page_title(self) -> str:
        return self._page.title or texts.say("ui.drafts.untitled")
