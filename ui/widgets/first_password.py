"""The first password of an account: drawn by the program and shown once, or typed at the desk by whom it is for."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFormLayout, QRadioButton, QVBoxLayout, QWidget

from station_app import texts
from ui.presenters.passwords import Rule, rules
from ui.widgets.password_field import PasswordField
from ui.widgets.pieces import label
from ui.widgets.rule_lines import RuleLines


class FirstPassword(QWidget):
    """Two ways to a first password; the drawn one comes first and has always to be changed.

    Signals:
        changed: Something was chosen or typed.
        finished: Enter in the last field, or on the way that asks for none.
    """

    changed = Signal()
    finished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._badge = ""
        self.drawn = QRadioButton(texts.say("ui.officers.drawn"))
        self.typed = QRadioButton(texts.say("ui.officers.typed"))
        self.password = PasswordField(texts.say("ui.password.new"))
        self.again = PasswordField(texts.say("ui.password.again"))
        self._rules = RuleLines()
        self._fields = QWidget()
        form = QFormLayout(self._fields)
        form.setContentsMargins(24, 0, 0, 0)
        form.addRow(label(texts.say("ui.password.new"), "muted"), self.password)
        form.addRow(label(texts.say("ui.password.again"), "muted"), self.again)
        form.addRow("", self._rules)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(4)
        self._why = label(texts.say("ui.officers.drawn_why"), "small")
        self._why.setContentsMargins(28, 0, 0, 4)
        for line in (self.drawn, self._why, self.typed):
            layout.addWidget(line)
        layout.addWidget(self._fields)
        self.drawn.setChecked(True)
        self.setFocusProxy(self.drawn)
        self.typed.toggled.connect(self._turn)
        for field in (self.password, self.again):
            field.textChanged.connect(self._judge)
        self.password.returnPressed.connect(self.again.setFocus)
        self.again.returnPressed.connect(self.finished)
        self._turn()

    @property
    def is_drawn(self) -> bool:
        """Whether the program draws it."""
        return self.drawn.isChecked()

    @property
    def fits(self) -> bool:
        """Whether what was typed keeps the rules; a drawn one always does."""
        return self.is_drawn or all(rule.kept for rule in self._kept())

    def begin(self, badge: str = "") -> None:
        """Begin anew, for this badge."""
        self._badge = badge
        self.forget()
        self.drawn.setChecked(True)
        self._turn()

    def of(self, badge: str) -> None:
        """Judge by another badge, which no password may hold."""
        self._badge = badge
        self._judge()

    def forget(self) -> None:
        """Empty the fields; no undo brings them back."""
        for field in (self.password, self.again):
            field.forget()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter on one of the two ways takes it: a drawn password asks for nothing more."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif self.typed.hasFocus():
            self.typed.setChecked(True)
            self.password.setFocus()
        elif self.drawn.hasFocus():
            self.finished.emit()

    def _kept(self) -> tuple[Rule, ...]:
        return rules(self.password.text(), self.again.text(), self._badge)

    def _turn(self, *_change: object) -> None:
        self._fields.setVisible(not self.is_drawn)
        self._why.setVisible(self.is_drawn)
        self._judge()
        if not self.is_drawn and self.isVisible():
            self.password.setFocus()

    def _judge(self, *_change: object) -> None:
        self._rules.show_rules(self._kept())
        self.changed.emit()
