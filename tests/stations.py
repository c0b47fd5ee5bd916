"""Whole sites for the tests: real keys, real databases, real use cases; only the password hashing is cheap.

A site is founded once in a run, and each test is given a copy of it: ten times as fast, and there are thousands.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from shutil import copytree
from typing import TYPE_CHECKING

import pytest

from station_app import bootstrap
from station_app.catalogue import Founding
from station_app.clock import FixedClock
from station_app.domain.vocabulary import SiteKind
from tests.databases import another_database, copy_database

if TYPE_CHECKING:
    from collections.abc import Iterator

    from station_app.catalogue import Catalogue, Door

PASSWORD = "tie-tu-1988"
MORNING = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
"""Monday 2026-11-23, half past nine in China: the day of the example in contract.md."""


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A site that was founded and never opened; `database` is its PostgreSQL database, if it has one."""

    home: Path
    database: str | None


_patterns: dict[tuple[Founding, bool], _Pattern] = {}
_folder: list[Path] = []


@pytest.fixture(scope="session", autouse=True)
def _somewhere_for_patterns(tmp_path_factory: pytest.TempPathFactory) -> None:
    _folder.append(tmp_path_factory.mktemp("patterns"))


def founded(
    home: Path,
    *,
    kind: SiteKind = SiteKind.STATION,
    code: str = "620502001",
    name: str = "秦州分局大城派出所",
    database: str | None = None,
    practice: bool = False,
    password: str = PASSWORD,
    anew: bool = False,
) -> Door:
    """Found a site in `home` and give its door; the clock stands at MORNING.

    Two sites founded with the same words are copies of one, keys and all, unless the second is founded `anew`.
    """
    door = bootstrap.door(home, database=database, clock=FixedClock(MORNING), cheap_keys=True)
    founding = Founding(kind, code, name, "0001", "王景行", password, practice)
    if anew or practice or (home.exists() and any(home.iterdir())):
        door.found_site(founding)
        return door
    pattern = _pattern(founding, database)
    copytree(pattern.home, home, dirs_exist_ok=True)
    if database and pattern.database:
        copy_database(pattern.database, database)
    return door


def _pattern(founding: Founding, database: str | None) -> _Pattern:
    words = (founding, database is not None)
    if words not in _patterns:
        home = _folder[0] / str(len(_patterns))
        own = another_database(database) if database else None
        bootstrap.door(home, database=own, clock=FixedClock(MORNING), cheap_keys=True).found_site(founding)
        _patterns[words] = _Pattern(home, own)
    return _patterns[words]


@pytest.fixture
def station_door(tmp_path: Path) -> Door:
    """A station that was just set up."""
    return founded(tmp_path / "station")


@pytest.fixture
def station(station_door: Door) -> Iterator[Catalogue]:
    """The same station with its officer logged in."""
    catalogue = station_door.log_in("0001", PASSWORD)
    yield catalogue
    catalogue.close()


@pytest.fixture
def county(tmp_path: Path, postgres_place: str) -> Iterator[Catalogue]:
    """The county branch above it, on PostgreSQL."""
    door = founded(
        tmp_path / "county", kind=SiteKind.COUNTY, code="620502", name="天水市公安局秦州分局", database=postgres_place
    )
    catalogue = door.log_in("0001", PASSWORD)
    yield catalogue
    catalogue.close()


def introduce(station: Catalogue, county: Catalogue, folder: Path) -> None:
    """Let a station and its county trust each other, as they do on paper: request, enrolment, trust."""
    folder.mkdir(parents=True, exist_ok=True)
    answer, _ = county.enrol(station.request_identity(folder), folder)
    station.trust(answer)
