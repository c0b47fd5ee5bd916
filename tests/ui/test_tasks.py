"""Long work never freezes the window, and what comes back is what the officer last asked for."""

from __future__ import annotations

from threading import Event, get_ident

import pytest

from station_app.errors import RefusedError
from ui.tasks import InlineRunner, TaskRunner


@pytest.fixture
def runner(qtbot):
    made = TaskRunner()
    yield made
    assert made.close()


def test_work_runs_elsewhere_and_its_result_comes_home(qtbot, runner):
    seen = []
    runner.run(get_ident, lambda worker: seen.append((worker, get_ident())))
    qtbot.waitUntil(lambda: bool(seen))
    worker, home = seen[0]
    assert worker != home == get_ident()


def test_only_the_newest_answer_of_a_channel_is_heard(qtbot, runner):
    slow, heard = Event(), []
    runner.run(lambda: slow.wait(5), lambda _: heard.append("old"), channel="search")
    runner.run(lambda: None, lambda _: heard.append("new"), channel="search")
    qtbot.waitUntil(lambda: heard == ["new"])
    slow.set()
    assert runner.close()
    qtbot.wait(20)
    assert heard == ["new"]


def test_a_refusal_nobody_waits_for_is_told_to_the_window(qtbot, runner):
    def refuse():
        raise RefusedError("household_closed", household_no="1")

    with qtbot.waitSignal(runner.refused) as told:
        runner.run(refuse)
    assert told.args[0].code == "household_closed"


def test_a_bug_in_a_task_reaches_the_bug_report(qtbot, runner):
    with qtbot.waitSignal(runner.crashed) as told:
        runner.run(lambda: 1 / 0, lambda _: pytest.fail("a bug is no result"))
    assert isinstance(told.args[0], ZeroDivisionError)


def test_cancelled_work_stops_at_its_next_step(qtbot, runner):
    counts, ends, going = [], [], Event()

    def work(report):
        for step in range(1000):
            report(step, 1000)
            going.wait(5)

    job = runner.run_counted(
        work,
        lambda _: ends.append("done"),
        progress=lambda *step: counts.append(step),
        cancelled=lambda: ends.append("no"),
    )
    qtbot.waitUntil(lambda: bool(counts))
    job.cancel()
    going.set()
    qtbot.waitUntil(lambda: bool(ends))
    assert ends == ["no"]
    assert len(counts) < 1000


def test_buttons_are_free_again_before_the_result_is_shown():
    order = []
    InlineRunner().run(lambda: 1, lambda _: order.append("done"), after=lambda: order.append("free"))
    assert order == ["free", "done"]
