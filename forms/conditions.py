"""Conditions as data: when a field is shown or required, asked of the JSON form of a case so that drafts work too.

A path names a value in the case: `housing`, `destination.kind`, and `family[].role` for the person or document in
question. A draft may hold anything; a condition never raises, what it cannot read does not hold.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Protocol

from station_app.domain import divisions
from station_app.domain.people import age_on

if TYPE_CHECKING:
    from collections.abc import Mapping

_STEP = re.compile(r"[^.\[\]]+|\[\]|\[\d+\]")


@dataclass(frozen=True, slots=True)
class Asked:
    """About what is asked: the case in its JSON form, the place of the person or document, and the day if known."""

    content: Mapping[str, object]
    index: int = 0
    on: date | None = None


class Condition(Protocol):
    """Something that holds or does not."""

    def holds(self, asked: Asked) -> bool:
        """Tell whether it holds."""


@dataclass(frozen=True, slots=True)
class Always:
    """Holds always, or never."""

    answer: bool = True

    def holds(self, asked: Asked) -> bool:  # noqa: ARG002 - the same question to every condition
        """Give the fixed answer."""
        return self.answer


ALWAYS = Always()
NEVER = Always(answer=False)


@dataclass(frozen=True, slots=True)
class OneOf:
    """The value is one of some."""

    path: str
    values: tuple[object, ...]

    def holds(self, asked: Asked) -> bool:
        """Compare without mixing up true and 1."""
        value = value_at(asked, self.path)
        return value in self.values and any(value == each and type(value) is type(each) for each in self.values)


@dataclass(frozen=True, slots=True)
class StartsWith:
    """The text begins with something."""

    path: str
    prefix: str

    def holds(self, asked: Asked) -> bool:
        """Tell whether it is a text that does."""
        value = value_at(asked, self.path)
        return isinstance(value, str) and value.startswith(self.prefix)


@dataclass(frozen=True, slots=True)
class Given:
    """The value is there: not null, not blank, not an empty list or block."""

    path: str

    def holds(self, asked: Asked) -> bool:
        """Tell whether something was captured."""
        return is_given(value_at(asked, self.path))


@dataclass(frozen=True, slots=True)
class OfAge:
    """The date lies at least so many years back; on an unknown day this does not hold."""

    path: str
    years: int

    def holds(self, asked: Asked) -> bool:
        """Count the years to the day of asking."""
        value = value_at(asked, self.path)
        try:
            born = value if isinstance(value, date) else date.fromisoformat(str(value))
        except ValueError:
            return False
        return asked.on is not None and age_on(born, asked.on) >= self.years


@dataclass(frozen=True, slots=True)
class IsUrban:
    """The division is a town or village of an urban class (1..); not so where the class cannot be known."""

    path: str

    def holds(self, asked: Asked) -> bool:
        """Look the division up."""
        value = value_at(asked, self.path)
        return divisions.is_urban(value) if isinstance(value, str) else False


@dataclass(frozen=True, slots=True)
class Anybody:
    """Some member of the family fulfils the condition."""

    condition: Condition

    def holds(self, asked: Asked) -> bool:
        """Ask for each member."""
        family = asked.content.get("family")
        count = len(family) if isinstance(family, (list, tuple)) else 0
        return any(self.condition.holds(Asked(asked.content, index, asked.on)) for index in range(count))


@dataclass(frozen=True, slots=True)
class All:
    """Every condition holds."""

    conditions: tuple[Condition, ...]

    def holds(self, asked: Asked) -> bool:
        """Ask one after the other."""
        return all(condition.holds(asked) for condition in self.conditions)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one condition holds."""

    conditions: tuple[Condition, ...]

    def holds(self, asked: Asked) -> bool:
        """Ask one after the other."""
        return any(condition.holds(asked) for condition in self.conditions)


@dataclass(frozen=True, slots=True)
class Not:
    """The condition does not hold."""

    condition: Condition

    def holds(self, asked: Asked) -> bool:
        """Turn the answer round."""
        return not self.condition.holds(asked)


@dataclass(frozen=True, slots=True)
class Reference:
    """The value at a path, to make conditions of: `field("housing").is_one_of("rent", "none")`."""

    path: str

    def is_equal_to(self, value: object) -> Condition:
        """The value is `value`."""
        return OneOf(self.path, (_plain(value),))

    def is_one_of(self, *values: object) -> Condition:
        """The value is one of `values`."""
        return OneOf(self.path, tuple(_plain(value) for value in values))

    def is_not(self, value: object) -> Condition:
        """The value is another one, or none."""
        return Not(self.is_equal_to(value))

    def starts_with(self, prefix: str) -> Condition:
        """The value is a text that begins with `prefix`."""
        return StartsWith(self.path, prefix)

    def is_given(self) -> Condition:
        """Something was captured."""
        return Given(self.path)

    def is_missing(self) -> Condition:
        """Nothing was captured."""
        return Not(Given(self.path))

    def is_of_age(self, years: int) -> Condition:
        """The date lies at least `years` years before the day of asking."""
        return OfAge(self.path, years)

    def is_urban(self) -> Condition:
        """The division is of an urban class."""
        return IsUrban(self.path)


def field(path: str) -> Reference:
    """Speak of the value at `path`."""
    return Reference(path)


def all_of(*conditions: Condition) -> Condition:
    """All of them hold."""
    return All(conditions)


def any_of(*conditions: Condition) -> Condition:
    """At least one of them holds."""
    return AnyOf(conditions)


def anybody(condition: Condition) -> Condition:
    """Some member of the family fulfils it."""
    return Anybody(condition)


def value_at(asked: Asked, path: str) -> object:
    """Give the value at `path`, None where the road ends early; `[]` is the place in question."""
    here: object = asked.content
    for step in _steps(path):
        if isinstance(step, str):
            if not isinstance(here, dict):
                return None
            here = here.get(step)
        else:
            place = asked.index if step is None else step
            if not isinstance(here, (list, tuple)) or not 0 <= place < len(here):
                return None
            here = here[place]
    return here


def is_given(value: object) -> bool:
    """Tell whether a value was captured: not null, not blank, not empty."""
    return bool(value.strip()) if isinstance(value, str) else value not in (None, [], (), {})


@cache
def _steps(path: str) -> tuple[str | int | None, ...]:
    """Split a declared path once: keys, places, and None for the place in question; there are some hundred paths."""
    return tuple(_step(found[0]) for found in _STEP.finditer(path))


def _step(part: str) -> str | int | None:
    if not part.startswith("["):
        return part
    return None if part == "[]" else int(part[1:-1])


def _plain(value: object) -> object:
    """Give an enum's word, because the JSON form holds words."""
    return str(value) if isinstance(value, str) else value
