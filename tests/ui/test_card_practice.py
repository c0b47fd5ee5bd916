"""Practice mode lays the practice family's cards, one F2 after the other, through the same driver as a real reader."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt

from station_app import bootstrap
from station_app.clock import FixedClock
from station_app.devices import simulated_port
from station_app.domain.vocabulary import Role
from station_app.settings import Settings
from tests.stations import MORNING
from tests.ui.intake_keys import press
from tests.ui.test_intake_page import Desk
from ui.presenters.lights import reader_light
from ui.session import ReaderSeen


@pytest.fixture(params=[True, False], ids=["pseudo terminal", "without one"])
def desk(request, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(simulated_port, "available", request.param)
    door = bootstrap.practice_door(tmp_path / "practice", clock=FixedClock(MORNING))
    catalogue = door.log_in(bootstrap.PRACTICE_BADGE, bootstrap.PRACTICE_PASSWORD)
    yield Desk(qtbot, catalogue, tmp_path / "practice")
    catalogue.close()


def test_each_f2_reads_the_next_of_the_family_until_none_is_left(desk):
    family = json.loads(bootstrap.sample_files()[0].read_text(encoding="utf-8"))["family"]
    for place, person in enumerate(family):
        if place:
            desk.presenter.add_member(Role(person["role"]))
        press(Qt.Key.Key_F2)
        read = desk.presenter.content["family"][place]
        assert {field: read[field] for field in ("name", "id_number", "sex", "birth_date", "ethnicity")} == {
            field: person[field] for field in ("name", "id_number", "sex", "birth_date", "ethnicity")
        }
    assert desk.catalogue.site.practice


def test_the_light_says_that_it_is_practice(desk):
    light = reader_light(Settings(), None, practice=desk.catalogue.site.practice)
    assert (light.state, light.word) == ("idle", "练习")


@pytest.mark.parametrize(
    ("settings", "seen", "state", "word"),
    [
        (Settings(), None, "idle", "按 F2 查找"),
        (Settings(card_reader="COM3"), None, "idle", "待用"),
        (Settings(), ReaderSeen("searching"), "ok", "查找中"),
        (Settings(), ReaderSeen("waiting"), "ok", "等待放卡"),
        (Settings(), ReaderSeen("reading"), "ok", "读卡中"),
        (Settings(), ReaderSeen("ready", {"number": "05.03-1"}), "ok", "就绪"),
        (Settings(), ReaderSeen("removed"), "look", "证件移开"),
        (Settings(), ReaderSeen("failed", {"reason": "没有应答"}), "blocked", "故障"),
    ],
)
def test_the_light_follows_what_was_last_seen(settings, seen, state, word):
    light = reader_light(settings, seen, practice=False)
    assert (light.state, light.word) == (state, word)
    assert "{" not in light.reason
