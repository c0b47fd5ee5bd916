"""The scans of an accepted case, beside what was captured; each look at one is logged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut

from station_app import texts
from ui.presenters.page_viewer import ViewerPresenter
from ui.widgets.page_viewer import PageViewer
from ui.widgets.pieces import button
from ui.widgets.viewer_keys import bind_viewer_keys

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from ui.presenters.page_viewer import Sheet
    from ui.session import Session


class CaseScans(QObject):
    """The button that opens the viewer, and the viewer, which takes the place of `beside`."""

    def __init__(self, session: Session, page: QWidget, beside: QWidget) -> None:
        super().__init__(page)
        self._beside = beside
        self._case_no = ""
        self._sheets: tuple[Sheet, ...] = ()
        self.viewer = PageViewer()
        self.viewer.hide()
        self.button = button("", self.toggle, "flat", "clip")
        self.button.hide()
        self.book = ViewerPresenter(session.catalogue, session.runner, self.viewer.show_view)
        self.viewer.turned.connect(self.book.turn)
        self.viewer.closed.connect(self.close)
        keys = QShortcut(QKeySequence("F11"), page, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self.toggle)
        bind_viewer_keys(page, self.viewer)

    def show_scans(self, case_no: str, sheets: Sequence[Sheet]) -> None:
        """Offer the scans of this case; the viewer of another case is closed."""
        if (case_no, tuple(sheets)) == (self._case_no, self._sheets):
            return
        self.close()
        self._case_no, self._sheets = case_no, tuple(sheets)
        self.button.setText(texts.say("ui.viewer.open", count=len(self._sheets)) + "  F11")
        self.button.setAccessibleName(texts.say("ui.viewer.open", count=len(self._sheets)))
        self.button.setVisible(bool(self._sheets))

    def toggle(self) -> None:
        """Open the viewer at the first scan, or close it."""
        if not self.close() and self._sheets:
            self._beside.hide()
            self.viewer.show()
            self.book.open(self._sheets, 0, self._case_no)

    def close(self) -> bool:
        """Close the viewer; tell whether it was open."""
        if self.viewer.isHidden():
            return False
        self.viewer.hide()
        self.book.close()
        self._beside.show()
        return True
