"""What a card has to say above the person's form: waiting for it, what it replaced, and the reason for changing a fact.

In place and never in the way: while it waits every field works; it takes no room when there is nothing to say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from station_app import texts
from ui import fonts, icons, theme
from ui.presenters.card_view import CardView, field_name
from ui.widgets.field_edit import FieldEdit
from ui.widgets.pieces import button, label

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from ui.presenters.intake_card import CardState

_LONGEST_REASON = 200


class _ReasonEdit(FieldEdit):
    """A line for a reason; Esc gives up.

    Signals:
        given_up: Esc.
    """

    given_up = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Give up with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
            return
        super().keyPressEvent(event)


class CardPanel(QFrame):
    """Three lines, each only when it is needed.

    Signals:
        cancelled: Stop waiting for a card.
        seen: The officer has seen what the card replaced.
        reasoned: (path, reason) - change this fact for this reason.
        given_up: (path) - leave the fact as it is.
    """

    cancelled = Signal()
    seen = Signal()
    reasoned = Signal(str, str)
    given_up = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "cardpanel")
        self._path = ""
        self._reading_state = ""
        self._sign = QLabel()
        self._words = label(wrap=True)
        self.cancel = button(texts.say("ui.card.cancel"), self.cancelled.emit, "flat", "close")
        self._replaced = label(wrap=True)
        self.noted = button(texts.say("ui.card.seen"), self.seen.emit, "flat", "ok")
        self._asked = label()
        self.reason = _ReasonEdit(longest=_LONGEST_REASON)
        self.reason.setPlaceholderText(texts.say("ui.card.reason_hint"))
        self.reason.stepped.connect(self._give)
        self.reason.given_up.connect(self._give_up)
        self._lines = (
            _line(self._sign, self._words, self.cancel),
            _line(_icon("look", "look"), self._replaced, self.noted),
            _line(_icon("confirm", "look"), self._asked, self.reason),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 4, 8, 4)
        column.setSpacing(2)
        for line in self._lines:
            column.addWidget(line)
            line.hide()
        self.hide()

    @property
    def words(self) -> str:
        """What is said of the reading."""
        return self._words.text() if not self._lines[0].isHidden() else ""

    @property
    def replaced(self) -> str:
        """What is said of values that the card replaced."""
        return self._replaced.text() if not self._lines[1].isHidden() else ""

    def show_reading(self, state: CardState) -> None:
        """Show what the reader does, or how it ended."""
        self._words.setText(fonts.shown(state.words))
        self._words.setAccessibleName(state.words)
        theme.mark(self._words, state.state)
        name = "reader" if state.busy else {"blocked": "blocked", "look": "look"}.get(state.state, "note")
        self._sign.setPixmap(icons.pixmap(name, state.state or "primary", 16))
        self.cancel.setVisible(state.busy)
        self._reading_state = state.state
        self._turn(0, shown=bool(state.words))

    def show_card(self, view: CardView) -> None:
        """Show what the card replaced; a reason that is being written for a field no longer locked goes."""
        self._replaced.setText(fonts.shown(texts.say("ui.card.replaced_title", what="; ".join(view.replaced))))
        self._turn(1, shown=bool(view.replaced))
        if self._path and self._path not in view.locked:
            self._close()

    def ask(self, path: str) -> None:
        """Ask for the reason for changing the fact at `path`."""
        self._path = path
        self._asked.setText(texts.say("ui.card.reason", field=field_name(path)))
        self.reason.setAccessibleName(self._asked.text())
        self.reason.show_value(None)
        self._turn(2, shown=True)
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give(self, _by: int) -> None:
        path, reason = self._path, str(self.reason.value() or "")
        if reason:
            self._close()
            self.reasoned.emit(path, reason)

    def _give_up(self) -> None:
        path = self._path
        self._close()
        self.given_up.emit(path)

    def _close(self) -> None:
        self._path = ""
        self._turn(2, shown=False)

    def _turn(self, place: int, *, shown: bool) -> None:
        self._lines[place].setVisible(shown)
        quiet = "look" if not self._lines[1].isHidden() else ""
        theme.mark(self, quiet if self._lines[0].isHidden() else self._reading_state)
        self.setVisible(any(not line.isHidden() for line in self._lines))


def _icon(name: str, colour: str) -> QLabel:
    sign = QLabel()
    sign.setPixmap(icons.pixmap(name, colour, 16))
    return sign


def _line(sign: QLabel, words: QLabel, last: QWidget) -> QWidget:
    line = QWidget()
    layout = QHBoxLayout(line)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme.GRID)
    sign.setFixedWidth(18)
    layout.addWidget(sign)
    stretch = 0 if isinstance(last, FieldEdit) else 1
    layout.addWidget(words, stretch)
    layout.addWidget(last, 1 - stretch)
    return line
