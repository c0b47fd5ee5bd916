"""Administrative divisions: every national county code that was ever valid, and Tianshui down to the village.

Codes have 2, 4, 6, 9 or 12 digits: province, prefecture, county (GB/T 2260), town, village (国家统计局). The six-digit
forms 620000 and 620500 mean the province and the prefecture. Which household lies where is not known here.
"""

from __future__ import annotations

import csv
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from resources import folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

LEVELS = {2: "province", 4: "prefecture", 6: "county", 9: "town", 12: "village"}
_NATIONAL = "gb2260_national"
_TIANSHUI = "gb2260_tianshui"
_TOWNS = "tianshui_towns"
_VILLAGES = "tianshui_villages"


_ALWAYS = 9999


class Named(NamedTuple):
    """A name and the years of its use, both inclusive; the tables know no days."""

    first: int
    last: int
    name: str


class Division(msgspec.Struct, frozen=True):
    """One division in its shortest code; `current` is False for a code or name that is out of use.

    `urban_rural` is a default class of urban_rural_class.csv for towns and villages, to be confirmed by a person:
    the statistical classification itself is not public (None for counties and above).
    Of a retired code `ended` is its last year (empty where nobody knows) and `successor` the code of today (Tianshui).
    `names` are those of a code that had several, with their years where both are known.
    `selectable` is False for development zones, which are no places of registration.
    """

    code: str
    name: str
    level: str
    current: bool = True
    former_names: tuple[str, ...] = ()
    urban_rural: str | None = None
    selectable: bool = True
    ended: str = ""
    successor: str = ""
    names: tuple[Named, ...] = ()

    @property
    def parent_code(self) -> str:
        """The code one level up; empty for a province."""
        return above(self.code)

    def name_in(self, year: int | None) -> str:
        """Give the name of that year; the present one (or last) for None and where the tables do not know."""
        fitting = [each for each in self.names if year is not None and each.first <= year <= each.last]
        return max(fitting).name if fitting else self.name  # the one that began last: it is the better known


_HERE: dict[str, Division] = {}
"""Towns and villages that this site has named before the tables do (村改社区); see `name_here`."""


def name_here(named: Mapping[str, tuple[str, date]]) -> None:
    """Take over the names that changes of divisions have given at this site, by code, with the day they began.

    They take the place of all that were taken over before. A program serves one site at a time, so this is as much a
    table of its own as those that ship with it.
    """
    fresh = {code: _named_here(code, *name) for code, name in named.items() if len(code) in (9, 12)}
    if fresh != _HERE:
        _HERE.clear()
        _HERE.update(fresh)
        _children.cache_clear()
        _full_name.cache_clear()
        is_urban.cache_clear()


def named_here() -> tuple[Division, ...]:
    """Give the divisions that this site has named, in the order of their codes."""
    return tuple(_HERE[code] for code in sorted(_HERE))


def _named_here(code: str, name: str, since: date) -> Division:
    """Give a division as it is called now; what the tables say of its code was until the year before."""
    before = in_tables(code)
    made = Division(code, name, LEVELS[len(code)])
    if before is None or before.name == name:
        return before or made
    names = (Named(0, since.year - 1, before.name), Named(since.year, _ALWAYS, name))
    former = tuple(dict.fromkeys((before.name, *before.former_names)))
    return msgspec.structs.replace(made, former_names=former, urban_rural=before.urban_rural, names=names)


def division(code: str | None) -> Division | None:
    """Give the division of `code` (2, 4, 6, 9 or 12 digits), in use or retired, or None."""
    return _HERE.get(code or "") or in_tables(code)


def in_tables(code: str | None) -> Division | None:
    """Give the division of `code` as the tables of the program know it, whatever was named at this site."""
    if not code or not (code.isascii() and code.isdigit()):
        return None
    short = shortest(code)
    if len(short) <= 6:
        return _national().get(short)
    return _local().get(short) if short.startswith("6205") else None


