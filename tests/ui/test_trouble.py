"""A bug is no reason to lose work or to frighten anybody."""

from __future__ import annotations

import logging
import re
import sys

from ui.trouble import Trouble, TroubleSheet


def test_a_bug_gets_a_number_that_is_in_the_log(qtbot, caplog):
    trouble = Trouble()
    with caplog.at_level(logging.ERROR, "station_app.ui"), qtbot.waitSignal(trouble.happened) as told:
        trouble.note(ZeroDivisionError("of 620502198503179818"))
    number = told.args[0]
    assert re.fullmatch(r"[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}", number)
    assert number in caplog.text


def test_the_hook_of_the_program_catches_what_nobody_expected(qtbot, monkeypatch):
    trouble = Trouble()
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    trouble.watch()
    with qtbot.waitSignal(trouble.happened):
        sys.excepthook(ValueError, ValueError("x"), None)


def test_the_officer_sees_the_number_and_goes_on(qtbot, shell):
    shell.tell_trouble("K7QP-3M9X")
    sheet = shell.findChild(TroubleSheet)
    assert sheet.isVisible()
    assert "K7QP-3M9X" in sheet.number.text()
    sheet.act_button.click()
    assert not sheet.isVisible()
