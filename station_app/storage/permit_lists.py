"""The register of residence permits: by what is to be done with them, and by whatever is remembered of their holders.

Each filter is a range of an index; a text is looked up among keys as a search for residents is.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, exists, func, select, true, union

from station_app.domain.identifiers import mask_id
from station_app.domain.permits import PermitRow, PermitRows, status_of
from station_app.domain.search_texts import backwards_key
from station_app.domain.vocabulary import PermitFilter
from station_app.storage.household_tables import registration
from station_app.storage.permit_tables import permit_key, residence_permit
from station_app.storage.ranges import after_prefix, can_exist
from station_app.storage.search import values_of

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Row, Select

    from station_app.storage.engine import UnitOfWork

NOTHING = PermitRows(0, ())
"""The answer to a text that nothing can fit."""

_P = residence_permit.c
_TODAY: ColumnElement[Any] = bindparam("today")
_WHERE: dict[PermitFilter, ColumnElement[bool]] = {
    PermitFilter.ALL: true(),
    PermitFilter.TO_HAND_OUT: _P.make_by > date.min,  # a range of the index, without those that wait for no card
    PermitFilter.DUE: and_(_P.opens <= _TODAY, _P.last >= _TODAY),
    PermitFilter.SUSPENDED: _P.last < _TODAY,
    PermitFilter.TO_CANCEL: and_(
        _P.ended_on.is_(None),
        exists().where(registration.c.id_number == _P.id_number, registration.c.until.is_(None)),
    ),
}
_ORDER: dict[PermitFilter, tuple[ColumnElement[Any], ...]] = {
    PermitFilter.ALL: (_P.applied_at.desc(), _P.permit_no.desc()),
    PermitFilter.TO_HAND_OUT: (_P.make_by, _P.permit_no),
    PermitFilter.DUE: (_P.last, _P.permit_no),
    PermitFilter.SUSPENDED: (_P.last, _P.permit_no),
    PermitFilter.TO_CANCEL: (_P.permit_no,),
}
_WAYS = ("name", "latin", "number", "id_tail", "permit")
_FITTING = union(
    *(
        select(permit_key.c.permit_no).where(
            permit_key.c.key >= bindparam(way), permit_key.c.key < bindparam(f"{way}_end")
        )
        for way in _WAYS
    )
).subquery("fitting")


def _statements(wanted: PermitFilter, *, by_text: bool) -> tuple[Select[Any], Select[Any]]:
    """Give the list and its count."""
    where = [_WHERE[wanted]]
    if by_text:
        where.append(_P.permit_no.in_(select(_FITTING.c.permit_no)))
    listed = select(residence_permit).where(*where).order_by(*_ORDER[wanted]).limit(bindparam("most"))
    return listed, select(func.count()).select_from(residence_permit).where(*where)


_ALL = {(each, by_text): _statements(each, by_text=by_text) for each in PermitFilter for by_text in (False, True)}


def find(uow: UnitOfWork, wanted: PermitFilter, text: str, on: date, most: int) -> PermitRows:
    """Give up to `most` permits that a filter and a text fit on the day `on`; an empty text fits all."""
    plain = text.strip()
    values = _values(plain) if plain else {}
    if values is None:
        return NOTHING
    listed, counted = _ALL[wanted, bool(plain)]
    asked = values | ({"today": on} if wanted in {PermitFilter.DUE, PermitFilter.SUSPENDED} else {})
    rows = uow.execute(listed, {**asked, "most": most}).all()
    return PermitRows(int(uow.execute(counted, asked).scalar_one()), tuple(_row(row, on) for row in rows))


def _values(text: str) -> dict[str, Any] | None:
    """Give the ranges of keys that a text fits; the last figures of an ID number stand backwards behind a mark."""
    found = values_of(text) if can_exist(text) else None
    if found is None:
        return None
    ways = {way: found[way] for way in ("name", "latin", "number")}
    ways["id_tail"] = backwards_key(found["id_tail"][::-1]) if found["id_tail"] else ""
    ways["permit"] = text.casefold() if "-" in text else ""
    return ways | {f"{way}_end": after_prefix(key) if key else "" for way, key in ways.items()}


def _row(row: Row[Any], on: date) -> PermitRow:
    return PermitRow(
        permit_no=row.permit_no,
        site=row.site,
        name=row.name,
        id_masked=mask_id(row.id_number),
        address=row.address,
        applied_on=row.applied_on,
        status=status_of(row.ended_on, row.issued_on, making=row.make_by is not None, last=row.last, on=on),
        make_by=row.make_by,
        opens=row.opens,
        last=row.last,
        ended=row.ended,
    )
