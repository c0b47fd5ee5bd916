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


def test_a_printer_that_is_ticked_prints_on_one_side_and_only_papers_with_a_place_of_their_own_are_unfolded(desk):
    session = desk.main.session
    session.catalogue.save_settings(
        msgspec.structs.replace(
            session.catalogue.settings, paper_printers={"receipt": "Back"}, one_sided_printers=("Gone",)
        )
    )
    desk.main.go("settings")
    page = desk.main.page("settings")
    sides, places = page.fields["one_sided_printers"], page.fields["paper_printers"]
    sides.show_printers(("Lobby", "Back", "-", "pdf:/somewhere"))
    assert {name: tick.isChecked() for name, tick in sides.ticks.items()} == {
        "Gone": True,
        "Lobby": False,
        "Back": False,
    }
    sides.ticks["Back"].click()
    page.save.click()
    assert settings.read(session.home.settings).one_sided_printers == ("Gone", "Back")
    assert [paper for paper, box in places.boxes.items() if box.isVisibleTo(places)] == ["receipt"]
    places.unfold.click()
    assert all(box.isVisibleTo(places) for box in places.boxes.values())
