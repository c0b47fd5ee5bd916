"""The documents checklist: what the policy asks of whom, on which clause, and how it was presented.

Space takes a document in or back, Left and Right say how it was presented; number and dates open under the line
that has the focus. Which documents are asked for is decided by the policy pack, not here.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from station_app import texts
from station_app.domain.vocabulary import Presented
from ui import fonts, icons, theme
from ui.presenters import scan_entries
from ui.widgets.checklist_details import DocumentDetails, findings_of
from ui.widgets.dropped import files_of
from ui.widgets.findings_line import state_of
from ui.widgets.line_scans import LineScans
from ui.widgets.next_panel import day
from ui.widgets.pieces import label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from station_app.domain.findings import Finding
    from ui.presenters.intake_content import Content
    from ui.presenters.intake_state import DocumentLine

_SIGNS = {"present": ("ok", "ok"), "commitment": ("clock", "look"), "not_needed": ("ok", "muted")}
_WAYS = (None, *(way.value for way in Presented))


class ChecklistLine(QFrame):
    """One document.

    Signals:
        presented: (line, how or None) - taken in, changed, or taken back.
        all_seen: (line, whether only of its person) - the originals of all that is missing were seen.
        stepped: Enter or an arrow: go to the next or the previous line.
        entered: It got the focus.
        dropped: (line, files) were dropped on it.
    """

    presented = Signal(object, object)
    all_seen = Signal(object, bool)
    dropped = Signal(object, object)
    stepped = Signal(object, int)
    entered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line: DocumentLine | None = None
        self._said: tuple[object, ...] = ()
        self.details = DocumentDetails(self)
        self._sign = QLabel()
        self._name = label(role="docname", wrap=True)
        self._way = label(role="small")
        self.scans = LineScans(self)
        self.clip = label(role="small")
        self._clip_sign = QLabel()
        self._ground = label(role="small", wrap=True)
        self.setProperty("role", "document")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._arrange()
        self.details.installEventFilter(self)
        self.details.hide()
        self.scans.hide()
        self.setAcceptDrops(True)

    def show_line(
        self, line: DocumentLine, content: Content, findings: Mapping[str, Sequence[Finding]], *, opened: bool
    ) -> None:
        """Show the document as it stands now; nothing to do while nothing about it changed."""
        details = line.entry is not None and (opened or state_of(findings_of(line.entry, findings)) != "")
        said = (line, opened, self.details.said(content, line.entry or 0, line.holder, findings) if details else ())
        if said == self._said:
            return
        self._said = said
        self.line = line
        icon, colour = _sign_of(line)
        self._sign.setPixmap(icons.pixmap(icon, colour, 16))
        self._name.setText(fonts.shown(texts.say("ui.intake.document.line", name=line.name, person=line.person)))
        self._way.setText(way_word(line))
        theme.mark(self._way, "" if colour == "muted" else colour)
        self._ground.setText(_ground(line))
        self._ground.setToolTip(line.why)
        grounded = line.status in {"commitment", "not_needed"} or (line.status == "missing" and line.blocking)
        self._ground.setVisible(bool(line.basis) and (grounded or opened))
        self.setToolTip("\n".join(part for part in (line.why, line.basis) if part))
        self.setAccessibleName(
            texts.say(
                "ui.intake.document.spoken",
                name=line.name,
                person=line.person,
                state=way_word(line),
                why=line.why,
                basis=line.basis,
            )
        )
        if details:
            self.details.show_document(content, line.entry or 0, line.holder, findings)
        self.details.setVisible(details)
        self.scans.setVisible(opened)
        theme.mark(self, "opened" if opened else "", "open")

    def show_scans(self, scans: Sequence[str], pages: Mapping[str, int]) -> None:
        """Show the scans of the document: a clip with the number of pages, each scan where the line is open."""
        count = sum(pages.get(scan, 1) for scan in scans)
        self.clip.setText(str(count))
        said = texts.say("ui.scans.clip", count=count) if scans else ""
        self.clip.setToolTip(said)
        self.setAccessibleDescription(said)
        self.clip.setVisible(bool(scans))
        self._clip_sign.setVisible(bool(scans))
        self.scans.show_scans(scans, pages)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Take files for this document."""
        if files_of(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Say which files came for which document."""
        self.dropped.emit(self.line, files_of(event.mimeData()))
        event.acceptProposedAction()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Space, arrows, Enter."""
        key = event.key()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier or self.line is None:
            event.ignore()
        elif key == Qt.Key.Key_Space:
            self.toggle()
        elif key in {Qt.Key.Key_A, Qt.Key.Key_P} and not event.modifiers():
            self.all_seen.emit(self.line, key == Qt.Key.Key_P)
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self._turn(1 if key == Qt.Key.Key_Right else -1)
        elif key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.stepped.emit(self, 1 if key == Qt.Key.Key_Down else -1)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.stepped.emit(self, -1 if back else 1)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Take the focus; a click on the head takes the document in or back."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.position().y() < self._name.geometry().bottom() + theme.GRID:
            self.toggle()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Tell the page, which opens the details."""
        super().focusInEvent(event)
        self.entered.emit(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Keep clicks into the details from counting as clicks on the line."""
        return event.type() == QEvent.Type.MouseButtonPress or super().eventFilter(watched, event)

    def stops(self) -> list[QWidget]:
        """Give where Tab stops in this line, itself first, whether it is shown now or not."""
        return [self, *self.details.every_stop(), *self.scans.every_stop()]

    def toggle(self) -> None:
        """Take the document in as an original, or back."""
        if self.line is not None:
            taken = self.line.entry is not None and self.line.presented
            self.presented.emit(self.line, None if taken else Presented.ORIGINAL.value)

    def _turn(self, by: int) -> None:
        if self.line is not None:
            # What may not follow later cannot be promised.
            ways = [way for way in _WAYS if way != Presented.COMMITMENT.value or self.line.supplementable]
            place = ways.index(self.line.presented) if self.line.presented in ways else 0
            self.presented.emit(self.line, ways[(place + by) % len(ways)])

    def _arrange(self) -> None:
        self._sign.setFixedSize(16, 16)
        head = QHBoxLayout()
        head.setSpacing(theme.GRID)
        head.addWidget(self._sign)
        head.addWidget(self._name, 1)
        self._clip_sign.setPixmap(icons.pixmap("clip", "muted", 14))
        head.addWidget(self._clip_sign)
        head.addWidget(self.clip)
        head.addWidget(self._way)
        below = QVBoxLayout()
        below.setContentsMargins(24, 0, 0, 0)
        below.setSpacing(4)
        below.addWidget(self._ground)
        below.addWidget(self.details)
        below.addWidget(self.scans)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 8, 4)
        column.setSpacing(2)
        column.addLayout(head)
        column.addLayout(below)


