"""Small ready-made pieces, so that every screen has the same distances, roles and accessible names."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ui import fonts, icons, theme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QLayout

STATE_ICONS = {"ok": "ok", "look": "look", "blocked": "blocked", "": "note", "idle": "idle"}
"""A state is a colour, an icon and a word, never the colour alone."""
_SETTLING = 3


def label(text: str = "", role: str = "", *, wrap: bool = False) -> QLabel:
    """Give a label; always plain text, because it may show what somebody typed."""
    made = QLabel(fonts.shown(text))
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    return made


def button(text: str, clicked: Callable[[], object], role: str = "", icon: str = "", keys: str = "") -> QPushButton:
    """Give a button; `keys` is its shortcut, shown in the tool tip and on the button. Enter presses it like a blank."""
    made = QPushButton(f"{text}  {keys}" if keys else text)
    made.setAutoDefault(True)
    made.setAccessibleName(text)
    if role:
        made.setProperty("role", role)
    if icon:
        made.setIcon(icons.icon(icon, "on_primary" if role == "primary" else "text"))
        made.setIconSize(QSize(18, 18))
    if keys:
        shortcut(made, keys)
    made.clicked.connect(lambda _checked=False: clicked())
    return made


@contextmanager
def laid_out_once(*widgets: QWidget) -> Iterator[None]:
    """Lay the widgets out at the end, once, and before the next paint.

    Qt lays out all around a child each time one is shown, and paints before it has settled who needs which height: the
    same change is then painted two or three times (docs/decisions/069).
    """
    layouts = [layout for widget in widgets if (layout := widget.layout()) is not None and layout.isEnabled()]
    for layout in layouts:
        layout.setEnabled(False)
    try:
        yield
    finally:
        for layout in layouts:
            layout.setEnabled(True)
        for _ in range(_SETTLING):  # a height claimed in one round is given in the next
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)


def shortcut(button: QAbstractButton, keys: str) -> None:
    """Let `keys` press the button at once; a button's own shortcut waits 100 ms and is lost when its text changes."""
    pressed = QShortcut(QKeySequence(keys), button)
    pressed.activated.connect(button.click)


def panel(role: str = "panel") -> QFrame:
    """Give a framed surface."""
    made = QFrame()
    made.setProperty("role", role)
    return made


def number_box(least: int, most: int) -> QSpinBox:
    """Give a field for a number, its figures as far from the edge as in the other fields.

    A style sheet's padding does not reach the line inside a spin box, so the line has margins of its own.
    """
    made = QSpinBox()
    made.setRange(least, most)
    made.lineEdit().setTextMargins(theme.GRID, 0, 0, 0)
    return made


def rule() -> QFrame:
    """Give a hairline."""
    return panel("rule")


def column(parent: QWidget, margin: int = 2 * theme.GRID, spacing: int = theme.GRID) -> QVBoxLayout:
    """Lay `parent` out from top to bottom on the grid."""
    layout = QVBoxLayout(parent)
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(spacing)
    return layout


def held(widget: QWidget) -> QScrollArea:
    """Give a frameless place in which `widget` scrolls; Tab goes to what is in it."""
    made = QScrollArea()
    made.setWidgetResizable(True)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setWidget(widget)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return made


def row(*members: QWidget | QLayout | None, spacing: int = theme.GRID) -> QHBoxLayout:
    """Give a row of widgets and layouts; None is a stretch."""
    layout = QHBoxLayout()
    layout.setSpacing(spacing)
    for member in members:
        if member is None:
            layout.addStretch(1)
        elif isinstance(member, QWidget):
            layout.addWidget(member)
        else:
            layout.addLayout(member)
    return layout


class Notice(QWidget):
    """One calm line that says what happened: icon, sentence, colour of the state.

    Hidden while there is nothing.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("role", "noticeline")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.setSpacing(theme.GRID)
        self._icon = QLabel()
        self._icon.setFixedSize(20, 20)
        self._words = label(wrap=True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._words, 1)
        self.hide()

    @property
    def words(self) -> str:
        """The sentence shown, empty while hidden."""
        return self._words.text()

    def tell(self, sentence: str, state: str = "") -> None:
        """Show `sentence`; an empty one hides the line."""
        self._words.setText(fonts.shown(sentence))
        self.setAccessibleName(sentence)
        theme.mark(self, state)
        theme.mark(self._words, state)
        self._icon.setPixmap(icons.pixmap(STATE_ICONS[state], state or "muted", 20))
        self.setVisible(bool(sentence))
