"""Layout files at the window: what lies in the folder, what was proposed and adopted, a sample, and the next step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from station_app import texts
from station_app.domain.layouts import LayoutStanding
from ui.presenters import words
from ui.presenters.preview import draw

if TYPE_CHECKING:
    from collections.abc import Callable

    from station_app.domain.layouts import DroppedFile, LayoutVerdict, StoredLayout
    from station_app.errors import StationError
    from station_app.services.keep_layouts import Layouts
    from ui.presenters.preview import PagePicture
    from ui.session import Session

SAMPLE_DPI = 66
PROPOSE, ADOPT, WITHDRAW = "propose", "adopt", "withdraw"

_STATES = {"adopted": "ok", "proposed": "look", "unfit": "blocked", "altered": "look"}


@dataclass(frozen=True, slots=True)
class LayoutRow:
    """One layout: a file in the folder or one that was proposed; `act` is the next step, empty where there is none.

    `told` is everything there is to say of it: its faults, or who proposed and who adopted it.
    """

    paper: str
    edition: str
    word: str
    state: str
    source: str
    told: str
    act: str
    file: str = ""
    stored: StoredLayout | None = None


@dataclass(frozen=True, slots=True)
class LayoutsView:
    """All rows and the folder they are looked for in."""

    rows: tuple[LayoutRow, ...] = ()
    folder: str = ""


class LayoutsPresenter:
    """Behind the sheet of layouts. `show` gets the rows, `picture` the sample of the chosen one (none: no sample)."""

    def __init__(
        self,
        session: Session,
        show: Callable[[LayoutsView], None],
        picture: Callable[[PagePicture | None], None],
        told: Callable[[str, str], None],
    ) -> None:
        self._session = session
        self._show = show
        self._picture = picture
        self._told = told

    def refresh(self) -> None:
        """Look at the folder and the journal again."""
        catalogue = self._session.catalogue
        self._session.runner.run(
            catalogue.layouts, lambda found: self._show(view_of(found)), self._refused, channel="layouts"
        )

    def look_at(self, row: LayoutRow) -> None:
        """Draw a sample of it with an invented family; a file with faults has none."""
        catalogue = self._session.catalogue
        if row.state == "blocked":
            self._picture(None)
            return

        def work() -> PagePicture:
            raw = row.stored.text.encode() if row.stored else catalogue.dropped_layout(row.file)
            return draw(catalogue.preview_layout(raw), SAMPLE_DPI)[0]

        self._session.runner.run(work, self._picture, lambda _error: self._picture(None), channel="layouts.sample")

    def act(self, row: LayoutRow, reason: str) -> None:
        """Take the next step: propose a file, adopt what was proposed, put aside what was adopted."""
        catalogue = self._session.catalogue

        def work() -> StoredLayout:
            if row.stored is None:
                return catalogue.propose_layout(catalogue.dropped_layout(row.file))
            step = catalogue.adopt_layout if row.act == ADOPT else catalogue.withdraw_layout
            return step(row.stored.paper, row.stored.edition, reason)

        def done(made: StoredLayout) -> None:
            paper = words.paper_word(made.paper)
            self._told(texts.say(f"ui.layouts.done_{row.act}", paper=paper, edition=made.edition), "ok")
            self.refresh()

        self._session.runner.run(work, done, self._refused)

    def _refused(self, error: StationError) -> None:
        self._told(words.sentence(error), "blocked")


def view_of(found: Layouts) -> LayoutsView:
    """Give the rows: files that wait to be proposed, then what was proposed or adopted, the newest first."""
    files = tuple(_file(each) for each in found.files if each.standing in (None, LayoutStanding.WITHDRAWN))
    stored = [each for each in reversed(found.stored) if each.standing is not LayoutStanding.WITHDRAWN]
    rows = tuple(_stored(each, held=found.in_force.get(each.paper) == each) for each in stored)
    return LayoutsView((*files, *rows), found.folder)


def _file(file: DroppedFile) -> LayoutRow:
    verdict = file.verdict
    word = "unfit" if not verdict.ok else "altered" if file.altered else "new"
    return LayoutRow(
        words.paper_word(verdict.paper) if verdict.paper else "—",
        verdict.edition or "—",
        texts.say(f"layout.state.{word}"),
        _STATES.get(word, ""),
        file.name,
        _faults(verdict),
        PROPOSE if word == "new" else "",
        file=file.name,
    )


def _faults(verdict: LayoutVerdict) -> str:
    return "\n".join(f"{each.place}  {each.message}".strip() for each in (*verdict.faults, *verdict.notes))


def _stored(layout: StoredLayout, *, held: bool) -> LayoutRow:
    word = layout.standing.value
    said = texts.say(
        "ui.layouts.who", proposed_by=layout.proposed_by, decided_by=layout.decided_by or "—", site=layout.site
    )
    alone = texts.say("ui.layouts.alone", reason=layout.alone) if layout.alone else ""
    act = ADOPT if layout.standing is LayoutStanding.PROPOSED else WITHDRAW if held else ""
    return LayoutRow(
        words.paper_word(layout.paper),
        layout.edition,
        texts.say("ui.layouts.held") if held else texts.say(f"layout.state.{word}"),
        _STATES.get(word, ""),
        layout.site,
        "\n".join(part for part in (said, alone) if part),
        act,
        stored=layout,
    )
