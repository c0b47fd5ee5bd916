"""Somebody who is known already, beside what is typed now: line by line, with what differs marked.

Pure: takes the person as typed and the cases, gives words. Numbers stay masked until the officer asks for them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from station_app import texts
from station_app.clock import local_date
from station_app.domain.divisions import written_address
from station_app.domain.identifiers import mask_id
from ui.presenters import words
from ui.presenters.intake_state import member_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from station_app.domain.records import KnownPerson

MOST = 3
"""Cases shown side by side; a person in more is rare enough to be opened one by one."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of one known person; `differs` from what is typed now."""

    text: str
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One fact: its name, as typed now, as known."""

    label: str
    now: str
    known: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the panel shows; `cases` are those that can be opened here, empty for one of another station."""

    title: str = ""
    heads: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    cases: tuple[str, ...] = ()


def compare(typed: Mapping[str, Any], hits: Sequence[KnownPerson], *, masked: bool = True) -> Comparison:
    """Put `typed`, a person of the draft, beside the cases they are in."""
    shown = tuple(hits[:MOST])
    if not shown:
        return Comparison()
    say = texts.say
    return Comparison(
        title=say("ui.known.title", count=len(hits)),
        heads=(
            say("ui.known.field"),
            say("ui.known.now"),
            *(say("ui.known.before", number=place) for place in range(1, len(shown) + 1)),
        ),
        lines=(
            Line(say("ui.known.name"), member_name(typed), tuple(_name(typed, hit) for hit in shown)),
            _number(typed, shown, masked=masked),
            _line("birth_date", str(typed.get("birth_date") or ""), [str(hit.birth_date or "") for hit in shown]),
            _line("address", _origin(typed), [hit.address for hit in shown]),
            _fact("case", [hit.case_no for hit in shown]),
            _fact("accepted", [_accepted(hit) for hit in shown]),
        ),
        cases=tuple("" if hit.elsewhere else hit.case_no for hit in shown),
    )


def _name(typed: Mapping[str, Any], hit: KnownPerson) -> Cell:
    if not hit.elsewhere:
        return _cell(member_name(typed), hit.name)
    if hit.same_name is None:
        return Cell(texts.say("ui.known.not_told"))
    return Cell(texts.say(f"ui.known.{'same' if hit.same_name else 'other'}_name"), differs=not hit.same_name)


def _number(typed: Mapping[str, Any], hits: Sequence[KnownPerson], *, masked: bool) -> Line:
    """Equal by definition: that is how the person was found."""
    show = mask_id if masked else words.grouped
    now = str(typed.get("id_number") or "")
    return Line(texts.say("ui.known.id_number"), show(now), tuple(Cell(show(hit.id_number or now)) for hit in hits))


def _line(name: str, now: str, known: Sequence[str]) -> Line:
    return Line(texts.say(f"ui.known.{name}"), now or "—", tuple(_cell(now, each) for each in known))


def _accepted(hit: KnownPerson) -> str:
    day = local_date(hit.accepted_at).isoformat()
    return " · ".join((hit.site_name or hit.site, words.status_word(hit.status), day))


def _fact(name: str, known: Sequence[str]) -> Line:
    return Line(texts.say(f"ui.known.{name}"), "", tuple(Cell(each or "—") for each in known))


def _cell(now: str, known: str) -> Cell:
    if not known:
        return Cell(texts.say("ui.known.not_told"))
    return Cell(known, differs=bool(now) and now != known)


def _origin(typed: Mapping[str, Any]) -> str:
    origin = typed.get("origin") or {}
    return written_address(origin.get("division"), origin.get("address"))
