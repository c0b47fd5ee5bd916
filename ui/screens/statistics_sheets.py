"""The question of the statistics page: whether to freeze the month, and why again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from station_app import texts
from ui.widgets.pieces import label
from ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable


class FreezeSheet(Sheet):
    """Asks whether the month is frozen; another edition needs a reason."""

    def __init__(self, page: QWidget, freeze: Callable[[str], None]) -> None:
        super().__init__(page, texts.say("ui.statistics.freeze"), texts.say("ui.statistics.freeze_do"), self._act)
        self._freeze = freeze
        self._again = False
        self.reason = QLineEdit()
        self._stands = label("", wrap=True)
        self.form.addRow(self._stands)
        self.form.addRow(label(texts.say("ui.statistics.freeze_lead"), "small", wrap=True))
        self.add(texts.say("ui.statistics.freeze_reason"), self.reason)
        self.reason.textChanged.connect(lambda _text: self._judge())
        self.go_through(self.reason)

    def begin(self, month: str, edition: int) -> None:
        """Come into view for a month whose newest edition is `edition`, 0 for none."""
        self._again = edition > 0
        self.call(texts.say("ui.statistics.freeze_title", month=month))
        said = "freeze_again" if self._again else "freeze_first"
        self._stands.setText(texts.say(f"ui.statistics.{said}", edition=edition))
        self.reason.clear()
        self.form.setRowVisible(self.reason, self._again)
        self._judge()
        self.ask(self.reason if self._again else self.act_button)

    def _act(self) -> None:
        self._freeze(self.reason.text())

    def _judge(self) -> None:
        self.act_button.setEnabled(not self._again or bool(self.reason.text().strip()))
