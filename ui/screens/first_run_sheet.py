"""Second step of the first run: the recovery sheet must leave the machine before anybody can work."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QScrollArea, QWidget

from station_app import texts
from ui.presenters.first_run import FirstRunPresenter, FirstRunView
from ui.presenters.preview import PagePicture
from ui.widgets.pieces import Notice, button, column, label, panel, row
from ui.widgets.save_dialog import ask_for_pdf

_SIDE = 420


class SheetStep(QWidget):
    """The sheet on the left; print, save, confirm on the right."""

    def __init__(self, presenter: FirstRunPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._drawn: tuple[PagePicture, ...] = ()
        self._picture = label()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._picture.setAccessibleName(texts.say("ui.first.sheet"))
        self.printer = QComboBox()
        self.printer.setAccessibleName(texts.say("ui.preview.printer"))
        self.print_button = button(texts.say("ui.first.print"), self._print, "", "printer")
        self.save_button = button(texts.say("ui.preview.save"), self._ask_where, "", "save")
        self.stored = QCheckBox(texts.say("ui.first.stored"))
        self.keeper = QLineEdit()
        self.keeper.setAccessibleName(texts.say("ui.first.keeper"))
        self.keeper.setPlaceholderText(texts.say("ui.first.keeper_hint"))
        self.go = button(texts.say("ui.first.go"), self._confirm, "primary")
        self._notice = Notice()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(self._picture)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(24)
        layout.addWidget(scroll, 1)
        layout.addWidget(self._side())
        self.stored.toggled.connect(self._weigh)
        self.keeper.textChanged.connect(self._weigh)

    def take_focus(self) -> None:
        """Begin with the printer, or with saving where there is none."""
        (self.print_button if self.printer.count() else self.save_button).setFocus()

    def show_view(self, view: FirstRunView) -> None:
        """Show the sheet and what became of it."""
        if view.sheet is not self._drawn and view.sheet:
            self._drawn = view.sheet
            page = view.sheet[0]
            image = QImage(page.rgb, page.width, page.height, page.width * 3, QImage.Format.Format_RGB888)
            picture = QPixmap.fromImage(image)
            picture.setDevicePixelRatio(self.devicePixelRatioF())
            self._picture.setPixmap(picture)
        if self.printer.count() != len(view.printers):
            self.printer.clear()
            self.printer.addItems(list(view.printers))
        self.printer.setVisible(bool(view.printers))
        self.print_button.setEnabled(bool(view.printers) and not view.busy)
        self.save_button.setEnabled(not view.busy)
        self.stored.setEnabled(view.handed_out)
        self.keeper.setEnabled(view.handed_out)
        self._notice.tell(view.said, view.state)
        self._weigh()

    def save_to(self, name: str) -> None:
        """Save the sheet; the file dialog and the demonstration call it."""
        self._presenter.save_sheet(Path(name))

    def _side(self) -> QWidget:
        side = panel()
        side.setFixedWidth(_SIDE)
        inner = column(side, 24, 12)
        inner.addWidget(label(texts.say("ui.first.sheet"), "title"))
        inner.addWidget(label(texts.say("ui.first.sheet_lead"), wrap=True))
        inner.addWidget(self.printer)
        inner.addLayout(row(self.print_button, self.save_button, None))
        inner.addWidget(self._notice)
        inner.addSpacing(8)
        inner.addWidget(self.stored)
        inner.addWidget(label(texts.say("ui.first.keeper"), "muted"))
        inner.addWidget(self.keeper)
        inner.addStretch(1)
        inner.addLayout(row(None, self.go))
        return side

    def _weigh(self, *_change: object) -> None:
        ready = self.stored.isEnabled() and self.stored.isChecked() and bool(self.keeper.text().strip())
        self.go.setEnabled(ready)

    def _print(self) -> None:
        self._presenter.print_sheet(self.printer.currentText())

    def _ask_where(self) -> None:
        ask_for_pdf(self, "recovery-sheet.pdf", self.save_to)

    def _confirm(self) -> None:
        self._presenter.confirm(self.keeper.text(), stored=self.stored.isChecked())
