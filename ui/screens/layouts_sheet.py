"""The sheet of layouts, over the settings page: the files in the folder, what was adopted, and a sample beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from station_app import texts
from ui.models.rows import Column
from ui.presenters.layouts import ADOPT, WITHDRAW, LayoutRow, LayoutsPresenter, LayoutsView
from ui.widgets.pieces import label
from ui.widgets.sheet import Sheet
from ui.widgets.table import Table

if TYPE_CHECKING:
    from ui.presenters.preview import PagePicture
    from ui.session import Session

COLUMNS = (
    Column("word", "ui.layouts.column.state", 132, state="state"),
    Column("paper", "ui.layouts.column.paper", 128),
    Column("edition", "ui.layouts.column.edition", 96),
    Column("source", "ui.layouts.column.source", 136, tip="source"),
)
_WIDTH, _TABLE, _SAMPLE = 1160, 210, (540, 470)


class LayoutsSheet(Sheet):
    """One table; beside it how the chosen one looks, below it its faults, and the one step that comes next."""

    def __init__(self, page: QWidget, session: Session) -> None:
        super().__init__(page, texts.say("ui.layouts.title"), texts.say("ui.layouts.propose"), self._act)
        self.card.setFixedWidth(_WIDTH)
        self._presenter = LayoutsPresenter(session, self._show, self._draw, self._tell)
        self.table = Table("layouts", COLUMNS, texts.say("ui.layouts.title"))
        self.table.setFixedHeight(_TABLE)
        self.told = label("", "small", wrap=True)
        self.told.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.reason = QLineEdit()
        self.reason.setAccessibleName(texts.say("ui.layouts.reason"))
        self.reason.setPlaceholderText(texts.say("ui.layouts.reason"))
        self.sample = label("", "muted")
        self.sample.setFixedSize(*_SAMPLE)
        self.sample.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._lead = label("", "small", wrap=True)
        self.form.addRow(self._sides())
        self.table.chosen.connect(self._offer)
        self.reason.textChanged.connect(lambda _text: self._judge())
        self.go_through(self.reason)

    def begin(self) -> None:
        """Come into view; the folder is looked at each time."""
        self.reason.clear()
        self._draw(None)
        self._presenter.refresh()
        self.ask(self.table)

    def _sides(self) -> QWidget:
        whole = QWidget()
        sides = QHBoxLayout(whole)
        sides.setContentsMargins(0, 0, 0, 0)
        sides.setSpacing(16)
        left = QVBoxLayout()
        for part in (self._lead, self.table, self.told, self.reason):
            left.addWidget(part, 1 if part is self.told else 0)
        sides.addLayout(left, 1)
        sides.addWidget(self.sample)
        return whole

    def _show(self, view: LayoutsView) -> None:
        self._lead.setText(texts.say("ui.layouts.lead", folder=view.folder))
        self.table.show_rows(view.rows, texts.say("ui.layouts.none"))
        if view.rows:
            self.table.selectRow(0)
        self._offer(self.table.current())

    def _offer(self, chosen: LayoutRow | None) -> None:
        self.told.setText(chosen.told if chosen is not None else "")
        self._judge()
        if chosen is None:
            self._draw(None)
        else:
            self._presenter.look_at(chosen)

    def _judge(self) -> None:
        """Name the next step; putting aside needs its reason."""
        chosen: LayoutRow | None = self.table.current()
        act = chosen.act if chosen is not None else ""
        if act:
            self.act_button.setText(texts.say(f"ui.layouts.{act}"))
        self.reason.setEnabled(act in {ADOPT, WITHDRAW})
        self.act_button.setEnabled(bool(act) and (act != WITHDRAW or bool(self.reason.text().strip())))

    def _act(self) -> None:
        chosen: LayoutRow | None = self.table.current()
        if chosen is not None and chosen.act:
            self._presenter.act(chosen, self.reason.text())

    def _tell(self, sentence: str, state: str) -> None:
        self.notice.tell(sentence, state)
        if state == "ok":
            self.reason.clear()

    def _draw(self, picture: PagePicture | None) -> None:
        if picture is None:
            self.sample.setPixmap(QPixmap())
            self.sample.setText(texts.say("ui.layouts.no_sample"))
            return
        image = QImage(picture.rgb, picture.width, picture.height, picture.width * 3, QImage.Format.Format_RGB888)
        whole, fit = QPixmap.fromImage(image), Qt.AspectRatioMode.KeepAspectRatio
        self.sample.setPixmap(whole.scaled(*_SAMPLE, fit, Qt.TransformationMode.SmoothTransformation))
