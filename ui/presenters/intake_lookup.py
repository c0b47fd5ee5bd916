"""Ask what an ID number says and who is known by it; an answer about a number that has changed meanwhile is dropped.

Who is known is remembered while the case is on the page: turning to a person shows it with the person, in one paint,
and asks again behind it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from station_app.domain.records import KnownPerson
    from ui.presenters.intake_case import TypedCase
    from ui.session import Session

_WHOLE = 18
_REST_MS = 60
"""Somebody who turns past a person does not ask about them."""


class PersonLookup(QObject):
    """Looks at the person in the middle of the case that `case` gives.

    Signals:
        read: The number was read: index, `IdReading`.
        known: The person is in these cases already (possibly none): index, cases.
    """

    read = Signal(int, object)
    known = Signal(int, object)

    def __init__(
        self,
        session: Session,
        case: Callable[[], TypedCase],
        about: Callable[[], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._case = case
        self._about = about  # the case that the page puts right: to be in it is no question
        self._known: dict[tuple[str, str], tuple[object, ...]] = {}
        self._soon = QTimer(self, singleShot=True, interval=_REST_MS)
        self._soon.timeout.connect(self.look_up)

    def forget(self) -> None:
        """Another case comes to the page."""
        self._known.clear()

    def read_id(self, number: str) -> None:
        """Read a finished number."""
        index = self._case().member
        self._session.runner.run(
            lambda: self._session.catalogue.read_id(number),
            lambda reading: self._answer(self.read, index, number, reading),
            channel=f"intake.read_id.{index}",
        )

    def turn(self) -> None:
        """Show what is remembered of the person who came into the middle; ask once the officer stays with them."""
        index, number, name = self._person()
        self.known.emit(index, self._known.get((number, name), ()))
        self._soon.start()

    def look_up(self) -> None:
        """Ask in which cases the person already is."""
        self._soon.stop()
        index, number, name = self._person()
        if len(number) != _WHOLE:
            self.known.emit(index, ())
            return
        remembered = self._known.get((number, name))
        if remembered is not None:
            self.known.emit(index, remembered)

        def answer(hits: Sequence[KnownPerson]) -> None:
            others = tuple(hit for hit in hits if hit.case_no != self._about())
            found = self._known[number, name] = others
            if found != remembered:
                self._answer(self.known, index, number, found)

        self._session.runner.run(
            lambda: self._session.catalogue.known_person(number, name), answer, channel="intake.known_person"
        )

    def _person(self) -> tuple[int, str, str]:
        index = self._case().member
        return index, self._number(index), str(self._case().get(f"family[{index}].name") or "")

    def _answer(self, signal: SignalInstance, index: int, number: str, answer: object) -> None:
        if self._number(index) == number:
            signal.emit(index, answer)

    def _number(self, index: int) -> str:
        return str(self._case().get(f"family[{index}].id_number") or "")
