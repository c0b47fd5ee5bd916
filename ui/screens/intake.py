"""The intake page (受理): family on the left, the person in the middle, documents and next steps on the right.

One page, no wizard, no dialog. It shows what the presenter says and reports what the officer does; keys are
dealt with here, because where Enter goes is a matter of the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from station_app import texts
from station_app.domain.outcomes import Accepted
from station_app.domain.vocabulary import Presented
from ui import theme
from ui.form_view import editors
from ui.presenters.intake import IntakePresenter
from ui.presenters.notices import NoticeActs
from ui.screens import intake_keys
from ui.screens.intake_about import About
from ui.screens.intake_cards import Cards
from ui.screens.intake_keeping import Keeping
from ui.screens.intake_middle import MiddleColumn
from ui.screens.intake_panels import ResultPanel
from ui.screens.intake_scans import IntakeScans
from ui.screens.intake_side import ActionBar, SideColumn
from ui.screens.intake_ways import Ways
from ui.screens.left_place import LeftPlace
from ui.screens.page import Page
from ui.widgets.family_list import FamilyList
from ui.widgets.pieces import column

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from station_app.domain.findings import Finding
    from ui.presenters.intake_state import DocumentLine, IntakeState
    from ui.session import Session

_FAMILY_WIDTH = 176
_SIDE_WIDTH = 304


class IntakePage(Page):
    """One family at the window."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.presenter = IntakePresenter(session, self)
        # Each with its place as parent from the start: a tree that changes its parent is dressed anew, all of it.
        self._stack = QStackedWidget(self)
        self._work = QWidget(self._stack)
        self._left = QWidget(self._work)
        self.family = FamilyList(self._left)
        self.middle = MiddleColumn(session.catalogue.today, self._work)
        self.side = SideColumn(self._work)
        self.bar = ActionBar(self)
        self._ways = Ways(self.presenter, self.middle, self.side, self.bar, session.character_wanted.emit)
        self.scans = IntakeScans(session, self.presenter, self.middle, self.side, self._left)
        self.result = ResultPanel(session, self._stack)
        self.keeping = Keeping(session, self.presenter, self.bar, self)
        self._left_place = LeftPlace(self._work, lambda: self.presenter.case)
        self.cards = Cards(self.presenter, self.middle, self.bar, self._work, self)
        self._about = About(session, self.presenter, self.middle, self.side, self.bar, work=self._work)
        self._remark = ""
        self._begun = False
        self._notices = NoticeActs(session, self.presenter)
        self._arrange()
        self._listen_to_officer()
        self._listen_to_presenter()
        self._shortcuts()

    def shown(self) -> None:
        """Take the focus; on the first visit reopen the newest draft."""
        if not self._begun:
            self._begun = True
            self.presenter.start_afresh()
            self.keeping.drafts.begin()
            self.scans.desk.begin()
            self.session.runner.run(editors.prepare)
        else:
            self.keeping.drafts.refresh()
        self._head()
        QTimer.singleShot(0, self, self._take_focus)

    def keep(self) -> bool:
        """Save the draft at once; tells whether everything is safe."""
        self.cards.stop()
        QGuiApplication.inputMethod().commit()  # half a word in the input method is typed text too
        return self.presenter.keep()

    @property
    def unsaved(self) -> bool:
        """Whether something on the page is not stored yet."""
        return self.presenter.unsaved

    def visit(self, *subject: str) -> None:
        """Go on with the draft `subject[0]`, at the first document that is missing: its notice was scanned."""
        self._ways.wants_missing = True
        self.open_draft(subject[0])

    def open_draft(self, draft_id: str) -> None:
        """Go on with a draft; what is on the page is kept first."""
        if not self._begun:
            self.shown()
        self.keeping.drafts.open(draft_id)

    def go_to(self, path: str) -> None:
        """Put the cursor where `path` of the case file is edited."""
        self._ways.go_to(path)

    # building
    def _arrange(self) -> None:
        self._left.setFixedWidth(_FAMILY_WIDTH)
        left = column(self._left, 0)
        left.addWidget(self.family, 1)
        left.addWidget(self.scans.tray)
        self.side.setFixedWidth(_SIDE_WIDTH)
        work = QHBoxLayout(self._work)
        work.setContentsMargins(0, 0, 0, 0)
        work.setSpacing(theme.GRID)
        work.addWidget(self._left)
        work.addWidget(self.middle, 13)
        work.addWidget(self.scans.viewer, 12)
        work.addWidget(self.side)
        self._stack.addWidget(self._work)
        self._stack.addWidget(self.result)
        self.keeping.live_in(self._stack)
        whole = column(self, 0)
        whole.addWidget(self._stack, 1)
        whole.addWidget(self.keeping.line)
        whole.addWidget(self.bar)

    def _listen_to_officer(self) -> None:
        presenter, middle, side = self.presenter, self.middle, self.side
        self.family.chosen.connect(presenter.select)
        self.family.added.connect(self._add)
        for place in (middle, side):
            place.turned.connect(presenter.turn_back)
            place.edited.connect(presenter.edit)
            place.edited.connect(self.keeping.edited)
        middle.entered.connect(presenter.at)
        middle.entered.connect(lambda _path: side.leave())
        middle.confirmed.connect(presenter.confirm)
        middle.id_completed.connect(presenter.id_completed)
        middle.member_finished.connect(self._ways.leave_member)
        middle.case_finished.connect(self._ways.leave_case)
        middle.remove_wanted.connect(presenter.remove_member)
        middle.jump_wanted.connect(self._ways.jump)
        middle.case_wanted.connect(self.session.case_opened)
        side.presented.connect(lambda line, way: presenter.present(line.kind, line.holder, way))
        side.presented.connect(self.keeping.edited)
        side.all_seen.connect(self._all_seen)
        side.shared.connect(presenter.share)
        side.entered.connect(presenter.at)
        side.left_behind.connect(self._ways.leave_documents)
        side.route_wanted.connect(lambda route: presenter.edit("route", route))
        self.result.papers_wanted.connect(self.session.paper_wanted)
        self.result.case_wanted.connect(self.session.case_opened)
        self.result.next_wanted.connect(self._back_to_work)

    def _listen_to_presenter(self) -> None:
        presenter = self.presenter
        presenter.state_changed.connect(self._show)
        presenter.turned.connect(self._show_person)
        presenter.known.connect(self._show_known)
        presenter.blocked.connect(self._blocked)
        presenter.finished.connect(self._finished)
        presenter.refused.connect(self.keeping.refused)
        presenter.busy.connect(self._busy)
        presenter.place = self._ways.place
        self.keeping.back_wanted.connect(self._back_to_work)
        self.keeping.remarked.connect(self._remarked)
        presenter.reopened.connect(self._ways.reopened)
        self._notices.name_wanted.connect(lambda: self.go_to("family[0].name"))

    def _shortcuts(self) -> None:
        acts: dict[str, Callable[[], object]] = {
            "member": self._begin_adding,
            "notice": lambda: self._notices.tell_all() if self._stack.currentWidget() is self._work else None,
            "general": lambda: self.presenter.edit("route", "general") if self.presenter.state.alternatives else None,
            "papers": self.side.go_to_documents,
            "jump": self._ways.jump,
            "next_open": self._ways.next_open,
            "drafts": self.keeping.show,
            "keep": self.presenter.keep,
            "fresh": self.keeping.fresh,
            "discard": self.keeping.discard,
            "accept": self._accept,
            "decline": self._about.decline,
        }
        intake_keys.bind(self, acts, self._go_to_member)
        self.scans.bind_keys(self)
        self.bar.member.clicked.connect(self._begin_adding)
        self.bar.keep.clicked.connect(self.presenter.keep)
        self.bar.notice.clicked.connect(self._notices.tell_all)
        self.bar.accept.clicked.connect(self._accept)

    # showing
    def _show(self, state: IntakeState) -> None:
        self.family.show_members(state.members, self.presenter.case.member)
        self.middle.show_state(state, self.presenter.content, self.presenter.case.member)
        self.side.show_state(state, self.presenter.content)
        self.bar.show_state(state)
        self._about.show_state(state)
        self._head()

    def _show_person(self, state: IntakeState) -> None:
        self.family.show_members(state.members, self.presenter.case.member)
        self.middle.show_person(state, self.presenter.content, self.presenter.case.member)

    def _head(self) -> None:
        parts = [self._about.heading, self.presenter.state.clause]
        self.headed.emit(" · ".join(part for part in parts if part), self._remark)

    def _remarked(self, remark: str) -> None:
        self._remark = remark
        self._head()

    def _show_known(self, index: int, hits: Sequence[object]) -> None:
        if index == self.presenter.case.member:
            self.middle.show_known(self.presenter.content, index, hits)

    def _take_focus(self) -> None:
        if not self.isVisible():  # the officer has gone to another page meanwhile
            return
        if self._stack.currentWidget() is self.result:
            self.result.next.setFocus()
        elif not self._left_place.go_back():
            self._ways.return_to(self.presenter.case.field)

    # moving
    def _add(self, role: object) -> None:
        self.presenter.add_member(role)  # type: ignore[arg-type]
        self.middle.member_form.focus_first()

    def _begin_adding(self) -> None:
        if self.scans.viewing:  # it stands where the family is
            self.scans.close_viewer()
        self.family.begin_adding()

    def _go_to_member(self, place: int) -> None:
        self.presenter.select(place)
        self.middle.member_form.focus_first()

    # acting
    def _accept(self) -> None:
        if self._stack.currentWidget() is self._work:
            self.cards.stop()
            unmatched = self._ways.unmatched()
            if unmatched:
                self.session.told.emit(unmatched, "blocked")
            else:
                self.presenter.accept()

    def _blocked(self, findings: Sequence[Finding]) -> None:
        if findings:
            first = self._ways.first_of(findings)
            told = texts.say("ui.intake.act.blocked", first=first.message, count=len(findings))
            self.keeping.tell_refusal(told)
            self._ways.go_to_finding(first)

    def _finished(self, outcome: object) -> None:
        self._remark = ""
        self.keeping.drafts.refresh()
        if isinstance(outcome, Accepted):
            self._accepted(outcome)
        else:
            self._about.show_stored(outcome)

    def _accepted(self, accepted: Accepted) -> None:
        self.session.told.emit("", "")
        self._stack.setCurrentWidget(self.result)
        self.bar.setEnabled(False)
        self.result.show_accepted(accepted)
        self.session.paper_wanted.emit(accepted.case_no, " ".join(accepted.papers))

    def _busy(self, busy: bool) -> None:  # noqa: FBT001 - a signal's argument
        self._work.setEnabled(not busy)
        self.bar.show_busy(busy=busy)

    def _all_seen(self, lines: Sequence[DocumentLine]) -> None:
        for line in lines:
            self.presenter.present(line.kind, line.holder, Presented.ORIGINAL.value)
        self.session.told.emit(texts.say("ui.keys.all_seen", count=len(lines)), "ok")

    def _back_to_work(self) -> None:
        # Showing the form again gives the focus to whoever had it; the case says where it belongs.
        field = self.presenter.case.field
        self._stack.setCurrentWidget(self._work)
        self.bar.setEnabled(True)
        self.presenter.case.field = field
        self._take_focus()
