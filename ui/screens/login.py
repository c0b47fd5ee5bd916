"""Login and lock: badge, password, and a plain word about what went wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from station_app import texts
from ui import icons, theme
from ui.presenters.login import LoginPresenter, LoginView
from ui.widgets.password_field import PasswordField
from ui.widgets.pieces import Notice, button, column, label, panel, row

if TYPE_CHECKING:
    from station_app.catalogue import Catalogue, Door
    from ui.tasks import Runner

_WIDTH = 400


class LoginScreen(QWidget):
    """Asks who sits at the desk.

    The same screen locks the desk: `lock` keeps the badge of the officer whose work lies behind it.

    Signals:
        opened: The site was opened; carries the Catalogue.
    """

    opened = Signal(object)

    def __init__(self, door: Door, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = LoginPresenter(door, runner, self._show, self._open)
        self._failures = 0
        self.setObjectName("Veil")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._build(door)

    def ask(self) -> None:
        """Ask for the first time."""
        self._say(texts.say("ui.login.title"), texts.say("ui.login.lead"), "officer")
        self._presenter.begin()
        self._take_focus()

    def lock(self, badge: str, officer_name: str) -> None:
        """Cover the desk; the work behind stays as it is."""
        self._say(texts.say("ui.lock.title"), texts.say("ui.lock.lead", officer=officer_name), "lock")
        self._presenter.begin(badge)
        self._take_focus()

    def _build(self, door: Door) -> None:
        self._picture = label()
        self._title = label(role="title")
        self._lead = label(role="muted", wrap=True)
        self.badge = QLineEdit()
        self.badge.setAccessibleName(texts.say("ui.login.badge"))
        self.password = PasswordField(texts.say("ui.login.password"))
        self.caps_hint = label(texts.say("ui.login.caps_lock"), "badge")
        theme.mark(self.caps_hint, "look")
        self.caps_hint.hide()
        self.problem = Notice()
        self.enter = button(texts.say("ui.login.enter"), self._submit, "primary")
        self.badge.returnPressed.connect(self.password.setFocus)
        self.password.returnPressed.connect(self._submit)
        self.password.caps_lock_noticed.connect(self.caps_hint.setVisible)

        card = panel()
        card.setFixedWidth(_WIDTH)
        inner = column(card, 3 * theme.GRID)
        inner.addLayout(row(self._picture, self._title, None))
        inner.addWidget(self._lead)
        inner.addSpacing(theme.GRID)
        for name, field in (("ui.login.badge", self.badge), ("ui.login.password", self.password)):
            inner.addWidget(label(texts.say(name), "muted"))
            inner.addWidget(field)
        inner.addLayout(row(self.caps_hint, None))
        inner.addWidget(self.problem)
        inner.addWidget(self.enter)
        if door.practice_account is not None:
            badge, password = door.practice_account
            inner.addWidget(label(texts.say("ui.login.practice", badge=badge, password=password), "small", wrap=True))
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addLayout(row(None, card, None))
        outer.addStretch(3)

    def _say(self, title: str, lead: str, picture: str) -> None:
        self._title.setText(title)
        self._lead.setText(lead)
        self._picture.setPixmap(icons.pixmap(picture, "primary", 28))

    def _take_focus(self) -> None:
        (self.password if self.badge.text() else self.badge).setFocus()

    def _submit(self) -> None:
        password = self.password.text()
        self._presenter.submit(self.badge.text(), password)

    def _show(self, view: LoginView) -> None:
        if view.badge and self.badge.text().strip() != view.badge:
            if self.badge.text() and not view.busy:
                return  # the officer was faster than the proposal
            self.badge.setText(view.badge)
            self._take_focus()
        self.problem.tell(view.problem, "blocked")
        for widget in (self.badge, self.password, self.enter):
            widget.setEnabled(not view.busy)
        self.enter.setText(texts.say("ui.login.opening" if view.busy else "ui.login.enter"))
        if view.failures != self._failures or (not view.busy and not view.problem):
            self.password.forget()
        self._failures = view.failures
        if view.problem:
            self._take_focus()

    def _open(self, catalogue: Catalogue) -> None:
        self.password.forget()
        self.opened.emit(catalogue)
