"""The statistics page (统计): the figures of a month, beside them what the one with the cursor is made of."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from station_app import texts
from station_app.domain.counting import Area
from ui import keys
from ui.models.rows import Column
from ui.presenters.statistics import StatisticsPresenter, StatisticsView
from ui.screens.page import Page
from ui.screens.statistics_sheets import FreezeSheet
from ui.widgets.figure_panel import FigurePanel
from ui.widgets.pieces import Notice, button, label, row
from ui.widgets.save_dialog import ask_for_pdf
from ui.widgets.table import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.presenters.statistics_rows import EntryRow, FigureRow
    from ui.session import Session

_FIGURES = (
    Column("group", "ui.statistics.group", 116, spare=1),
    Column("name", "ui.statistics.name", 268, tip="meaning"),
    Column("value", "ui.statistics.value", 72, right=True, order="number"),
    Column("unit", "ui.statistics.unit", 72),
    Column("changed", "ui.statistics.changed", 96, state="state"),
)
_WAYS = (
    Column("origin", "ui.statistics.origin", 260, large=True),
    Column("town", "ui.statistics.town", 220),
    Column("people", "ui.statistics.people", 80, right=True),
)
_RANKING = (
    Column("rank", "ui.statistics.rank", 56, right=True),
    Column("name", "ui.statistics.who", 260, large=True, tip="name"),
    Column("value", "ui.statistics.settled", 110, right=True),
    Column("before", "ui.statistics.before", 76, right=True),
    Column("growth", "ui.statistics.growth", 80, right=True),
    Column("decided", "ui.statistics.decided", 76, right=True),
    Column("in_time", "ui.statistics.in_time", 84, right=True),
    Column("until", "ui.statistics.until", 160, state="state"),
)
_LISTS = ("figures", "form58", "ways", "ranking")
_EMPTY = dict(zip(_LISTS, ("nothing", "nothing", "no_ways", "no_ranking"), strict=True))


class StatisticsPage(Page):
    """One month: a list on the left, the figure with the cursor on the right."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._presenter = StatisticsPresenter(
            session.catalogue,
            session.runner,
            self._show,
            self._told,
            lambda: session.changed.emit("printing"),
        )
        self._view = StatisticsView()
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        say = texts.say
        self.month = _choice(say("ui.statistics.month"), [(month, month) for month in self._presenter.months])
        areas = [(say(f"ui.statistics.area_{area}"), area) for area in Area]
        self.by = _choice(say("ui.statistics.by"), areas)
        self.by.setCurrentIndex(list(Area).index(Area.STATION))
        lists = _LISTS if self._presenter.above else _LISTS[:-1]
        self.list = _choice(say("ui.statistics.list"), [(say(f"ui.statistics.{name}"), name) for name in lists])
        self.stands = Notice()
        self.figures = Table("statistics", _FIGURES, say("ui.statistics.counts"))
        self.form58 = Table("statistics-form58", _FIGURES, say("ui.statistics.form58"))
        self.ways = Table("statistics-ways", _WAYS, say("ui.statistics.ways"))
        self.ranking = Table("statistics-ranking", _RANKING, say("ui.statistics.ranking"))
        self.panel = FigurePanel()
        self.print = button(say("ui.statistics.print"), self._print, "", "printer", keys.of("print")[0])
        self.export = button(say("ui.statistics.export"), self._ask_export, "", "paper", keys.of("export")[0])
        self.freeze = button(say("ui.statistics.freeze"), self._ask_freeze, "", "lock", keys.of("freeze")[0])
        self.freezing = FreezeSheet(self, self._freeze)
        self._remarks = label("", "small", wrap=True)
        self._stack = QStackedWidget()

    def _lay_out(self) -> None:
        for table in (self.figures, self.form58, self.ways, self.ranking):
            self._stack.addWidget(table)
        body = QHBoxLayout()
        body.setSpacing(16)
        body.addWidget(self._stack, 1)
        body.addWidget(self.panel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(row(self.month, self.by, self.list, None, self.print, self.export, self.freeze))
        layout.addWidget(self.stands)
        layout.addWidget(self._remarks)
        layout.addLayout(body, 1)

    def _connect(self) -> None:
        self.month.activated.connect(lambda _place: self._choose())
        self.by.activated.connect(lambda _place: self._choose())
        self.list.activated.connect(lambda _place: self._turn())
        for table in (self.figures, self.form58):
            table.chosen.connect(self._look_at)
            table.opened.connect(self._open)
        self.panel.entries.opened.connect(self._open_case)
        for step, pressed in zip((1, -1), keys.of("month"), strict=True):
            made = QShortcut(QKeySequence(pressed), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(partial(self._step, step))
        self.session.changed.connect(self._follow)

    def shown(self) -> None:
        """Count the month; the cursor stays where it was."""
        if self.freezing.isHidden() and not self.panel.entries.hasFocus():
            self._table.setFocus()
        self._presenter.refresh()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Count no more months while nobody looks."""
        super().hideEvent(event)
        self._presenter.rest()

    @property
    def _table(self) -> Table:
        table: Table = getattr(self, self.list.currentData())
        return table

    def _follow(self, kind: str) -> None:
        if kind in {"cases", "exchange", "households", "permits"} and self.isVisible():
            self._presenter.refresh()

    def _choose(self) -> None:
        self._presenter.choose(self.month.currentData(), self.by.currentData())

    def _step(self, months: int) -> None:
        """Go to the month before or after, as far as there is one."""
        place = self.month.currentIndex() + months
        if 0 <= place < self.month.count():
            self.month.setCurrentIndex(place)
            self._choose()

    def _turn(self) -> None:
        self._stack.setCurrentWidget(self._table)
        self.panel.setVisible(self.list.currentData() in {"figures", "form58"})
        self._look_at(self._table.current() if self.panel.isVisible() else None)

    def _show(self, view: StatisticsView) -> None:
        other = view.month != self._view.month
        self._view = view
        self.stands.tell(view.stands, view.state)
        self._remarks.setText(view.remarks)
        self._remarks.setVisible(bool(view.remarks))
        for name, empty in _EMPTY.items():
            _keep_place(getattr(self, name), getattr(view, name), texts.say(f"ui.statistics.{empty}"))
        if other:
            self.panel.forget()
        codes = tuple(each.code for each in (*view.figures, *view.form58) if each.opens)
        self._presenter.follow(codes, self._draw, self.panel.count_trend)
        self._look_at(self._table.current() if self.panel.isVisible() else None)

    def _look_at(self, chosen: FigureRow | None) -> None:
        if chosen is not None:
            self.panel.show_figure(chosen)
            self._draw()

    def _draw(self) -> None:
        chosen = self._table.current() if self.panel.isVisible() else None
        if chosen is not None:
            self.panel.show_trend(self._presenter.trend.get(chosen.code, ()), self._view.month)

    def _open(self, chosen: FigureRow) -> None:
        if chosen.opens:
            self._presenter.open(chosen.code, self.panel.show_entries)
        else:
            self.session.told.emit(texts.say("ui.statistics.not_opened"), "look")

    def _open_case(self, chosen: EntryRow) -> None:
        if chosen.leads_to == "case":
            self.session.queue = self.panel.cases
            self.session.case_opened.emit(chosen.number)
        elif chosen.leads_to == "permit":
            self.session.permit_opened.emit(chosen.number)
        else:
            self.session.told.emit(texts.say("ui.statistics.no_case"), "look")

    def _print(self) -> None:
        self._presenter.print(ranking=self._ranking_shown, ask=self._ask_where)

    @property
    def _ranking_shown(self) -> bool:
        return bool(self.list.currentData() == "ranking")

    def _ask_export(self) -> None:
        dialog = QFileDialog(self, texts.say("ui.statistics.export"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(["XLSX (*.xlsx)", "CSV (*.csv)"])
        dialog.setDefaultSuffix("xlsx")
        dialog.selectFile(f"{texts.say('ui.paper.monthly-report')}-{self._view.month}.xlsx")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    def _ask_where(self) -> None:
        name = texts.say("ui.paper.ranking" if self._ranking_shown else "ui.paper.monthly-report")
        ask_for_pdf(self, f"{name}-{self._view.month}.pdf", self.save_to)

    def save_to(self, place: str) -> None:
        """Save the paper, or the table, as the name of the file says; the file dialog calls it."""
        target = Path(place)
        if target.suffix.lower() == ".pdf":
            self._presenter.save_paper(target, ranking=self._ranking_shown)
        else:
            self._presenter.export(target, form58=self.list.currentData() == "form58")

    def _ask_freeze(self) -> None:
        if self._view.may_freeze:
            self.freezing.begin(self._view.month, self._view.edition)
        else:
            self.session.told.emit(self._presenter.why_not_frozen(), "look")

    def _freeze(self, reason: str) -> None:
        self._presenter.freeze(reason, self.freezing.leave)

    def _told(self, sentence: str, state: str) -> None:
        if state == "blocked" and self.freezing.isVisible():
            self.freezing.notice.tell(sentence, state)
        else:
            self.session.told.emit(sentence, state)


def _choice(name: str, items: Sequence[tuple[str, object]]) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    made.setToolTip(name)
    for word, value in items:
        made.addItem(word, value)
    return made


def _keep_place(table: Table, rows: tuple[object, ...], empty: str) -> None:
    """Show rows, the cursor on the place it was on."""
    place = table.currentIndex().row()
    table.show_rows(rows, empty)
    if 0 < place < len(rows):
        table.selectRow(place)
