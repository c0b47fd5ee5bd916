"""One-time notices at the window: giving one for what is on the page, and following the code of one that comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from station_app import texts
from ui.presenters.words import sentence

if TYPE_CHECKING:
    from station_app.domain.notices import NoticeState
    from ui.presenters.intake import IntakePresenter
    from ui.session import Session


class NoticePresenter(QObject):
    """Follows the codes of notices.

    Signals:
        draft_found: Go on with this draft (its id), at what is missing.
    """

    draft_found = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session

    def follow(self, notice_no: str) -> None:
        """Look where the notice leads; of several scanned in a row the last one counts."""
        catalogue = self._session.catalogue
        self._session.runner.run(
            lambda: catalogue.find_notice(notice_no),
            self._found,
            lambda error: self._session.told.emit(sentence(error), "blocked"),
            channel="notice",
        )

    def _found(self, state: NoticeState) -> None:
        told = {"notice_no": state.notice_no, "name": state.applicant}
        if state.case_no is not None:
            self._session.case_opened.emit(state.case_no)
            self._session.told.emit(texts.say("ui.notice.answered", **told, case_no=state.case_no), "ok")
        elif state.draft_id is not None:
            self.draft_found.emit(state.draft_id)
            self._session.told.emit(texts.say("ui.notice.brought_back", **told), "ok")
        else:
            self._session.told.emit(texts.say("ui.notice.draft_gone", **told), "look")


class NoticeActs(QObject):
    """Gives the notice for the case that `page` holds.

    Signals:
        name_wanted: There is nobody yet to give it to: ask for the applicant's name.
    """

    name_wanted = Signal()

    def __init__(self, session: Session, page: IntakePresenter) -> None:
        super().__init__(page)
        self._session = session
        self._page = page

    def tell_all(self, *_clicked: object) -> None:
        """Keep the draft and show its notice; with nothing missing, say so."""
        page = self._page
        if page.accepting or not page.state.checked:
            return
        if not page.state.blocking:
            self._session.told.emit(texts.say("ui.notice.nothing"), "ok")
        elif not page.title:
            self._session.told.emit(texts.say("error.notice_without_applicant"), "look")
            self.name_wanted.emit()
        else:
            page.case.tried = True  # what the notice lists, the page calls by its name too
            page.amend(lambda _content: None)  # a draft nobody has typed into is stored as well: the code leads to it
            if page.keep():
                self._session.notice_wanted.emit(page.draft_id)
