"""An officer's own account, over whatever page is in view: who it is, when the badge was last used, a new password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app import texts
from ui.presenters.officers import roles_in_words
from ui.presenters.own_account import last_login
from ui.presenters.password_change import ChangeForm, ChangeView, PasswordChangePresenter
from ui.widgets.password_field import PasswordField
from ui.widgets.pieces import label
from ui.widgets.rule_lines import RuleLines
from ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.session import Session


class OwnSheet(Sheet):
    """Shows the account of whoever is logged in and changes its password."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent, texts.say("ui.own.title"), texts.say("ui.password.set"), self._act)
        self._session = session
        officer = session.catalogue.officer
        self._presenter = PasswordChangePresenter(session.runner, self._change, self._show, self._done)
        self.present = PasswordField("")
        self.password = PasswordField("")
        self.again = PasswordField("")
        self._rules = RuleLines()
        self.last = label(last_login(session.catalogue.last_login), wrap=True)
        self.add(texts.say("ui.own.officer"), label(f"{officer.name}  {officer.badge}"))
        self.add(texts.say("ui.own.roles"), label(roles_in_words(officer.roles), wrap=True))
        self.add(texts.say("ui.own.last"), self.last)
        for name, field in (
            ("ui.password.present", self.present),
            ("ui.password.new", self.password),
            ("ui.password.again", self.again),
        ):
            self.add(texts.say(name), field)
            field.textChanged.connect(self._tell)
        self.form.addRow("", self._rules)
        self.present.returnPressed.connect(self.password.setFocus)
        self.password.returnPressed.connect(self.again.setFocus)
        self.again.returnPressed.connect(self._act)

    def begin(self) -> None:
        """Come into view, empty."""
        self._empty()
        self._tell()
        self.ask(self.present)

    def leave(self) -> None:
        """Go away; nothing secret stays in the fields."""
        self._empty()
        super().leave()

    def _empty(self) -> None:
        for field in (self.present, self.password, self.again):
            field.forget()

    def _act(self) -> None:
        self._presenter.change()

    def _change(self, form: ChangeForm) -> None:
        self._session.catalogue.change_own_password(form.present, form.password)

    def _tell(self, *_change: object) -> None:
        badge = self._session.catalogue.officer.badge
        form = ChangeForm(badge, self.present.text(), self.password.text(), self.again.text())
        self._presenter.type(form)

    def _show(self, view: ChangeView) -> None:
        if view.rules:
            self._rules.show_rules(view.rules)
        self.notice.tell(view.problem, "blocked")
        for field in (self.present, self.password, self.again):
            field.setEnabled(not view.busy)
        self.act_button.setEnabled(view.ready and not view.busy)
        if view.problem:
            self.present.setFocus()

    def _done(self, _nothing: object) -> None:
        self.leave()
        self._session.told.emit(texts.say("ui.password.changed"), "ok")
