"""The households page: which collective households there are, who is in them, opening and closing them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from station_app import texts
from station_app.domain.divisions import children, full_name
from station_app.domain.vocabulary import HouseholdKind
from ui.presenters import words
from ui.presenters.case_rows import CaseRow, row_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from station_app.catalogue import Catalogue
    from station_app.domain.records import FoundCase, Household
    from station_app.errors import StationError
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
    roster: tuple[CaseRow, ...] = ()
    open: bool = False


@dataclass(frozen=True, slots=True)
class NewHousehold:
    """What opening a household asks for."""

    kind: HouseholdKind
    division: str
    address: str
    name: str
    managing_body: str
    soft_capacity: int | None


class HouseholdsPresenter:
    """Lists, shows, opens and closes households."""

    def __init__(
        self,
        catalogue: Catalogue,
        runner: Runner,
        show: Callable[[HouseholdsView], None],
        tell: Callable[[str, str], None],
    ) -> None:
        self._catalogue = catalogue
        self._runner = runner
        self._show = show
        self._tell = tell
        self._view = HouseholdsView()

    def refresh(self) -> None:
        """List the households anew."""
        self._runner.run(self._catalogue.households, self._listed, channel="households")

    def choose(self, household_no: str) -> None:
        """Show who is in a household."""
        self._runner.run(lambda: self._catalogue.household(household_no), self._shown, channel="household")

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
            ),
            lambda made: self._changed(texts.say("ui.households.opened", number=made.household_no, name=made.name)),
            self._refused,
        )

    def close(self, reason: str) -> None:
        """Close the chosen household to newcomers; those in it stay."""
        number = self._view.chosen
        if not number:
            return
        self._runner.run(
            lambda: self._catalogue.close_household(number, reason),
            lambda closed: self._changed(texts.say("ui.households.closed", name=closed.name)),
            self._refused,
        )

    def places(self) -> tuple[tuple[str, str], ...]:
        """Give the divisions a household of this site may lie in: its own, and those right below it."""
        code = self._catalogue.site.code
        here = code[:9] if len(code) >= 9 else code
        return ((here, full_name(here)), *((each.code, each.name) for each in children(here)))

    def _changed(self, sentence: str) -> None:
        self._tell(sentence, "ok")
        self.refresh()

    def _refused(self, error: StationError) -> None:
        self._tell(words.sentence(error), "blocked")

    def _listed(self, households: tuple[Household, ...]) -> None:
        self._set(replace(self._view, rows=tuple(_row(each) for each in households)))
        numbers = [each.household_no for each in households]
        if numbers:
            self.choose(self._view.chosen if self._view.chosen in numbers else numbers[0])

    def _shown(self, found: tuple[Household, tuple[FoundCase, ...]]) -> None:
        household, cases = found
        self._set(
            replace(
                self._view,
                chosen=household.household_no,
                title=household.name,
                facts=_facts(household),
                roster=tuple(row_of(case) for case in cases),
                open=household.state != "closed",
            )
        )

    def _set(self, view: HouseholdsView) -> None:
        self._view = view
        self._show(view)


def _row(household: Household) -> HouseholdRow:
    capacity = household.soft_capacity
    room = "—" if capacity is None else texts.say("ui.households.room", left=max(0, capacity - household.persons))
    return HouseholdRow(
        household_no=household.household_no,
        name=household.name,
        kind=texts.say(f"ui.household_kind.{household.kind}"),
        persons=household.persons,
        room=room,
        state=texts.say("ui.households.state_closed" if household.state == "closed" else "ui.households.state_open"),
        place=full_name(household.division),
    )


def _facts(household: Household) -> tuple[tuple[str, str], ...]:
    capacity = household.soft_capacity
    return (
        (texts.say("ui.households.number"), household.household_no),
        (texts.say("ui.households.kind"), texts.say(f"ui.household_kind.{household.kind}")),
        (texts.say("ui.households.persons"), str(household.persons) + (f" / {capacity}" if capacity else "")),
        (texts.say("ui.households.address"), household.address or full_name(household.division)),
        (texts.say("ui.households.body"), household.managing_body or "—"),
    )
