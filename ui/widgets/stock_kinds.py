"""Which blanks of our own forms lie in the tray of this desk."""

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
        self._other = tuple(kind for kind in chosen if kind not in OUR_FORMS)
        self.ticks = {kind: QCheckBox(texts.say(f"choice.stock.{kind}")) for kind in OUR_FORMS}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for kind, tick in self.ticks.items():
            tick.setChecked(kind in chosen)
            tick.setAccessibleName(f"{texts.say('ui.setting.stock_kinds')} {tick.text()}")
            layout.addWidget(tick)
        self.setFocusProxy(next(iter(self.ticks.values())))

    def value(self) -> tuple[str, ...]:
        """Give the codes that are ticked."""
        return (*(kind for kind, tick in self.ticks.items() if tick.isChecked()), *self._other)
