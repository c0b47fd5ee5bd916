"""Ask what an ID number says and who is known by it; an answer about a number that has changed meanwhile is dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, SignalInstance

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.presenters.intake_case import TypedCase
    from ui.session import Session

_WHOLE = 18


class PersonLookup(QObject):
    """Looks at the person in the middle of the case that `case` gives.

    Signals:
        read: The number was read: index, `IdReading`.
        known: The person is in these cases already (possibly none): index, cases.
    """

    read = Signal(int, object)
    known = Signal(int, object)

    def __init__(self, session: Session, case: Callable[[], TypedCase], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._case = case

    def read_id(self, number: str) -> None:
        """Read a finished number."""
        index = self._case().member
        self._session.runner.run(
            lambda: self._session.catalogue.read_id(number),
            lambda reading: self._answer(self.read, index, number, reading),
            channel=f"intake.read_id.{index}",
        )

    def look_up(self) -> None:
        """Ask in which cases the person already is."""
        index = self._case().member
        number, name = self._number(index), str(self._case().get(f"family[{index}].name") or "")
        if len(number) != _WHOLE:
            self.known.emit(index, ())
            return
        self._session.runner.run(
            lambda: self._session.catalogue.known_person(number, name),
            lambda hits: self._answer(self.known, index, number, tuple(hits)),
            channel="intake.known_person",
        )

    def _answer(self, signal: SignalInstance, index: int, number: str, answer: object) -> None:
        if self._number(index) == number:
            signal.emit(index, answer)

    def _number(self, index: int) -> str:
        return str(self._case().get(f"family[{index}].id_number") or "")
