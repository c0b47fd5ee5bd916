"""The case page: family, documents, household, deadlines, timeline and papers of one case, on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from station_app import texts
from ui import theme
from ui.models.rows import Column
from ui.presenters.case_page import CasePresenter, CaseView, PaperLine
from ui.screens.case_scans import CaseScans
from ui.screens.page import Page
from ui.widgets.case_family import FamilyTree
from ui.widgets.facts import Facts
from ui.widgets.pieces import Notice, button, column, label, panel, row, shortcut
from ui.widgets.table import Table
from ui.widgets.timeline import Timeline

if TYPE_CHECKING:
    from ui.session import Session

_SIDE = 336
DOCUMENTS = (
    Column("word", "ui.case.document_state", 92),
    Column("kind", "ui.case.document_kind", 200),
    Column("holder", "ui.case.document_holder", 120),
    Column("basis", "ui.case.document_basis", 240),
)
ITEMS = (
    Column("about", "ui.case.items_about", 160),
    Column("name", "ui.case.items_name", 180),
    Column("words", "ui.case.items_words", 360),
)
MASKED_ITEMS = (*ITEMS[:2], Column("masked", "ui.case.items_words", 360))


class CasePage(Page):
    """One case; the numbers are masked until the officer asks."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._presenter = CasePresenter(session.catalogue, session.runner, self._show)
        self._view = CaseView("")
        self._status = label(role="badge")
        self._facts = Facts()
        self._tree = FamilyTree(texts.say("ui.case.family"))
        self._documents = Table("case-documents", DOCUMENTS, texts.say("ui.case.documents"))
        self._items = Table("case-items", ITEMS, texts.say("ui.case.items"))
        self._masked_items = Table("case-items-masked", MASKED_ITEMS, texts.say("ui.case.items"))
        self._persons = QStackedWidget()
        self._family = QScrollArea()
        self._all = QPushButton(texts.say("ui.case.items_show"))
        self._household = Facts()
        self._timeline = Timeline(texts.say("ui.case.timeline"))
        self._papers = QVBoxLayout()
        self._problem = Notice()
        self._numbers = QPushButton(texts.say("ui.case.show_numbers"))
        self._numbers.setCheckable(True)
        self._numbers.setProperty("role", "flat")
        self._numbers.toggled.connect(self._show_numbers)
        self._all.setCheckable(True)
        self._all.setProperty("role", "flat")
        self._all.toggled.connect(lambda _checked: self._turn())
        shortcut(self._all, "Ctrl+D")
        self._beside = self._side()
        self.scans = CaseScans(session, self, self._beside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._problem)
        body = QHBoxLayout()
        body.setSpacing(16)
        body.addWidget(self._main(), 1)
        body.addWidget(self.scans.viewer, 1)
        body.addWidget(self._beside)
        layout.addLayout(body, 1)
        self._turn()
        escape = QShortcut(QKeySequence("Esc"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self._escape)
        session.changed.connect(self._refresh)

    def visit(self, *subject: str) -> None:
        """Show the case `subject[0]`."""
        self._numbers.setChecked(False)
        self._all.setChecked(False)
        self._presenter.open(subject[0])

    def shown(self) -> None:
        """Take the focus."""
        self._documents.setFocus()

    def _escape(self) -> None:
        if not self.scans.close():
            self.left.emit()

    def _main(self) -> QWidget:
        main = QWidget()
        layout = column(main, 0, 8)
        family = panel()
        inner = column(family)
        inner.addLayout(row(label(texts.say("ui.case.family"), "heading"), None, self._all, self._numbers))
        held = self._family
        held.setWidgetResizable(True)
        held.setFrameShape(QFrame.Shape.NoFrame)
        held.setWidget(self._tree)
        held.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for shown in (held, self._items, self._masked_items):
            self._persons.addWidget(shown)
        inner.addWidget(self._persons)
        layout.addWidget(family, 3)
        documents = panel()
        inner = column(documents)
        inner.addLayout(row(label(texts.say("ui.case.documents"), "heading"), None, self.scans.button))
        inner.addWidget(self._documents)
        layout.addWidget(documents, 2)
        return main

    def _side(self) -> QWidget:
        side = QWidget()
        layout = column(side, 0, 8)
        top = panel()
        inner = column(top, 12, 4)
        inner.addLayout(row(label(texts.say("ui.case.state"), "heading"), None, self._status))
        inner.addWidget(self._facts)
        layout.addWidget(top)
        where = panel()
        inner = column(where, 12, 4)
        inner.addWidget(label(texts.say("ui.case.placement"), "heading"))
        inner.addWidget(self._household)
        layout.addWidget(where)
        papers = panel()
        inner = column(papers, 12, 4)
        inner.addWidget(label(texts.say("ui.case.papers"), "heading"))
        inner.addLayout(self._papers)
        layout.addWidget(papers)
        past = panel()
        inner = column(past, 12, 4)
        inner.addWidget(label(texts.say("ui.case.timeline"), "heading"))
        inner.addWidget(self._timeline)
        layout.addWidget(past)
        layout.addStretch(1)
        held = QScrollArea()
        held.setWidgetResizable(True)
        held.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        held.setFixedWidth(_SIDE + 14)
        held.setWidget(side)
        held.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return held

    def _show(self, view: CaseView) -> None:
        self._view = view
        self.headed.emit(view.title, texts.say("ui.case.keys"))
        self._problem.tell(view.problem, "blocked")
        self._status.setText(view.status)
        theme.mark(self._status, "ok")
        self._facts.show_facts(view.facts)
        self._tree.show_persons(view.persons, numbers=self._numbers.isChecked())
        self._items.show_rows(view.items)
        self._masked_items.show_rows(view.items)
        self._all.setToolTip(texts.say("ui.case.items_form", form=view.form))
        self._documents.show_rows(view.documents, texts.say("ui.case.no_documents"))
        self._household.show_facts(view.household)
        self._timeline.show_moments(view.timeline)
        self._show_papers(view.papers)
        self.scans.show_scans(view.case_no, view.scans)

    def _show_papers(self, papers: tuple[PaperLine, ...]) -> None:
        while (item := self._papers.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for paper in papers:
            held = QWidget()
            layout = QHBoxLayout(held)
            layout.setContentsMargins(0, 0, 0, 0)
            layout.addWidget(label(paper.name))
            layout.addWidget(label(paper.copies, "small"), 1)
            layout.addWidget(self._preview_button(paper))
            self._papers.addWidget(held)

    def _preview_button(self, paper: PaperLine) -> QPushButton:
        made = button(
            texts.say("ui.case.preview"),
            lambda: self.session.paper_wanted.emit(self._view.case_no, paper.paper),
            icon="paper",
        )
        made.setAccessibleName(f"{texts.say('ui.case.preview')} {paper.name}")
        if paper.paper == "receipt":
            shortcut(made, "Ctrl+P")
            made.setToolTip("Ctrl+P")
        return made

    def _show_numbers(self, checked: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._numbers.setText(texts.say("ui.case.hide_numbers" if checked else "ui.case.show_numbers"))
        self._tree.show_persons(self._view.persons, numbers=checked)
        self._turn()

    def _turn(self) -> None:
        """Show the tree, or every value of the form; masked unless the officer asked for the numbers."""
        everything = self._all.isChecked()
        self._all.setText(texts.say("ui.case.items_hide" if everything else "ui.case.items_show") + "  Ctrl+D")
        items = self._items if self._numbers.isChecked() else self._masked_items
        self._persons.setCurrentWidget(items if everything else self._family)

    def _refresh(self, kind: str) -> None:
        if kind in {"cases", "papers"} and self._presenter.case_no:
            self._presenter.open(self._presenter.case_no)
