"""Enter how far the pages of a printer are moved: choose the printer, then right and down in tenths of a millimetre."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QVBoxLayout, QWidget

from station_app import texts
from station_app.domain.print_jobs import NOWHERE, is_file
from station_app.settings import NO_OFFSET, Offset
from ui import theme
from ui.widgets.pieces import button, label, row

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_MOST = 10.0
"""mm that a page may be moved each way."""
_BOX_WIDTH = 108


class PrinterOffsets(QWidget):
    """One printer at a time; what was entered for the others is kept beside.

    Signals:
        print_wanted: The calibration page shall go to this printer (first), on this sheet (second: `a4`, `a5`).
    """

    print_wanted = Signal(str, str)

    def __init__(self, chosen: Mapping[str, Offset], width: int) -> None:
        super().__init__()
        self._offsets = dict(chosen)
        self._shown = ""
        self.printer = QComboBox()
        self.printer.setEditable(True)
        self.printer.setFixedWidth(width)
        self.printer.setAccessibleName(texts.say("calibration.printer"))
        self.printer.setCompleter(None)  # type: ignore[arg-type]  # a name is not finished to that of another printer
        if (line := self.printer.lineEdit()) is not None:
            line.setPlaceholderText(texts.say("calibration.choose"))
        self.right = _millimetres(texts.say("calibration.right"))
        self.down = _millimetres(texts.say("calibration.down"))
        self.a4 = button(texts.say("calibration.print_a4"), lambda: self._print("a4"), "", "printer")
        self.a5 = button(texts.say("calibration.print_a5"), lambda: self._print("a5"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GRID)
        layout.addWidget(self.printer)
        for box in (self.right, self.down):
            layout.addLayout(row(label(box.accessibleName()), None, box))
        layout.addLayout(row(self.a4, self.a5, None))
        self.setFixedWidth(width)
        self.setFocusProxy(self.printer)
        self.show_printers(chosen)
        self.printer.setCurrentIndex(0 if chosen else -1)
        self.printer.currentTextChanged.connect(self._turn_to)
        self._turn_to(self.printer.currentText())

    def value(self) -> dict[str, dict[str, int]]:
        """Give the printers whose pages are moved, in tenths of a millimetre."""
        self._keep()
        return {name: {"right": each.right, "down": each.down} for name, each in self._offsets.items() if each}

    def show_printers(self, printers: Iterable[str]) -> None:
        """Offer the printers there are; what is chosen stays."""
        before = self.printer.currentText()
        for name in printers:
            if name != NOWHERE and not is_file(name) and self.printer.findText(name) < 0:
                self.printer.addItem(name)
        only = not before and self.printer.count() == 1
        self.printer.setEditText(self.printer.itemText(0) if only else before)

    def _turn_to(self, name: str) -> None:
        """Keep what was entered for the printer before, and show what is set for this one."""
        self._keep()
        self._shown = name.strip()
        offset = self._offsets.get(self._shown, NO_OFFSET)
        self.right.setValue(offset.right / 10)
        self.down.setValue(offset.down / 10)
        for each in (self.right, self.down, self.a4, self.a5):
            each.setEnabled(bool(self._shown))

    def _keep(self) -> None:
        if self._shown:
            self._offsets[self._shown] = Offset(_tenths(self.right), _tenths(self.down))

    def _print(self, sheet: str) -> None:
        self.print_wanted.emit(self._shown, sheet)


def _tenths(box: QDoubleSpinBox) -> int:
    return round(box.value() * 10)


def _millimetres(name: str) -> QDoubleSpinBox:
    """Give a field for millimetres; its figures stand as far from the edge as in the other fields."""
    made = QDoubleSpinBox()
    made.setRange(-_MOST, _MOST)
    made.setDecimals(1)
    made.setSingleStep(0.1)
    made.setSuffix(texts.say("calibration.mm"))
    made.setFixedWidth(_BOX_WIDTH)
    made.setAccessibleName(name)
    made.lineEdit().setTextMargins(theme.GRID, 0, 0, 0)
    return made
