"""What an officer does with the figures of a month."""

# ruff: noqa: PLC0415 - the use cases are imported when first used; see the package

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from station_app.domain.counting import Area
    from station_app.domain.month_figures import MonthReport
    from station_app.domain.rankings import Ranking
    from station_app.domain.records import IssuedPaper
    from station_app.services.desk import Desk
    from station_app.services.export_statistics import WrittenFigures
    from station_app.services.show_statistics import OpenedFigure, TrendPoint


class StatisticsCalls:
    """What an officer does with the figures of a month."""

    _desk: Desk

    def month_report(self, month: str, by: Area | None = None) -> MonthReport:
        """Give the figures of a month."""
        from station_app.domain.counting import Area
        from station_app.services.show_statistics import show_month

        return show_month(self._desk, month, by or Area.STATION)

    def open_figure(self, month: str, code: str) -> OpenedFigure:
        """Give the entries that a figure is made of."""
        from station_app.services.show_statistics import open_month_figure

        return open_month_figure(self._desk, month, code)

    def trend(
        self, month: str, codes: tuple[str, ...], progress: Callable[[int, int], None] | None = None
    ) -> tuple[TrendPoint, ...]:
        """Give some figures of twelve months."""
        from station_app.services.show_statistics import show_trend

        return show_trend(self._desk, month, codes, progress)

    def ranking(self, month: str) -> Ranking:
        """Give the ranking of the stations or counties below this site."""
        from station_app.services.rank_month import rank_month

        return rank_month(self._desk, month)

    def freeze_month(self, month: str, reason: str = "", by: Area | None = None) -> MonthReport:
        """Freeze the figures of a month that is over."""
        from station_app.domain.counting import Area
        from station_app.services.freeze_month import freeze_month

        return freeze_month(self._desk, month, reason, by or Area.STATION)

    def export_statistics(
        self, month: str, to: Path, by: Area | None = None, *, form58: bool = False
    ) -> WrittenFigures:
        """Write the figures of a month as XLSX or CSV."""
        from station_app.domain.counting import Area
        from station_app.services.export_statistics import export_statistics

        return export_statistics(self._desk, month, to, by or Area.STATION, form58=form58)

    def print_month(self, month: str, by: Area | None = None) -> IssuedPaper:
        """Make the report of a month as a paper, journalled."""
        from station_app.domain.counting import Area
        from station_app.services.print_statistics import print_month

        return print_month(self._desk, month, by or Area.STATION)

    def print_ranking(self, month: str) -> IssuedPaper:
        """Make the ranking of a month as a paper, journalled."""
        from station_app.services.print_statistics import print_ranking

        return print_ranking(self._desk, month)
