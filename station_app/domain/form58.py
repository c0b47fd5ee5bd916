"""公业58表 (城镇人口增减情况): the columns that a station's own entries can fill, and the rules between them.

Urban is a class that begins with 1, rural one that begins with 2: the one definition of this program. A person counts
in one column only: by the class and the division they come from and by the class of the town they go to. Columns 1, 4,
5, 25, 26 and 28 ask for what no entry says (stock, veterans, settling from abroad, conscription, emigration).
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from station_app.domain import divisions
from station_app.domain.codes import table
from station_app.domain.counting import Figure, Group, Happening, Sum, Unit
from station_app.domain.origins import Scope, Side, scope_of, side_of
from station_app.domain.vocabulary import TransferFlag

if TYPE_CHECKING:
    from station_app.domain.counting import Event, Person, PersonTest

FORM_58: Final = "公业58表"
LAST: Final = 28
UNKNOWN: Final = (1, 4, 5, 25, 26, 28)
"""Columns that the entries of this program cannot fill."""

_H = Happening
_SETTLED: Final = {_H.REGISTERED: 1, _H.REGISTERED_UNDONE: -1}
_BORN: Final = {_H.BORN: 1, _H.BORN_UNDONE: -1}
_DIED: Final = {_H.DIED: 1, _H.DIED_UNDONE: -1}
_MARRIED: Final = {_H.MARRIED_IN: 1, _H.MARRIED_IN_UNDONE: -1}
_MOVED_OUT: Final = {_H.MOVED_OUT: 1, _H.MOVED_OUT_UNDONE: -1}
_IN: Final = {**_BORN, **_SETTLED, **_MARRIED}
_OUT: Final = {**_DIED, **_MOVED_OUT}

_NO_TRANSFER: Final = "10"
"""The reason 否: the person is no 农业转移人口."""
_OTHER_REASON: Final = 21
_TRANSFER, _OTHER_INCREASE = 8, 22
_FROM_CITY, _FROM_PROVINCE, _FROM_ELSEWHERE = 9, 10, 11
_REASONS: Final = tuple(range(12, 22))
_ONE_COLUMN: Final = {
    **dict.fromkeys(_BORN, 3),
    **dict.fromkeys(_MARRIED, _OTHER_INCREASE),
    **dict.fromkeys(_DIED, 24),
    **dict.fromkeys(_MOVED_OUT, 27),
}
_REGION: Final = {
    Scope.SAME_COUNTY: _FROM_CITY,
    Scope.IN_CITY: _FROM_CITY,
    Scope.IN_PROVINCE: _FROM_PROVINCE,
    Scope.OTHER_PROVINCE: _FROM_ELSEWHERE,
}


@cache
def _column_of_reason() -> dict[str, int]:
    return {each.code: int(each.extras["form58_column"] or 0) for each in table("agri_transfer_reason")}


def to_town(event: Event) -> bool:
    """Tell whether the family goes to, or the household lies in, a town of an urban class."""
    return divisions.is_urban(event.division)


def columns_of(event: Event, person: Person) -> tuple[int, ...]:
    """Give the columns in which a person of an event counts; those of a transfer are three."""
    if not to_town(event):
        return ()
    if event.kind not in _SETTLED:
        return (_ONE_COLUMN[event.kind],)
    return _columns_of_origin(event.site, event.reason, person.division, person.urban_rural)


@lru_cache(maxsize=8192)
def _columns_of_origin(site: str, reason: str | None, division: str | None, urban_rural: str | None) -> tuple[int, ...]:
    """Give the columns of somebody who settled in a town; each column asks, and many come from one place."""
    scope, side = scope_of(site, division), side_of(urban_rural)
    if scope is Scope.UNSAID or side is Side.UNSAID or (side is Side.RURAL and reason == _NO_TRANSFER):
        return (_OTHER_INCREASE,)
    if side is Side.URBAN:
        return (7 if scope is Scope.OTHER_PROVINCE else 6,)
    return (_TRANSFER, _REGION[scope], _column_of_reason().get(reason or "") or _OTHER_REASON)


def _in_column(number: int) -> PersonTest:
    return lambda event, person: number in columns_of(event, person)


def _in_form(event: Event, person: Person) -> bool:
    return bool(columns_of(event, person))


def _flagged(flag: TransferFlag) -> PersonTest:
    """Of a whole family everybody counts; the other flags are said of the applicant."""
    also_moving = flag in {TransferFlag.PROFESSIONAL_TITLE, TransferFlag.SKILL_LEVEL}
    wanted = {_TRANSFER, 6, 7} if also_moving else {_TRANSFER}

    def fits(event: Event, person: Person) -> bool:
        meant = flag is TransferFlag.WHOLE_FAMILY or person.applicant
        return meant and flag in event.flags and not wanted.isdisjoint(columns_of(event, person))

    return fits


_COLUMN_EVENTS: Final = {
    2: _IN, 3: _BORN, 6: _SETTLED, 7: _SETTLED, **dict.fromkeys(range(8, 22), _SETTLED), 22: {**_SETTLED, **_MARRIED},
    23: _OUT, 24: _DIED, 27: _MOVED_OUT,
}  # fmt: skip
_TOTALS: Final = (2, 23)

COLUMNS: Final[tuple[Figure, ...]] = tuple(
    Figure(
        f"form58.{number}",
        Group.FORM58,
        Unit.PEOPLE,
        events,
        FORM_58,
        whom=_in_form if number in _TOTALS else _in_column(number),
        blanks={"title": f"figure.column.{number}"},
        column=number,
    )
    for number, events in _COLUMN_EVENTS.items()
)

FLAGS: Final[tuple[Figure, ...]] = tuple(
    Figure(
        f"flag.{flag.value}",
        Group.FORM58,
        Unit.PEOPLE,
        _SETTLED,
        FORM_58,
        whom=_flagged(flag),
        blanks={"word": f"choice.transfer_flag.{flag.value}"},
    )
    for flag in TransferFlag
)

OUTSIDE: Final = Figure(
    "outside_form58",
    Group.FORM58,
    Unit.PEOPLE,
    _SETTLED,
    FORM_58,
    whom=lambda event, person: not columns_of(event, person),
)
"""Those who were registered and are in no column, because they did not go to a town."""

SUMS: Final = (
    Sum("form58.2", tuple(f"form58.{number}" for number in (3, 6, 7, 8, 22))),
    Sum("form58.8", tuple(f"form58.{number}" for number in (9, 10, 11))),
    Sum("form58.8", tuple(f"form58.{number}" for number in _REASONS)),
    Sum("form58.23", ("form58.24", "form58.27")),
)
