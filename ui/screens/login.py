"""Login and lock: badge, password, and a plain word about what went wrong."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from station_app import texts
from ui import fonts, icons, theme
from ui.presenters.login import LoginPresenter, LoginView
from ui.widgets.password_field import PasswordField
from ui.widgets.pieces import Notice, button, column, label, panel, row

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from station_app.catalogue import Catalogue, Door
    from ui.screens.change_card import ChangeCard
    from ui.screens.recover import RecoverCard
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
        self._painted = True
        self._recover: RecoverCard | None = None
        self.change_card: ChangeCard | None = None
        self._make_recover = partial(_recover_card, door, runner)
        self._make_change = partial(_change_card, door, runner)
        self.setObjectName("Veil")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._build(door)

    def ask(self) -> None:
        """Ask for the first time."""
        self._turn_back()
        self._say(texts.say("ui.login.title"), texts.say("ui.login.lead"), "officer")
        self._presenter.begin()
        self._take_focus()
        self._painted = False
        self.update()

    def lock(self, badge: str, officer_name: str) -> None:
        """Cover the desk; the work behind stays as it is."""
        self._turn_back()
        self._say(texts.say("ui.lock.title"), texts.say("ui.lock.lead", officer=officer_name), "lock")
        self._presenter.begin(badge)
        self._take_focus()

    def recover(self) -> None:
        """Turn the card round: a new password by the code of the recovery sheet."""
        if self._recover is None:
            self._recover = self._make_recover()
            self._recover.recovered.connect(self._recovered)
            self._recover.left.connect(self.turn_back)
            self._middle.insertWidget(2, self._recover)
        self._card.hide()
        self._recover.show()
        self._recover.ask(self.badge.text().strip())

    def change(self, why: str) -> None:
        """Turn the card round: the password that was typed opens only its own change, and `why`."""
        if self.change_card is None:
            self.change_card = self._make_change()
            self.change_card.opened.connect(self._open)
            self.change_card.left.connect(self.turn_back)
            self._middle.insertWidget(2, self.change_card)
        self._card.hide()
        self.change_card.show()
        self.change_card.ask(self.badge.text().strip(), self.password.text(), why)
        self.password.forget()

    def turn_back(self) -> None:
        """Turn the card back; nothing was changed."""
        self._turn_back()
        self._take_focus()

    def _recovered(self, badge: str) -> None:
        self._turn_back()
        self.badge.setText(badge)
        self._presenter.begin(badge, texts.say("ui.recover.done", badge=badge))
        self._take_focus()

    def _turn_back(self) -> None:
        for turned in (self._recover, self.change_card):
            if turned is not None:
                turned.forget()
                turned.hide()
        self._card.show()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint first, look for the badge then."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self._presenter.look_for_badges)

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
        self.forgotten = button(texts.say("ui.recover.link"), self.recover, "link")
        self.setFocusProxy(self.password)
        self.badge.returnPressed.connect(self.password.setFocus)
        self.password.returnPressed.connect(self._submit)
        self.password.caps_lock_noticed.connect(self.caps_hint.setVisible)

        self._card = panel()
        self._card.setFixedWidth(_WIDTH)
        inner = column(self._card, 3 * theme.GRID)
        inner.addLayout(row(self._picture, self._title, None))
        inner.addWidget(self._lead)
        inner.addSpacing(theme.GRID)
        for name, field in (("ui.login.badge", self.badge), ("ui.login.password", self.password)):
            inner.addWidget(label(texts.say(name), "muted"))
            inner.addWidget(field)
        inner.addLayout(row(self.caps_hint, None))
        inner.addWidget(self.problem)
        inner.addWidget(self.enter)
        account = label(role="small", wrap=True)
        if door.practice_account is not None:
            badge, password = door.practice_account
            account.setText(texts.say("ui.login.practice", badge=badge, password=password))
        foot = row()
        foot.addWidget(account, 1)
        foot.addWidget(self.forgotten, 0, Qt.AlignmentFlag.AlignTop)
        inner.addLayout(foot)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        self._middle = row(None, self._card, None)
        outer.addLayout(self._middle)
        outer.addStretch(3)

    def _say(self, title: str, lead: str, picture: str) -> None:
        self._title.setText(fonts.shown(title))
        self._lead.setText(lead)
        self._picture.setPixmap(icons.pixmap(picture, "primary", 28))

    def _take_focus(self) -> None:
        (self.password if self.badge.text() else self.badge).setFocus()

    def _submit(self) -> None:
        password = self.password.text()
        self._presenter.submit(self.badge.text(), password)

    def _show(self, view: LoginView) -> None:
        if view.change:
            self._free(busy=False)
            self.change(view.change)
            return
        if view.badge and self.badge.text().strip() != view.badge:
            if self.badge.text() and not view.busy:
                return  # the officer was faster than the proposal
            self.badge.setText(view.badge)
            self._take_focus()
        self.problem.tell(view.problem or view.news, "blocked" if view.problem else "ok")
        self._free(busy=view.busy)
        if view.failures != self._failures or (not view.busy and not view.problem):
            self.password.forget()
        self._failures = view.failures
        if view.problem:
            self._take_focus()

    def _free(self, *, busy: bool) -> None:
        for widget in (self.badge, self.password, self.enter, self.forgotten):
            widget.setEnabled(not busy)
        self.enter.setText(texts.say("ui.login.opening" if busy else "ui.login.enter"))

    def _open(self, catalogue: Catalogue) -> None:
        self.password.forget()
        self._turn_back()
        self.opened.emit(catalogue)


def _change_card(door: Door, runner: Runner) -> ChangeCard:
    from ui.screens.change_card import ChangeCard  # noqa: PLC0415 - most days need none

    return ChangeCard(door, runner)


def _recover_card(door: Door, runner: Runner) -> RecoverCard:
    from ui.screens.recover import RecoverCard  # noqa: PLC0415 - most days need none

    return RecoverCard(door, runner)
