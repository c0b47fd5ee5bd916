"""The head of the case page: state, who has it and since when, how it travels, and the clocks that count now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui import fonts, icons, theme
from ui.widgets.pieces import STATE_ICONS, label

if TYPE_CHECKING:
    from ui.presenters.case_trace import ClockLine, WhereView

_LOUD = {"blocked", "look"}


class CaseHead(QFrame):
    """One strip over the page; what it says is also its accessible text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._status = label(role="badge")
        self.holder = label(role="name")
        self._basis = label(role="muted", wrap=True)
        self._since = label(role="small")
        self._carried = label(role="small")
        self._clocks = QHBoxLayout()
        self._clocks.setSpacing(3 * theme.GRID)
        self._arrange()

    def show_where(self, view: WhereView) -> None:
        """Show where the case is."""
        self._status.setText(view.status)
        theme.mark(self._status, view.colour)
        self.holder.setText(fonts.shown(view.holder))
        self._basis.setText(fonts.shown(view.basis))
        self._basis.setToolTip(view.basis)
        self._since.setText(view.since)
        self._carried.setText(fonts.shown("   ".join(view.carried)))
        self._carried.setToolTip("\n".join(view.carried))
        self._carried.setVisible(bool(view.carried))
        while (item := self._clocks.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for each in view.clocks:
            self._clocks.addWidget(_clock(each))
        told = (f"{each.name} {each.day} {each.left} {each.remark}" for each in view.clocks)
        self.setAccessibleName("; ".join((view.status, view.holder, view.basis, view.since, *view.carried, *told)))

    def _arrange(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(12)
        for part in (self._status, self.holder):
            first.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        first.addWidget(self._basis, 1)
        left = QVBoxLayout()
        left.setSpacing(2)
        left.addLayout(first)
        left.addWidget(self._since)
        left.addWidget(self._carried)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(16, 8, 16, 8)
        whole.setSpacing(24)
        whole.addLayout(left, 1)
        whole.addLayout(self._clocks)


def _clock(each: ClockLine) -> QWidget:
    """Draw one clock: its name and day, below how much is left, with an icon where it presses."""
    made = QWidget()
    made.setToolTip(each.remark)
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    head = QHBoxLayout()
    head.setSpacing(6)
    head.addWidget(label(each.name, "muted"))
    head.addWidget(label(each.day, "heading"))
    left = QHBoxLayout()
    left.setSpacing(6)
    if each.state in _LOUD:
        sign = QLabel()
        sign.setPixmap(icons.pixmap(STATE_ICONS[each.state], each.state, 16))
        left.addWidget(sign)
    words = label(each.left)
    theme.mark(words, each.state)
    left.addWidget(words)
    left.addStretch(1)
    remark = label(fonts.shown(each.remark), "small")
    column.addLayout(head)
    column.addLayout(left)
    column.addWidget(remark, 0, Qt.AlignmentFlag.AlignLeft)
    return made
