"""Finding people who joined a household without a case, by what a search for cases also takes: name, pinyin, ID number.

Their keys lie in a table of their own, so that a part of a name is a range of an index here, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, case, func, select, union_all

from station_app.domain.identifiers import mask_id
from station_app.domain.residents import FoundResident
from station_app.domain.search_texts import backwards_key
from station_app.storage.household_tables import ResidentKey, household, registration, resident_key
from station_app.storage.ranges import after_prefix
from station_app.storage.search import BOUND, values_of

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Select

    from station_app.storage.engine import UnitOfWork

_NUMBER = resident_key.c.kind == ResidentKey.ID_NUMBER
_WAYS = (("name", ~_NUMBER), ("latin", ~_NUMBER), ("number", _NUMBER), ("id_tail", _NUMBER))


def find(uow: UnitOfWork, text: str, limit: int) -> tuple[FoundResident, ...]:
    """Give up to `limit` people who are registered now and whom `text` fits: exact fits first, then the newest."""
    values = values_of(text)
    if values is None:
        return ()
    rows = uow.execute(_STATEMENT, {**values, **_marked(values), "most": limit})
    return tuple(
        FoundResident(
            registration_no=row.registration_no,
            name=row.name,
            id_masked=mask_id(row.id_number),
            household_no=row.household_no,
            household_name=row.household_name or "",
            site=row.site,
            since=row.since,
            matched=row.matched,
        )
        for row in rows
    )


def _marked(values: dict[str, Any]) -> dict[str, str]:
    """Give the range of the end of a number among the keys, where it stands backwards behind a mark."""
    key = backwards_key(values["id_tail"][::-1]) if values["id_tail"] else ""
    return {"id_tail": key, "id_tail_end": after_prefix(key) if key else ""}


def _statement() -> Select[Any]:
    ways = union_all(*(select(_way(*each).subquery()) for each in _WAYS)).subquery("ways")
    best = (
        select(
            ways.c.registration_no,
            func.min(ways.c.part).label("part"),
            func.min(ways.c.kind).label("matched"),
        )
        .group_by(ways.c.registration_no)
        .subquery("best")
    )
    columns = (registration.c[name] for name in ("registration_no", "name", "id_number", "household_no", "site"))
    return (
        select(*columns, registration.c.since, household.c.name.label("household_name"), best.c.matched)
        .select_from(best)
        .join(registration, registration.c.registration_no == best.c.registration_no)
        .outerjoin(household, household.c.household_no == registration.c.household_no)
        .where(registration.c.until.is_(None))
        .order_by(best.c.part, registration.c.since.desc(), registration.c.registration_no.desc())
        .limit(bindparam("most"))
    )


def _way(name: str, kinds: ColumnElement[bool]) -> Select[Any]:
    part = case((resident_key.c.key == bindparam(name), 0), else_=1).label("part")
    within = (resident_key.c.key >= bindparam(name)) & (resident_key.c.key < bindparam(f"{name}_end"))
    return select(resident_key.c.registration_no, resident_key.c.kind, part).where(within, kinds).limit(BOUND)


_STATEMENT = _statement()
