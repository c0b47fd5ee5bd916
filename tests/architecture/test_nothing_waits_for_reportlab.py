"""Looking and searching load nothing that only drawing needs: the first search of the day is as quick as the others."""

from __future__ import annotations

import subprocess
import sys

import pytest

_HEAVY = ("reportlab", "segno", "barcode", "PIL")
_LIGHT = ("find_cases", "search_ledger", "show_case", "log_in", "accept_case", "check_case", "list_queues")


@pytest.mark.parametrize("case", _LIGHT)
def test_a_use_case_of_every_minute_does_not_load_what_draws_papers(case):
    script = (
        f"import sys, station_app.services.{case}\n"
        f"sys.stdout.write(' '.join(each for each in {_HEAVY!r} if each in sys.modules))"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)
    assert told.stdout == ""
