"""A scanner is a very fast keyboard. Hear its codes anywhere in the program; no key of theirs reaches a field.

A key that may begin one of our codes (a figure, T, the `]` of a symbology identifier) goes to a line of text at once,
as an officer's keys do; what the line said is remembered, and given back if a code follows. Where one key chooses
something (a code box, a row of choices, a button) it waits for the next, 40 ms at most. Keys as fast as only a scanner
sends wait in any case. A code ends with Enter or Tab, or with silence; what a scanner sends after it (CR LF) is
swallowed too, and so is any shortcut in the middle of it.
"""

from __future__ import annotations

import re
from time import monotonic
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QLineEdit

CASE_NO = re.compile(r"\d{4,12}-\d{8}-HJ\d{4,6}", re.IGNORECASE)
NOTICE_NO = re.compile(r"\d{4,12}-\d{8}-GZ\d{4,6}", re.IGNORECASE)
PERMIT_NO = re.compile(r"\d{4,12}-\d{8}-JZ\d{4,6}", re.IGNORECASE)
PAPER = re.compile(r"TSHJ\d/[A-Z0-9/-]{40,400}", re.IGNORECASE)
_CODES = (CASE_NO, NOTICE_NO, PERMIT_NO, PAPER)
_BEGINNINGS = (
    re.compile(r"\d{1,12}(-(\d{0,8}|\d{8}-([HGJ]|HJ\d{0,6}|GZ\d{0,6}|JZ\d{0,6})?))?", re.IGNORECASE),
    re.compile(r"T(S(H(J(\d(/[A-Z0-9/-]{0,400})?)?)?)?)?", re.IGNORECASE),
)
_IDENTIFIER = re.compile(r"\]([A-Z](\d)?)?", re.IGNORECASE)
"""The AIM symbology identifier that a scanner may send before the code: `]C0`, `]Q1`."""
_IDENTIFIER_LENGTH = 3

PATIENCE_MS = 40
"""Between two keys of a scanner there are 1-20 ms; between two of a person rarely under 80."""
SURE_MS = 250
"""Nobody types four keys that fast: from then on it is a scanner, and may stumble."""
_SURE = 4
_ENDS = frozenset((Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab))
_LINE_FEEDS = frozenset((Qt.Key.Key_J, Qt.Key.Key_M))
"""With Ctrl: what some scanners send for LF and CR."""
_STUMBLE_MS = 1000
"""A scan that begins with a pause is still one scan."""
CHOOSES = "chooses"
"""Property of a line in which one key already chooses something."""
_MODIFIERS = frozenset((Qt.Key.Key_Shift, Qt.Key.Key_CapsLock, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr))
_TYPING = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class _Key(NamedTuple):
    """A key that waits: where it was going, and everything to send it again."""

    window: QWindow
    key: int
    modifiers: Qt.KeyboardModifier
    text: str


class _Slip(NamedTuple):
    """The first keys of what may be a code, gone into a line of text already; `before` is what the line said.

    `at` is the keyboard's time of the last of them, in milliseconds.
    """

    text: str
    field: QLineEdit
    before: str
    cursor: int
    marked: tuple[int, int]  # where the selection began, and its length; -1 for none
    at: float


