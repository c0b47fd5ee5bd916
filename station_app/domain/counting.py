"""Counting what happened in a month: what is counted, how a figure is declared, and the one place that adds up.

Pure. An event counts in the month, in China, in which it was written down at its site; what was a mistake and was taken
back counts against it in the month of taking back, so no month that is over ever changes by itself. Which figures
there are is declared in `statistics` and `form58`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from station_app import texts
from station_app.clock import BEIJING, local_date
from station_app.domain.people import age_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from station_app.domain.policy import Text
    from station_app.domain.vocabulary import (
        ApplicantCategory,
        DestinationKind,
        Housing,
        JurisdictionBasis,
        Level,
        Route,
        TransferFlag,
    )


class Happening(StrEnum):
    """What may be counted: steps of cases, events in households and of permits, and what was taken back (冲销)."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    RETURNED = "returned"
    SENT_UP = "sent_up"
    APPROVED = "approved"
    REFUSED = "refused"
    REGISTERED = "registered"
    WITHDRAWN = "withdrawn"
    DECLINED_UNDONE = "declined_undone"
    APPROVED_UNDONE = "approved_undone"
    REFUSED_UNDONE = "refused_undone"
    REGISTERED_UNDONE = "registered_undone"
    MOVED_OUT = "moved_out"
    DIED = "died"
    BORN = "born"
    MARRIED_IN = "married_in"
    MOVED_OUT_UNDONE = "moved_out_undone"
    DIED_UNDONE = "died_undone"
    BORN_UNDONE = "born_undone"
    MARRIED_IN_UNDONE = "married_in_undone"
    PERMIT_APPLIED = "permit_applied"
    PERMIT_ISSUED = "permit_issued"
    PERMIT_ASKED_ANEW = "permit_asked_anew"
    PERMIT_ISSUED_ANEW = "permit_issued_anew"
    PERMIT_ENDORSED = "permit_endorsed"
    PERMIT_ENDORSED_LATE = "permit_endorsed_late"
    PERMIT_ENDED = "permit_ended"
    PERMIT_MISTAKEN = "permit_mistaken"


class PermitEvent(StrEnum):
    """What is counted of residence permits."""

    APPLIED = "permit_applied"  # 申领
    ISSUED = "permit_issued"  # 制发, the first card
    ASKED_ANEW = "permit_asked_anew"  # 换领、补领
    ISSUED_ANEW = "permit_issued_anew"
    ENDORSED = "permit_endorsed"  # 签注, in time
    ENDORSED_LATE = "permit_endorsed_late"
    ENDED = "permit_ended"  # 注销
    MISTAKEN = "permit_mistaken"  # 登记有误而注销


class Person(NamedTuple):
    """One person of an event, as far as anything is counted by it; never a name or a number."""

    division: str | None = None
    urban_rural: str | None = None
    birth_date: date | None = None
    applicant: bool = False


class Event(NamedTuple):
    """One thing that happened, with the facts of that moment.

    `number` is of the case or of the event in a household, `division` where the family goes or the household lies.
    `days` is how long the case had been here, `stood` how long where it stood last, both in days of the calendar.
    """

    kind: Happening
    number: str
    site: str
    at: datetime
    division: str | None
    people: tuple[Person, ...]
    route: Route | None = None
    basis: JurisdictionBasis | None = None
    category: ApplicantCategory | None = None
    housing: Housing | None = None
    destination: DestinationKind | None = None
    reason: str | None = None
    flags: tuple[TransferFlag, ...] = ()
    ground: str | None = None
    level: Level | None = None
    days: int = 0
    stood: int = 0
    late: bool = False
    turned_from: Route | None = None

    @property
    def town(self) -> str:
        """The code of the town, empty where only a county or nothing is known."""
        return (self.division or "")[:9] if len(self.division or "") >= _TOWN else ""


_TOWN = 9
_COUNTY = 6


class Unit(StrEnum):
    """What is counted."""

    CASES = "cases"
    PEOPLE = "people"
    DAYS = "days"  # added up; a mean divides them by cases


class Group(StrEnum):
    """Which figures stand together, in the order of the page."""

    INTAKE = "intake"
    CATEGORY = "category"
    BASIS = "basis"
    DECISIONS = "decisions"
    GROUNDS = "grounds"
    TIME = "time"
    SETTLED = "settled"
    ORIGINS = "origins"
    POVERTY = "poverty"
    AGES = "ages"
    FLOWS = "flows"
    PERMITS = "permits"
    CORRECTIONS = "corrections"
    FORM58 = "form58"


class Area(StrEnum):
    """By what the figures of a month are divided."""

    COUNTY = "county"
    STATION = "station"
    TOWN = "town"


EventTest: TypeAlias = Callable[[Event], bool]
PersonTest: TypeAlias = Callable[[Event, Person], bool]


def any_event(_event: Event) -> bool:
    """Leave no event out."""
    return True


def anybody(_event: Event, _person: Person) -> bool:
    """Leave no person out."""
    return True


