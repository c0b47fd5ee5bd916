"""The card reader of the desk; the same before and after login, because a card needs no database."""

# ruff: noqa: PLC0415 - the use case and the drivers are imported when first used; see the package

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from station_app.clock import local_date

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from station_app.clock import Clock
    from station_app.devices.card_reader import FoundReader, ReaderSource, Watch
    from station_app.domain.cards import PersonProposal


class ReaderCalls:
    """What can be done with the card reader that `source` gives when it is first needed."""

    def __init__(self, source: Callable[[], ReaderSource], clock: Clock) -> None:
        self._source = source
        self._clock = clock

    def read_card(self, wait: float, watch: Watch, read_already: Collection[str] = ()) -> PersonProposal:
        """Read one card within `wait` seconds; what `watch` raises ends it. Raises DeviceError, see `services`."""
        from station_app.services.read_card import read_card

        return read_card(
            self._readers, local_date(self._clock.now()), wait=wait, watch=watch, read_already=read_already
        )

    def find_reader(self, watch: Watch) -> FoundReader:
        """Find the reader and say who it is; reads no card."""
        from station_app.services.read_card import find_reader

        return find_reader(self._readers, watch)

    def ports(self) -> tuple[str, ...]:
        """Name the serial ports of this machine that a reader may hang on; opens none of them."""
        from station_app.devices.serial_reader import candidate_ports

        return candidate_ports()

    @cached_property
    def _readers(self) -> ReaderSource:
        return self._source()