class BarcodeWatch(QObject):
    """Listens to the keys of every window of the program.

    Signals:
        scanned: A paper's code was scanned: the number of a case or a notice, or the text of a QR code.
    """

    scanned = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._held: list[_Key] = []
        self._text = ""
        self._last = 0.0
        self._quiet_until = 0.0
        self._sending = False
        self._slip: _Slip | None = None
        self._settled = QTimer(self, singleShot=True)
        self._settled.timeout.connect(self._fall_silent)
        self._silence = QTimer(self, singleShot=True)
        # Keys that have come meanwhile but not been looked at yet go first: then it was no silence.
        self._silence.timeout.connect(lambda: self._settled.start(0))

    def watch(self, window: QWindow) -> None:
        """Listen to the keys of `window`, and of lists and dialogs that open: each key comes by once."""
        window.installEventFilter(self)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Keep keys of a code; tell Qt (True) that such a key is dealt with."""
        if self._sending:
            return False
        kind = event.type()
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(watched, QWindow):
            return self._hear(watched, event)
        if kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            return self._hear_shortcut(event)
        if kind == QEvent.Type.MouseButtonPress and self._held:
            self._let_go()
        return False

    def _follow(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)  # again is the same as once

    def _hear(self, window: QWindow, event: QKeyEvent) -> bool:
        if Qt.Key(event.key()) in _MODIFIERS:
            return False
        now = _moment(event)
        if self._is_after_scan(event, now):
            return True
        if self._held:
            taken = self._hear_more(event, now)
            if taken is not None:
                return taken
        if not _is_typing(event) or event.isAutoRepeat():
            self._slip = None
            return False
        slip = self._recent_slip(now, event.text())
        if slip is not None and now - slip.at <= PATIENCE_MS:
            self._text = slip.text
            self._hold(window, event, now)
            return True
        return self._begin(window, event, now, slip)

    def _recent_slip(self, now: float, text: str) -> _Slip | None:
        """Give the keys that went into this line just now, if `text` may go on with them."""
        slip = self._slip
        here = slip is not None and slip.field is QApplication.focusWidget()
        return slip if slip and here and now - slip.at < _STUMBLE_MS and _may_become(slip.text + text) else None

    def _begin(self, window: QWindow, event: QKeyEvent, now: float, slip: _Slip | None) -> bool:
        """Let the first key through where it can be taken back, hold it elsewhere."""
        self._slip = None
        field = QApplication.focusWidget()
        line = field if isinstance(field, QLineEdit) and not field.property(CHOOSES) else None
        if line is not None and slip is not None and len(slip.text) < _SURE:
            self._slip = slip._replace(text=slip.text + event.text(), at=now)
        elif line is not None and _may_become(event.text()):
            self._slip = _slip(event.text(), line, now)
        elif _may_become(event.text()):
            self._hold(window, event, now)
            return True
        return False

    def _hear_more(self, event: QKeyEvent, now: float) -> bool | None:
        """Go on with a code that has begun; None when `event` is none of its keys."""
        whole = _code_in(self._text)
        if now - self._last <= self._patience:
            if _is_typing(event) and _may_become(self._text + event.text()):
                self._hold(self._held[0].window, event, now)
                return True
            if Qt.Key(event.key()) in _ENDS and whole:
                self._finish(whole, now)
                return True
            if self._is_ours and not whole and event.modifiers() & ~_TYPING:
                return True
        if whole and self._is_scanner:
            self._finish(whole, now)
            return True if self._is_after_scan(event, now) else None
        self._let_go()
        return None

    def _hear_shortcut(self, event: QKeyEvent) -> bool:
        """Let no key of a code act as a shortcut; let what was typed before a real one arrive before it."""
        if Qt.Key(event.key()) in _MODIFIERS:
            return False
        now = _moment(event)
        part_of_it = self._held and now - self._last <= self._patience and (self._is_ours or _is_typing(event))
        if part_of_it or self._is_after_scan(event, now):
            event.accept()
            return True
        if self._held and not _is_typing(event):
            self._let_go()
        return False

    @property
    def _is_scanner(self) -> bool:
        return len(self._held) >= _SURE

    @property
    def _is_ours(self) -> bool:
        """Whether it can't be anything but a code: figures alone may be a telephone number from a quick tool."""
        return self._is_scanner and not self._text.isdigit()

    @property
    def _patience(self) -> float:
        return SURE_MS if self._is_scanner else PATIENCE_MS

    def _is_after_scan(self, event: QKeyEvent, now: float) -> bool:
        if self._held or now > self._quiet_until:
            return False
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        return Qt.Key(event.key()) in (_LINE_FEEDS if control else _ENDS)

    def _hold(self, window: QWindow, event: QKeyEvent, now: float) -> None:
        self._held.append(_Key(window, event.key(), event.modifiers(), event.text()))
        self._text += event.text()
        self._last = now
        self._quiet_until = 0.0
        self._settled.stop()
        self._silence.start(round(self._patience))

    def _fall_silent(self) -> None:
        whole = _code_in(self._text)
        if whole and self._is_scanner:  # a scanner that sends no Enter
            self._finish(whole, self._last)
        else:
            self._let_go()

    def _let_go(self) -> None:
        """Send the keys to where they were going: somebody typed them."""
        held, text, last = self._held, self._text, self._last
        self._forget()
        field = QApplication.focusWidget()
        if len(held) >= _SURE or not isinstance(field, QLineEdit):
            self._slip = None
        elif self._slip is not None and text.startswith(self._slip.text):
            self._slip = self._slip._replace(text=text, at=last)
        else:
            self._slip = _slip(text, field, last)
        self._sending = True
        try:
            for key in held:
                event = QKeyEvent(QEvent.Type.KeyPress, key.key, key.modifiers, key.text)
                QCoreApplication.sendEvent(key.window, event)
        finally:
            self._sending = False

    def _finish(self, code: str, now: float) -> None:
        slip = self._slip if self._slip is not None and self._text.startswith(self._slip.text) else None
        self._slip = None
        self._forget()
        self._quiet_until = now + SURE_MS
        if slip is not None:
            slip.field.setText(slip.before)
            slip.field.setCursorPosition(slip.cursor)
            slip.field.textEdited.emit(slip.before)
            if slip.marked[0] >= 0:
                slip.field.setSelection(*slip.marked)
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        self.scanned.emit(code.upper())

    def _forget(self) -> None:
        self._held, self._text = [], ""
        self._silence.stop()
        self._settled.stop()


def _slip(text: str, line: QLineEdit, at: float) -> _Slip:
    marked = (line.selectionStart(), line.selectionLength())
    return _Slip(text, line, line.text(), line.cursorPosition(), marked, at)


def _moment(event: QKeyEvent) -> float:
    """Give when the key was pressed, in milliseconds, however long the program was busy since."""
    return float(event.timestamp()) or monotonic() * 1000


def _is_typing(event: QKeyEvent) -> bool:
    return bool(event.text()) and event.text().isprintable() and not event.modifiers() & ~_TYPING


def _may_become(text: str) -> bool:
    if text.startswith("]"):
        if len(text) <= _IDENTIFIER_LENGTH:
            return _IDENTIFIER.fullmatch(text) is not None
        text = text[_IDENTIFIER_LENGTH:]
    return any(beginning.fullmatch(text) for beginning in _BEGINNINGS)


def _code_in(text: str) -> str:
    """Give the code that `text` is, without an identifier before it; empty if it is none."""
    plain = text[_IDENTIFIER_LENGTH:] if text.startswith("]") else text
    return plain if any(code.fullmatch(plain) for code in _CODES) else ""
