"""A power cut while an officer types: what was typed is there afterwards, at the same field."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from station_app import bootstrap
from station_app.paths import Home
from tests.stations import PASSWORD, founded
from ui.screens.intake import IntakePage
from ui.session import Session
from ui.tasks import InlineRunner

ROOT = Path(__file__).parents[2]


@pytest.mark.faults
def test_a_killed_process_reopens_at_the_same_field(tmp_path, qtbot):
    home = tmp_path / "station"
    founded(home)
    path = os.pathsep.join(part for part in (str(ROOT), os.environ.get("PYTHONPATH", "")) if part)
    victim = subprocess.Popen(
        [sys.executable, "-m", "tests.ui.intake_victim", str(home), PASSWORD],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": path},
        cwd=ROOT,
    )
    try:
        assert victim.stdout is not None
        assert victim.stdout.readline() == b"kept\n"
    finally:
        victim.send_signal(signal.SIGKILL)
        victim.wait()
        if victim.stdout is not None:
            victim.stdout.close()
    catalogue = bootstrap.door(home, cheap_keys=True).log_in("0001", PASSWORD)
    page = IntakePage(Session(catalogue, InlineRunner(), Home(home), practice=False))
    qtbot.addWidget(page)
    page.show()
    page.shown()
    assert [member["name"] for member in page.presenter.content["family"]] == ["王建国", "王小"]
    assert page.presenter.case.member == 1
    field = page.middle.member_form.row_at("family[1].name")
    assert field is not None
    qtbot.waitUntil(field.editor.hasFocus, timeout=3000)
    catalogue.close()
