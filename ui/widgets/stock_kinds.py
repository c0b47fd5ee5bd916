"""Which printed forms lie in the tray of this desk: blanks of our own, and others that a layout was adopted for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from station_app import texts
from station_app.domain.stock import OUR_FORMS

if TYPE_CHECKING:
    from collections.abc import Sequence


class StockKinds(QWidget):
    """A tick for each form; what another version knows besides is kept."""

    def __init__(self, chosen: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chosen = tuple(chosen)
        self.ticks: dict[str, QCheckBox] = {}
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(4)
        self.offer([(kind, texts.say(f"choice.stock.{kind}")) for kind in OUR_FORMS])
        self.setFocusProxy(next(iter(self.ticks.values())))

    def offer(self, forms: Sequence[tuple[str, str]]) -> None:
        """Add forms by code and name; what is there already stays as it is."""
        for kind, name in forms:
            if kind not in self.ticks:
                tick = self.ticks[kind] = QCheckBox(name, self)
                tick.setChecked(kind in self._chosen)
                tick.setAccessibleName(f"{texts.say('ui.setting.stock_kinds')} {name}")
                self._lines.addWidget(tick)

    def value(self) -> tuple[str, ...]:
        """Give the codes that are ticked."""
        other = (kind for kind in self._chosen if kind not in self.ticks)
        return (*(kind for kind, tick in self.ticks.items() if tick.isChecked()), *other)
