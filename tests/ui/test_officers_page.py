"""The officers page: accounts are opened, changed, closed; passwords handed over; whoever may not sees no button."""

from __future__ import annotations

import re

import pytest
from PySide6.QtWidgets import QApplication

from station_app import texts
from station_app.domain.vocabulary import OfficerRole
from tests.stations import PASSWORD
from tests.ui.conftest import type_password
from ui.presenters.officers import roles_in_words

FIRST = "chu-shi-1949"


@pytest.fixture
def page(desk):
    """The officers page, for an administrator."""
    desk.main.go("officers")
    return desk.main.page("officers")


def rows(page):
    """The accounts as they are shown, by badge."""
    return {row.badge: row for row in (page.table.rows.row(n) for n in range(page.table.rows.rowCount()))}


def open_account(page, badge, name, *roles, password=""):
    """Open an account as an administrator does; without a password the program draws one."""
    page.new.click()
    page.adding.badge.setText(badge)
    page.adding.name.setText(name)
    page.adding.roles.choose(roles)
    if password:
        page.adding.first.typed.setChecked(True)
        page.adding.first.password.setText(password)
        page.adding.first.again.setText(password)
    page.adding.act_button.click()


def choose(page, badge):
    """Put the cursor on an account."""
    number = list(rows(page)).index(badge)
    page.table.selectRow(number)


def test_an_account_is_listed_with_its_roles_in_words(page):
    own = rows(page)["0001"]
    assert own.name == "王景行"
    assert own.roles == roles_in_words((OfficerRole.FRONT_DESK, OfficerRole.ADMINISTRATOR))
    assert own.state == texts.say("ui.officers.stands.open")


def test_a_drawn_password_is_shown_once_and_only_opens_its_own_change(desk, page):
    open_account(page, "0002", "马秀兰", OfficerRole.FRONT_DESK)
    assert page.handed.isVisible()
    drawn = page.handed.password.text()
    assert re.fullmatch(r"[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}", drawn)
    page.handed.act_button.click()
    assert page.handed.password.text() == ""
    assert rows(page)["0002"].state == texts.say("ui.officers.stands.must_change")
    desk.switch_officer()
    desk.login.badge.setText("0002")
    type_password(desk.login, drawn)
    assert desk.login.change_card.isVisible()
    assert desk.locked


def test_a_password_typed_at_the_desk_need_not_be_changed(desk, page):
    open_account(page, "0002", "马秀兰", OfficerRole.FRONT_DESK, password=FIRST)
    assert not page.handed.isVisible()
    assert not page.adding.isVisible()
    assert rows(page)["0002"].state == texts.say("ui.officers.stands.open")
    desk.switch_officer()
    desk.login.badge.setText("0002")
    type_password(desk.login, FIRST)
    assert desk.main.session.catalogue.officer.badge == "0002"


@pytest.mark.parametrize(
    ("roles", "words"),
    [
        ((OfficerRole.ADMINISTRATOR, OfficerRole.SECURITY), "ui.officers.clash_security"),
        ((OfficerRole.FRONT_DESK, OfficerRole.AUDITOR), "ui.officers.clash_auditor"),
        ((), "ui.officers.clash_none"),
    ],
)
def test_roles_that_clash_say_why_while_they_are_ticked(page, roles, words):
    page.new.click()
    page.adding.roles.choose(roles)
    assert page.adding.roles.clash.words == texts.say(words)
    assert not page.adding.act_button.isEnabled()


def test_what_the_use_case_refuses_is_said_in_the_sheet(page):
    open_account(page, "0001", "马秀兰", OfficerRole.FRONT_DESK)
    assert page.adding.isVisible()
    assert page.adding.notice.words == texts.say("error.officer_exists", badge="0001")
    assert not page.handed.isVisible()


def test_name_and_roles_are_changed(page):
    open_account(page, "0002", "马秀兰", OfficerRole.FRONT_DESK, password=FIRST)
    choose(page, "0002")
    page.change.click()
    assert page.changing.name.text() == "马秀兰"
    page.changing.name.setText("马秀英")
    page.changing.roles.choose((OfficerRole.REVIEWER, OfficerRole.FRONT_DESK))
    page.changing.act_button.click()
    assert not page.changing.isVisible()
    assert rows(page)["0002"].name == "马秀英"
    assert rows(page)["0002"].roles == roles_in_words((OfficerRole.FRONT_DESK, OfficerRole.REVIEWER))


