"""Use case: look into the ledger (台账): a text, filters, an order, a page at a time; and keep such questions by name.

ID numbers are masked in every list. A page tells where the next one begins, so going on costs the same on page one and
on page nine hundred.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import msgspec

from station_app.domain.authority import Action
from station_app.domain.identifiers import mask_id
from station_app.domain.ledger import LONGEST_VIEW_NAME, LedgerFilter, SavedView, Sort
from station_app.domain.residents import FoundResident
from station_app.domain.vocabulary import CaseStatus, Route
from station_app.errors import RefusedError, UsageError
from station_app.services.asking import asked, note_search
from station_app.services.ticking import next_days
from station_app.services.written import refuse_unfit
from station_app.storage import ledger, resident_search, views
from station_app.storage.ledger import Place
from station_app.storage.types import EPOCH, MILLISECOND

if TYPE_CHECKING:
    from collections.abc import Sequence

    from station_app.services.desk import Desk

MOST = 1000
"""Rows of one page."""
MOST_RESIDENTS = 20
"""People without a case that are shown with the first page; whoever has more types another character."""


class LedgerRow(msgspec.Struct, frozen=True):
    """A case in the ledger. `persons` are the names of the family, `matched` is by what a text fitted.

    `due` is the next day that somebody waits for: of the decision, then of the delivery; None where none is waited for.
    """

    case_no: str
    status: CaseStatus
    ended_as: CaseStatus | None
    route: Route | None
    division: str | None
    applicant: str
    id_masked: str
    persons: tuple[str, ...]
    accepted_at: datetime
    accepted_by: str
    decided_at: datetime | None
    decided_by: str | None
    registered_at: datetime | None
    due: date | None
    household_no: str | None
    matched: str = ""


class LedgerPage(msgspec.Struct, frozen=True):
    """A page of the ledger; `after` is what the next page is asked with, empty after the last.

    `looked_until`: nothing more was found up to there, and older cases were not looked at yet. `cut`: the text fits
    more cases than were looked at; another character helps. `residents`, on the first page of a text alone, are those
    it fits who are in a household without a case.
    """

    rows: tuple[LedgerRow, ...]
    after: str
    looked_until: datetime | None = None
    cut: bool = False
    residents: tuple[FoundResident, ...] = ()


def search_ledger(desk: Desk, wanted: LedgerFilter, after: str = "", limit: int = 100) -> LedgerPage:
    """Give a page of the ledger; `after` is what the page before gave.

    Raises:
        UsageError: `page_unknown` - `after` is nothing that a page gave.
    """
    desk.require(Action.LOOK)
    begin = _place(after, wanted.sort)
    with desk.store.read() as uow:
        text = asked(uow, wanted.text)
        if text is None:
            return LedgerPage((), "")
        narrowed = msgspec.structs.replace(wanted, text=text)
        page = ledger.page(uow, narrowed, begin, max(1, min(limit, MOST)))
        alone = bool(text.strip()) and not after and not narrowed.narrows
        residents = resident_search.find(uow, text, MOST_RESIDENTS) if alone else ()
        families = ledger.persons(uow, [row.case_no for row in page.rows])
        next_day = next_days(uow, desk)
    if not after:
        note_search(desk, text)
    rows = tuple(_row(row, families.get(row.case_no, ()), next_day(row)) for row in page.rows)
    return LedgerPage(rows, _written(page.end), page.looked_until, page.cut, residents)


def list_views(desk: Desk) -> tuple[SavedView, ...]:
    """Give the questions that this officer keeps, by name; one of a newer program is left out."""
    desk.require(Action.LOOK)
    with desk.store.read() as uow:
        return views.listing(uow, desk.officer.badge)


def save_view(desk: Desk, name: str, wanted: LedgerFilter) -> SavedView:
    """Keep a question under a name, in the place of one that this officer kept under it before.

    Raises:
        RefusedError: `view_name_missing`, `view_name_too_long`, `text_unfit`.
    """
    desk.require(Action.LOOK)
    title = " ".join(name.split())
    if not title:
        raise RefusedError("view_name_missing")
    if len(title) > LONGEST_VIEW_NAME:
        raise RefusedError("view_name_too_long", most=LONGEST_VIEW_NAME)
    refuse_unfit(title, wanted.text)
    kept = SavedView(title, wanted)
    with desk.store.write() as uow:
        views.keep(uow, desk.officer.badge, kept, at=desk.now())
        uow.commit()
    return kept


def forget_view(desk: Desk, name: str) -> bool:
    """Keep a question no longer; say whether there was one of that name."""
    desk.require(Action.LOOK)
    with desk.store.write() as uow:
        was_kept = views.forget(uow, desk.officer.badge, name)
        uow.commit()
    return was_kept


def _row(row: Any, family: Sequence[Any], due: date | None) -> LedgerRow:
    return LedgerRow(
        case_no=row.case_no,
        status=row.status,
        ended_as=row.ended_as,
        route=row.route,
        division=row.division,
        applicant=row.applicant,
        id_masked=mask_id(row.id_number),
        persons=tuple(person.name for person in family),
        accepted_at=row.accepted_at,
        accepted_by=row.accepted_by,
        decided_at=row.decided_at,
        decided_by=row.decided_by,
        registered_at=row.registered_at,
        due=due,
        household_no=row.household_no,
        matched=row.matched,
    )


def _written(place: Place | None) -> str:
    if place is None:
        return ""
    by = place.sorted_by
    return f"{place.part}:{(by - EPOCH) // MILLISECOND if isinstance(by, datetime) else ''}@{place.case_no}"


def _place(after: str, sort: Sort) -> Place | None:
    if not after:
        return None
    place, found, case_no = after.partition("@")
    part, _, moment = place.partition(":")
    if not found or not case_no or part not in {"0", "1"} or bool(moment) == (sort is Sort.CASE_NO):
        raise UsageError("page_unknown")
    if sort is Sort.CASE_NO:
        return Place(case_no, case_no, int(part))
    try:
        return Place(datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=int(moment)), case_no, int(part))
    except (ValueError, OverflowError):
        raise UsageError("page_unknown") from None
