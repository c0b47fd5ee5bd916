"""The statistics page: the figures of a month, what one is made of, its twelve months; printing, copying, freezing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from station_app import texts
from station_app.domain.authority import Action, permits
from station_app.domain.counting import Area, Month
from station_app.domain.month_words import standing, until
from station_app.domain.vocabulary import SiteKind
from ui.presenters.own_papers import OwnPapers
from ui.presenters.page_presenter import PagePresenter
from ui.presenters.statistics_rows import EntryRow, entry_row, figure_rows, form_rows, rank_rows, way_rows

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from station_app.catalogue import Catalogue
    from station_app.domain.month_figures import MonthReport
    from station_app.domain.rankings import Ranking
    from station_app.domain.records import IssuedPaper
    from station_app.services.show_statistics import OpenedFigure, TrendPoint
    from ui.presenters.statistics_rows import FigureRow, RankRow, WayRow
    from ui.tasks import Job, Runner

MONTHS = 36
"""Months to choose from, this one first."""


@dataclass(frozen=True, slots=True)
class StatisticsView:
    """The page: all lists of one month, how far they hold, and what may be done.

    `stands` says whether the month is frozen, with its state; `remarks` until when entries have come. `edition` is the
    number of the newest one, 0 for none.
    """

    month: str = ""
    figures: tuple[FigureRow, ...] = ()
    form58: tuple[FigureRow, ...] = ()
    ways: tuple[WayRow, ...] = ()
    ranking: tuple[RankRow, ...] = ()
    stands: str = ""
    state: str = ""
    remarks: str = ""
    edition: int = 0
    may_freeze: bool = False


@dataclass(frozen=True, slots=True)
class OpenedView:
    """What makes a figure."""

    code: str = ""
    title: str = ""
    rows: tuple[EntryRow, ...] = ()


class StatisticsPresenter(PagePresenter[StatisticsView]):
    """Asks for a month, opens its figures, prints, copies and freezes it."""

    def __init__(
        self,
        catalogue: Catalogue,
        runner: Runner,
        show: Callable[[StatisticsView], None],
        told: Callable[[str, str], None],
        printing: Callable[[], None],
    ) -> None:
        super().__init__(catalogue, runner, show, told)
        self._report, self._ranking = (
            OwnPapers(paper, catalogue, runner, told=self._told, refused=self._refused, queued=printing)
            for paper in ("monthly-report", "ranking")
        )
        self.above = catalogue.site.kind is not SiteKind.STATION
        self._this = Month.of(catalogue.today())
        self.month, self.by = str(self._this), Area.STATION
        self.trend: dict[str, tuple[tuple[str, int], ...]] = {}
        self._counting: Job | None = None

    @property
    def months(self) -> tuple[str, ...]:
        """The months to choose from, the newest first."""
        return tuple(str(self._this.moved(-ago)) for ago in range(MONTHS))

    def choose(self, month: str, by: Area) -> None:
        """Show another month, or the same one divided otherwise."""
        self.month, self.by = month, by
        self.refresh()

    def refresh(self) -> None:
        """Count anew."""
        month, by = self.month, self.by

        def asked() -> tuple[MonthReport, Ranking | None]:
            ranked = self._catalogue.ranking(month) if self.above else None
            return self._catalogue.month_report(month, by), ranked

        self._runner.run(asked, lambda found: self._counted(*found), self._refused, channel="statistics")

    def open(self, code: str, show: Callable[[OpenedView], None]) -> None:
        """Show what makes a figure."""

        def opened(found: OpenedFigure) -> None:
            title = texts.say("ui.statistics.opened", name=found.name, count=len(found.entries), value=found.value)
            show(OpenedView(found.code, title, tuple(map(entry_row, found.entries))))

        month = self.month
        self._runner.run(
            lambda: self._catalogue.open_figure(month, code), opened, self._refused, channel="statistics.open"
        )

    def follow(self, codes: tuple[str, ...], show: Callable[[], None], progress: Callable[[int, int], None]) -> None:
        """Count twelve months of these figures, beside everything else; another month puts an end to it."""
        if self._counting is not None:
            self._counting.cancel()
        month = self.month

        def counted(points: tuple[TrendPoint, ...]) -> None:
            if month == self.month:
                self.trend = {code: tuple((each.month, each.values[code]) for each in points) for code in codes}
                show()

        self.trend = {}
        self._counting = self._runner.run_counted(
            lambda report: self._catalogue.trend(month, codes, report), counted, self._refused, progress=progress
        )

    def rest(self) -> None:
        """Count no further; nobody looks."""
        if self._counting is not None:
            self._counting.cancel()

    def print(self, *, ranking: bool, ask: Callable[[], None]) -> None:
        """Print the report, or the ranking, where this desk's papers go; `ask` where that is nowhere."""
        (self._ranking if ranking else self._report).print(self._paper(ranking=ranking), ask)

    def save_paper(self, to: Path, *, ranking: bool) -> None:
        """Save it as a PDF."""
        (self._ranking if ranking else self._report).save(self._paper(ranking=ranking), to)

    def _paper(self, *, ranking: bool) -> Callable[[], IssuedPaper]:
        month, by = self.month, self.by
        if ranking:
            return lambda: self._catalogue.print_ranking(month)
        return lambda: self._catalogue.print_month(month, by)

    def export(self, to: Path, *, form58: bool) -> None:
        """Write the figures, or the form alone, as a table."""
        month, by = self.month, self.by
        self._runner.run(
            lambda: self._catalogue.export_statistics(month, to, by, form58=form58),
            lambda done: self._told(texts.say("figure.written", figures=done.figures, file=done.file), "ok"),
            self._refused,
        )

    def freeze(self, reason: str, done: Callable[[], None]) -> None:
        """Freeze the month."""
        month, by = self.month, self.by

        def frozen(made: MonthReport) -> None:
            number = made.edition.number if made.edition else 0
            done()
            self._told(texts.say("ui.statistics.frozen", month=month, edition=number), "ok")
            self.refresh()

        self._runner.run(lambda: self._catalogue.freeze_month(month, reason, by), frozen, self._refused)

    def why_not_frozen(self) -> str:
        """Say why this officer cannot freeze this month."""
        if not permits(self._catalogue.officer.roles, Action.FREEZE_MONTH):
            return texts.say("ui.statistics.freeze_not_permitted")
        return texts.say("ui.statistics.freeze_not_yet", month=self.month)

    def _counted(self, made: MonthReport, ranked: Ranking | None) -> None:
        over = made.month < str(Month.of(self._catalogue.today()))
        permitted = permits(self._catalogue.officer.roles, Action.FREEZE_MONTH)
        differs = texts.say("ui.statistics.differs", count=len(made.corrections)) if made.corrections else ""
        late = [until(each.name, each.until) for each in made.stations] if self.above else []
        view = StatisticsView(
            month=made.month,
            figures=tuple(figure_rows(made)),
            form58=tuple(form_rows(made)),
            ways=tuple(way_rows(made)),
            ranking=tuple(rank_rows(ranked)) if ranked else (),
            stands=" ".join(filter(None, (standing(made.edition, made.counted_at), differs))),
            state="look" if made.corrections else "ok" if made.edition else "",
            remarks=texts.say("figure.list_break").join(late),
            edition=made.edition.number if made.edition else 0,
        )
        self._show(replace(view, may_freeze=over and permitted))
