"""Throw-away sites to measure in: real keys, real databases, real journals, in a folder that is removed afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app.bootstrap import door
from station_app.catalogue import Founding
from station_app.domain.vocabulary import SiteKind

if TYPE_CHECKING:
    from pathlib import Path

    from station_app.catalogue import Catalogue, Door

BADGE = "0001"
PASSWORD = "measured-620502"  # noqa: S105 - opens invented data in a throw-away folder


def station(home: Path) -> Door:
    """Found a police station in `home`; cheap password hashing, because opening keys is not what is measured."""
    return _found(home, SiteKind.STATION, "620502002", "秦州分局七里墩派出所")


def station_of(built: Door) -> None:
    """Found the practice station behind `built`: what is in it is invented and can't leave for a real channel."""
    name = "秦州分局七里墩派出所"
    built.found_site(Founding(SiteKind.STATION, "620502002", name, BADGE, "李明", PASSWORD, practice=True))


def county(home: Path) -> Door:
    """Found the county site that the station exports to."""
    return _found(home, SiteKind.COUNTY, "620502", "天水市公安局秦州分局")


def log_in(built: Door) -> Catalogue:
    """Open the site of `built` as its first officer."""
    return built.log_in(BADGE, PASSWORD)


def introduce(desk: Catalogue, office: Catalogue, exchange: Path) -> None:
    """Let `desk` and `office` trust each other through files in `exchange`, as two real sites do."""
    exchange.mkdir(parents=True, exist_ok=True)
    answer, _ = office.enrol(desk.request_identity(exchange), exchange)
    desk.trust(answer)


def _found(home: Path, kind: SiteKind, code: str, name: str) -> Door:
    built = door(home, cheap_keys=True)
    built.found_site(
        Founding(site_kind=kind, site_code=code, site_name=name, badge=BADGE, officer_name="李明", password=PASSWORD)
    )
    return built
