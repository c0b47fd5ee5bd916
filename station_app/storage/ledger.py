"""Pages of the ledger: a text, any filters, in order, however many cases there are.

A page is never sorted out of the whole table. With a text, what it fits is looked through. Without one, the filter that
leaves the fewest cases is asked first: if they are few, they are the list; if each leaves many, the list is walked in
its order, from where the last page ended, `WALK` cases at the most. Where nothing was found in so many, the page says
until where it looked and the next one goes on from there.
"""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import and_, bindparam, func, literal, or_, select, true, tuple_, union_all

from station_app.clock import BEIJING
from station_app.domain.ledger import LedgerFilter, Sort
from station_app.domain.vocabulary import Level
from station_app.storage import search
from station_app.storage.case_tables import case_person, registry_case
from station_app.storage.ranges import after_prefix, can_exist
from station_app.storage.types import EPOCH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from sqlalchemy import ColumnElement, Row, Select, Subquery

    from station_app.domain.ledger import Period
    from station_app.storage.engine import UnitOfWork

FEW = 2000
"""Cases of a filter that are sorted as they are."""
WALK = 2000
"""Cases that are looked at for one page while walking."""

FRONT = 400
"""Cases that a text fits, the newest first, of which the filters are asked."""

_COLUMNS = (
    "case_no", "site", "status", "ended_as", "route", "division", "accepted_at", "accepted_by", "decided_at",
    "decided_by", "registered_at", "nearest_due", "pack", "household_no", "levels",
)  # fmt: skip
_SORTED_BY = {
    Sort.ACCEPTED: "accepted_at",
    Sort.DECIDED: "decided_at",
    Sort.REGISTERED: "registered_at",
    Sort.CASE_NO: "case_no",
}


class Place(NamedTuple):
    """Where a page ended: what it is sorted by, there, and the number of the case.

    `part`: with a text, whether the case there fitted it wholly (0) or in part (1); what fits wholly stands first.
    """

    sorted_by: datetime | str
    case_no: str
    part: int = 0


class Page(NamedTuple):
    """Rows of the ledger; `end` is where the next page begins, None after the last.

    `looked_until`: the page is not full because nothing more was found up to there. `cut`: the text fits more cases
    than were looked at.
    """

    rows: tuple[Row[Any], ...]
    end: Place | None
    looked_until: datetime | None = None
    cut: bool = False


class _Condition(NamedTuple):
    """One filter on one column; `value` is there where it is one value of it."""

    column: str
    clause: ColumnElement[bool]
    value: Any = None


def page(uow: UnitOfWork, wanted: LedgerFilter, after: Place | None, limit: int) -> Page:
    """Give up to `limit` cases of the ledger that come after `after`."""
    if not _can_exist(wanted):
        return Page((), None)
    if wanted.text.strip():
        return _found(uow, wanted, after, limit)
    conditions = list(_conditions(registry_case.c, wanted))
    narrow = _narrowest(uow, conditions)
    if narrow is not None:
        few = _columns().where(narrow.clause).limit(FEW).subquery("few")
        return _full(tuple(uow.execute(_page(few, wanted, after, limit))), wanted, limit)
    walked = _walk(conditions, wanted, after).subquery("walked")
    rows = tuple(uow.execute(_page(walked, wanted, after, limit)))
    if len(rows) > limit:
        return _full(rows, wanted, limit)
    last = _last_walked(uow, walked, wanted)
    if last is None:
        return Page(rows, None)
    return Page(rows, last, last.sorted_by if isinstance(last.sorted_by, datetime) else None)


def persons(uow: UnitOfWork, numbers: Sequence[str]) -> dict[str, list[Row[Any]]]:
    """Give the family of each of these cases, in the order of the form."""
    found: dict[str, list[Row[Any]]] = {}
    if numbers:
        for person in uow.execute(_FAMILIES, {"numbers": list(numbers)}):
            found.setdefault(person.case_no, []).append(person)
    return found


_FAMILIES = (
    select(case_person.c.case_no, case_person.c.name, case_person.c.id_number, case_person.c.phone, case_person.c.moves)
    .where(case_person.c.case_no.in_(bindparam("numbers", expanding=True)))
    .order_by(case_person.c.case_no, case_person.c.place)
)


def _can_exist(wanted: LedgerFilter) -> bool:
    words = (wanted.text, wanted.division, wanted.site, wanted.accepted_by, wanted.decided_by)
    return all(can_exist(word) for word in words)


