"""The right of the intake page (what the law asks, what it forbids, what happens next) and the bar at its foot."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from station_app import texts
from station_app.domain.findings import Severity
from station_app.domain.vocabulary import DraftPurpose
from ui import keys, theme
from ui.form_view.editors import code_box
from ui.presenters import intake_content as content_of
from ui.presenters.intake_state import DocumentLine
from ui.widgets.checklist import Checklist
from ui.widgets.next_panel import ForbiddenPanel, NextPanel
from ui.widgets.pieces import button, column, label, panel

if TYPE_CHECKING:
    from collections.abc import Mapping

    from station_app.domain.findings import Finding
    from ui.presenters.intake_content import Content
    from ui.presenters.intake_state import IntakeState

_ENTRY = re.compile(r"documents\[(\d+)\](?:\.([a-z]+))?")
_LINE = re.compile(r"documents\.(\w+)\.(\d+|None)")


class SideColumn(QWidget):
    """Checklist, forbidden demands, next steps.

    Signals:
        presented, all_seen, edited, turned, shared, entered, left_behind: As `Checklist`.
        route_wanted: Change to this route.
        decline_wanted: Decline the application.
    """

    presented = Signal(object, object)
    all_seen = Signal(object)
    edited = Signal(str, object)
    turned = Signal(str, int)
    shared = Signal(int, object)
    entered = Signal(str)
    left_behind = Signal(int)
    route_wanted = Signal(str)
    decline_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.checklist = Checklist()
        self.forbidden = ForbiddenPanel()
        self.next = NextPanel()
        self._after = QWidget()
        self._barred: Mapping[str, str] = {}
        self.more = code_box("document_kind", lambda: self._barred)
        self._title = label(role="heading")
        self._wanted = ""
        self._said: tuple[object, ...] = ()
        self._arrange()
        self.checklist.presented.connect(self.presented)
        self.checklist.all_seen.connect(self.all_seen)
        self.checklist.edited.connect(self.edited)
        self.checklist.turned.connect(self.turned)
        self.checklist.shared.connect(self.shared)
        self.checklist.entered.connect(self._entered)
        self.checklist.left_behind.connect(self.left_behind)
        self.next.decline_wanted.connect(self.decline_wanted)
        self.next.route_wanted.connect(self.route_wanted)
        self.more.edited.connect(self._bring_more)

    def show_state(self, state: IntakeState, content: Content) -> None:
        """Show the checklist and what follows."""
        names = tuple(member.name for member in state.members)
        said = (state.documents, state.findings, names, content_of.copied(content_of.documents(content)))
        if said != self._said:
            self._said = said
            self._show_documents(state, content)
        self._barred = state.barred
        self.forbidden.show_state(state)
        self.next.show_state(state)
        if self._wanted and self.checklist.lines:
            self.go_to(self._wanted)

    def _show_documents(self, state: IntakeState, content: Content) -> None:
        present, asked = state.document_count
        self._title.setText(texts.say("ui.intake.documents_title", present=present, asked=asked))
        findings: dict[str, list[Finding]] = {}
        for finding in state.findings:
            if finding.where.startswith("documents[") and finding.severity is not Severity.CONFIRM:
                findings.setdefault(finding.where, []).append(finding)
        self.checklist.show_lines(state.documents, content, findings)

    def show_roomy(self, *, roomy: bool) -> None:
        """Give the checklist all the room while documents are being looked at."""
        self._after.setVisible(not roomy)

    def hold(self, widget: QWidget) -> None:
        """Take a widget in under the checklist."""
        self._documents.addWidget(widget)

    def go_to_documents(self) -> None:
        """Go to the first document that is missing."""
        self.checklist.focus_first_open()

    def focus_first(self) -> None:
        """Go to the first line of the checklist."""
        if self.checklist.lines:
            self.checklist.lines[0].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.left_behind.emit(1)

    def go_to(self, path: str) -> None:
        """Go to the document of `path`, or to the first that is missing; as soon as the lines are known."""
        self._wanted = "" if self.checklist.lines else path
        entry, line = _ENTRY.match(path), _LINE.match(path)
        if entry is not None and self.checklist.focus_entry(int(entry.group(1)), entry.group(2) or ""):
            return
        if line is not None and self.checklist.focus_kind(line.group(1), _holder(line.group(2))):
            return
        self.checklist.focus_first_open()

    def leave(self) -> None:
        """Close the details and go nowhere any more: the officer is elsewhere."""
        self._wanted = ""
        self.checklist.close_details()

    def _entered(self, path: str) -> None:
        # The details have only just been opened; where they lie is known after the next layout.
        QTimer.singleShot(0, self, self._bring_into_view)
        self.entered.emit(path)

    def _bring_into_view(self) -> None:
        for line in self.checklist.lines:
            if line.hasFocus():
                self._scroll.ensureWidgetVisible(line, 0, theme.GRID)
                if line.height() > self._scroll.viewport().height():  # its name before its details
                    self._scroll.verticalScrollBar().setValue(line.y())

    def _bring_more(self, kind: object) -> None:
        """Take in a document that nobody asked for; it is the applicant's until said otherwise."""
        if isinstance(kind, str):
            line = DocumentLine(
                kind=kind, name="", holder=0, person="", status="missing", blocking=False, supplementable=False,
                basis="", why="", entry=None, presented=None,
            )  # fmt: skip
            self.presented.emit(line, "original")
            self.more.show_value(None)

    def _arrange(self) -> None:
        self.more.setPlaceholderText(texts.say("ui.intake.documents_more"))
        self.more.setAccessibleName(texts.say("ui.intake.documents_more_hint"))
        self.more.setToolTip(texts.say("ui.intake.documents_more_hint"))
        body = QWidget()
        inside = QVBoxLayout(body)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.GRID)
        self._title.setContentsMargins(8, 0, 0, 0)
        inside.addWidget(self.checklist)
        inside.addWidget(self.more)
        inside.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidget(body)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes to the fields in it
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        documents = panel()
        self._documents = column(documents, theme.GRID)
        self._documents.addWidget(self._title)
        self._documents.addWidget(self._scroll, 1)
        after = column(self._after, 0)
        after.addWidget(self.forbidden)
        after.addWidget(self.next)
        whole = column(self, 0)
        whole.addWidget(documents, 1)
        whole.addWidget(self._after)


