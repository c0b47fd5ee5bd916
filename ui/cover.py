"""What the lock does to the window: nothing of the desk can be read; all of it is there when its officer comes back.

Hiding is not enough. Qt's tree for screen readers goes on naming whatever lies in a hidden page, list or dialog, so the
desk is taken out of the window, and what floats over it (lists, the finder, dialogs) goes with it. What wants to appear
meanwhile waits: a late answer, a dialog, a tool tip. Sheets of the window itself (a bug's number, the question at the
end) are nobody's data and stay with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid

from ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStackedWidget

    from ui.screens.main_window import MainWindow


class _Dialog(NamedTuple):
    """A window of its own that waits, and how it stood."""

    dialog: QDialog
    parent: QWidget | None
    flags: Qt.WindowType


class Cover(QObject):
    """Takes the desk out of `window`, where it lies in `stack`, and gives it back."""

    def __init__(self, window: QWidget, stack: QStackedWidget) -> None:
        super().__init__(window)
        self._window = window
        self._stack = stack
        self._main: MainWindow | None = None
        self._focus: QWidget | None = None
        self._dialogs: list[_Dialog] = []
        self._floating: list[QWidget] = []
        self._sheets: list[Sheet] = []

    def draw(self, main: MainWindow, login: QWidget) -> None:
        """Take the desk away and let the login stand there.

        With it go what floats over its pages, dialogs, the clipboard, and what undo would bring back.
        """
        self._main = main
        self._focus = QApplication.focusWidget()
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        empty_clipboard()
        main.forget_steps()
        for child in self._children():
            forget_steps(child)
        others = [each for each in QApplication.topLevelWidgets() if each is not self._window and each.isVisible()]
        for window in others:
            self._put_away(window)
        if others:
            self._window.activateWindow()
        for child in self._children():
            self._put_away(child)
        self._stack.setCurrentWidget(login)
        self._stack.removeWidget(main)
        main.setEnabled(False)  # else a late answer could take the focus, and the password would be typed into a field
        self._watch(on=True)

    def lift(self) -> None:
        """Give the desk back, with the cursor where it was."""
        main = self._main
        if main is None:
            return
        self._end()
        main.setEnabled(True)
        self._stack.addWidget(main)
        self._stack.setCurrentWidget(main)
        for floating in filter(isValid, self._floating):
            floating.setParent(self._window)
        for sheet in filter(isValid, self._sheets):
            sheet.show()
            sheet.raise_()
        main.resume()
        focus = self._focus
        QTimer.singleShot(0, main, lambda: _give_keys(focus))  # after a page that takes them once it is painted
        _give_keys(focus)
        for dialog, parent, flags in self._dialogs:
            if isValid(dialog):
                dialog.setParent(parent, flags)
                dialog.show()
        self._forget()

    def drop(self) -> None:
        """Another officer takes the desk: the dialogs of the one before are closed, what floated goes with the desk."""
        self._end()
        for waiting in self._dialogs:
            if isValid(waiting.dialog):
                waiting.dialog.close()
        self._forget()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Let nothing appear that is not the window's own; Qt tells before it is on the screen."""
        kind = event.type()
        if kind == QEvent.Type.Show and self._is_stray(watched):
            watched.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, watched.isWindow())  # type: ignore[attr-defined]
        elif kind == QEvent.Type.ShowToParent and self._is_stray(watched):
            watched.hide()  # type: ignore[attr-defined]
            QTimer.singleShot(0, self, lambda: self._put_away_late(watched))
        return False

    def _is_stray(self, watched: QObject) -> bool:
        if not isinstance(watched, QWidget) or watched is self._window:
            return False
        return watched.isWindow() or (watched.parentWidget() is self._window and self._is_floating(watched))

    def _put_away_late(self, stray: QObject) -> None:
        if self._main is not None and isinstance(stray, QWidget) and isValid(stray) and isValid(self._stack):
            stray.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, on=False)
            self._put_away(stray)
            self._take_keys()

    def _put_away(self, widget: QWidget) -> None:
        """Hide one thing and put it where the tree for screen readers does not come: under the desk."""
        if isinstance(widget, Sheet):
            if widget.isVisible():
                self._sheets.append(widget)
                widget.hide()
        elif isinstance(widget, QDialog):
            self._dialogs.append(_Dialog(widget, widget.parentWidget(), widget.windowFlags()))
            widget.hide()
            widget.setParent(self._main, Qt.WindowType.Widget)
        elif widget.isWindow():  # tool tips, menus and lists of boxes are made anew when they are wanted
            if isinstance(widget, QLabel):
                widget.clear()
            widget.close()
        elif self._main is not None:
            self._floating.append(widget)
            widget.setParent(self._main)

    def _take_keys(self) -> None:
        """Let the keys go to the login again, which something tried to come over."""
        login, focus = self._stack.currentWidget(), QApplication.focusWidget()
        if not self._window.isActiveWindow():
            self._window.activateWindow()
        if login is not None and (focus is None or not login.isAncestorOf(focus)):
            login.setFocus(Qt.FocusReason.OtherFocusReason)

    def _children(self) -> list[QWidget]:
        """Give what floats in the window over its pages."""
        found = self._window.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return [child for child in found if not child.isWindow() and self._is_floating(child)]

    def _is_floating(self, child: QWidget) -> bool:
        """Tell whether it lies over the window and is not laid out in it; a watermark lets the mouse through."""
        layout = self._window.layout()
        laid_out = layout is not None and layout.indexOf(child) >= 0
        return not laid_out and not child.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def _watch(self, *, on: bool) -> None:
        app = QApplication.instance()
        if app is not None:
            (app.installEventFilter if on else app.removeEventFilter)(self)

    def _end(self) -> None:
        self._watch(on=False)
        self._main = None

    def _forget(self) -> None:
        self._focus = None
        self._dialogs, self._floating, self._sheets = [], [], []


def _give_keys(focus: QWidget | None) -> None:
    if focus is not None and isValid(focus) and focus.isVisible() and QApplication.activeModalWidget() is None:
        focus.setFocus(Qt.FocusReason.ActiveWindowFocusReason)


def empty_clipboard() -> None:
    """Forget what was copied, and what was only marked where the window system keeps that too."""
    clipboard = QApplication.clipboard()
    clipboard.clear()
    for mode, kept in (
        (QClipboard.Mode.Selection, clipboard.supportsSelection()),
        (QClipboard.Mode.FindBuffer, clipboard.supportsFindBuffer()),
    ):
        if kept:
            clipboard.clear(mode)


def forget_steps(within: QWidget) -> None:
    """Let no Ctrl+Z bring back what stood in a field before; text, cursor and selection stay."""
    edits = [within, *within.findChildren(QWidget)]
    for edit in edits:
        if isinstance(edit, QLineEdit):
            start, cursor = edit.selectionStart(), edit.cursorPosition()
            chosen = len(edit.selectedText())
            edit.setText(edit.text())  # Qt forgets the steps of a text that is set
            edit.setCursorPosition(cursor)
            if start >= 0:
                edit.setSelection(start, chosen)
        elif isinstance(edit, QTextEdit | QPlainTextEdit):
            edit.document().clearUndoRedoStacks()
