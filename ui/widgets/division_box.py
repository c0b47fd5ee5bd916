"""Choose an administrative division: by name, code or pinyin, or by walking province → county → town → village.

In the list, Right goes into the marked division, Left goes back up, Enter takes it. Which divisions exist and
where is the business of the functions it is given. What was chosen last in this very box can be offered first: families
of one village come one after the other. It is remembered as long as the page lives, and nowhere else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from station_app import texts
from ui.widgets.choice_popup import Choice
from ui.widgets.code_box import CodeBox

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MOST_RECENT = 4
LEVELS = (2, 4, 6, 9, 12)
"""Lengths of the codes from province down to village."""
_EDGES = 52
"""Frame, padding and the small button, in pixels."""


class DivisionBox(CodeBox):
    """A code box over the tree of divisions: `choose(text, within)`, `children("")` gives the provinces.

    With `recalls`, an empty box that is opened offers the last choices made in it before the provinces.
    """

    def __init__(
        self,
        choose: Callable[[str, str], Sequence[Choice]],
        name_of: Callable[[str], str | None],
        children: Callable[[str], Sequence[Choice]],
        parent: QWidget | None = None,
        *,
        recalls: bool = False,
    ) -> None:
        super().__init__(lambda text: choose(text, ""), name_of, parent)
        self._choose_within = choose
        self._children = children
        self._inside = ""
        self._recalls = recalls
        self._recent: tuple[str, ...] = ()
        self.setPlaceholderText(texts.say("ui.intake.division.hint"))

    def open_list(self) -> None:
        """Offer the brothers of the present division, or its children when it has some."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        code = str(self.value() or "")
        if code or not self._recent:
            self._go(code if self._children(code) else above(code), marked=code)
            return
        note = texts.say("ui.division.recent")
        self._inside = ""
        self._list().offer([*(Choice(each, self.name(each), note) for each in self._recent), *self._children("")])

    def take(self, choice: Choice) -> None:
        """Make `choice` the value, and the first to be offered next time."""
        if self._recalls:
            self._recent = tuple(dict.fromkeys((choice.code, *self._recent)))[:MOST_RECENT]
        super().take(choice)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Walk the tree while the list is open."""
        marked = self._list().current() if self.is_open() else None
        if marked is not None and event.key() == Qt.Key.Key_Right and self._children(marked.code):
            self._go(marked.code)
        elif marked is not None and event.key() == Qt.Key.Key_Left and not self.isModified():
            self._go(above(self._inside), marked=self._inside)
        else:
            super().keyPressEvent(event)

    def _find(self, wanted: str) -> Sequence[Choice]:
        """Look inside the division that is chosen first: the village after its town."""
        return self._choose_within(wanted, str(self.value() or ""))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Show as much of the name as there is room for."""
        super().resizeEvent(event)
        if not self.isModified():
            self._write()

    def _shown(self, code: str) -> str:
        """Leave out province, city, county as far as the room asks: the village is what tells places apart."""
        whole = self.name(code)
        self.setToolTip(whole)
        room = self.width() - _EDGES
        shorter = [whole.removeprefix(self.name(code[:length])) for length in LEVELS if length < len(code)]
        fitting = (name for name in (whole, *shorter) if self.fontMetrics().horizontalAdvance(name) <= room)
        return next(fitting, (whole, *shorter)[-1])

    def _go(self, inside: str, *, marked: str = "") -> None:
        choices = tuple(self._children(inside))
        if not choices:
            return
        self._inside = inside
        self._list().offer(choices)
        row = next((place for place, choice in enumerate(choices) if choice.code == marked), 0)
        self._list().setCurrentRow(row)


def above(code: str) -> str:
    """Give the code of the division above `code`; empty above a province."""
    shorter = [length for length in LEVELS if length < len(code)]
    return code[: shorter[-1]] if shorter else ""
