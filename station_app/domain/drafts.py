"""Cases that are still being typed, and when a discarded one is cleared away."""

from __future__ import annotations

from datetime import datetime

import msgspec

from station_app.clock import local_date, trusted
from station_app.domain.vocabulary import DraftPurpose


class Draft(msgspec.Struct, frozen=True):
    """A case being typed; local scratch. `content` is the case file so far, `view` where the officer was.

    `officer` is the badge of its owner. `revision` is the one it was opened at (0: never stored). `writer` names the
    open page that types it and `serial` numbers what that page saves, so that a save overtaken by a later one of the
    same page changes nothing. `missing` is how much still blocks it, None while unknown. `about` is the case that it
    supplements or goes on from, `based_on` the revision of that case which it began with.
    """

    draft_id: str
    title: str
    saved_at: datetime
    officer: str
    content: dict[str, object]
    view: dict[str, object]
    revision: int = 0
    writer: str = ""
    serial: int = 0
    missing: int | None = None
    purpose: DraftPurpose = DraftPurpose.NEW
    about: str | None = None
    based_on: int | None = None


class DraftLine(msgspec.Struct, frozen=True):
    """A draft in the list: whose it is and how old, without what was typed; `persons` counts the family.

    `handed_by` handed it over with `note`; `saved_by` saved it last. `discarded_at` is set until the end of that day.
    `copy_of`: a colleague went on with that draft while this copy was typed. `notice_no`: its unanswered notice.
    `about`: the case that it supplements or goes on from.
    """

    draft_id: str
    title: str
    persons: int
    missing: int | None
    officer: str
    officer_name: str
    created_at: datetime
    saved_at: datetime
    saved_by: str
    revision: int
    handed_by: str = ""
    handed_by_name: str = ""
    note: str = ""
    discarded_at: datetime | None = None
    copy_of: str = ""
    notice_no: str = ""
    purpose: DraftPurpose = DraftPurpose.NEW
    about: str = ""


class KeptDraft(msgspec.Struct, frozen=True):
    """What a save did: where the draft lies now, and whether the reserve of the disk is used up.

    `displaced` says why it lies under a new `draft_id` as a copy: `changed` - the colleague `by_name` has it or saved
    it since; `gone` - it was accepted or cleared away elsewhere. Empty when it lies where it lay.
    """

    draft_id: str
    revision: int
    saved_at: datetime
    displaced: str = ""
    by_name: str = ""
    reserve_used: bool = False


def is_over(discarded_at: datetime, now: datetime) -> bool:
    """Tell whether the day (in China) on which a draft was discarded is over at `now`.

    A clock set back shows an earlier day, and one set forward by half a year is not believed: both keep the draft.
    """
    return local_date(now) > local_date(discarded_at) and trusted(now, discarded_at)
