"""The card reader on the intake page: F2 and Esc, where the words stand, and where the cursor goes afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut

from ui.widgets.card_panel import CardPanel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.presenters.intake import IntakePresenter
    from ui.presenters.intake_card import CardState
    from ui.screens.intake_middle import MiddleColumn
    from ui.screens.intake_side import ActionBar


class Cards(QObject):
    """Cards as the intake page `page` deals with them; `work` is what must be in view for reading one."""

    def __init__(
        self, presenter: IntakePresenter, middle: MiddleColumn, bar: ActionBar, work: QWidget, page: QWidget
    ) -> None:
        super().__init__(page)
        self._presenter = presenter
        self._middle = middle
        self._work = work
        self._read_key = _key("F2", page, self.read)
        # Only while a card is waited for: Esc has other work on this page.
        self._cancel_key = _key("Esc", page, presenter.cards.cancel)
        self._cancel_key.setEnabled(False)
        panel: CardPanel = middle.card
        presenter.cards.state_changed.connect(self._show)
        presenter.cards.filled.connect(self._filled)
        presenter.cards.named_filled.connect(lambda base: middle.go_to(f"{base}.phone"))
        presenter.member_changed.connect(lambda _index: presenter.cards.quiet())
        panel.cancelled.connect(presenter.cards.cancel)
        panel.seen.connect(presenter.cards.seen)
        panel.reasoned.connect(self._unlock)
        panel.given_up.connect(middle.go_to)
        middle.unlock_wanted.connect(panel.ask)
        bar.card.clicked.connect(self.read)

    def read(self) -> None:
        """Read a card for the person in the middle."""
        if self._work.isVisible() and not self._presenter.accepting:
            self._presenter.cards.read()

    def stop(self) -> None:
        """Stop waiting: the officer goes away from the page or accepts."""
        self._presenter.cards.cancel()

    def _show(self, state: CardState) -> None:
        self._cancel_key.setEnabled(state.busy)
        self._middle.card.show_reading(state)

    def _filled(self, index: int, number: str) -> None:
        """Show whose card it was, ask who is known by it, and go on where something is left to be typed."""
        self._presenter.select(index)
        self._presenter.id_completed(number)
        self._middle.member_form.focus_first_empty()

    def _unlock(self, path: str, reason: str) -> None:
        self._presenter.cards.unlock(path, reason)
        self._middle.go_to(path)


def _key(keys: str, page: QWidget, act: object) -> QShortcut:
    shortcut = QShortcut(QKeySequence(keys), page)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(act)
    return shortcut
