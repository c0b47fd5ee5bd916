"""Finds words that are cut: what a widget of a window would need to show its words, and what it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QScrollArea,
    QTableView,
    QWidget,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_SLACK = 1
"""Sizes are whole pixels, words are not."""
_EDIT, _TITLE, _BOX = 18, 22, 36
"""What a field, a title of a column and a box need beside their words."""


def cuts(window: QWidget) -> list[str]:
    """Name every text in view that has less room than it needs."""
    found = []
    for widget in window.findChildren(QWidget):
        if widget.isVisible():
            found += [f"{type(widget).__name__}: {words}" for words in _cut(widget)]
    return found


def _cut(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel) and widget.text():
        if widget.wordWrap():
            fits = widget.heightForWidth(widget.width()) <= widget.height() + _SLACK
        else:
            fits = widget.sizeHint().width() <= widget.width() + _SLACK
        if not fits:
            yield widget.text()
    elif isinstance(widget, QAbstractButton) and widget.text():
        if widget.sizeHint().width() > widget.width() + _SLACK:
            yield widget.text()
    elif isinstance(widget, QComboBox):
        if _long(widget, widget.currentText()) + _BOX > widget.width():
            yield widget.currentText()
    elif isinstance(widget, QLineEdit):
        if not widget.text() and _long(widget, widget.placeholderText()) + _EDIT > widget.width():
            yield widget.placeholderText()
    elif isinstance(widget, QTableView):
        yield from _cut_titles(widget.horizontalHeader())


def _cut_titles(header: QHeaderView) -> Iterator[str]:
    for place in range(header.count()):
        title = str(header.model().headerData(place, header.orientation()))
        if not header.isSectionHidden(place) and _long(header, title) + _TITLE > header.sectionSize(place):
            yield title


def scrolling_sideways(window: QWidget) -> list[str]:
    """Name every table and every part of a page in view that would have to be scrolled sideways."""
    parts = [*window.findChildren(QTableView), *window.findChildren(QScrollArea)]
    return [
        part.objectName() or type(part).__name__
        for part in parts
        if part.isVisible() and part.horizontalScrollBar().maximum() > 0
    ]


def _long(widget: QWidget, words: str) -> int:
    return widget.fontMetrics().horizontalAdvance(words)
