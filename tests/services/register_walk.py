"""A household register in which anything may happen next, and a plain model of who should be where afterwards."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

from station_app.domain.residents import RegisteredPerson
from station_app.domain.vocabulary import HouseholdKind, IdAbsentReason, Step
from station_app.errors import StationError
from station_app.services.join_household import Marrying
from station_app.services.leave_household import Leaving
from station_app.services.set_up_household import SettingUp
from station_app.storage import households, registrations
from tests.people import a_family_of_four
from tests.services.settling import CHIEF, SOLD, alone, settled, undone

TODAY = date(2026, 11, 23)


class Walk:
    """Takes steps with a station; a step that is refused must change nothing."""

    def __init__(self, station):
        self.station = station
        self.open: dict[str, str] = {}
        self.events: list[tuple[str, dict[str, str], set[str]]] = []
        self.made = 0
        self.done: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()

    def take(self, step, one, two, three):
        """Take a step by its name; the numbers choose who."""
        before = self.station.verify_journal().entries
        try:
            getattr(self, step)(one, two, three)
            self.done[step] += 1
        except StationError:
            self.refused[step] += 1
            assert self.station.verify_journal().entries == before, step
        self.hold()

    def settle_a_family(self, *_numbers):
        """Somebody comes; where no household takes them after all, their case is withdrawn."""
        self.made += 1
        content = a_family_of_four()
        if self.made > 1:
            sex, born = "21"[self.made % 2], date(1980, 1, 1) + timedelta(days=self.made)
            content = alone(f"高{'甲乙丙丁'[self.made % 4]}", sex, born, 986 - self.made % 2)
        try:
            self._come(settled(self.station, content))
        except StationError:
            newest = self.station.find(content["family"][0]["id_number"]).rows
            if newest and newest[0].status == "approved":
                self.station.move(newest[0].case_no, Step.WITHDRAW, "没有可落的户")

    def move_out(self, one, two, three):
        who, head = self._pick(one), self._pick(two)
        self._event(self.station.move_out(Leaving((who,), SOLD, "兰州市", whole_family=three % 3 == 0, new_head=head)))

    def die(self, one, two, three):
        self._event(
            self.station.register_death(
                self._pick(one), day=TODAY, evidence="死亡证明", new_head=self._pick(two) if three % 2 else None
            )
        )

    def be_born(self, one, two, three):
        self.made += 1
        child = RegisteredPerson(f"小{self.made % 9}", None, IdAbsentReason.NEWBORN, "12"[two % 2], date(2026, 11, 1))
        self._event(
            self.station.register_newborn(
                self._pick(one), child, evidence="出生医学证明", relationship="20" if three % 2 else None
            )
        )

    def marry(self, one, two, three):
        self._event(
            self.station.register_marriage(
                Marrying(
                    self._pick(one),
                    self._pick(two),
                    "结婚证",
                    relationship="97" if three % 2 else None,
                    new_head=self._pick(three),
                )
            )
        )

    def head(self, one, _two, _three):
        self._event(self.station.change_head(self._pick(one), "户主变更申请"))

    def set_up(self, one, two, three):
        others = (self._pick(two),) if three % 2 else ()
        wanted = SettingUp(self._pick(one), "620502001", "建设路8号", others, new_head=self._pick(three))
        self._event(self.station.set_up_household(wanted))

    def hand_out_a_card(self, one, _two, _three):
        self.made += 1
        self.station.hand_out_card(self._pick(one), f"TS-{self.made:06}")

    def take_back(self, one, _two, _three):
        """Take an event back: whoever went is where they were, whoever came is not."""
        if not self.events:
            return
        event_no, gone, come = self.events[one % len(self.events)]
        undone(self.station, event_no)
        self.events = [each for each in self.events if each[0] != event_no]
        self.open = {number: home for number, home in self.open.items() if number not in come} | gone

    def reverse_a_case(self, one, _two, _three):
        case_no = self._pick(one).rpartition("-")[0]
        desk = self.station._desk
        self.station._desk = replace(desk, officer=CHIEF)
        try:
            self.station.move(case_no, Step.REVERSE, "登记错了人")
        finally:
            self.station._desk = desk
        with desk.store.read() as uow:
            ended = {each.registration_no for each in registrations.of_case(uow, case_no)}
        self.open = {number: home for number, home in self.open.items() if number not in ended}

    def freeze_or_thaw(self, one, two, _three):
        number = self.station.households()[one % len(self.station.households())].household_no
        act = self.station.freeze_household if two % 2 else self.station.thaw_household
        act(number, "整改")

    def close(self, one, _two, _three):
        """Close what a family left; the station's own collective household stays."""
        homes = [home.household_no for home in self.station.households() if home.kind is HouseholdKind.FAMILY]
        number = homes[one % len(homes)] if homes else "620502001-F999"
        self.station.close_household(number, "撤户")
        assert number not in self.open.values()

    def hold(self):
        """What must be true whatever happened."""
        with self.station._desk.store.read() as uow:
            listed = households.listing(uow)
            there = {home.household_no: registrations.open_in(uow, home.household_no) for home in listed}
        people = {each.registration_no: each.household_no for family in there.values() for each in family}
        assert people == self.open
        numbers = Counter(
            each.person.id_number for family in there.values() for each in family if each.person.id_number
        )
        assert not [number for number, count in numbers.items() if count > 1]
        for home in listed:
            assert home.persons == len(there[home.household_no]), home.household_no
            key = (lambda each: "") if home.kind is HouseholdKind.FAMILY else (lambda each: each.family)
            heads = Counter(key(each) for each in there[home.household_no] if each.standing.head)
            assert heads == dict.fromkeys(map(key, there[home.household_no]), 1)
            assert all(each.since <= (each.until or each.since) for each in there[home.household_no])

    def _pick(self, number):
        people = sorted(self.open)
        return people[number % len(people)] if people else "620502001-20261123-HJ0001-99"

    def _come(self, people):
        with self.station._desk.store.read() as uow:
            self.open |= {number: registrations.get(uow, number).household_no for number in people}

    def _event(self, done):
        """Keep of an event who went and who came, as the tables say of exactly those it touched."""
        with self.station._desk.store.read() as uow:
            now = {number: registrations.get(uow, number) for number in done.registrations}
        gone = {number: self.open[number] for number, each in now.items() if each.until is not None}
        come = {number for number, each in now.items() if each.until is None and number not in self.open}
        self.open = {number: home for number, home in self.open.items() if number not in gone}
        self.open |= {number: now[number].household_no for number in come}
        self.events.append((done.event_no, gone, come))


STEPS = (
    *("settle_a_family", "move_out", "die", "be_born", "marry", "head", "set_up", "hand_out_a_card", "take_back"),
    *("reverse_a_case", "freeze_or_thaw", "close"),
)
OFTEN = (*STEPS, *("settle_a_family", "be_born", "marry") * 3, "hand_out_a_card", "take_back")
"""The same, with more people coming than going."""
