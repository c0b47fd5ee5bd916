"""The family of a case as a tree: parents above, the couple in the middle, children below.

Arrows go from person to person, Enter asks for everything about the one with the cursor. What is drawn is also said:
the person with the cursor first, then the family.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from station_app import texts
from ui import fonts, theme

if TYPE_CHECKING:
    from ui.presenters.case_page import PersonLine

    _Placed = tuple[PersonLine, QRectF]

_WIDEST, _NARROWEST, _HIGH = 248, 160, 62
_GAP = 14
_RISE = 18
_APART = 6
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ACROSS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_DOWN = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class FamilyTree(QWidget):
    """Cards joined by lines; numbers are masked until the officer asks for them.

    Signals:
        opened: Enter or a double click on a person; carries the index in the family.
    """

    opened = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._persons: tuple[PersonLine, ...] = ()
        self._open = False
        self.current = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolTip(texts.say("ui.case.tree_keys"))
        self.setAccessibleName(name)

    def show_persons(self, persons: tuple[PersonLine, ...], *, numbers: bool = False) -> None:
        """Draw the family, with or without whole ID numbers."""
        if len(persons) != len(self._persons):
            self.current = 0
        self._persons = persons
        self._open = numbers
        self._tell()
        self.setFixedHeight(self.sizeHint().height())
        self.setMinimumWidth(self._widest_row() * (_NARROWEST + _GAP) - _GAP + 2)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Give the room the rows of the tree need."""
        wide = self._widest_row() * (_WIDEST + _GAP) - _GAP + 2
        return QSize(wide, max(1, len(self._rows())) * (_HIGH + _RISE) - _RISE + 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrows walk in the tree, Enter opens the person."""
        key = Qt.Key(event.key())
        if key in _ENTER and self._persons:
            self.opened.emit(self.current)
        elif key in _ACROSS or key in _DOWN:
            self._walk(_ACROSS.get(key, 0), _DOWN.get(key, 0))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Put the cursor on the person that was clicked."""
        super().mousePressEvent(event)
        place = self._at(event.position())
        if place is not None:
            self._go(place)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Open the person that was clicked."""
        place = self._at(event.position())
        if place is not None:
            self.opened.emit(place)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Show the cursor."""
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the lines, then the cards over them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rows = self._placed()
        painter.setPen(QPen(theme.colour("line_strong"), 1.5))
        for above, below in pairwise(rows):
            _join_generations(painter, above, below)
        for row in rows:
            for (person, left), (_, right) in pairwise(row):
                if person.generation == 0:
                    painter.drawLine(
                        QPointF(left.right(), left.center().y()), QPointF(right.left(), right.center().y())
                    )
            for person, spot in row:
                self._draw(painter, person, spot)
        painter.end()

    def _rows(self) -> list[list[PersonLine]]:
        generations = sorted({person.generation for person in self._persons})
        return [[person for person in self._persons if person.generation == each] for each in generations]

    def _widest_row(self) -> int:
        return max((len(row) for row in self._rows()), default=1)

    def _placed(self) -> list[list[_Placed]]:
        """Give every person with the place of their card; cards get narrower before anything has to be scrolled."""
        fitting = (self.width() - 2 + _GAP) // self._widest_row() - _GAP
        wide = max(_NARROWEST, min(_WIDEST, fitting))
        placed = []
        for number, row in enumerate(self._rows()):
            left = max(1.0, (self.width() - len(row) * (wide + _GAP) + _GAP) / 2)
            top = number * (_HIGH + _RISE) + 1
            spots = [QRectF(left + place * (wide + _GAP), top, wide, _HIGH) for place in range(len(row))]
            placed.append(list(zip(row, spots, strict=True)))
        return placed

    def _walk(self, across: int, down: int) -> None:
        rows = self._placed()
        here = self._persons[self.current]
        row, place = next(
            (number, at) for number, line in enumerate(rows) for at, (each, _) in enumerate(line) if each is here
        )
        row, place = row + down, place + across
        if down and 0 <= row < len(rows):
            centre = next(spot.center().x() for line in rows for each, spot in line if each is here)
            place = min(range(len(rows[row])), key=lambda at: abs(rows[row][at][1].center().x() - centre))
        if 0 <= row < len(rows) and 0 <= place < len(rows[row]):
            person = rows[row][place][0]
            self._go(next(at for at, each in enumerate(self._persons) if each is person))

    def _go(self, place: int) -> None:
        self.current = place
        self._tell()
        self.update()

    def _at(self, point: QPointF) -> int | None:
        person = next((each for row in self._placed() for each, spot in row if spot.contains(point)), None)
        return next((place for place, each in enumerate(self._persons) if each is person), None)

    def _tell(self) -> None:
        told = [f"{each.name} {each.relation} {each.born} {each.standing}".strip() for each in self._persons]
        here = [told[self.current]] if told else []
        self.setAccessibleDescription("; ".join([*here, *told]))

    def _draw(self, painter: QPainter, person: PersonLine, spot: QRectF) -> None:
        here = self.hasFocus() and person is self._persons[self.current]
        path = QPainterPath()
        path.addRoundedRect(spot, 6, 6)
        pen = QPen(theme.colour("primary" if here else "line_strong"), 2 if here else 1)
        if not person.moves and not here:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.fillPath(path, QColor(theme.current().surface if person.moves else theme.current().sunken))
        painter.setPen(pen)
        painter.drawPath(path)
        inner = spot.adjusted(10, 3, -10, -4)
        name_font = fonts.sized(fonts.NAME_PX, bold=True)
        small = fonts.sized(12)
        aside = QFontMetrics(small).horizontalAdvance(person.relation) + 8
        name = QFontMetrics(name_font).elidedText(
            fonts.shown(person.name), Qt.TextElideMode.ElideRight, int(inner.width() - aside)
        )
        painter.setFont(name_font)
        painter.setPen(theme.colour("text"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, name)
        painter.setFont(small)
        painter.setPen(theme.colour("muted"))
        right, left = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignLeft
        painter.drawText(inner.adjusted(0, 3, 0, 0), Qt.AlignmentFlag.AlignTop | right, person.relation)
        painter.drawText(inner.adjusted(0, 22, 0, 0), left, f"{person.sex} · {person.born}")
        painter.drawText(inner.adjusted(0, 38, 0, 4), left, person.id_number if self._open else person.id_masked)
        if person.standing != texts.say("ui.case.moves"):  # what is not said moves along
            painter.drawText(inner.adjusted(0, 38, 0, 4), right, person.standing)


def _join_generations(painter: QPainter, above: list[_Placed], below: list[_Placed]) -> None:
    """Join a couple with all its children; parents only with their own, not with who married them."""
    if above[0][0].generation >= 0:
        _join(painter, [spot for _, spot in above], [spot for _, spot in below])
        return
    for by_marriage in (False, True):
        elders = [spot for person, spot in above if person.by_marriage is by_marriage]
        theirs = [spot for person, spot in below if person.by_marriage is by_marriage]
        if elders and theirs:
            _join(painter, elders, theirs, _APART if by_marriage else 0)


def _join(painter: QPainter, above: list[QRectF], below: list[QRectF], lower: int = 0) -> None:
    """Draw the bus line between two generations; `lower` by so much, where another lies beside it."""
    middle = (above[0].bottom() + below[0].top()) / 2 + lower
    ends = [spot.center().x() for spot in (*above, *below)]
    painter.drawLine(QPointF(min(ends), middle), QPointF(max(ends), middle))
    for spot in above:
        painter.drawLine(QPointF(spot.center().x(), spot.bottom()), QPointF(spot.center().x(), middle))
    for spot in below:
        painter.drawLine(QPointF(spot.center().x(), middle), QPointF(spot.center().x(), spot.top()))
