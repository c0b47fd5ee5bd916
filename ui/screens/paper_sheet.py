"""The sheet that comes when a scanned paper needs a look: first the answer, then what it says and what differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from station_app import texts
from ui.presenters.paper_check import view_of
from ui.widgets.facts import Facts
from ui.widgets.pieces import Notice, label
from ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from station_app.domain.paper_verdicts import PaperVerdict
    from ui.session import Session

_COLUMNS = (("field", 2), ("on_paper", 3), ("in_record", 3))


class PaperSheet(Sheet):
    """Says what a paper is worth; Enter opens its case, or only goes away where there is none here."""

    def __init__(self, window: QWidget, session: Session) -> None:
        super().__init__(window, texts.say("ui.verdict.title"), texts.say("ui.verdict.open"), self._act)
        self._session = session
        self._verdict: PaperVerdict | None = None
        self.answer, self.facts, self.differences = Notice(), Facts(), _Differences()
        self.advice = label("", wrap=True)
        self._heading = label(texts.say("ui.verdict.differs"), "heading")
        for part in (self.answer, self.facts, self._heading, self.differences, self.advice):
            self.form.addRow(part)

    def begin(self, verdict: PaperVerdict) -> None:
        """Come into view with a verdict; another scan meanwhile brings another."""
        self._verdict = verdict
        view = view_of(verdict)
        self.answer.tell(view.answer, view.state)
        self.facts.show_facts(view.facts)
        self.form.setRowVisible(self.facts, bool(view.facts))
        self.differences.show_rows(view.differences)
        for part in (self._heading, self.differences):
            self.form.setRowVisible(part, bool(view.differences))
        self.advice.setText("\n".join(view.advice))
        self.act_button.setText(view.opens or texts.say("ui.verdict.close"))
        self.ask(self.act_button)

    def _act(self) -> None:
        verdict = self._verdict
        self.leave()
        if verdict is None or not (verdict.genuine and verdict.here):
            return
        self._session.follow_paper(verdict)


class _Differences(QWidget):
    """Facts that the paper states otherwise than the record, side by side."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        for place, (_, stretch) in enumerate(_COLUMNS):
            self._grid.setColumnStretch(place, stretch)

    def show_rows(self, rows: tuple[tuple[str, str, str], ...]) -> None:
        """Replace what is shown; each row is read as one sentence."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for place, (word, _) in enumerate(_COLUMNS):
            self._grid.addWidget(label(texts.say(f"ui.verdict.{word}"), "muted"), 0, place)
        for line, row in enumerate(rows, 1):
            for place, text in enumerate(row):
                told = label(text, wrap=True)
                told.setAccessibleName(" · ".join(row))
                self._grid.addWidget(told, line, place, Qt.AlignmentFlag.AlignTop)
