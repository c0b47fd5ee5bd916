"""Line icons of our own (`resources/icons`), drawn in a colour of the theme.

A state icon never stands without a word.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from resources import folder
from ui import theme

_RENDERED_AT = 4
"""Drawn at four times their size once, so that they stay sharp at 150 % and 200 %."""


def icon(name: str, colour: str = "text", size: int = 18) -> QIcon:
    """Give the icon `name` in the colour `colour` of the theme in use; dimmed when disabled."""
    drawn = QIcon(_pixmap(name, getattr(theme.current(), colour), size))
    dim = theme.current().line_strong
    drawn.addPixmap(_pixmap(name, dim, size), QIcon.Mode.Disabled)
    return drawn


def pixmap(name: str, colour: str = "text", size: int = 18) -> QPixmap:
    """Give the icon as a pixmap of `size` logical pixels."""
    return _pixmap(name, getattr(theme.current(), colour), size)


@cache
def _pixmap(name: str, colour: str, size: int) -> QPixmap:
    source = (folder("icons") / f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    picture = QPixmap(size * _RENDERED_AT, size * _RENDERED_AT)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(picture.rect()))
    painter.end()
    picture.setDevicePixelRatio(_RENDERED_AT)
    return picture
