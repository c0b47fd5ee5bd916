"""Where a desk takes its card reader from: the serial port of its settings, or the sample cards of practice mode."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec

from resources import folder
from station_app import settings
from station_app.devices import simulated_port
from station_app.devices.card_reader import PATIENT
from station_app.devices.sample_cards import card_from_member
from station_app.devices.serial_reader import SerialReader, candidate_ports
from station_app.devices.simulated_reader import SimulatedReader

if TYPE_CHECKING:
    from collections.abc import Collection

    from station_app.devices.card_reader import CardReader
    from station_app.devices.sample_cards import SampleCard
    from station_app.paths import Home


class DeskReaders:
    """The reader of the desk at `home`: on `port` if given, else on the one its settings name now, else wherever it is.

    A port that answered once is asked first from then on: looking through all of them takes seconds. In practice mode
    the practice reader takes its place, so that practice never waits for hardware and no real card gets into it.
    """

    def __init__(self, home: Home, port: str | None = None) -> None:
        self._home = home
        self._port = port
        self._last = ""

    def take(self, read_already: Collection[str] = ()) -> CardReader:
        """Give the reader for one use."""
        if self._port is None and self._home.practice_mark.exists():
            return practice_reader(read_already)
        port = self._port or settings.read(self._home.settings).card_reader
        return SerialReader(port, ports=self._ports, found=self._remember)

    def _ports(self) -> tuple[str, ...]:
        return tuple(sorted(candidate_ports(), key=lambda port: port != self._last))

    def _remember(self, port: str) -> None:
        self._last = port


def practice_reader(read_already: Collection[str]) -> CardReader:
    """Give a reader on which the next card of the practice family lies: the first whose number was not read yet.

    Plain and predictable: the officer gets the family in its order, and once everybody was read no card lies there.
    Behind a pseudo terminal where there are any, so that practice runs through the very same driver.
    """
    reader = SimulatedReader()
    card = next((card for card in practice_cards() if card.fields["number"] not in read_already), None)
    if card is not None:
        reader.lay(card)
    if simulated_port.available:
        return simulated_port.SimulatedPortReader(reader, PATIENT)
    return reader.take()


@cache
def practice_cards() -> tuple[SampleCard, ...]:
    """Give the cards of the first sample family, the one practice mode leaves to be typed."""
    first = min(folder("samples").glob("*.json"))
    family: list[dict[str, Any]] = msgspec.json.decode(first.read_bytes())["family"]
    return tuple(card_from_member(member) for member in family if member.get("id_number"))
