"""The preview of a paper: look, Enter prints, Ctrl+S saves, Esc goes back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QKeyEvent, QPixmap
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from station_app import texts
from ui.presenters.preview import SCREEN_DPI, PagePicture, PreviewPresenter, PreviewView
from ui.presenters.printing import place_word
from ui.presenters.words import paper_word
from ui.screens.page import Page
from ui.screens.print_set_key import PrintSetKey
from ui.screens.reprint_sheet import ReprintSheet
from ui.screens.stock_sheets import TraySheet
from ui.widgets.pieces import Notice, button, column, label, panel
from ui.widgets.save_dialog import ask_for_pdf

if TYPE_CHECKING:
    from station_app.services.print_on_stock import OnStock
    from ui.session import Session

_SIDE = 288
_BESIDE = 30
"""The gap between the page and what is beside it, and the bar to scroll with."""
_A4_INCHES, _LEAST_DPI = 8.27, 60


class PreviewPage(Page):
    """Pages on the left, what can be done with them on the right."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._presenter = PreviewPresenter(
            session.catalogue,
            session.runner,
            self._show,
            self._made,
        )
        self.print_set = PrintSetKey(session, self, self._close)  # nothing is left to look at
        self.moment = label("", "small", wrap=True)
        self.on_tray = label("", wrap=True)
        self._drawn: tuple[PagePicture, ...] | None = None
        self._papers = QVBoxLayout()
        self._papers.setSpacing(16)
        self._papers.setContentsMargins(0, 0, 0, 0)
        sheet = QWidget()
        sheet.setLayout(self._papers)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(sheet)
        self._scroll.setAccessibleName(texts.say("ui.nav.preview"))
        self._printer = QComboBox()
        self._printer.setAccessibleName(texts.say("ui.preview.printer"))
        self._notice = Notice()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(self._side())
        self._why = ReprintSheet(self, self._presenter.give_reason)
        self.tray_sheet = TraySheet(self, self._print_on)
        self._tray: OnStock | None = None

    def visit(self, *subject: str) -> None:
        """Show the papers `subject[1]` of the case `subject[0]`, or the notice of the draft `subject[2]`."""
        self._presenter.open(subject[0], subject[1], self._dpi() * self.devicePixelRatioF(), *subject[2:])

    def _dpi(self) -> float:
        """Give how large a page is drawn: smaller than usual where its whole width would have no room."""
        place = self.parentWidget()
        room = (place.width() if place is not None else self.width()) - _SIDE - _BESIDE
        return min(SCREEN_DPI, max(_LEAST_DPI, room / _A4_INCHES))

    def shown(self) -> None:
        """Take the focus, so that Enter prints."""
        self._print_button.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter prints and Esc leaves; no shortcuts, because a scanner's Enter must be swallowed before it prints."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._print()
        elif event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)

    def save_to(self, name: str) -> None:
        """Save the paper; the file dialog and the demonstration call it."""
        self._presenter.save(Path(name))

    def _side(self) -> QWidget:
        side = panel()
        side.setFixedWidth(_SIDE)
        inner = column(side)
        self._print_button = button(texts.say("ui.preview.print"), self._print, "primary", "printer")
        self._save_button = button(texts.say("ui.preview.save"), self._ask_where, "", "save", "Ctrl+S")
        inner.addWidget(label(texts.say("ui.preview.printer"), "muted"))
        inner.addWidget(self._printer)
        inner.addWidget(self.on_tray)
        inner.addWidget(self._print_button)
        inner.addWidget(self._save_button)
        inner.addWidget(self.print_set.button)
        inner.addWidget(self.moment)
        inner.addWidget(self._notice)
        inner.addStretch(1)
        inner.addWidget(label(texts.say("ui.preview.lead"), "small", wrap=True))
        inner.addWidget(button(texts.say("ui.preview.close"), self._close, "", "back", ""))
        return side

    def _made(self) -> None:
        for kind in ("papers", "printing"):
            self.session.changed.emit(kind)

    def _print(self) -> None:
        if self._printer.count() and self._tray is not None and self._tray.numbered:
            self.tray_sheet.begin(self._tray)
        elif self._printer.count():
            self._presenter.print(str(self._printer.currentData()))
        else:
            self._ask_where()

    def _print_on(self, number: str) -> None:
        self._presenter.print(str(self._printer.currentData()), number=number)

    def _ask_where(self) -> None:
        ask_for_pdf(self, self._presenter.proposed_name(), self.save_to)

    def _close(self) -> None:
        self.left.emit()

    def _show(self, view: PreviewView) -> None:
        self.headed.emit(view.title, "")
        self.print_set.about = view.case_no
        self.print_set.button.setVisible(bool(view.case_no) and view.paper != "one-time-notice")
        self.moment.setText(texts.say("print.set_and").join(map(paper_word, view.moment)))
        self.moment.setVisible(bool(view.moment))
        self._tray = view.tray
        self.on_tray.setText(_on_tray(view.tray))
        self.on_tray.setVisible(view.tray is not None)
        if view.pages is not self._drawn:
            self._draw(view.pages)
        if [self._printer.itemData(index) for index in range(self._printer.count())] != list(view.printers):
            self._printer.clear()
            for place in view.printers:
                self._printer.addItem(place_word(place), place)
            self._printer.setCurrentIndex(self._printer.findData(view.printer))
        self._printer.setEnabled(bool(view.printers) and not view.busy)
        self._print_button.setEnabled(bool(view.printers) and not view.busy)
        self._save_button.setEnabled(bool(view.pages) and not view.busy)
        self._notice.tell(view.said, view.state)
        if not view.busy and self.isVisible():
            (self._print_button if view.printers else self._save_button).setFocus()
        if view.asks:
            self._why.begin(view.paper_name, view.asks)

    def _draw(self, pages: tuple[PagePicture, ...]) -> None:
        self._drawn = pages
        while (item := self._papers.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for number, page in enumerate(pages, start=1):
            picture = QLabel()
            image = QImage(page.rgb, page.width, page.height, page.width * 3, QImage.Format.Format_RGB888)
            image.setDevicePixelRatio(self.devicePixelRatioF())
            picture.setPixmap(QPixmap.fromImage(image))
            picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
            picture.setAccessibleName(texts.say("ui.preview.page", number=number, count=len(pages)))
            self._papers.addWidget(picture)
        self._papers.addStretch(1)


def _on_tray(tray: OnStock | None) -> str:
    """Say which blank it goes on."""
    if tray is None:
        return ""
    key = "ui.stock.on_tray" if tray.numbered else "ui.stock.on_tray_counted"
    return texts.say(key, None, name=tray.name, number=tray.next_number)
