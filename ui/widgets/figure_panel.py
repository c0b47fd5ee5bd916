"""The panel beside the figures of a month: what the one with the cursor counts, its months, its parts, its cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame

from station_app import texts
from ui.models.rows import Column
from ui.widgets.charts import Bar, PartsChart, TrendChart
from ui.widgets.pieces import column, label
from ui.widgets.table import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.presenters.statistics import OpenedView
    from ui.presenters.statistics_rows import FigureRow

_WIDTH = 500
_ENTRIES = (
    Column("number", "ui.statistics.number", 214),
    Column("kind", "ui.statistics.kind", 88, tip="kind"),
    Column("at", "ui.statistics.at", 94, spare=1),
    Column("value", "ui.statistics.adds", 44, right=True),
)


class FigurePanel(QFrame):
    """Shows one figure; `entries` is filled when it is opened."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.setFixedWidth(_WIDTH)
        self._code = ""
        self._title = label("", "name", wrap=True)
        self._meaning = label("", "small", wrap=True)
        self._trend_title = label(texts.say("ui.statistics.trend"), "small")
        self.trend = TrendChart(texts.say("ui.statistics.trend"))
        self.parts = PartsChart(texts.say("ui.statistics.parts"))
        self._opened = label(texts.say("ui.statistics.open_hint"), "small", wrap=True)
        self.entries = Table("statistics-entries", _ENTRIES, texts.say("ui.statistics.entries"))
        layout = column(self, 12)
        for widget in (self._title, self._meaning, self._trend_title, self.trend, self.parts, self._opened):
            layout.addWidget(widget)
        layout.addWidget(self.entries, 1)

    @property
    def cases(self) -> tuple[str, ...]:
        """The cases in the list, each once, in its order."""
        rows = (self.entries.rows.row(place) for place in range(self.entries.rows.rowCount()))
        return tuple(dict.fromkeys(each.number for each in rows if each.leads_to == "case"))

    def show_figure(self, chosen: FigureRow) -> None:
        """Show what a figure is; the cases of another one go."""
        self._title.setText(chosen.name)
        self._meaning.setText(chosen.meaning)
        bars = [Bar(name, value) for name, value in chosen.parts[: PartsChart.MOST]] if len(chosen.parts) > 1 else []
        self.parts.show_bars(bars)
        self.parts.setVisible(bool(bars))
        for widget in (self._meaning, self._trend_title, self.trend):  # a column nobody can fill has none
            widget.setVisible(bool(chosen.meaning))
        if chosen.code != self._code:
            self.forget()
        self._code = chosen.code

    def show_trend(self, points: Sequence[tuple[str, int]], month: str) -> None:
        """Show twelve months, this one dark."""
        self.trend.show_bars([Bar(f"{int(each[5:])}", value, each == month) for each, value in points])
        if points:
            self._trend_title.setText(texts.say("ui.statistics.trend"))

    def count_trend(self, done: int, of: int) -> None:
        """Say how far the months are counted."""
        self._trend_title.setText(texts.say("ui.statistics.trend_counting", done=done, of=of))

    def show_entries(self, opened: OpenedView) -> None:
        """Show what makes a figure, and go into the list."""
        self._opened.setText(opened.title)
        self.entries.show_rows(opened.rows, texts.say("ui.statistics.no_entries"))
        self.entries.setFocus()

    def forget(self) -> None:
        """Empty the list of cases."""
        self._opened.setText(texts.say("ui.statistics.open_hint"))
        self.entries.show_rows(())
