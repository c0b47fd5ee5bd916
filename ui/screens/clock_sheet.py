"""The sheet behind the clock's light (确认本机时间): what it shows, what speaks against it, and its confirmation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from station_app import texts
from ui import theme
from ui.presenters.clock_check import ClockPresenter, ClockView
from ui.widgets.date_edit import DateEdit
from ui.widgets.facts import Facts
from ui.widgets.field_edit import FieldEdit
from ui.widgets.pieces import label
from ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from ui.session import Session


class ClockSheet(Sheet):
    """Shows believed and shown time; another clock's time is typed, Enter confirms."""

    def __init__(self, window: QWidget, session: Session) -> None:
        super().__init__(window, texts.say("ui.clock.title"), texts.say("ui.clock.confirm"), self._confirm)
        self._session = session
        self.presenter = ClockPresenter(session.catalogue, session.runner, self._show, self._told)
        self.times = Facts()
        self.doubt = label("", wrap=True)
        self.meaning = label("", "muted", wrap=True)
        theme.mark(self.doubt, "blocked")
        for part in (self.times, self.doubt, self.meaning):
            self.form.addRow(part)
        self.day, self.time = DateEdit(), FieldEdit(longest=8)
        self.time.takes_characters = False
        self.time.setPlaceholderText(texts.say("ui.clock.time_hint"))
        self.add(texts.say("ui.clock.day"), self.day)
        self.add(texts.say("ui.clock.time"), self.time)
        self.day.stepped.connect(lambda by: self.time.setFocus() if by > 0 else None)
        self.time.stepped.connect(lambda by: self._confirm() if by > 0 else self.day.setFocus())
        self._came_from: QWidget | None = None

    def begin(self) -> None:
        """Come into view with how the clock stands now; the other clock's time is always typed anew."""
        window = self.window()
        self._came_from = window.focusWidget() if not self.isVisible() else self._came_from
        self.time.clear()
        self.ask(self.time)
        self.presenter.ask()

    def leave(self) -> None:
        """Go away and give the keys back to where they were."""
        self.hide()
        if self._came_from is not None and self._came_from.isVisible():
            self._came_from.setFocus()

    def _show(self, view: ClockView) -> None:
        self.times.show_facts(view.times)
        self.doubt.setText(view.doubt)
        self.doubt.setVisible(bool(view.doubt))
        self.meaning.setText(view.meaning)
        for part in (self.day, self.time):
            self.form.setRowVisible(part, view.confirmable)
        self.act_button.setVisible(view.confirmable)
        self.day.show_value(view.day)
        if not view.confirmable:
            self.setFocus()

    def _confirm(self) -> None:
        self.presenter.confirm(str(self.day.value() or ""), self.time.text())

    def _told(self, sentence: str, state: str) -> None:
        if state != "ok":
            self.notice.tell(sentence, state)
            return
        self.leave()
        self._session.told.emit(sentence, state)
        self._session.changed.emit("settings")  # the lights are read anew
