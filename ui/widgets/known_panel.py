"""Someone already known here: what is typed now beside the case they are in.

Offered, never decided silently.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from station_app import texts
from station_app.clock import local_date
from ui import icons, theme
from ui.widgets.pieces import button, label, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from station_app.domain.records import KnownPerson

_MOST = 3


class KnownPanel(QFrame):
    """The cases a person is in already.

    Signals:
        case_wanted: Open this case.
    """

    case_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "known")
        self._body: QWidget | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 4, 12, 8)
        column.setSpacing(4)
        self.hide()

    def show_known(self, typed_name: str, hits: Sequence[KnownPerson]) -> None:
        """Show `hits` beside the name typed now; none hides the panel."""
        if self._body is not None:
            self._body.hide()
            self._body.deleteLater()
        self._body = self._table(typed_name, hits) if hits else None
        layout = self.layout()
        if self._body is not None and layout is not None:
            layout.addWidget(self._body)
        self.setVisible(bool(hits))

    def _table(self, typed_name: str, hits: Sequence[KnownPerson]) -> QWidget:
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * theme.GRID)
        grid.setVerticalSpacing(2)
        sign = label()
        sign.setPixmap(icons.pixmap("look", "look", 16))
        words = label(texts.say("ui.intake.known.title", count=len(hits)))
        theme.mark(words, "look")
        grid.addLayout(row(sign, words, None), 0, 0, 1, 4)
        grid.addWidget(label(texts.say("ui.intake.known.now"), "small"), 1, 0)
        grid.addWidget(label(typed_name), 1, 1)
        for line, hit in enumerate(hits[:_MOST], start=2):
            grid.addWidget(label(texts.say("ui.intake.known.before"), "small"), line, 0)
            grid.addWidget(label(hit.name), line, 1)
            accepted = local_date(hit.accepted_at).isoformat()
            grid.addWidget(label(texts.say("ui.intake.known.case", case_no=hit.case_no, day=accepted)), line, 2)
            opener = button(
                texts.say("ui.intake.known.open"),
                lambda case_no=hit.case_no: self.case_wanted.emit(case_no),  # type: ignore[misc]
                "flat",
                "case",
            )
            grid.addWidget(opener, line, 3)
        grid.setColumnStretch(2, 1)
        return body
