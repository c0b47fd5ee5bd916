"""The first hour of a station: nobody works before the recovery sheet is in somebody's keeping."""

from __future__ import annotations

import pytest

from station_app import bootstrap
from station_app.clock import FixedClock
from station_app.domain.vocabulary import SiteKind
from station_app.errors import RefusedError
from station_app.services.found_site import refuse_weak_password
from tests.stations import MORNING
from ui.presenters.first_run import FirstRunForm, propose_name
from ui.presenters.passwords import rules
from ui.screens.first_run import FirstRunScreen
from ui.shell import Shell
from ui.tasks import InlineRunner

PASSWORD = "qizhen-2026"


@pytest.fixture
def fresh(qtbot, tmp_path):
    """A desk on which nothing was ever set up."""
    door = bootstrap.door(tmp_path / "home", clock=FixedClock(MORNING), cheap_keys=True)
    window = Shell(door, InlineRunner())
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.begin()
    return window


def _screen(window: Shell) -> FirstRunScreen:
    return window.findChild(FirstRunScreen)


def _fill(window: Shell) -> None:
    form = _screen(window).form
    form.county.setCurrentIndex(form.county.findData("620502"))
    form.town.setCurrentIndex(form.town.findData("620502002"))
    form.badge.setText("0001")
    form.officer.setText("李建平")
    form.password.setText(PASSWORD)
    form.again.setText(PASSWORD)


def test_the_name_of_the_station_is_proposed_from_its_place(fresh):
    _fill(fresh)
    assert _screen(fresh).form.name.text() == "天水市公安局秦州分局七里墩派出所"


def test_the_site_cannot_be_founded_before_everything_is_filled_in(fresh):
    form = _screen(fresh).form
    assert not form.go.isEnabled()
    _fill(fresh)
    assert form.go.isEnabled()
    form.again.setText("something else")
    assert not form.go.isEnabled()


def test_the_desk_opens_only_after_the_recovery_sheet_is_kept(fresh, tmp_path, qtbot):
    _fill(fresh)
    _screen(fresh).form.go.click()
    sheet = _screen(fresh).sheet
    assert sheet.isVisible()
    assert not sheet.go.isEnabled()
    assert not sheet.stored.isEnabled()  # nothing was printed or saved yet

    sheet.save_to(str(tmp_path / "sheet.pdf"))
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    sheet.stored.setChecked(True)
    assert not sheet.go.isEnabled()  # nobody keeps it yet
    sheet.keeper.setText("所长办公室保险柜,李某某保管")
    sheet.go.click()
    assert fresh.login.isVisible()
    qtbot.waitUntil(lambda: fresh.login.badge.text() == "0001")

    fresh.login.password.setText(PASSWORD)
    fresh.login.enter.click()
    assert fresh.main is not None


def test_a_sheet_that_cannot_be_saved_does_not_count(fresh, tmp_path):
    _fill(fresh)
    _screen(fresh).form.go.click()
    sheet = _screen(fresh).sheet
    sheet.save_to(str(tmp_path / "no such folder" / "sheet.pdf"))
    assert not sheet.stored.isEnabled()


@pytest.mark.parametrize(
    "password", ["short1", "abcdefghijkl", "123456789012", "0001-and-more", "qizhen-2026", "密码密码密码密码密码1"]
)
def test_the_rules_shown_are_the_rules_that_decide(password):
    shown = all(rule.kept for rule in rules(password, password, "0001"))
    try:
        refuse_weak_password(password, "0001")
        decided = True
    except RefusedError:
        decided = False
    assert shown == decided


@pytest.mark.parametrize(
    ("form", "name"),
    [
        (FirstRunForm(county="620523", town="620523100"), "甘谷县公安局大像山派出所"),
        (FirstRunForm(kind=SiteKind.COUNTY, county="620525"), "张家川回族自治县公安局"),
        (FirstRunForm(kind=SiteKind.CITY), "天水市公安局"),
        (FirstRunForm(), ""),
    ],
)
def test_every_kind_of_site_gets_its_official_name(form, name):
    assert propose_name(form) == name


def test_a_lost_keyring_is_said_before_anybody_sets_up_a_second_site(fresh):
    fresh._door.home.root.mkdir(parents=True, exist_ok=True)
    fresh._door.home.database.write_bytes(b"somebody's")
    _screen(fresh).begin()
    assert "keyring.json" in _screen(fresh)._presenter._view.problem
