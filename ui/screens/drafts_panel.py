"""The panel of drafts, in the place of the form: type to filter, arrows to choose, Enter to go on.

The keys stay in the line that filters, as on the query page; what the list needs of them is passed on to it. A second,
smaller table holds what was discarded today.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QVBoxLayout, QWidget

from station_app import texts
from ui import theme
from ui.models.rows import Column
from ui.screens.hand_over_sheet import HandOverSheet
from ui.widgets.pieces import Notice, button, column, label, row
from ui.widgets.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.presenters.draft_rows import DraftRow, DraftsView
    from ui.presenters.drafts import DraftsPresenter

_AGES_EVERY_MS = 30_000
_NOTICE_HIGH = 34
_LINE_HIGH = 34
_MOST_DISCARDED = 5
_COLUMNS = (
    Column("title", "ui.drafts.applicant", 148, large=True),
    Column("persons", "ui.drafts.persons", 76, right=True),
    Column("missing", "ui.drafts.missing", 76, right=True),
    Column("owner", "ui.drafts.owner", 112),
    Column("saved", "ui.drafts.saved", 112, order="saved_at", tip="saved_exactly"),
    Column("state", "ui.drafts.state_title", 152),
    Column("note", "ui.drafts.note", 260),
)
_WASTE = (
    Column("title", "ui.drafts.applicant", 148, large=True),
    Column("persons", "ui.drafts.persons", 76, right=True),
    Column("state", "ui.drafts.state_title", 152),
    Column("saved", "ui.drafts.saved", 112, order="saved_at", tip="saved_exactly"),
)
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class DraftsPanel(QFrame):
    """The drafts of the station.

    Signals:
        closed: Back to the form.
    """

    closed = Signal()

    def __init__(self, presenter: DraftsPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._presenter = presenter
        self.search = QLineEdit()
        self.table = Table("drafts", _COLUMNS, texts.say("ui.drafts.title"))
        self.waste = Table("discarded_drafts", _WASTE, texts.say("ui.drafts.discarded_title"))
        self.notice = Notice()
        self.close_button = button(texts.say("ui.drafts.close"), self.closed.emit, icon="back", keys="Esc")
        self.open_button = button(texts.say("ui.drafts.open") + "  Enter", self._open, "primary")
        self.hand_button = button(texts.say("ui.drafts.hand_over"), self._hand_over, icon="officer", keys="Ctrl+H")
        self.discard_button = button(texts.say("ui.drafts.discard") + "  Delete", self._discard, icon="close")
        self.restore_button = button(
            texts.say("ui.drafts.restore") + "  Ctrl+Z", presenter.restore_last, icon="refresh"
        )
        self._waste_box = QWidget()
        self.sheet = HandOverSheet(self, presenter)
        self._arrange()
        self._listen()

    def shown(self) -> None:
        """Come into view: an empty filter, the newest list."""
        self.notice.tell("")
        self.search.clear()
        self.search.setFocus()
        self._presenter.filter("")
        self._presenter.refresh()
        self._ages.start()

    def tell(self, sentence: str, state: str) -> None:
        """Say what happened, or ask; the room for it is always there."""
        self.notice.tell(sentence, state)

    def hideEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Rest while nobody looks."""
        self._ages.stop()
        self._presenter.let_go()
        super().hideEvent(event)  # type: ignore[arg-type]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Let the keys of the list act while the filter has the focus, and in both tables."""
        kind = event.type()
        if watched is self.waste and kind in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._mark_waste()
        if kind in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride) and isinstance(event, QKeyEvent):
            act = self._act_of(watched, event)
            if act is not None:
                event.accept()
                if kind == QEvent.Type.KeyPress:
                    act()
                return True
        return super().eventFilter(watched, event)

    def _act_of(self, watched: QObject, event: QKeyEvent) -> Callable[[], object] | None:
        key, control = event.key(), event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if control and key == Qt.Key.Key_Z:
            return self._presenter.restore_last
        if key == Qt.Key.Key_Delete and watched is not self.waste and not self._deletes_text(watched):
            return self._discard
        if key in _ENTER and watched is not self.table:
            return self._restore if watched is self.waste else self._open
        if key in _MOVES and watched is self.search:
            return lambda: self._move(event)
        return None

    def _deletes_text(self, watched: QObject) -> bool:
        edit = self.search
        return watched is edit and (edit.hasSelectedText() or edit.cursorPosition() < len(edit.text()))

    def _move(self, event: QKeyEvent) -> None:
        self._presenter.let_go()
        QApplication.sendEvent(self.table, QKeyEvent(event.type(), event.key(), event.modifiers()))

    def _open(self) -> None:
        chosen = self.table.current()
        if chosen is not None:
            self._presenter.open_row(chosen)

    def _discard(self) -> None:
        chosen = self.table.current()
        if chosen is not None:
            self._presenter.discard_row(chosen)

    def _restore(self) -> None:
        chosen = self.waste.current()
        if chosen is not None:
            self._presenter.restore(chosen)

    def _hand_over(self) -> None:
        chosen: DraftRow | None = self.table.current()
        if chosen is None:
            return
        if chosen.is_mine:
            self.sheet.begin(chosen)
        else:
            self.tell(texts.say("ui.drafts.not_yours", name=chosen.owner), "look")

    def _done(self) -> None:
        if self.sheet.isVisible():
            self.sheet.hide()
            self.search.setFocus()

    def _show(self, view: DraftsView) -> None:
        _keep_cursor(self.table, view.rows, view.empty)
        _keep_cursor(self.waste, view.discarded, "")
        self._mark_waste()
        high = self.waste.horizontalHeader().sizeHint().height() + _LINE_HIGH * min(
            len(view.discarded), _MOST_DISCARDED
        )
        self.waste.setFixedHeight(high + 2 * self.waste.frameWidth() + 2)
        self._waste_box.setVisible(bool(view.discarded))
        self.restore_button.setEnabled(bool(view.discarded))
        for made in (self.open_button, self.hand_button, self.discard_button):
            made.setEnabled(bool(view.rows))

    def _mark_waste(self) -> None:
        """Mark a discarded draft only while the keys go there; two marked rows would leave a doubt."""
        if not self.waste.hasFocus():
            self.waste.clearSelection()
        elif self.waste.current() is not None:
            self.waste.selectRow(self.waste.currentIndex().row())

    def _listen(self) -> None:
        presenter = self._presenter
        presenter.shown.connect(self._show)
        presenter.done.connect(self._done)
        self.sheet.left.connect(self.search.setFocus)
        self.search.textChanged.connect(presenter.filter)
        self.table.opened.connect(presenter.open_row)
        self.waste.opened.connect(presenter.restore)
        for watched in (self.search, self.table, self.waste):
            watched.installEventFilter(self)
        self._ages = QTimer(self, interval=_AGES_EVERY_MS)
        self._ages.timeout.connect(presenter.refresh)

    def _arrange(self) -> None:
        self.search.setProperty("role", "search")
        self.search.setClearButtonEnabled(True)
        self.search.setPlaceholderText(texts.say("ui.drafts.filter"))
        self.search.setAccessibleName(texts.say("ui.drafts.filter"))
        for made in (self.close_button, self.open_button, self.hand_button, self.discard_button, self.restore_button):
            made.setAutoDefault(True)
        lines = column(self)
        lines.addLayout(row(label(texts.say("ui.drafts.title"), "title"), None, self.close_button))
        lines.addWidget(self.search)
        lines.addWidget(self.table, 1)
        waste = QVBoxLayout(self._waste_box)
        waste.setContentsMargins(0, 0, 0, 0)
        waste.setSpacing(4)
        waste.addWidget(label(texts.say("ui.drafts.discarded_title"), "heading"))
        waste.addWidget(self.waste)
        self._waste_box.hide()
        lines.addWidget(self._waste_box)
        told = QWidget()
        told.setFixedHeight(_NOTICE_HIGH)
        inside = column(told, 0, 0)
        inside.addWidget(self.notice)
        lines.addWidget(told)
        acts = (self.discard_button, self.restore_button, self.hand_button)
        lines.addLayout(row(*acts, None, self.open_button, spacing=theme.GRID))


def _keep_cursor(table: Table, rows: tuple[DraftRow, ...], empty: str) -> None:
    """Show new rows with the cursor on the draft it was on; a list that grew older only is left where it is."""
    before, scrolled = table.current(), table.verticalScrollBar().value()
    table.show_rows(rows, empty)
    if before is None:
        return
    for number in range(len(rows)):
        if table.rows.row(number).draft_id == before.draft_id:
            table.selectRow(number)
            table.verticalScrollBar().setValue(scrolled)
