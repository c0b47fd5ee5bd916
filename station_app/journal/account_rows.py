"""What entries about accounts say of the table of officers; `apply` sends it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from sqlalchemy import and_, bindparam, update

from station_app.journal import entries
from station_app.storage.prepared import Prepared
from station_app.storage.tables import officer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from station_app.domain.vocabulary import OfficerRole
    from station_app.journal.entries import Entry

Change: TypeAlias = entries.OfficerChanged | entries.OfficerDisabled | entries.PasswordSet | entries.OfficerRecovered

_THIS = and_(officer.c.site == bindparam("owner"), officer.c.badge == bindparam("wanted"))
_CHANGED = Prepared(update(officer).where(_THIS).values(name=bindparam("called"), roles=bindparam("held")))
_DISABLED = Prepared(update(officer).where(_THIS).values(disabled_at=bindparam("moment")))
_PASSWORD_SET = Prepared(
    update(officer).where(_THIS).values(password_set_at=bindparam("moment"), must_change=bindparam("must"))
)


def opened(entry: Entry, payload: entries.OfficerAdded) -> dict[str, Any]:
    """Give the row of a new account; its password holds from the beginning."""
    return {
        "site": entry.site,
        "badge": payload.badge,
        "name": payload.name,
        "roles": _words(payload.roles),
        "added_at": entry.at,
        "password_set_at": entry.at,
        "must_change": False,
        "disabled_at": None,
    }


def change(entry: Entry, payload: Change) -> tuple[Prepared, dict[str, Any]]:
    """Give the statement and its values; that a password was set, never which."""
    where = {"owner": entry.site, "wanted": payload.badge}
    if isinstance(payload, entries.OfficerChanged):
        return _CHANGED, {**where, "called": payload.name, "held": _words(payload.roles)}
    if isinstance(payload, entries.OfficerDisabled):
        return _DISABLED, {**where, "moment": entry.at}
    must = isinstance(payload, entries.PasswordSet) and payload.must_change
    return _PASSWORD_SET, {**where, "moment": entry.at, "must": must}


def _words(roles: Iterable[OfficerRole]) -> str:
    return ",".join(role.value for role in roles)
