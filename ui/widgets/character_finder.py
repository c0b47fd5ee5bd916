"""The rare-character finder (生僻字): F12 in a field, type code, parts, strokes or pinyin, choose, and it stands there.

A child of the window, under (or over) the field it serves. It never takes what was typed: the field keeps its text,
its cursor and its selection, and the character arrives as if an input method had committed it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QWidget

from station_app import texts
from station_app.domain import characters, private_use
from ui import fonts, theme
from ui.widgets.character_grid import ROW_HIGH, ROWS, CharacterGrid, spoken
from ui.widgets.pieces import column, label, row

if TYPE_CHECKING:
    from station_app.domain.characters import Candidate

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MARGIN = 4


def takes_characters(widget: QWidget | None) -> bool:
    """Tell whether `widget` is a line that people's own words go into: not a password, a number, a date or a code."""
    return (
        isinstance(widget, QLineEdit)
        and widget.isEnabled()
        and not widget.isReadOnly()
        and widget.echoMode() == QLineEdit.EchoMode.Normal
        and bool(getattr(widget, "takes_characters", True))
        and not isinstance(widget, _Query)
    )


class CharacterFinder(QFrame):
    """The finder over one window; `open_for` brings it to a field.

    Signals:
        inserted: A character went into the field; carries it.
    """

    inserted = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("CharacterFinder")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(texts.say("ui.characters.title"))
        self.query = _Query()
        self.grid = CharacterGrid()
        self._title = label(texts.say("ui.characters.title"), "heading")
        self._replaces = label(role="muted")
        self._facts = label(role="small", wrap=True)
        self._hint = label(texts.say("ui.characters.hint"), "small", wrap=True)
        self._edit: QLineEdit | None = None
        self._watched: list[QWidget] = []
        self._follow = QTimer(self, singleShot=True, interval=0)
        self._follow.timeout.connect(self._place)
        self._arrange()
        self._listen()
        self.hide()

    def open_for(self, edit: QLineEdit) -> None:
        """Come to `edit`; what is selected there will be replaced, else the first character that must be resolved."""
        self._part()
        self._edit = edit
        self._watched = _up_to_window(edit)
        for widget in self._watched:
            widget.installEventFilter(self)
        if edit.selectedText() in ("", edit.text()):
            _select_unresolved(edit)
        chosen = edit.selectedText()
        place = private_use.first_unresolved(chosen)
        self._replaces.setText(_replacing(chosen))
        self.query.setText("" if len(chosen) != 1 or place >= 0 else chosen)
        self._search()
        if place >= 0:
            self.grid.offer(characters.find(private_use.code_point(chosen[place])))
        self._place()
        self.show()
        self.raise_()
        self.query.setFocus(Qt.FocusReason.PopupFocusReason)  # the field keeps its selection in view
        self.query.selectAll()

    def close_finder(self) -> None:
        """Go away and give the keys back to the field, its cursor where it was."""
        edit = self._edit
        self._part()
        self.hide()
        if edit is not None and edit.isVisible():
            edit.setFocus(Qt.FocusReason.ActiveWindowFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc and F12 close; the line's Enter inserts what is marked."""
        if event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_F12}:
            self.close_finder()
        elif event.key() in _ENTER:
            self._insert(self.grid.current())
        else:
            event.accept()  # nothing typed here may reach the page below

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Leave with the field (another page, the lock, another case), and follow it where the page moves it."""
        if event.type() == QEvent.Type.Hide and watched is self._edit:
            self._part()
            self.hide()
        elif event.type() in (QEvent.Type.Move, QEvent.Type.Resize) and self.isVisible():
            self._follow.start()
        return super().eventFilter(watched, event)

    def _arrange(self) -> None:
        inside = column(self, theme.GRID, 6)
        inside.addLayout(row(self._title, self._replaces, None))
        inside.addWidget(self.query)
        inside.addWidget(self.grid)
        inside.addWidget(self._facts)
        inside.addWidget(self._hint)
        self._facts.setFixedHeight(34)
        self._facts.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setFixedWidth(self.grid.width() + 2 * theme.GRID + 2)

    def _listen(self) -> None:
        self.query.textChanged.connect(lambda _text: self._search())
        self.query.down.connect(self._into_grid)
        self.grid.chosen.connect(self._insert)
        self.grid.marked.connect(self._show_facts)
        self.grid.left.connect(self._back_to_line)
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]

    def _search(self) -> None:
        typed = self.query.text()
        found = characters.find(typed)
        self.grid.offer(found)
        if not found:
            self._facts.setText(texts.say("ui.characters.none") if typed.strip() else "")

    def _show_facts(self, candidate: Candidate | None) -> None:
        if candidate is None:
            self._facts.setText("")
            return
        remarks = [spoken(candidate)]
        if not candidate.sure:
            remarks.append(texts.say("ui.characters.unsure"))
        if not candidate.drawn:
            remarks.append(texts.say("ui.characters.by_hand"))
        self._facts.setText(fonts.shown("  ".join(remarks)))

    def _into_grid(self) -> None:
        if self.grid.current() is not None:
            self.grid.setFocus(Qt.FocusReason.PopupFocusReason)

    def _back_to_line(self, typed: str) -> None:
        self.query.setFocus(Qt.FocusReason.PopupFocusReason)
        self.query.setText(self.query.text() + typed)

    def _insert(self, candidate: Candidate | None) -> None:
        edit = self._edit
        if candidate is None or edit is None:
            return
        self.close_finder()
        # As an input method does it: the selection goes, lengths and undo stay with the field.
        committed = QInputMethodEvent("", [])
        committed.setCommitString(candidate.character)
        QApplication.sendEvent(edit, committed)
        self.inserted.emit(candidate.character)

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        if self.isVisible() and now is not None and now is not self and not self.isAncestorOf(now):
            self._part()
            self.hide()

    def _part(self) -> None:
        for widget in self._watched:
            widget.removeEventFilter(self)
        self._watched = []
        self._edit = None

    def _place(self) -> None:
        """Stand under the field, or over it where there is more room; with fewer rows rather than on the field."""
        edit, window = self._edit, self.parentWidget()
        if edit is None or window is None:
            return
        self.grid.show_rows(ROWS)
        self.adjustSize()
        below = edit.mapTo(window, QPoint(0, edit.height() + 2)).y()
        above = edit.mapTo(window, QPoint(0, -2)).y()
        under, over = window.height() - below - _MARGIN, above - _MARGIN
        is_under = under >= min(self.height(), over)
        missing = self.height() - (under if is_under else over)
        if missing > 0:
            self.grid.show_rows(max(1, ROWS - -(-missing // ROW_HIGH)))
            self.adjustSize()
        left = max(_MARGIN, min(edit.mapTo(window, QPoint(0, 0)).x(), window.width() - self.width() - _MARGIN))
        self.move(left, below if is_under else above - self.height())


class _Query(QLineEdit):
    """The line of the finder; Down goes to the candidates, everything else that is no text goes to the finder."""

    down = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "name")
        self.setAccessibleName(texts.say("ui.characters.query"))
        self.setPlaceholderText(texts.say("ui.characters.placeholder"))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Send Down to the candidates, Enter, Esc and F12 to the finder."""
        if event.key() == Qt.Key.Key_Down:
            self.down.emit()
        elif event.key() in {*_ENTER, Qt.Key.Key_Escape, Qt.Key.Key_F12}:
            event.ignore()
        else:
            super().keyPressEvent(event)


def _up_to_window(widget: QWidget) -> list[QWidget]:
    """Give a widget and everything it lies in; one of them moves when the page lays itself out or scrolls."""
    found = [widget]
    while not found[-1].isWindow() and (above := found[-1].parentWidget()) is not None:
        found.append(above)
    return found


def _select_unresolved(edit: QLineEdit) -> None:
    """Select the first character that somebody has to resolve, else nothing.

    A field that is come to by keyboard has everything selected; nobody means to lose a name for one character.
    """
    if edit.hasSelectedText():
        edit.end(False)  # noqa: FBT003 - Qt's signature
    text = edit.text()
    place = private_use.first_unresolved(text)
    if place >= 0:  # Qt counts in UTF-16 units
        edit.setSelection(_units(text[:place]), _units(text[place]))


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _replacing(chosen: str) -> str:
    if not chosen:
        return ""
    odd = private_use.first_unresolved(chosen) >= 0
    return texts.say("ui.characters.replaces", what=private_use.code_points(chosen) if odd else fonts.shown(chosen))
