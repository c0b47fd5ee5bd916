"""What a check says about one field: icon and sentence, and for a question a line for the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QPushButton, QVBoxLayout, QWidget

from station_app import texts
from station_app.domain.findings import Severity, question, reason_for
from ui import fonts, icons, theme
from ui.widgets.field_edit import FieldEdit
from ui.widgets.pieces import button

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from station_app.domain.findings import Finding

_LOOKS: Mapping[Severity, tuple[str, str]] = {
    Severity.ERROR: ("blocked", "blocked"),
    Severity.CONFIRM: ("confirm", "look"),
    Severity.WARNING: ("look", "look"),
    Severity.NOTE: ("note", "muted"),
}


def state_of(findings: Sequence[Finding]) -> str:
    """Give the theme state of the heaviest finding: `blocked`, `look`, or empty."""
    severities = {finding.severity for finding in findings}
    if Severity.ERROR in severities:
        return "blocked"
    return "look" if severities & {Severity.CONFIRM, Severity.WARNING} else ""


class FindingsLine(QWidget):
    """The findings of one place, one under the other; takes no room when there are none.

    Signals:
        confirmed: The officer gave (or cleared) a reason: question (or code, for all of a kind), reason.
        stepped: Enter or Shift+Enter in a reason.
    """

    confirmed = Signal(str, str)
    stepped = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Finding, ...] = ()
        self.reasons: dict[str, FieldEdit] = {}
        self.for_all: dict[str, QPushButton] = {}
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(4)
        self.hide()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is shown."""
        return self._shown

    def show_findings(
        self, findings: Sequence[Finding], confirmed: Mapping[str, str], alike: Mapping[str, int] | None = None
    ) -> None:
        """Show `findings`; the same ones again leave the reason under the cursor alone.

        `alike`: by code, how many questions of a kind are still open; a reason given here can be given for them too.
        """
        if tuple(findings) != self._shown:
            self._shown = tuple(findings)
            self._rebuild()
        asking = {question(finding): finding for finding in self._shown}
        for name, edit in self.reasons.items():
            reason = reason_for(asking[name], confirmed)
            if not edit.hasFocus():
                edit.show_value(reason or None)
            others = (alike or {}).get(asking[name].code, 0)
            self.for_all[name].setVisible(bool(reason) and others > 0)
            self.for_all[name].setText(texts.say("ui.known.for_all", count=others))
        self.setVisible(bool(self._shown))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for the height the sentences need at this width; the grid of a form in a scroll area forgets to."""
        super().resizeEvent(event)
        self._claim_height()

    def _claim_height(self) -> None:
        needed = self._rows.heightForWidth(self.width()) if self._shown else 0
        if needed != self.minimumHeight():
            self.setMinimumHeight(max(0, needed))

    def _rebuild(self) -> None:
        _empty(self._rows)
        self.reasons.clear()
        self.for_all.clear()
        for finding in self._shown:
            self._rows.addWidget(_sentence(finding))
            if finding.severity is Severity.CONFIRM and question(finding) not in self.reasons:
                self._rows.addWidget(self._reason(finding))
                self._rows.addWidget(self._for_all(finding), 0, Qt.AlignmentFlag.AlignLeft)
        self._rows.addStretch(1)
        self._claim_height()

    def _reason(self, finding: Finding) -> FieldEdit:
        edit = FieldEdit(self, longest=200)
        edit.setPlaceholderText(texts.say("ui.intake.reason.hint"))
        edit.setAccessibleName(texts.say("ui.intake.reason.name", sentence=finding.message))
        name = question(finding)
        edit.edited.connect(lambda reason: self.confirmed.emit(name, str(reason or "")))
        edit.stepped.connect(self.stepped)
        self.reasons[name] = edit
        edit.show()  # at once, not with the next event: the cursor may be sent here before
        return edit

    def _for_all(self, finding: Finding) -> QPushButton:
        """Offer to give this reason for every other question of its kind; said once, never assumed."""
        name = question(finding)
        made = button("", lambda: self.confirmed.emit(finding.code, str(self.reasons[name].value() or "")), "flat")
        made.hide()
        self.for_all[name] = made
        return made


def _sentence(finding: Finding) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    icon, colour = _LOOKS[finding.severity]
    sign = QLabel()
    sign.setPixmap(icons.pixmap(icon, colour, 14))
    sign.setFixedWidth(16)
    sign.setAccessibleName(texts.say(f"ui.intake.severity.{finding.severity.value}"))
    row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    words = QLabel(fonts.shown(finding.message))
    words.setTextFormat(Qt.TextFormat.PlainText)
    words.setWordWrap(True)
    words.setProperty("role", "finding")
    theme.mark(words, "" if colour == "muted" else colour)
    words.setToolTip(finding.basis)
    row.addWidget(words, 1)
    return line


def _empty(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
