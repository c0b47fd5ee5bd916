"""What one shift leaves to the next (交接班): frozen records without a family's name in full. Pure."""

from __future__ import annotations

from datetime import date, datetime

import msgspec


class ShiftCase(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A case that was accepted in the shift; the applicant's name is masked."""

    case_no: str
    applicant: str
    status: str


class ShiftDraft(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A draft that the officer leaves open; its title is masked."""

    title: str
    saved_at: datetime


class ShiftWaiting(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many cases wait on a working list; `more`: more than were counted."""

    queue: str
    count: int
    more: bool


class ShiftDue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A case whose clock presses: amber, red or overdue; `left` in working days, negative when overdue."""

    number: str
    applicant: str
    kind: str
    due: date | None
    left: int | None


class ShiftPapers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How often a paper was printed in the shift: for the first time, and again."""

    paper: str
    first: int
    again: int


class ShiftBundle(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A bundle of this site that nobody has acknowledged; without `exported` it never reached its stick."""

    channel: str
    number: int
    sealed_at: datetime
    exported: bool


class ShiftNumbers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of number: the last one of the day (empty: none yet) and how many are left today."""

    kind: str
    last: str
    left: int


class ShiftSheet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything one shift leaves, from `since` until `until`.

    `due` names the most pressing, `pressing` counts them; `pressing_more` where not all were counted.
    """

    site_code: str
    site_name: str
    practice: bool
    badge: str
    name: str
    since: datetime
    until: datetime
    accepted: tuple[ShiftCase, ...]
    drafts: tuple[ShiftDraft, ...]
    waiting: tuple[ShiftWaiting, ...]
    due: tuple[ShiftDue, ...]
    pressing: int
    pressing_more: bool
    papers: tuple[ShiftPapers, ...]
    bundles: tuple[ShiftBundle, ...]
    numbers: tuple[ShiftNumbers, ...]


class ShiftHandOver(msgspec.Struct, frozen=True):
    """A shift that was handed over: the sheet, to whom, with which remarks, when; the paper is made of it, always.

    `number` names its paper: site, day and journal entry (`620502001-20261123-JB57`); empty where an earlier program
    made it.
    """

    sheet: ShiftSheet
    to: str
    to_name: str
    remarks: str
    at: datetime
    number: str = ""
