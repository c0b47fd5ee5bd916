"""Cells that show their whole text: what is wider than its column stands in it in two small lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPalette, QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui import fonts, theme

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QFont

_SMALL_PX = 12
_LEADING = 15
"""From one small line to the next: two of them fit into a row of the desk's tables."""
_MARGIN = 3
"""What Qt leaves free at both ends of a text in a cell, within what it calls the text's place."""
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
_MAY_BREAK = "\u200b"


class FoldingDelegate(QStyledItemDelegate):
    """Draws a cell as the style does, but folds a text too wide for it instead of cutting it."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one cell."""
        self.initStyleOption(option, index)
        style = option.widget.style() if option.widget else QApplication.style()
        place = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, option, option.widget)
        place.adjust(_MARGIN, 0, -_MARGIN, 0)
        text: str = option.text
        whole = option.fontMetrics.horizontalAdvance(text) <= place.width()
        if not whole:
            option.text = ""
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        if not whole:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            ink = theme.colour("text") if chosen else option.palette.color(QPalette.ColorRole.Text)
            painter.save()
            painter.setPen(ink)
            _write(painter, place, text, option.displayAlignment)
            painter.restore()


def folded(text: str, font: QFont, room: int) -> tuple[str, ...]:
    """Give `text` in at most two lines of `room` pixels; the second ends in … where even that is too little.

    Broken by preference between words and after the dots of a name or a list, else anywhere.
    """
    measured = QFontMetrics(font)
    if measured.horizontalAdvance(text) <= room:
        return (text,)
    breakable = text.replace("·", f"·{_MAY_BREAK}").replace("、", f"、{_MAY_BREAK}")
    layout = QTextLayout(breakable, font)
    wrapping = QTextOption()
    wrapping.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(wrapping)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(room)
    layout.endLayout()
    end = line.textLength()
    first, rest = (part.replace(_MAY_BREAK, "") for part in (breakable[:end], breakable[end:]))
    return (first.rstrip(), measured.elidedText(rest.strip(), Qt.TextElideMode.ElideRight, room))


def _write(painter: QPainter, place: QRect, text: str, side: Qt.AlignmentFlag) -> None:
    font = fonts.sized(_SMALL_PX)
    painter.setFont(font)
    lines = folded(text, font, place.width())
    across = side & Qt.AlignmentFlag.AlignHorizontal_Mask
    top = place.center().y() - _LEADING * len(lines) // 2
    for line in lines:
        painter.drawText(QRect(place.x(), top, place.width(), _LEADING), across | _MIDDLE, line)
        top += _LEADING
