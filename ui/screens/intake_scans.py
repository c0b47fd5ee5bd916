"""Scans on the intake page: the tray, keys and drops on the lines of the checklist, the viewer beside the data.

While the viewer is open it stands between the form and the checklist; the list of the family makes room (Alt and a
digit still goes to a person), the tray goes under the checklist, and the form closes up into fewer columns, so that
every field stays usable.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QWidget

from station_app import texts
from ui.presenters import scan_entries
from ui.presenters.intake_state import document_name
from ui.presenters.page_viewer import Sheet, ViewerPresenter
from ui.presenters.scans import ScanDesk
from ui.widgets.page_viewer import PageViewer
from ui.widgets.scan_tray import ScanTray
from ui.widgets.viewer_keys import bind_viewer_keys

if TYPE_CHECKING:
    from collections.abc import Sequence

    from station_app.domain.scans import KeptScan
    from ui.presenters.intake import IntakePresenter
    from ui.presenters.intake_state import DocumentLine
    from ui.screens.intake_middle import MiddleColumn
    from ui.screens.intake_side import SideColumn
    from ui.session import Session


class IntakeScans(QObject):
    """Joins the scans of the desk to the case on the page."""

    def __init__(
        self, session: Session, presenter: IntakePresenter, middle: MiddleColumn, side: SideColumn, left: QWidget
    ) -> None:
        super().__init__(side)
        self._session = session
        self._presenter = presenter
        self._middle = middle
        self._side = side
        self._left = left
        self._line: DocumentLine | None = None
        self._named: tuple[str, frozenset[str]] = ("", frozenset())
        self.desk = ScanDesk(session, self)
        self.tray = ScanTray()
        self.viewer = PageViewer()
        self.viewer.hide()
        self.book = ViewerPresenter(session.catalogue, session.runner, self.viewer.show_view)
        self._listen()

    @property
    def viewing(self) -> bool:
        """Whether the viewer is open."""
        return not self.viewer.isHidden()

    def bind_keys(self, page: QWidget) -> None:
        """Let the keys act wherever the focus is on the page."""
        for keys, act in (
            ("F3", self.file_next),
            ("Shift+F3", lambda: self._scan(feeder=False)),
            ("Ctrl+Shift+F3", lambda: self._scan(feeder=True)),
            ("Ctrl+F3", self._ask_files),
            ("F11", self.toggle_viewer),
        ):
            shortcut = QShortcut(QKeySequence(keys), page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        bind_viewer_keys(page, self.viewer)

    def file_next(self) -> None:
        """Give the next scan of the tray to the line in focus; without one, go to the checklist and say so."""
        digest = self.tray.current
        if not digest:
            self._session.told.emit(texts.say("ui.scans.none_waiting"), "look")
        else:
            self._file(digest)

    def toggle_viewer(self) -> None:
        """Open the viewer at the line in focus, else at the tray, else at the first scan of the case; or close it."""
        if self.viewing:
            self.close_viewer()
            return
        line = self._focused()
        mine = scan_entries.of_entry(self._presenter.content, line.entry) if line else ()
        self._look((*mine, self.tray.current, "")[0])

    def close_viewer(self) -> None:
        """Close the viewer; the form is as wide as before."""
        had_focus = self.viewer.room.hasFocus()
        self.viewer.hide()
        self.book.close()
        self._left.show()
        self._middle.show_narrow(narrow=False)
        self._side.show_roomy(roomy=False)
        room = self._left.layout()
        if room is not None:
            room.addWidget(self.tray)
        if had_focus:
            self._middle.focus_member(last=False)

    def take_files(self, paths: Sequence[Path], line: DocumentLine | None = None) -> None:
        """Take files in that were dropped or chosen, for a document or for the tray."""
        self.desk.take_files(tuple(paths), line)

    # what the officer does
    def _listen(self) -> None:
        tray, checklist = self.tray, self._side.checklist
        self.desk.changed.connect(self._show)
        self.desk.came.connect(self._attach)
        self.desk.told.connect(self._session.told)
        self.desk.scanning.connect(checklist.show_scanning)
        tray.wanted.connect(self._file)
        tray.looked_at.connect(self._look)
        tray.thrown_away.connect(self.desk.throw_away)
        tray.dropped.connect(self.take_files)
        checklist.entered.connect(lambda _path: self._note_line())
        checklist.dropped.connect(lambda line, paths: self.take_files(paths, line))
        checklist.scan_acted.connect(self._act)
        checklist.scan_looked_at.connect(self._look)
        checklist.scan_taken_off.connect(self._take_off)
        self.viewer.turned.connect(self.book.turn)
        self.viewer.closed.connect(self.close_viewer)
        self._presenter.state_changed.connect(lambda _state: self._follow())
        self._presenter.kept.connect(lambda _kept: self.desk.filed(scan_entries.of_content(self._presenter.content)))

    def _focused(self) -> DocumentLine | None:
        """Give the line of the checklist the officer is at, or came from into the tray or the viewer."""
        self._note_line()
        elsewhere = self.tray.list.hasFocus() or self.viewer.room.hasFocus()
        return self._line if elsewhere or self._side.checklist.focused_line() is not None else None

    def _note_line(self) -> None:
        self._line = self._side.checklist.focused_line() or self._line

    def _file(self, digest: str) -> None:
        line = self._focused()
        if line is None:
            self._side.checklist.focus_first_open()
            self._session.told.emit(texts.say("ui.scans.choose_line"), "look")
            return
        self._attach(line, (digest,))

    def _attach(self, line: DocumentLine, digests: Sequence[str]) -> None:
        self._presenter.amend(lambda content: scan_entries.attach(content, line.kind, line.holder, digests))
        filed = texts.say("ui.scans.filed", count=len(digests), name=line.name, person=line.person)
        self._session.told.emit(filed, "ok")

    def _take_off(self, line: DocumentLine, digest: str) -> None:
        entry = line.entry
        if entry is not None:
            self._presenter.amend(lambda content: scan_entries.detach(content, entry, digest))

    def _act(self, line: DocumentLine, act: str) -> None:
        self._line = line
        if act == "file":
            self.file_next()
        elif act == "scan":
            self.desk.scan(line)
        else:
            self._ask_files()

    def _scan(self, *, feeder: bool) -> None:
        self.desk.scan(self._focused(), feeder=feeder)

    def _ask_files(self) -> None:
        line = self._focused()
        dialog = QFileDialog(self._side.window(), texts.say("ui.scans.open_why"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilter(texts.say("ui.scans.filter") + " (*.pdf *.jpg *.jpeg *.png *.tif *.tiff)")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(lambda names: self.take_files([Path(name) for name in names], line))
        dialog.open()

    # the viewer
    def _look(self, digest: str) -> None:
        book = self._book()
        if not book:
            self._session.told.emit(texts.say("ui.viewer.nothing"), "look")
            return
        start = next((place for place, sheet in enumerate(book) if sheet.digest == digest), 0)
        if not self.viewing:
            self._left.hide()
            self._middle.show_narrow(narrow=True)
            self._side.show_roomy(roomy=True)
            self._side.hold(self.tray)
            self.viewer.show()
        self.book.open(book, start)

    def _book(self) -> list[Sheet]:
        """Give every scan of the case in the order of its documents, then the tray."""
        content, book = self._presenter.content, []
        for line in self._presenter.state.documents:
            title = texts.say("ui.intake.document.line", name=line.name, person=line.person)
            book += [Sheet(scan, title) for scan in scan_entries.of_entry(content, line.entry)]
        seen = {sheet.digest for sheet in book}
        for document in content.get("documents", []):
            name = document_name(str(document.get("kind", "")))
            book += [Sheet(scan, name) for scan in scan_entries.of_document(document) if scan not in seen]
        book = list({sheet.digest: sheet for sheet in reversed(book)}.values())[::-1]
        return book + [Sheet(scan.sha256, texts.say("ui.scans.unfiled")) for scan in self._waiting()]

    # keeping up
    def _waiting(self) -> tuple[KeptScan, ...]:
        named = scan_entries.of_content(self._presenter.content)
        return tuple(scan for scan in self.desk.tray if scan.sha256 not in named)

    def _follow(self) -> None:
        """Notice which scans the case names now: what it stopped naming goes back into the tray."""
        named = scan_entries.of_content(self._presenter.content)
        draft, before = self._named
        self._named = (self._presenter.draft_id, named)
        if draft == self._presenter.draft_id:
            self.desk.put_back(before - named)
        else:
            self._line = None
            self.desk.refresh()  # an accepted case took its scans out of the tray
            if self.viewing:
                self.close_viewer()  # another case is on the page
        self.desk.describe(named)
        self._show()

    def _show(self) -> None:
        self.tray.show_scans(self._waiting(), self.desk.thumbnails, self.desk.folder)
        self._side.checklist.show_scans(self._presenter.content, self.desk.pages, scanner=self.desk.scanner_there)
