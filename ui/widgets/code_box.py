"""Choose from a code table by the hand that is on the keyboard: digits by code, letters by pinyin, or the name.

The list opens while typing; Enter takes the marked row and goes on. An empty Enter keeps what was there.
What matches nothing stays in the field until it is mended, or Esc gives the former value back; who leaves it behind
is told that the former value stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QIcon, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from station_app import texts
from ui import icons
from ui.widgets.choice_popup import Choice, ChoicePopup
from ui.widgets.field_edit import FieldEdit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_UP_DOWN = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 8,
    Qt.Key.Key_PageUp: -8,
}


class CodeBox(FieldEdit):
    """A field whose value is a code; `choose` finds choices for a typed text, `name_of` names a code.

    `choose("")` gives everything, for the arrow key and the small button.

    Signals:
        left_unmatched: The field was left while `text` in it matched nothing; the former value stands.
    """

    left_unmatched = Signal(str)

    takes_characters = False
    takes_anything = False
    """Whether what matches nothing is a value all the same."""

    def __init__(
        self,
        choose: Callable[[str], Sequence[Choice]],
        name_of: Callable[[str], str | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._choose = choose
        self._name_of = name_of
        self._code: str | None = None
        self.unmatched = ""
        """What stands typed in the field and matches nothing."""
        self._popup: ChoicePopup | None = None
        self.setProperty("chooses", True)  # noqa: FBT003 - Qt's signature; a scanner's first key must not open the list
        opener = self.addAction(_arrow(), QLineEdit.ActionPosition.TrailingPosition)
        opener.triggered.connect(self.open_list)
        opener.setToolTip(texts.say("ui.intake.code.open"))
        self.setPlaceholderText(texts.say("ui.intake.code.hint"))

    def value(self) -> object:
        """Give the code; None when nothing was chosen."""
        return self._code

    def name(self, code: str) -> str:
        """Give the name by which `code` is shown and found; the code itself where it has none."""
        return self._name_of(code) or code

    def show_value(self, value: object) -> None:
        """Show the name of the code `value`; an unknown code is shown as it is."""
        self._code = str(value) if value not in {None, ""} else None
        if not (self.hasFocus() and self.isModified()):
            self._write()

    def open_list(self) -> None:
        """Offer everything, the present value marked."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        choices = tuple(self._choose(""))
        self._list().offer(choices)
        marked = next((row for row, choice in enumerate(choices) if choice.code == self._code), 0)
        self._list().setCurrentRow(marked)

    def settle(self) -> None:
        """Take the marked row if something was typed for it, as leaving the field would."""
        self._settle(asked=False)

    def close_list(self) -> None:
        """Put the list away."""
        if self._popup is not None:
            self._popup.hide()

    def is_open(self) -> bool:
        """Tell whether the list is offered, with something in it to take."""
        return self._popup is not None and self._popup.isVisible() and self._popup.count() > 0

    def take(self, choice: Choice) -> None:
        """Make `choice` the value."""
        changed = choice.code != self._code
        self.adopt(choice.code)
        if changed:
            self.edited.emit(self._code)

    def adopt(self, code: str) -> None:
        """Show `code` as chosen and put the list away."""
        self._code = code
        self.close_list()
        self._write()
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Move in the list, take from it, leave it."""
        key = event.key()
        if key in _UP_DOWN and not event.modifiers():
            self._up_or_down(_UP_DOWN[Qt.Key(key)])
        elif key == Qt.Key.Key_Down:
            self.open_list()
        elif key == Qt.Key.Key_Escape and (self.is_open() or self.unmatched):
            self.close_list()
            self._write()
            self.selectAll()
        elif key in _ENTER and self.unmatched and not self.is_open():
            self._say_unmatched()
            self.selectAll()  # the next key begins anew, an arrow goes on with it
        else:
            if key in _ENTER:
                self._settle(asked=True)
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001, N802 - Qt's signature
        """Take the marked row with Tab as with Enter."""
        if self.is_open():
            self._settle(asked=True)
        return super().focusNextPrevChild(next)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Take what was meant, or go back to what was there; a look at another window leaves no field."""
        away = event.reason() in {Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason}
        if not (away and self.unmatched):
            self._settle(asked=False)
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Take the list along."""
        self.close_list()
        super().hideEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Always select: what is typed is a new choice, never an addition to the old name."""
        super().focusInEvent(event)
        self.selectAll()

    def _turn(self, by: int) -> None:
        """Take back half a word first; it is no value yet."""
        if self.isModified():
            self.close_list()
            self._write()
        else:
            super()._turn(by)

    def _typed(self, text: str) -> None:
        wanted = text.strip()
        self.unmatched = ""
        if not wanted:
            self.close_list()
            if self._code is not None:
                self._code = None
                self.edited.emit(None)
            return
        found = tuple(self._find(wanted))[:40]
        if found or self.takes_anything:
            self._list().offer(found)
        else:
            self.unmatched = wanted
            self._say_unmatched()

    def _find(self, wanted: str) -> Sequence[Choice]:
        return self._choose(wanted)

    def _settle(self, *, asked: bool) -> None:
        """Take the marked row when `asked` (Enter, Tab) or when something was typed for it."""
        marked = self._popup.current() if self._popup is not None else None
        unmatched = self.unmatched
        if marked is not None and (asked or (self.isModified() and not unmatched)):
            self.take(marked)
            return
        self.close_list()
        self._write()
        if unmatched:
            self.left_unmatched.emit(unmatched)

    def _say_unmatched(self) -> None:
        self._list().say(texts.say("ui.unmatched.typed"))

    def _up_or_down(self, by: int) -> None:
        if self.is_open():
            self._list().step(by)
        else:
            self.open_list()

    def _write(self) -> None:
        shown = self._shown(self._code) if self._code else ""
        if self.text() != shown:
            self.setText(shown)
        if not self.hasFocus():
            self.setCursorPosition(0)  # a name that is too long is seen from its beginning
        self.setModified(False)
        self.unmatched = ""

    def _shown(self, code: str) -> str:
        return self.name(code)

    def _list(self) -> ChoicePopup:
        if self._popup is None:
            self._popup = ChoicePopup(self)
            self._popup.taken.connect(self.take)
            self.destroyed.connect(self._popup.deleteLater)
        return self._popup


def _arrow() -> QIcon:
    return icons.icon("down", "muted", 12)
