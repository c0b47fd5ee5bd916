"""What a bug looks like: a calm page with a report number. The work is kept, the log has the number and no names."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from station_app import texts
from ui.widgets.pieces import button, label, row
from ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from types import TracebackType

_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without the letters and digits that are confused on the telephone."""


def report_number() -> str:
    """Give a number that can be read out: two groups of four."""
    import secrets  # noqa: PLC0415 - most days need none

    drawn = "".join(secrets.choice(_LETTERS) for _ in range(8))
    return f"{drawn[:4]}-{drawn[4:]}"


class Trouble(QObject):
    """Catches what nobody expected, from the GUI thread and from tasks.

    Signals:
        happened: A bug was logged under this number.
    """

    happened = Signal(str)

    def watch(self) -> None:
        """Take over from Python's own report on a terminal."""
        sys.excepthook = self._hook

    @Slot(object)
    def note(self, bug: BaseException) -> None:
        """Log a bug and tell its number."""
        number = report_number()
        logging.getLogger("station_app.ui").error("bug %s", number, exc_info=bug)
        self.happened.emit(number)

    def _hook(self, kind: type[BaseException], bug: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, bug, trace)
            QApplication.quit()
        else:
            self.note(bug)


class TroubleSheet(Sheet):
    """Tells the officer."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, texts.say("ui.trouble.title"), texts.say("ui.trouble.continue"), self.leave)
        self.number = label(role="title")
        self.form.addRow(label(texts.say("ui.trouble.lead"), wrap=True))
        self.form.addRow(self.number)
        self.form.addRow(label(texts.say("ui.trouble.where"), "small", wrap=True))
        self.form.addRow(row(button(texts.say("ui.trouble.copy"), self._copy, "", "copy"), None))

    def tell(self, number: str) -> None:
        """Show the number."""
        self.number.setText(texts.say("ui.trouble.number", number=number))
        self.ask(self.act_button)

    def _copy(self) -> None:
        QApplication.clipboard().setText(self.number.text())
