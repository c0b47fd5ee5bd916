"""Choices of the desk are its officers'; those that safety hangs on are the administrator's and security officer's."""

from __future__ import annotations

from dataclasses import replace

import pytest
from msgspec import structs

from station_app import settings
from station_app.domain.records import Officer
from station_app.domain.vocabulary import OfficerRole
from station_app.errors import DeviceError, NotPermittedError
from station_app.services.keep_settings import GUARDED, save_settings

CHANGED = {"database": "postgresql://elsewhere/site", "idle_lock_minutes": 60, "password_days": 90}


def desk_of(station, role):
    return replace(station._desk, officer=Officer("0009", "李四", (role,)))


@pytest.mark.parametrize("role", [role for role in OfficerRole if role is not OfficerRole.AUDITOR])
def test_an_officer_chooses_the_printer_of_the_desk(station, role):
    save_settings(desk_of(station, role), settings.Settings(printer="窗口一"))
    assert settings.read(station._desk.home.settings).printer == "窗口一"


@pytest.mark.parametrize("name", GUARDED)
@pytest.mark.parametrize("role", OfficerRole)
def test_what_safety_hangs_on_is_changed_by_two_roles_only(station, role, name):
    chosen = structs.replace(settings.Settings(printer="窗口一"), **{name: CHANGED[name]})
    path = station._desk.home.settings
    if role in {OfficerRole.ADMINISTRATOR, OfficerRole.SECURITY}:
        save_settings(desk_of(station, role), chosen)
        assert settings.read(path) == chosen
        return
    with pytest.raises(NotPermittedError, match="role_missing"):
        save_settings(desk_of(station, role), chosen)
    assert settings.read(path) == settings.Settings()


def test_a_guarded_choice_that_stays_as_it_is_keeps_nobody_from_the_others(station):
    save_settings(desk_of(station, OfficerRole.SECURITY), settings.Settings(password_days=90))
    clerk = desk_of(station, OfficerRole.FRONT_DESK)
    save_settings(clerk, settings.Settings(password_days=90, dark=True))
    assert settings.read(clerk.home.settings) == settings.Settings(password_days=90, dark=True)


def test_settings_that_cannot_be_written_say_so(station):
    station._desk.home.settings.mkdir()
    (station._desk.home.settings / "in the way").touch()
    with pytest.raises(DeviceError, match="settings_not_saved"):
        save_settings(station._desk, settings.Settings(dark=True))
