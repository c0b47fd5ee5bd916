"""What the main window expects of every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from ui.session import Session


class Page(QWidget):
    """A page of the main window: made on its first visit as `PageClass(session)`, kept until log-out.

    Signals:
        headed: The line above the page changed: (title, remark at the right such as `草稿已保存 10:31`).
        left: The page is done; go back to the one before.
    """

    counts_drafts = False
    """Whether the page shows what is being typed on others, so that it must be stored before."""
    headed = Signal(str, str)
    left = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session

    def shown(self) -> None:
        """Be told that the page has come into view: refresh, take the focus. Called on every visit."""

    def visit(self, *subject: str) -> None:
        """Show this subject: a case number, or a case number and a paper; called before `shown`."""

    def keep(self) -> bool:
        """Save unfinished work at once: before the lock, a change of officer, or the end of the program.

        Tells whether everything is safe.
        """
        return True

    @property
    def unsaved(self) -> bool:
        """Whether something on the page is not stored yet."""
        return False
