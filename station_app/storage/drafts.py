"""Drafts: local scratch, encrypted like everything else, never journalled, because nothing has happened yet.

Every change raises the `revision`. Who may change what is decided by the use case; here it is only written.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
from sqlalchemy import bindparam, delete, func, insert, select, update

from station_app.domain.drafts import Draft, DraftLine
from station_app.storage.ranges import storable
from station_app.storage.tables import Standing, draft, notice, officer, site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sqlalchemy import ColumnElement, Row

    from station_app.storage.engine import UnitOfWork

_THIS: ColumnElement[bool] = draft.c.draft_id == bindparam("wanted")
_ONE = select(draft).where(_THIS)
_HEADING = select(
    draft.c.officer,
    draft.c.revision,
    draft.c.writer,
    draft.c.serial,
    draft.c.handed_by,
    draft.c.note,
    draft.c.discarded_at,
).where(_THIS)
_BEGUN = select(draft.c.created_at).where(_THIS)
_OWN_SITE = select(site.c.code).where(site.c.standing == Standing.OWN).scalar_subquery()


def _name_of(badge: ColumnElement[str]) -> ColumnElement[str]:
    """Give the name of an officer of this site; the badge where the account has gone."""
    named = select(officer.c.name).where(officer.c.site == _OWN_SITE, officer.c.badge == badge).scalar_subquery()
    return func.coalesce(named, badge)


_NOTICE = (
    select(func.max(notice.c.notice_no))
    .where(notice.c.draft_id == draft.c.draft_id, notice.c.case_no.is_(None), notice.c.replaced_by.is_(None))
    .scalar_subquery()
)
_LINES = select(
    *(column for column in draft.c if column.name not in {"content", "view", "writer", "serial", "based_on"}),
    _name_of(draft.c.officer).label("officer_name"),
    _name_of(draft.c.handed_by).label("handed_by_name"),
    _NOTICE.label("notice_no"),
).order_by(draft.c.saved_at.desc(), draft.c.draft_id.desc())
_LATEST = (
    select(draft)
    .where(draft.c.officer == bindparam("owner"), draft.c.discarded_at.is_(None))
    .where(draft.c.handed_by.is_(None))
    .order_by(draft.c.saved_at.desc(), draft.c.draft_id.desc())
    .limit(1)
)
_DISCARDED = select(draft.c.draft_id, draft.c.discarded_at).where(draft.c.discarded_at.is_not(None))
_CONTENTS = select(draft.c.content)
_DROP = delete(draft).where(_THIS)
_MAKE = insert(draft)


class Heading(NamedTuple):
    """What decides who may change a draft."""

    officer: str
    revision: int
    writer: str
    serial: int
    handed_by: str | None
    note: str
    discarded_at: datetime | None


def heading(uow: UnitOfWork, draft_id: str) -> Heading | None:
    """Give whose a draft is and which page saved it last; None when it is not there."""
    row = uow.execute(_HEADING, {"wanted": draft_id}).first()
    return None if row is None else Heading(**row._mapping)  # noqa: SLF001 - SQLAlchemy's public name for it


def begun_at(uow: UnitOfWork, draft_id: str) -> datetime | None:
    """Give the moment a draft was begun: when the family's papers came in."""
    found: datetime | None = uow.execute(_BEGUN, {"wanted": draft_id}).scalar_one_or_none()
    return found


def make(uow: UnitOfWork, kept: Draft) -> None:
    """Keep a new draft at revision 1."""
    made = {"draft_id": kept.draft_id, "officer": kept.officer, "created_at": kept.saved_at, "revision": 1, "note": ""}
    about = {"purpose": kept.purpose, "about": kept.about}
    uow.execute(_MAKE, made | about | _typed(kept))


def rewrite(uow: UnitOfWork, kept: Draft, revision: int) -> None:
    """Keep what was typed on in a draft that is there; `revision` is its new one."""
    _change(uow, kept.draft_id, revision=revision, **_typed(kept))


