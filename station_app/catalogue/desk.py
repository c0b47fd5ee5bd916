"""What the logged-in officer can do, in one object."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app.catalogue.cases import CaseCalls
from station_app.catalogue.clocks import ClockCalls
from station_app.catalogue.drafts import DraftCalls
from station_app.catalogue.facts import FactCalls
from station_app.catalogue.households import HouseholdCalls
from station_app.catalogue.layouts import LayoutCalls
from station_app.catalogue.lists import ListCalls
from station_app.catalogue.officers import OfficerCalls
from station_app.catalogue.papers import PaperCalls
from station_app.catalogue.permits import PermitCalls
from station_app.catalogue.residents import ResidentCalls
from station_app.catalogue.scans import ScanCalls
from station_app.catalogue.sites import SiteCalls
from station_app.catalogue.spool import SpoolCalls
from station_app.catalogue.statistics import StatisticsCalls
from station_app.catalogue.stock import StockCalls

if TYPE_CHECKING:
    from datetime import datetime

    from station_app.catalogue.reader import ReaderCalls
    from station_app.domain.accounts import LastLogin
    from station_app.domain.records import Officer, Site
    from station_app.services.desk import Desk
    from station_app.settings import Settings


class Catalogue(
    CaseCalls,
    ClockCalls,
    DraftCalls,
    FactCalls,
    HouseholdCalls,
    LayoutCalls,
    ListCalls,
    OfficerCalls,
    PaperCalls,
    PermitCalls,
    ResidentCalls,
    ScanCalls,
    SiteCalls,
    SpoolCalls,
    StockCalls,
    StatisticsCalls,
):
    """What the logged-in officer can do; its calls stand by subject in the files it is made of and in `reader`."""

    def __init__(self, desk: Desk, reader: ReaderCalls) -> None:
        self._desk = desk
        self.reader = reader

    @property
    def site(self) -> Site:
        """The site that is open."""
        return self._desk.site

    @property
    def officer(self) -> Officer:
        """The officer who is logged in."""
        return self._desk.officer

    @property
    def last_login(self) -> LastLogin | None:
        """When this badge opened this desk before; None the first time."""
        return self._desk.before

    @property
    def settings(self) -> Settings:
        """The choices of this desk."""
        return self._desk.settings

    def save_settings(self, chosen: Settings) -> None:
        """Put `chosen` in the place of the settings of this desk."""
        from station_app.services.keep_settings import save_settings  # noqa: PLC0415 - imported when first used

        save_settings(self._desk, chosen)

    def now(self) -> datetime:
        """Give the present time at the desk, in UTC."""
        return self._desk.now()

    def close(self) -> None:
        """Close the database and forget the keys."""
        self._desk.store.close()
