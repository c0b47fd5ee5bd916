"""Rooms know only the rooms below them; the rules themselves stand in pyproject.toml."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.architecture.sources import ROOT, imported, product

USE_CASES = Path("station_app/services")
# Where threads may be started: the windows' task runner and the drivers that wait for hardware.
THREADED = {Path("ui/tasks.py"), Path("ui/qt_printing.py")}


def test_every_room_imports_only_what_its_contract_allows():
    checked = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        check=False,
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={**os.environ, "COLUMNS": "200"},
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_use_cases_do_not_call_each_other():
    cases = {path.stem for path in product() if path.parent == USE_CASES and "_" in path.stem.strip("_")}
    crossed = [
        f"{path}:{line} imports {name}"
        for path, tree in product().items()
        if path.parent == USE_CASES and path.stem in cases
        for name, line in imported(tree)
        if name.startswith("station_app.services.") and name.split(".")[2] in cases - {path.stem}
    ]
    assert not crossed, "\n".join(sorted(crossed))


def test_threads_live_in_the_task_runner_and_the_drivers_only():
    astray = [
        f"{path}:{line} {name}"
        for path, tree in product().items()
        if path not in THREADED and "devices" not in path.parts and "drivers" not in path.parts
        for name, line in imported(tree)
        if name.split(".")[-1] in {"Thread", "ThreadPoolExecutor", "QThread", "QThreadPool", "QRunnable"}
    ]
    assert not astray, "\n".join(sorted(astray))
