"""Papers of the desk and not of a case (a roster, the sheet of a bundle): printed through the spool, or saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app import texts
from station_app.domain.print_jobs import NOWHERE
from station_app.outgoing import hand_out, is_paper, refuse_place, said_if_not_saved
from ui.presenters import words
from ui.presenters.printing import place_word

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from station_app.catalogue import Catalogue
    from station_app.domain.records import IssuedPaper
    from station_app.errors import StationError
    from ui.tasks import Runner


class OwnPapers:
    """One kind of paper of a page. `told` says what became of it (sentence, state), `queued`: the spool has work."""

    def __init__(
        self,
        paper: str,
        catalogue: Catalogue,
        runner: Runner,
        *,
        told: Callable[[str, str], None],
        refused: Callable[[StationError], None],
        queued: Callable[[], None],
    ) -> None:
        self._paper = paper
        self._catalogue = catalogue
        self._runner = runner
        self._told = told
        self._refused = refused
        self._queued = queued

    def print(self, make: Callable[[], IssuedPaper], ask: Callable[[], None]) -> None:
        """Make and queue it where this desk's papers go, the copy journalled first; `ask` where that is nowhere."""

        def sent_to(printer: str) -> None:
            if printer == NOWHERE:
                ask()
                return
            self._runner.run(
                lambda: self._catalogue.print_issued(make(), printer), lambda _jobs: self._sent(printer), self._refused
            )

        self._runner.run(lambda: self._catalogue.place_for(self._paper), sent_to, self._refused)

    def save(self, make: Callable[[], IssuedPaper], to: Path) -> None:
        """Make and save it as a PDF; the place is looked at before a copy is journalled."""
        self._runner.run(
            lambda: _saved(make, to),
            lambda _done: self._told(self._say("saved", place=to.name), "ok"),
            self._refused,
        )

    def _sent(self, printer: str) -> None:
        self._told(self._say("printed", printer=place_word(printer)), "ok")
        self._queued()

    def _say(self, what: str, **details: str) -> str:
        return texts.say(f"ui.own_papers.{what}", paper=words.paper_word(self._paper), **details)


def _saved(make: Callable[[], IssuedPaper], to: Path) -> None:
    refuse_place(to, is_paper)
    with said_if_not_saved(to):
        hand_out(to, make().pdf)
