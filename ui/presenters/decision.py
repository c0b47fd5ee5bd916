"""The decision page: what a decision rests on, what somebody has to look at first, and taking the decision."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from station_app import clock, texts
from station_app.domain.document_marks import document_name
from station_app.domain.looks import WhyLooked
from station_app.domain.vocabulary import DocumentOutcome, Level, Outcome
from ui.presenters import words
from ui.presenters.case_page import case_facts, confirmed_words, person_lines
from ui.presenters.case_steps import why_not
from ui.presenters.case_trace import WhereView, decision_lines, where_of
from ui.presenters.page_presenter import PagePresenter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from pathlib import Path

    from station_app.catalogue import Catalogue
    from station_app.domain.offers import DecisionBasis, Ground
    from station_app.domain.outcomes import Decided
    from station_app.domain.records import CaseRecord
    from station_app.domain.tracing import CaseTrace
    from station_app.errors import StationError
    from station_app.services.decide_case import StampedForm
    from ui.presenters.case_page import PersonLine
    from ui.tasks import Runner


_BLANK, _FIRST = re.compile(r"\{\w*\}"), re.compile(r"。|\. |;")


@dataclass(frozen=True, slots=True)
class Point:
    """Something to look at before deciding: `state` is `blocked`, `look`, `ok` or nothing."""

    state: str
    head: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class DecisionView:
    """The page. `heading` says which level decides; `barred` why this officer can't, `problem` why nothing is shown."""

    case_no: str
    title: str = ""
    where: WhereView = field(default_factory=WhereView)
    facts: tuple[tuple[str, str], ...] = ()
    persons: tuple[PersonLine, ...] = ()
    points: tuple[Point, ...] = ()
    pack: str = ""
    heading: str = ""
    grounds: tuple[Ground, ...] = ()
    still_open: tuple[str, ...] = ()
    reference_needed: bool = False
    on_paper: bool = False
    level: Level | None = None
    barred: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """What the officer has put into the form; the last three stand on the county's stamped form."""

    outcome: Outcome
    reason: str | None = None
    text: str = ""
    reference: str = ""
    decider: str = ""
    decided_on: date | None = None
    scan: Path | None = None


class DecisionPresenter(PagePresenter[DecisionView]):
    """Fetches what one decision rests on, flags its words while they are typed, takes it."""

    def __init__(
        self,
        catalogue: Catalogue,
        runner: Runner,
        show: Callable[[DecisionView], None],
        told: Callable[[str, str], None],
        flag: Callable[[tuple[str, ...]], None],
    ) -> None:
        super().__init__(catalogue, runner, show, told)
        self._flag = flag
        self._view = DecisionView("")
        self._busy = False

    @property
    def case_no(self) -> str:
        """The case in view."""
        return self._view.case_no

    def open(self, case_no: str) -> None:
        """Show what a decision of this case rests on; the look is logged."""
        self._runner.run(
            lambda: self._look(case_no), self._set, lambda error: self._fail(case_no, error), channel="decision"
        )

    def weigh_words(self, text: str) -> None:
        """Name the forbidden grounds that the text names."""
        pack = self._view.pack
        self._runner.run(
            lambda: self._catalogue.flag_words(pack, text),
            lambda codes: self._flag(tuple(texts.say(f"flag.{code}") for code in codes)),
            channel="decision-words",
        )

    def decide(self, given: Given) -> None:
        """Take the decision; pressed twice, once."""
        if self._busy:
            return
        self._busy = True
        view = self._view
        self._runner.run(
            lambda: self._decide(view, given),
            lambda done: self._told(_done(done, given.outcome), "ok" if not done.flags else "look"),
            lambda error: self._told(words.sentence(error), "blocked"),
            after=self._rest,
        )

    def _rest(self) -> None:
        self._busy = False

    def _look(self, case_no: str) -> DecisionView:
        record = self._catalogue.show(case_no, WhyLooked.DECISION)
        trace, basis = self._catalogue.trace(record.case_no), self._catalogue.decision_basis(record.case_no)
        return view_of(record, trace, basis, self._catalogue.today())

    def _decide(self, view: DecisionView, given: Given) -> Decided:
        from station_app.services.decide_case import Said  # noqa: PLC0415 - the services load with the first decision

        refused = given.outcome is Outcome.REFUSE
        said = Said(
            view.level or Level.STATION,
            given.outcome,
            given.reason if refused else None,
            given.text,
            given.reference or None,
        )
        return self._catalogue.decide(view.case_no, said, _form(given) if view.on_paper else None)

    def _set(self, view: DecisionView) -> None:
        self._view = view
        self._show(view)

    def _fail(self, case_no: str, error: StationError) -> None:
        self._set(DecisionView(case_no, title=case_no, problem=words.sentence(error)))


def view_of(record: CaseRecord, trace: CaseTrace, basis: DecisionBasis, today: date) -> DecisionView:
    """Give the page of a case on the day `today`."""
    offer = basis.offer
    level = offer.level or Level.STATION
    kind = "on_paper" if offer.on_paper else level.value
    return DecisionView(
        case_no=record.case_no,
        title=texts.say("ui.decision.title", case_no=record.case_no),
        where=where_of(record, trace, today),
        facts=case_facts(record, trace),
        persons=person_lines(record, trace, today),
        points=tuple(points_of(record, trace, basis)),
        pack=record.pack,
        heading=texts.say(f"ui.decision.by_{kind}"),
        grounds=basis.grounds,
        still_open=tuple(texts.say(f"alternative.{code}") for code in basis.still_open),
        reference_needed=level is Level.COUNTY,
        on_paper=offer.on_paper,
        level=offer.level,
        barred=why_not(offer),
    )


