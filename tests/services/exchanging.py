"""Two sites that know each other, without a PostgreSQL server; for the tests of every door of the exchange."""

import shutil
from contextlib import contextmanager
from dataclasses import replace

from station_app.bench.families import families
from station_app.domain.reading import read_document
from station_app.domain.records import Officer
from station_app.domain.vocabulary import OfficerRole, SiteKind
from station_app.journal import chain
from tests.people import a_family_of_four
from tests.stations import PASSWORD, founded, introduce

COUNTY = "620502"
STATION = "620502001"


def found(home, kind=SiteKind.STATION, code=STATION, name="秦州分局大城派出所", **more):
    """Found a site and log its officer in."""
    return founded(home, kind=kind, code=code, name=name, **more).log_in("0001", PASSWORD)


def found_county(home, **more):
    return found(home, SiteKind.COUNTY, COUNTY, "天水市公安局秦州分局", **more)


@contextmanager
def two_sites(folder):
    """A station and its county, introduced; the station has one family."""
    station, county = found(folder / "station"), found_county(folder / "county")
    introduce(station, county, folder / "letters")
    station.accept(*read_document(a_family_of_four()))
    yield station, county
    station.close()
    county.close()


def more_families(catalogue, count, start=10):
    return [catalogue.accept(family).case_no for family in families(count, start=start)]


def head(catalogue):
    """What a site's journal ends with; the same head means that nothing changed."""
    desk = catalogue._desk
    with desk.store.read() as uow:
        return chain.head(uow, STATION), chain.head(uow, COUNTY)


def without_roles(catalogue):
    """The same desk with somebody who may only look."""
    desk = catalogue._desk
    return replace(desk, officer=Officer("0009", "李四", (OfficerRole.AUDITOR,)))


def copied(catalogue, folder, target):
    """A site's home as a careless restore would put it somewhere else; the original is closed meanwhile."""
    catalogue.close()
    shutil.copytree(folder, target)
