"""The clock's light in the top bar: green while nothing speaks against the time, red with the reason otherwise."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ui.presenters.lights import read_lights


def clock_light(desk):
    session = desk.main.session
    lights = read_lights(session.catalogue, session.settings, session.catalogue.now())
    (light,) = [light for light in lights if light.key == "clock"]
    return light


def test_a_clock_that_is_right_has_a_quiet_light(desk):
    light = clock_light(desk)
    assert (light.state, light.word) == ("ok", "可信")


@pytest.mark.parametrize(
    ("move", "reason"),
    [
        (timedelta(days=-300), "早于已登记的最近一条流水"),
        (timedelta(days=-365), "早于本程序编成之日"),
        (timedelta(days=3650), "比最近一次可信时间晚半年以上"),
    ],
)
def test_a_clock_that_cannot_be_right_says_why_and_what_to_do(desk, move, reason):
    desk.main.session.catalogue._desk.clock.move(move)
    light = clock_light(desk)
    assert light.state == "blocked"
    assert reason in light.reason
    assert "校准" in light.reason


def test_the_light_goes_out_when_the_officer_has_confirmed_the_time(desk):
    catalogue = desk.main.session.catalogue
    catalogue._desk.clock.move(timedelta(days=200))
    assert clock_light(desk).state == "blocked"
    catalogue.confirm_clock(catalogue.now())
    assert clock_light(desk).state == "ok"
