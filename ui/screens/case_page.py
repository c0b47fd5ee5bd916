"""The case page: where a case is, its family, documents, household, decisions, papers and timeline, on one screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from station_app import texts
from ui.models.rows import Column
from ui.presenters.case_page import CasePresenter, CaseView
from ui.screens.case_papers import CasePapers
from ui.screens.case_scans import CaseScans
from ui.screens.case_steps import CaseSteps
from ui.screens.page import Page
from ui.widgets.case_family import FamilyTree
from ui.widgets.case_head import CaseHead
from ui.widgets.decision_list import DecisionList
from ui.widgets.facts import Facts
from ui.widgets.pieces import Notice, column, held, label, panel, row, shortcut
from ui.widgets.table import Table
from ui.widgets.timeline import Timeline

if TYPE_CHECKING:
    from ui.session import Session

_FACTS_WIDE, _PAST_WIDE = 276, 292
DOCUMENTS = (
    Column("word", "ui.case.document_state", 92),
    Column("kind", "ui.case.document_kind", 168),
    Column("holder", "ui.case.document_holder", 92),
    Column("basis", "ui.case.document_basis", 120, tip="basis"),
)
ITEMS = (
    Column("about", "ui.case.items_about", 120),
    Column("name", "ui.case.items_name", 150),
    Column("words", "ui.case.items_words", 280),
)
MASKED_ITEMS = (*ITEMS[:2], Column("masked", "ui.case.items_words", 280))


class CasePage(Page):
    """One case; the numbers are masked until the officer asks."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._presenter = CasePresenter(session.catalogue, session.runner, self._show)
        self._view = CaseView("")
        self._stale = False
        self.head = CaseHead()
        self._facts = Facts()
        self._tree = FamilyTree(texts.say("ui.case.family"))
        self._documents = Table("case-documents", DOCUMENTS, texts.say("ui.case.documents"))
        self._items = Table("case-items", ITEMS, texts.say("ui.case.items"))
        self._masked_items = Table("case-items-masked", MASKED_ITEMS, texts.say("ui.case.items"))
        self._persons = QStackedWidget()
        self._family = held(self._tree)
        self._all, self._numbers = QPushButton(), QPushButton()
        self._decisions = DecisionList()
        self._timeline = Timeline(texts.say("ui.case.timeline"))
        self._past = held(self._timeline)
        self._papers = CasePapers(session, self)
        self._problem, self.crossed = Notice(), Notice()
        self.steps = CaseSteps(session, self)
        self._beside = self._side()
        self.scans = CaseScans(session, self, self._beside)
        self._listen()
        self._arrange()
        self._turn()
        session.changed.connect(self._refresh)

    def visit(self, *subject: str) -> None:
        """Show the case `subject[0]`."""
        self._numbers.setChecked(False)
        self._all.setChecked(False)
        self._stale = False
        self._presenter.open(subject[0])

    def shown(self) -> None:
        """Take the focus; follow what changed while another page was in view."""
        if self._stale:
            self._stale = False
            self._presenter.follow()
        self._documents.setFocus()

    def _listen(self) -> None:
        for made, act in ((self._numbers, self._show_numbers), (self._all, lambda _checked: self._turn())):
            made.setCheckable(True)
            made.setAutoDefault(True)  # Enter turns it
            made.setProperty("role", "flat")
            made.toggled.connect(act)
        shortcut(self._all, "Ctrl+D")
        self._tree.opened.connect(self._open_person)
        self._timeline.reached.connect(lambda top, high: self._past.ensureVisible(0, top + high // 2, 0, high // 2 + 8))
        escape = QShortcut(QKeySequence("Esc"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self._escape)

    def _escape(self) -> None:
        if not self.steps.close() and not self.scans.close():
            self.left.emit()

    def _arrange(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._problem)
        layout.addWidget(self.head)
        layout.addWidget(self.crossed)
        body = QHBoxLayout()
        body.setSpacing(8)
        body.addWidget(self._main(), 1)
        body.addWidget(self.scans.viewer, 1)
        body.addWidget(self._beside)
        layout.addLayout(body, 1)

    def _main(self) -> QWidget:
        main = QWidget()
        layout = column(main, 0, 8)
        family = panel()
        inner = column(family, 12, 4)
        inner.addLayout(row(label(texts.say("ui.case.family"), "heading"), None, self._all, self._numbers))
        for each in (self._family, self._items, self._masked_items):
            self._persons.addWidget(each)
        inner.addWidget(self._persons)
        layout.addWidget(family, 3)
        documents = panel()
        inner = column(documents, 12, 4)
        inner.addLayout(row(label(texts.say("ui.case.documents"), "heading"), None, self.scans.button))
        inner.addWidget(self._documents)
        layout.addWidget(documents, 2)
        return main

    def _side(self) -> QWidget:
        facts = QWidget()
        layout = column(facts, 0, 8)
        for name, part in (
            ("about", self._facts),
            ("decisions", self._decisions),
            ("papers", self._papers),
        ):
            layout.addWidget(_titled(name, part))
        layout.addStretch(1)
        middle = held(facts)
        middle.setFixedWidth(_FACTS_WIDE)
        past = QWidget()
        past.setFixedWidth(_PAST_WIDE)
        last = column(past, 0, 8)
        last.addWidget(_titled("steps", self.steps.panel))
        last.addWidget(_titled("timeline", self._past), 1)
        side = QWidget()
        beside = QHBoxLayout(side)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(8)
        beside.addWidget(middle)
        beside.addWidget(past)
        return side

    def _show(self, view: CaseView) -> None:
        self._view = view
        self.headed.emit(view.title, texts.say("ui.case.keys"))
        self._problem.tell(view.problem, "blocked")
        self.crossed.tell(view.crossed, "blocked")
        self.head.show_where(view.where)
        self.head.setVisible(not view.problem)
        self._facts.show_facts(view.facts)
        self._tree.show_persons(view.persons, numbers=self._numbers.isChecked())
        self._items.show_rows(view.items)
        self._masked_items.show_rows(view.items)
        self._all.setToolTip(texts.say("ui.case.items_form", form=view.form))
        self._documents.show_rows(view.documents, texts.say("ui.case.no_documents"))
        self._decisions.show_decisions(view.decisions)
        self._timeline.show_moments(view.timeline, numbers=self._numbers.isChecked())
        self._papers.show_papers(view.case_no, view.papers)
        self.scans.show_scans(view.case_no, view.scans)
        self.steps.show_case(view)

    def _open_person(self, place: int) -> None:
        """Show what was captured, with the cursor on this person."""
        name = self._view.persons[place].name
        self._all.setChecked(True)
        table = self._items if self._numbers.isChecked() else self._masked_items
        table.setFocus()
        first = next((number for number, line in enumerate(self._view.items) if line.about == name), 0)
        table.selectRow(first)

    def _show_numbers(self, checked: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._tree.show_persons(self._view.persons, numbers=checked)
        self._timeline.show_moments(self._view.timeline, numbers=checked)
        self._turn()

    def _turn(self) -> None:
        """Show the tree, or every value of the form; masked unless the officer asked for the numbers."""
        everything, numbers = self._all.isChecked(), self._numbers.isChecked()
        self._all.setText(texts.say("ui.case.items_hide" if everything else "ui.case.items_show") + "  Ctrl+D")
        self._numbers.setText(texts.say("ui.case.hide_numbers" if numbers else "ui.case.show_numbers"))
        items = self._items if numbers else self._masked_items
        self._persons.setCurrentWidget(items if everything else self._family)

    def _refresh(self, kind: str) -> None:
        if kind in {"cases", "papers", "printed"} and self._presenter.case_no:
            if self.isVisible():
                self._presenter.follow()
            else:
                self._stale = True


def _titled(name: str, part: QWidget) -> QWidget:
    """Give a panel with its title over `part`."""
    made = panel()
    inner = column(made, 12, 4)
    inner.addWidget(label(texts.say(f"ui.case.{name}"), "heading"))
    inner.addWidget(part)
    return made
