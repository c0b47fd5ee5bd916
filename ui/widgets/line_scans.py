"""The scans of one document under its line of the checklist: what can be added, each scan to look at or take off."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from station_app import texts
from ui.widgets.pieces import button, row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ACTS = {"file": ("clip", "F3"), "scan": ("scan", "Shift+F3"), "open": ("folder", "Ctrl+F3")}
"""What can be done at a line, with icon and key; the keys are bound by the page."""


class LineScans(QWidget):
    """The scans of the document in the open line.

    Signals:
        acted: One of `ACTS` was pressed.
        looked_at: Show this scan large.
        taken_off: Take this scan off the document.
    """

    acted = Signal(str)
    looked_at = Signal(str)
    taken_off = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: dict[str, QPushButton] = {}
        self.rows: list[tuple[QPushButton, QPushButton]] = []
        self._shown: tuple[tuple[str, int], ...] | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 4)
        self._column.setSpacing(0)
        acts = QHBoxLayout()
        acts.setSpacing(0)
        for name, (icon, keys) in ACTS.items():
            made = button(texts.say(f"ui.scans.{name}"), partial(self.acted.emit, name), "flat", icon)
            made.setToolTip(f"{texts.say(f'ui.scans.{name}_why')}  {keys}")
            made.setAccessibleDescription(texts.say(f"ui.scans.{name}_why"))
            self.buttons[name] = made
            acts.addWidget(made)
        acts.addStretch(1)
        self._column.addLayout(acts)

    def every_stop(self) -> list[QWidget]:
        """Give where Tab stops, in order."""
        return [*self.buttons.values(), *(each for pair in self.rows for each in pair)]

    def show_scans(self, scans: Sequence[str], pages: Mapping[str, int]) -> None:
        """Show the scans of the document; their pages where they are known already."""
        shown = tuple((scan, pages.get(scan, 0)) for scan in scans)
        if shown == self._shown:
            return
        self._shown = shown
        for pair in self.rows:
            for made in pair:
                made.hide()
                made.deleteLater()
        self.rows.clear()
        for number, (scan, count) in enumerate(shown, 1):
            key = "ui.scans.one" if count else "ui.scans.one_unknown"
            look = button(texts.say(key, number=number, pages=count), partial(self.looked_at.emit, scan), "link")
            off = button("", partial(self.taken_off.emit, scan), "flat", "close")
            off.setAccessibleName(texts.say("ui.scans.take_off", number=number))
            off.setToolTip(off.accessibleName())
            self.rows.append((look, off))
            self._column.addLayout(row(look, None, off))
