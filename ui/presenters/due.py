"""The due list: what runs against a clock, the most pressing first, and what can be done about it from the list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from station_app import texts
from station_app.domain.offers import EXTEND
from ui.presenters import words
from ui.presenters.case_steps import why_not
from ui.presenters.case_trace import PRESSURE_STATES, left_words
from ui.presenters.page_presenter import PagePresenter

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from station_app.catalogue import Catalogue
    from station_app.domain.offers import Offer
    from station_app.services.list_due import DueLine
    from ui.tasks import Runner

PRESSURES = ("overdue", "red", "amber", "on_time", "standing_still")
"""In the order of the list; the page filters by them with the digits 1 to 5."""


@dataclass(frozen=True, slots=True)
class DueRow:
    """One line of the list; `is_case` is False for a one-time notice nobody has come back with."""

    number: str
    applicant: str
    pressure: str
    pressure_word: str
    state: str
    days: str
    left: int
    kind: str
    due: str
    holder: str
    basis: str
    is_case: bool


@dataclass(frozen=True, slots=True)
class DueView:
    """The page: the rows in view, how many of each pressure there are, the pressure looked at (empty: all)."""

    rows: tuple[DueRow, ...] = ()
    counts: tuple[tuple[str, int], ...] = ()
    pressure: str = ""


class DuePresenter(PagePresenter[DueView]):
    """Lists what is due, and takes what can be done from the list."""

    def __init__(
        self,
        catalogue: Catalogue,
        runner: Runner,
        show: Callable[[DueView], None],
        told: Callable[[str, str], None],
    ) -> None:
        super().__init__(catalogue, runner, show, told)
        self._rows: tuple[DueRow, ...] = ()
        self._pressure = ""

    def refresh(self) -> None:
        """Ask again what is due."""
        self._runner.run(self._catalogue.due, self._listed, channel="due")

    def look_at(self, pressure: str) -> None:
        """Show one pressure only; the same again shows all."""
        self._pressure = "" if pressure == self._pressure else pressure
        self._tell()

    def offer_extension(self, case_no: str, show: Callable[[date], None]) -> None:
        """Ask whether the decision can be put off, and to when; say why not where it can't."""

        def answered(offers: tuple[Offer, ...]) -> None:
            offer = next(each for each in offers if each.name == EXTEND)
            if offer.until is not None:
                show(offer.until)
            else:
                said = texts.say("ui.step.barred", step=texts.say("ui.step.extend"), why=why_not(offer))
                self._told(said, "look")

        self._runner.run(lambda: self._catalogue.offers(case_no), answered, self._refused, channel="due-offer")

    def _listed(self, lines: Sequence[DueLine]) -> None:
        self._rows = tuple(map(row_of, lines))
        self._tell()

    def _tell(self) -> None:
        shown = tuple(row for row in self._rows if not self._pressure or row.pressure == self._pressure)
        counts = tuple((each, sum(row.pressure == each for row in self._rows)) for each in PRESSURES)
        self._show(DueView(shown, counts, self._pressure))


def row_of(line: DueLine) -> DueRow:
    """Give a line of the due list in words; clocks that stand still are sorted behind all others."""
    return DueRow(
        number=line.number,
        applicant=line.applicant,
        pressure=line.pressure,
        pressure_word=texts.say(f"clock.pressure.{line.pressure}"),
        state=PRESSURE_STATES[line.pressure],
        days=left_words(line.pressure, line.left),
        left=line.left if line.left is not None else 999,
        kind=texts.say(f"ui.where.clock.{line.kind.value}"),
        due=words.day(line.due),
        holder=texts.say(f"ui.where.{line.status}") if line.status else texts.say("ui.due.notice"),
        basis=line.basis,
        is_case=bool(line.status),
    )
