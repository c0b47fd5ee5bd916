"""The questions of the ledger page: under which name to keep a question, and how much of it leaves the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from station_app import texts
from ui.widgets.pieces import button, label
from ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable


class ViewSheet(Sheet):
    """Asks for the name of a question that is to be kept; the one in use can be forgotten here."""

    def __init__(self, page: QWidget, keep: Callable[[str], None], forget: Callable[[str], None]) -> None:
        super().__init__(page, texts.say("ui.ledger.keep"), texts.say("ui.ledger.keep_do"), self._act)
        self._keep, self._forget = keep, forget
        self._used = ""
        self.name = QLineEdit()
        self.name.returnPressed.connect(self._act)
        self.add(texts.say("ui.ledger.view_name"), self.name)
        self.gone = button("", self._drop, "flat", "close")
        self.form.addRow(label(""), self.gone)

    def begin(self, used: str) -> None:
        """Come into view; `used` is the name of the kept question that was taken up, empty for none."""
        self._used = used
        self.name.setText(used)
        self.gone.setText(texts.say("ui.ledger.forget", name=used))
        self.gone.setAccessibleName(self.gone.text())
        self.gone.setVisible(bool(used))
        self.ask(self.name)

    def _act(self) -> None:
        self._keep(self.name.text())

    def _drop(self) -> None:
        self._forget(self._used)


class ExportSheet(Sheet):
    """Asks how much leaves the program, and why; then for a file."""

    def __init__(self, page: QWidget, choose: Callable[[], None], stop: Callable[[], None]) -> None:
        super().__init__(page, texts.say("ui.ledger.export"), texts.say("ui.ledger.choose_file"), choose)
        self._stop = stop
        self.full = QCheckBox(texts.say("ui.ledger.in_full"))
        self.reason = QLineEdit()
        self.add(texts.say("ui.ledger.numbers"), self.full)
        self.add(texts.say("ui.ledger.reason"), self.reason)
        self.full.toggled.connect(lambda _on: self._judge())
        self.reason.textChanged.connect(lambda _text: self._judge())
        self.form.addRow(label(""), label(texts.say("ui.ledger.export_lead"), "small", wrap=True))

    def begin(self) -> None:
        """Come into view: masked, until somebody says otherwise."""
        self.full.setChecked(False)
        self.reason.clear()
        self._judge()
        self.ask(self.act_button)

    def leave(self) -> None:
        """Go away; what is being written stops."""
        self._stop()
        super().leave()

    def tell(self, sentence: str, state: str) -> None:
        """Say how it goes; at the end go away."""
        self.notice.tell(sentence, state)
        self.act_button.setEnabled(bool(state))
        if state == "ok":
            super().leave()

    def _judge(self) -> None:
        self.reason.setEnabled(self.full.isChecked())
        self.act_button.setEnabled(not self.full.isChecked() or bool(self.reason.text().strip()))
