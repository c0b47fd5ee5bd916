"""A page beside the data: large, zoomed with Ctrl and the wheel or the keys, turned, paged.

The keys are the page's, with Ctrl or Alt, so that they act while the officer types in the form beside it; with the
focus on the sheet itself the plain ones do too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QTransform, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from station_app import texts
from ui.widgets.pieces import Notice, button, label, panel

if TYPE_CHECKING:
    from collections.abc import Callable

    from station_app.imaging.drawing import PagePicture
    from ui.presenters.page_viewer import PageView

_STEP = 1.25
_TOOL = 34
_SMALLEST, _LARGEST = 0.05, 4.0


class Sheet(QWidget):
    """The page itself, painted at any scale from the nearest of a few sizes made once, so that zooming is quick."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._levels: list[QImage] = []
        self._scale = 1.0
        self._quarters = 0

    def page_size(self, quarters: int) -> QSize:
        """Give the size of the page at scale 1, turned by `quarters`."""
        size = self._levels[0].size() if self._levels else QSize(1, 1)
        return size.transposed() if quarters % 2 else size

    def show_picture(self, picture: PagePicture | None) -> None:
        """Show a page; None for an empty sheet."""
        self._levels.clear()
        if picture is not None:
            whole = QImage(
                picture.rgb, picture.width, picture.height, picture.width * 3, QImage.Format.Format_RGB888
            ).convertToFormat(QImage.Format.Format_RGB32)
            self._levels.append(whole)
            while max(self._levels[-1].width(), self._levels[-1].height()) > 600:
                last = self._levels[-1]
                self._levels.append(
                    last.scaled(
                        last.size() / 2,
                        Qt.AspectRatioMode.IgnoreAspectRatio,
                        Qt.TransformationMode.SmoothTransformation,
                    )
                )
        self._resize()

    def show_scale(self, scale: float, quarters: int) -> None:
        """Show the page at `scale` screen pixels a page pixel, turned to the right by `quarters`."""
        self._scale, self._quarters = scale, quarters % 4
        self._resize()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint from the smallest size that is still as fine as the screen."""
        if not self._levels:
            return
        fine = self._scale * self.devicePixelRatioF()
        level = next((image for image in reversed(self._levels) if image.width() >= self._levels[0].width() * fine),
                     self._levels[0])  # fmt: skip
        ratio = self._scale * self._levels[0].width() / level.width()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setClipRect(event.rect())
        middle = QPointF(self.width() / 2, self.height() / 2)
        turn = QTransform().translate(middle.x(), middle.y()).rotate(90 * self._quarters).scale(ratio, ratio)
        painter.setTransform(turn.translate(-level.width() / 2, -level.height() / 2))
        painter.drawImage(0, 0, level)
        painter.end()

    def _resize(self) -> None:
        size = self.page_size(self._quarters)
        self.setFixedSize(max(1, int(size.width() * self._scale)), max(1, int(size.height() * self._scale)))
        self.update()


class PageViewer(QWidget):
    """The viewer: a head with what is shown and the keys, the sheet below.

    Signals:
        turned: To the next (+1) or the previous (-1) page.
        closed: The officer has seen enough.
    """

    turned = Signal(int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet = Sheet()
        self.room = _Held(self)
        self._title = label(role="heading", wrap=True)
        self._place = label(role="small")
        self._problem = Notice()
        self._zoom: float | None = None
        self._quarters = 0
        self._arrange()

    @property
    def zoom(self) -> float | None:
        """Screen pixels a page pixel; None while the whole page is shown as large as there is room."""
        return self._zoom

    @property
    def quarters(self) -> int:
        """Quarter turns to the right."""
        return self._quarters % 4

    def show_view(self, view: PageView) -> None:
        """Show a page, or why there is none."""
        self._title.setText(view.title)
        self._place.setText(view.place)
        self._problem.tell(view.problem, "blocked")
        if view.busy:
            return  # the page before stays until the new one is there: nothing flickers
        self.sheet.show_picture(view.picture)
        self.room.setAccessibleName(texts.say("ui.viewer.spoken", title=view.title, place=view.place))
        self._quarters = 0
        self._apply()
        self.room.verticalScrollBar().setValue(0)

    def zoom_by(self, factor: float, about: QPointF | None = None) -> None:
        """Make the page larger or smaller; what is under `about` (else the middle) stays where it is."""
        before = self._scale()
        self._zoom = min(_LARGEST, max(_SMALLEST, before * factor))
        point = about or QPointF(self.room.viewport().rect().center())
        across, down = self.room.horizontalScrollBar(), self.room.verticalScrollBar()
        here = QPointF(across.value() + point.x(), down.value() + point.y())
        self._apply()
        grown = self._scale() / before
        across.setValue(round(here.x() * grown - point.x()))
        down.setValue(round(here.y() * grown - point.y()))

    def fit(self) -> None:
        """Show the whole page."""
        self._zoom = None
        self._apply()

    def follow_room(self) -> None:
        """There is more or less room now: a page that is shown whole stays whole."""
        self._apply()

    def rotate(self) -> None:
        """Turn the page a quarter to the right."""
        self._quarters += 1
        self._apply()

    def larger(self) -> None:
        """Make the page larger by one step."""
        self.zoom_by(_STEP)

    def smaller(self) -> None:
        """Make the page smaller by one step."""
        self.zoom_by(1 / _STEP)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """The plain keys, while the sheet has the focus."""
        acts: dict[Qt.Key, Callable[[], None]] = {
            Qt.Key.Key_Plus: self.larger,
            Qt.Key.Key_Equal: self.larger,
            Qt.Key.Key_Minus: self.smaller,
            Qt.Key.Key_0: self.fit,
            Qt.Key.Key_R: self.rotate,
            Qt.Key.Key_PageDown: lambda: self.turned.emit(1),
            Qt.Key.Key_PageUp: lambda: self.turned.emit(-1),
            Qt.Key.Key_Escape: lambda: self.closed.emit(),  # noqa: PLW0108 - Qt's method has no type
        }
        act = acts.get(Qt.Key(event.key()))
        if act is None or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            super().keyPressEvent(event)
        else:
            act()

    def _scale(self) -> float:
        return self._zoom if self._zoom is not None else self._whole()

    def _whole(self) -> float:
        size = self.sheet.page_size(self._quarters)
        room = self.room.maximumViewportSize()
        return max(_SMALLEST, min(room.width() / size.width(), room.height() / size.height(), 1.0))

    def _apply(self) -> None:
        self.sheet.show_scale(self._scale(), self._quarters)

    def _arrange(self) -> None:
        self.room.setWidget(self.sheet)
        self.room.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.room.setAccessibleName(texts.say("ui.viewer.name"))
        head = QHBoxLayout()
        head.setSpacing(0)
        named = QVBoxLayout()
        named.setSpacing(0)
        for words in (self._title, self._place):
            words.setMinimumWidth(1)  # a long name of a document may not push the form away
            named.addWidget(words)
        head.addLayout(named, 1)
        for name, icon, act in (
            ("previous", "up", lambda: self.turned.emit(-1)),
            ("next", "down", lambda: self.turned.emit(1)),
            ("smaller", "minus", self.smaller),
            ("larger", "add", self.larger),
            ("fit", "fit", self.fit),
            ("rotate", "turn", self.rotate),
            ("close", "close", self.closed.emit),
        ):
            head.addWidget(_tool(name, icon, act))
        framed = panel()
        inside = QVBoxLayout(framed)
        inside.setContentsMargins(8, 6, 8, 8)
        inside.setSpacing(6)
        inside.addLayout(head)
        inside.addWidget(self._problem)
        inside.addWidget(self.room, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(framed)


class _Held(QScrollArea):
    """The room the sheet lies in: Ctrl and the wheel zoom, dragging moves."""

    def __init__(self, viewer: PageViewer) -> None:
        super().__init__()
        self._viewer = viewer
        self._held: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """A page that is shown whole stays whole."""
        super().resizeEvent(event)
        self._viewer.follow_room()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Zoom with Ctrl, else scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._viewer.zoom_by(_STEP ** (event.angleDelta().y() / 120), event.position())
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrows scroll; the rest is the viewer's."""
        arrows = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right}
        if event.key() in arrows and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Take hold of the page."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._held = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Move it."""
        if self._held is not None:
            moved = event.position() - self._held
            self._held = event.position()
            across, down = self.horizontalScrollBar(), self.verticalScrollBar()
            across.setValue(across.value() - round(moved.x()))
            down.setValue(down.value() - round(moved.y()))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Let go."""
        self._held = None


def _tool(name: str, icon: str, act: object) -> QPushButton:
    made = button("", act, "flat", icon)  # type: ignore[arg-type]
    said = texts.say(f"ui.viewer.{name}")
    made.setAccessibleName(said)
    made.setToolTip(said)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setFixedWidth(_TOOL)
    return made
