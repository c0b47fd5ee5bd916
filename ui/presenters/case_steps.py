"""The steps of a case as the page offers them: one key each, what stands against the others, and doing them.

`STEPS` is the list; a new step is a line there, a sentence in `case_steps.toml` and, if it asks for something, a sheet.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from station_app import texts
from station_app.domain.offers import DECIDE, EXTEND, TURN
from station_app.domain.vocabulary import DestinationKind, Step
from ui.presenters import words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from station_app.catalogue import Catalogue
    from station_app.domain.offers import Offer
    from station_app.domain.outcomes import Registered
    from station_app.domain.records import CaseRecord, Household
    from station_app.errors import StationError
    from ui.tasks import Runner


T = TypeVar("T")


class StepKey(NamedTuple):
    """One step of the page: its name among the offers, its key and its icon."""

    name: str
    key: str
    icon: str


STEPS = (
    StepKey(Step.REVIEW.value, "1", "note"),
    StepKey(DECIDE, "2", "ok"),
    StepKey(Step.REGISTER.value, "3", "households"),
    StepKey(Step.DELIVER.value, "4", "paper"),
    StepKey(Step.ARCHIVE.value, "5", "folder"),
    StepKey(EXTEND, "6", "clock"),
    StepKey(Step.WITHDRAW.value, "7", "back"),
    StepKey(Step.REVERSE.value, "8", "turn"),
    StepKey(Step.SUPPLEMENT.value, "9", "add"),
    StepKey(TURN, "0", "next"),
)
"""In the order of a case's life; the digits stay with their steps, whatever is offered."""
FINAL = (Step.WITHDRAW.value, Step.REVERSE.value)
"""Steps that end the case for good: never the one that is proposed, and never taken without a second look."""
ASIDE = (*FINAL, EXTEND)
"""Steps that are never proposed: nothing is missing from a case where nobody takes them."""


SLIP = "reminder-slip"
"""The paper of a reminder."""


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step on the page: `timely` if somebody could take it now, `why` what stands against it for this officer."""

    name: str
    title: str
    key: str
    icon: str
    possible: bool
    timely: bool
    why: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class RegisterView:
    """Where a family is entered: what was planned, and who is what to whom there."""

    planned: str = ""
    household_no: str | None = None
    people: tuple[tuple[str, str], ...] = ()


def step_lines(offers: Sequence[Offer]) -> tuple[StepLine, ...]:
    """Give the steps of the page in the order of their keys."""
    offered = {offer.name: offer for offer in offers}
    return tuple(_line(step, offered[step.name]) for step in STEPS if step.name in offered)


def _line(step: StepKey, offer: Offer) -> StepLine:
    return StepLine(
        name=step.name,
        title=texts.say("ui.step.decide_on_paper" if offer.on_paper else f"ui.step.{step.name}"),
        key=step.key,
        icon=step.icon,
        possible=offer.possible,
        timely=offer.timely,
        why=why_not(offer),
        until=offer.until,
    )


def why_not(offer: Offer) -> str:
    """Say what stands against a step: in few words where there are any, else in the sentence of the error."""
    for key in (f"ui.step.why.{offer.code}", f"finding.{offer.code}", f"error.{offer.code}"):
        if offer.code and texts.known(key):
            return texts.say(key, None, **offer.details)
    return offer.code


def register_view(record: CaseRecord) -> RegisterView:
    """Say where the family of a case is to be entered."""
    household, placement = record.household, record.placement
    if household is not None:
        planned = f"{household.household_no} · {household.name}"
    elif placement.household_no:
        planned = placement.household_no
    elif placement.kind is DestinationKind.OWN_HOME:
        planned = texts.say("ui.step.own_home", address=placement.address or "—")
    else:
        planned = texts.say("ui.step.no_household")
    family = record.case.family
    people = tuple(
        (family[each.index].name or "—", _place(each.relationship, head=each.head))
        for each in placement.group
        if each.index < len(family)
    )
    return RegisterView(planned, placement.household_no, people)


def _place(relationship: str | None, *, head: bool) -> str:
    return texts.say("ui.step.group_head") if head else words.code_word("relationship", relationship) or "—"


class StepsPresenter:
    """Takes the steps of one case; `told` hears what was done (state `ok`) or why not (`blocked`)."""

    def __init__(self, catalogue: Catalogue, runner: Runner, told: Callable[[str, str], None]) -> None:
        self._catalogue = catalogue
        self._runner = runner
        self._told = told
        self._busy = False

    def move(self, case_no: str, step: str, said: str) -> None:
        """Take a step that needs nothing but words."""
        self._run(
            lambda: self._catalogue.move(case_no, Step(step), said),
            lambda moved: texts.say(f"ui.step.{step}_done", case_no=case_no, status=words.status_word(moved.status)),
        )

    def extend(self, case_no: str, reason: str, told_on: date | None) -> None:
        """Put the decision off."""
        self._run(
            lambda: self._catalogue.extend_decision(case_no, reason, told_on),
            lambda done: texts.say("clock.extended", case_no=case_no, due=done.due),
        )

    def lay_out(self, case_no: str, step: str, show: Callable[[str], None]) -> None:
        """Lay the case out as a draft, to be put right or to go on as a general application; `show` gets its id."""
        begin = self._catalogue.turn if step == TURN else self._catalogue.begin_supplement
        self._take(lambda: begin(case_no), lambda draft: show(draft.draft_id))

    def register(self, case_no: str, household_no: str | None) -> None:
        """Enter the family into its household."""

        def said(done: Registered) -> str:
            count = len(done.registrations)
            line = texts.say("ui.step.register_done", case_no=case_no, household=done.household_no, count=count)
            return "  ".join((line, *(texts.say("cli.permit_to_cancel", permit_no=each) for each in done.permits)))

        self._run(lambda: self._catalogue.register(case_no, household_no), said)

    def remind(self, case_no: str, said: str, show: Callable[[str], None]) -> None:
        """Remind whoever has the case; `show` gets its number, to show the slip."""
        self._take(lambda: self._catalogue.remind(case_no, said), lambda _done: show(case_no))

    def households(self, show: Callable[[tuple[Household, ...]], None]) -> None:
        """Give the households of this site that take newcomers."""
        self._runner.run(
            lambda: tuple(each for each in self._catalogue.households() if each.state != "closed"),
            show,
            channel="register-households",
        )

    def _run(self, work: Callable[[], object], said: Callable[..., str]) -> None:
        self._take(work, lambda done: self._told(said(done), "ok"))

    def _take(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Take a step; a second Enter before the first was answered takes no second one."""
        if self._busy:
            return
        self._busy = True
        self._runner.run(work, done, self._refused, after=self._rest)

    def _rest(self) -> None:
        self._busy = False

    def _refused(self, error: StationError) -> None:
        findings = [finding.message for finding in getattr(error, "findings", ())]
        self._told("\n".join((words.sentence(error), *findings)), "blocked")
