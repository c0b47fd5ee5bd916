"""The keys of the intake page, bound to what they do there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from ui import keys

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget


def bind(page: QWidget, acts: Mapping[str, Callable[[], object]], go_to_person: Callable[[int], object]) -> None:
    """Let the keys that `ui.keys` declares act wherever the focus is on `page`."""
    bound = [(sequence, act) for name, act in acts.items() for sequence in keys.of(name)]
    bound += [(sequence, partial(go_to_person, at)) for at, sequence in enumerate(keys.of("person"))]
    for sequence, act in bound:
        shortcut = QShortcut(QKeySequence(sequence), page)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)
