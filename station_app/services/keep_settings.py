"""Use case: change the choices of this desk. An auditor changes none; those that safety hangs on are few people's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app import settings
from station_app.domain.authority import Action
from station_app.errors import DeviceError, RefusedError

if TYPE_CHECKING:
    from station_app.services.desk import Desk
    from station_app.settings import Settings

GUARDED = ("database", "idle_lock_minutes", "password_days")
"""Settings that administrator and security officer alone may change."""


def save_settings(desk: Desk, chosen: Settings) -> None:
    """Put `chosen` in the place of the settings of this desk.

    Raises:
        NotPermittedError: `role_missing`.
        DeviceError: `settings_not_saved` - the disk takes nothing; the old ones hold.
    """
    desk.require(Action.SETTINGS)
    path = desk.home.settings
    try:
        before = settings.read(path)
    except (RefusedError, OSError):  # unreadable: whoever saves begins from the defaults
        before = settings.Settings()
    if any(getattr(before, name) != getattr(chosen, name) for name in GUARDED):
        desk.require(Action.SECURITY_SETTINGS)
    try:
        settings.write(path, chosen)
    except OSError as problem:
        raise DeviceError("settings_not_saved", problem=problem.strerror or "") from problem
