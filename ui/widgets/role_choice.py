"""The roles of an account: a tick and a task each, and in words which of them no one officer may hold together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from station_app import texts
from station_app.domain.authority import clashing
from station_app.domain.vocabulary import OfficerRole
from ui.widgets.pieces import Notice, label

if TYPE_CHECKING:
    from collections.abc import Iterable


_DIGITS = tuple("123456789")


class RoleChoice(QWidget):
    """Ticks for every role; the digit before it turns a tick round, the arrows go from one to the next.

    Signals:
        changed: Other roles are ticked.
        finished: Enter: the officer goes on.
    """

    changed = Signal()
    finished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ticks: dict[OfficerRole, QCheckBox] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        for number, role in enumerate(OfficerRole):
            name = texts.say(f"choice.officer_role.{role.value}")
            tick = QCheckBox(f"{number + 1} {name}")
            tick.setAccessibleName(name)
            task = texts.say(f"ui.officers.task.{role.value}")
            tick.setAccessibleDescription(task)
            tick.toggled.connect(self._judge)
            self.ticks[role] = tick
            grid.addWidget(tick, number, 0)
            grid.addWidget(label(task, "small"), number, 1)
        self.clash = Notice()
        grid.addWidget(self.clash, len(self.ticks), 0, 1, 2)
        self.setFocusProxy(next(iter(self.ticks.values())))

    @property
    def roles(self) -> tuple[OfficerRole, ...]:
        """The ticked roles."""
        return tuple(role for role, tick in self.ticks.items() if tick.isChecked())

    @property
    def fits(self) -> bool:
        """Whether one officer may hold what is ticked."""
        return bool(self.roles) and not clashing(self.roles)

    def choose(self, roles: Iterable[OfficerRole]) -> None:
        """Tick these roles and no others."""
        wanted = set(roles)
        for role, tick in self.ticks.items():
            tick.setChecked(role in wanted)
        self._judge()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Digits tick, Enter goes on; a tick leaves both to whom it lies in."""
        ticks = tuple(self.ticks.values())
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finished.emit()
        elif event.text() in _DIGITS[: len(ticks)]:
            tick = ticks[_DIGITS.index(event.text())]
            tick.toggle()
            tick.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def _judge(self, *_change: object) -> None:
        apart = clashing(self.roles)
        if apart:
            self.clash.tell(texts.say(f"ui.officers.clash_{_because(apart)}"), "blocked")
        else:
            self.clash.tell("" if self.roles else texts.say("ui.officers.clash_none"))
        self.changed.emit()


def _because(apart: tuple[OfficerRole, ...]) -> str:
    return "auditor" if OfficerRole.AUDITOR in apart else "security"
