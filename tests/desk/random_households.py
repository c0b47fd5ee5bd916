"""Who lives where, at random: a model of households beside the real ones."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import timedelta

from hypothesis import strategies as st

from station_app.domain.residents import RegisteredPerson
from station_app.domain.vocabulary import IdAbsentReason
from station_app.errors import NotPermittedError, RefusedError
from station_app.services.change_head import change_head
from station_app.services.join_household import register_newborn
from station_app.services.leave_household import Leaving, move_out, register_death
from station_app.services.reverse_event import reverse_event
from station_app.storage import registrations


@dataclass
class Person:
    """Somebody registered: of which family, and whether its head."""

    household: str
    family: str
    head: bool


class Households:
    """The people of a station by registration number, as a model keeps them."""

    def __init__(self) -> None:
        self.people: dict[str, Person] = {}
        self.touched: set[str] = set()
        self.events: dict[str, dict[str, Person | None]] = {}
        """What those whom an event changed were before it; None: not there."""

    def enter(self, case_no: str, household: str, movers: int) -> None:
        """A family comes out of its case, headed by the applicant."""
        for place in range(movers):
            self.people[f"{case_no}-{place + 1:02}"] = Person(household, case_no, head=place == 0)

    def reverse_case(self, case_no: str) -> None:
        """What a case brought is gone."""
        for number in [number for number in self.people if number.startswith(case_no)]:
            del self.people[number]

    def of_family(self, number: str) -> list[str]:
        """Give the registrations of somebody's family."""
        family = self.people[number].family
        return [other for other, person in self.people.items() if person.family == family]

    def room(self) -> Counter[str]:
        """Count the people in each household."""
        return Counter(person.household for person in self.people.values())

    # --- what is done, in the model and for real ---------------------------------------------------------------------

    def leave(self, desk, number: str, *, whole: bool, dead: bool, draw) -> str:
        """Somebody moves out or dies; gives the number of the event."""
        family = self.of_family(number)
        others = [other for other in family if other != number]
        whole = whole and not dead
        head_goes = self.people[number].head and others and not whole
        heir = draw(st.sampled_from(others)) if head_goes else None
        if dead:
            day = desk.today()
            done = register_death(desk, number, day=day, evidence="死亡医学证明", new_head=heir)
        else:
            leaving = Leaving((number,), _A_REASON, "四川省成都市", whole_family=whole, new_head=heir)
            done = move_out(desk, leaving)
        before = self._now()
        for gone in family if whole else [number]:
            del self.people[gone]
        if heir:
            self.people[heir].head = True
        self._remember(done.event_no, before)
        return done.event_no

    def bear(self, desk, parent: str, count: int) -> str:
        """A child comes to a parent's family."""
        born = desk.today() - timedelta(days=3)
        child = RegisteredPerson(f"王新生{count}", None, IdAbsentReason.NEWBORN, "1", born)
        done = register_newborn(desk, parent, child, evidence=f"K62{count:07d}", relationship="22")
        before = self._now()
        (new,) = [number for number in done.registrations if number not in self.people]
        self.people[new] = Person(self.people[parent].household, self.people[parent].family, head=False)
        self._remember(done.event_no, before)
        return done.event_no

    def head(self, desk, number: str) -> str:
        """Somebody else heads the family."""
        done = change_head(desk, number, "原户主年老")
        before = self._now()
        for other in self.of_family(number):
            self.people[other].head = other == number
        self._remember(done.event_no, before)
        return done.event_no

    def take_back(self, desk, event_no: str) -> bool:
        """Take an event back where nothing later stands in the way; tells whether it was."""
        try:
            reverse_event(desk, event_no, "办错了")
        except (RefusedError, NotPermittedError):
            return False
        for number, was in self.events.pop(event_no).items():
            if was is None:
                del self.people[number]
            else:
                self.people[number] = was
        return True

    def _remember(self, event_no: str, before: dict[str, Person]) -> None:
        changed = {
            number: before.get(number)
            for number in before.keys() | self.people.keys()
            if before.get(number) != self.people.get(number)
        }
        people = (before.get(number) or self.people[number] for number in changed)
        self.touched |= {person.family for person in people}
        self.events[event_no] = changed

    def _now(self) -> dict[str, Person]:
        return {number: replace(person) for number, person in self.people.items()}

    # --- what must hold ----------------------------------------------------------------------------------------------

    def compare(self, station) -> None:
        """Every household holds those of the model, and each family has one head, the model's."""
        with station._desk.store.read() as uow:
            for home in station.households():
                there = {each.registration_no: each for each in registrations.open_in(uow, home.household_no)}
                here = {number: p for number, p in self.people.items() if p.household == home.household_no}
                assert set(there) == set(here), home.household_no
                for number, person in here.items():
                    assert there[number].standing.head is person.head, number
                heads = Counter(each.family for each in there.values() if each.standing.head)
                assert heads == Counter({each.family: 1 for each in there.values()}), home.household_no


_A_REASON = "0400"
