"""Qt must not lose references to `None`: on Python 3.11 the desk would die after some thousand repaints."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QWidget


class Painted(QWidget):
    """Answers Qt's calls from Python, as every window of ours does."""

    def paintEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        """Paint nothing."""


def test_a_hundred_repaints_lose_no_reference(qtbot: object) -> None:
    widget = Painted()
    qtbot.addWidget(widget)  # type: ignore[attr-defined]
    widget.show()
    widget.repaint()
    before = sys.getrefcount(None)
    for _ in range(100):
        widget.repaint()
    assert sys.getrefcount(None) - before > -50
