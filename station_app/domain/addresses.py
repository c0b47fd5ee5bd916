"""Find the division an address begins with, as cards and booklets write it: 甘肃省甘谷县磐安镇谢家坪村三组.

Cards leave the prefecture out, often the province too, and name a village without the committee that the tables name.
Where several counties may be meant (there are five 鼓楼区) nothing is found: a guess would be worse than typing.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from station_app.domain import divisions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from station_app.domain.divisions import Division

_COMMITTEE = re.compile(r"(社区)?(村民委员会|居民委员会|村委会|居委会)$")
_SHORTEST_STEM = 2


def division_of(address: str) -> str | None:
    """Give the code of the division that `address` begins with, as deep as the tables go; None if it is not clear."""
    rest = "".join(address.split())
    province, rest = _first(rest, divisions.children(""))
    prefecture, rest = _first(rest, _prefectures(province))
    within = prefecture or province
    counties = [county for county in _counties() if county.code.startswith(within.code if within else "")]
    longest = max((len(county.name) for county in counties if rest.startswith(county.name)), default=0)
    found = [county for county in counties if len(county.name) == longest and rest.startswith(county.name)]
    if len(found) != 1:
        return None
    town, rest = _first(rest[longest:], divisions.children(found[0].code))
    if town is None:
        return found[0].code
    village = max(
        (each for each in divisions.children(town.code) if rest.startswith(_stem(each.name))),
        key=lambda each: len(_stem(each.name)),
        default=None,
    )
    return village.code if village is not None else town.code


def _first(rest: str, choices: Iterable[Division]) -> tuple[Division | None, str]:
    """Give the division with the longest name that `rest` begins with, and what follows it."""
    fitting = [each for each in choices if rest.startswith(each.name)]
    found = max(fitting, key=lambda each: len(each.name), default=None)
    return found, rest[len(found.name) :] if found is not None else rest


def _stem(name: str) -> str:
    """Give the name of a village without its committee; a name too short to tell stays whole."""
    stem = _COMMITTEE.sub("", name)
    return stem if len(stem) >= _SHORTEST_STEM else name


def _prefectures(province: Division | None) -> tuple[Division, ...]:
    within = [province] if province is not None else divisions.children("")
    return tuple(
        each for above in within for each in divisions.children(above.code) if not divisions.is_placeholder(each.name)
    )


@cache
def _counties() -> tuple[Division, ...]:
    return tuple(each for each in divisions.every() if each.level == "county" and each.current)
