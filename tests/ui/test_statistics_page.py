"""The statistics page: a month by keys, a figure opened down to its case, printed, copied, frozen; never in the way."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from station_app.domain.counting import Area
from station_app.domain.reading import read_document
from station_app.domain.records import Officer
from station_app.domain.vocabulary import OfficerRole
from tests.printing.paper_cases import page_texts
from tests.services.exchanging import more_families, two_sites
from tests.services.permits import an_application
from tests.services.settling import alone, settled
from tests.services.test_export_ledger import sheet
from ui.screens.statistics import StatisticsPage
from ui.session import Session
from ui.tasks import InlineRunner
from ui.widgets.charts import Bar, PartsChart, TrendChart
from ui.widgets.table import Table

CONTROL = Qt.KeyboardModifier.ControlModifier
EVERYBODY = Officer("0001", "王景行", (OfficerRole.FRONT_DESK, OfficerRole.CHIEF))


@pytest.fixture
def here(desk):
    return desk.main.session.catalogue


@pytest.fixture
def page(desk, here, monkeypatch):
    """Two families in November, one of them settled; it is December, and the chief looks."""
    monkeypatch.setattr(Table, "_remembered", {})
    settled(here)
    more_families(here, 1)
    here._desk.clock.move(timedelta(days=20))
    object.__setattr__(here._desk, "officer", EVERYBODY)
    desk.main.go("statistics")
    QApplication.processEvents()
    return desk.main.page("statistics")


def value(page, code):
    return next(row.value for row in page._view.figures if row.code == code)


def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)
    QApplication.processEvents()


def choose(table, code):
    place = next(at for at in range(table.rows.rowCount()) if table.rows.row(at).code == code)
    table.selectRow(place)
    QApplication.processEvents()


def test_a_figure_leads_by_keys_to_the_cases_it_is_made_of(desk, page, here):
    assert value(page, "accepted_cases") == "0"
    press(Qt.Key.Key_PageUp, CONTROL)
    assert (page._view.month, value(page, "accepted_cases"), value(page, "registered_cases")) == ("2026-11", "2", "1")
    choose(page.figures, "registered_people")
    assert "按落户登记之日计" in page.panel._meaning.text()
    assert [(bar.name, bar.value, bar.chosen) for bar in page.panel.trend.bars][-2:] == [
        ("10", 0, False),
        ("11", 4, True),
    ]
    press(Qt.Key.Key_Return)
    entries = page.panel.entries
    assert entries.hasFocus()
    assert [(row.value, row.kind) for row in (entries.rows.row(0),)] == [("+4", "落户登记")]
    press(Qt.Key.Key_Return)
    assert desk.main.current == "case"
    desk.main.back()
    choose(page.figures, "accepted_cases")
    assert entries.rows.rowCount() == 0, "the cases of another figure are gone"
    press(Qt.Key.Key_PageDown, CONTROL)
    assert page._view.month == "2026-12"
    press(Qt.Key.Key_PageDown, CONTROL)
    assert page._view.month == "2026-12", "there is no month after this one"


def test_an_entry_of_a_permit_leads_to_the_permit(desk, page, here):
    number = here.apply_permit(*read_document(an_application())).permit_no
    desk.main.session.changed.emit("cases")
    QApplication.processEvents()
    choose(page.figures, "applied_permits")
    page.figures.setFocus()
    press(Qt.Key.Key_Return)
    assert page.panel.entries.rows.row(0).number == number
    press(Qt.Key.Key_Return)
    assert desk.main.current == "permits"


def test_a_month_is_frozen_and_what_comes_later_stands_beside_it(desk, page, here):
    press(Qt.Key.Key_G, CONTROL)
    assert page.freezing.isHidden()
    assert "还没有结束" in desk.main._notice.words
    press(Qt.Key.Key_PageUp, CONTROL)
    press(Qt.Key.Key_G, CONTROL)
    assert not page.freezing.reason.isVisible()
    press(Qt.Key.Key_Return, CONTROL)
    assert (page._view.edition, page._view.state) == (1, "ok")
    assert "第 1 版" in page.stands.words
    press(Qt.Key.Key_G, CONTROL)
    assert page.freezing.reason.isVisible()
    assert not page.freezing.act_button.isEnabled()
    page.freezing.reason.setText("再看一次")
    press(Qt.Key.Key_Return, CONTROL)
    assert "相同" in page.freezing.notice.words
    press(Qt.Key.Key_Escape)


def test_lists_papers_and_tables_of_a_month(desk, page, here, tmp_path):
    press(Qt.Key.Key_PageUp, CONTROL)
    assert [page.list.itemData(place) for place in range(page.list.count())] == ["figures", "form58", "ways"]
    page.list.setCurrentIndex(1)
    page.list.activated.emit(1)
    QApplication.processEvents()
    assert [row.value for row in page._view.form58][:2] == ["不掌握", "4"]
    page.form58.selectRow(0)
    page.form58.setFocus()
    press(Qt.Key.Key_Return)
    assert "没有可以打开" in desk.main._notice.words
    page.save_to(str(tmp_path / "form.xlsx"))
    rows, _ = sheet(tmp_path / "form.xlsx")
    assert len(rows) >= 28
    page.list.setCurrentIndex(2)
    page.list.activated.emit(2)
    QApplication.processEvents()
    assert page.panel.isHidden()
    assert [(row.origin, row.people) for row in page._view.ways] == [("甘谷县", 4)]
    page.by.setCurrentIndex(list(Area).index(Area.TOWN))
    page.by.activated.emit(page.by.currentIndex())
    page.save_to(str(tmp_path / "month.pdf"))
    assert (tmp_path / "month.pdf").read_bytes().startswith(b"%PDF")


def test_a_county_looks_at_its_stations_and_until_when_their_entries_are_here(qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(Table, "_remembered", {})
    with two_sites(tmp_path) as (station, county):
        settled(station, alone())
        county.import_bundle(Path(station.export(tmp_path / "stick").bundle))
        page = StatisticsPage(Session(county, InlineRunner(), county._desk.home, practice=False))
        qtbot.addWidget(page)
        page.resize(1200, 640)
        page.show()
        page.shown()
        page.list.setCurrentIndex(3)
        page.list.activated.emit(3)
        QApplication.processEvents()
        assert [(row.rank, row.name, row.value, row.state) for row in page._view.ranking] == [
            (1, "秦州分局大城派出所", 1, "")
        ]
        assert page.ranking.isVisible()
        assert "数据到 2026-11-23" in page._remarks.text()
        page.save_to(str(tmp_path / "ranking.pdf"))
        assert "排名通报" in "".join(page_texts((tmp_path / "ranking.pdf").read_bytes()))


def test_bars_are_told_in_words_and_stand_below_the_line_where_more_was_taken_back(qtbot):
    chart, parts = TrendChart("十二个月"), PartsChart("分列")
    for widget in (chart, parts):
        qtbot.addWidget(widget)
        widget.resize(360, 180)
    chart.show_bars([Bar("10", 4), Bar("11", -2, chosen=True)])
    parts.show_bars([Bar("大城派出所", 3), Bar("东关派出所", 1)])
    assert chart.accessibleDescription() == "10 4、11 -2"
    pictures = [QPixmap(widget.size()) for widget in (chart, parts)]
    for widget, picture in zip((chart, parts), pictures, strict=True):
        widget.render(picture)
    shades = {pictures[0].toImage().pixelColor(x, y).name() for x in (90, 270) for y in range(18, 160)}
    assert {"#8a97a3", "#1a2530"} <= shades
    assert parts.sizeHint().height() == 68
