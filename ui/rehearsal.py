"""An officer's hands for demonstrations and acceptance tests: keys into the real windows, waiting for what they answer.

Nothing is called behind the windows' back. ASCII is typed as keys, Chinese arrives as an input method commits it.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from station_app.domain.vocabulary import Role
from ui.application import prepare
from ui.shell import Shell
from ui.tasks import TaskRunner
from ui.widgets.choice_row import ChoiceRow, TickBox, TickRow
from ui.widgets.code_box import CodeBox
from ui.widgets.date_edit import DateEdit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from station_app.catalogue import Door
    from ui.screens.intake import IntakePage
    from ui.screens.main_window import MainWindow
    from ui.widgets.field_row import FieldRow

_PATIENCE_SECONDS = 60.0
_SIZE = (1366, 768)


class RehearsalError(Exception):
    """The windows did not come to what the rehearsal waited for; a bug of the windows or of the rehearsal."""


class Rehearsal:
    """One desk with its window open."""

    def __init__(self, door: Door, pictures: Path, *, dark: bool = False) -> None:
        self.app = prepare(dark=dark)
        self.pictures = pictures
        self._runner = TaskRunner()
        self._crashes: list[object] = []
        self._runner.crashed.connect(self._crashes.append)
        self.shell = Shell(door, self._runner)
        self._runner.refused.connect(self.shell.tell_refusal)
        self.shell.resize(*_SIZE)
        self.shell.show()
        self.shell.begin()
        self.shell.activateWindow()

    @property
    def main(self) -> MainWindow:
        """The window behind the login."""
        if self.shell.main is None:
            raise RehearsalError("nobody has logged in")
        return self.shell.main

    @property
    def intake(self) -> IntakePage:
        """The intake page."""
        page: Any = self.main.page("intake")
        return page  # type: ignore[no-any-return]

    def wait(self, until: Callable[[], object], what: str) -> None:
        """Let the windows work until `until` holds.

        Raises:
            RehearsalError: It did not come true within a minute, or a task crashed.
        """
        give_up = time.monotonic() + _PATIENCE_SECONDS
        while not until():
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
            if self._crashes:
                raise RehearsalError(f"{what}: a task crashed") from _as_exception(self._crashes[0])
            if time.monotonic() > give_up:
                raise RehearsalError(what)
            time.sleep(0.005)

    def settle(self, seconds: float = 0.4) -> None:
        """Let debounced work (checks, drafts, repaints) come to rest."""
        calm = time.monotonic() + seconds
        self.wait(lambda: time.monotonic() > calm, "the windows never came to rest")

    def write(self, text: str) -> None:
        """Type `text` where the focus is."""
        target = self._focus()
        if text.isascii():
            QTest.keyClicks(target, text)
        else:
            event = QInputMethodEvent("", [])
            event.setCommitString(text)
            QCoreApplication.sendEvent(target, event)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(self._focus(), key, modifiers)
        QCoreApplication.processEvents()

    def picture(self, name: str) -> Path:
        """Keep what the window shows now as `name`.png."""
        self.settle()
        self.pictures.mkdir(parents=True, exist_ok=True)
        path = self.pictures / f"{name}.png"
        if not self.shell.grab().save(str(path)):
            raise RehearsalError(f"the picture {name} could not be written")
        return path

    def log_in(self, badge: str, password: str) -> None:
        """Log in as an officer does."""
        login = self.shell.login
        if login is None:
            raise RehearsalError("there is no login page")
        for field, text in zip(login.findChildren(QLineEdit), (badge, password), strict=True):
            field.setFocus(Qt.FocusReason.TabFocusReason)
            field.selectAll()
            QTest.keyClicks(field, text)
        self.press(Qt.Key.Key_Return)
        self.wait(lambda: self.shell.main is not None and self.shell.main.current, "the desk did not open")
        self.settle()

    def type_case(self, content: Mapping[str, Any]) -> None:
        """Type a whole case file into the intake page, member after member, then what holds for the case."""
        self._fill("member", content, 0)
        for index, member in enumerate(content["family"][1:], start=1):
            self._add(Role(member["role"]))
            self._fill("member", content, index)
        self._fill("case", content, 0)
        self._take_in_documents()

    def accept(self) -> str:
        """Press Ctrl+Enter and give the case number."""
        numbers: list[str] = []
        self.intake.presenter.accepted.connect(lambda accepted: numbers.append(accepted.case_no))
        self.settle()
        self.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self.wait(lambda: numbers, "the case was not accepted")
        return numbers[0]

    def close(self) -> None:
        """Close the window, as at the end of the day."""
        self.shell.close()
        self._runner.close()
        self.shell.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _focus(self) -> QWidget:
        widget = QApplication.focusWidget()
        if widget is None:
            raise RehearsalError("no field has the focus")
        return widget

    def _add(self, role: Role) -> None:
        """F4, then the button of the role: its keys are the arrows; Enter takes it."""
        before = self.intake.family.people.count()
        self.press(Qt.Key.Key_F4)
        self.intake.family.add_buttons[role].setFocus(Qt.FocusReason.TabFocusReason)
        self.press(Qt.Key.Key_Return)
        self.wait(lambda: self.intake.family.people.count() == before + 1, f"no {role.value} was added")

    def _fill(self, form: str, content: Mapping[str, Any], member: int) -> None:
        """Type every field of one form that the case file has a value for; what is filled already is left alone.

        Fields appear while others are filled (the guardian once the birth date is known), so it goes on until
        nothing new is to be typed.
        """
        typed: set[str] = set()
        while True:
            view = self.intake.middle.member_form if form == "member" else self.intake.middle.case_form
            waiting = [row for row in view.rows if row.path not in typed and self._differs(row, content, member)]
            if not waiting:
                return
            typed.add(waiting[0].path)
            self._type(waiting[0], _value(content, waiting[0].path))
            self.settle(0.25 if waiting[0].path.endswith("id_number") else 0.02)

    def _differs(self, row: FieldRow, content: Mapping[str, Any], member: int) -> bool:
        wanted = _value(content, row.path)
        if wanted in (None, [], ""):
            return False
        shown: Any = row.editor
        return bool(shown.value() != wanted) and (not row.path.startswith("family[") or f"[{member}]" in row.path)

    def _type(self, row: FieldRow, value: Any) -> None:
        self.intake.go_to(row.path)
        editor = row.editor
        if isinstance(editor, ChoiceRow | TickRow):
            self._press_buttons(editor, value)
        elif isinstance(editor, TickBox):
            self.write("y" if value else "n")
        elif isinstance(editor, CodeBox):
            self._choose(editor, value)
        elif isinstance(editor, DateEdit):
            self.write(str(value).replace("-", ""))
            self.press(Qt.Key.Key_Return)
        else:
            self.write("、".join(value) if isinstance(value, list) else str(value))
            self.press(Qt.Key.Key_Return)

    def _press_buttons(self, editor: ChoiceRow | TickRow, value: Any) -> None:
        wanted = value if isinstance(value, list) else [value]
        for code in wanted:
            self.write(str(editor.codes.index(code) + 1))
        self.press(Qt.Key.Key_Return)

    def _choose(self, editor: CodeBox, value: Any) -> None:
        """Type what the list is searched by: a code where it is a code table, the shown name otherwise."""
        text = str(value) if str(value).isdigit() and len(str(value)) > 1 else editor.name(str(value))
        self.write(text)
        self.wait(editor.is_open, f"{editor.accessibleName()} offers nothing for {text}")
        self.press(Qt.Key.Key_Return)

    def _take_in_documents(self) -> None:
        """Space on every line of the checklist that is still missing."""
        self.settle(0.6)
        lines = self.intake.side.checklist.lines
        for place in range(len(lines)):
            widget = lines[place] if place < len(lines) else None
            if widget is not None and widget.line is not None and widget.line.status == "missing":
                widget.setFocus(Qt.FocusReason.TabFocusReason)
                self.press(Qt.Key.Key_Space)
                self.settle(0.3)


def _as_exception(crash: object) -> BaseException | None:
    return crash if isinstance(crash, BaseException) else None


def _value(content: Mapping[str, Any], path: str) -> Any:
    """Give the value at `family[1].origin.division` of a case file; None where there is none."""
    found: Any = content
    for step in path.replace("[", ".[").split("."):
        if found is None:
            return None
        if step.startswith("["):
            place = int(step[1:-1])
            found = found[place] if isinstance(found, list) and place < len(found) else None
        else:
            found = found.get(step) if isinstance(found, dict) else None
    return found
