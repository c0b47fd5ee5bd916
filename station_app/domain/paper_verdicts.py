"""What a verdict on a paper means at the desk: the answer in one sentence, how grave it is, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app import texts

if TYPE_CHECKING:
    from station_app.domain.records import PaperVerdict

_FORGED = ("altered", "out_of_place")


def answer(verdict: PaperVerdict) -> str:
    """Give the verdict as a sentence; of a paper whose record is elsewhere no more than was proven."""
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
    return "genuine_elsewhere" if verdict.verdict == "genuine" and not verdict.here else verdict.verdict
