"""What a scanned paper is worth, as the lines that are shown: the answer, what it says, what differs, what next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from station_app import texts
from station_app.domain.paper_verdicts import advice, answer, gravity
from ui.presenters import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from station_app.domain.paper_verdicts import PaperVerdict


MOST = 4
"""Differences that are shown; the case page has the rest."""


@dataclass(frozen=True, slots=True)
class PaperCheckView:
    """The panel: `answer` with its `state`, facts as (name, value), differences as (name, on paper, in the record).

    `opens` is the word of what Enter opens, empty where there is nothing to open here.
    """

    answer: str
    state: str
    facts: tuple[tuple[str, str], ...]
    differences: tuple[tuple[str, str, str], ...]
    advice: tuple[str, ...]
    opens: str


def needs_a_look(verdict: PaperVerdict, *, practising: bool) -> bool:
    """Tell whether there is more to say than that all is well: then the case is not simply opened.

    Where everything is practice, a practice paper is nothing to stop at.
    """
    return gravity(msgspec.structs.replace(verdict, practice=verdict.practice and not practising)) != "ok"


def view_of(verdict: PaperVerdict) -> PaperCheckView:
    """Give the panel of a verdict."""
    opens = ""
    if verdict.genuine and verdict.here and (verdict.case_no or verdict.notice_no or verdict.permit_no):
        about = "open_notice" if verdict.notice_no else "open_permit" if verdict.permit_no else "open"
        opens = texts.say(f"ui.verdict.{about}")
    return PaperCheckView(
        answer=answer(verdict),
        state=gravity(verdict),
        facts=tuple(_facts(verdict)),
        differences=tuple(_rows(verdict)),
        advice=advice(verdict),
        opens=opens,
    )


def _rows(verdict: PaperVerdict) -> Iterator[tuple[str, str, str]]:
    """Give the first differences, and how many there are besides: the sheet has to fit a small screen."""
    told, more = verdict.differences[:MOST], len(verdict.differences) - MOST
    for each in told:
        yield each.name, each.printed, each.recorded
    if more > 0:
        yield texts.say("ui.verdict.more", count=more), "", ""


def said(verdict: PaperVerdict) -> str:
    """Say in one line of a paper that is well which printing and page it is."""
    return texts.say("ui.verdict.line", answer=answer(verdict), printing=_printing(verdict))


def _facts(verdict: PaperVerdict) -> Iterator[tuple[str, str]]:
    if not verdict.paper:
        return
    yield texts.say("ui.verdict.paper"), words.paper_word(verdict.paper)
    yield texts.say("ui.verdict.number"), verdict.number or verdict.permit_no or verdict.notice_no or verdict.case_no
    yield texts.say("ui.verdict.site"), f"{verdict.site_name} {verdict.site}".strip()
    if not verdict.genuine:
        return  # what an unproven code says of printing and page is worth nothing
    yield texts.say("ui.verdict.printing"), _printing(verdict)
    if verdict.printing:
        known = {True: "yes", False: "no", None: "unknown"}[verdict.counted]
        yield texts.say("ui.verdict.counted"), texts.say(f"ui.verdict.counted_{known}")


def _printing(verdict: PaperVerdict) -> str:
    if not verdict.printing:
        return texts.say("ui.verdict.printed_unsaid")
    key = "ui.verdict.printed_first" if verdict.printing == 1 else "ui.verdict.printed_again"
    return texts.say(key, again=verdict.printing - 1, page=verdict.page, pages=verdict.pages)
