"""Where people come from, as statistics ask: from how far, and from town or country."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache


class Scope(StrEnum):
    """From how far somebody comes, seen from the county of the station."""

    SAME_COUNTY = "same_county"
    IN_CITY = "in_city"
    IN_PROVINCE = "in_province"
    OTHER_PROVINCE = "other_province"
    UNSAID = "unsaid"


class Side(StrEnum):
    """Town or country, by the first figure of the class of 统计用城乡划分代码: 1 urban, 2 rural."""

    URBAN = "urban"
    RURAL = "rural"
    UNSAID = "unsaid"


_SIDES = {"1": Side.URBAN, "2": Side.RURAL}


@lru_cache(maxsize=8192)
def scope_of(site: str, division: str | None) -> Scope:
    """Say from how far a division is."""
    code = division or ""
    if len(code) < 2 or not code.isdigit():
        return Scope.UNSAID
    if code[:2] != site[:2]:
        return Scope.OTHER_PROVINCE
    if len(code) < 4:
        return Scope.UNSAID
    if code[:4] != site[:4]:
        return Scope.IN_PROVINCE
    if len(code) < 6:
        return Scope.UNSAID
    return Scope.SAME_COUNTY if code[:6] == site[:6] else Scope.IN_CITY


def side_of(urban_rural: str | None) -> Side:
    """Say whether a class is urban or rural."""
    return _SIDES.get((urban_rural or "")[:1], Side.UNSAID)
