"""The family of a case as a tree: parents above, the couple in the middle, children below."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import fonts, theme

if TYPE_CHECKING:
    from ui.presenters.case_page import PersonLine

    _Placed = tuple[PersonLine, QRectF]

_CARD = QSize(248, 70)
_GAP = 16
_RISE = 24
_APART = 6


class FamilyTree(QWidget):
    """Cards joined by lines; numbers are masked until the officer asks for them."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._persons: tuple[PersonLine, ...] = ()
        self._name = name
        self._open = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_persons(self, persons: tuple[PersonLine, ...], *, numbers: bool = False) -> None:
        """Draw the family, with or without whole ID numbers."""
        self._persons = persons
        self._open = numbers
        self.setAccessibleName(self._name)
        self.setAccessibleDescription("; ".join(f"{each.name} {each.relation} {each.born}" for each in persons))
        self.setFixedHeight(self.sizeHint().height())
        self.setMinimumWidth(self.sizeHint().width())
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Give the room the rows of the tree need."""
        rows = self._rows()
        widest = max((len(row) for row in rows), default=1)
        wide = widest * (_CARD.width() + _GAP) - _GAP + 2
        return QSize(wide, max(1, len(rows)) * (_CARD.height() + _RISE) - _RISE + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the lines, then the cards over them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rows = self._rows()
        places = [self._places(len(row), number) for number, row in enumerate(rows)]
        painter.setPen(QPen(theme.colour("line_strong"), 1.5))
        for number, (above, below) in enumerate(pairwise(places)):
            _join_generations(
                painter, list(zip(rows[number], above, strict=True)), list(zip(rows[number + 1], below, strict=True))
            )
        for row, spots in zip(rows, places, strict=True):
            for left, right in pairwise(spots):
                if row[0].generation == 0:
                    painter.drawLine(
                        QPointF(left.right(), left.center().y()), QPointF(right.left(), right.center().y())
                    )
            for person, spot in zip(row, spots, strict=True):
                self._draw(painter, person, spot)
        painter.end()

    def _rows(self) -> list[list[PersonLine]]:
        generations = sorted({person.generation for person in self._persons})
        return [[person for person in self._persons if person.generation == each] for each in generations]

    def _places(self, count: int, row: int) -> list[QRectF]:
        wide, high = _CARD.width(), _CARD.height()
        whole = count * (wide + _GAP) - _GAP
        left = max(1.0, (self.width() - whole) / 2)
        top = row * (high + _RISE) + 1
        return [QRectF(left + number * (wide + _GAP), top, wide, high) for number in range(count)]

    def _draw(self, painter: QPainter, person: PersonLine, spot: QRectF) -> None:
        path = QPainterPath()
        path.addRoundedRect(spot, 6, 6)
        pen = QPen(theme.colour("line_strong"), 1)
        if not person.moves:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.fillPath(path, QColor(theme.current().surface if person.moves else theme.current().sunken))
        painter.setPen(pen)
        painter.drawPath(path)
        inner = spot.adjusted(12, 5, -12, -5)
        name_font = fonts.sized(fonts.NAME_PX, bold=True)
        name = QFontMetrics(name_font).elidedText(
            fonts.shown(person.name), Qt.TextElideMode.ElideRight, int(inner.width() * 0.6)
        )
        painter.setFont(name_font)
        painter.setPen(theme.colour("text"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, name)
        painter.setFont(fonts.sized(12))
        painter.setPen(theme.colour("muted"))
        painter.drawText(
            inner.adjusted(0, 3, 0, 0), Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight, person.relation
        )
        painter.drawText(inner.adjusted(0, 24, 0, 0), Qt.AlignmentFlag.AlignLeft, f"{person.sex} · {person.born}")
        painter.drawText(
            inner.adjusted(0, 41, 0, 4),
            Qt.AlignmentFlag.AlignLeft,
            person.id_number if self._open else person.id_masked,
        )


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
