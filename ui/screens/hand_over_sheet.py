"""The question whom a draft is handed to: type a badge, a name or its initials, and a note for the colleague."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QWidget

from station_app import texts
from station_app.domain import pinyin
from ui import fonts
from ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from station_app.domain.records import Officer
    from ui.presenters.draft_rows import DraftRow
    from ui.presenters.drafts import DraftsPresenter

_LONGEST_NOTE = 200
_LIST_HIGH = 132


class HandOverSheet(Sheet):
    """Asks for the colleague and the note.

    Signals:
        left: It went away without an answer.
    """

    left = Signal()

    def __init__(self, page: QWidget, presenter: DraftsPresenter) -> None:
        super().__init__(page, texts.say("ui.drafts.hand_over_title"), texts.say("ui.drafts.hand_over_do"), self._act)
        self._presenter = presenter
        self._row: DraftRow | None = None
        self._everybody: tuple[Officer, ...] = ()
        self._offered: tuple[Officer, ...] = ()
        self.who = QLineEdit()
        self.who.setPlaceholderText(texts.say("ui.drafts.hand_over_who"))
        self.people = QListWidget()
        self.people.setFixedHeight(_LIST_HIGH)
        self.people.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.note = QLineEdit()
        self.note.setMaxLength(_LONGEST_NOTE)
        self.note.setPlaceholderText(texts.say("ui.drafts.hand_over_note_hint"))
        self.add(texts.say("ui.drafts.hand_over_to"), self.who)
        self.add("", self.people)
        self.people.setAccessibleName(texts.say("ui.drafts.hand_over_to"))
        self.add(texts.say("ui.drafts.note"), self.note)
        self.who.textChanged.connect(self._offer)
        self.who.returnPressed.connect(self.note.setFocus)
        self.note.returnPressed.connect(self._act)
        self.who.installEventFilter(self)

    def begin(self, row: DraftRow) -> None:
        """Come into view for this draft."""
        self._row = row
        self.who.clear()
        self.note.clear()
        self.people.clear()
        self.ask(self.who)
        self.notice.tell(texts.say("ui.drafts.hand_over_lead", title=row.title))
        self._presenter.colleagues(self._know)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Let the arrows choose in the list while the badge is typed."""
        if watched is not self.who:
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step:
                self.people.setCurrentRow(max(0, min(self.people.count() - 1, self.people.currentRow() + step)))
                return True
        return False

    def leave(self) -> None:
        """Go away; the panel takes the keys back."""
        self.hide()
        self.left.emit()

    def _know(self, colleagues: Sequence[Officer]) -> None:
        self._everybody = tuple(colleagues)
        self._offer(self.who.text())
        if not self._everybody:
            self.notice.tell(texts.say("ui.drafts.nobody"), "look")

    def _offer(self, typed: str) -> None:
        self._offered = tuple(officer for officer in self._everybody if _fits(officer, typed.strip()))
        self.people.clear()
        self.people.addItems([fonts.shown(f"{officer.badge}   {officer.name}") for officer in self._offered])
        self.people.setCurrentRow(0)
        self.act_button.setEnabled(bool(self._offered))

    def _act(self) -> None:
        place = self.people.currentRow()
        if self._row is not None and 0 <= place < len(self._offered):
            self._presenter.hand_over(self._row, self._offered[place], self.note.text())


def _fits(officer: Officer, typed: str) -> bool:
    if not typed or officer.badge.startswith(typed) or typed in officer.name:
        return True
    letters = pinyin.typed(typed)
    return letters.isascii() and (
        pinyin.initials(officer.name).startswith(letters) or pinyin.full(officer.name).startswith(letters)
    )
