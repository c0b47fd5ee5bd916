"""When one's badge was used before, in words: what shows an officer that somebody else knows the password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app import texts
from ui.presenters.words import moment

if TYPE_CHECKING:
    from station_app.domain.accounts import LastLogin


def last_login(before: LastLogin | None) -> str:
    """Say when the badge last opened this desk, and how many wrong passwords there were since."""
    if before is None:
        return texts.say("ui.own.first_login")
    said = texts.say("ui.own.last_at", at=moment(before.at))
    return said + (texts.say("ui.own.wrong_since", count=before.failures) if before.failures else "")


def in_short(before: LastLogin | None) -> str:
    """Say it in the few words there is room for in the top bar."""
    if before is None:
        return ""
    said = texts.say("ui.own.last_short", at=moment(before.at)[5:])
    return said + (texts.say("ui.own.wrong_short", count=before.failures) if before.failures else "")
