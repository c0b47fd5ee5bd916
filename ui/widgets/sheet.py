"""A question inside the window: covers the desk, never a window of its own, so that the lock covers it too.

While it is in view it has the keyboard: Tab goes round in it, Ctrl+Enter acts from every field, and of the keys of the
desk only the lock, the sheet of keys and the finder of characters act. When it goes, the cursor is where it was before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QHideEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QFormLayout, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from station_app import texts
from ui import fonts, keys
from ui.widgets.pieces import Notice, button, column, label, panel, row

if TYPE_CHECKING:
    from collections.abc import Callable

_WIDTH = 520
_ALWAYS = tuple(QKeySequence(keys.of(act)[0]) for act in ("lock", "help", "character"))

_ANSWER = tuple(QKeySequence(pressed) for pressed in keys.of("answer"))


class Sheet(QWidget):
    """A small form over the desk that `parent` is a page of: Esc or the second button leaves it, the first one acts."""

    def __init__(self, parent: QWidget, title: str, act_word: str, act: Callable[[], None]) -> None:
        super().__init__(parent)
        self._asked_on = parent
        self._cursor_before: QWidget | None = None
        self._steps: tuple[QWidget, ...] = ()
        self.card = panel()
        self.card.setFixedWidth(_WIDTH)
        inner = column(self.card, 24, 12)
        self._title = label(title, "title", wrap=True)
        inner.addWidget(self._title)
        self.form = QFormLayout()
        self.form.setVerticalSpacing(8)
        self.form.setHorizontalSpacing(16)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        inner.addLayout(self.form)
        self.notice = Notice()
        inner.addWidget(self.notice)
        self.act_button = button(act_word, act, "primary")
        leave = button(texts.say("ui.sheet.leave"), self.leave)
        if act == self.leave:
            leave.hide()
        for made in (leave, self.act_button):
            made.setAutoDefault(True)  # Enter presses the one with the focus
        inner.addLayout(row(None, leave, self.act_button))
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        layout.addLayout(row(None, self.card, None))
        layout.addStretch(2)
        self.setAccessibleName(title)
        self.hide()

    def call(self, title: str) -> None:
        """Give the sheet another title, where it names what it is about."""
        self._title.setText(fonts.shown(title))
        self.setAccessibleName(title)

    def add(self, name: str, field: QWidget) -> None:
        """Add a named field."""
        caption = label(name, "muted")
        caption.setFixedHeight(32)
        field.setAccessibleName(name)
        self.form.addRow(caption, field)

    def go_through(self, *fields: QWidget) -> None:
        """Let Enter go from one of these plain fields to the next, and act after the last."""
        self._steps = fields

    def ask(self, first: QWidget) -> None:
        """Come into view with the focus on `first`."""
        self.notice.tell("")
        if self.isHidden():
            self._cursor_before = QApplication.focusWidget()
            desk = _desk_of(self._asked_on)
            if self.parentWidget() is not desk:
                self.setParent(desk)
            self.setGeometry(desk.rect())
        self.show()
        self.raise_()
        first.setFocus()

    def leave(self) -> None:
        """Go away; what was typed stays for the next time."""
        self.hide()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Take the keyboard."""
        super().showEvent(event)
        self._guard_keys(on=True)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Give the keyboard back."""
        super().hideEvent(event)
        self._guard_keys(on=False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Follow the size of the desk, leave with the page, let no key of the desk act meanwhile."""
        kind = event.type()
        if kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and not self._lets_act(event):
            event.accept()
            return True
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._is_answer(watched, event):
            if not event.isAutoRepeat():
                self.act_button.click()
            return True
        desk = self.parentWidget()
        if kind == QEvent.Type.Resize and watched is desk:
            self.setGeometry(desk.rect())
        elif kind == QEvent.Type.Hide and watched is self._asked_on and desk is not None and desk.isVisible():
            self.hide()  # a scanned code has opened another page
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001, N802 - Qt's signature
        """Go round within the sheet; Qt asks too when it goes: then the cursor returns to where it was."""
        if not self.isVisible():
            before = self._cursor_before
            there = before if before is not None and isValid(before) and before.isVisible() else self._asked_on
            there.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        here = QApplication.focusWidget()
        start = each = here if here is not None and self.isAncestorOf(here) else self
        while (found := each.nextInFocusChain() if next else each.previousInFocusChain()) not in (None, start):
            each = found
            if self.isAncestorOf(each) and _is_stop(each):
                each.setFocus(Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason)
                break
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc leaves; no other key gets through to the page."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            here = next((place for place, field in enumerate(self._steps) if field.hasFocus()), None)
            if here == len(self._steps) - 1:
                self.act_button.click()
            elif here is not None:
                self._steps[here + 1].setFocus(Qt.FocusReason.TabFocusReason)
        event.accept()

    def _is_answer(self, watched: QObject, event: QKeyEvent) -> bool:
        """Tell whether Ctrl+Enter was pressed in the sheet; before a field takes it for an Enter."""
        here = isinstance(watched, QWidget) and (watched is self or self.isAncestorOf(watched))
        return here and QKeySequence(event.keyCombination()) in _ANSWER

    def _guard_keys(self, *, on: bool) -> None:
        app = QApplication.instance()
        if app is not None:
            (app.installEventFilter if on else app.removeEventFilter)(self)

    def _lets_act(self, event: QKeyEvent) -> bool:
        pressed = QKeySequence(event.keyCombination())
        return pressed in _ALWAYS or any(pressed == each.key() for each in self.findChildren(QShortcut))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Dim the desk behind."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(0, 0, 0, 90))
        painter.end()


def _desk_of(page: QWidget) -> QWidget:
    """Give what is covered: all that lies in the window with `page` and goes with it when the desk is locked."""
    found = each = page
    while (above := each.parentWidget()) is not None:
        if isinstance(above, QStackedWidget):
            found = each
        each = above
    return found


def _is_stop(widget: QWidget) -> bool:
    tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
    return tab and widget.isVisible() and widget.isEnabled()
