"""The officers page (人员): the accounts on the left, the chosen one and what may be done about it on the right."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from station_app import texts
from station_app.domain.authority import Action
from ui import keys
from ui.models.rows import Column
from ui.presenters.officers import AccountRow, Handed, OfficersPresenter, OfficersView, roles_that
from ui.screens.officer_sheets import AddSheet, ChangeSheet, CloseSheet, HandedSheet, ResetSheet, RotateSheet
from ui.screens.page import Page
from ui.widgets.facts import Facts
from ui.widgets.pieces import button, column, label, panel, row
from ui.widgets.table import Table

if TYPE_CHECKING:
    from ui.session import Session
    from ui.widgets.sheet import Sheet

ACCOUNTS = (
    Column("badge", "ui.officers.badge", 84),
    Column("name", "ui.officers.name", 112, large=True),
    Column("roles", "ui.officers.roles", 190),
    Column("password_set", "ui.officers.password_set", 140),
    Column("state", "ui.officers.state", 110),
)
_NEEDS = {"change": Action.MANAGE_ACCOUNTS, "reset": Action.RESET_PASSWORDS, "close": Action.MANAGE_ACCOUNTS}


class OfficersPage(Page):
    """Accounts of this site; what somebody may not do is not shown, and the use cases ask again."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._presenter = OfficersPresenter(session.catalogue, session.runner, self._show, self._told, self._hand)
        self._shown: tuple[AccountRow, ...] = ()
        self._chosen: AccountRow | None = None
        self.table = Table("officers", ACCOUNTS, texts.say("ui.nav.officers"))
        self._lead = label(role="muted", wrap=True)
        self._title = label(role="name")
        self._facts = Facts()
        self.new = button(texts.say("ui.officers.open_account"), self._ask_add, "primary", "add", "Ctrl+N")
        self.rotate = button(texts.say("ui.officers.rotate"), self._ask_rotate, "", "key")
        self.change = button(texts.say("ui.officers.change_account"), lambda: self._do("change"), "", "officer")
        self.reset = button(texts.say("ui.officers.reset_password"), lambda: self._do("reset"), "", "key")
        self.shut = button(texts.say("ui.officers.close_account"), lambda: self._do("close"), "", "lock")
        left = QVBoxLayout()
        left.addWidget(self._lead)
        left.addWidget(self.table, 1)
        left.addLayout(row(self.rotate, None, self.new))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addLayout(left, 3)
        layout.addWidget(self._detail(), 2)
        self.adding = AddSheet(self, self._presenter)
        self.changing = ChangeSheet(self, self._presenter)
        self.resetting = ResetSheet(self, self._presenter)
        self.closing = CloseSheet(self, self._presenter)
        self.rotating = RotateSheet(self, self._presenter)
        self.handed = HandedSheet(self)
        self.table.chosen.connect(lambda chosen: self._presenter.choose(chosen.badge))
        self.table.opened.connect(lambda _row: self._do("change"))
        self._acts: dict[str, tuple[QPushButton, ChangeSheet | ResetSheet | CloseSheet]] = {
            "change": (self.change, self.changing),
            "reset": (self.reset, self.resetting),
            "close": (self.shut, self.closing),
        }
        for (act, (made, _sheet)), pressed in zip(self._acts.items(), keys.of("account"), strict=True):
            made.setText(f"{made.text()}  {pressed}")
            key = QShortcut(QKeySequence(pressed), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            key.activated.connect(partial(self._do, act))

    def shown(self) -> None:
        """List the accounts; a question that is open keeps the focus."""
        if not any(sheet.isVisible() for sheet in (*self._questions(), self.handed)):
            self.table.setFocus()
        self._presenter.refresh()

    def _questions(self) -> tuple[Sheet, ...]:
        return (self.adding, self.changing, self.resetting, self.closing, self.rotating)

    def _detail(self) -> QWidget:
        detail = panel()
        inner = column(detail)
        inner.addWidget(self._title)
        inner.addWidget(self._facts)
        inner.addSpacing(16)
        inner.addLayout(row(self.change, self.reset, None))
        inner.addLayout(row(self.shut, None))
        inner.addStretch(1)
        return detail

    def _show(self, view: OfficersView) -> None:
        self._chosen = view.chosen
        if view.rows != self._shown:
            self._shown = view.rows
            before = view.chosen.badge if view.chosen else ""
            self.table.show_rows(view.rows, texts.say("ui.officers.none"))
            for number in range(self.table.rows.rowCount()):
                if self.table.rows.row(number).badge == before:
                    self.table.selectRow(number)
        self._lead.setText(view.lead)
        self._title.setText(view.chosen.name if view.chosen else "")
        self._facts.show_facts(view.facts)
        self.new.setVisible(view.may_manage)
        self.rotate.setVisible(view.may_rotate)
        for act, may in ((self.change, view.may_manage), (self.shut, view.may_manage), (self.reset, view.may_reset)):
            act.setVisible(may and view.chosen_open)

    def _told(self, sentence: str, state: str) -> None:
        asking = next((each for each in self._questions() if each.isVisible()), None)
        if state == "blocked" and asking is not None:
            asking.notice.tell(sentence, state)
            return
        if asking is not None:
            asking.leave()
        self.session.told.emit(sentence, state)

    def _hand(self, handed: Handed) -> None:
        self.handed.begin(handed)

    def _ask_add(self) -> None:
        self.adding.begin()

    def _ask_rotate(self) -> None:
        self.rotating.begin()

    def _do(self, act: str) -> None:
        """Ask for what is done with the account under the cursor; say why not, if it can't be."""
        if self._chosen is None:
            return
        button, sheet = self._acts[act]
        if button.isVisibleTo(self):
            sheet.begin(self._chosen)
        elif self._chosen.stands == "closed":
            self.session.told.emit(texts.say("ui.officers.barred_closed", badge=self._chosen.badge), "look")
        else:
            self.session.told.emit(texts.say("ui.officers.barred_role", roles=roles_that(_NEEDS[act])), "look")
