"""The filters of the ledger in two rows: state, route, level, a period, the place, the officers."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from station_app import texts
from station_app.domain.case_life import ENDS
from station_app.domain.ledger import LedgerFilter, Period
from station_app.domain.vocabulary import CaseStatus, Level, Route
from ui import icons, theme
from ui.form_view.editors import division_box
from ui.presenters import words
from ui.widgets.date_edit import DateEdit
from ui.widgets.pieces import label, row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_PERIODS = ("accepted", "decided", "registered")
_WHOLE_DAY = 8
"""Characters of a day that is typed to its end."""


class LedgerFilters(QWidget):
    """What leaves cases out of the ledger.

    Signals:
        changed: A filter was changed by the officer.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        say = texts.say
        self._quiet = False
        states = [(f"status {each.value}", words.status_word(each.value)) for each in CaseStatus]
        ends = [
            (f"ended {each.value}", say("ui.ledger.ended_as", status=words.status_word(each.value))) for each in ENDS
        ]
        self.state = _choices("ui.ledger.status", [*states, *ends])
        self.route = _choices("ui.ledger.route", [(each.value, say(f"ui.route.{each.value}")) for each in Route])
        self.level = _choices("ui.ledger.level", [(each.value, say(f"ui.level.{each.value}")) for each in Level])
        self.which = QComboBox()
        for each in _PERIODS:
            self.which.addItem(say(f"ui.ledger.{each}"), each)
        self.since, self.until = DateEdit(), DateEdit()
        self.division = division_box(retired=False)
        self.accepted_by, self.decided_by = QLineEdit(), QLineEdit()
        self._sign, self._said = label(), label(role="small")
        self._sign.setPixmap(icons.pixmap("blocked", "blocked", 14))
        theme.mark(self._said, "blocked")
        self._lay_out()
        self._tell()
        for box in (self.state, self.route, self.level, self.which):
            box.currentIndexChanged.connect(self._tell)
        for line in (self.since, self.until, self.accepted_by, self.decided_by):
            line.textChanged.connect(self._tell)
        self.division.edited.connect(self._tell)

    def value(self) -> LedgerFilter:
        """Give the question without its text and order; a day that is none yet leaves nothing out."""
        state = str(self.state.currentData() or "")
        kind, _, status = state.partition(" ")
        period = Period(_day(self.since), _day(self.until))
        accepted, decided, registered = (period if self.which.currentData() == name else Period() for name in _PERIODS)
        return LedgerFilter(
            statuses=(CaseStatus(status),) if kind == "status" else (),
            ended_as=(CaseStatus(status),) if kind == "ended" else (),
            route=Route(self.route.currentData()) if self.route.currentData() else None,
            level=Level(self.level.currentData()) if self.level.currentData() else None,
            division=str(self.division.value() or ""),
            accepted_by=self.accepted_by.text().strip(),
            decided_by=self.decided_by.text().strip(),
            accepted=accepted,
            decided=decided,
            registered=registered,
        )

    def show_value(self, wanted: LedgerFilter) -> None:
        """Show a question; nothing is told of it. Of several states the first is shown."""
        with self._quietly():
            ended = f"ended {wanted.ended_as[0].value}" if wanted.ended_as else ""
            _choose(self.state, f"status {wanted.statuses[0].value}" if wanted.statuses else ended)
            _choose(self.route, wanted.route.value if wanted.route else "")
            _choose(self.level, wanted.level.value if wanted.level else "")
            name = next((each for each in _PERIODS if not getattr(wanted, each).whole), _PERIODS[0])
            period: Period = getattr(wanted, name)
            _choose(self.which, name)
            for field, day in ((self.since, period.since), (self.until, period.until)):
                field.show_value(day.isoformat() if day else None)
            self.division.show_value(wanted.division or None)
            self.accepted_by.setText(wanted.accepted_by)
            self.decided_by.setText(wanted.decided_by)

    @property
    def problem(self) -> str:
        """Why the days can't be asked for: one is no date, or the first comes after the last. Empty where they can."""
        since, until = _day(self.since), _day(self.until)
        if any(len(each.text().strip()) >= _WHOLE_DAY and _day(each) is None for each in (self.since, self.until)):
            return texts.say("ui.ledger.no_day")
        backwards = since is not None and until is not None and since > until
        return texts.say("ui.ledger.backwards") if backwards else ""

    def _lay_out(self) -> None:
        say = texts.say
        named = (
            (self.state, "status", 150), (self.route, "route", 170), (self.level, "level", 130),
            (self.which, "period", 110), (self.since, "since", 120), (self.until, "until", 120),
            (self.division, "division", 250), (self.accepted_by, "accepted_by", 84),
            (self.decided_by, "decided_by", 84),
        )  # fmt: skip
        for field, name, width in named:
            field.setAccessibleName(say(f"ui.ledger.{name}"))
            field.setFixedWidth(width)
        self.division.setPlaceholderText(say("ui.ledger.division_hint"))
        for field in (self.accepted_by, self.decided_by):
            field.setPlaceholderText(say("ui.ledger.badge"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        to = label("—", "muted")
        period = (self.which, self.since, to, self.until, self._sign, self._said)
        layout.addLayout(row(self.state, self.route, self.level, *period, None))
        captions = [label(say(f"ui.ledger.{name}"), "muted") for name in ("division", "accepted_by", "decided_by")]
        fields = (self.division, self.accepted_by, self.decided_by)
        self.second = row(*(each for pair in zip(captions, fields, strict=True) for each in pair), None)
        layout.addLayout(self.second)

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        self._quiet = True
        try:
            yield
        finally:
            self._quiet = False

    def _tell(self, *_change: object) -> None:
        said = self.problem
        self._said.setText(said)
        for part in (self._sign, self._said):
            part.setVisible(bool(said))
        for field in (self.since, self.until):
            theme.mark(field, "blocked" if said else "")
        if not self._quiet:
            self.changed.emit()


def _choices(title: str, choices: Iterable[tuple[str, str]]) -> QComboBox:
    box = QComboBox()
    box.addItem(texts.say("ui.ledger.any", what=texts.say(title)), "")
    for data, name in choices:
        box.addItem(name, data)
    return box


def _choose(box: QComboBox, data: str) -> None:
    box.setCurrentIndex(max(0, box.findData(data)))


def _day(field: DateEdit) -> date | None:
    try:
        return date.fromisoformat(str(field.value()))
    except ValueError:
        return None
