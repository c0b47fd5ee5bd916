"""A setting declared once has its line, its sentence and its limits on the page."""

from __future__ import annotations

import msgspec
import pytest

from station_app import settings, texts


@pytest.fixture
def page(desk):
    desk.main.go("settings")
    return desk.main.page("settings")


def test_every_declared_setting_has_its_line(page):
    assert list(page.fields) == [field.name for field in msgspec.structs.fields(settings.Settings)]


@pytest.mark.parametrize("language", texts.LANGUAGES)
@pytest.mark.parametrize("field", [field.name for field in msgspec.structs.fields(settings.Settings)])
def test_every_declared_setting_is_explained(language, field):
    known = texts.catalogue(language)
    assert known[f"ui.setting.{field}"]
    assert known[f"ui.setting.{field}_why"]


def test_limits_come_from_the_declaration(page):
    minutes = page.fields["idle_lock_minutes"]
    assert (minutes.minimum(), minutes.maximum()) == (1, 60)


def test_a_choice_is_written_and_empty_fields_stay_at_their_default(desk, page):
    page.fields["idle_lock_minutes"].setValue(5)
    page.fields["enquiry_phone"].setText("0938-8210000")
    page.save.click()
    written = settings.read(desk.main.session.home.settings)
    assert written == settings.Settings(idle_lock_minutes=5, enquiry_phone="0938-8210000")
