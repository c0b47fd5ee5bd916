"""Ask for the ports of this machine and whether a card reader answers; for the settings page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from station_app import texts
from ui.presenters.words import sentence

if TYPE_CHECKING:
    from station_app.devices.card_reader import FoundReader
    from station_app.errors import StationError
    from ui.session import Session


class ReaderTest(QObject):
    """Looks for readers in the task runner.

    Signals:
        ports_found: The names of the ports a reader may hang on.
        told: What came of the test: sentence, state, whether it is still going on.
    """

    ports_found = Signal(object)
    told = Signal(str, str, bool)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session

    def list_ports(self) -> None:
        """Ask for the ports; opens none of them."""
        reader = self._session.catalogue.reader
        self._session.runner.run(reader.ports, self.ports_found.emit, channel="settings.ports")

    def test(self) -> None:
        """Find the reader as the settings say now, and ask for its number."""
        reader = self._session.catalogue.reader
        self.told.emit(texts.say("ui.card.searching"), "", True)  # noqa: FBT003 - Qt's signature
        self._session.runner.run(
            lambda: reader.find_reader(lambda *_progress: None), self._found, self._failed, channel="settings.reader"
        )

    def _found(self, found: FoundReader) -> None:
        words = texts.say("ui.card.test_ok", port=found.port, baud=found.baud, number=found.number)
        self._session.see_reader("ready", number=found.number)
        self.told.emit(words, "ok", False)  # noqa: FBT003 - Qt's signature

    def _failed(self, error: StationError) -> None:
        self._session.see_reader("failed", reason=sentence(error))
        self.told.emit(sentence(error), "blocked", False)  # noqa: FBT003 - Qt's signature
