"""Run by `test_intake_kill` as a process of its own: types a whole family with keys until it is killed.

Says `snap` with everything that a save takes along, when it begins, and `kept` when it is durable.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

from station_app import bootstrap
from station_app.demo import sample_family
from tests.stations import PASSWORD
from ui.rehearsal import Rehearsal


def say(word: str, value: object = None) -> None:
    """Say one line, in one piece however long it is."""
    line = memoryview((word + " " + json.dumps(value, sort_keys=True) + "\n").encode())
    while line:
        line = line[os.write(1, line) :]


def main(home: Path) -> None:
    """Log in, type the family of the samples, end."""
    desk = Rehearsal(bootstrap.door(home, cheap_keys=True), Path(tempfile.gettempdir()))
    desk.log_in("0001", PASSWORD)
    presenter = desk.intake.presenter
    place = presenter.place

    def looked_up() -> dict[str, object]:
        here = place()
        say("snap", [presenter.content, presenter.case.view | here])
        return here

    presenter.place = looked_up
    presenter.kept.connect(lambda _kept: say("kept"))
    desk.type_case(sample_family())
    desk.settle()
    say("ended")
    desk.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