def test_nobody_closes_their_own_account(page):
    page.shut.click()
    page.closing.reason.setText("调离")
    page.closing.act_button.click()
    assert page.closing.isVisible()
    assert page.closing.notice.words == texts.say("error.last_administrator", badge="0001")


def test_closing_says_what_becomes_of_the_key_and_changes_it(desk, page):
    open_account(page, "0002", "马秀兰", OfficerRole.FRONT_DESK, password=FIRST)
    choose(page, "0002")
    before = desk.main.session.catalogue._desk.unlocked.data_key
    page.shut.click()
    assert page.closing._how_long.text() == page._presenter.how_long()
    assert re.search(r"约需 \d+ 秒", page.closing._how_long.text())
    page.closing.reason.setText("调离")
    page.closing.act_button.click()
    assert not page.closing.isVisible()
    assert not page.closing.working
    assert rows(page)["0002"].state == texts.say("ui.officers.stands.closed")
    assert not page.change.isVisible()
    assert not page.shut.isVisible()
    assert desk.main.session.catalogue._desk.unlocked.data_key != before
    assert desk.main.session.catalogue.find("", 5).total == 0  # the desk goes on with the new key


def test_a_key_that_could_not_be_changed_is_said_and_can_be_changed_later(desk, page):
    open_account(page, "0002", "马秀兰", OfficerRole.FRONT_DESK, password=FIRST)
    choose(page, "0002")
    with desk._door.log_in("0001", PASSWORD)._desk.store.read():  # another window has the file open
        page.shut.click()
        page.closing.reason.setText("调离")
        page.closing.act_button.click()
    assert rows(page)["0002"].state == texts.say("ui.officers.stands.closed")
    told = desk.main._notice.words
    assert told == texts.say(
        "ui.officers.closed_keys_kept", badge="0002", problem=texts.say("error.database_not_alone")
    )


def test_the_key_cannot_be_left_midway(page, monkeypatch):
    page.rotate.click()
    left = []

    def midway(after):
        page.rotating.leave()
        left.append(page.rotating.isVisible())
        after()

    monkeypatch.setattr(page.rotating, "_change", midway)
    page.rotating.act_button.click()
    assert left == [True]


def test_a_new_password_for_a_colleague_lifts_the_lock(desk, page):
    open_account(page, "0002", "马秀兰", OfficerRole.FRONT_DESK, password=FIRST)
    desk.switch_officer()
    desk.login.badge.setText("0002")
    for _ in range(5):
        type_password(desk.login, "not this one")
    assert texts.say("error.badge_locked", minutes=15) == desk.login.problem.words
    desk.login.badge.setText("0001")
    type_password(desk.login, PASSWORD)
    choose(page, "0002")
    page.reset.click()
    page.resetting.act_button.click()
    drawn = page.handed.password.text()
    page.handed.act_button.click()
    desk.switch_officer()
    desk.login.badge.setText("0002")
    type_password(desk.login, drawn)
    assert desk.login.change_card.isVisible()


@pytest.mark.parametrize(
    ("role", "buttons"),
    [
        (OfficerRole.ADMINISTRATOR, {"new", "change", "reset", "shut", "rotate"}),
        (OfficerRole.SECURITY, {"reset", "rotate"}),
        (OfficerRole.AUDITOR, set()),
    ],
)
def test_each_of_the_three_offices_finds_its_own_buttons(shell, role, buttons):
    catalogue = shell._door.log_in("0001", PASSWORD)
    catalogue.add_officer("0002", "马秀兰", (role,), FIRST)
    catalogue.close()
    shell.login.badge.setText("0002")
    type_password(shell.login, FIRST)
    shell.main.go("officers")
    page = shell.main.page("officers")
    assert {name for name in ("new", "change", "reset", "shut", "rotate") if getattr(page, name).isVisible()} == buttons


def test_no_password_is_left_in_a_sheet_that_was_left(page):
    page.new.click()
    page.adding.first.typed.setChecked(True)
    page.adding.first.password.setText(FIRST)
    page.adding.leave()
    assert page.adding.first.password.text() == ""
    assert not page.adding.first.password.isUndoAvailable()
    assert FIRST not in QApplication.clipboard().text()
