"""The family on the left: who is in the case, how each is related, and whether something is still open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import (
    QGridLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from station_app import texts
from station_app.domain.vocabulary import Role
from ui import fonts, icons, theme
from ui.widgets.pieces import STATE_ICONS, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.presenters.intake_state import MemberLine

ADDABLE = (Role.SPOUSE, Role.MINOR_CHILD, Role.PARENT, Role.OTHER_RELATIVE)
_LINE = Qt.ItemDataRole.UserRole
_DIGITS = "1234"
_HIGH = 48
_MOST = 8


class FamilyList(QWidget):
    """The members, and the buttons that add one.

    Signals:
        chosen: Put this member into the middle (index).
        added: Add a person of this role.
    """

    chosen = Signal(int)
    added = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.people = _People()
        self._shown: tuple[Sequence[MemberLine], int] = ((), -1)
        self.people.currentRowChanged.connect(lambda row: self.chosen.emit(row) if row >= 0 else None)
        self.add_buttons: dict[Role, QPushButton] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GRID)
        layout.addWidget(label(texts.say("ui.intake.family"), "heading"))
        layout.addWidget(self.people)
        layout.addLayout(self._adders())
        layout.addStretch(1)

    def show_members(self, members: Sequence[MemberLine], current: int) -> None:
        """Show the family with `current` marked."""
        if (members, current) == self._shown:
            return
        self._shown = (members, current)
        self.people.blockSignals(True)  # noqa: FBT003 - Qt's signature; showing is not choosing
        while self.people.count() > len(members):
            self.people.takeItem(self.people.count() - 1)
        for row, member in enumerate(members):
            item = self.people.item(row) or QListWidgetItem(self.people)
            if item.data(_LINE) == member:
                continue
            item.setData(_LINE, member)
            words = texts.say("ui.intake.member_line", name=member.name, role=member.role, state=member.word)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
            item.setToolTip(f"{words}  Alt+{row + 1}")
        self.people.setFixedHeight(min(len(members), _MOST) * _HIGH + 2)
        self.people.setCurrentRow(current)
        self.people.blockSignals(False)  # noqa: FBT003

    def begin_adding(self) -> None:
        """Go to the adding buttons; the next likely one has the focus."""
        self.add_buttons[Role.SPOUSE if self.people.count() == 1 else Role.MINOR_CHILD].setFocus(
            Qt.FocusReason.ShortcutFocusReason
        )

    def _adders(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(4)
        for place, role in enumerate(ADDABLE):
            made = _AddButton(texts.say(f"ui.intake.add.{role.value}"), place)
            made.clicked.connect(lambda _checked=False, role=role: self.added.emit(role))
            made.moved.connect(self._move)
            made.picked.connect(self._pick)
            self.add_buttons[role] = made
            grid.addWidget(made, place // 2, place % 2)
        return grid

    def _pick(self, place: int) -> None:
        list(self.add_buttons.values())[place].click()

    def _move(self, to: int) -> None:
        buttons = list(self.add_buttons.values())
        if 0 <= to < len(buttons):
            buttons[to].setFocus(Qt.FocusReason.TabFocusReason)


class _AddButton(QPushButton):
    """A button among the four that add a person; arrows and the digits 1-4 move and press."""

    moved = Signal(int)
    picked = Signal(int)

    def __init__(self, text: str, place: int) -> None:
        super().__init__(text)
        self._place = place
        self.setProperty("role", "adder")
        self.setAccessibleName(text)
        self.setIcon(icons.icon("add", size=14))
        self.setIconSize(QSize(14, 14))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter presses, arrows move within the square, a digit presses the button of that place."""
        step = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -2,
            Qt.Key.Key_Down: 2,
        }.get(Qt.Key(event.key()))
        if step is not None:
            self.moved.emit(self._place + step)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.click()
        elif event.text() in _DIGITS and event.text():
            self.picked.emit(_DIGITS.index(event.text()))
        else:
            super().keyPressEvent(event)


class _People(QListWidget):
    """Draws the people whose place has to be painted, and not everybody between them."""

    def __init__(self) -> None:
        super().__init__()
        self.painted = QRegion()
        self.setObjectName("FamilyPeople")
        self.setItemDelegate(_Painter(self))
        self.setAccessibleName(texts.say("ui.intake.family"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint; the list itself asks for everybody from the first to the last who changed."""
        self.painted = event.region()
        super().paintEvent(event)


class _Painter(QStyledItemDelegate):
    """Draws state icon, name, role."""

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Give every person the same height."""
        del option, index
        return QSize(80, _HIGH)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one person."""
        people = option.widget
        if isinstance(people, _People) and not people.painted.intersects(option.rect):
            return
        member: MemberLine = index.data(_LINE)
        area: QRect = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if selected:
            painter.fillRect(area, theme.colour("primary_ground"))
            painter.fillRect(QRect(area.left(), area.top(), 3, area.height()), theme.colour("primary"))
        sign = icons.pixmap(STATE_ICONS[member.state], "muted" if member.state == "idle" else member.state, 16)
        painter.drawPixmap(QRect(area.left() + 12, area.top() + 8, 16, 16), sign)
        words = area.adjusted(36, 4, -8, -4)
        painter.setFont(fonts.sized(fonts.NAME_PX, bold=selected))
        painter.setPen(theme.colour("text"))
        name = painter.fontMetrics().elidedText(fonts.shown(member.name), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, name)
        painter.setFont(fonts.sized(12))
        painter.setPen(theme.colour("muted"))
        remark = member.role if member.state in {"ok", "idle"} else f"{member.role} · {member.word}"
        painter.drawText(words, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, remark)
        painter.restore()
