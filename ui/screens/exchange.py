"""The exchange page: hand over, take in, exchange identities, and say plainly what became of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from station_app import texts
from ui import theme
from ui.models.rows import Column
from ui.presenters.exchange import ChannelRow, ExchangePresenter, ExchangeView
from ui.screens.page import Page
from ui.widgets.facts import Facts
from ui.widgets.pieces import Notice, button, column, label, panel, row, rule
from ui.widgets.save_dialog import ask_for_pdf
from ui.widgets.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.session import Session

CHANNELS = (
    Column("name", "ui.exchange.channel", 280, large=True),
    Column("waiting", "ui.exchange.waiting", 110, right=True),
    Column("last", "ui.exchange.last", 110),
    Column("when", "ui.exchange.when", 150),
    Column("acknowledged", "ui.exchange.acknowledged", 120),
)


class ExchangePage(Page):
    """Channels above, what happened below, identities at the right."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._presenter = ExchangePresenter(
            session.catalogue,
            session.runner,
            self._show,
            lambda: session.changed.emit("exchange"),
            lambda: session.changed.emit("printing"),
        )
        say = texts.say
        self._channels: tuple[ChannelRow, ...] | None = None
        self.table = Table("channels", CHANNELS, say("ui.exchange.channels"))
        self.export_button = button(say("ui.exchange.export"), self._ask_export, "primary", "stick", "Ctrl+E")
        self.again_button = button("", self._ask_again, "", "stick", "Ctrl+Shift+E")
        self.sheet_button = button("", self._print_sheet, "", "printer", "Ctrl+P")
        self.table.chosen.connect(self._offer_again)
        self.import_button = button(say("ui.exchange.import"), self._ask_import, "", "folder", "Ctrl+I")
        self.cancel_button = button(say("ui.exchange.cancel"), self._presenter.cancel, "", "close")
        self._doing = label(role="muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(say("ui.exchange.progress"))
        self.notice = Notice()
        self._facts = Facts()
        self.late_title = label(role="heading")
        self.late = Facts()
        self._fingerprint = _read_aloud()
        self.own_fingerprint = _read_aloud()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addLayout(self._left(), 1)
        layout.addWidget(self._identities())

    def shown(self) -> None:
        """Ask how the channels stand."""
        self.table.setFocus()
        self._presenter.refresh()

    def export_to(self, folder: str) -> None:
        """Hand over into `folder`; the file dialog and the demonstration call it."""
        chosen = self.table.current()
        self._presenter.export(Path(folder), chosen.channel if chosen is not None else None)

    def export_again_to(self, folder: str) -> None:
        """Hand over the last bundle of the chosen channel once more, on another stick."""
        chosen: ChannelRow | None = self.table.current()
        if chosen is not None and chosen.again:
            self._presenter.export(Path(folder), chosen.channel, chosen.again)

    def take_in(self, file: str) -> None:
        """Take in `file`."""
        self._presenter.take_in(Path(file))

    def _left(self) -> QVBoxLayout:
        left = QVBoxLayout()
        left.setSpacing(16)
        left.addWidget(self.table, 2)
        left.addLayout(row(self.export_button, self.again_button, self.sheet_button, self.import_button, None))
        self._late_panel = panel("known")
        twice = column(self._late_panel)
        theme.mark(self.late_title, "look")
        twice.addWidget(self.late_title)
        twice.addWidget(self.late)
        left.addWidget(self._late_panel)
        result = panel()
        inner = column(result)
        inner.addWidget(label(texts.say("ui.exchange.result"), "heading"))
        inner.addLayout(row(self._doing, None, self.cancel_button))
        inner.addWidget(self._bar)
        inner.addWidget(self.notice)
        inner.addWidget(self._fingerprint)
        inner.addWidget(self._facts)
        inner.addStretch(1)
        left.addWidget(result, 3)
        return left

    def _identities(self) -> QWidget:
        side = panel()
        side.setFixedWidth(320)
        inner = column(side)
        say = texts.say
        inner.addWidget(label(say("ui.exchange.identities"), "heading"))
        inner.addWidget(label(say("ui.exchange.identities_lead"), "small", wrap=True))
        steps: tuple[tuple[str, Callable[[], None]], ...] = (
            ("request", self._ask_request),
            ("enrol", self._ask_enrol),
            ("trust", self._ask_trust),
        )
        for key, act in steps:
            inner.addSpacing(8)
            inner.addWidget(label(say(f"ui.exchange.{key}_lead"), wrap=True))
            inner.addWidget(button(say(f"ui.exchange.{key}"), act, "", "key"))
        inner.addSpacing(8)
        inner.addWidget(rule())
        inner.addWidget(label(say("ui.exchange.own_fingerprint")))
        inner.addWidget(self.own_fingerprint)
        inner.addWidget(label(say("ui.exchange.own_fingerprint_why"), "small", wrap=True))
        inner.addStretch(1)
        return side

    def _show(self, view: ExchangeView) -> None:
        if view.channels != self._channels:  # showing rows moves the cursor to the first
            self._channels = view.channels
            self.table.show_rows(view.channels, texts.say("ui.exchange.no_channels"))
            self._offer_again(self.table.current())
        for made in (self.export_button, self.again_button, self.sheet_button, self.import_button):
            made.setEnabled(not view.running)
        self.export_button.setEnabled(bool(view.channels) and not view.running)
        self.cancel_button.setVisible(view.running and bool(view.doing))
        self._doing.setText(_counted(view))
        self._doing.setVisible(bool(view.doing))
        self._bar.setVisible(view.running)
        self._bar.setRange(0, view.of)
        self._bar.setValue(view.steps)
        self.notice.tell(view.said or ("" if view.running else texts.say("ui.exchange.idle")), view.state)
        self._fingerprint.setVisible(bool(view.fingerprint))
        self._fingerprint.setText(view.fingerprint)
        self.own_fingerprint.setText(view.own_fingerprint)
        self._facts.show_facts(view.facts)
        self._late_panel.setVisible(bool(view.late))
        self.late_title.setText(view.late_title)
        self.late.show_facts(view.late)

    def _offer_again(self, chosen: ChannelRow | None) -> None:
        number = chosen.again if chosen is not None else 0
        words = texts.say("ui.exchange.again.make", number=number)
        self.again_button.setText(f"{words}  Ctrl+Shift+E")
        self.again_button.setAccessibleName(words)
        self.again_button.setVisible(bool(number))
        last = chosen.number if chosen is not None else 0
        words = texts.say("ui.exchange.sheet.print", number=last)
        self.sheet_button.setText(f"{words}  Ctrl+P")
        self.sheet_button.setAccessibleName(words)
        self.sheet_button.setVisible(bool(last))

    def _print_sheet(self) -> None:
        """Print the sheet of the last bundle; a desk without a printer of its own is asked where the PDF goes."""
        chosen: ChannelRow | None = self.table.current()
        if chosen is not None and chosen.number:
            self._presenter.print_sheet(chosen.channel, chosen.number, lambda: self._ask_where(chosen))

    def _ask_where(self, chosen: ChannelRow) -> None:
        name = f"{self.session.catalogue.site.code}-to-{chosen.channel}-{chosen.number:06d}.pdf"
        ask_for_pdf(self, name, self.save_sheet_to)

    def save_sheet_to(self, place: str) -> None:
        """Save the sheet of the chosen channel's last bundle at `place`."""
        chosen: ChannelRow | None = self.table.current()
        if chosen is not None and chosen.number:
            self._presenter.save_sheet(chosen.channel, chosen.number, Path(place))

    def _ask_again(self) -> None:
        self._ask_folder(self.again_button.accessibleName(), self.export_again_to)

    def _ask_export(self) -> None:
        self._ask_folder(texts.say("ui.exchange.export"), self.export_to)

    def _ask_import(self) -> None:
        self._ask_file(texts.say("ui.exchange.import"), self.take_in)

    def _ask_request(self) -> None:
        self._ask_folder(texts.say("ui.exchange.request"), lambda folder: self._presenter.request(Path(folder)))

    def _ask_enrol(self) -> None:
        self._ask_file(
            texts.say("ui.exchange.enrol"), lambda file: self._presenter.enrol(Path(file), Path(file).parent)
        )

    def _ask_trust(self) -> None:
        self._ask_file(texts.say("ui.exchange.trust"), lambda file: self._presenter.trust(Path(file)))

    def _ask_folder(self, title: str, chosen: Callable[[str], None]) -> None:
        dialog = QFileDialog(self, title)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self._ask(dialog, chosen)

    def _ask_file(self, title: str, chosen: Callable[[str], None]) -> None:
        dialog = QFileDialog(self, title)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._ask(dialog, chosen)

    def _ask(self, dialog: QFileDialog, chosen: Callable[[str], None]) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(chosen)
        dialog.open()


def _read_aloud() -> QLabel:
    made = label(role="name")
    made.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return made


def _counted(view: ExchangeView) -> str:
    if not view.doing:
        return ""
    return f"{view.doing} {view.steps} / {view.of}" if view.of else view.doing
