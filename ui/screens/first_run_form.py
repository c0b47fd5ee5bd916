"""First step of the first run: which site, which officer, which password.

Everything is judged while it is typed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from station_app import texts
from station_app.domain.vocabulary import SiteKind
from ui import icons
from ui.presenters.first_run import FirstRunForm, FirstRunPresenter, FirstRunView
from ui.widgets.password_field import PasswordField
from ui.widgets.pieces import Notice, button, column, label, panel, row
from ui.widgets.rule_lines import RuleLines

if TYPE_CHECKING:
    from collections.abc import Sequence

_WIDTH = 920


class FoundingForm(QWidget):
    """The questions."""

    def __init__(self, presenter: FirstRunPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._own_name = False
        self.real = QRadioButton(texts.say("ui.first.real"))
        self.practice = QRadioButton(texts.say("ui.first.practice"))
        self.real.setChecked(True)
        self.kinds = QButtonGroup(self)
        self._kind_row = QHBoxLayout()
        for number, kind in enumerate(SiteKind):
            choice = QRadioButton(texts.say(f"ui.site_kind.{kind}"))
            choice.setChecked(kind is SiteKind.STATION)
            self.kinds.addButton(choice, number)
            self._kind_row.addWidget(choice)
        self._kind_row.addStretch(1)
        self.county, self.town = QComboBox(), QComboBox()
        self.name, self.badge, self.officer = QLineEdit(), QLineEdit(), QLineEdit()
        self.password = PasswordField(texts.say("ui.first.password"))
        self.again = PasswordField(texts.say("ui.first.again"))
        self._rules = RuleLines()
        self._problem = Notice()
        self.go = button(texts.say("ui.first.found"), presenter.found, "primary")
        self._build()
        self._listen()

    def take_focus(self) -> None:
        """Begin with the place."""
        self.county.setFocus()

    def show_view(self, view: FirstRunView) -> None:
        """Show choices, rules and problems."""
        _offer(self.county, view.counties, texts.say("ui.first.choose"))
        _offer(self.town, view.towns, texts.say("ui.first.choose"))
        kind = self._kind()
        self.county.setEnabled(kind is not SiteKind.CITY)
        self.town.setEnabled(kind is SiteKind.STATION and bool(view.towns))
        if not self._own_name and self.name.text() != view.proposed_name:
            with QSignalBlocker(self.name):
                self.name.setText(view.proposed_name)
            self._tell()
            return
        self._rules.show_rules(view.rules)
        self._problem.tell(view.problem, "blocked")
        self.go.setEnabled(view.ready and not view.busy)
        self.go.setText(texts.say("ui.first.founding" if view.busy else "ui.first.found"))

    def _build(self) -> None:
        card = panel()
        card.setFixedWidth(_WIDTH)
        inner = column(card, 24, 8)
        picture = label()
        picture.setPixmap(icons.pixmap("shield", "primary", 28))
        inner.addLayout(row(picture, label(texts.say("ui.first.title"), "title"), None))
        inner.addWidget(label(texts.say("ui.first.lead"), "muted", wrap=True))
        inner.addSpacing(8)
        body = QHBoxLayout()
        body.setSpacing(32)
        body.addLayout(self._site_half(), 1)
        body.addLayout(self._officer_half(), 1)
        inner.addLayout(body)
        inner.addWidget(self._problem)
        inner.addLayout(row(None, self.go))
        outer = QVBoxLayout(self)
        outer.addStretch(1)
        outer.addLayout(row(None, card, None))
        outer.addStretch(2)

    def _site_half(self) -> QVBoxLayout:
        half = QVBoxLayout()
        half.setSpacing(8)
        half.addWidget(label(texts.say("ui.first.which_site"), "heading"))
        half.addLayout(row(self.real, self.practice, None))
        half.addLayout(self._kind_row)
        form = _form()
        for key, field in (("county", self.county), ("town", self.town), ("name", self.name)):
            _add(form, texts.say(f"ui.first.{key}"), field)
        half.addLayout(form)
        half.addWidget(label(texts.say("ui.first.practice_why"), "small", wrap=True))
        half.addStretch(1)
        return half

    def _officer_half(self) -> QVBoxLayout:
        half = QVBoxLayout()
        half.setSpacing(8)
        half.addWidget(label(texts.say("ui.first.which_officer"), "heading"))
        form = _form()
        for key, field in (
            ("badge", self.badge),
            ("officer", self.officer),
            ("password", self.password),
            ("again", self.again),
        ):
            _add(form, texts.say(f"ui.first.{key}"), field)
        half.addLayout(form)
        half.addWidget(self._rules)
        half.addStretch(1)
        return half

    def _listen(self) -> None:
        self.county.currentIndexChanged.connect(self._county_chosen)
        self.town.currentIndexChanged.connect(self._tell)
        self.kinds.idToggled.connect(lambda _id, checked: self._tell() if checked else None)
        self.practice.toggled.connect(self._tell)
        self.name.textEdited.connect(self._name_typed)
        for field in (self.name, self.badge, self.officer, self.password, self.again):
            field.textChanged.connect(self._tell)
        self.again.returnPressed.connect(self._presenter.found)

    def _county_chosen(self, _index: int) -> None:
        with QSignalBlocker(self.town):
            self.town.setCurrentIndex(-1)
        self._tell()

    def _name_typed(self, text: str) -> None:
        self._own_name = bool(text.strip())

    def _kind(self) -> SiteKind:
        return tuple(SiteKind)[max(0, self.kinds.checkedId())]

    def _tell(self, *_change: object) -> None:
        self._presenter.type(
            FirstRunForm(
                practice=self.practice.isChecked(),
                kind=self._kind(),
                county=self.county.currentData() or "",
                town=self.town.currentData() or "",
                name=self.name.text(),
                badge=self.badge.text(),
                officer=self.officer.text(),
                password=self.password.text(),
                again=self.again.text(),
            )
        )


def _form() -> QFormLayout:
    form = QFormLayout()
    form.setVerticalSpacing(8)
    form.setHorizontalSpacing(16)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return form


def _add(form: QFormLayout, name: str, field: QWidget) -> None:
    caption = label(name, "muted")
    caption.setFixedHeight(32)
    caption.setMinimumWidth(72)
    caption.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    field.setAccessibleName(name)
    form.addRow(caption, field)


def _offer(box: QComboBox, places: Sequence[tuple[str, str]], hint: str) -> None:
    """Fill a box once per list of places; nothing is chosen by itself."""
    if [box.itemData(index) for index in range(box.count())] == [code for code, _ in places]:
        return
    with QSignalBlocker(box):
        box.clear()
        for code, name in places:
            box.addItem(f"{name}  {code}", code)
        box.setCurrentIndex(-1)
        box.setPlaceholderText(hint)
