"""An officer's hands for demonstrations and acceptance tests: keys into the real windows, waiting for what they answer.

Nothing is called behind the windows' back. ASCII is typed as keys, Chinese arrives as an input method commits it.
"""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

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

_PATIENCE_SECONDS = 120.0
_ROUND_SECONDS = 0.02
"""Rest is counted in rounds of the event loop too: on a machine under load a second may pass without any."""
SMALL_SCREEN = (1366, 768)
"""The screen of most desks, in pixels of the window system."""


class RehearsalError(Exception):
    """The windows did not come to what the rehearsal waited for; a bug of the windows or of the rehearsal."""


class Rehearsal:
    """One desk with its window open."""

    def __init__(self, door: Door, pictures: Path, *, dark: bool = False, size: tuple[int, int] = SMALL_SCREEN) -> None:
        self.app = prepare(dark=dark)
        self.app.setCursorFlashTime(0)  # a picture taken again shows the same
        self.pictures = pictures
        self._runner = TaskRunner()
        self._crashes: list[object] = []
        self._runner.crashed.connect(self._crashes.append)
        self.shell = Shell(door, self._runner)
        self._runner.refused.connect(self.shell.tell_refusal)
        self.shell.resize(*size)
        self.shell.show()
        self.shell.begin()
        self.wait(self._in_front, "the window never came to the front")

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
            RehearsalError: It did not come true within two minutes, or a task crashed.
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
        """Let debounced work (checks, drafts, repaints) come to rest: no task for so long, in time and in rounds."""
        since, rounds = time.monotonic(), 0

        def calm() -> bool:
            nonlocal since, rounds
            rounds += 1
            if self._runner.busy:
                since, rounds = time.monotonic(), 0
            return rounds > seconds / _ROUND_SECONDS and time.monotonic() - since > seconds

        self.wait(calm, "the windows never came to rest")

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
        self.settle(0.8)
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
        self.settle(0.1)  # the badge may be proposed by then
        for field, text in ((login.badge, badge), (login.password, password)):
            field.setFocus(Qt.FocusReason.TabFocusReason)
            self._arrive(field, "the login takes no keys")
            field.selectAll()
            QTest.keyClicks(field, text)
        self.press(Qt.Key.Key_Return)
        self.wait(lambda: self.shell.main is not None and self.shell.main.current, "the desk did not open")
        self.settle()

    def type_case(self, content: Mapping[str, Any]) -> None:
        """Type a whole case file into the intake page, member after member, then what holds for the case."""
        self.type_members(content)
        self._fill("case", content, 0)
        self._take_in_documents()

    def type_members(self, content: Mapping[str, Any]) -> None:
        """Type the people of a case file, one after the other."""
        self._fill("member", content, 0)
        for index, member in enumerate(content["family"][1:], start=1):
            self._add(Role(member["role"]))
            self._fill("member", content, index)

    def accept(self) -> str:
        """Press Ctrl+Enter and give the case number; the receipt is in view then."""
        numbers: list[str] = []
        self.intake.presenter.finished.connect(lambda accepted: numbers.append(accepted.case_no))
        self.settle()
        self.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self.wait(lambda: numbers, "the case was not accepted")
        self.settle()
        return numbers[0]

    def close(self) -> None:
        """Close the window, as at the end of the day."""
        self.shell.close()
        if self._runner.close():
            self._runner.deleteLater()  # what it has not told yet, it tells nobody: as when the program ends
        self.shell.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def look_at(self, path: str) -> None:
        """Put the cursor where `path` of the case file is edited."""
        self.intake.go_to(path)
        row = self.intake.middle.member_form.row_at(path) or self.intake.middle.case_form.row_at(path)
        if row is None:
            raise RehearsalError(f"no field shows {path}")
        self._arrive(row.editor, f"the cursor did not come to {path}")

    def look_at_document(self, kind: str) -> None:
        """Put the cursor on the first line of the checklist for a kind of document."""
        found = next((each for each in self.intake.side.checklist.lines if each.line and each.line.kind == kind), None)
        if found is None:
            raise RehearsalError(f"no line asks for {kind}")
        found.setFocus(Qt.FocusReason.TabFocusReason)
        self._arrive(found, f"the cursor did not come to {kind}")

    def _focus(self) -> QWidget:
        self.wait(lambda: self._in_front() and QApplication.focusWidget(), "no field has the focus")
        widget = QApplication.focusWidget()
        if widget is None:
            raise RehearsalError("no field has the focus")
        return widget

    def _in_front(self) -> bool:
        """Tell whether keys go to our window; ask for it again if not, as a click on it would."""
        if not self.shell.isActiveWindow():
            self.shell.activateWindow()
        return self.shell.isActiveWindow()

    def _arrive(self, editor: QWidget, what: str) -> None:
        """Wait until keys go to `editor` or something in it."""
        self.wait(lambda: (here := self._focus()) is editor or editor.isAncestorOf(here), what)

    def _add(self, role: Role) -> None:
        """F4, then the button of the role: its keys are the arrows; Enter takes it."""
        before = self.intake.family.people.count()
        button = self.intake.family.add_buttons[role]
        self.press(Qt.Key.Key_F4)
        button.setFocus(Qt.FocusReason.TabFocusReason)
        self._arrive(button, f"no {role.value} can be added")
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
            if waiting[0].path.endswith("id_number"):
                self.settle(0.25)  # what the number says is filled in by then
            else:
                QCoreApplication.processEvents()

    def _differs(self, row: FieldRow, content: Mapping[str, Any], member: int) -> bool:
        wanted = _value(content, row.path)
        if wanted in (None, [], ""):
            return False
        shown: Any = row.editor
        return bool(shown.value() != wanted) and (not row.path.startswith("family[") or f"[{member}]" in row.path)

    def _type(self, row: FieldRow, value: Any) -> None:
        self.look_at(row.path)
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
        while missing := self._missing():
            what, widget = next(iter(missing.items()))
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            self._arrive(widget, f"the cursor did not come to {what}")
            self.press(Qt.Key.Key_Space)
            self.wait(partial(self._taken_in, what), f"{what} was not taken in")
            self.settle(0.3)

    def _taken_in(self, what: tuple[str, object]) -> bool:
        return what not in self._missing()

    def _missing(self) -> dict[tuple[str, object], QWidget]:
        """Give the lines of the checklist that are still missing, by document and holder."""
        lines = self.intake.side.checklist.lines
        return {
            (widget.line.kind, widget.line.holder): widget
            for widget in lines
            if widget.line is not None and widget.line.status == "missing"
        }


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
