"""The words of the closed lists, in one home: `Role.MINOR_CHILD` is 未成年子女 wherever people read it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from station_app import texts

if TYPE_CHECKING:
    from enum import StrEnum

    from station_app.texts import Language


class Choice(NamedTuple):
    """One word of a closed list and how people read it."""

    value: str
    label: str


def key(choice: StrEnum) -> str:
    """Give the key of a word in the text catalogue: `choice.role.minor_child`."""
    kind = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", type(choice).__name__).lower()
    return f"choice.{kind}.{choice.value}"


def label(choice: StrEnum, language: Language | None = None) -> str:
    """Give the words for `choice`; papers ask for Chinese."""
    return texts.say(key(choice), language)


def labels(choices: type[StrEnum]) -> tuple[Choice, ...]:
    """Give every word of a closed list, in its order."""
    return tuple(Choice(each.value, label(each)) for each in choices)
