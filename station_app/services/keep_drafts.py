"""Use case: drafts of this station. Local, encrypted scratch; not journalled, because nothing has happened yet.

Everybody at the station sees the list; what is in a draft is seen by its owner. Whoever opens a colleague's draft
becomes its owner, and the look is noted. Two pages never overwrite each other: a save on what is not the newest any
more is kept as a copy beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import NAMESPACE_OID, uuid4, uuid5

import msgspec

from station_app.domain.authority import Action, permits
from station_app.domain.drafts import KeptDraft, is_over
from station_app.domain.looks import DRAFT
from station_app.errors import DeviceError, NotPermittedError, RefusedError
from station_app.services.written import refuse_unfit
from station_app.storage import ballast, drafts, officers, reads

if TYPE_CHECKING:
    from station_app.domain.drafts import Draft, DraftLine
    from station_app.domain.records import Officer
    from station_app.services.desk import Desk
    from station_app.storage.drafts import Heading
    from station_app.storage.engine import UnitOfWork


def save_draft(desk: Desk, draft: Draft) -> KeptDraft:
    """Keep `draft` with the present time as this officer's; nobody's newer facts are overwritten.

    A full disk gives up its reserve, and the draft is saved in that room; the answer says so.

    Raises:
        DeviceError: `disk_full` and the other states of a database. What was stored before is as it was.
    """
    desk.require(Action.DRAFT)
    kept = msgspec.structs.replace(draft, saved_at=desk.now(), officer=desk.officer.badge)
    try:
        answer = _save(desk, kept)
    except DeviceError as error:
        if error.code != "disk_full":
            raise
        answer = _save(desk, kept)  # the store has just given the reserve back
    path = desk.store.path
    return msgspec.structs.replace(answer, reserve_used=path is not None and not ballast.lay_if_room(path))


def list_drafts(desk: Desk) -> tuple[DraftLine, ...]:
    """Give the drafts of this station, newest first; of the discarded ones this officer's, until their day is over."""
    desk.require(Action.DRAFT)
    now, badge = desk.now(), desk.officer.badge
    with desk.store.read() as uow:
        found = drafts.listing(uow)
    return tuple(
        line
        for line in found
        if line.discarded_at is None or (line.officer == badge and not is_over(line.discarded_at, now))
    )


def latest_draft(desk: Desk) -> Draft | None:
    """Give the draft this officer typed last, to go on with after a restart; never a colleague's."""
    desk.require(Action.DRAFT)
    with desk.store.read() as uow:
        return drafts.latest(uow, desk.officer.badge)


def open_draft(desk: Desk, draft_id: str) -> Draft:
    """Go on with a draft; a discarded one is restored, a colleague's becomes this officer's, with a note of the look.

    Raises:
        RefusedError: `draft_unknown` - accepted, cleared away, or never here.
    """
    desk.require(Action.DRAFT)
    badge = desk.officer.badge
    with desk.store.read() as uow:  # one's own opens on a full or busy disk as well
        found, draft = _heading(uow, draft_id), _loaded(uow, draft_id)
    if found.officer == badge and found.handed_by is None and found.discarded_at is None:
        return draft
    with desk.store.write() as uow:
        found = _heading(uow, draft_id)
        if found.officer != badge or found.handed_by is not None:
            reads.note(uow, officer=badge, subject=f"{DRAFT}{draft_id}", why=draft.title, at=desk.now())
        drafts.hand_to(uow, draft_id, badge, found.revision + 1, handed_by=None, note=found.note)
        drafts.set_discarded(uow, draft_id, None, found.revision + 1)
        draft = _loaded(uow, draft_id)
        uow.commit()
    return draft


def discard_draft(desk: Desk, draft_id: str) -> None:
    """Lay one's own draft aside; until the end of the day it can be restored.

    Raises:
        RefusedError: `draft_unknown`.
        NotPermittedError: `draft_not_yours`.
    """
    desk.require(Action.DRAFT)
    with desk.store.write() as uow:
        found = _own(uow, desk, draft_id)
        if found.discarded_at is None:
            drafts.set_discarded(uow, draft_id, desk.now(), found.revision + 1)
            uow.commit()


def restore_draft(desk: Desk, draft_id: str) -> None:
    """Take a discard back.

    Raises:
        RefusedError: `draft_unknown` - its day is over.
        NotPermittedError: `draft_not_yours`.
    """
    desk.require(Action.DRAFT)
    with desk.store.write() as uow:
        found = _own(uow, desk, draft_id)
        if found.discarded_at is not None:
            drafts.set_discarded(uow, draft_id, None, found.revision + 1)
            uow.commit()


