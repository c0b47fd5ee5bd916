"""The stock page: how each kind stands in each drawer, its register, and the steps an officer may take."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from station_app import texts
from station_app.clock import BEIJING
from station_app.domain.authority import Action, permits
from station_app.domain.stock import OUR_FORMS, STATUTORY, StockAct
from ui.presenters import words
from ui.presenters.own_papers import OwnPapers
from ui.presenters.page_presenter import PagePresenter

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from station_app.catalogue import Catalogue
    from station_app.domain.stock import Pieces, StockBalance, StockLine
    from station_app.errors import StationError
    from ui.tasks import Runner

REGISTER = "stock-register"
_NO_QUANTITY = -1


class Step(StrEnum):
    """What can be done with stock at the window."""

    RECEIVE = "receive"
    USE = "use"
    SPOIL = "spoil"
    VOID = "void"
    HAND_ON = "hand_on"
    COUNT = "count"


ASKS = {
    Step.RECEIVE: Action.KEEP_STOCK,
    Step.USE: Action.USE_STOCK,
    Step.SPOIL: Action.USE_STOCK,
    Step.VOID: Action.KEEP_STOCK,
    Step.HAND_ON: Action.KEEP_STOCK,
    Step.COUNT: Action.KEEP_STOCK,
}
"""What each step needs; the table of authority says who has it."""


@dataclass(frozen=True, slots=True)
class StockRow:
    """One kind in one drawer, in words; `state` is amber where numbers were passed over or nothing is left."""

    kind: str
    name: str
    numbered: bool
    place: str
    drawer: str
    received: str
    used: str
    spoiled: str
    void: str
    away: str
    there: str
    next_number: str
    free: str
    gaps: str
    state: str


@dataclass(frozen=True, slots=True)
class StockLineRow:
    """One line of the register, in words."""

    when: str
    act: str
    pieces: str
    about: str
    words: str
    officer: str


@dataclass(frozen=True, slots=True)
class StockView:
    """The page: rows of all kinds, and the register of the kind that is chosen, newest first."""

    rows: tuple[StockRow, ...] = ()
    lines: tuple[StockLineRow, ...] = ()
    chosen: str = ""


class StockPresenter(PagePresenter[StockView]):
    """Lists the stock and takes its steps; `done` is called when one was taken, `stopped` says why one was not."""

    def __init__(
        self,
        catalogue: Catalogue,
        runner: Runner,
        show: Callable[[StockView], None],
        told: Callable[[str, str], None],
        *,
        done: Callable[[], None],
        stopped: Callable[[str], None],
        queued: Callable[[], None],
    ) -> None:
        super().__init__(catalogue, runner, show, told)
        self._done, self._stopped = done, stopped
        self._view = StockView()
        self.register = OwnPapers(REGISTER, catalogue, runner, told=told, refused=self._refused, queued=queued)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps that this officer may take."""
        roles = self._catalogue.officer.roles
        return tuple(step for step, action in ASKS.items() if permits(roles, action))

    def refresh(self) -> None:
        """Ask again how it stands."""
        self._runner.run(self._catalogue.stock, self._listed, self._refused, channel="stock")

    def choose(self, kind: str) -> None:
        """Show the register of a kind."""
        if kind == self._view.chosen:
            return
        self._view = StockView(self._view.rows, (), kind)
        self._ask_lines()

    def take(self, step: Step, said: Mapping[str, str], *, was_used: bool = False) -> None:
        """Take a step with what was typed; `said` has the fields of the sheet by name."""
        self._runner.run(
            lambda: _taken(self._catalogue, step, said, was_used=was_used), self._took(step), self._refuse_step
        )

    def kinds(self) -> tuple[tuple[str, str], ...]:
        """Give code and name of the kinds there are, and of those that every station has to do with."""
        known = {row.kind: row.name for row in self._view.rows}
        for kind in (*STATUTORY, *OUR_FORMS):
            known.setdefault(kind, texts.say(f"choice.stock.{kind}", "zh"))
        return tuple(known.items())

    def _took(self, step: Step) -> Callable[[StockBalance], None]:
        def tell(after: StockBalance) -> None:
            word = texts.say(f"ui.stock.step.{step.value}")
            self._done()
            self._told(texts.say("ui.stock.did", step=word, name=after.kind.name, there=after.count.there), "ok")
            self._view = StockView(self._view.rows, self._view.lines, after.kind.kind)
            self.refresh()

        return tell

    def _refuse_step(self, error: StationError) -> None:
        self._stopped(words.sentence(error))

    def _listed(self, found: Sequence[StockBalance]) -> None:
        rows = tuple(map(row_of, found))
        chosen = self._view.chosen if any(row.kind == self._view.chosen for row in rows) else ""
        self._view = StockView(rows, self._view.lines, chosen or (rows[0].kind if rows else ""))
        self._show(self._view)
        self._ask_lines()

    def _ask_lines(self) -> None:
        kind = self._view.chosen
        if kind:
            self._runner.run(
                lambda: self._catalogue.stock_lines(kind), self._read, self._refused, channel="stock-lines"
            )

    def _read(self, lines: Sequence[StockLine]) -> None:
        self._view = StockView(self._view.rows, tuple(map(line_of, reversed(lines))), self._view.chosen)
        self._show(self._view)

    def print_register(self, kind: str, ask: Callable[[], None]) -> None:
        """Print the register page of a kind; `ask` for a file where papers of this desk go nowhere."""
        self.register.print(lambda: self._catalogue.print_stock_register(kind), ask)

    def save_register(self, kind: str, to: Path) -> None:
        """Save the register page of a kind."""
        self.register.save(lambda: self._catalogue.print_stock_register(kind), to)


