"""The questions of the officers page: open an account, change it, a new password, close it; each refused in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QProgressBar, QVBoxLayout, QWidget

from station_app import texts
from ui.presenters.officers import AccountRow, Handed, NewOfficer, OfficersPresenter
from ui.widgets.first_password import FirstPassword
from ui.widgets.pieces import label, row
from ui.widgets.role_choice import RoleChoice
from ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable

_LOOK_EVERY_MS = 200
_WIDE = 860


class AddSheet(Sheet):
    """Asks for a new account."""

    def __init__(self, page: QWidget, presenter: OfficersPresenter) -> None:
        super().__init__(page, texts.say("ui.officers.open_account"), texts.say("ui.officers.open_account"), self._act)
        self._presenter = presenter
        self.badge, self.name = QLineEdit(), QLineEdit()
        self.roles, self.first = RoleChoice(), FirstPassword()
        self.card.setFixedWidth(_WIDE)
        self._arrange()
        self.badge.returnPressed.connect(self.name.setFocus)
        self.badge.textChanged.connect(lambda text: self.first.of(text.strip()))
        self.name.returnPressed.connect(self.roles.setFocus)
        self.roles.finished.connect(self.first.setFocus)
        self.first.finished.connect(self._act)
        for field in (self.roles, self.first):
            field.changed.connect(self._judge)

    def _arrange(self) -> None:
        """Roles beside the rest: one under the other they would not fit a small screen."""
        left, right = QVBoxLayout(), QVBoxLayout()
        for side, name, field in (
            (left, "badge", self.badge),
            (left, "name", self.name),
            (left, "first_password", self.first),
            (right, "roles", self.roles),
        ):
            field.setAccessibleName(texts.say(f"ui.officers.{name}"))
            side.addWidget(label(texts.say(f"ui.officers.{name}"), "muted"))
            side.addWidget(field)
        for side in (left, right):
            side.setSpacing(6)
            side.addStretch(1)
        both = row(left, right, spacing=32)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        self.form.addRow(both)

    def begin(self) -> None:
        """Come into view, empty."""
        for field in (self.badge, self.name):
            field.setText("")
        self.roles.choose(())
        self.first.begin()
        self.ask(self.badge)

    def leave(self) -> None:
        """Go away; no password stays."""
        self.first.forget()
        super().leave()

    def _judge(self) -> None:
        self.act_button.setEnabled(self.roles.fits and self.first.fits)

    def _act(self) -> None:
        if not self.act_button.isEnabled():
            return
        drawn = self.first.is_drawn
        password = self._presenter.draw_password() if drawn else self.first.password.text()
        wish = NewOfficer(self.badge.text().strip(), self.name.text(), self.roles.roles, password, must_change=drawn)
        self._presenter.add(wish)


class ChangeSheet(Sheet):
    """Asks for another name or other roles."""

    def __init__(self, page: QWidget, presenter: OfficersPresenter) -> None:
        super().__init__(page, "", texts.say("ui.officers.change_do"), self._act)
        self._presenter = presenter
        self._badge = ""
        self.name, self.roles = QLineEdit(), RoleChoice()
        self.add(texts.say("ui.officers.name"), self.name)
        self.add(texts.say("ui.officers.roles"), self.roles)
        self.name.returnPressed.connect(self.roles.setFocus)
        self.roles.finished.connect(self.act_button.click)
        self.roles.changed.connect(lambda: self.act_button.setEnabled(self.roles.fits))

    def begin(self, account: AccountRow) -> None:
        """Come into view with what holds now."""
        self._badge = account.badge
        self.call(texts.say("ui.officers.change_title", badge=account.badge))
        self.name.setText(account.name)
        self.roles.choose(account.held)
        self.ask(self.name)

    def _act(self) -> None:
        self._presenter.change(self._badge, self.name.text(), self.roles.roles)


class ResetSheet(Sheet):
    """Asks how a colleague gets a new password."""

    def __init__(self, page: QWidget, presenter: OfficersPresenter) -> None:
        super().__init__(page, "", texts.say("ui.officers.reset_password"), self._act)
        self._presenter = presenter
        self._badge = ""
        self.first = FirstPassword()
        self.add(texts.say("ui.password.new"), self.first)
        self.first.changed.connect(lambda: self.act_button.setEnabled(self.first.fits))
        self.first.finished.connect(self._act)

    def begin(self, account: AccountRow) -> None:
        """Come into view for this account."""
        self._badge = account.badge
        self.call(texts.say("ui.officers.reset_title", badge=account.badge, name=account.name))
        self.first.begin(account.badge)
        self.ask(self.first)

    def leave(self) -> None:
        """Go away; no password stays."""
        self.first.forget()
        super().leave()

    def _act(self) -> None:
        if not self.act_button.isEnabled():
            return
        drawn = self.first.is_drawn
        password = self._presenter.draw_password() if drawn else self.first.password.text()
        self._presenter.reset(self._badge, password, must_change=drawn)


class HandedSheet(Sheet):
    """Shows a drawn password, once; it is written nowhere, so leaving means it was written down."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page, "", texts.say("ui.officers.noted"), self.leave)
        self._lead = label(texts.say("ui.officers.noted_lead"), "muted", wrap=True)
        self.password = label(role="once")
        self.form.addRow(self._lead)
        self.form.addRow(self.password)

    def begin(self, handed: Handed) -> None:
        """Show it."""
        self.call(texts.say("ui.officers.noted_title", badge=handed.badge, name=handed.name))
        self.password.setText(handed.password)
        self.ask(self.act_button)

    def leave(self) -> None:
        """Go away and forget it."""
        self.password.setText("")
        super().leave()


