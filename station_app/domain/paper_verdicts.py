"""The verdict on a paper and what it means at the desk: the answer in a sentence, how grave it is, what to do next."""

from __future__ import annotations

import msgspec

from station_app import texts
from station_app.domain.paper_differences import PaperDifference

_FORGED = ("altered", "out_of_place")
_OWN = ("genuine_elsewhere", "superseded", "differs")
"""What is said in other words of a paper that is about no case."""


class PaperVerdict(msgspec.Struct, frozen=True):
    """What a QR code proves offline.

    `verdict`: `genuine`, `altered` (signature or digest wrong), `unknown_site`, `unreadable`, `out_of_place` (a station
    signed for a case of another), `superseded` (genuine: the record said so, and was put right since; `differences` say
    in what), `differs` (genuine, but the record says something else and never said that). `practice` papers prove
    nothing. Of a paper of a residence permit
    `permit_no` is the number, of a one-time notice `notice_no`, and `case_no` the case that was accepted after it, if
    there is one; `replaced_by` the notice that took its place.

    `revision` is the entry that holds the printed facts and `newer` the one that holds those of today, where it is
    another; `printing` counts from 1 for the same facts at `site`, `page` of `pages` is where the code stands (0: an
    earlier program, which did not say). `counted`: whether the journal here knows this printing; None where it cannot
    tell. `here`: whether the record is. `number` names a paper of the desk's own, which is about no case: then `here`
    is whether what it states can be derived here, and `superseded` that it could when it was printed. `behind`: the
    paper is newer than the record here.
    """

    genuine: bool
    verdict: str
    paper: str = ""
    case_no: str = ""
    site: str = ""
    practice: bool = False
    notice_no: str = ""
    permit_no: str = ""
    site_name: str = ""
    revision: int = 0
    newer: int = 0
    printing: int = 0
    page: int = 0
    pages: int = 0
    counted: bool | None = None
    here: bool = False
    behind: bool = False
    replaced_by: str = ""
    differences: tuple[PaperDifference, ...] = ()
    number: str = ""


def answer(verdict: PaperVerdict) -> str:
    """Give the verdict as a sentence; of a paper whose record is elsewhere no more than was proven."""
    if verdict.verdict == "genuine" and verdict.counted is False:
        return texts.say("verdict.genuine_uncounted")
    return texts.say(f"verdict.{_case(verdict)}")


def advice(verdict: PaperVerdict) -> tuple[str, ...]:
    """Say what to do, the gravest first."""
    said = []
    if verdict.practice and verdict.genuine:
        said.append(texts.say("verdict.next.practice"))
    if verdict.counted is False:
        said.append(texts.say("verdict.next.uncounted"))
    if verdict.replaced_by:
        said.append(texts.say("verdict.next.replaced", number=verdict.replaced_by))
    elif verdict.behind:
        said.append(texts.say("verdict.next.behind"))
    elif verdict.verdict != "genuine" or not said:
        said.append(texts.say(f"verdict.next.{_case(verdict)}"))
    return tuple(said)


def gravity(verdict: PaperVerdict) -> str:
    """Give the state it is shown in: `ok` where nothing is left to do, `look`, or `blocked` for what is forged."""
    if verdict.verdict in _FORGED:
        return "blocked"
    plain = verdict.verdict == "genuine" and verdict.here and verdict.counted is not False
    return "ok" if plain and not verdict.practice else "look"


def _case(verdict: PaperVerdict) -> str:
    case = "genuine_elsewhere" if verdict.verdict == "genuine" and not verdict.here else verdict.verdict
    return f"own_{case}" if verdict.number and case in _OWN else case