def hand_over_draft(desk: Desk, draft_id: str, badge: str, note: str = "") -> None:
    """Give one's own draft to a colleague, with a note of what is still to be done.

    Raises:
        RefusedError: `draft_unknown`, `officer_unknown`, `text_unfit`.
        NotPermittedError: `draft_not_yours`.
    """
    desk.require(Action.DRAFT)
    refuse_unfit(note)
    with desk.store.write() as uow:
        found = _own(uow, desk, draft_id)
        colleague = officers.get(uow, badge)
        if colleague is None or not permits(colleague.roles, Action.DRAFT) or badge == desk.officer.badge:
            raise RefusedError("officer_unknown", badge=badge[:40])
        if found.discarded_at is not None:
            drafts.set_discarded(uow, draft_id, None, found.revision)
        drafts.hand_to(uow, draft_id, badge, found.revision + 1, handed_by=desk.officer.badge, note=note.strip())
        uow.commit()


def colleagues(desk: Desk) -> tuple[Officer, ...]:
    """Give the other officers of this station's front desk, by badge: who a draft can be handed to."""
    desk.require(Action.DRAFT)
    with desk.store.read() as uow:
        everybody = officers.listing(uow)
    return tuple(each for each in everybody if permits(each.roles, Action.DRAFT) and each.badge != desk.officer.badge)


def clear_drafts(desk: Desk) -> int:
    """Remove the drafts whose day of being discarded is over; gives how many."""
    now = desk.now()
    with desk.store.read() as uow:
        over = [draft_id for draft_id, at in drafts.discarded(uow) if is_over(at, now)]
    if not over:
        return 0
    with desk.store.write() as uow:
        for draft_id, at in drafts.discarded(uow):  # one may have been restored meanwhile
            if is_over(at, now):
                drafts.drop(uow, draft_id)
        uow.commit()
    return len(over)


def _save(desk: Desk, kept: Draft) -> KeptDraft:
    with desk.store.write() as uow:
        found = drafts.heading(uow, kept.draft_id)
        answer = _save_copy(uow, desk, kept, found) if _is_displaced(kept, found) else _save_here(uow, kept, found)
        uow.commit()
    return answer


def _is_displaced(kept: Draft, found: Heading | None) -> bool:
    """Tell whether somebody else has changed the draft since the page that saves it opened or saved it."""
    if found is None:
        return kept.revision > 0
    if found.officer != kept.officer or found.discarded_at is not None:
        return True
    return found.revision != kept.revision and (not kept.writer or found.writer != kept.writer)


def _save_here(uow: UnitOfWork, kept: Draft, found: Heading | None) -> KeptDraft:
    if found is None:
        drafts.make(uow, kept)
        return KeptDraft(kept.draft_id, 1, kept.saved_at)
    if kept.writer and found.writer == kept.writer and found.serial >= kept.serial:
        return KeptDraft(kept.draft_id, found.revision, kept.saved_at)  # a later save of this page was quicker
    drafts.rewrite(uow, kept, found.revision + 1)
    return KeptDraft(kept.draft_id, found.revision + 1, kept.saved_at)


def _save_copy(uow: UnitOfWork, desk: Desk, kept: Draft, found: Heading | None) -> KeptDraft:
    """Keep what was typed beside the newer draft. The same page makes one copy, however often it asks again."""
    page = kept.writer or str(uuid4())
    copy = msgspec.structs.replace(kept, draft_id=str(uuid5(NAMESPACE_OID, f"{kept.draft_id}/{page}")))
    there = drafts.heading(uow, copy.draft_id)
    answer = _save_here(uow, copy, there)
    if there is None:
        drafts.mark_copy(uow, copy.draft_id, kept.draft_id)
    why = "gone" if found is None or found.discarded_at is not None else "changed"
    by_name = "" if found is None else officers.name_of(uow, desk.site.code, found.officer)
    return msgspec.structs.replace(answer, displaced=why, by_name=by_name)


def _heading(uow: UnitOfWork, draft_id: str) -> Heading:
    found = drafts.heading(uow, draft_id)
    if found is None:
        raise RefusedError("draft_unknown")
    return found


def _loaded(uow: UnitOfWork, draft_id: str) -> Draft:
    draft = drafts.load(uow, draft_id)
    if draft is None:
        raise RefusedError("draft_unknown")
    return draft


def _own(uow: UnitOfWork, desk: Desk, draft_id: str) -> Heading:
    found = _heading(uow, draft_id)
    if found.officer != desk.officer.badge:
        raise NotPermittedError("draft_not_yours", name=officers.name_of(uow, desk.site.code, found.officer))
    return found
