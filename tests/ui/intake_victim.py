"""Run by `test_intake_kill` as a process of its own: types into the intake page until it is killed."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QEventLoop

from station_app import bootstrap
from station_app.domain.vocabulary import Role
from station_app.paths import Home
from ui.application import prepare
from ui.screens.intake import IntakePage
from ui.session import Session
from ui.tasks import TaskRunner


def main(home: Path, password: str) -> None:
    """Type a name, add a child, type half a name; say when each save is done."""
    app = prepare()
    catalogue = bootstrap.door(home, cheap_keys=True).log_in("0001", password)
    page = IntakePage(Session(catalogue, TaskRunner(), Home(home), practice=False))
    page.presenter.kept.connect(lambda _moment: (sys.stdout.write("kept\n"), sys.stdout.flush()))
    page.show()
    page.shown()
    page.presenter.edit("family[0].name", "王建国")
    page.presenter.add_member(Role.MINOR_CHILD)
    page.presenter.edit("family[1].name", "王小")
    page.presenter.at("family[1].name")
    app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
    app.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
