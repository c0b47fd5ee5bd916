"""A power cut while an officer types: what was typed is there afterwards, at the same field."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from station_app import bootstrap
from station_app.paths import Home
from tests.stations import PASSWORD, founded
from ui.screens.intake import IntakePage
from ui.session import Session
from ui.tasks import InlineRunner, TaskRunner
from ui.widgets.checklist import ChecklistLine

ROOT = Path(__file__).parents[2]
KILLS = 5

pytestmark = pytest.mark.faults


def _started(module, *arguments):
    path = os.pathsep.join(part for part in (str(ROOT), os.environ.get("PYTHONPATH", "")) if part)
    return subprocess.Popen(
        [sys.executable, "-m", module, *map(str, arguments)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": path},
        cwd=ROOT,
    )


def _kill(victim):
    victim.send_signal(signal.SIGKILL)
    victim.wait()
    victim.stdout.close()


def _reopened(home, qtbot, runner=None):
    catalogue = bootstrap.door(home, cheap_keys=True).log_in("0001", PASSWORD)
    page = IntakePage(Session(catalogue, runner or InlineRunner(), Home(home), practice=False))
    qtbot.addWidget(page)
    page.resize(1238, 620)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.shown()
    QCoreApplication.processEvents()
    return catalogue, page


@pytest.mark.parametrize("runner", [InlineRunner, TaskRunner])
def test_a_killed_process_reopens_at_the_same_field(tmp_path, qtbot, runner):
    home = tmp_path / "station"
    founded(home)
    victim = _started("tests.ui.intake_victim", home, PASSWORD)
    try:
        assert victim.stdout.readline() == b"kept\n"
    finally:
        _kill(victim)
    tasks = runner()
    catalogue, page = _reopened(home, qtbot, tasks)
    qtbot.waitUntil(lambda: len(page.presenter.content["family"]) == 2)
    assert [member["name"] for member in page.presenter.content["family"]] == ["王建国", "王小"]
    assert page.presenter.case.member == 1
    field = page.middle.member_form.row_at("family[1].name")
    assert field is not None
    qtbot.waitUntil(field.editor.hasFocus, timeout=3000)
    waits = page.presenter._check_timer.isActive
    qtbot.waitUntil(lambda: not (tasks.busy or waits() or page.presenter.unsaved))
    catalogue.close()


@pytest.fixture(scope="module")
def station(tmp_path_factory):
    """The folder of a station without a draft."""
    home = tmp_path_factory.mktemp("typing") / "station"
    founded(home)
    return home


@pytest.fixture(scope="module")
def lines(station, tmp_path_factory):
    """Everything the typing of a whole family says when nobody kills it."""
    home = tmp_path_factory.mktemp("undisturbed") / "station"
    shutil.copytree(station, home)
    said = _started("tests.ui.family_victim", home).communicate(timeout=300)[0].splitlines()
    assert said[-1].startswith(b"ended")
    return said


@pytest.mark.parametrize("kill", range(KILLS))
def test_a_kill_at_any_moment_of_a_family_loses_nothing_that_was_kept(station, lines, tmp_path, qtbot, kill):
    home = tmp_path / "station"
    shutil.copytree(station, home)
    share = len(lines) // KILLS
    moment = random.Random(kill).randrange(max(3, kill * share), max(4, (kill + 1) * share))
    said, victim = [], _started("tests.ui.family_victim", home)
    try:
        for line in victim.stdout:
            said.append(line)
            if len(said) >= moment:
                break
    finally:
        victim.send_signal(signal.SIGKILL)
        said.extend(victim.stdout.readlines())
        _kill(victim)
    catalogue, page = _reopened(home, qtbot)
    draft = catalogue.latest_draft()
    found = [draft.content, draft.view]
    begun = [json.loads(line[5:]) for line in said if line.startswith(b"snap")]
    durable = max(number for number, line in enumerate(said) if line.startswith(b"kept"))
    kept = sum(line.startswith(b"snap") for line in said[:durable])
    assert found in begun[kept - 1 :], "neither what was kept last nor what was being saved"
    assert _holds(page.presenter.content, draft.content)
    _assert_at(page, str(draft.view["field"]))
    catalogue.close()


def _holds(page, draft):
    """Tell whether everything of the draft is on the page; the desk may have filled in more of its own since."""
    if isinstance(draft, dict):
        return isinstance(page, dict) and all(_holds(page.get(key), value) for key, value in draft.items())
    if isinstance(draft, list) and draft:
        return len(page) == len(draft) and all(map(_holds, page, draft))
    return page == draft


def _assert_at(page, field):
    """The keys go where they went when the draft was saved."""
    here = QApplication.focusWidget()
    if field.startswith("documents."):
        _, kind, holder = field.split(".")
        assert isinstance(here, ChecklistLine)
        assert (here.line.kind, str(here.line.holder)) == (kind, holder)
        return
    row = page.middle.member_form.row_at(field) or page.middle.case_form.row_at(field)
    assert row is not None, field
    assert row.editor is here or row.editor.isAncestorOf(here), field
