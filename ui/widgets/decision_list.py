"""What was decided in a case, newest first: level and outcome, who and when, ground and words, flags."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from station_app import texts
from ui import fonts, icons, theme
from ui.widgets.pieces import STATE_ICONS, label, row

if TYPE_CHECKING:
    from ui.presenters.case_trace import DecisionLine


class DecisionList(QWidget):
    """A few decisions, each some lines; their words can be selected and copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)

    def show_decisions(self, decisions: tuple[DecisionLine, ...]) -> None:
        """Replace what is shown."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        if not decisions:
            self._column.addWidget(label(texts.say("ui.case.no_decisions"), "muted", wrap=True))
        for each in decisions:
            self._column.addWidget(_drawn(each))


def _drawn(each: DecisionLine) -> QWidget:
    made = QWidget()
    made.setAccessibleName("; ".join((each.head, each.who, *each.said, *each.flags)))
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(1)
    sign = QLabel()
    sign.setPixmap(icons.pixmap(STATE_ICONS[each.state], each.state or "muted", 16))
    head = label(fonts.shown(each.head), "heading")
    theme.mark(head, each.state)
    column.addLayout(row(sign, head, None, spacing=6))
    column.addWidget(label(fonts.shown(each.who), "small"))
    for said in each.said:
        words = label(fonts.shown(said), wrap=True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(words)
    for flag in each.flags:
        told = label(fonts.shown(flag), wrap=True)
        theme.mark(told, "look")
        mark = QLabel()
        mark.setPixmap(icons.pixmap("look", "look", 16))
        line = row(mark, told, spacing=6)
        line.setStretch(1, 1)
        column.addLayout(line)
    return made
