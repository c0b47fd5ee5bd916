"""The decision page: everything that matters for one decision on the left, the decision itself on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from station_app import texts
from ui import keys
from ui.models.rows import Column
from ui.presenters.decision import DecisionPresenter, DecisionView
from ui.screens.page import Page
from ui.widgets.case_head import CaseHead
from ui.widgets.decision_form import DecisionForm
from ui.widgets.facts import Facts
from ui.widgets.pieces import Notice, button, column, held, label, panel, row
from ui.widgets.points_list import PointsList
from ui.widgets.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.session import Session

_FORM_WIDE = 452
FAMILY = (
    Column("name", "ui.decision.name", 96, large=True),
    Column("relation", "ui.decision.relation", 84),
    Column("born", "ui.decision.born", 168),
    Column("standing", "ui.decision.standing", 78),
    Column("origin", "ui.decision.origin", 150, tip="origin"),
)


class DecisionPage(Page):
    """One case to be decided; after it the next one of the list is F10."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.form = DecisionForm()
        self._presenter = DecisionPresenter(
            session.catalogue, session.runner, self._show, self._told, self.form.show_flags
        )
        self.head = CaseHead()
        self._heading = label(role="title")
        self.barred, self._problem = Notice(), Notice()
        self._decided = ("", "", "")
        """The case this officer has just decided, and what was said of it."""
        self.family = Table("decision-family", FAMILY, texts.say("ui.decision.family"))
        self.points = PointsList(texts.say("ui.decision.points"))
        self._facts = Facts()
        self._whole = button(texts.say("ui.decision.whole"), self._open_case, "flat", "case", "Ctrl+D")
        self.form.decided.connect(self._presenter.decide)
        self.form.written.connect(self._presenter.weigh_words)
        self._arrange()
        for act, does in (("decide", self.form.take), ("next_case", self._go_on), ("leave", self.left.emit)):
            for each in keys.of(act):
                self._bind(each, does)
        session.changed.connect(self._refresh)

    def visit(self, *subject: str) -> None:
        """Show the case `subject[0]`."""
        self._presenter.open(subject[0])

    def shown(self) -> None:
        """Take the focus: the first key says what is decided; where nothing can be, the case is read."""
        (self.form.outcome if self.form.isEnabled() else self.family).setFocus()

    def _bind(self, sequence: str, act: Callable[[], object]) -> None:
        made = QShortcut(QKeySequence(sequence), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.activated.connect(act)

    def _arrange(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(self._problem)
        whole.addWidget(self.head)
        body = QHBoxLayout()
        body.setSpacing(8)
        body.addWidget(self._grounds_to_decide(), 1)
        side = panel()
        side.setFixedWidth(_FORM_WIDE)
        inner = column(side, 16, 8)
        inner.addWidget(self._heading)
        inner.addWidget(self.barred)
        inner.addWidget(self.form, 1)
        body.addWidget(side)
        whole.addLayout(body, 1)

    def _grounds_to_decide(self) -> QWidget:
        left = QWidget()
        layout = column(left, 0, 8)
        family = panel()
        inner = column(family, 12, 4)
        inner.addLayout(row(label(texts.say("ui.decision.family"), "heading"), None, self._whole))
        inner.addWidget(self.family)
        layout.addWidget(family, 5)
        below = QHBoxLayout()
        below.setSpacing(8)
        for name, part, share in (("points", held(self.points), 3), ("facts", held(self._facts), 2)):
            made = panel()
            inner = column(made, 12, 4)
            inner.addWidget(label(texts.say(f"ui.decision.{name}"), "heading"))
            inner.addWidget(part, 1)
            below.addWidget(made, share)
        layout.addLayout(below, 6)
        return left

    def _show(self, view: DecisionView) -> None:
        self.headed.emit(view.title, texts.say("ui.decision.keys"))
        self._problem.tell(view.problem, "blocked")
        self.head.setVisible(not view.problem)
        self.head.show_where(view.where)
        self._heading.setText(view.heading)
        case_no, said, state = self._decided
        if view.barred and view.case_no == case_no:
            self.barred.tell(said, state)
        else:
            self.barred.tell(texts.say("ui.decision.barred", why=view.barred) if view.barred else "", "look")
        self.family.show_rows(view.persons)
        self.points.show_points(view.points)
        self._facts.show_facts(view.facts)
        opened = self.form.isEnabled()
        self.form.show_basis(view)
        if opened != self.form.isEnabled() and self.isVisible():
            self.shown()

    def _told(self, sentence: str, state: str) -> None:
        """Say what was decided, and where the next case is; a refusal is said at the form."""
        if state == "blocked":
            self.form.notice.tell(sentence, state)
            return
        self.form.notice.tell("")
        case_no = self._presenter.case_no
        following = self.session.following(case_no)
        said = sentence + (texts.say("ui.step.onward") if following else "")
        self._decided = (case_no, said, state)
        self.session.changed.emit("cases")
        if not following:
            self.left.emit()
        self.session.told.emit(said, state)

    def _go_on(self) -> None:
        following = self.session.following(self._presenter.case_no)
        if following:
            self.session.decision_wanted.emit(following)
        else:
            self.session.told.emit(texts.say("ui.step.list_done"), "look")

    def _open_case(self) -> None:
        self.session.case_opened.emit(self._presenter.case_no)

    def _refresh(self, kind: str) -> None:
        if kind == "cases" and self._presenter.case_no and self.isVisible():
            self._presenter.open(self._presenter.case_no)
