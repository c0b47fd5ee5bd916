"""Choose the printers that always print on one side: a tick for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from station_app import texts
from station_app.domain.print_jobs import NOWHERE, is_file
from ui import theme
from ui.widgets.pieces import label

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHOWN = 28
"""Characters of a printer's name that find room beside its tick; the whole name is its tool tip."""


class OneSidedPrinters(QWidget):
    """A line for each printer; one that was chosen and is not there now stays."""

    def __init__(self, chosen: Iterable[str], width: int) -> None:
        super().__init__()
        self.ticks: dict[str, QCheckBox] = {}
        self._none = label(texts.say("sides.none"), "muted")
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(theme.GRID)
        self._lines.addWidget(self._none)
        self._lines.addStretch(1)
        self.setFixedWidth(width)
        for name in chosen:
            self._add(name).setChecked(True)

    def value(self) -> list[str]:
        """Give the printers that are ticked."""
        return [name for name, tick in self.ticks.items() if tick.isChecked()]

    def show_printers(self, printers: Iterable[str]) -> None:
        """Offer the printers there are."""
        for name in printers:
            if name != NOWHERE and not is_file(name) and name not in self.ticks:
                self._add(name)

    def _add(self, name: str) -> QCheckBox:
        tick = QCheckBox(name if len(name) <= _SHOWN else f"{name[: _SHOWN - 1]}…")
        tick.setToolTip(name)
        tick.setAccessibleName(f"{texts.say('ui.setting.one_sided_printers')} {name}")
        if not self.ticks:
            self.setFocusProxy(tick)
        self.ticks[name] = tick
        self._lines.insertWidget(self._lines.count() - 1, tick)
        self._none.hide()
        return tick