def _taken(catalogue: Catalogue, step: Step, said: Mapping[str, str], *, was_used: bool) -> StockBalance:
    from station_app.services.keep_stock import Arrival, Named  # noqa: PLC0415 - with the database

    kind, drawer = said["kind"], said["drawer"]
    count = _number(said["count"])
    named = Named(said["first"], said["last"], count, drawer)
    match step:
        case Step.RECEIVE:
            return catalogue.receive_stock(
                Arrival(kind, said["source"], said["name"], said["first"], said["last"], count, drawer)
            )
        case Step.USE:
            return catalogue.use_stock(kind, said["first"], said["case"].strip())
        case Step.SPOIL:
            return catalogue.spoil_stock(kind, named, said["reason"], was_used=was_used)
        case Step.VOID:
            return catalogue.void_stock(kind, named, said["reason"], was_used=was_used)
        case Step.HAND_ON:
            into = said["into"].strip()
            return catalogue.hand_on_stock(kind, named, said["to"] or into, into or None)
        case Step.COUNT:
            return catalogue.count_stock(kind, _NO_QUANTITY if count is None else count, said["reason"], drawer)


def _number(typed: str) -> int | None:
    """Read a quantity; none where nothing was typed, and what is no quantity is one that the ledger refuses."""
    plain = typed.strip()
    if not plain:
        return None
    return int(plain) if plain.isdecimal() else _NO_QUANTITY


def row_of(balance: StockBalance) -> StockRow:
    """Give one kind in one drawer in words."""
    kind, count = balance.kind, balance.count
    joined = texts.say("stock.and").join
    return StockRow(
        kind.kind,
        kind.name,
        kind.numbered,
        count.drawer or texts.say("ui.stock.common_drawer"),
        count.drawer,
        f"{count.received}",
        f"{count.used}",
        f"{count.spoiled}",
        f"{count.void}",
        f"{count.away}",
        f"{count.there}",
        balance.next_number,
        joined(map(_run, balance.free)),
        joined(map(_run, balance.gaps)),
        "look" if balance.gaps or not count.there else "",
    )


def line_of(line: StockLine) -> StockLineRow:
    """Give one line of the register in words."""
    act = texts.say(f"choice.stock_act.{line.act.value}")
    book = texts.say("stock.book", book=line.book).strip() if line.act is StockAct.COUNTED else ""
    return StockLineRow(
        line.at.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M"),
        act,
        _run(line.pieces),
        line.about,
        "  ".join(part for part in (line.words, book) if part),
        line.officer,
    )


def _run(pieces: Pieces) -> str:
    return texts.say("ui.stock.pieces", count=pieces.count) if not pieces.first else str(pieces)
