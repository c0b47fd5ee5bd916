"""On the small screen and at 150 %, in both languages, every word has its room and no list is scrolled sideways."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from station_app import texts
from station_app.domain.paper_differences import PaperDifference
from station_app.domain.paper_verdicts import PaperVerdict
from station_app.domain.vocabulary import OfficerRole
from tests.services.exchanging import more_families
from tests.services.settling import settled
from tests.stations import PASSWORD
from tests.ui.conftest import type_password
from tests.ui.cuts import cuts, scrolling_sideways
from ui import fonts
from ui.shell import Shell
from ui.tasks import InlineRunner
from ui.widgets.folding import folded
from ui.widgets.table import Table

LONG_NAME = "阿卜杜热合曼·买买提艾力·阿不都克里木"


@pytest.fixture(params=[("zh", (1366, 768)), ("zh", (1280, 720)), ("en", (1280, 720))], ids=["zh", "zh-150", "en-150"])
def desk(request, qtbot, station_door, monkeypatch):
    """The desk of an officer with every role; 1920 x 1080 at 150 % are 1280 x 720 of the pixels Qt counts in."""
    language, size = request.param
    station = station_door.log_in("0001", PASSWORD)
    settled(station)
    more_families(station, 3)
    monkeypatch.setattr("station_app.services.keep_officers.clashing", lambda _roles: ())  # all pages for one
    station.add_officer("0002", "赵守正", tuple(OfficerRole), PASSWORD, must_change=False)
    station.close()
    monkeypatch.setattr(Table, "_remembered", {})  # widths that another language left
    texts.choose(language)
    window = Shell(station_door, InlineRunner())
    qtbot.addWidget(window)
    window.resize(*size)
    window.show()
    window.begin()
    QApplication.processEvents()  # the login is painted
    window.login.badge.setText("0002")
    type_password(window.login, PASSWORD)
    yield window
    texts.choose("zh")


def _open(desk, key):
    if key in {"case", "decide"}:
        catalogue = desk.main.session.catalogue
        desk.main.go(key, catalogue.find("", 5).rows[0].case_no)
    else:
        desk.main.go(key)
    for _ in range(3):  # a height claimed in one round is given in the next
        QApplication.processEvents()


def test_every_word_of_every_page_has_its_room(desk):
    assert len(desk.main.places) == 17
    for key in desk.main.places:
        if key != "preview":
            _open(desk, key)
            assert desk.main.current == key
            assert cuts(desk.main) == [], key
            assert scrolling_sideways(desk.main) == [], key
            assert desk.size().toTuple() in {(1366, 768), (1280, 720)}, key


def test_a_paper_is_shown_in_its_whole_width(desk):
    case_no = desk.main.session.catalogue.find("", 5).rows[0].case_no
    desk.main.preview(case_no, "receipt")
    for _ in range(3):
        QApplication.processEvents()
    page = desk.main.page("preview")
    shown = page._scroll.widget().findChildren(QLabel)
    assert shown
    assert page._scroll.horizontalScrollBar().maximum() == 0


def _cut_in(sheet):
    for _ in range(3):
        QApplication.processEvents()
    assert sheet.isVisible()
    return cuts(sheet)


def test_the_question_why_a_paper_is_printed_again_has_its_room(desk, tmp_path):
    case_no = desk.main.session.catalogue.find("", 5).rows[0].case_no
    desk.main.preview(case_no, "receipt")
    page = desk.main.page("preview")
    for name in ("first", "second"):
        page.save_to(str(tmp_path / f"{name}.pdf"))
    assert _cut_in(page._why) == []


@pytest.mark.parametrize("verdict", ["altered", "out_of_place", "unknown_site", "unreadable", "superseded", "differs"])
def test_whatever_is_said_of_a_paper_has_its_room(desk, verdict):
    genuine = verdict in {"superseded", "differs"}
    rows = tuple(
        PaperDifference("family", f"{texts.say('paper.field.family')} · {texts.say('paper.field.relationship')}", *both)
        for both in (
            ("李** 妻 随迁", "李** 妻"),
            ("王** 长子 随迁", "—"),
            ("甘肃省天水市秦州区…", "甘肃省天水市麦积区…"),
        )
    )
    desk.main.sheets.paper(
        PaperVerdict(
            genuine,
            verdict,
            paper="cross-province-notice",
            case_no="620502001000-20261123-HJ0001",
            site="620502001000",
            site_name="天水市公安局秦州分局玉泉观派出所",
            practice=True,
            printing=12,
            page=10,
            pages=12,
            counted=False,
            here=genuine,
            behind=verdict == "differs",
            differences=rows * 3 if genuine else (),
        )
    )
    assert _cut_in(desk.main.sheets._paper) == []


def test_a_list_of_names_too_long_for_two_lines_is_broken_after_a_name():
    first, second = folded("蒋学军、武凤仙、蒋春晓、蒋秋实、蒋冬阳、蒋富贵", fonts.sized(12), 140)
    assert first == "蒋学军、武凤仙、"
    assert second.startswith("蒋春晓、")
    assert second.endswith("…")


def test_a_name_too_long_for_its_column_stands_in_two_lines():
    font = fonts.sized(12)
    assert folded("王建国", font, 150) == ("王建国",)
    assert folded(LONG_NAME, font, 160) == ("阿卜杜热合曼·买买提艾力·", "阿不都克里木")
    first, second = folded(LONG_NAME, font, 90)
    assert first == "阿卜杜热合曼·"
    assert second.endswith("…")