def _found(uow: UnitOfWork, wanted: LedgerFilter, after: Place | None, limit: int) -> Page:
    values = search.values_of(wanted.text)
    if values is None:
        return Page((), None)
    if not wanted.narrows and wanted.sort is Sort.ACCEPTED and wanted.descending:
        return _newest_found(uow, values, after, limit)
    hits = search.ranked()
    front = select(hits).order_by(hits.c.part, hits.c.newness.desc()).limit(FRONT).subquery("front")
    found = (
        _columns(front.c.matched, front.c.of_keys.label("fits"), front.c.part)
        .select_from(front)
        .join(registry_case, registry_case.c.case_no == front.c.case_no)
        .limit(FRONT)  # keeps the filters out here: an index of theirs would be walked instead of these few looked up
        .subquery("found")
    )
    page = _full(tuple(uow.execute(_page(found, wanted, after, limit), values)), wanted, limit)
    total = uow.execute(select(hits.c.total, hits.c.of_keys).limit(1), values).first()
    return page._replace(cut=total is not None and (total.total > FRONT or total.of_keys >= search.BOUND))


def _newest_found(uow: UnitOfWork, values: dict[str, Any], after: Place | None, limit: int) -> Page:
    """Give a page of what a text alone fits: only the cases of the page itself are read."""
    hits = search.ranked()
    chosen = select(hits)
    if after is not None:
        here = tuple_(hits.c.newness, hits.c.case_no)
        last = tuple_(search.newness(literal(after.case_no)), literal(after.case_no))
        chosen = chosen.where(or_(hits.c.part > after.part, and_(hits.c.part == after.part, here < last)))
    order = (hits.c.part, hits.c.newness.desc(), hits.c.case_no.desc())
    front = chosen.order_by(*order).limit(limit + 1).subquery("front")
    whole = (
        _columns(
            front.c.matched,
            front.c.of_keys.label("fits"),
            front.c.part,
            func.coalesce(case_person.c.name, "").label("applicant"),
            case_person.c.id_number,
        )
        .select_from(front)
        .join(registry_case, registry_case.c.case_no == front.c.case_no)
        .outerjoin(case_person, and_(case_person.c.case_no == front.c.case_no, case_person.c.place == 0))
        .order_by(front.c.part, front.c.newness.desc(), front.c.case_no.desc())
    )
    rows = tuple(uow.execute(whole, values))
    page = _full(rows, LedgerFilter(), limit)
    return page._replace(cut=bool(rows) and rows[0].fits >= search.BOUND)


def _columns(*more: ColumnElement[Any]) -> Select[Any]:
    extra = more or (literal("").label("matched"), literal(0).label("fits"), literal(0).label("part"))
    return select(*(registry_case.c[name] for name in _COLUMNS), *extra)


def _conditions(columns: Any, wanted: LedgerFilter) -> Iterator[_Condition]:
    """Give the filters in the order in which they usually leave the fewest cases."""
    for name, badge in (("accepted_by", wanted.accepted_by), ("decided_by", wanted.decided_by)):
        if badge:
            yield _Condition(name, columns[name] == badge, badge)
    if wanted.division:
        prefix = wanted.division
        yield _Condition("division", and_(columns.division >= prefix, columns.division < after_prefix(prefix)))
    for name, states in (("ended_as", wanted.ended_as), ("status", wanted.statuses)):
        if states:
            yield _Condition(name, columns[name].in_(states), states[0] if len(states) == 1 else None)
    if wanted.route is not None:
        yield _Condition("route", columns.route == wanted.route, wanted.route)
    if wanted.level is not None:
        ways = [way for way in _LEVELS if way.endswith(wanted.level)]
        yield _Condition("levels", columns.levels.in_(ways))
    for name, period in _periods(wanted):
        if not period.whole:
            yield _Condition(name, _within(columns[name], period))
    if wanted.site:
        prefix = f"{wanted.site}-"
        yield _Condition("case_no", and_(columns.case_no >= prefix, columns.case_no < after_prefix(prefix)))


_LEVELS = tuple(",".join(way) for way in ((Level.STATION,), (Level.COUNTY,), (Level.STATION, Level.COUNTY)))


def _periods(wanted: LedgerFilter) -> Iterator[tuple[str, Period]]:
    yield "accepted_at", wanted.accepted
    yield "decided_at", wanted.decided
    yield "registered_at", wanted.registered


def _within(column: ColumnElement[Any], period: Period) -> ColumnElement[bool]:
    """Say that a moment lies in a period of days in China."""
    clauses = []
    if period.since is not None:
        clauses.append(column >= _begins(period.since))
    if period.until is not None:
        clauses.append(column <= datetime.combine(period.until, time.max, tzinfo=BEIJING))
    return and_(*clauses)


def _begins(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=BEIJING)


