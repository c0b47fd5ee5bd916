"""Someone already known: what is typed now beside the cases they are in, what differs marked by sign and word.

Offered, never decided silently; the reason for going on is asked for under the person's number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from station_app import texts
from ui import icons, theme
from ui.presenters.known_people import Comparison, compare
from ui.widgets.pieces import button, label, row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from station_app.domain.records import KnownPerson
    from ui.presenters.known_people import Cell


class KnownPanel(QFrame):
    """The cases a person is in already.

    Signals:
        case_wanted: Open this case.
    """

    case_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "known")
        self.comparison = Comparison()
        self._typed: Mapping[str, Any] = {}
        self._hits: Sequence[KnownPerson] = ()
        self._masked = True
        self._body: QWidget | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 4, 12, 8)
        column.setSpacing(4)
        self.hide()

    def show_known(self, typed: Mapping[str, Any], hits: Sequence[KnownPerson]) -> None:
        """Show `hits` beside the person typed now; none hides the panel, another person masks the numbers again."""
        if [hit.case_no for hit in hits] != [hit.case_no for hit in self._hits]:
            self._masked = True
        self._typed, self._hits = typed, hits
        self._show()

    def retype(self, typed: Mapping[str, Any]) -> None:
        """Follow the officer's typing while the same cases are shown."""
        self._typed = typed
        self._show()

    def _show(self) -> None:
        comparison = compare(self._typed, self._hits, masked=self._masked)
        if comparison == self.comparison and self._body is not None:
            return
        self.comparison = comparison
        if self._body is not None:
            self._body.hide()
            self._body.deleteLater()
        self._body = self._table() if self._hits else None
        layout = self.layout()
        if self._body is not None and layout is not None:
            layout.addWidget(self._body)
        self.setVisible(bool(self._hits))

    def _turn(self) -> None:
        self._masked = not self._masked
        self._show()

    def _table(self) -> QWidget:
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * theme.GRID)
        grid.setVerticalSpacing(2)
        sign = label()
        sign.setPixmap(icons.pixmap("look", "look", 16))
        title = label(self.comparison.title)
        theme.mark(title, "look")
        reveal = button(texts.say(f"ui.known.{'reveal' if self._masked else 'mask'}"), self._turn, "flat")
        columns = len(self.comparison.heads)
        grid.addLayout(row(sign, title, None, reveal), 0, 0, 1, columns)
        for place, head in enumerate(self.comparison.heads):
            grid.addWidget(label(head, "small"), 1, place)
            grid.setColumnStretch(place, 1 if place else 0)
        for down, line in enumerate(self.comparison.lines, start=2):
            grid.addWidget(label(line.label, "small"), down, 0)
            grid.addWidget(label(line.now, wrap=True), down, 1)
            for across, cell in enumerate(line.known, start=2):
                grid.addLayout(row(*_said(cell), None), down, across)
        self._openers(grid, len(self.comparison.lines) + 2)
        return body

    def _openers(self, grid: QGridLayout, down: int) -> None:
        for across, case_no in enumerate(self.comparison.cases, start=2):
            if case_no:
                opener = button(
                    texts.say("ui.known.open"),
                    lambda wanted=case_no: self.case_wanted.emit(wanted),  # type: ignore[misc]
                    "flat",
                    "case",
                )
                grid.addLayout(row(opener, None), down, across)


def _said(cell: Cell) -> tuple[QLabel, ...]:
    """Give a value, with a sign and a word where it differs: never by colour alone."""
    words = label(cell.text, wrap=True)
    if not cell.differs:
        return (words,)
    sign = label()
    sign.setPixmap(icons.pixmap("look", "look", 14))
    differs = label(texts.say("ui.known.differs"), "small")
    theme.mark(words, "look")
    theme.mark(differs, "look")
    return sign, words, differs
