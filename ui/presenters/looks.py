"""The log of looks: who looked at whom, when and why, by officer, case and day; it is only read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from station_app import texts
from station_app.domain.looks import subject_said, why_said
from ui.presenters import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from station_app.catalogue import Catalogue
    from station_app.domain.accounts import Account, Look
    from ui.tasks import Runner

LIMIT = 2_000


@dataclass(frozen=True, slots=True)
class LookRow:
    """One look as it is shown."""

    at: str
    officer: str
    subject: str
    whom: str
    why: str


@dataclass(frozen=True, slots=True)
class LooksView:
    """State of the page; `empty` says why there are no rows."""

    rows: tuple[LookRow, ...] = ()
    count: str = ""
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the auditor asks for: badge, case number, day as it was typed; empty is all."""

    by: str = ""
    subject: str = ""
    day: str = ""


class LooksPresenter:
    """Reads the log as the filters say."""

    def __init__(
        self,
        catalogue: Catalogue,
        runner: Runner,
        show: Callable[[LooksView], None],
        offer: Callable[[tuple[tuple[str, str], ...]], None],
    ) -> None:
        self._catalogue = catalogue
        self._runner = runner
        self._show = show
        self._offer = offer

    def list_officers(self) -> None:
        """Offer the accounts to filter by, closed ones too."""
        self._runner.run(self._catalogue.officers, self._offered, channel="looking officers")

    def read(self, wanted: Wanted) -> None:
        """Read what is wanted; a day that is none yet waits until it is one."""
        try:
            day = date.fromisoformat(wanted.day) if wanted.day else None
        except ValueError:
            self._show(LooksView(empty=texts.say("ui.looks.no_day")))
            return
        self._runner.run(
            lambda: self._catalogue.looks(subject=wanted.subject, by=wanted.by, day=day, limit=LIMIT),
            self._read,
            channel="looks",
        )

    def _offered(self, accounts: tuple[Account, ...]) -> None:
        self._offer(tuple((each.badge, f"{each.name} {each.badge}") for each in accounts))

    def _read(self, looks: tuple[Look, ...]) -> None:
        said = "ui.looks.count_more" if len(looks) == LIMIT else "ui.looks.count"
        empty = "" if looks else texts.say("ui.looks.none")
        self._show(LooksView(tuple(map(_row, looks)), texts.say(said, count=len(looks)), empty))


def _row(look: Look) -> LookRow:
    return LookRow(
        at=words.moment(look.at),
        officer=f"{look.officer_name} {look.officer}",
        subject=subject_said(look.subject),
        whom=look.whom,
        why=why_said(look.subject, look.why),
    )