class Figure(NamedTuple):
    """One figure, declared once: what is counted of which events, and where it is asked for.

    `events` says with which sign each kind of event counts. `blanks` are the words its name and its meaning are filled
    in with, by the keys of their sentences; `title` is there where a policy pack names it. `column` is that of
    公业58表.
    """

    code: str
    group: Group
    unit: Unit
    events: Mapping[Happening, int]
    source: str
    fits: EventTest = any_event
    whom: PersonTest = anybody
    days: Callable[[Event], int] = lambda event: event.days
    blanks: Mapping[str, str] = {}
    title: Text | None = None
    column: int | None = None

    @property
    def name(self) -> str:
        """What people call it."""
        return texts.say(f"figure.name.{self._family}", **self._words)

    @property
    def meaning(self) -> str:
        """What exactly it counts, as a sentence."""
        return texts.say(f"figure.meaning.{self._family}", **self._words)

    @property
    def when(self) -> str:
        """By the day of which events it counts, those that count against it with a minus."""
        return texts.say("figure.list_break").join(
            texts.say("figure.plus" if sign > 0 else "figure.minus", event=texts.say(f"figure.event.{kind.value}"))
            for kind, sign in self.events.items()
        )

    @property
    def explained(self) -> str:
        """What it counts, by which day and for whom, in one line."""
        return texts.say("figure.explained", meaning=self.meaning, when=self.when, source=self.source)

    @property
    def _family(self) -> str:
        return self.code.partition(".")[0]

    @property
    def _words(self) -> dict[str, object]:
        words: dict[str, object] = {blank: texts.say(key) for blank, key in self.blanks.items()}
        if self.title:
            words["title"] = self.title.said
        return words if self.column is None else {**words, "column": self.column}

    def value(self, event: Event) -> int:
        """Give what one event adds; the event is of a kind that is counted."""
        if not self.fits(event):
            return 0
        sign = self.events[event.kind]
        if self.unit is Unit.CASES:
            return sign
        if self.unit is Unit.DAYS:
            return sign * self.days(event)
        return sign * sum(self.whom(event, person) for person in event.people)


class Sum(NamedTuple):
    """A rule that figures obey: the whole is the sum of its parts."""

    whole: str
    parts: tuple[str, ...]


class Mean(NamedTuple):
    """An average: one figure by another."""

    code: str
    days: str
    cases: str


Place: TypeAlias = tuple[str, str]
"""The station, and the town of where the family goes; the smallest that anything is counted by."""
Cells: TypeAlias = Mapping[str, Mapping[Place, int]]
"""What was counted: by figure and place; what is nought is left out."""


Movements: TypeAlias = Mapping[tuple[str, str], int]
"""How many people were registered, by where they came from and the town they went to."""


class Opened(NamedTuple):
    """One entry that a figure is made of; `value` is what it adds."""

    number: str
    kind: Happening
    at: datetime
    site: str
    town: str
    value: int


def count(events: Iterable[Event], figures: Iterable[Figure]) -> dict[str, dict[Place, int]]:
    """Count all figures over these events."""
    asked: dict[Happening, list[Figure]] = defaultdict(list)
    for figure in figures:
        for kind in figure.events:
            asked[kind].append(figure)
    cells: dict[str, dict[Place, int]] = defaultdict(lambda: defaultdict(int))
    for event in events:
        place = (event.site, event.town)
        for figure in asked[event.kind]:
            value = figure.value(event)
            if value:
                cells[figure.code][place] += value
    return {code: {place: value for place, value in found.items() if value} for code, found in cells.items()}


def open_figure(events: Iterable[Event], figure: Figure) -> Iterator[Opened]:
    """Give the entries that a figure is made of, in the order of the events."""
    for event in events:
        value = figure.value(event) if event.kind in figure.events else 0
        if value:
            yield Opened(event.number, event.kind, event.at, event.site, event.town, value)


def movements(events: Iterable[Event]) -> dict[tuple[str, str], int]:
    """Count who was registered by where from and where to: by town within the city of the station, else by county."""
    found: dict[tuple[str, str], int] = defaultdict(int)
    for event in events:
        if event.kind is Happening.REGISTERED:
            for person in event.people:
                code = person.division or ""
                found[code[: _TOWN if code[:4] == event.site[:4] else _COUNTY], event.town] += 1
    return dict(found)


def total(cells: Cells, code: str) -> int:
    """Give a figure of the whole."""
    return sum(cells.get(code, {}).values())


def divided(cells: Cells, code: str, area: Area) -> dict[str, int]:
    """Give a figure by county, station or town; the parts add up to the whole."""
    parts: dict[str, int] = defaultdict(int)
    for place, value in cells.get(code, {}).items():
        parts[area_of(place, area)] += value
    return dict(parts)


def area_of(place: Place, area: Area) -> str:
    """Give the code of the county, station or town that a place lies in; empty for a town that nobody wrote down."""
    site, town = place
    return town if area is Area.TOWN else site if area is Area.STATION else site[:_COUNTY]


def age_at(event: Event, person: Person) -> int | None:
    """Give the full years of a person on the day of an event."""
    return None if person.birth_date is None else age_on(person.birth_date, local_date(event.at))


class Month(NamedTuple):
    """A month of the calendar of China."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Month:
        """Give the month a day lies in."""
        return cls(day.year, day.month)

    @property
    def begins(self) -> datetime:
        """Its first moment in China."""
        return datetime.combine(self.first, time(), BEIJING)

    @property
    def ends(self) -> datetime:
        """The first moment after it."""
        return self.moved(1).begins

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    def moved(self, months: int) -> Month:
        """Give the month so many months later, or earlier."""
        years, number = divmod(self.year * 12 + self.number - 1 + months, 12)
        return Month(years, number + 1)

    def __str__(self) -> str:
        """Write it as `2026-11`."""
        return f"{self.year:04}-{self.number:02}"