def _narrowest(uow: UnitOfWork, conditions: Sequence[_Condition]) -> _Condition | None:
    """Give the filter that leaves the fewest cases, None if each leaves more than a few; none is counted further."""
    if not conditions:
        return None
    counts = [
        select(literal(place).label("place"), func.count().label("cases")).select_from(
            select(literal(1)).select_from(registry_case).where(each.clause).limit(FEW).subquery()
        )
        for place, each in enumerate(conditions)
    ]
    fewest, place = min((row.cases, row.place) for row in uow.execute(union_all(*counts)))
    return conditions[place] if fewest < FEW else None


def _walk(conditions: Sequence[_Condition], wanted: LedgerFilter, after: Place | None) -> Select[Any]:
    """Read the ledger in its order from `after` on, through the index of one filter where it is in that order."""
    column = registry_case.c[_SORTED_BY[wanted.sort]]
    chosen = _columns()
    by_value = next((each for each in conditions if each.value is not None), None)
    if wanted.sort is Sort.ACCEPTED and by_value is not None:
        chosen = chosen.where(by_value.clause)
    for each in conditions:
        if each.column == column.name:
            chosen = chosen.where(each.clause)
    if wanted.sort in {Sort.DECIDED, Sort.REGISTERED}:
        chosen = chosen.where(column >= EPOCH)
    return _in_order(
        _after(chosen, column, registry_case.c.case_no, wanted, after), column, registry_case.c, wanted
    ).limit(WALK)


def _page(inner: Subquery, wanted: LedgerFilter, after: Place | None, limit: int) -> Select[Any]:
    """Give the page of what `inner` holds: all filters, the order, one row more than wanted; with each applicant."""
    column = inner.c[_SORTED_BY[wanted.sort]]
    chosen = select(inner).where(*(each.clause for each in _conditions(inner.c, wanted)), column.is_not(None))
    if wanted.text.strip():
        chosen = chosen.where(_after_ranked(inner.c.part, column, inner.c.case_no, wanted, after))
    else:
        chosen = _after(chosen, column, inner.c.case_no, wanted, after)
    chosen = _in_order(chosen, column, inner.c, wanted)
    rows = chosen.limit(limit + 1).subquery("rows")
    whole = select(rows, func.coalesce(case_person.c.name, "").label("applicant"), case_person.c.id_number).outerjoin(
        case_person, and_(case_person.c.case_no == rows.c.case_no, case_person.c.place == 0)
    )
    return _in_order(whole, rows.c[column.name], rows.c, wanted)


def _after(chosen: Select[Any], column: Any, case_no: Any, wanted: LedgerFilter, after: Place | None) -> Select[Any]:
    """Leave out what earlier pages had."""
    return chosen if after is None else chosen.where(_later(column, case_no, wanted, after))


def _after_ranked(part: Any, column: Any, case_no: Any, wanted: LedgerFilter, after: Place | None) -> Any:
    """Leave out what earlier pages had, where what fits a text wholly stands before what fits it in part."""
    if after is None:
        return true()
    return or_(part > after.part, and_(part == after.part, _later(column, case_no, wanted, after)))


def _later(column: Any, case_no: Any, wanted: LedgerFilter, after: Place) -> Any:
    if wanted.sort is Sort.CASE_NO:
        return case_no < after.case_no if wanted.descending else case_no > after.case_no
    here, there = tuple_(column, case_no), tuple_(literal(after.sorted_by, column.type), literal(after.case_no))
    return here < there if wanted.descending else here > there


def _in_order(chosen: Select[Any], column: Any, columns: Any, wanted: LedgerFilter) -> Select[Any]:
    keys = (columns.case_no,) if wanted.sort is Sort.CASE_NO else (column, columns.case_no)
    ordered = [key.desc() if wanted.descending else key for key in keys]
    return chosen.order_by(columns.part, *ordered) if wanted.text.strip() else chosen.order_by(*ordered)


def _full(rows: tuple[Row[Any], ...], wanted: LedgerFilter, limit: int) -> Page:
    """Make a page of rows of which one more than wanted was asked for."""
    shown = rows[:limit]
    if len(rows) <= limit:
        return Page(shown, None)
    last = shown[-1]
    return Page(shown, Place(getattr(last, _SORTED_BY[wanted.sort]), last.case_no, last.part))


def _last_walked(uow: UnitOfWork, walked: Subquery, wanted: LedgerFilter) -> Place | None:
    """Give where the walk ended, None if it came to the end of the ledger."""
    column = walked.c[_SORTED_BY[wanted.sort]]
    keys = (column, walked.c.case_no)
    last = select(func.count().over().label("cases"), column.label("sorted_by"), walked.c.case_no).order_by(
        *(key if wanted.descending else key.desc() for key in keys)
    )
    row = uow.execute(last.limit(1)).first()
    return Place(row.sorted_by, row.case_no) if row is not None and row.cases >= WALK else None
