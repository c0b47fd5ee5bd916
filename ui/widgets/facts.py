"""A short list of named facts, such as where a family goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from ui.widgets.pieces import label

if TYPE_CHECKING:
    from collections.abc import Iterable


class Facts(QWidget):
    """Names on the left, facts on the right; facts can be selected and copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._grid.setAlignment(Qt.AlignmentFlag.AlignTop)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for the height the facts need at this width."""
        super().resizeEvent(event)
        self._claim_heights()

    def show_facts(self, facts: Iterable[tuple[str, str]]) -> None:
        """Replace what is shown."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()  # at once: what comes in its place may be painted before it is gone
                widget.deleteLater()
        for number, (name, fact) in enumerate(facts):
            told = label(fact, wrap=True)
            told.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            told.setAccessibleName(f"{name}: {fact}")
            self._grid.addWidget(label(name, "muted"), number, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(told, number, 1)
        self._grid.activate()
        self._claim_heights()

    def _claim_heights(self) -> None:
        """A grid in a scroll area gives a long fact the lines it would need in a wider column."""
        for told in self.findChildren(QLabel):
            if told.wordWrap() and not told.isHidden():
                told.setMinimumHeight(told.heightForWidth(told.width()))
