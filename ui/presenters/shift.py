"""The shift page: what this officer leaves, remarks, and the successor who confirms it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from station_app import texts
from station_app.domain.print_jobs import NOWHERE
from station_app.outgoing import hand_out, said_if_not_saved
from ui.presenters import words
from ui.presenters.printing import place_word

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from station_app.catalogue import Catalogue
    from station_app.domain.print_jobs import PrintJob
    from station_app.domain.shifts import ShiftDue, ShiftSheet
    from station_app.errors import StationError
    from station_app.services.hand_over_shift import HandedOver
    from ui.tasks import Runner


@dataclass(frozen=True, slots=True)
class AcceptedRow:
    """A case of the shift."""

    case_no: str
    applicant: str
    status: str


@dataclass(frozen=True, slots=True)
class DueRow:
    """A case whose clock presses."""

    number: str
    applicant: str
    clock: str
    left: str


@dataclass(frozen=True, slots=True)
class ShiftView:
    """State of the page. `done`: the shift was handed over, and its paper can be printed or saved.

    `next` names where what was said is put right: `to`, `password` or `save`.
    """

    span: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    accepted: tuple[AcceptedRow, ...] = ()
    due: tuple[DueRow, ...] = ()
    printers: tuple[str, ...] = ()
    busy: bool = False
    done: bool = False
    said: str = ""
    state: str = ""
    next: str = ""


class ShiftPresenter:
    """Gathers, hands over, prints."""

    def __init__(
        self,
        catalogue: Catalogue,
        runner: Runner,
        show: Callable[[ShiftView], None],
        queued: Callable[[], None] = lambda: None,
    ) -> None:
        self._catalogue = catalogue
        self._runner = runner
        self._show = show
        self._queued = queued
        self._view = ShiftView()
        self._made: HandedOver | None = None

    def refresh(self) -> None:
        """Gather anew; a sheet that was handed over stays to be printed."""
        there = self._catalogue
        self._runner.run(
            lambda: (there.shift(), there.printers(), there.place_for_sheet()), self._gathered, channel="shift"
        )

    def hand_over(self, to: str, password: str, remarks: str) -> None:
        """Let the successor confirm."""
        if self._view.busy:
            return
        if not to.strip() or not password:
            self._say(texts.say("ui.shift.incomplete"), "look", "password" if to.strip() else "to")
            return
        self._set(replace(self._view, busy=True, said=""))
        self._runner.run(
            lambda: self._catalogue.hand_over_shift(to.strip(), password, remarks),
            self._handed_over,
            lambda error: self._refused(error, "password"),
        )

    def print(self, printer: str) -> None:
        """Print the sheet that was handed over; before that, or without a printer, say what comes first."""
        if self._made is None:
            self._say(texts.say("ui.shift.print_later"), "look", "to")
        elif not printer:
            self._say(texts.say("ui.shift.no_printer"), "look", "save")
        else:
            self._runner.run(lambda: self._catalogue.print_last_hand_over(printer), self._sent, self._refused)

    def save(self, to: Path) -> None:
        """Save the sheet that was handed over."""
        if self._made is not None:
            pdf = self._made.pdf
            self._runner.run(
                lambda: _save(pdf, to),
                lambda _nothing: self._say(texts.say("ui.shift.saved", place=to.name), "ok"),
                self._refused,
            )

    def _sent(self, job: PrintJob) -> None:
        self._say(texts.say("ui.shift.printed", printer=place_word(job.printer)), "ok")
        self._queued()

    def _gathered(self, found: tuple[ShiftSheet, tuple[str, ...], str]) -> None:
        sheet, printers, place = found
        self._set(
            replace(
                self._view,
                span=texts.say("ui.shift.span", since=words.moment(sheet.since), until=words.moment(sheet.until)),
                facts=_facts(sheet),
                accepted=tuple(
                    AcceptedRow(each.case_no, each.applicant, words.status_word(each.status)) for each in sheet.accepted
                ),
                due=tuple(map(_due, sheet.due)),
                printers=tuple(dict.fromkeys(each for each in (place, *printers) if each and each != NOWHERE)),
                next="",
            )
        )

    def _handed_over(self, made: HandedOver) -> None:
        self._made = made
        told = made.hand_over
        said = texts.say("ui.shift.handed_over", taker=told.to_name, to=told.to)
        self._set(replace(self._view, busy=False, done=True, said=said, state="ok", next=""))
        self.refresh()

    def _refused(self, error: StationError, goes_on: str = "") -> None:
        self._set(replace(self._view, busy=False, said=words.sentence(error), state="blocked", next=goes_on))

    def _say(self, said: str, state: str, goes_on: str = "") -> None:
        self._set(replace(self._view, said=said, state=state, next=goes_on))

    def _set(self, view: ShiftView) -> None:
        self._view = view
        self._show(view)


def _facts(sheet: ShiftSheet) -> tuple[tuple[str, str], ...]:
    nothing = texts.say("ui.shift.nothing")
    waiting = [
        texts.say("ui.shift.more" if each.more else "ui.shift.waits", name=_queue(each.queue), count=each.count)
        for each in sheet.waiting
        if each.count
    ]
    papers = [
        texts.say("ui.shift.paper", name=words.paper_word(each.paper), first=each.first, again=each.again)
        for each in sheet.papers
    ]
    bundles = [texts.say("ui.shift.bundle", to=each.channel, number=each.number) for each in sheet.bundles]
    numbers = [
        texts.say(f"ui.shift.number_{each.kind}", last=each.last.rpartition("-")[2] or "—", left=each.left)
        for each in sheet.numbers
    ]
    drafts = words.joined(each.title or texts.say("ui.drafts.untitled") for each in sheet.drafts)
    return (
        (texts.say("ui.shift.drafts"), drafts or nothing),
        (texts.say("ui.shift.waiting"), words.joined(waiting) or nothing),
        (texts.say("ui.shift.papers"), words.joined(papers) or nothing),
        (texts.say("ui.shift.bundles"), words.joined(bundles) or nothing),
        (texts.say("ui.shift.numbers"), words.joined(numbers) or nothing),
    )


def _queue(name: str) -> str:
    return texts.say(f"queue.name.{name}")


def _due(each: ShiftDue) -> DueRow:
    if each.left is None:
        left = "—"
    elif each.left < 0:
        left = texts.say("queue.late", days=-each.left)
    else:
        left = texts.say("queue.days_left", days=each.left) if each.left else texts.say("queue.today")
    clock = f"{texts.say(f'clock.kind.{each.kind}')} {words.day(each.due)}"
    return DueRow(each.number, each.applicant, clock, left)


def _save(pdf: bytes, to: Path) -> None:
    with said_if_not_saved(to):
        hand_out(to, pdf)
