"""Garbage is collected between the keys: not under them, and not for ever never."""

from __future__ import annotations

import gc
from weakref import ref

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from station_app.domain.vocabulary import OfficerRole
from tests.stations import PASSWORD
from tests.ui.conftest import type_password
from tests.ui.test_login_screen import log_in_as
from ui.garbage import GarbageWatch


class Collected:
    """Counts collections by generation, as Python reports them."""

    def __init__(self):
        self.generations = []

    def __call__(self, phase, facts):
        if phase == "stop":
            self.generations.append(facts["generation"])


@pytest.fixture
def collected():
    counted = Collected()
    gc.callbacks.append(counted)
    yield counted
    gc.callbacks.remove(counted)


@pytest.fixture
def desk(qtbot):
    """How long nobody has touched the desk, to be set; and its watch."""
    idle = [0]
    watch = GarbageWatch(lambda: idle[0])
    watch.begin()
    yield idle, watch
    watch.end()
    assert gc.isenabled()


def test_nothing_is_collected_while_somebody_types(desk, collected):
    _idle, watch = desk
    assert not gc.isenabled()
    for _look in range(20):
        watch.look()
    assert collected.generations == []


def test_a_breath_collects_the_young_and_a_rest_everything_once(desk, collected):
    idle, watch = desk
    idle[0] = 400
    watch.look()
    assert collected.generations == [1]
    idle[0] = 4000
    watch.look()
    watch.look()
    assert collected.generations == [1, 2]


def test_somebody_who_never_pauses_does_not_fill_the_memory(desk, collected):
    _idle, watch = desk
    for _look in range(60):
        watch.look()
    assert collected.generations == [1]


def test_after_the_desk_is_closed_python_collects_by_itself_again(qtbot, desk):
    _idle, watch = desk
    watch.end()
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0


def test_nothing_of_an_officers_desk_is_left_in_memory_once_another_has_taken_over(shell):
    log_in_as(shell, OfficerRole.CHIEF)
    desk = [ref(shell.main), ref(shell.main.session), ref(shell.main.page("case"))]
    shell.main.open_case("none yet")
    shell.switch_officer()
    shell.login.badge.setText("0001")
    type_password(shell.login, PASSWORD)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert [part() for part in desk] == [None, None, None]
