"""Whole sites for the tests: real keys, real databases, real use cases; only the password hashing is cheap."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from station_app import bootstrap
from station_app.catalogue import Founding
from station_app.clock import FixedClock
from station_app.domain.vocabulary import SiteKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from station_app.catalogue import Catalogue, Door

PASSWORD = "tie-tu-1988"
MORNING = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
"""Monday 2026-11-23, half past nine in China: the day of the example in contract.md."""


def founded(
    home: Path,
    *,
    kind: SiteKind = SiteKind.STATION,
    code: str = "620502001",
    name: str = "秦州分局大城派出所",
    database: str | None = None,
    practice: bool = False,
    password: str = PASSWORD,
) -> Door:
    """Found a site in `home` and give its door; the clock stands at MORNING."""
    door = bootstrap.door(home, database=database, clock=FixedClock(MORNING), cheap_keys=True)
    door.found_site(Founding(kind, code, name, "0001", "王景行", password, practice))
    return door


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
def county(tmp_path: Path, postgres_url: str) -> Iterator[Catalogue]:
    """The county branch above it, on PostgreSQL."""
    door = founded(
        tmp_path / "county", kind=SiteKind.COUNTY, code="620502", name="天水市公安局秦州分局", database=postgres_url
    )
    catalogue = door.log_in("0001", PASSWORD)
    yield catalogue
    catalogue.close()


def introduce(station: Catalogue, county: Catalogue, folder: Path) -> None:
    """Let a station and its county trust each other, as they do on paper: request, enrolment, trust."""
    folder.mkdir(parents=True, exist_ok=True)
    answer, _ = county.enrol(station.request_identity(folder), folder)
    station.trust(answer)
