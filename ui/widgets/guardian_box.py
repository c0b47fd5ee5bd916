"""Who is the guardian: a member of the family, or somebody whose name is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from station_app import texts
from ui.presenters import intake_content as content_of
from ui.presenters.intake_state import member_name, member_role
from ui.widgets.choice_popup import Choice
from ui.widgets.code_box import CodeBox

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.presenters.intake_content import Content


class GuardianBox(CodeBox):
    """The value is an index into the family, or a person with a name (whose other facts have their own fields)."""

    takes_characters = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self._members, self._name_of_member, parent)
        self._content: Content = {}
        self._ward = 0
        self._other: dict[str, Any] | None = None
        self.setPlaceholderText(texts.say("ui.intake.guardian.hint"))

    def look_at(self, content: Content, member: int) -> None:
        """Choose among the members of this family, the ward left out."""
        self._content, self._ward = content, member

    def value(self) -> object:
        """Give the index or the person."""
        if self._other is not None:
            return self._other
        code = super().value()
        return int(str(code)) if code is not None else None

    def show_value(self, value: object) -> None:
        """Show the member's or the person's name."""
        self._other = dict(value) if isinstance(value, dict) else None
        if self._other is not None:
            super().show_value(str(self._other.get("name", "")))
        else:
            super().show_value(None if value is None else str(value))

    def take(self, choice: Choice) -> None:
        """Make a member the guardian."""
        changed = self._other is not None or choice.code != super().value()
        self._other = None
        self.adopt(choice.code)
        if changed:
            self.edited.emit(self.value())

    def _typed(self, text: str) -> None:
        wanted = text.strip()
        found = [choice for choice in self._members(wanted) if wanted]
        if wanted and not found:
            # Nobody in the family is called that: it is the name of somebody else.
            self.close_list()
            self._other = {**(self._other or {}), "name": wanted}
            self.edited.emit(self._other)
            return
        self._other = None
        super()._typed(text)

    def _members(self, text: str) -> Sequence[Choice]:
        members = content_of.family(self._content)
        every = [
            Choice(str(index), member_name(member), member_role(member))
            for index, member in enumerate(members)
            if index != self._ward
        ]
        return [choice for choice in every if text in choice.name or text in {choice.code, choice.note}]

    def _name_of_member(self, code: str) -> str | None:
        members = content_of.family(self._content)
        return member_name(members[int(code)]) if code.isdigit() and int(code) < len(members) else None
