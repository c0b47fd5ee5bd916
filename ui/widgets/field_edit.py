"""The line that most fields are: gives its value in JSON form, Enter steps on, Shift+Enter steps back.

Knows nothing of rules. `maxLength` of Qt counts UTF-16 units and would cut a rare character in two, so
lengths are counted here, in code points.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from station_app import texts
from ui.character_key import KEY, CharacterKey

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def turn_of(event: QKeyEvent) -> int:
    """Tell whether a key undoes (-1, Ctrl+Z), redoes (+1, Ctrl+Y or Ctrl+Shift+Z) or neither (0)."""
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    keys = (event.key(), event.modifiers())
    if keys == (Qt.Key.Key_Z, control):
        return -1
    return 1 if keys in {(Qt.Key.Key_Y, control), (Qt.Key.Key_Z, control | shift)} else 0


class FieldEdit(QLineEdit):
    """A line edit with a value in JSON form.

    Signals:
        edited: The officer changed the value; carries it (None for empty).
        stepped: Enter (+1) or Shift+Enter (-1): go to another field.
        entered: The field got the focus.
        turned: Undo (-1) or redo (+1); only where `remembered` says that somebody keeps the former values.
    """

    edited = Signal(object)
    stepped = Signal(int)
    entered = Signal()
    turned = Signal(int)

    takes_characters = True
    """Whether words are typed here, so that the rare-character finder may come."""

    def __init__(self, parent: QWidget | None = None, *, longest: int = 0) -> None:
        super().__init__(parent)
        self.remembered = False
        self._longest = longest
        self.textEdited.connect(self._typed)

    def value(self) -> object:
        """Give the value in JSON form; None when empty."""
        return self.text().strip() or None

    def show_value(self, value: object) -> None:
        """Show `value` without reporting it as an edit; leaves the field alone when it already says so."""
        if value != self.value():
            self.setText("" if value is None else str(value))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Step on with Enter, back with Shift+Enter; with Ctrl, Enter belongs to the page."""
        if event.modifiers() == Qt.KeyboardModifier.AltModifier:
            event.ignore()  # Alt+digit belongs to the page; Qt would type the digit
            return
        if event.key() in _ENTER:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                event.ignore()
                return
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.stepped.emit(-1 if back else 1)
            return
        by = turn_of(event) if self.remembered else 0
        if by:
            self._turn(by)
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Select what is there when coming by keyboard, so that typing replaces it."""
        super().focusInEvent(event)
        if event.reason() not in {Qt.FocusReason.MouseFocusReason, Qt.FocusReason.ActiveWindowFocusReason}:
            self.selectAll()
        self.entered.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Open the menu of the field."""
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def menu(self) -> QMenu:
        """Give what Qt offers, and the rare-character finder where words are typed."""
        menu = self.createStandardContextMenu()
        key = self.window().findChild(CharacterKey)
        if self.takes_characters and isinstance(key, CharacterKey):
            menu.addSeparator()
            menu.addAction(f"{texts.say('ui.characters.title')}\t{KEY}", lambda: key.open_for(self))
        return menu

    def _turn(self, by: int) -> None:
        self.turned.emit(by)

    def _typed(self, text: str) -> None:
        self._cut(text)
        self.edited.emit(self.value())

    def _cut(self, text: str) -> None:
        if self._longest and len(text) > self._longest:
            self.setText(text[: self._longest])


class PhoneEdit(FieldEdit):
    """A telephone number; blanks and dashes of a paste are dropped from the value."""

    takes_characters = False

    def value(self) -> object:
        """Give the digits (and a leading +)."""
        return "".join(sign for sign in self.text() if sign.isdigit() or sign == "+") or None


class NameEdit(FieldEdit):
    """A person's name, at most 50 code points (GA/T data element c..50), shown a little larger."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, longest=50)
        self.setProperty("role", "name")


class NamesEdit(FieldEdit):
    """Several names in one line (former names), separated by 、 or a comma; the value is a list."""

    def value(self) -> object:
        """Give the list of names; None when there is none."""
        parts = self.text().replace("、", ",").replace("，", ",").split(",")
        return [part.strip() for part in parts if part.strip()] or None

    def show_value(self, value: object) -> None:
        """Show the names of a list."""
        if value != self.value():
            names = value if isinstance(value, list) else []
            self.setText("、".join(str(name) for name in names))
