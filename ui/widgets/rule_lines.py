"""The rules for a new password: a tick at each one that is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui import icons, theme
from ui.widgets.pieces import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.presenters.passwords import Rule


class RuleLines(QWidget):
    """One line a rule."""

    def __init__(self) -> None:
        super().__init__()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(2)
        self._lines: list[_RuleLine] = []

    def show_rules(self, rules: Sequence[Rule]) -> None:
        """Show whether each rule is kept; the rules stay the same, their state changes."""
        while len(self._lines) < len(rules):
            self._lines.append(_RuleLine())
            self._layout.addWidget(self._lines[-1])
        for line, rule in zip(self._lines, rules, strict=True):
            line.show_rule(rule)


class _RuleLine(QWidget):
    """A rule with its sign."""

    def __init__(self) -> None:
        super().__init__()
        self._sign, self._words = QLabel(), label(role="small")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._sign)
        layout.addWidget(self._words, 1)

    def show_rule(self, rule: Rule) -> None:
        """Show whether the rule is kept."""
        self._sign.setPixmap(icons.pixmap("ok" if rule.kept else "idle", "ok" if rule.kept else "muted", 16))
        self._words.setText(rule.words)
        theme.mark(self._words, "ok" if rule.kept else "")
