"""The drafts of the station as the list shows them: whose, how old, what is still missing. Words and order only.

Names stand in full, because the family comes back to another window and asks for itself by name; numbers are not here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from station_app import texts
from station_app.clock import BEIJING
from station_app.domain import pinyin
from ui.presenters import words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from station_app.domain.drafts import DraftLine

_ORDER = ("handed", "page", "mine", "colleague")
_MINUTE, _HOUR, _DAY = 60, 3600, 86400


@dataclass(frozen=True, slots=True)
class DraftRow:
    """One row; `kind` is `handed`, `page` (on the page now), `mine`, `colleague` or `discarded`."""

    draft_id: str
    title: str
    persons: int
    missing: str
    owner: str
    saved: str
    saved_at: datetime
    saved_exactly: str
    state: str
    note: str
    kind: str

    @property
    def is_mine(self) -> bool:
        """Whether its owner is the officer at the desk."""
        return self.kind != "colleague"


@dataclass(frozen=True, slots=True)
class DraftsView:
    """What the panel shows: the rows that fit what was typed, and what to say where there are none."""

    rows: tuple[DraftRow, ...] = ()
    discarded: tuple[DraftRow, ...] = ()
    empty: str = ""
    mine: int = 0


def view_of(lines: Sequence[DraftLine], badge: str, now: datetime, page: str = "", wanted: str = "") -> DraftsView:
    """Give the list for the officer `badge`; `page` is the draft on the page, `wanted` what was typed to filter."""
    all_rows = tuple(_row(line, _kind(line, badge, page), now) for line in lines)
    fitting = tuple(row for row in all_rows if _fits(row, wanted.strip()))
    live = sorted((row for row in fitting if row.kind in _ORDER), key=lambda row: _ORDER.index(row.kind))
    empty = "" if live else texts.say("ui.drafts.none_fit" if wanted.strip() else "ui.drafts.none")
    return DraftsView(
        rows=tuple(live),
        discarded=tuple(row for row in fitting if row.kind == "discarded"),
        empty=empty,
        mine=sum(row.kind in {"handed", "page", "mine"} for row in all_rows),
    )


def age(moment: datetime, now: datetime) -> str:
    """Say how long ago something was; a clock that was set back makes it `just now`."""
    seconds = int((now - moment).total_seconds())
    if seconds < _MINUTE:
        return texts.say("ui.drafts.age.now")
    for unit, length in (("minutes", _MINUTE), ("hours", _HOUR), ("days", _DAY)):
        longer = {"minutes": _HOUR, "hours": _DAY}.get(unit)
        if longer is None or seconds < longer:
            return texts.say(f"ui.drafts.age.{unit}", count=seconds // length)
    return ""


def _kind(line: DraftLine, badge: str, page: str) -> str:
    if line.discarded_at is not None:
        return "discarded"
    if line.officer != badge:
        return "colleague"
    if line.draft_id == page:
        return "page"
    return "handed" if line.handed_by else "mine"


def _row(line: DraftLine, kind: str, now: datetime) -> DraftRow:
    at = line.discarded_at or line.saved_at
    state = texts.say("ui.drafts.state.copy") if kind == "mine" and line.copy_of else ""
    state = state or texts.say(f"ui.drafts.state.{kind}", name=line.handed_by_name, time=_clock(at))
    given = texts.say("ui.notice.given", number=line.notice_no.rpartition("-")[2]) if line.notice_no else ""
    about = texts.say(f"ui.drafts.about.{line.purpose.value}", case_no=line.about) if line.about else ""
    return DraftRow(
        draft_id=line.draft_id,
        title=line.title or texts.say("ui.drafts.untitled"),
        persons=line.persons,
        missing="—" if line.missing is None else str(line.missing),
        owner=line.officer_name,
        saved=age(at, now),
        saved_at=at,
        saved_exactly=texts.say(
            "ui.drafts.times", begun=words.moment(line.created_at), saved=words.moment(line.saved_at)
        ),
        state=" · ".join(part for part in (about, state, given) if part),
        note=line.note,
        kind=kind,
    )


def _clock(at: datetime) -> str:
    return at.astimezone(BEIJING).strftime("%H:%M")


def _fits(row: DraftRow, wanted: str) -> bool:
    """Tell whether a row has what was typed: in its words, or as pinyin or initials of a name."""
    if not wanted:
        return True
    told = wanted.casefold()
    if any(told in text.casefold() for text in (row.title, row.owner, row.note, row.state)):
        return True
    letters = pinyin.typed(wanted)
    names = (row.title, row.owner)
    return letters.isascii() and any(
        pinyin.initials(name).startswith(letters) or pinyin.full(name).startswith(letters) for name in names
    )