def hand_to(uow: UnitOfWork, draft_id: str, owner: str, revision: int, *, handed_by: str | None, note: str) -> None:
    """Give a draft another owner; `handed_by` is None when that one took it over without being asked."""
    _change(uow, draft_id, officer=owner, handed_by=handed_by, note=storable(note), revision=revision)


def mark_copy(uow: UnitOfWork, draft_id: str, copy_of: str) -> None:
    """Note which draft this one is a copy of."""
    _change(uow, draft_id, copy_of=copy_of)


def set_discarded(uow: UnitOfWork, draft_id: str, at: datetime | None, revision: int) -> None:
    """Lay a draft aside at a moment, or take that back with None."""
    _change(uow, draft_id, discarded_at=at, revision=revision)


def drop(uow: UnitOfWork, draft_id: str) -> None:
    """Remove a draft for good; one that is not there is no problem."""
    uow.execute(_DROP, {"wanted": draft_id})


def load(uow: UnitOfWork, draft_id: str) -> Draft | None:
    """Give one draft, discarded or not."""
    row = uow.execute(_ONE, {"wanted": draft_id}).first()
    return None if row is None else _draft(row)


def latest(uow: UnitOfWork, owner: str) -> Draft | None:
    """Give the draft that `owner` saved last; one handed over and not yet opened is none of them."""
    row = uow.execute(_LATEST, {"owner": owner}).first()
    return None if row is None else _draft(row)


def listing(uow: UnitOfWork) -> tuple[DraftLine, ...]:
    """Give all drafts of this site, discarded ones too, newest first."""
    return tuple(_line(row) for row in uow.execute(_LINES))


def discarded(uow: UnitOfWork) -> tuple[tuple[str, datetime], ...]:
    """Give the discarded drafts with the moment they were discarded at."""
    return tuple((row.draft_id, row.discarded_at) for row in uow.execute(_DISCARDED))


def contents(uow: UnitOfWork) -> Iterator[dict[str, object]]:
    """Give what was typed in every draft, the discarded ones too: whatever these name must be kept."""
    for (content,) in uow.execute(_CONTENTS):
        yield msgspec.json.decode(content, type=dict[str, object])


def count(content: dict[str, object]) -> int:
    """Give how many persons a case file names so far."""
    family = content.get("family")
    return len(family) if isinstance(family, list) else 0


def _change(uow: UnitOfWork, draft_id: str, **values: object) -> None:
    uow.execute(update(draft).where(draft.c.draft_id == draft_id).values(**values))


def _typed(kept: Draft) -> dict[str, object]:
    return {
        "saved_by": kept.officer,
        "title": storable(kept.title),
        "persons": count(kept.content),
        "missing": kept.missing,
        "based_on": kept.based_on,
        "saved_at": kept.saved_at,
        "writer": kept.writer,
        "serial": kept.serial,
        "content": _json(kept.content),
        "view": _json(kept.view),
    }


def _json(content: dict[str, object]) -> str:
    """Write what is being typed; an input method may leave half a character, which no JSON holds, for a moment."""
    try:
        return msgspec.json.encode(content).decode()
    except UnicodeEncodeError:
        return storable(json.dumps(content, ensure_ascii=False))


def _line(row: Row[Any]) -> DraftLine:
    found = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's public name for it
    for name in ("handed_by", "handed_by_name", "copy_of", "notice_no", "about"):
        found[name] = found[name] or ""
    return DraftLine(**found)


def _draft(row: Row[Any]) -> Draft:
    found = row._mapping  # noqa: SLF001 - SQLAlchemy's public name for it
    return Draft(
        draft_id=found["draft_id"],
        title=found["title"],
        saved_at=found["saved_at"],
        officer=found["officer"],
        content=msgspec.json.decode(found["content"], type=dict[str, object]),
        view=msgspec.json.decode(found["view"], type=dict[str, object]),
        revision=found["revision"],
        writer=found["writer"],
        serial=found["serial"],
        missing=found["missing"],
        purpose=found["purpose"],
        about=found["about"],
        based_on=found["based_on"],
    )
