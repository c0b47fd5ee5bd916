"""The papers of a case: which there are, how many copies went out, and a button that shows each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from station_app import texts
from ui import icons, theme
from ui.screens.print_set_key import PrintSetKey
from ui.widgets.pieces import STATE_ICONS, button, label, row, shortcut

if TYPE_CHECKING:
    from ui.presenters.case_page import PaperLine
    from ui.session import Session


class CasePapers(QWidget):
    """One line a paper."""

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(page)
        self._session = session
        self._case_no = ""
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self.print_set = PrintSetKey(session, page)
        whole.addWidget(self.print_set.button)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        whole.addLayout(self._lines)

    def show_papers(self, case_no: str, papers: tuple[PaperLine, ...]) -> None:
        """Offer these papers of this case."""
        self._case_no = case_no
        self.print_set.about = case_no
        self.print_set.button.setVisible(bool(papers))
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
            if paper.printing:
                said.addLayout(_standing(paper))
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


def _standing(paper: PaperLine) -> QHBoxLayout:
    """Say with a sign and a word how a paper stands that is not out yet."""
    sign, said = QLabel(), label(paper.printing, "small", wrap=True)
    sign.setPixmap(icons.pixmap(STATE_ICONS[paper.state], paper.state, 14))
    theme.mark(said, paper.state)
    return row(sign, said, None, spacing=4)
