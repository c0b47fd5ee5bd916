"""A simulated card reader behind a pseudo terminal: to the serial driver it is a port like any other.

Only where the system has pseudo terminals (Linux and other POSIX systems); elsewhere `available` is False and practice
uses the reader inside the process.
"""

from __future__ import annotations

import contextlib
import os
import select
from threading import Event, Thread
from typing import TYPE_CHECKING

from station_app.devices.serial_reader import SerialReader
from station_app.devices.simulated_reader import Pause, Unplugged

try:
    import pty
    import tty
except ImportError:
    available = False
else:
    available = True

if TYPE_CHECKING:
    from station_app.devices.card_reader import CardRead, FoundReader, Patience, Watch
    from station_app.devices.simulated_reader import Delivery, SimulatedReader

_LOOK_SECONDS = 0.05
_MOST = 4096


class SimulatedPort:
    """Lets `reader` answer behind a pseudo terminal until it is closed; `name` is the port to open.

    The simulator keeps the near side open as well, so that the driver may open and close it as often as it likes.
    """

    def __init__(self, reader: SimulatedReader) -> None:
        self._reader = reader
        self._far, self._near = pty.openpty()
        tty.setraw(self._near)
        self.name = os.ttyname(self._near)
        self._closing = Event()
        self._thread = Thread(target=self._serve, name="simulated card reader", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Unplug the reader; a second time does nothing."""
        if self._closing.is_set():
            return
        self._closing.set()
        self._thread.join()
        with contextlib.suppress(OSError):
            os.close(self._near)

    def _serve(self) -> None:
        try:
            while not self._closing.is_set():
                readable, _, _ = select.select([self._far], [], [], _LOOK_SECONDS)
                if readable and not self._answer(os.read(self._far, _MOST)):
                    return
        except OSError:
            return  # the near side is gone: nobody is left to answer
        finally:
            os.close(self._far)

    def _answer(self, received: bytes) -> bool:
        """Answer what came; tells whether the line is still there."""
        return all(self._deliver(piece) for piece in self._reader.answer(received))

    def _deliver(self, piece: Delivery) -> bool:
        if isinstance(piece, Unplugged):
            return False
        if isinstance(piece, Pause):
            return not self._closing.wait(piece.seconds)
        while piece:
            piece = piece[os.write(self._far, piece) :]
        return True


class SimulatedPortReader:
    """The serial driver on a simulated port that lives exactly as long as this reader is in use."""

    def __init__(self, reader: SimulatedReader, patience: Patience) -> None:
        self._port = SimulatedPort(reader)
        self._driver = SerialReader(self._port.name, patience=patience)

    def find(self, watch: Watch) -> FoundReader:
        """Find the reader behind the port."""
        return self._driver.find(watch)

    def read(self, wait: float, watch: Watch) -> CardRead:
        """Read a card (see `card_reader.Conversation.read`)."""
        return self._driver.read(wait, watch)

    def close(self) -> None:
        """Close the driver, then the port."""
        self._driver.close()
        self._port.close()
