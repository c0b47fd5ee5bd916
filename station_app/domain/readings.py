"""How the names of the code tables are read, worked out once and shipped as `resources/codes/readings.csv`.

Working out 11,000 readings takes half a second and 20 MB of tables; the first letter in a code box must not wait
for that. A line is: name, usual reading, other readings (each with one character read otherwise), divided by `|`.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from resources import folder

if TYPE_CHECKING:
    from collections.abc import Iterator

_FILE = "readings.csv"
_MOST_OTHERS = 4


class Reading(NamedTuple):
    """The usual reading of a name and the others, each as syllables."""

    usual: tuple[str, ...]
    others: tuple[tuple[str, ...], ...] = ()


def known(name: str) -> Reading | None:
    """Give how `name` is read, if it is a name of a code table."""
    line = _lines().get(name)
    if line is None:
        return None
    usual, *others = (tuple(reading.split()) for reading in line.split("|"))
    return Reading(usual, tuple(others))


@cache
def _lines() -> dict[str, str]:
    with (folder("codes") / _FILE).open(encoding="utf-8") as file:
        next(file)
        return dict(line.rstrip("\n").split(",", 1) for line in file)


def lines() -> Iterator[str]:
    """Work out the whole file from the code tables; for the one who changes a table, and for the test."""
    from station_app.domain import codes, divisions  # noqa: PLC0415 - they read this file

    names = {each.name for table in codes.names() for each in codes.table(table)}
    for each in divisions.every():
        names.update((each.name, *each.former_names))
    yield "name,readings\n"
    for name in sorted(names):
        if any(ord(character) > 0x2E80 for character in name) and "," not in name:
            yield f"{name},{'|'.join(' '.join(reading) for reading in _work_out(name))}\n"


def _work_out(name: str) -> Iterator[tuple[str, ...]]:
    from station_app.domain import pinyin  # noqa: PLC0415 - it reads this file

    usual = pinyin.worked_out(name)
    yield usual
    if len(usual) != len(name):
        return
    others = [
        (*usual[:place], reading, *usual[place + 1 :])
        for place, character in enumerate(name)
        for reading in pinyin.readings(character)[:3]
        if reading != usual[place]
    ]
    yield from dict.fromkeys(others[:_MOST_OTHERS])
