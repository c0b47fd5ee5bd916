"""The card that turns the login round for a password that opens only its own change: handed over, or expired."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame

from station_app import texts
from ui import icons, theme
from ui.presenters.password_change import ChangeForm, ChangeView, PasswordChangePresenter
from ui.widgets.password_field import PasswordField
from ui.widgets.pieces import Notice, button, column, label, row
from ui.widgets.rule_lines import RuleLines

if TYPE_CHECKING:
    from station_app.catalogue import Catalogue, Door
    from ui.tasks import Runner

_WIDTH = 480


class ChangeCard(QFrame):
    """Asks for an own password and opens the desk with it; the one that was handed over need not be typed again.

    Signals:
        opened: The new password holds and has opened the site; carries the Catalogue.
        left: Back to the login; nothing was changed.
    """

    opened = Signal(object)
    left = Signal()

    def __init__(self, door: Door, runner: Runner) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.setFixedWidth(_WIDTH)
        self._door = door
        self._busy = False
        self._badge = self._present = ""
        self._presenter = PasswordChangePresenter(runner, self._change, self._show, self.opened.emit)
        self._why = label(role="muted", wrap=True)
        self.password = PasswordField(texts.say("ui.password.new"))
        self.again = PasswordField(texts.say("ui.password.again"))
        self._rules = RuleLines()
        self.problem = Notice()
        self.go = button(texts.say("ui.password.set_and_enter"), self._presenter.change, "primary")
        self.back = button(texts.say("ui.recover.back"), self._leave)
        self._build()

    def ask(self, badge: str, present: str, why: str) -> None:
        """Begin: whose password, the one that holds until then, and why it has to be changed."""
        self._badge, self._present = badge, present
        self._why.setText(why)
        self._tell()
        self.password.setFocus()

    def forget(self) -> None:
        """Empty every field; nothing secret stays behind the login."""
        self._present = ""
        for field in (self.password, self.again):
            field.forget()

    def _build(self) -> None:
        inner = column(self, 3 * theme.GRID)
        picture = label()
        picture.setPixmap(icons.pixmap("key", "primary", 28))
        inner.addLayout(row(picture, label(texts.say("ui.password.own_first"), "title"), None))
        inner.addWidget(self._why)
        inner.addSpacing(theme.GRID)
        for name, field in (("ui.password.new", self.password), ("ui.password.again", self.again)):
            inner.addWidget(label(texts.say(name), "muted"))
            inner.addWidget(field)
            field.textChanged.connect(self._tell)
        inner.addWidget(self._rules)
        inner.addWidget(self.problem)
        inner.addLayout(row(self.back, None, self.go))
        self.password.returnPressed.connect(self.again.setFocus)
        self.again.returnPressed.connect(self._presenter.change)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self._leave)

    def _change(self, form: ChangeForm) -> Catalogue:
        self._door.change_password(form.badge, form.present, form.password)
        return self._door.log_in(form.badge, form.password)

    def _tell(self, *_change: object) -> None:
        self._presenter.type(ChangeForm(self._badge, self._present, self.password.text(), self.again.text()))

    def _leave(self) -> None:
        if not self._busy:
            self.left.emit()

    def _show(self, view: ChangeView) -> None:
        self._busy = view.busy
        if view.rules:
            self._rules.show_rules(view.rules)
        self.problem.tell(view.problem, "blocked")
        for field in (self.password, self.again, self.back):
            field.setEnabled(not view.busy)
        self.go.setEnabled(view.ready and not view.busy)
        self.go.setText(texts.say("ui.login.opening" if view.busy else "ui.password.set_and_enter"))
        if view.problem:
            self.password.setFocus()
