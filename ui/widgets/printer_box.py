"""Choose where papers go: a printer of this desk, a folder, or nowhere for now; any address can be typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QGridLayout, QVBoxLayout, QWidget

from station_app import texts
from station_app.domain.print_jobs import FILE, NOWHERE
from ui.presenters import words
from ui.presenters.printing import place_word
from ui.widgets.pieces import button, label

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_ASK_FOLDER = object()
_PLACE_WIDTH, _GAP = 196, 8
"""Pixels of a box beside the name of its paper."""


class PrinterBox(QComboBox):
    """A box with the printers there are. `unsaid` is the word for no choice of its own."""

    def __init__(self, value: str | None, unsaid: str, width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setFixedWidth(width)
        self.addItem(unsaid, None)
        self.addItem(place_word(NOWHERE), NOWHERE)
        self.addItem(texts.say("print.choose_folder"), _ASK_FOLDER)
        self.activated.connect(self._chosen)
        self._before = ""
        self.choose(value)

    def value(self) -> str | None:
        """Give the place; None for no choice of its own."""
        text = self.currentText().strip()
        place = self.findText(text)
        if place < 0:
            return text or None
        data = self.itemData(place)
        return data if isinstance(data, str) else None

    def choose(self, place: str | None) -> None:
        """Show this choice."""
        if place:
            self._offer(place)
        self._before = place_word(place) if place else self.itemText(0)
        self.setCurrentIndex(self.findText(self._before))

    def show_printers(self, printers: Iterable[str]) -> None:
        """Offer the printers there are; what is chosen stays."""
        for printer in printers:
            self._offer(printer)

    def _offer(self, place: str) -> None:
        if self.findText(place_word(place)) < 0:
            self.insertItem(self.count() - 1, place_word(place), place)

    def _chosen(self, index: int) -> None:
        if self.itemData(index) is not _ASK_FOLDER:
            self._before = self.itemText(index)
            return
        self.setCurrentIndex(self.findText(self._before))
        dialog = QFileDialog(self.window(), texts.say("print.choose_folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda folder: self.choose(f"{FILE}{folder}"))
        dialog.open()


class PaperPrinters(QWidget):
    """For each kind of paper a place of its own, if it has one; folded away until somebody wants it."""

    def __init__(self, chosen: Mapping[str, str], papers: Iterable[str], width: int) -> None:
        super().__init__()
        self.boxes: dict[str, PrinterBox] = {}
        self._names: dict[str, QWidget] = {}
        self.unfold = button(texts.say("print.by_paper", count=len(chosen)), self._toggle, "", "paper")
        self._rows = QWidget()
        grid = QGridLayout(self._rows)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(4)
        grid.setHorizontalSpacing(_GAP)
        for number, paper in enumerate(papers):
            box = PrinterBox(chosen.get(paper), texts.say("print.as_usual"), _PLACE_WIDTH)
            box.setAccessibleName(words.paper_word(paper))
            self.boxes[paper] = box
            name = label(words.paper_word(paper), "small", wrap=True)
            name.setFixedWidth(width - _PLACE_WIDTH - _GAP)
            self._names[paper] = name
            grid.addWidget(name, number, 0)
            grid.addWidget(box, number, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.unfold)
        column.addWidget(self._rows)
        self._unfolded = False
        self._show()
        self.setFocusProxy(self.unfold)

    def value(self) -> dict[str, str]:
        """Give the papers that go somewhere else than usual."""
        return {paper: place for paper, box in self.boxes.items() if (place := box.value())}

    def show_printers(self, printers: Iterable[str]) -> None:
        """Offer the printers there are."""
        there = tuple(printers)
        for box in self.boxes.values():
            box.show_printers(there)

    def _toggle(self) -> None:
        self._unfolded = not self._unfolded
        self._show()

    def _show(self) -> None:
        """Show every paper, or folded those that go somewhere else than usual."""
        for paper, box in self.boxes.items():
            for part in (self._names[paper], box):
                part.setVisible(self._unfolded or box.value() is not None)
        self._rows.setVisible(self._unfolded or bool(self.value()))
