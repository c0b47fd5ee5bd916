"""Drafts: local scratch, encrypted like everything else, never journalled, because nothing has happened yet."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import bindparam, delete, insert, select

from station_app.domain.records import Draft
from station_app.storage.ranges import storable
from station_app.storage.tables import draft

if TYPE_CHECKING:
    from sqlalchemy import Row

    from station_app.storage.engine import UnitOfWork

_ONE = select(draft).where(draft.c.draft_id == bindparam("wanted"))
_ALL = select(draft).order_by(draft.c.saved_at.desc(), draft.c.draft_id.desc())
_DROP = delete(draft).where(draft.c.draft_id == bindparam("wanted"))
_SAVE = insert(draft)


def save(uow: UnitOfWork, kept: Draft) -> None:
    """Keep a draft; replaces the one with the same `draft_id`."""
    drop(uow, kept.draft_id)
    uow.execute(
        _SAVE,
        {
            "draft_id": kept.draft_id,
            "officer": kept.officer,
            "title": storable(kept.title),
            "saved_at": kept.saved_at,
            "content": _json(kept.content),
            "view": _json(kept.view),
        },
    )


def load(uow: UnitOfWork, draft_id: str) -> Draft | None:
    """Give one draft."""
    row = uow.execute(_ONE, {"wanted": draft_id}).first()
    return None if row is None else _draft(row)


def listing(uow: UnitOfWork) -> tuple[Draft, ...]:
    """Give the drafts of this desk, newest first."""
    return tuple(_draft(row) for row in uow.execute(_ALL))


def drop(uow: UnitOfWork, draft_id: str) -> None:
    """Throw a draft away; one that is not there is no problem."""
    uow.execute(_DROP, {"wanted": draft_id})


def _json(content: dict[str, object]) -> str:
    """Write what is being typed; an input method may leave half a character, which no JSON holds, for a moment."""
    try:
        return msgspec.json.encode(content).decode()
    except UnicodeEncodeError:
        return storable(json.dumps(content, ensure_ascii=False))


def _draft(row: Row[Any]) -> Draft:
    found = row._mapping  # noqa: SLF001 - SQLAlchemy's public name for it
    return Draft(
        draft_id=found["draft_id"],
        title=found["title"],
        saved_at=found["saved_at"],
        officer=found["officer"],
        content=msgspec.json.decode(found["content"], type=dict[str, object]),
        view=msgspec.json.decode(found["view"], type=dict[str, object]),
    )
