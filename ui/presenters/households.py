"""The households page: which collective households there are, who is in them, opening and closing them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from station_app import texts
from station_app.domain.authority import Action, permits
from station_app.domain.divisions import children, full_name
from station_app.domain.looks import WhyLooked
from station_app.domain.vocabulary import HouseholdKind
from ui.presenters.own_papers import OwnPapers
from ui.presenters.page_presenter import PagePresenter
from ui.presenters.residents import DEEDS
from ui.presenters.roster import EventRow, PersonRow, event_rows, person_rows

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from station_app.catalogue import Catalogue
    from station_app.domain.records import Household
    from station_app.domain.rosters import Roster
    from ui.tasks import Runner


@dataclass(frozen=True, slots=True)
class HouseholdRow:
    """One household as the list shows it."""

    household_no: str
    name: str
    kind: str
    persons: int
    room: str
    state: str
    place: str


@dataclass(frozen=True, slots=True)
class HouseholdsView:
    """State of the page: the list, and the roster of the chosen household."""

    rows: tuple[HouseholdRow, ...] = ()
    chosen: str = ""
    title: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    roster: tuple[PersonRow, ...] = ()
    events: tuple[EventRow, ...] = ()
    state: str = ""
    counted: str = ""
    open: bool = False
    frozen: bool = False
    permitted: frozenset[str] = frozenset()
    household: Household | None = None
    empty: str = ""


@dataclass(frozen=True, slots=True)
class NewHousehold:
    """What opening a household asks for."""

    kind: HouseholdKind
    division: str
    address: str
    name: str
    managing_body: str
    soft_capacity: int | None
    keeper: str = ""


class HouseholdsPresenter(PagePresenter[HouseholdsView]):
    """Lists, shows, opens and closes households."""

    def __init__(
        self,
        catalogue: Catalogue,
        runner: Runner,
        show: Callable[[HouseholdsView], None],
        told: Callable[[str, str], None],
        printing: Callable[[], None],
    ) -> None:
        super().__init__(catalogue, runner, show, told)
        self._paper = OwnPapers(
            "household-roster", catalogue, runner, told=self._told, refused=self._refused, queued=printing
        )
        self._view = HouseholdsView()
        self._roster: Roster | None = None
        self._with_left = False

    def refresh(self) -> None:
        """List the households anew."""
        self._runner.run(self._catalogue.households, self._listed, channel="households")

    def aim(self, household_no: str) -> None:
        """Choose this household once the list has come."""
        self._view = replace(self._view, chosen=household_no)

    def choose(self, household_no: str) -> None:
        """Show who is in a household."""
        self._runner.run(
            lambda: self._catalogue.roster(household_no, WhyLooked.ROSTER), self._shown, channel="household"
        )

    def show_left(self, *, wanted: bool) -> None:
        """Show those who left too, or not."""
        self._with_left = wanted
        if self._roster is not None:
            self._shown(self._roster)

    def open(self, wish: NewHousehold) -> None:
        """Open a household."""
        self._runner.run(
            lambda: self._catalogue.open_household(
                wish.kind,
                division=wish.division,
                address=wish.address,
                name=wish.name,
                managing_body=wish.managing_body,
                soft_capacity=wish.soft_capacity,
                keeper=wish.keeper,
            ),
            lambda made: self._changed(texts.say("ui.households.opened", number=made.household_no, name=made.name)),
            self._refused,
        )

    def change(self, facts: dict[str, Any], reason: str) -> None:
        """Change what is written down of the chosen household."""
        number = self._view.chosen
        self._runner.run(
            lambda: self._catalogue.change_household(number, reason=reason, **facts),
            lambda done: self._changed(texts.say("ui.households.changed", name=done.name)),
            self._refused,
        )

    def freeze(self, reason: str) -> None:
        """Freeze the chosen household, or thaw it."""
        number, frozen = self._view.chosen, self._view.frozen
        act = self._catalogue.thaw_household if frozen else self._catalogue.freeze_household
        told = "ui.households.thawed" if frozen else "ui.households.frozen"
        self._runner.run(
            lambda: act(number, reason), lambda done: self._changed(texts.say(told, name=done.name)), self._refused
        )

    def close(self, reason: str) -> None:
        """Close the chosen household, if nobody is registered in it."""
        number = self._view.chosen
        if not number:
            return
        self._runner.run(
            lambda: self._catalogue.close_household(number, reason),
            lambda closed: self._changed(texts.say("ui.households.closed", name=closed.name)),
            self._refused,
        )

    def print_roster(self, ask: Callable[[], None]) -> None:
        """Print the roster of the chosen household where this desk's papers go; `ask` where that is nowhere."""
        number = self._view.chosen
        self._paper.print(lambda: self._catalogue.print_roster(number), ask)

    def save_roster(self, to: Path) -> None:
        """Save the roster as a PDF; the place is looked at before a copy is journalled."""
        number = self._view.chosen
        self._paper.save(lambda: self._catalogue.print_roster(number), to)

    def places(self) -> tuple[tuple[str, str], ...]:
        """Give the divisions a household of this site may lie in: its own, and those right below it."""
        code = self._catalogue.site.code
        here = code[:9] if len(code) >= 9 else code
        return ((here, full_name(here)), *((each.code, each.name) for each in children(here)))

    def _changed(self, sentence: str) -> None:
        self._told(sentence, "ok")
        self.refresh()

    def _listed(self, households: tuple[Household, ...]) -> None:
        households = tuple(sorted(households, key=_order))
        self._set(replace(self._view, rows=tuple(_row(each) for each in households)))
        numbers = [each.household_no for each in households]
        if numbers:
            self.choose(self._view.chosen if self._view.chosen in numbers else numbers[0])

    def _shown(self, roster: Roster) -> None:
        self._roster = roster
        household = roster.household
        roles = self._catalogue.officer.roles
        counted = texts.say(
            "ui.roster.counted", present=len(roster.present), awaited=len(roster.awaited), left=len(roster.left)
        )
        if household.soft_capacity:
            counted += texts.say("ui.roster.size", size=household.soft_capacity)
        self._set(
            replace(
                self._view,
                chosen=household.household_no,
                title=household.name,
                facts=_facts(household),
                roster=person_rows(roster, with_left=self._with_left),
                events=event_rows(roster.events),
                state=texts.say(f"ui.households.state_{household.state}"),
                counted=counted,
                open=household.state != "closed" and permits(roles, Action.HOUSEHOLDS),
                frozen=household.state == "frozen",
                permitted=frozenset(deed.name for deed in DEEDS if permits(roles, deed.action)),
                household=household,
                empty=texts.say("ui.households.empty_family" if _family(household) else "ui.households.empty"),
            )
        )

    def _set(self, view: HouseholdsView) -> None:
        self._view = view
        self._show(view)


def _family(household: Household) -> bool:
    return household.kind is HouseholdKind.FAMILY


def _order(household: Household) -> tuple[bool, bool, bool]:
    """Put open collective households first, where families are placed, and empty family households last."""
    family = _family(household)
    return family and not household.persons, family, household.state != "open"


def _row(household: Household) -> HouseholdRow:
    capacity = household.soft_capacity
    room = "—" if capacity is None else texts.say("ui.households.room", left=max(0, capacity - household.persons))
    return HouseholdRow(
        household_no=household.household_no,
        name=household.name,
        kind=texts.say(f"ui.household_kind.{household.kind}"),
        persons=household.persons,
        room=room,
        state=texts.say(f"ui.households.state_{household.state}"),
        place=household.division_name or full_name(household.division),
    )


def _facts(household: Household) -> tuple[tuple[str, str], ...]:
    kind = texts.say(f"ui.household_kind.{household.kind}")
    place = household.division_name or full_name(household.division)
    keeping = (household.managing_body, household.keeper)
    return (
        (texts.say("ui.households.number"), f"{household.household_no} · {kind}"),
        (texts.say("ui.households.address"), household.address or place),
        (texts.say("ui.households.body"), " · ".join(each for each in keeping if each) or "—"),
    )