def _holder(word: str) -> int | None:
    return int(word) if word.isdigit() else None


class ActionBar(QFrame):
    """What can be done with the case, each with its key; the one primary action at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._purpose = DraftPurpose.NEW
        self.card = _act("card", "reader")
        self.member = _act("member", "add")
        self.notice = _act("notice", "paper")
        self.keep = _act("keep", "save")
        self.fresh = _act("fresh", "intake")
        self.discard = _act("discard", "close")
        self.drafts = _act("drafts", "folder")
        self.accept = button(texts.say("ui.intake.act.accept") + "  Ctrl+Enter", lambda: None, "primary", "ok")
        self.accept.setAutoDefault(True)
        self.notice.setEnabled(False)
        self.notice.setToolTip(texts.say("ui.notice.nothing"))
        line = QHBoxLayout(self)
        line.setContentsMargins(8, 8, 8, 8)
        line.setSpacing(theme.GRID)
        for made in (self.card, self.member, self.notice, self.keep, self.fresh, self.discard, self.drafts):
            line.addWidget(made)
        line.addStretch(1)
        line.addWidget(self.accept)

    def show_state(self, state: IntakeState) -> None:
        """Let the button say what is missing; it stays pressable, and then leads there."""
        self.accept.setToolTip("\n".join(finding.message for finding in state.blocking[:6]))
        missing = len(state.blocking)
        self.notice.setEnabled(state.checked and missing > 0)
        self.notice.setToolTip(
            texts.say("ui.notice.hint", count=missing) if missing else texts.say("ui.notice.nothing")
        )

    def show_purpose(self, purpose: DraftPurpose) -> None:
        """Let the last button say what it does with the case on the page."""
        if purpose is not self._purpose:
            self._purpose = purpose
            self.show_busy(busy=False)

    def show_busy(self, *, busy: bool) -> None:
        """Show that the case is being stored."""
        self.accept.setEnabled(not busy)
        done = "supplement" if self._purpose is DraftPurpose.SUPPLEMENT else "accept"
        word = "accepting" if busy else done
        self.accept.setText(texts.say(f"ui.intake.act.{word}") + ("" if busy else "  Ctrl+Enter"))

    def show_drafts(self, count: int) -> None:
        """Show how many drafts this desk has."""
        name = texts.say("ui.intake.act.drafts")
        self.drafts.setText(f"{name} {count}  F9" if count else f"{name}  F9")


def _act(name: str, icon: str) -> QPushButton:
    # The keys are shown, not bound here: the page binds them, so that they act wherever the focus is on it.
    made = button(f"{texts.say(f'ui.intake.act.{name}')}  {keys.shown(keys.of(name)[0])}", lambda: None, "flat", icon)
    made.setAccessibleName(texts.say(f"ui.intake.act.{name}"))
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return made
