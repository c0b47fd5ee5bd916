"""A sheet made of declared questions: Enter goes from one to the next and acts after the last."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QWidget

from station_app import texts
from station_app.domain import codes
from ui.widgets.choice_popup import Choice
from ui.widgets.choice_row import ChoiceRow, TickBox
from ui.widgets.code_box import CodeBox
from ui.widgets.date_edit import DateEdit
from ui.widgets.field_edit import FieldEdit, NameEdit
from ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

LONGEST = 200
"""Characters of what an officer writes; the use cases take no more."""


class Asked(NamedTuple):
    """One question: its name in the answers, the key of its word, and what kind of field answers it.

    `kind`: `words`, `name`, `day`, `tick`, `pick` (one of what is offered), `one` (of `choices`, side by side) or
    `code:TABLE`. `unless` names the tick that makes the question idle: while it is ticked it isn't asked.
    """

    name: str
    word: str
    kind: str = "words"
    choices: tuple[tuple[str, str], ...] = ()
    unless: str = ""


class Asking(Sheet):
    """Asks the questions it is given; the answers go to `act` by their names."""

    def __init__(
        self, page: QWidget, title: str, act_word: str, asked: Sequence[Asked], act: Callable[[dict[str, object]], None]
    ) -> None:
        super().__init__(page, title, act_word, self.take)
        self._act = act
        self._asked = tuple(asked)
        self.fields: dict[str, QWidget] = {}
        for each in self._asked:
            field = _field(each)
            self.fields[each.name] = field
            self.add("" if each.kind == "tick" else texts.say(each.word), field)
            field.setAccessibleName(texts.say(each.word))
            if each.kind == "tick":
                field.edited.connect(lambda value, name=each.name: self._ticked(name, on=bool(value)))  # type: ignore[attr-defined]
            if not isinstance(field, QComboBox):
                field.stepped.connect(lambda by, name=each.name: self._step(name, by))  # type: ignore[attr-defined]

    def begin(
        self,
        offered: Mapping[str, Sequence[tuple[str, str]]] | None = None,
        idle: Collection[str] = (),
        **first: object,
    ) -> None:
        """Come into view, empty but for what is proposed; `offered` fills the lists to pick from.

        A list with nothing to pick from isn't asked, nor a tick that is `idle` this time.
        """
        for each in self._asked:
            field = self.fields[each.name]
            if isinstance(field, QComboBox):
                _offer(field, (offered or {}).get(each.name, ()))
                self.form.setRowVisible(field, field.count() > 0)
            elif each.kind == "tick":
                field.show_value(value=bool(first.get(each.name)))  # type: ignore[attr-defined]
                self.form.setRowVisible(field, each.name not in idle)
            else:
                field.show_value(first.get(each.name))  # type: ignore[attr-defined]
        self.ask(next(iter(self.fields.values())))

    def take(self) -> None:
        """Act with what was answered."""
        self._act({each.name: self._answer(each) for each in self._asked})

    def look_at(self, name: str) -> None:
        """Put the cursor on the question `name`, if it is asked: what stands there is to be typed anew."""
        field = self.fields.get(name)
        if field is not None and field.isVisibleTo(self):
            field.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter in a list goes on, as in every other field."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            name = next((name for name, field in self.fields.items() if field.hasFocus()), None)
            if name is not None:
                self._step(name, 1)
                return
        super().keyPressEvent(event)

    def _ticked(self, name: str, *, on: bool) -> None:
        """Ask no longer, or again, what a tick makes idle; a list without choices stays away."""
        for each in self._asked:
            if each.unless == name:
                field = self.fields[each.name]
                empty = isinstance(field, QComboBox) and not field.count()
                self.form.setRowVisible(field, not on and not empty)

    def _step(self, name: str, by: int) -> None:
        names = [each for each, field in self.fields.items() if field.isVisibleTo(self)]
        place = names.index(name) + by
        if place >= len(names):
            self.take()
        elif place >= 0:
            self.fields[names[place]].setFocus()

    def _answer(self, each: Asked) -> object:
        field = self.fields[each.name]
        if isinstance(field, QComboBox):
            return field.currentData() or None
        value = field.value()  # type: ignore[attr-defined]
        if each.kind == "tick":
            return bool(value)
        if each.kind == "day":
            return _day(value)
        return (value or "") if each.kind in {"words", "name"} else value


def _field(each: Asked) -> QWidget:
    if each.kind == "day":
        return DateEdit()
    if each.kind == "tick":
        return TickBox(Choice(each.name, texts.say(each.word)))
    if each.kind == "pick":
        return QComboBox()
    if each.kind == "one":
        return ChoiceRow([Choice(code, texts.say(word)) for code, word in each.choices])
    if each.kind.startswith("code:"):
        return _code_box(each.kind.removeprefix("code:"))
    return NameEdit() if each.kind == "name" else FieldEdit(longest=LONGEST)


def _code_box(name: str) -> CodeBox:
    table = codes.table(name)

    def found(text: str) -> list[Choice]:
        return [Choice(each.code, each.label) for each in table.choose(text)]

    def called(code: str) -> str | None:
        known = table.get(code)
        return known.label if known else None

    return CodeBox(found, called)


def _offer(field: QComboBox, choices: Sequence[tuple[str, str]]) -> None:
    field.clear()
    for code, word in choices:
        field.addItem(word, code)


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)) if value else None
    except ValueError:
        return None
