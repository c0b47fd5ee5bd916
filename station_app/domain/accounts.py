"""Accounts as those see them who keep accounts. Frozen records; who may keep them is in `authority`."""

from __future__ import annotations

from datetime import datetime

import msgspec

from station_app.domain.vocabulary import OfficerRole


class Account(msgspec.Struct, frozen=True):
    """An account of the site, closed or not; `has_key` tells whether a password opens this desk for it."""

    badge: str
    name: str
    roles: tuple[OfficerRole, ...]
    added_at: datetime
    password_set_at: datetime | None
    must_change: bool
    disabled_at: datetime | None
    has_key: bool = True


class AccountClosed(msgspec.Struct, frozen=True):
    """A closed account, and what became of the keys: `keys_problem` is the code of why they were not changed.

    `drafts` counts the drafts it leaves, which stay and can be taken over.
    """

    account: Account
    keys_rotated: bool
    keys_problem: str
    drafts: int


class LastLogin(msgspec.Struct, frozen=True):
    """When a badge last opened this desk before now, and how many passwords were wrong since."""

    at: datetime
    failures: int


class Look(msgspec.Struct, frozen=True):
    """One look at a record: who, when, at which case or draft, why; `whom` is the applicant's masked name."""

    at: datetime
    officer: str
    officer_name: str
    subject: str
    why: str
    whom: str = ""
