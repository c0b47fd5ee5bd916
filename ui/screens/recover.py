"""The card that turns the login round: badge, the code of the recovery sheet, a new password."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from station_app import texts
from ui import icons, theme
from ui.presenters.recover import RecoverForm, RecoverPresenter, RecoverView
from ui.widgets.password_field import PasswordField
from ui.widgets.pieces import Notice, button, column, label, row
from ui.widgets.recovery_code_edit import SIGNS, RecoveryCodeEdit
from ui.widgets.rule_lines import RuleLines

if TYPE_CHECKING:
    from station_app.catalogue import Door
    from ui.tasks import Runner

_WIDTH = 560


class RecoverCard(QFrame):
    """Asks for what the sheet says.

    Signals:
        recovered: The officer with this badge has a new password.
        left: Back to the login; nothing was changed.
    """

    recovered = Signal(str)
    left = Signal()

    def __init__(self, door: Door, runner: Runner) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.setFixedWidth(_WIDTH)
        self._busy = False
        self._presenter = RecoverPresenter(door, runner, self._show, self.recovered.emit)
        self.badge = QLineEdit()
        self.badge.setAccessibleName(texts.say("ui.login.badge"))
        self.code = RecoveryCodeEdit(texts.say("ui.recover.code"))
        self.code.setPlaceholderText(texts.say("ui.recover.code_hint"))
        self.password = PasswordField(texts.say("ui.recover.password"))
        self.again = PasswordField(texts.say("ui.recover.again"))
        self._counted = label(role="small")
        self._rules = RuleLines()
        self.problem = Notice()
        self.go = button(texts.say("ui.recover.set"), self._presenter.recover, "primary")
        self.back = button(texts.say("ui.recover.back"), self._leave)
        self._build()
        self._listen()

    def ask(self, badge: str) -> None:
        """Begin, with the badge that was in the login."""
        self.badge.setText(badge)
        self._tell()
        (self.code if badge else self.badge).setFocus()

    def forget(self) -> None:
        """Empty every field; nothing secret stays behind the login."""
        for field in (self.badge, self.code, self.password, self.again):
            field.setText("")

    def _build(self) -> None:
        inner = column(self, 3 * theme.GRID)
        picture = label()
        picture.setPixmap(icons.pixmap("key", "primary", 28))
        inner.addLayout(row(picture, label(texts.say("ui.recover.title"), "title"), None))
        inner.addWidget(label(texts.say("ui.recover.lead"), "muted", wrap=True))
        inner.addSpacing(theme.GRID)
        inner.addWidget(label(texts.say("ui.login.badge"), "muted"))
        inner.addWidget(self.badge)
        inner.addLayout(row(label(texts.say("ui.recover.code"), "muted"), None, self._counted))
        inner.addWidget(self.code)
        for name, field in (("ui.recover.password", self.password), ("ui.recover.again", self.again)):
            inner.addWidget(label(texts.say(name), "muted"))
            inner.addWidget(field)
        inner.addWidget(self._rules)
        inner.addWidget(self.problem)
        inner.addLayout(row(self.back, None, self.go))

    def _listen(self) -> None:
        fields: tuple[QLineEdit, ...] = (self.badge, self.code, self.password, self.again)
        for field in fields:
            field.textChanged.connect(self._tell)
        for field, following in itertools.pairwise(fields):
            field.returnPressed.connect(following.setFocus)
        self.again.returnPressed.connect(self._presenter.recover)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self._leave)

    def _tell(self, *_change: object) -> None:
        self._counted.setText(texts.say("ui.recover.counted", count=self.code.count, of=SIGNS))
        self._presenter.type(
            RecoverForm(
                badge=self.badge.text(),
                code=self.code.text(),
                complete=self.code.count == SIGNS,
                password=self.password.text(),
                again=self.again.text(),
            )
        )

    def _leave(self) -> None:
        if not self._busy:
            self.left.emit()

    def _show(self, view: RecoverView) -> None:
        self._busy = view.busy
        if view.rules:
            self._rules.show_rules(view.rules)
        self.problem.tell(view.problem, "blocked")
        fields: tuple[QWidget, ...] = (self.badge, self.code, self.password, self.again, self.back)
        for field in fields:
            field.setEnabled(not view.busy)
        self.go.setEnabled(view.ready and not view.busy)
        self.go.setText(texts.say("ui.recover.setting" if view.busy else "ui.recover.set"))
        if view.problem:
            self.code.setFocus()