class KeySheet(Sheet):
    """What ends with a change of the site's key: what it means, how far it has come; it can't be left midway."""

    def __init__(self, page: QWidget, act_word: str, presenter: OfficersPresenter) -> None:
        super().__init__(page, "", act_word, self._act)
        self._presenter = presenter
        self._told = label(role="muted", wrap=True)
        self._how_long = label(role="muted", wrap=True)
        self.form.addRow(self._told)
        self.form.addRow(self._how_long)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self._watch = QTimer(self, interval=_LOOK_EVERY_MS)
        self._watch.timeout.connect(self._follow)

    @property
    def working(self) -> bool:
        """Whether the key is being changed just now."""
        return self._watch.isActive()

    def leave(self) -> None:
        """Go away, unless the key is being changed."""
        if not self.working:
            super().leave()

    def _begin(self, title: str, told: str, first: QWidget) -> None:
        self.call(title)
        self._told.setText(told)
        self._how_long.setText(self._presenter.how_long())
        if self.form.indexOf(self.progress) < 0:
            self.form.addRow(self.progress)
        self.progress.hide()
        self.ask(first)

    def _act(self) -> None:
        if self.working:
            return
        self.act_button.setEnabled(False)
        self.progress.show()
        self._watch.start()
        self._follow()
        self._change(self._over)

    def _change(self, after: Callable[[], None]) -> None:
        self._presenter.rotate(after)

    def _follow(self) -> None:
        said, percent = self._presenter.progress()
        self.progress.setRange(0, 0 if percent < 0 else 100)
        self.progress.setValue(max(0, percent))
        self.notice.tell(said)

    def _over(self) -> None:
        self._watch.stop()
        self.notice.tell("")
        self.progress.hide()
        self.act_button.setEnabled(True)


class CloseSheet(KeySheet):
    """Asks why an account is closed."""

    def __init__(self, page: QWidget, presenter: OfficersPresenter) -> None:
        super().__init__(page, texts.say("ui.officers.close_account"), presenter)
        self._badge = ""
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(texts.say("ui.officers.reason_hint"))
        self.reason.returnPressed.connect(self._act)
        self.add(texts.say("ui.officers.reason"), self.reason)

    def begin(self, account: AccountRow) -> None:
        """Come into view for this account."""
        self._badge = account.badge
        self.reason.setText("")
        title = texts.say("ui.officers.close_title", badge=account.badge, name=account.name)
        self._begin(title, texts.say("ui.officers.close_what"), self.reason)

    def _act(self) -> None:
        """Close it, once somebody has said why: nothing opens it again."""
        if self.reason.text().strip():
            super()._act()
        else:
            self.notice.tell(texts.say("error.reason_missing"), "look")
            self.reason.setFocus()

    def _change(self, after: Callable[[], None]) -> None:
        self._presenter.close(self._badge, self.reason.text(), after)


class RotateSheet(KeySheet):
    """Asks whether the site's key is to be changed on its own account."""

    def __init__(self, page: QWidget, presenter: OfficersPresenter) -> None:
        super().__init__(page, texts.say("ui.officers.rotate"), presenter)

    def begin(self) -> None:
        """Come into view."""
        self._begin(texts.say("ui.officers.rotate"), texts.say("ui.officers.rotate_what"), self.act_button)
