"""An administrator proposes and adopts a layout at the window, after looking at how it draws an invented family."""

from __future__ import annotations

from PySide6.QtCore import Qt

from resources import folder
from tests.ui.intake_keys import press, write

CONTROL = Qt.KeyboardModifier.ControlModifier


def rows(sheet):
    model = sheet.table.model()
    return [model.row(number) for number in range(model.rowCount())]


def test_a_file_in_the_folder_is_proposed_adopted_and_put_aside_by_keys(desk):
    home = desk.main.session.home.layouts
    home.mkdir()
    raw = (folder("layouts") / "receipt.toml").read_bytes()
    (home / "receipt.toml").write_bytes(raw)
    (home / "wrong.toml").write_bytes(raw.replace(b"{privacy}", b"{nothing}"))
    desk.main.go("settings")
    page = desk.main.page("settings")
    page.layouts.click()
    sheet = page.layouts_sheet
    assert sheet.isVisible()
    assert sheet.table.hasFocus()
    assert [row.word for row in rows(sheet)] == ["可以提出", "不能使用"]
    assert not sheet.sample.pixmap().isNull()
    press(Qt.Key.Key_Down)
    assert "{nothing}" not in sheet.told.text()
    assert "nothing" in sheet.told.text()
    assert sheet.sample.pixmap().isNull()
    assert not sheet.act_button.isEnabled()
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Return, CONTROL)
    assert "已提出受理回执版式「样稿1」" in sheet.notice.words
    assert [(row.word, row.act) for row in rows(sheet)] == [("不能使用", ""), ("待审定", "adopt")]
    sheet.table.selectRow(1)
    assert sheet.act_button.text() == "审定使用"
    press(Qt.Key.Key_Return, CONTROL)
    assert "本单位没有别人可以审定" in sheet.notice.words
    sheet.reason.setFocus()
    write("本所只有一名民警")
    press(Qt.Key.Key_Return)
    assert "已审定" in sheet.notice.words
    sheet.table.selectRow(1)
    assert "由一人提出并审定:本所只有一名民警" in sheet.told.text()
    assert not sheet.act_button.isEnabled()  # putting aside needs a reason
    sheet.reason.setFocus()
    write("换新样表")
    press(Qt.Key.Key_Return)
    assert "已停用" in sheet.notice.words
    assert desk.main.session.catalogue.layouts().in_force == {}
    press(Qt.Key.Key_Escape)
    assert not sheet.isVisible()
