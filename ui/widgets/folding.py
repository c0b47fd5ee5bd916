"""Cells that show their whole text: what is wider than its column stands in it in two small lines."""

from __future__ import annotations

import bisect
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui import fonts, theme

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex
    from PySide6.QtGui import QFont

_SMALL_PX = 12
_LEADING = 15
"""From one small line to the next: two of them fit into a row of the desk's tables."""
_MARGIN = 3
"""What Qt leaves free at both ends of a text in a cell, within what it calls the text's place."""
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
_BREAKS = frozenset(" ·、")


class FoldingDelegate(QStyledItemDelegate):
    """Draws a cell as the style does, but folds a text too wide for it instead of cutting it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._taken: dict[bool, int] = {}

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one cell."""
        self.initStyleOption(option, index)
        style = option.widget.style() if option.widget else QApplication.style()
        text: str = option.text
        whole = option.fontMetrics.horizontalAdvance(text) <= self._room(option, style)
        if not whole:
            option.text = ""
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        if not whole:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            ink = theme.colour("text") if chosen else option.palette.color(QPalette.ColorRole.Text)
            painter.save()
            painter.setPen(ink)
            _write(painter, _place(option, style), text, option.displayAlignment)
            painter.restore()

    def _room(self, option: QStyleOptionViewItem, style: QStyle) -> int:
        """Give the pixels a text has in this cell; what else is in it is the same in all cells with a mark, or without.

        Asking the style for every cell costs as much as measuring all texts.
        """
        marked = bool(option.features & QStyleOptionViewItem.ViewItemFeature.HasDecoration)
        if marked not in self._taken:
            room = _place(option, style).width()
            if room <= 0:  # a column drawn together tells nothing of others
                return 0
            self._taken[marked] = option.rect.width() - room
        return option.rect.width() - self._taken[marked]


def _place(option: QStyleOptionViewItem, style: QStyle) -> QRect:
    place = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, option, option.widget)
    return place.adjusted(_MARGIN, 0, -_MARGIN, 0)


def folded(text: str, font: QFont, room: int) -> tuple[str, ...]:
    """Give `text` in at most two lines of `room` pixels; the second ends in … where even that is too little.

    Broken between words or after the dots of a name or a list where both parts have room then; else at the last of
    these places that leaves the first line no less than half full; else where it is full.
    """
    measured = QFontMetrics(font)

    def fits(part: str) -> bool:
        return measured.horizontalAdvance(part.strip()) <= room

    if fits(text):
        return (text,)
    breaks = [place for place, sign in enumerate(text, start=1) if sign in _BREAKS and fits(text[:place])]
    whole = next((place for place in reversed(breaks) if fits(text[place:])), 0)
    blank = next((place for place in reversed(breaks) if text[place - 1] == " "), 0)
    full = bisect.bisect_left(range(1, len(text)), 1, key=lambda place: 0 if fits(text[:place]) else 1)
    last = breaks[-1] if breaks and 2 * breaks[-1] >= full else 0
    at = whole or blank or last or max(1, full)
    return (text[:at].strip(), measured.elidedText(text[at:].strip(), Qt.TextElideMode.ElideRight, room))


def _write(painter: QPainter, place: QRect, text: str, side: Qt.AlignmentFlag) -> None:
    font = fonts.sized(_SMALL_PX)
    painter.setFont(font)
    lines = folded(text, font, place.width())
    across = side & Qt.AlignmentFlag.AlignHorizontal_Mask
    top = place.center().y() - _LEADING * len(lines) // 2
    for line in lines:
        painter.drawText(QRect(place.x(), top, place.width(), _LEADING), across | _MIDDLE, line)
        top += _LEADING