def ever_valid(code6: str) -> bool:
    """Tell whether the six digits were ever a code of GB/T 2260, as an ID number may begin with."""
    return division(code6) is not None


def children(code: str = "") -> tuple[Division, ...]:
    """Give the divisions in use one level below `code`; the provinces for an empty one."""
    return tuple(each for each in _children().get(shortest(code), ()) if each.current and each.selectable)


def local_name(code: str | None) -> str:
    """Give the name below the prefecture, 秦州区大城街道, as people of one city say it; empty for an unknown code."""
    return full_name(code).removeprefix(full_name((code or "")[:4]))


def written_address(division_code: str | None, address: str | None, on: date | None = None) -> str:
    """Give an address with the names of its division before it, as far as it does not begin with them by itself.

    People begin with the province, the city, the county or the town: what stands above that is put before it.
    """
    written, year = address or "", on.year if on else None
    for code in _upwards(division_code)[::-1]:
        found = division(code)
        name = found.name_in(year) if found else ""
        if name and not is_placeholder(name) and written.startswith(name):
            return full_name(above(code), on) + written
    return full_name(division_code, on) + written


def _upwards(code: str | None) -> tuple[str, ...]:
    """Give a code in its shortest form and those above it."""
    short = shortest(code or "")
    return (short, *_upwards(above(short))) if short else ()


def full_name(code: str | None, on: date | None = None) -> str:
    """Give the name with those above it, 甘肃省天水市秦州区大城街道; empty for an unknown code.

    `on` asks for the names of that day's year, as a case of that day has them; without it for those of today.
    """
    return _full_name(code, on.year if on else None)


@lru_cache(maxsize=8192)
def _full_name(code: str | None, year: int | None) -> str:
    found = division(code)
    if found is None:
        return ""
    above = _full_name(found.parent_code, year)
    name = found.name_in(year)
    # Municipalities and counties under a province have a placeholder prefecture that nobody says aloud.
    if found.level == "prefecture" and is_placeholder(name):
        return above
    return above + name


def urban_rural(code: str | None) -> str | None:
    """Give the default urban or rural class of a town or village, None where it cannot be known."""
    found = division(code)
    return found.urban_rural if found else None


@lru_cache(maxsize=8192)
def is_urban(code: str | None) -> bool:
    """Tell whether a town or village is of an urban class (1..) by default; not so where the class cannot be known."""
    return (urban_rural(code) or "").startswith("1")


def every() -> tuple[Division, ...]:
    """Give every division that is known here, in use or retired."""
    return (*_national().values(), *({**_local(), **_HERE}).values())


def above(code: str) -> str:
    """Give the code one level up; empty above a province."""
    return code[: {2: 0, 4: 2, 6: 4, 9: 6, 12: 9}.get(len(code), 0)]


def is_placeholder(name: str) -> bool:
    """Tell whether `name` is no place but a line of the code table (市辖区)."""
    return name in ("市辖区", "县") or "直辖县级" in name


def shortest(code: str) -> str:
    """Give the code in its shortest form: 62 for 620000 and 6205 for 620500; other codes as they are."""
    if len(code) == 6 and code.endswith("0000"):
        return code[:2]
    if len(code) == 6 and code.endswith("00"):
        return code[:4]
    return code


_Row = tuple[str, str, str]


def _names(rows: Iterable[_Row]) -> tuple[Named, ...]:
    """Give the names of a code that has several, from (name, first year, last year) as the tables write them.

    An empty year is an open end, `?` one that nobody knows: a name with such a year is the name of no certain day.
    """
    listed = list(rows)
    if len({name for name, _first, _last in listed}) < 2:
        return ()
    return tuple(
        Named(int(first or 0), int(last or _ALWAYS), name) for name, first, last in listed if "?" not in first + last
    )


