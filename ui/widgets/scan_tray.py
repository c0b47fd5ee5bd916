"""The tray: scans that belong to no document yet (未归档扫描), as small pictures to be given to the line in focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QIcon, QImage, QKeyEvent, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from station_app import texts
from ui import fonts, theme
from ui.widgets.dropped import files_of
from ui.widgets.pieces import label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from station_app.domain.scans import FolderRound, KeptScan
    from station_app.imaging.drawing import PagePicture

_PICTURE = QSize(40, 54)
_FINE = 2
_CELL = QSize(52, 64)
_MOST_ROWS = 3


class ScanTray(QFrame):
    """The scans that wait, the oldest first; hidden while there is nothing to say.

    Signals:
        wanted: Give this scan to the line in focus.
        looked_at: Show this scan large.
        thrown_away: Delete this scan for good; asked for twice.
        dropped: Files were dropped here.
    """

    wanted = Signal(str)
    looked_at = Signal(str)
    thrown_away = Signal(str)
    dropped = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self.list = _Pictures(self)
        self._shown: tuple[tuple[str, int, bool], ...] = ()
        self._title = label(role="heading")
        self._keys = label(texts.say("ui.scans.tray_keys"), "small", wrap=True)
        self._remark = label(role="small", wrap=True)
        self._doomed = ""
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(2)
        inside.addWidget(self._title)
        inside.addWidget(self._remark)
        inside.addWidget(self.list)
        inside.addWidget(self._keys)
        self.hide()

    @property
    def current(self) -> str:
        """The digest of the scan that is next: the one chosen, else the oldest; empty when there is none."""
        item = self.list.currentItem() or self.list.item(0)
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else ""

    def show_scans(self, scans: Sequence[KeptScan], pictures: Mapping[str, PagePicture], folder: FolderRound) -> None:
        """Show what waits, and how the scanner's folder stands."""
        self._title.setText(texts.say("ui.scans.tray", count=len(scans)))
        remark = _remark(folder)
        self._keys.setVisible(bool(scans))
        self._remark.setText(remark)
        self._remark.setVisible(bool(remark))
        theme.mark(self._remark, "look" if folder.watched and not folder.reachable else "")
        shown = tuple((scan.sha256, scan.pages, scan.sha256 in pictures) for scan in scans)
        if shown != self._shown:
            self._shown = shown
            self._fill(scans, pictures)
        self.list.setVisible(bool(scans))
        self.setVisible(bool(scans or remark))

    def key(self, event: QKeyEvent) -> bool:
        """Enter gives the scan to the line, Space shows it, Delete twice throws it away; tell whether it was one."""
        key, digest = event.key(), self.current
        if not digest:
            return False
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.wanted.emit(digest)
        elif key == Qt.Key.Key_Space:
            self.looked_at.emit(digest)
        elif key == Qt.Key.Key_Delete:
            self._delete(digest)
        else:
            return False
        return True

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Take files."""
        if files_of(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Take them in, for no document yet."""
        self.dropped.emit(files_of(event.mimeData()))
        event.acceptProposedAction()

    def _delete(self, digest: str) -> None:
        if self._doomed == digest:
            self._doomed = ""
            self.thrown_away.emit(digest)
            return
        self._doomed = digest
        self._remark.setText(texts.say("ui.scans.delete_again"))
        self._remark.show()
        theme.mark(self._remark, "look")

    def _fill(self, scans: Sequence[KeptScan], pictures: Mapping[str, PagePicture]) -> None:
        chosen = self.current if self.list.currentItem() else ""
        self._doomed = ""
        self.list.clear()
        for number, scan in enumerate(scans, 1):
            item = QListWidgetItem(_icon(pictures.get(scan.sha256), scan.pages), "")
            item.setData(Qt.ItemDataRole.UserRole, scan.sha256)
            spoken = texts.say("ui.scans.spoken", number=number, count=len(scans), pages=scan.pages)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            item.setToolTip(spoken)
            self.list.addItem(item)
            if scan.sha256 == chosen:
                self.list.setCurrentItem(item)
        self.list.fit()


class _Pictures(QListWidget):
    """The pictures in a row; arrows choose."""

    def __init__(self, tray: ScanTray) -> None:
        super().__init__(tray)
        self._tray = tray
        self.setAccessibleName(texts.say("ui.scans.tray_name"))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setIconSize(_PICTURE)
        self.setGridSize(_CELL)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemDoubleClicked.connect(lambda _item: tray.looked_at.emit(tray.current))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Be as high as the pictures need at this width, up to three rows of them."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Be as high as the pictures need."""
        beside = max(1, (self.width() - 6) // _CELL.width())
        rows = min(_MOST_ROWS, -(-self.count() // beside))
        self.setFixedHeight(max(1, rows) * _CELL.height() + 6)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """What can be done with a scan; the rest moves among them."""
        if not self._tray.key(event):
            super().keyPressEvent(event)


def _remark(folder: FolderRound) -> str:
    if folder.watched and not folder.reachable:
        return texts.say("ui.scans.folder_gone")
    return texts.say("ui.scans.coming", count=folder.waiting) if folder.waiting else ""


def _icon(picture: PagePicture | None, pages: int) -> QIcon:
    """Draw a small page, with the number of pages where there are several; an empty sheet until it is known."""
    sheet = QPixmap(_PICTURE * _FINE)
    sheet.fill(QColor(theme.current().line))
    painter = QPainter(sheet)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    if picture is not None:
        image = QImage(picture.rgb, picture.width, picture.height, picture.width * 3, QImage.Format.Format_RGB888)
        size = image.size().scaled(sheet.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect((sheet.width() - size.width()) // 2, (sheet.height() - size.height()) // 2, *size.toTuple())
        painter.drawImage(place, image)
    if pages > 1:
        mark = QRect(sheet.width() - 16 * _FINE, sheet.height() - 14 * _FINE, 16 * _FINE, 14 * _FINE)
        painter.fillRect(mark, QColor(theme.current().primary))
        painter.setPen(QColor(theme.current().on_primary))
        painter.setFont(fonts.sized(11 * _FINE))
        painter.drawText(mark, Qt.AlignmentFlag.AlignCenter, str(pages))
    painter.end()
    sheet.setDevicePixelRatio(_FINE)
    return QIcon(sheet)
