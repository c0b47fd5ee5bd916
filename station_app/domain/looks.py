"""Why somebody looked: the words that the log of looks keeps, and the sentences they are read as.

The log is never rewritten, so a word stays readable for good: new reasons are added, none is renamed.
"""

from __future__ import annotations

import re
from enum import StrEnum

from station_app import texts

SEARCH = "search"
"""The subject of a line about a search; its `why` is what was searched for."""
LEDGER = "ledger"
"""The subject of a line about a copy of the ledger that left the program."""
DRAFT = "draft:"
"""How the subject of a look at a colleague's draft begins; its `why` is the title of the draft."""


class WhyLooked(StrEnum):
    """A reason that the program gives by itself; an officer's own words stand in its place as they were written."""

    OPENED = ""
    CASE_PAGE = "case_page"
    CHANGES = "changes"
    DECISION = "decision"
    COMPARED = "compared"
    SCAN = "scan"
    ROSTER = "roster"
    ROSTER_PRINTED = "household-roster"
    PAPER = "paper"
    COMMAND_LINE = "command line"


_COPY = re.compile(r"(?P<how>full|masked) (?P<count>\d+)(?: (?P<reason>.+))?", re.DOTALL)


def copied(cases: int, reason: str, *, full: bool) -> str:
    """Give the words for a copy of the ledger: how many cases, whether with whole numbers, and why."""
    return f"{'full' if full else 'masked'} {cases} {reason}".strip()


def subject_said(subject: str) -> str:
    """Name what was looked at: a case or a household by its number, a search, a copy of the ledger, a draft."""
    if subject.startswith(DRAFT):
        return texts.say("looks.subject.draft")
    return texts.say(f"looks.subject.{subject}") if subject in (SEARCH, LEDGER) else subject


def why_said(subject: str, why: str) -> str:
    """Say why `subject` was looked at; the words of an officer are given as they are."""
    if subject.startswith(DRAFT):
        return texts.say("looks.why.taken_over")
    if subject == SEARCH:
        return texts.say("looks.why.searched")
    copy = _COPY.fullmatch(why) if subject == LEDGER else None
    if copy is not None:
        said = texts.say(f"looks.copied.{copy['how']}", count=copy["count"])
        return texts.say("looks.copied.because", copied=said, reason=copy["reason"]) if copy["reason"] else said
    return texts.say(f"looks.why.{WhyLooked(why).name.lower()}") if why in _WORDS else why


_WORDS = frozenset(WhyLooked)
