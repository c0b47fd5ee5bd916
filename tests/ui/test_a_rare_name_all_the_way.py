"""A family with rare names: from the keyboard to screen, draft, search, paper, bundle and county."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from PySide6.QtCore import QCoreApplication, Qt

from station_app.domain.reading import read_document
from tests.people import a_family_of_four
from tests.stations import PASSWORD, introduce
from tests.ui.conftest import type_password
from tests.ui.intake_keys import press, write
from ui.shell import Shell
from ui.tasks import InlineRunner

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
NAMES = ("王䶮", "李𫟼", "王𬭎", "王𰀀")
"""Extension A (a private character on the card), D, E, and G, which no font here draws."""


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    try:
        return "".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def names_typed(page):
    """Type the four names, each as the input method leaves the officer alone with it."""
    for index, (surname, typed) in enumerate((("王", "龙天"), ("李", "钅达"), ("王", "U+2CB4E"), ("王", "30000"))):
        page.go_to(f"family[{index}].name")
        QCoreApplication.processEvents()
        press(KEY.Key_A, CTRL)
        write(surname + ("\ue863" if index == 0 else ""))
        press(KEY.Key_F12)
        write(typed)
        press(KEY.Key_Return)


@pytest.fixture
def accepted(qtbot, desk, station_door, station):
    """The case accepted at the window, after a night as a draft."""
    page = desk.main.page("intake")
    page.presenter.case.content.update(a_family_of_four())
    page.presenter.select(0)
    names_typed(page)
    desk.close()
    QCoreApplication.processEvents()

    reopened = Shell(station_door, InlineRunner())
    reopened.show()
    reopened.activateWindow()
    qtbot.waitUntil(reopened.isActiveWindow)
    reopened.begin()
    qtbot.waitUntil(lambda: reopened.login.badge.text() == "0001")
    type_password(reopened.login, PASSWORD)
    QCoreApplication.processEvents()
    page = reopened.main.page("intake")
    numbers = []
    page.presenter.finished.connect(lambda done: numbers.append(done.case_no))
    page.presenter.accept()
    assert len(numbers) == 1
    yield reopened, station.show(numbers[0])
    reopened.close()
    reopened.deleteLater()


def test_the_names_are_accepted_as_they_were_chosen_with_the_cards_own_codes(accepted):
    _shell, case = accepted
    assert tuple(member.name for member in case.case.family) == NAMES
    assert [member.name_code_points for member in case.case.family] == ["U+738B U+E863", None, None, None]


def test_the_screen_draws_them_or_says_that_it_cannot(accepted):
    shell, case = accepted
    shell.main.open_case(case.case_no)
    QCoreApplication.processEvents()
    model = shell.main.page("case")._items.model()
    shown = [model.data(model.index(row, 2)) for row in range(model.rowCount())]
    assert "U+738B U+E863" in shown
    assert {*NAMES[:3], "王〓"} <= set(shown)
    assert NAMES[3] not in shown


@pytest.mark.parametrize("text", ["䶮", "𫟼", "𬭎", "𰀀", "wangyan", "wy", "lida", "wanghong"])
def test_the_case_is_found_by_a_rare_character_alone_and_by_how_it_is_read(accepted, station, text):
    _shell, case = accepted
    assert [row.case_no for row in station.find(text).rows] == [case.case_no]


def test_the_paper_prints_them_and_says_where_the_officer_has_to_write(accepted, station):
    _shell, case = accepted
    printed = text_of(station.issue_paper(case.case_no, "receipt").pdf)
    for name in NAMES[:3]:
        assert name in printed
    assert NAMES[3] not in printed
    assert "方框内由民警手写" in printed


def test_a_paper_whose_names_are_all_in_the_fonts_asks_for_no_pen(station):
    content = a_family_of_four()
    for member, name in zip(content["family"], (*NAMES[:3], "王\U0002ebe0"), strict=True):
        member["name"] = name
    case_no = station.accept(*read_document(content)).case_no
    assert "手写" not in text_of(station.issue_paper(case_no, "receipt").pdf)


def test_the_county_gets_the_same_names_codes_and_search(accepted, station, county, tmp_path):
    _shell, case = accepted
    introduce(station, county, tmp_path / "letters")
    exported = station.export(tmp_path / "stick")
    county.import_bundle(tmp_path / "stick" / exported.bundle.rsplit("/", 1)[-1])
    there = county.show(case.case_no).case
    assert there == case.case
    assert [row.case_no for row in county.find("𬭎").rows] == [case.case_no]
    assert station.rebuild_journal().ok
    assert county.rebuild_journal().ok
