"""What a form is made of. A field is declared once; widgets, findings, printed cells and redaction come from it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from forms.conditions import ALWAYS, NEVER, Asked, Condition, value_at
from station_app import texts

if TYPE_CHECKING:
    from collections.abc import Iterator


class Kind(StrEnum):
    """What a field holds, and therefore how it is typed, checked and shown."""

    CONSTANT = "constant"  # fixed by the program, never shown
    TEXT = "text"
    NOTE = "note"  # several lines
    NAME = "name"
    NAMES = "names"
    ID_NUMBER = "id_number"
    PHONE = "phone"
    DATE = "date"
    EXPIRY = "expiry"  # a date or long-term
    CODE = "code"  # of `Field.table`
    DIVISION = "division"
    CHOICE = "choice"  # of `Field.choices`
    CHOICES = "choices"  # several of `Field.choices`
    FLAG = "flag"
    DECLARATION = "declaration"  # a flag that must be true
    MEMBER = "member"  # index into the family
    MEMBERS = "members"
    GUARDIAN = "guardian"  # index into the family, or somebody with a name
    ATTACHMENT = "attachment"
    ATTACHMENTS = "attachments"
    CODE_POINTS = "code_points"  # a name by the numbers of its characters
    REASONS = "reasons"  # by name of a field
    BADGE = "badge"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field.

    `id` names its words (`field.ID`); `path` binds it to the case file (`family[].name`). `table` is a code table,
    `choices` the closed list. `required` and `visible` are conditions; `basis` says on what the demand rests.
    `personal`: never in logs, masked in exports. `width` is the usual length in half-width characters.
    """

    id: str
    path: str
    kind: Kind
    table: str = ""
    choices: type[StrEnum] | None = None
    required: Condition = NEVER
    visible: Condition = ALWAYS
    basis: str = ""
    personal: bool = False
    width: int = 12

    @property
    def label(self) -> str:
        """The words before the field, in the language of this process."""
        return texts.say(f"field.{self.id}")

    @property
    def repeated(self) -> bool:
        """Whether it belongs to each person or document rather than to the case."""
        return "[]" in self.path

    def path_at(self, index: int) -> str:
        """Give the path for the person or document at `index`."""
        return self.path.replace("[]", f"[{index}]", 1)

    def is_required(self, asked: Asked) -> bool:
        """Tell whether it must be filled in; never while it is not shown."""
        return self.required.holds(asked) and self.visible.holds(asked)

    def is_visible(self, asked: Asked) -> bool:
        """Tell whether it is shown."""
        return self.visible.holds(asked)

    def value(self, asked: Asked) -> object:
        """Give what was captured."""
        return value_at(asked, self.path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Fields that belong together; `each` is the list it is repeated for (`family`, `documents`), else empty."""

    id: str
    fields: tuple[Field, ...]
    each: str = ""
    visible: Condition = ALWAYS

    @property
    def title(self) -> str:
        """The heading, in the language of this process."""
        return texts.say(f"section.{self.id}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """All sections of one business, in the order of the paper; a published `version` is never changed."""

    id: str
    sections: tuple[Section, ...]
    version: int = 1

    @property
    def name(self) -> str:
        """The name by which a case remembers its form: `settlement/2`."""
        return f"{self.id}/{self.version}"

    def fields(self) -> Iterator[Field]:
        """Give every field in order."""
        for section in self.sections:
            yield from section.fields

    def field(self, field_id: str) -> Field:
        """Give the field `field_id`.

        Raises:
            KeyError: the form declares no such field.
        """
        for each in self.fields():
            if each.id == field_id:
                return each
        raise KeyError(field_id)

    def section(self, section_id: str) -> Section:
        """Give the section `section_id`.

        Raises:
            KeyError: the form has no such section.
        """
        for each in self.sections:
            if each.id == section_id:
                return each
        raise KeyError(section_id)