@cache
def _national() -> dict[str, Division]:
    """Read all national codes; of a code with several names the one in use counts, else the last."""
    with (folder("codes") / f"{_NATIONAL}.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))[1:]
    named: dict[str, list[tuple[bool, str]]] = {}
    dated: dict[str, list[_Row]] = {}
    last_years: dict[str, str] = {}
    for code, name, _level, _province, _prefecture, current, start, end, *_rest in rows:
        named.setdefault(shortest(code), []).append((current == "1", name))
        dated.setdefault(shortest(code), []).append((name, start, end))
        if end.isdigit():
            last_years[shortest(code)] = max(end, last_years.get(shortest(code), ""))
    successors = _successors()
    # The statistical prefecture 110100 is a placeholder without a date; it lives as long as its counties.
    inhabited = {code[:4] for code, uses in named.items() if len(code) == 6 and any(use for use, _ in uses)}
    found = {}
    for code, uses in named.items():
        in_use = any(use for use, _ in uses)
        chosen = [name for use, name in uses if use or not in_use][-1]
        former = tuple(dict.fromkeys(name for _, name in uses if name != chosen))
        alive = in_use or code in inhabited
        found[code] = Division(
            code,
            chosen,
            LEVELS[len(code)],
            alive,
            former,
            ended="" if alive else last_years.get(code, ""),
            successor="" if alive else successors.get(code, ""),
            names=_names(dated[code]),
        )
    return found


@cache
def _successors() -> dict[str, str]:
    """Read which code of today took the place of a retired one; known for Tianshui."""
    with (folder("codes") / f"{_TIANSHUI}.csv").open(encoding="utf-8", newline="") as lines:
        return {shortest(row["code"]): row["successor_code"] for row in csv.DictReader(lines) if row["successor_code"]}


# A default class by the kind of committee and of town; 1.. is urban, 2.. rural (国家统计局, 统计用城乡划分).
_URBAN = {"街道": "111", "镇": "121", "乡": "210", "其他": "123"}
_RURAL_VILLAGE = "220"


@cache
def _local() -> dict[str, Division]:
    """Read the towns and villages of Tianshui; one that was renamed has a line for each name, as in GB/T 2260."""
    found: dict[str, Division] = {}
    kinds: dict[str, str] = {}
    for code, rows in _by_code(_TOWNS, "code9").items():
        kind = kinds[code] = rows[-1]["kind"]
        found[code] = _of_rows(code, "town", rows, _URBAN.get(kind), selectable=kind != "其他")
    for code, rows in _by_code(_VILLAGES, "code12").items():
        urban = rows[-1]["urban_rural_hint"] == "urban_like"
        class_ = _URBAN.get(kinds[rows[-1]["town_code9"]]) if urban else _RURAL_VILLAGE
        found[code] = _of_rows(code, "village", rows, class_)
    return found


def _by_code(table: str, column: str) -> dict[str, list[dict[str, str]]]:
    """Read the lines of a table by code, the name in use last."""
    found: dict[str, list[dict[str, str]]] = {}
    with (folder("codes") / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        for row in sorted(csv.DictReader(lines), key=lambda row: row.get("end_year") or str(_ALWAYS)):
            found.setdefault(row[column], []).append(row)
    return found


def _of_rows(
    code: str, level: str, rows: list[dict[str, str]], class_: str | None, *, selectable: bool = True
) -> Division:
    name, ended = rows[-1]["name"], rows[-1].get("end_year") or ""
    return Division(
        code,
        name,
        level,
        not ended,
        tuple(dict.fromkeys(row["name"] for row in rows if row["name"] != name)),
        class_,
        selectable,
        ended,
        names=_names((row["name"], row.get("start_year") or "", row.get("end_year") or "") for row in rows),
    )


@cache
def _children() -> dict[str, list[Division]]:
    below: dict[str, list[Division]] = {}
    for each in every():
        below.setdefault(each.parent_code, []).append(each)
    for siblings in below.values():
        siblings.sort(key=lambda each: each.code)
    return below
