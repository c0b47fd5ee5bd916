"""The log of looks (查阅记录), for the auditor alone: three filters and a list that nobody can edit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout

from station_app import texts
from ui.models.rows import Column
from ui.presenters.looks import LooksPresenter, LooksView, Wanted
from ui.screens.page import Page
from ui.widgets.date_edit import DateEdit
from ui.widgets.pieces import label, row
from ui.widgets.table import Table

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.session import Session

DEBOUNCE_MS = 150
COLUMNS = (
    Column("at", "ui.looks.at", 150),
    Column("officer", "ui.looks.officer", 160),
    Column("whom", "ui.looks.whom", 90, large=True),
    Column("subject", "ui.looks.subject", 240),
    Column("why", "ui.looks.why_title", 320),
)


class LooksPage(Page):
    """Who looked at whom."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._presenter = LooksPresenter(session.catalogue, session.runner, self._show, self._offer)
        self.officer, self.subject, self.day = QComboBox(), QLineEdit(), DateEdit()
        self.officer.addItem(texts.say("ui.looks.everybody"), "")
        self.officer.setFixedWidth(200)
        self.subject.setPlaceholderText(texts.say("ui.looks.subject_hint"))
        self.subject.setFixedWidth(260)
        self.day.setFixedWidth(160)
        self.table = Table("looks", COLUMNS, texts.say("ui.nav.looks"))
        self._count = label(role="small")
        filters: list[QWidget | None] = []
        for name, field in (("officer", self.officer), ("subject", self.subject), ("day", self.day)):
            field.setAccessibleName(texts.say(f"ui.looks.{name}"))
            filters += [label(texts.say(f"ui.looks.{name}"), "muted"), field]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(label(texts.say("ui.looks.lead"), "muted", wrap=True))
        layout.addLayout(row(*filters, None))
        layout.addWidget(self.table, 1)
        layout.addLayout(row(self._count, None))
        self._wait = QTimer(self, singleShot=True, interval=DEBOUNCE_MS)
        self._wait.timeout.connect(self.read)
        self.officer.currentIndexChanged.connect(lambda _index: self._wait.start())
        for line in (self.subject, self.day):
            line.textChanged.connect(lambda _text: self._wait.start())

    def shown(self) -> None:
        """Take the focus, read anew."""
        self.officer.setFocus()
        self._presenter.list_officers()
        self.read()

    def read(self) -> None:
        """Read what the filters say."""
        self._wait.stop()
        by, subject = str(self.officer.currentData() or ""), self.subject.text()
        self._presenter.read(Wanted(by, subject, str(self.day.value() or "")))

    def _offer(self, officers: tuple[tuple[str, str], ...]) -> None:
        chosen = self.officer.currentData()
        known = {self.officer.itemData(number) for number in range(self.officer.count())}
        for badge, name in officers:
            if badge not in known:
                self.officer.addItem(name, badge)
        self.officer.setCurrentIndex(max(0, self.officer.findData(chosen)))

    def _show(self, view: LooksView) -> None:
        self.table.show_rows(view.rows, view.empty)
        self._count.setText(view.count)
