"""A few choices side by side, all in view: one of them, several of them, or a single yes.

Arrows or a digit choose, Space ticks, Enter goes on; nothing has to be opened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QCheckBox, QGridLayout, QRadioButton, QWidget

from ui.widgets.field_edit import turn_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.widgets.choice_popup import Choice

_SPACE = 8
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class _ButtonRow(QWidget):
    """Buttons in a row that behave as one field.

    Signals:
        edited, stepped, entered, turned: As `FieldEdit`.
    """

    edited = Signal(object)
    stepped = Signal(int)
    entered = Signal()
    turned = Signal(int)

    def __init__(
        self,
        buttons: Sequence[QAbstractButton],
        choices: Sequence[Choice],
        parent: QWidget | None = None,
        *,
        columns: int = 9,
    ) -> None:
        super().__init__(parent)
        self.remembered = False
        self._buttons = tuple(buttons)
        self._codes = tuple(choice.code for choice in choices)
        self.setProperty("role", "choices")
        self._most = min(columns, len(self._buttons))
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(_SPACE)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(columns, 1)
        for button, choice in zip(self._buttons, choices, strict=True):
            button.setToolTip(choice.note or choice.name)
            # A long word may be cut (its tool tip is whole); it must not push the page wider than the screen.
            button.setMinimumWidth(24)
            button.setAccessibleName(choice.name)
            button.installEventFilter(self)
        self._lay_out(self._most)
        self.setFocusProxy(self._buttons[0])

    @property
    def buttons(self) -> tuple[QAbstractButton, ...]:
        """The buttons in the order of their digits."""
        return self._buttons

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes in the order of their digits."""
        return self._codes

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Take a further line where the words are too long for one, as they are in English."""
        super().resizeEvent(event)
        fitting = (columns for columns in range(self._most, 1, -1) if self._wide(columns) <= self.width())
        self._lay_out(next(fitting, 1))

    def _wide(self, columns: int) -> int:
        widths = [button.sizeHint().width() for button in self._buttons]
        return sum(max(widths[column::columns]) + _SPACE for column in range(columns)) - _SPACE

    def _lay_out(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for place, button in enumerate(self._buttons):
            self._grid.addWidget(button, place // columns, place % columns)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Read Enter, arrows and digits on the buttons."""
        if event.type() == QEvent.Type.FocusIn:
            self.entered.emit()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._key(event):
            return True
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        by = turn_of(event) if self.remembered else 0
        if by:
            self.turned.emit(by)
            return True
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            return False
        if event.key() in _ENTER:
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.stepped.emit(-1 if back else 1)
            return True
        digit = event.text()
        if digit.isascii() and digit.isdigit() and 1 <= int(digit) <= len(self._codes):
            self._press(int(digit) - 1)
            return True
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or len(self._buttons) == 1:
            return False
        self._walk((self._focused() + step) % len(self._buttons))
        return True

    def _focused(self) -> int:
        return next((place for place, button in enumerate(self._buttons) if button.hasFocus()), 0)

    def _press(self, place: int) -> None:
        """Choose by digit."""
        button = self._buttons[place]
        if button.isEnabled():
            button.setFocus(Qt.FocusReason.TabFocusReason)
            button.click()

    def _walk(self, place: int) -> None:
        """Go to a button by arrow."""
        self._buttons[place].setFocus(Qt.FocusReason.TabFocusReason)


class ChoiceRow(_ButtonRow):
    """One of `choices`; the value is a code."""

    def __init__(self, choices: Sequence[Choice], parent: QWidget | None = None) -> None:
        super().__init__([QRadioButton(choice.name) for choice in choices], choices, parent)
        self._group = QButtonGroup(self)
        for place, button in enumerate(self._buttons):
            self._group.addButton(button, place)
        self._group.idClicked.connect(lambda _place: self._took())

    def value(self) -> object:
        """Give the chosen code, or None."""
        place = self._group.checkedId()
        return self._codes[place] if place >= 0 else None

    def show_value(self, value: object) -> None:
        """Mark the choice `value`; None marks none."""
        if value == self.value():
            return
        # An exclusive group cannot be emptied; it has to stop being one for a moment.
        self._group.setExclusive(False)
        for button, code in zip(self._buttons, self._codes, strict=True):
            button.setChecked(code == value)
        self._group.setExclusive(True)
        self._follow()

    def _walk(self, place: int) -> None:
        self._press(place)

    def _took(self) -> None:
        self._follow()
        self.edited.emit(self.value())

    def _follow(self) -> None:
        """Let Tab and Enter arrive on the chosen button."""
        self.setFocusProxy(self._group.checkedButton() or self._buttons[0])


class TickRow(_ButtonRow):
    """Any of `choices`; the value is the list of ticked codes, None for none."""

    def __init__(self, choices: Sequence[Choice], parent: QWidget | None = None, *, columns: int = 9) -> None:
        super().__init__([QCheckBox(choice.name) for choice in choices], choices, parent, columns=columns)
        for button in self._buttons:
            button.clicked.connect(lambda _checked: self.edited.emit(self.value()))

    def value(self) -> object:
        """Give the ticked codes in their order."""
        chosen = [code for button, code in zip(self._buttons, self._codes, strict=True) if button.isChecked()]
        return chosen or None

    def show_value(self, value: object) -> None:
        """Tick exactly the codes in the list `value`."""
        wanted = value if isinstance(value, list) else []
        for button, code in zip(self._buttons, self._codes, strict=True):
            button.setChecked(code in wanted)


class TickBox(_ButtonRow):
    """A single yes; the value is a boolean. Y or 1 says yes, N says no."""

    def __init__(self, choice: Choice, parent: QWidget | None = None) -> None:
        super().__init__([QCheckBox(choice.name)], [choice], parent)
        self._buttons[0].clicked.connect(lambda _checked: self.edited.emit(self.value()))

    def value(self) -> object:
        """Give whether it is ticked."""
        return self._buttons[0].isChecked()

    def show_value(self, value: object) -> None:
        """Tick for True, clear for False and None."""
        self._buttons[0].setChecked(value is True)

    def _key(self, event: QKeyEvent) -> bool:
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        wanted = {"y": True, "n": False}.get(event.text().lower()) if plain else None
        if wanted is not None and wanted != self.value():
            self._buttons[0].click()
        return wanted is not None or super()._key(event)
