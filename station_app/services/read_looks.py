"""Use case: say who looked at whom. For the auditor alone; reading this log changes nothing.

Whoever audits the work needs no names of families: of an applicant the first character is told, and of a draft, whose
note holds its title, the same; of a search its beginning.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

import msgspec

from station_app.clock import BEIJING
from station_app.domain.authority import Action
from station_app.domain.identifiers import mask_id
from station_app.domain.looks import DRAFT, SEARCH
from station_app.domain.names import mask_name
from station_app.storage import reads

if TYPE_CHECKING:
    from datetime import date

    from station_app.domain.accounts import Look
    from station_app.services.desk import Desk

MOST = 10_000


def read_looks(
    desk: Desk, *, subject: str = "", by: str = "", day: date | None = None, limit: int = 100
) -> tuple[Look, ...]:
    """Give the looks at one record, by one officer, of one day in China, or all of them, newest first."""
    desk.require(Action.READ_LOGS)
    since = None if day is None else datetime.combine(day, time(), BEIJING)
    until = None if since is None else since + timedelta(days=1)
    with desk.store.read() as uow:
        found = reads.listing(
            uow, subject=subject.strip(), by=by.strip(), since=since, until=until, limit=max(1, min(limit, MOST))
        )
    return tuple(map(_masked, found))


def _masked_search(text: str) -> str:
    """Give as much of what was searched for as tells whether it was a name or a number."""
    figures = sum(each.isdigit() for each in text)
    if figures > 11:
        return mask_id(text)
    return f"{text[:3]}****{text[7:]}" if figures == 11 else f"{text[:3]}**" if figures > 3 else mask_name(text)


def _masked(look: Look) -> Look:
    if look.subject == SEARCH:
        return msgspec.structs.replace(look, whom=_masked_search(look.why), why="")
    if look.subject.startswith(DRAFT):
        return msgspec.structs.replace(look, whom=mask_name(look.why), why="")
    return msgspec.structs.replace(look, whom=mask_name(look.whom))