def way_word(line: DocumentLine) -> str:
    """Say how a document stands: 原件, 缺, 承诺, 免交."""
    if line.status == "not_needed":
        return texts.say("ui.intake.document.not_needed")
    if line.presented:
        return texts.say(f"ui.intake.presented.{line.presented}")
    key = ("awaited" if line.quiet else "missing") if line.blocking else "wanted"
    return texts.say(f"ui.intake.document.{key}")


def _sign_of(line: DocumentLine) -> tuple[str, str]:
    if line.status in _SIGNS:
        return _SIGNS[line.status]
    return ("blocked", "blocked") if line.blocking and not line.quiet else ("idle", "muted")


def _ground(line: DocumentLine) -> str:
    if line.status == "missing" and line.supplementable:
        return texts.say("ui.intake.document.may_follow", basis=line.basis)
    if line.status == "commitment" and line.due is not None:
        return texts.say("ui.notice.due", day=day(line.due), basis=line.basis)
    if line.status == "not_needed":
        return line.why.rsplit(";", 1)[-1].strip()  # the pack says first what it proves, then why it can be left out
    return line.basis


class Checklist(QWidget):
    """All lines; keeps them in place while their states change.

    Signals:
        presented: (line, how or None).
        all_seen: The originals of these lines were seen, all at once.
        left_behind: Enter on the last line (+1) or Shift+Enter on the first (-1).
        entered: A line or one of its fields got the focus; carries its path.
        dropped: (line, files) - files were dropped on a line.
        scan_acted: (line, one of `line_scans.ACTS`).
        scan_looked_at, scan_taken_off: (digest), (line, digest).
    """

    presented = Signal(object, object)
    all_seen = Signal(object)
    left_behind = Signal(int)
    entered = Signal(str)
    edited = Signal(str, object)
    turned = Signal(str, int)
    shared = Signal(int, object)
    dropped = Signal(object, object)
    scan_acted = Signal(object, str)
    scan_looked_at = Signal(str)
    scan_taken_off = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: list[ChecklistLine] = []
        self._opened: tuple[str, int | None, str] | None = None
        self._shown: tuple[Sequence[DocumentLine], Content, Mapping[str, Sequence[Finding]]] = ((), {}, {})
        self._stops: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        # Made with the page and kept: Qt puts what is made later at the very end of the page, so the others follow it.
        self._first = self._make()
        self._first.hide()

    def show_lines(
        self, lines: Sequence[DocumentLine], content: Content, findings: Mapping[str, Sequence[Finding]]
    ) -> None:
        """Show `lines`; the widgets stay, so that the focus does."""
        self._shown = (lines, content, findings)
        while len(self.lines) > len(lines):
            gone = self.lines.pop()
            gone.hide()
            if gone is not self._first:
                self._column.removeWidget(gone)
                gone.deleteLater()
        while len(self.lines) < len(lines):
            self._append()
        for widget, line in zip(self.lines, lines, strict=True):
            widget.show_line(line, content, findings, opened=line.key == self._opened)
        self._order()

    def focus_first_open(self) -> None:
        """Go to the first document that blocks, else to the first line."""
        wanted = [widget for widget in self.lines if widget.line is not None and _is_open(widget.line)]
        for widget in [*wanted, *self.lines][:1]:
            widget.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_details(self) -> None:
        """Close the details: the officer is elsewhere."""
        if self._opened is not None:
            self._opened = None
            self.show_lines(*self._shown)

    def focus_entry(self, entry: int, leaf: str) -> bool:
        """Go to the document with this index in the draft; tell whether it is here."""
        for widget in self.lines:
            if widget.line is not None and widget.line.entry == entry:
                widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
                widget.details.focus_leaf(leaf)
                return True
        return False

    def focus_kind(self, kind: str, holder: int | None) -> bool:
        """Go to the line of a document that may not be presented yet; tell whether it is here."""
        for widget in self.lines:
            if widget.line is not None and (widget.line.kind, widget.line.holder) == (kind, holder):
                widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return True
        return False

    def show_scans(self, content: Content, pages: Mapping[str, int], *, scanner: bool) -> None:
        """Show which scans each document has; `scanner` tells whether one could be asked."""
        for widget in self.lines:
            entry = widget.line.entry if widget.line is not None else None
            widget.show_scans(scan_entries.of_entry(content, entry), pages)
            widget.scans.buttons["scan"].setVisible(scanner)
        self._order()

    def show_scanning(self, scanning: bool) -> None:  # noqa: FBT001 - a signal's argument
        """Let the button that began the scanner stop it."""
        for widget in self.lines:
            widget.scans.buttons["scan"].setText(texts.say("ui.scans.stop" if scanning else "ui.scans.scan"))

    def focused_line(self) -> DocumentLine | None:
        """Give the document of the line that has the focus, or something in it."""
        here = QApplication.focusWidget()
        if here is None:
            return None
        return next((each.line for each in self.lines if here is each or each.isAncestorOf(here)), None)

    def _order(self) -> None:
        """Let Tab walk the lines where they stand, before what follows them on the page."""
        stops = [stop for line in self.lines for stop in line.stops()]
        if stops != self._stops:
            self._stops = stops
            for before, after in itertools.pairwise(stops):
                QWidget.setTabOrder(before, after)

    def _append(self) -> None:
        made = self._make() if self.lines else self._first
        made.show()
        self.lines.append(made)

    def _make(self) -> ChecklistLine:
        made = ChecklistLine(self)
        made.dropped.connect(self.dropped)
        made.scans.acted.connect(lambda act, line=made: self.scan_acted.emit(line.line, act))
        made.scans.looked_at.connect(self.scan_looked_at)
        made.scans.taken_off.connect(lambda scan, line=made: self.scan_taken_off.emit(line.line, scan))
        made.presented.connect(self.presented)
        made.all_seen.connect(self._all_seen)
        made.stepped.connect(self._step)
        made.entered.connect(self._open)
        made.details.edited.connect(self.edited)
        made.details.turned.connect(self.turned)
        made.details.shared.connect(self.shared)
        made.details.entered.connect(self.entered)
        made.details.stepped.connect(lambda by, line=made: self._step(line, by))
        self._column.addWidget(made)
        return made

    def _open(self, widget: ChecklistLine) -> None:
        if widget.line is None:
            return
        self._opened = widget.line.key
        self.show_lines(*self._shown)
        self.entered.emit(f"documents.{widget.line.kind}.{widget.line.holder}")

    def _all_seen(self, line: DocumentLine, of_person: bool) -> None:  # noqa: FBT001 - a signal's argument
        lines = [each for each in self._shown[0] if _is_open(each) and (each.holder == line.holder or not of_person)]
        if lines:
            self.all_seen.emit(lines)

    def _step(self, widget: ChecklistLine, by: int) -> None:
        place = self.lines.index(widget) + by
        if 0 <= place < len(self.lines):
            self.lines[place].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.left_behind.emit(by)


def _is_open(line: DocumentLine) -> bool:
    return line.status == "missing" and line.blocking
