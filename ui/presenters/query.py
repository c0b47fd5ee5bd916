"""The query page: a live search whose stale answers are dropped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from station_app import texts
from ui.presenters import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from station_app.catalogue import Catalogue
    from station_app.domain.records import Found, FoundCase
    from ui.tasks import Runner

LIMIT = 500


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One row of a list of cases; every value as it is shown."""

    case_no: str
    applicant: str
    id_masked: str
    family: str
    status: str
    accepted: str
    household: str
    matched: str


@dataclass(frozen=True, slots=True)
class QueryView:
    """State of the page: `empty` says what to do while there are no rows."""

    text: str = ""
    rows: tuple[CaseRow, ...] = ()
    total: int = 0
    count: str = ""
    empty: str = ""


class QueryPresenter:
    """Searches as the officer types."""

    def __init__(self, catalogue: Catalogue, runner: Runner, show: Callable[[QueryView], None]) -> None:
        self._catalogue = catalogue
        self._runner = runner
        self._show = show

    def search(self, text: str) -> None:
        """Search for `text`; an empty one gives the newest cases."""
        wanted = text.strip()
        self._runner.run(
            lambda: self._catalogue.find(wanted, LIMIT),
            lambda found: self._show(view_of(wanted, found)),
            channel="query",
        )


def view_of(text: str, found: Found) -> QueryView:
    """Give what the page shows of an answer."""
    rows = tuple(row_of(case) for case in found.rows)
    shown = "ui.query.count" if found.total <= len(rows) else "ui.query.count_more"
    empty = ""
    if not rows:
        empty = texts.say("ui.query.nothing" if text else "ui.query.none_yet")
    return QueryView(text, rows, found.total, texts.say(shown, total=found.total, shown=len(rows)), empty)


def row_of(case: FoundCase) -> CaseRow:
    """Give the row of one found case."""
    return CaseRow(
        case_no=case.case_no,
        applicant=case.applicant,
        id_masked=case.applicant_id_masked,
        family="、".join(_name(person) for person in case.persons),
        status=words.status_word(case.status),
        accepted=words.moment(case.accepted_at),
        household=case.household_no or "—",
        matched=texts.say(f"ui.matched.{case.matched}") if case.matched else "",
    )


def _name(person: str) -> str:
    """Give the name of `name 620502********9818`; the list has a column of its own for the applicant's number."""
    name, _, number = person.rpartition(" ")
    return name if "*" in number else person
