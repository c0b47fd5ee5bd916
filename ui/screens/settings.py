"""The settings page: one line per declared setting, its reason beside it, written in one step."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from station_app import texts
from station_app.domain import print_sets
from ui.presenters.calibration import CalibrationPresenter
from ui.presenters.reader_test import ReaderTest
from ui.presenters.settings import SettingLine, SettingsPresenter
from ui.screens.layouts_sheet import LayoutsSheet
from ui.screens.page import Page
from ui.widgets.offset_box import PrinterOffsets
from ui.widgets.pieces import button, column, label, number_box, panel, row
from ui.widgets.port_box import PortBox
from ui.widgets.printer_box import PaperPrinters, PrinterBox
from ui.widgets.sides_box import OneSidedPrinters
from ui.widgets.stock_kinds import StockKinds

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.session import Session

_FIELD_WIDTH = 320


class SettingsPage(Page):
    """What a station may choose for itself."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._presenter = SettingsPresenter(session.home, session.runner, session.catalogue.save_settings, self._told)
        self._reader = ReaderTest(session, self)
        self._calibration = CalibrationPresenter(session)
        self._values: dict[str, Callable[[], object]] = {}
        self.fields: dict[str, QWidget] = {}
        self.layouts_sheet: LayoutsSheet | None = None
        self._places: list[PrinterBox | PaperPrinters | PrinterOffsets | OneSidedPrinters] = []
        card = panel()
        inner = column(card, 24, 16)
        inner.addWidget(label(texts.say("ui.settings.lead"), "muted", wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(12)
        grid.setColumnStretch(2, 1)
        for number, line in enumerate(self._presenter.lines()):
            self._add(grid, number, line)
        inner.addLayout(grid)
        inner.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes to the fields in it
        scroll.setWidget(card)
        self._scroll = scroll
        self.save = button(texts.say("ui.settings.save"), self._save, "primary", "save", "Ctrl+S")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll, 1)
        self.layouts = button(texts.say("ui.layouts.open"), self._open_layouts, "", "paper")
        layout.addLayout(row(self.layouts, None, self.save))

    def shown(self) -> None:
        """Take the focus; ports come and go, so they are asked for each time."""
        self._reader.list_ports()
        self.session.runner.run(
            self.session.catalogue.printers, self._offer_printers, lambda _error: None, channel="settings.printers"
        )
        forms = self.session.catalogue.printed_forms
        self.session.runner.run(forms, self._forms.offer, lambda _error: None, channel="settings.forms")
        next(iter(self.fields.values())).setFocus()

    def show_printing(self) -> None:
        """Bring what is set for printers into view."""
        first = self.fields["printer"]
        self._scroll.ensureWidgetVisible(self.fields["one_sided_printers"], 0, 24)
        self._scroll.verticalScrollBar().setValue(first.pos().y() - 16)
        first.setFocus()

    def _open_layouts(self) -> None:
        if self.layouts_sheet is None:
            self.layouts_sheet = LayoutsSheet(self, self.session)
        self.layouts_sheet.begin()

    def _add(self, grid: QGridLayout, number: int, line: SettingLine) -> None:
        field = self._field(line)
        field.setAccessibleName(line.title)
        field.setAccessibleDescription(line.why)
        self.fields[line.name] = field
        tall = line.kind in {"printers", "offsets", "sides", "stocks"}
        beside = Qt.AlignmentFlag.AlignTop if tall else Qt.AlignmentFlag.AlignVCenter
        grid.addWidget(label(line.title), number, 0, beside)
        grid.addWidget(field, number, 1)
        grid.addWidget(label(line.why, "small", wrap=True), number, 2, beside)

    def _field(self, line: SettingLine) -> QWidget:
        makers: dict[str, Callable[[SettingLine], QWidget]] = {
            "switch": self._switch,
            "number": self._number,
            "choice": self._choice,
            "port": self._port,
            "printer": self._place_of_papers,
            "printers": self._place_of_papers,
            "offsets": self._offsets,
            "sides": self._sides,
            "stocks": self._stocks,
        }
        return makers.get(line.kind, self._words)(line)

    def _words(self, line: SettingLine) -> QLineEdit:
        text = QLineEdit(str(line.value or ""))
        text.setFixedWidth(_FIELD_WIDTH)
        self._values[line.name] = lambda: text.text().strip() or (None if line.optional else "")
        return text

    def _switch(self, line: SettingLine) -> QWidget:
        switch = QCheckBox(texts.say("ui.settings.on"))
        switch.setChecked(bool(line.value))
        self._values[line.name] = switch.isChecked
        return switch

    def _number(self, line: SettingLine) -> QWidget:
        number = number_box(line.least, line.most)
        number.setValue(int(str(line.value)))
        number.setFixedWidth(120)
        self._values[line.name] = number.value
        return number

    def _choice(self, line: SettingLine) -> QWidget:
        choice = QComboBox()
        for value, word in line.choices:
            choice.addItem(word, value)
        choice.setCurrentIndex(choice.findData(line.value))
        choice.setFixedWidth(_FIELD_WIDTH)
        self._values[line.name] = choice.currentData
        return choice

    def _port(self, line: SettingLine) -> QWidget:
        box = PortBox(str(line.value) if line.value else None, _FIELD_WIDTH)
        box.ports.setAccessibleName(line.title)
        self._values[line.name] = box.value
        self._reader.ports_found.connect(box.show_ports)
        self._reader.told.connect(lambda words, state, busy: box.show_result(words, state, busy=busy))
        # What is tested is what F2 will use: the choice is written first.
        box.test_wanted.connect(lambda: self._save(self._reader.test))
        return box

    def _place_of_papers(self, line: SettingLine) -> PrinterBox | PaperPrinters:
        box: PrinterBox | PaperPrinters
        if isinstance(line.value, dict):
            known = texts.catalogue(texts.chosen())
            papers = (paper for paper in print_sets.named() if f"ui.paper.{paper}" in known)
            box = PaperPrinters(line.value, papers, _FIELD_WIDTH)
        else:
            box = PrinterBox(str(line.value) if line.value else None, texts.say("print.ask"), _FIELD_WIDTH)
        self._values[line.name] = box.value
        self._places.append(box)
        return box

    def _stocks(self, line: SettingLine) -> StockKinds:
        box = StockKinds(line.value if isinstance(line.value, tuple) else ())
        self._values[line.name] = box.value
        self._forms = box
        return box

    def _offsets(self, line: SettingLine) -> PrinterOffsets:
        box = PrinterOffsets(line.value if isinstance(line.value, dict) else {}, _FIELD_WIDTH)
        self._values[line.name] = box.value
        self._places.append(box)
        # What is printed is moved by what stands in the fields: it is written first.
        box.print_wanted.connect(lambda printer, sheet: self._save(partial(self._calibration.print, printer, sheet)))
        return box

    def _sides(self, line: SettingLine) -> OneSidedPrinters:
        box = OneSidedPrinters(line.value if isinstance(line.value, tuple) else (), _FIELD_WIDTH)
        self._values[line.name] = box.value
        self._places.append(box)
        return box

    def _offer_printers(self, printers: tuple[str, ...]) -> None:
        for box in self._places:
            box.show_printers(printers)

    def _save(self, then: Callable[[], None] | None = None) -> None:
        self._presenter.write({name: value() for name, value in self._values.items()}, then)

    def _told(self, sentence: str, state: str) -> None:
        self.session.told.emit(sentence, state)
        if state == "ok":
            self.session.changed.emit("settings")
