"""The papers of a case: which there are, how many copies went out, and a button that shows each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from station_app import texts
from ui.widgets.pieces import button, label, shortcut

if TYPE_CHECKING:
    from ui.presenters.case_page import PaperLine
    from ui.session import Session


class CasePapers(QWidget):
    """One line a paper."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._case_no = ""
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(4)

    def show_papers(self, case_no: str, papers: tuple[PaperLine, ...]) -> None:
        """Offer these papers of this case."""
        self._case_no = case_no
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for paper in papers:
            line = QWidget()
            layout = QHBoxLayout(line)
            layout.setContentsMargins(0, 0, 0, 0)
            said = QVBoxLayout()  # one below the other: beside each other they are too wide in English
            said.setSpacing(0)
            said.addWidget(label(paper.name, wrap=True))
            said.addWidget(label(paper.copies, "small", wrap=True))
            layout.addLayout(said, 1)
            layout.addWidget(self._preview(paper))
            self._lines.addWidget(line)

    def _preview(self, paper: PaperLine) -> QPushButton:
        made = button(
            texts.say("ui.case.preview"),
            lambda: self._session.paper_wanted.emit(self._case_no, paper.paper),
            "flat",
            "paper",
        )
        made.setAccessibleName(f"{texts.say('ui.case.preview')} {paper.name}")
        if paper.paper == "receipt":
            shortcut(made, "Ctrl+P")
            made.setToolTip("Ctrl+P")
        return made
