"""A scripted officer takes in a family of five at the real windows: cards and keys, and not one movement of the mouse.

The three adults lay their cards on the (simulated) reader; the children's names and numbers are typed, Chinese words
through the input method. The test says how many keys it took, how long the desk took for them, and how long a person
would need: keystroke-level model of Card, Moran and Newell (CACM 23:7, 1980): 0.28 s a key (average typist), 1.35 s
for each decision, and what is not in the model: 8 s for each card handed over, 20 s to go through the documents.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from station_app import bootstrap
from station_app.clock import FixedClock
from station_app.devices.sample_cards import card_from_member
from station_app.devices.simulated_reader import SimulatedReader
from station_app.domain import pinyin
from tests.people import FATHER_ID, GRANDFATHER_ID, MOTHER_ID, SON_ID, id_number, member
from tests.stations import MORNING, PASSWORD, founded
from ui.barcode import PATIENCE_MS
from ui.rehearsal import Rehearsal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST_KEYS = 130
"""Of these 36 are signs of two ID numbers, 24 spell two names; the rest adds four people, reads three cards and answers
a dozen questions at two or three keys each. More would mean that something is typed twice."""
KEY_SECONDS, DECISION_SECONDS, CARD_SECONDS, DOCUMENTS_SECONDS = 0.28, 1.35, 8.0, 20.0
THREE_MINUTES = 180.0

CTRL = Qt.KeyboardModifier.ControlModifier
DAUGHTER_ID = id_number("620523", "2015-04-09", "2", 982)

ANSWERS = {
    "marital_status": "20",
    "origin.urban_rural": "220",
    "applicant_category": "1",
    "jurisdiction_basis": "1",
    "agricultural_transfer.reason": "03",
    "declarations.truthful": "y",
    "declarations.voluntary": "y",
}
"""What the officer hears or decides; everything else is on a card, in a number, or proposed by the desk."""


class Watcher(QObject):
    """Sees every event of the program: counts keys where the system delivers them, and mice that reach a widget."""

    MICE = frozenset(
        {QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, QEvent.Type.MouseMove, QEvent.Type.Wheel}
    )

    def __init__(self) -> None:
        super().__init__()
        self.keys = 0
        self.mice = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        # Keys that waited, lest they were a scanner's, are sent on by the program: those were counted when pressed.
        if event.type() == QEvent.Type.KeyPress and isinstance(watched, QWindow) and event.spontaneous():
            self.keys += 1
        elif event.type() in self.MICE and isinstance(watched, QWidget):
            self.mice += 1
        return False


BETWEEN_KEYS_MS = PATIENCE_MS + 5
"""Faster than anybody types, slower than a scanner."""


class Officer:
    """Ten fingers; Chinese costs the letters of its pinyin and a space."""

    def __init__(self, desk: Rehearsal, reader: SimulatedReader) -> None:
        self.desk = desk
        self.reader = reader
        self.letters = 0
        self.decisions = 0
        self.cards = 0

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.qWait(BETWEEN_KEYS_MS)
        QTest.keyClick(QApplication.focusWindow(), key, modifiers)
        self.desk.settle(0.05)

    def write(self, text: str) -> None:
        self.decisions += 1
        if text.isascii():
            for sign in text:
                QTest.qWait(BETWEEN_KEYS_MS)
                QTest.keyClick(QApplication.focusWindow(), sign)
                QCoreApplication.processEvents()
            return
        self.letters += len(pinyin.full(text)) + 1
        event = QInputMethodEvent("", [])
        event.setCommitString(text)
        focus = QApplication.focusWidget()
        assert focus is not None
        QCoreApplication.sendEvent(focus, event)

    def lay(self, person: dict[str, Any]) -> None:
        """A person hands over their card; F2 reads it."""
        self.cards += 1
        self.decisions += 1
        self.reader.lay(card_from_member(person))
        index = self.desk.intake.presenter.case.member
        self.press(Qt.Key.Key_F2)
        self.desk.wait(lambda: self._read(index, person), "the card was not read")
        self.reader.take_away()
        self.desk.settle()

    def add(self) -> None:
        """F4, then Enter on the role that is likely next."""
        self.press(Qt.Key.Key_F4)
        self.press(Qt.Key.Key_Return)
        self.decisions += 1

    def add_parent(self) -> None:
        before = self.desk.intake.family.people.count()
        self.press(Qt.Key.Key_F4)
        self.press(Qt.Key.Key_3)
        self.decisions += 1
        self.desk.wait(lambda: self.desk.intake.family.people.count() == before + 1, "no parent was added")

    def answer_what_is_open(self) -> None:
        """From empty field to empty field with Ctrl+Down, each answered, until the documents are reached."""
        for _field in range(40):
            self.press(Qt.Key.Key_Down, CTRL)
            path = self.desk.intake.presenter.case.field
            if path.startswith("documents"):
                return
            self.write(ANSWERS[path.partition("].")[2] or path])
        raise AssertionError("the form has no end")

    @property
    def seconds(self) -> float:
        """What a person would need."""
        handling = self.cards * CARD_SECONDS + DOCUMENTS_SECONDS
        return (self.keys + self.letters) * KEY_SECONDS + self.decisions * DECISION_SECONDS + handling

    keys = 0

    def _read(self, index: int, person: dict[str, Any]) -> bool:
        return bool(self.desk.intake.presenter.content["family"][index].get("id_number") == person["id_number"])


@pytest.fixture
def reader() -> SimulatedReader:
    return SimulatedReader()


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path, reader: SimulatedReader) -> Iterator[Rehearsal]:
    founded(tmp_path / "station")
    door = bootstrap.door(tmp_path / "station", clock=FixedClock(MORNING), cheap_keys=True, reader=reader)
    rehearsal = Rehearsal(door, tmp_path / "pictures")
    rehearsal.log_in("0001", PASSWORD)
    yield rehearsal
    rehearsal.close()


def test_five_people_in_under_three_minutes_and_no_mouse(
    desk: Rehearsal, reader: SimulatedReader, record_property: pytest.CaptureFixture[str]
) -> None:
    officer, watcher = Officer(desk, reader), Watcher()
    desk.app.installEventFilter(watcher)
    begun = time.monotonic()
    officer.lay(member("applicant", "01", "王建国", FATHER_ID))
    officer.add()
    officer.lay(member("spouse", "12", "李桂芳", MOTHER_ID))
    for name, number in (("王小宝", SON_ID), ("王小妹", DAUGHTER_ID)):
        officer.add()
        officer.write(name)
        officer.press(Qt.Key.Key_Return)
        officer.write(number)
        desk.settle()
    officer.add_parent()
    officer.lay(member("parent", "51", "王德福", GRANDFATHER_ID))
    officer.press(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    officer.answer_what_is_open()
    desk.settle()
    officer.press(Qt.Key.Key_A)
    numbers: list[str] = []
    desk.intake.presenter.finished.connect(lambda accepted: numbers.append(accepted.case_no))
    desk.settle()
    blocking = [(finding.code, finding.where) for finding in desk.intake.presenter.state.blocking]
    assert blocking == []
    officer.press(Qt.Key.Key_Return, CTRL)
    desk.wait(lambda: numbers, "the case was not accepted")
    elapsed = time.monotonic() - begun
    desk.app.removeEventFilter(watcher)

    officer.keys = watcher.keys
    catalogue = desk.main.session.catalogue
    case = catalogue.show(numbers[0]).case
    assert [person.name for person in case.family] == ["王建国", "李桂芳", "王小宝", "王小妹", "王德福"]
    assert [person.relationship for person in case.family] == ["01", "12", "22", "32", "51"]
    told = (
        f"family of five: {watcher.keys + officer.letters} keystrokes ({watcher.keys} keys, {officer.letters} for "
        f"Chinese), {officer.cards} cards, {watcher.mice} mouse events; the desk took {elapsed:.1f} s, "
        f"a person about {officer.seconds:.0f} s of {THREE_MINUTES:.0f}"
    )
    record_property("figures", told)
    assert watcher.mice == 0
    assert 0 < watcher.keys + officer.letters <= MOST_KEYS
    assert officer.seconds < THREE_MINUTES
