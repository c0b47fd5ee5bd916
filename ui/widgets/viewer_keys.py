"""The viewer's keys while the officer types beside it: with Ctrl or Alt, so that no letter of a name turns a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.widgets.page_viewer import PageViewer


def bind_viewer_keys(page: QWidget, viewer: PageViewer) -> None:
    """Bind the keys on `page`; they do nothing while the viewer is closed. Shift+F11 goes into the viewer and back."""
    before: list[QWidget] = []

    def to_and_fro() -> None:
        if viewer.room.hasFocus():
            if before and before[0].isVisible():
                before[0].setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            here = QApplication.focusWidget()
            before[:] = [here] if here is not None else []
            viewer.room.setFocus(Qt.FocusReason.ShortcutFocusReason)

    for keys, act in (
        ("Ctrl++", viewer.larger),
        ("Ctrl+=", viewer.larger),
        ("Ctrl+-", viewer.smaller),
        ("Ctrl+0", viewer.fit),
        ("Ctrl+R", viewer.rotate),
        ("Alt+PgDown", lambda: viewer.turned.emit(1)),
        ("Alt+PgUp", lambda: viewer.turned.emit(-1)),
        ("Shift+F11", to_and_fro),
    ):
        shortcut = QShortcut(QKeySequence(keys), page)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda act=act: act() if not viewer.isHidden() else None)
