"""What a supplement was asked for, what it puts right, before and after; and what a colleague changed otherwise.

Stands above the form while an existing case is put right, so that the officer sees what will be stored.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from station_app import texts
from ui import fonts, icons, theme
from ui.widgets.pieces import button, label, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forms.changes import ChangeLine

_MOST = 6
"""Changes in view; more are counted."""


class ChangesPanel(QFrame):
    """Changes and clashes of a supplement, and why it is made.

    Signals:
        why_changed: The officer typed why.
        settled: (number of the clash, whether the colleague's value is taken).
    """

    why_changed = Signal(str)
    settled = Signal(int, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "known")
        self._shown: object = None
        self.title = label(role="heading")
        self.asked = label(wrap=True)
        self._asked_sign = label()
        self._asked_sign.setPixmap(icons.pixmap("look", "look", 14))
        self.why = QLineEdit()
        self.why.setMaxLength(200)
        self.why.setPlaceholderText(texts.say("ui.changes.why_hint"))
        self.why.setAccessibleName(texts.say("ui.changes.why"))
        self.why.textEdited.connect(self.why_changed)
        self._body: QWidget | None = None
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(12, 4, 12, 8)
        self._lines.setSpacing(4)
        asked = row(self._asked_sign, self.asked)
        asked.setStretch(1, 1)
        self._lines.addLayout(asked)
        self._lines.addLayout(row(self.title, None, label(texts.say("ui.changes.why"), "small"), self.why))
        self.why.setMinimumWidth(240)
        self.show_asked("")
        self.hide()

    def show_asked(self, words: str) -> None:
        """Show what whoever sent the case back asks for; nothing where nobody did."""
        self.asked.setText(fonts.shown(words))
        for part in (self.asked, self._asked_sign):
            part.setVisible(bool(words))

    def show_changes(self, changes: Sequence[ChangeLine], clashes: Sequence[ChangeLine]) -> None:
        """Show what differs from the stored case; in `clashes` `before` is the colleague's value, `after` mine."""
        said = (tuple(changes), tuple(clashes))
        if said == self._shown:
            return
        self._shown = said
        self.title.setText(texts.say("ui.changes.title" if changes else "ui.changes.none", count=len(changes)))
        if self._body is not None:
            self._body.hide()
            self._body.deleteLater()
        self._body = self._table(changes, clashes)
        self._lines.addWidget(self._body)

    def _table(self, changes: Sequence[ChangeLine], clashes: Sequence[ChangeLine]) -> QWidget:
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.GRID)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        for number, clash in enumerate(clashes):
            self._clash(grid, grid.rowCount(), number, clash)
        for change in changes[:_MOST]:
            down = grid.rowCount()
            grid.addWidget(label(_name(change), "small"), down, 0)
            grid.addWidget(_value(f"{change.before or '—'} → {change.after or '—'}"), down, 1, 1, 3)
        if len(changes) > _MOST:
            more = texts.say("ui.changes.more", count=len(changes) - _MOST)
            grid.addWidget(label(more, "small"), grid.rowCount(), 1)
        return body

    def _clash(self, grid: QGridLayout, down: int, number: int, clash: ChangeLine) -> None:
        sign = label()
        sign.setPixmap(icons.pixmap("look", "look", 14))
        name = label(_name(clash), "small")
        theme.mark(name, "look")
        words = texts.say("ui.changes.clash", theirs=clash.before or "—", mine=clash.after or "—")
        grid.addLayout(row(sign, name), down, 0)
        grid.addWidget(_value(words), down, 1)
        for place, (key, theirs) in enumerate((("theirs", True), ("mine", False)), start=2):
            choose = button(texts.say(f"ui.changes.{key}"), partial(self.settled.emit, number, theirs), "flat")
            choose.setAutoDefault(True)
            grid.addWidget(choose, down, place)


def _name(line: ChangeLine) -> str:
    return fonts.shown(" · ".join(part for part in (line.whom, line.label) if part))


def _value(words: str) -> QLabel:
    return label(fonts.shown(words), wrap=True)
