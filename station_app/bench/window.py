"""Run by `start` as a script of its own: open a window, say when it is usable, close.

`window.py bare` shows a plain PySide6 window with one field; `window.py ours HOME` opens the desk of the site in HOME.
Usable means the same for both: painted while an enabled line of text has the focus.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget


class Watch(QObject):
    """Notices the first paint with the focus in a field; then says the time and ends the program."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._usable = False
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Look at every event, keep none."""
        if event.type() is QEvent.Type.Paint and not self._usable and isinstance(watched, QWidget):
            field = self._app.focusWidget()
            if isinstance(field, QLineEdit) and field.isEnabled() and field.isVisible():
                self._usable = True
                QTimer.singleShot(0, self._say)  # after this paint is through
        return False

    def _say(self) -> None:
        sys.stdout.write(f"{time.monotonic()}\n")
        sys.stdout.flush()
        self._app.closeAllWindows()
        self._app.quit()


def bare(app: QApplication) -> int:
    """Show the least there is."""
    window = QWidget()
    field = QLineEdit()
    QVBoxLayout(window).addWidget(field)
    window.resize(1366, 768)
    window.show()
    field.setFocus()
    return app.exec()


def ours(home: Path) -> int:
    """Open the desk as `station-app` does."""
    from station_app.bootstrap import door, run_desktop  # noqa: PLC0415 - part of what is measured

    return run_desktop(door(home))


if __name__ == "__main__":
    application = QApplication(sys.argv[:1])
    watch = Watch(application)
    sys.exit(bare(application) if sys.argv[1] == "bare" else ours(Path(sys.argv[2])))
