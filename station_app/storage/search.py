"""Finding cases from whatever an officer types. Every way goes through an index; nothing is ever scanned.

A part of a name is the beginning of one of its suffixes, so a table of suffixes answers it as a range; pinyin, initials
and the tails of case numbers lie in the same table. Works alike on both databases, two-character parts included.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, Text, bindparam, case, func, literal, select, type_coerce, union_all

from station_app.domain import pinyin
from station_app.domain.identifiers import normalise_id
from station_app.domain.names import normalise_name
from station_app.domain.records import Found
from station_app.domain.search_texts import address_text
from station_app.storage import cases
from station_app.storage.case_tables import address_key, case_address, case_person, registry_case, search_key
from station_app.storage.ranges import after_prefix, can_exist

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Subquery

    from station_app.storage.engine import UnitOfWork

BOUND = 1000
"""Hits that are looked at for one search; `total` never says more. Someone who meets it types another character."""

_SHORTEST_ID = 4
"""Characters from which a text is tried as the beginning or end of an ID number or of a phone's."""
_LONGEST_TAIL = 10
"""Characters up to which a text is tried as the end of an ID number: with a day of birth, longer ones are a number."""
_SHORTEST_ADDRESS = 2
"""Characters from which a text is tried as a part of an address; one alone is in every other village's name."""


def name_key(text: str) -> str:
    """Give a name, or a part of one, as it is compared: lower case, without dots and spaces."""
    return "".join(each for each in normalise_name(text).casefold() if each != "·" and not each.isspace())


def find(uow: UnitOfWork, text: str, limit: int) -> Found:
    """Give up to `limit` cases that `text` fits: exact fits first, then the newest; nothing typed gives the newest.

    `text`: ID number or phone number, its beginning or its tail, name or a part of it, pinyin, initials, case number or
    its tail, a part of an address.
    """
    wanted = text.strip()
    if not wanted:
        newest = cases.recent(uow, limit)
        return Found(len(newest), newest)
    values = values_of(wanted)
    if values is None:
        return Found(0, ())
    rows = uow.execute(_STATEMENT, {**values, "most": limit}).all()
    total = rows[0].total if rows else 0
    return Found(total, cases.found_rows(uow, rows, [row.matched for row in rows]))


def values_of(text: str) -> dict[str, Any] | None:
    """Give what `hits` compares with, None for a text that nothing can fit.

    A way that cannot fit gets a range in which nothing lies.
    """
    wanted = text.strip()
    if not can_exist(wanted):
        return None
    name, latin = name_key(wanted), pinyin.typed(wanted)
    number = normalise_id(wanted)
    digits = number if len(number) >= _SHORTEST_ID and number[:-1].isascii() and number[:-1].isdigit() else ""
    tail = number[::-1] if digits and number.isdigit() else ""
    id_tail = digits[::-1] if len(digits) <= _LONGEST_TAIL else ""
    address = "" if wanted.isascii() else address_text(wanted)
    if not name and not latin and not digits:
        return None
    return {
        **_range("name", name),
        **_range("latin", latin if latin != name else ""),
        **_range("number", digits),
        **_range("tail", tail),
        **_range("id_tail", id_tail),
        **_range("address", address if len(address) >= _SHORTEST_ADDRESS else ""),
    }


def _range(name: str, prefix: str) -> dict[str, str]:
    return {name: prefix, f"{name}_end": after_prefix(prefix) if prefix else ""}


def _within(column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    return (column >= bindparam(name)) & (column < bindparam(f"{name}_end"))


def _hits(column: ColumnElement[Any], name: str, kind: ColumnElement[Any], case_no: Any) -> Select[Any]:
    """Give the hits of one way: which case, by what, and whether the text fits wholly (0) or in part (1)."""
    part = case((column == bindparam(name), 0), else_=1)
    found = select(case_no.label("case_no"), kind.label("kind"), part.label("part"))
    return found.where(_within(column, name)).limit(BOUND)


def _address_hits() -> Select[Any]:
    """Give the cases of the addresses that a text is a part of; an address is never more than a fit in part."""
    some = select(address_key.c.address).where(_within(address_key.c.key, "address")).limit(BOUND).subquery("some")
    alike = select(some.c.address).distinct().subquery("alike")
    found = select(case_address.c.case_no, literal("address", Text()).label("kind"), literal(1).label("part"))
    return (
        found.select_from(alike).join(case_address, case_address.c.address == alike.c.address).distinct().limit(BOUND)
    )


def hits() -> Subquery:
    """Give the cases that a text fits, each once: `case_no`, `part` (0 fits wholly), `matched` (by what)."""
    kind = type_coerce(search_key.c.kind, Text())  # beside the ways that are no keys
    ways = union_all(
        *(
            select(_hits(column, name, shown, case_no).subquery())
            for column, name, shown, case_no in (
                (search_key.c.key, "name", kind, search_key.c.case_no),
                (search_key.c.key, "latin", kind, search_key.c.case_no),
                (case_person.c.id_number, "number", literal("id_number"), case_person.c.case_no),
                (case_person.c.id_backwards, "id_tail", literal("id_number"), case_person.c.case_no),
                (case_person.c.phone, "number", literal("phone"), case_person.c.case_no),
                (case_person.c.phone_backwards, "tail", literal("phone"), case_person.c.case_no),
            )
        ),
        select(_address_hits().subquery()),
    ).subquery("ways")
    best = select(
        ways.c.case_no,
        func.min(ways.c.part).label("part"),
        func.min(ways.c.kind).label("matched"),
        func.count().label("fits"),
    )
    return best.group_by(ways.c.case_no).subquery("best")


def newness(case_no: ColumnElement[Any]) -> ColumnElement[str]:
    """Give day and number of a case, by which the newer of two stands first without a look at either.

    Numbers of all sites end alike, in `YYYYMMDD-HJnnnn`.
    """
    return func.substr(case_no, func.length(case_no) - (len("YYYYMMDD-HJnnnn") - 1))


def ranked() -> Subquery:
    """Give `hits` in their order with `total`, how many cases there are, and `fits`, by how many keys.

    Reading a case costs more than finding its number, so the order is made of numbers and the front of it is read.
    """
    best = hits()
    counted = (func.count().over().label("total"), func.sum(best.c.fits).over().label("of_keys"))
    return select(best, newness(best.c.case_no).label("newness"), *counted).subquery("ranked")


def _statement() -> Select[Any]:
    all_hits = ranked()
    order = (all_hits.c.part, all_hits.c.newness.desc(), all_hits.c.case_no.desc())
    front = select(all_hits).order_by(*order).limit(bindparam("most")).subquery("front")
    return (
        select(
            registry_case.c.case_no,
            registry_case.c.status,
            registry_case.c.accepted_at,
            registry_case.c.site,
            registry_case.c.household_no,
            front.c.matched,
            front.c.total,
        )
        .select_from(front)
        .join(registry_case, registry_case.c.case_no == front.c.case_no)
        .order_by(front.c.part, front.c.newness.desc(), front.c.case_no.desc())
    )


_STATEMENT = _statement()
