"""The question where a paper is saved as a PDF; it never stands in the way of the lock (`ui.cover` puts it away)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from station_app import texts

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


def ask_for_pdf(parent: QWidget, name: str, save_to: Callable[[str], None]) -> None:
    """Ask where to save the file `name`; `save_to` is called with the place, not if nobody wants it."""
    dialog = QFileDialog(parent, texts.say("ui.preview.save"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter("PDF (*.pdf)")
    dialog.selectFile(name)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(save_to)
    dialog.open()
