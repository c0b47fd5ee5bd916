"""Collect Python's garbage between the keys, never under them, and never in another thread than the window's.

A full collection of a running desk takes 30-100 ms: six frames in which a key is not shown. Python starts it whenever
it likes, and in whichever thread, where a discarded Qt object must not be destroyed. So the automatic collection is
off while the desk is open; a timer collects when nobody is typing.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable

_LOOK_EVERY_MS = 500
_BREATH_MS = 300
"""Without a key for so long: the young objects, one to three milliseconds."""
_REST_MS = 3000
"""Without a key for so long: everything."""
_WITHOUT_BREATH = 40
"""Looks without a pause after which the young ones are collected all the same."""


class GarbageWatch(QObject):
    """Collects by itself from `begin` to `end`; `idle_ms` tells how long nobody has touched the desk."""

    def __init__(self, idle_ms: Callable[[], int], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._idle_ms = idle_ms
        self._waited = 0
        self._rested = False
        self._settled = False
        self._timer = QTimer(self, interval=_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Take over from Python."""
        gc.disable()
        self._timer.start()

    def end(self) -> None:
        """Give back to Python."""
        if self._timer.isActive():
            self._timer.stop()
            self._settled = False
            gc.unfreeze()
            gc.enable()

    def _settle_in(self) -> None:
        """Leave what is there after the first rest, the program itself, out of every later collection."""
        if not self._settled:
            self._settled = True
            gc.freeze()

    def look(self) -> None:
        """Collect what the moment allows."""
        idle = self._idle_ms()
        if idle >= _REST_MS:
            if not self._rested:
                self._rested = True
                gc.collect()
                self._settle_in()
        elif idle >= _BREATH_MS or self._waited >= _WITHOUT_BREATH:
            self._rested, self._waited = False, 0
            gc.collect(1)
        else:
            self._rested = False
            self._waited += 1
