"""The ledger page: a live question whose stale answers are dropped, read on while somebody scrolls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from station_app import texts
from station_app.domain.divisions import local_name
from station_app.domain.ledger import LedgerFilter
from ui.presenters import words
from ui.presenters.page_presenter import PagePresenter

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from station_app.catalogue import Catalogue
    from station_app.domain.ledger import SavedView
    from station_app.domain.residents import FoundResident
    from station_app.errors import StationError
    from station_app.services.export_ledger import Copied
    from station_app.services.search_ledger import LedgerPage, LedgerRow
    from ui.tasks import Job, Runner

PAGE = 50
"""Cases of one page: more than any screen shows, few enough to be there at once."""
_GOING_ON = 25
"""Pages that found nothing and are followed by the next by themselves; then the officer is asked."""


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One row of the ledger; every value as it is shown.

    `household_no` is where the row leads if it is of somebody without a case.
    """

    case_no: str
    applicant: str
    id_masked: str
    family: str
    status: str
    accepted: str
    accepted_by: str
    decided: str
    decided_by: str
    registered: str
    division: str
    route: str
    matched: str
    household_no: str = ""


@dataclass(frozen=True, slots=True)
class LedgerView:
    """What to show: `fresh` rows take the place of all, others go on after them; `empty` says what to do without any.

    `count` says how many there are so far, and whether there is more.
    """

    rows: tuple[LedgerLine, ...] = ()
    fresh: bool = True
    count: str = ""
    empty: str = ""
    more: bool = False


class LedgerPresenter(PagePresenter[LedgerView]):
    """Asks the ledger as the officer types, and goes on where the last page ended."""

    def __init__(
        self,
        catalogue: Catalogue,
        runner: Runner,
        show: Callable[[LedgerView], None],
        told: Callable[[str, str], None],
    ) -> None:
        super().__init__(catalogue, runner, show, told)
        self.wanted = LedgerFilter()
        self._after = ""
        self._count = 0
        self._residents = 0
        self._waiting = False
        self._barren = 0
        self._export: Job | None = None

    def ask(self, wanted: LedgerFilter) -> None:
        """Ask anew."""
        self.wanted, self._after, self._count, self._barren = wanted, "", 0, 0
        self._read()

    def ask_nothing(self, why: str) -> None:
        """Show no rows, and why nothing can be asked; an answer that is under way comes too late."""
        self._runner.run(
            lambda: None, lambda _nothing: self._show(LedgerView(empty=why)), self._refused, channel="ledger"
        )
        self._after, self._count, self._waiting = "", 0, False

    def go_on(self) -> None:
        """Read the next page, unless it is under way or there is none."""
        if self._after and not self._waiting:
            self._barren = 0
            self._read()

    def export(self, to: Path, *, full: bool, reason: str, done: Callable[[str, str], None]) -> None:
        """Write all that is asked for now into a file; `done` is told a sentence and its state."""
        wanted = self.wanted

        def written(copied: Copied) -> None:
            done(texts.say("ui.ledger.written", cases=copied.cases, file=copied.file), "ok")

        self._export = self._runner.run_counted(
            lambda report: self._catalogue.export_ledger(wanted, to, full=full, reason=reason, progress=report),
            written,
            lambda error: done(words.sentence(error), "blocked"),
            progress=lambda count, _of: done(texts.say("ui.ledger.writing", cases=count), ""),
            cancelled=lambda: done(texts.say("ui.ledger.not_written"), "look"),
        )

    def stop_export(self) -> None:
        """Write no further; no file is left."""
        if self._export is not None:
            self._export.cancel()

    def views(self, show: Callable[[tuple[SavedView, ...]], None]) -> None:
        """Ask which questions are kept."""
        self._runner.run(self._catalogue.views, show, channel="views")

    def keep(self, name: str, done: Callable[[], None], refused: Callable[[str], None]) -> None:
        """Keep the present question under a name."""
        wanted = self.wanted
        self._runner.run(
            lambda: self._catalogue.save_view(name, wanted),
            lambda _kept: done(),
            lambda error: refused(words.sentence(error)),
        )

    def forget(self, name: str, done: Callable[[], None]) -> None:
        """Keep the question of this name no longer."""
        self._runner.run(lambda: self._catalogue.forget_view(name), lambda _gone: done())

    def _read(self) -> None:
        wanted, after = self.wanted, self._after
        self._waiting = True
        self._runner.run(
            lambda: self._catalogue.ledger(wanted, after, PAGE),
            lambda page: self._answered(page, fresh=not after),
            self._refused,
            channel="ledger",
        )

    def _answered(self, page: LedgerPage, *, fresh: bool) -> None:
        self._waiting = False
        self._after = page.after
        self._count += len(page.rows)
        self._barren = self._barren + 1 if len(page.rows) < PAGE // 4 else 0
        on = bool(page.after) and page.looked_until is not None and self._barren <= _GOING_ON and self._count < PAGE
        rows = (*map(resident_line, page.residents), *map(line_of, page.rows))
        self._residents = len(page.residents) if fresh else self._residents
        said = self._said(page)
        if self._residents:
            said = f"{said} {texts.say('resident_found.count', count=self._residents)}"
        self._show(LedgerView(rows, fresh, said, self._empty(page), self._more))
        if on:
            self._read()

    @property
    def _more(self) -> bool:
        return bool(self._after)

    def _said(self, page: LedgerPage) -> str:
        if page.cut:
            return texts.say("ui.ledger.cut", count=self._count)
        if page.after and page.looked_until is not None:
            return texts.say("ui.ledger.until_day", count=self._count, day=words.day(page.looked_until.date()))
        return texts.say("ui.ledger.more" if page.after else "ui.ledger.count", count=self._count)

    def _empty(self, page: LedgerPage) -> str:
        if self._count:
            return ""
        if page.after:
            return texts.say("ui.ledger.looking")
        asked = self.wanted.text or self.wanted.narrows
        return texts.say("ui.ledger.nothing" if asked else "ui.ledger.none_yet")

    def _refused(self, error: StationError) -> None:
        self._waiting = False
        super()._refused(error)


def line_of(row: LedgerRow) -> LedgerLine:
    """Give the row of one case."""
    status = words.status_word(row.status.value)
    ended = words.status_word(row.ended_as.value) if row.ended_as and row.ended_as is not row.status else ""
    return LedgerLine(
        case_no=row.case_no,
        applicant=row.applicant,
        id_masked=row.id_masked,
        family="、".join(row.persons),
        status=f"{status} · {ended}" if ended else status,
        accepted=words.moment(row.accepted_at),
        accepted_by=row.accepted_by,
        decided=words.moment(row.decided_at) if row.decided_at else "",
        decided_by=row.decided_by or "",
        registered=words.moment(row.registered_at) if row.registered_at else "",
        division=local_name(row.division),
        route=texts.say(f"ui.route.{row.route.value}") if row.route else "",
        matched=texts.say(f"ui.matched.{row.matched}") if row.matched else "",
    )


def resident_line(found: FoundResident) -> LedgerLine:
    """Give the row of somebody who joined a household without a case."""
    return LedgerLine(
        case_no=found.registration_no,
        applicant=found.name,
        id_masked=found.id_masked,
        family=found.household_name or found.household_no,
        status=texts.say("resident_found.status"),
        accepted="",
        accepted_by="",
        decided="",
        decided_by="",
        registered=words.day(found.since),
        division=found.household_no,
        route="",
        matched=texts.say(f"ui.matched.{found.matched}"),
        household_no=found.household_no,
    )
