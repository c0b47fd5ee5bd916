"""Invented months for the pictures of the report and the ranking: what happened is told, the figures are counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from printing import monthly_report, ranking
from printing.picture_cases import AT, BADGE, PACK, SITE
from station_app import texts
from station_app.domain.counting import Area, Cells, Event, Happening, Month, Person, count, movements
from station_app.domain.month_figures import Edition, FrozenMonth, MonthCounts, StationThen, counted
from station_app.domain.month_reports import report_of
from station_app.domain.rankings import BY, Ranking, rank
from station_app.domain.records import Site
from station_app.domain.statistics import figures
from station_app.domain.vocabulary import (
    ApplicantCategory,
    DestinationKind,
    Housing,
    JurisdictionBasis,
    Level,
    Route,
    SiteKind,
    TransferFlag,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from printing.page_codes import Codes

COUNTY = Site("620502", "天水市公安局秦州分局", SiteKind.COUNTY, practice=True)
MONTH = Month(2026, 10)
_NAMES = {
    "620502001": "大城派出所",
    "620502002": "七里墩派出所",
    "620502003": "东关派出所",
    "620502004": "中城派出所",
    "620502005": "西关派出所",
    "620502100": "玉泉派出所",
    "620502101": "太京派出所",
    "620502102": "藉口派出所",
    "620502103": "皂郊派出所",
}
STATIONS = tuple(_NAMES)
_FROM = ("620502102", "620502103", "620503", "620521", "620523", "620524", "620122", "610327")
_REASONS = ("03", "03", "03", "04", "06", "01", "07", "99")
_FIGURES = figures((PACK,))


@dataclass
class _Told:
    """What happened in a month, told by chance: the same chance tells the same."""

    chance: Random
    month: Month

    def of_station(self, code: str) -> list[Event]:
        """Give what happened at a station."""
        return [event for number in range(self.chance.randrange(2, 14)) for event in self._case(code, number)]

    def _case(self, code: str, number: int) -> list[Event]:
        chance = self.chance
        poor = chance.random() < 0.1
        origin, side = chance.choice(_FROM), chance.choice(("220", "220", "220", "111"))
        births = [date(chance.randrange(1955, 2020), chance.randrange(1, 13), 9) for _ in range(chance.randrange(1, 5))]
        at = self.month.begins.astimezone(UTC) + timedelta(days=chance.randrange(20), hours=2)
        began = Event(
            Happening.ACCEPTED,
            f"{code}-{at:%Y%m%d}-HJ{number + 1:04d}",
            code,
            at,
            chance.choice((code, code, "620502001", "620502103")),
            tuple(Person(origin, side, born, applicant=place == 0) for place, born in enumerate(births)),
            route=Route.POVERTY if poor else Route.GENERAL,
            basis=chance.choice(tuple(JurisdictionBasis)),
            category=chance.choice(tuple(ApplicantCategory)),
            housing=chance.choice((Housing.RENT, Housing.NONE, Housing.OWN)),
            destination=chance.choice((DestinationKind.PUBLIC_COLLECTIVE, DestinationKind.OWN_HOME)),
            reason=chance.choice(_REASONS),
            flags=(TransferFlag.WHOLE_FAMILY,) if len(births) > 2 else (),
        )
        days = chance.randrange(1, 6)
        decided = began._replace(
            at=at + timedelta(days=days),
            days=days,
            stood=1,
            late=days > 4,
            level=Level.COUNTY if poor else Level.STATION,
        )
        if chance.random() < 0.12:
            return [began, decided._replace(kind=Happening.REFUSED, ground="relation_unproven")]
        settled = decided._replace(kind=Happening.REGISTERED, at=decided.at + timedelta(days=1))
        return [began, decided._replace(kind=Happening.APPROVED), settled]


def counts(*codes: str, month: Month = MONTH, until: datetime | None = AT) -> MonthCounts:
    """Count an invented month of these stations; the last one of several has handed nothing over yet."""
    told = _Told(Random(f"{month}"), month)  # noqa: S311 - invented events, not keys
    happened = [event for code in codes for event in told.of_station(code)]
    here = [StationThen(code, _NAMES[code], until) for code in codes]
    if len(codes) > 1:
        here[-1] = StationThen(codes[-1], _NAMES[codes[-1]], None)
        happened = [event for event in happened if event.site != codes[-1]]
    return counted(month, count(happened, _FIGURES), movements(happened), here)


def report_of_a_station(prove: Callable[[str, str, object], Codes]) -> bytes:
    """Draw the report of a station whose month is not frozen."""
    with texts.speaking("zh"):
        made = report_of(SITE, counts(SITE.code), AT, Area.STATION, _FIGURES)
        codes = prove("monthly-report", f"{SITE.code}-MONTH-{MONTH}", monthly_report.facts(made))
        return monthly_report.render(made, BADGE, AT, codes)


def report_of_a_county(prove: Callable[[str, str, object], Codes]) -> bytes:
    """Draw the report of a county with nine stations: its second edition, and what came after that."""
    with texts.speaking("zh"):
        now, before = counts(*STATIONS), counts(*STATIONS[1:])
        edition = Edition(2, AT, "0007", "七里墩派出所补交交接包", before.digest)
        made = report_of(COUNTY, now, AT, Area.STATION, _FIGURES, frozen=FrozenMonth(edition, before))
        codes = prove("monthly-report", f"{COUNTY.code}-MONTH-{MONTH}", monthly_report.facts(made))
        return monthly_report.render(made, BADGE, AT, codes)


def ranking_of_a_county(prove: Callable[[str, str, object], Codes]) -> bytes:
    """Draw the ranking of the same county."""
    with texts.speaking("zh"):
        now, before = counts(*STATIONS), counts(*STATIONS, month=MONTH.moved(-1))
        found = _ranking(now, before.cells)
        codes = prove("ranking", f"{COUNTY.code}-MONTH-{MONTH}", ranking.facts(found))
        return ranking.render(found, BADGE, AT, codes)


def _ranking(now: MonthCounts, before: Cells) -> Ranking:
    names = {each.code: each.name for each in now.stations}
    until = {each.code: each.until for each in now.stations}
    return Ranking(
        month=now.month,
        counted_at=AT,
        site_code=COUNTY.code,
        site_name=COUNTY.name,
        practice=True,
        by=BY,
        rows=rank(now.cells, before, Area.STATION, names, until),
        edition=Edition(1, AT, "0007", "", now.digest),
    )