def points_of(record: CaseRecord, trace: CaseTrace, basis: DecisionBasis) -> Iterator[Point]:
    """Give everything to be looked at before deciding; a case without any says so."""
    found = [
        *_flagged(trace, basis),
        *_documents(record),
        *_confirmed(record),
        *_said_before(record, trace),
    ]
    seen = sum(demand.status == "present" for demand in record.documents)
    asked = sum(demand.status != "not_needed" for demand in record.documents)
    yield Point("ok" if seen == asked else "", texts.say("ui.decision.documents", seen=seen, asked=asked))
    yield from found
    if not found:
        yield Point("ok", texts.say("ui.decision.nothing"))


def _flagged(trace: CaseTrace, basis: DecisionBasis) -> Iterator[Point]:
    """What needs somebody's second look: a decider called like the family, words of an earlier decision."""
    for code in basis.flags:
        yield Point("look", texts.say(f"flag.{code}"))
    for said in trace.decisions:
        for code in said.flags:
            yield Point("look", texts.say(f"flag.{code}"), said.text)


def _documents(record: CaseRecord) -> Iterator[Point]:
    """What is missing, promised, or was found to differ."""
    family = record.case.family
    for demand in record.documents:
        whole = demand.holder is None or demand.holder >= len(family)
        whose = texts.say("ui.case.whole_family") if whole else family[demand.holder or 0].name or "—"
        name = f"{document_name(demand.kind)} · {whose}"
        if demand.status == "missing":
            yield Point(words.document_state(demand), texts.say("ui.decision.missing", name=name), demand.basis)
        elif demand.status == "commitment":
            due = texts.say("ui.decision.promised", name=name, day=words.day(demand.due))
            yield Point(words.document_state(demand), due, demand.basis)
    for document in record.case.documents:
        if document.outcome is DocumentOutcome.DIFFERS:
            yield Point("look", texts.say("ui.decision.differs", name=document_name(document.kind or "")))


def _confirmed(record: CaseRecord) -> Iterator[Point]:
    """What the rules asked and an officer answered with a reason, and what was left to discretion."""
    for question, reason in record.confirmed.items():
        yield Point("look", asked_words(question), confirmed_words(record, question, reason))
    if record.case.discretion_note:
        yield Point("", texts.say("ui.decision.discretion"), record.case.discretion_note)


def asked_words(question: str) -> str:
    """Give what the rules had asked, without what was to be done; whom it was about is not kept and is left out."""
    code = question.partition("@")[0]
    asked = texts.say(f"finding.{code}") if texts.known(f"finding.{code}") else code
    return texts.say("ui.decision.confirmed", asked=_FIRST.split(_BLANK.sub("…", asked))[0])


def _said_before(record: CaseRecord, trace: CaseTrace) -> Iterator[Point]:
    """What those before have said: review, decisions; and entries whose time is in doubt."""
    for item in record.timeline:
        if item.kind == "case_reviewed":
            yield Point("", item.summary, f"{words.moment(item.at)} · {item.officer_name}")
    for line in decision_lines(record, trace):
        yield Point("", line.head, " · ".join((*line.said, line.who)))
    doubted = [item for item in record.timeline if not item.clock_trusted]
    if doubted:
        first = clock.local_date(doubted[0].at).isoformat()
        yield Point("look", texts.say("ui.decision.doubted", count=len(doubted), day=first))


def _form(given: Given) -> StampedForm:
    """Read the scan of the county's stamped form; what is left out is refused by the use case in its own words."""
    from station_app.errors import RefusedError  # noqa: PLC0415 - loaded by then
    from station_app.files import read_plain  # noqa: PLC0415
    from station_app.imaging.kinds import LARGEST_RAW  # noqa: PLC0415
    from station_app.services.decide_case import StampedForm  # noqa: PLC0415

    if given.scan is None or given.decided_on is None:
        raise RefusedError("form_incomplete")
    try:
        raw = read_plain(given.scan, LARGEST_RAW + 1)
    except (OSError, ValueError) as problem:
        raise RefusedError("scan_unfit", problem=given.scan.name) from problem
    return StampedForm(given.decider, given.decided_on, raw)


def _next(level: Level) -> str:
    return texts.say("ui.decision.next", level=texts.say(f"choice.level.{level.value}"))


def _done(done: Decided, outcome: Outcome) -> str:
    """Say what was decided and what follows: who is next, what stays open, what somebody has to look at."""
    parts = [
        texts.say(f"ui.decision.{outcome.value}_done", case_no=done.case_no, status=words.status_word(done.status)),
        *(_next(level) for level in done.still if outcome is Outcome.APPROVE),
        *(texts.say(f"alternative.{code}") for code in done.still_open),
        *(texts.say(f"flag.{code}") for code in done.flags),
    ]
    return "\n".join(parts)
