"""Something is missing: F6, the notice is printed, the next family comes, a scan brings the first one back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from tests.people import a_family_of_four, id_number, member
from tests.printing.paper_cases import page_texts, scanned
from tests.ui.intake_keys import press

CTRL = Qt.KeyboardModifier.ControlModifier


class Window:
    """A station's window with the officer at it, and the clock of its keyboard in milliseconds."""

    def __init__(self, shell, folder):
        self.shell, self.main, self.folder = shell, shell.main, folder
        self.intake = self.main.page("intake")
        self.catalogue = self.main.session.catalogue
        self.told: list[str] = []
        self.main.session.told.connect(lambda sentence, _state: self.told.append(sentence))
        self.now = 1_000_000

    @property
    def page(self):
        return self.intake.presenter

    def put(self, content):
        """Have a case on the page as if it had been typed."""
        self.page.case.content.clear()
        self.page.case.content.update(content)
        self.page.select(0)
        self.page._after(["all"])
        self.settle()

    def settle(self):
        self.page.check()
        self.page.keep()
        QCoreApplication.processEvents()

    def scan(self, text):
        window = QApplication.focusWindow()
        for key, sent in (*((ord(each), each) for each in text), (Qt.Key.Key_Return, "")):
            self.now += 4
            event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, sent)
            event.setTimestamp(self.now)
            QCoreApplication.sendEvent(window, event)
        QCoreApplication.processEvents()

    def save_paper(self, name):
        """Issue the paper in the preview; gives its bytes."""
        target = self.folder / f"{name}.pdf"
        self.main.page("preview").save_to(str(target))
        return target.read_bytes()

    def line(self, kind):
        return next(each for each in self.intake.side.checklist.lines if each.line.kind == kind)


@pytest.fixture
def window(desk, tmp_path):
    return Window(desk, tmp_path)


def without_booklet():
    content = a_family_of_four()
    content["documents"] = [each for each in content["documents"] if each["kind"] != "113"]
    return content


def somebody_else():
    number = id_number("620521", "1990-04-05", "2", 984)
    content = a_family_of_four()
    content["family"] = [
        member("applicant", "01", "马秀兰", number, phone="13900000000", marital_status="10", education="70")
    ]
    content["documents"] = [
        {"kind": "111", "holder": 0, "number": number, "presented": "original"},
        {"kind": "113", "holder": 0, "presented": "original"},
    ]
    content["agricultural_transfer"]["flags"] = []
    return content


def test_a_family_without_its_booklet_comes_back_by_the_code_on_its_notice_and_is_accepted(window):
    window.put(without_booklet())
    press(Qt.Key.Key_F6)
    assert window.main.current == "preview"
    assert window.catalogue.find("").total == 0
    pdf = window.save_paper("notice")
    codes = [text for _, text in scanned(pdf, 200)[0]]
    assert "620502001-20261123-GZ0001" in codes
    press(Qt.Key.Key_Escape)
    assert window.main.current == "intake"
    press(Qt.Key.Key_N, CTRL)

    window.put(somebody_else())
    press(Qt.Key.Key_Return, CTRL)
    assert window.catalogue.find("马秀兰").total == 1

    window.scan("620502001-20261123-GZ0001")
    assert window.main.current == "intake"
    assert window.page.title == "王建国"
    window.settle()
    assert window.line("113").hasFocus()

    press(Qt.Key.Key_Space)
    window.settle()
    document = next(each for each in window.page.content["documents"] if each["kind"] == "113")
    window.page.share(window.page.content["documents"].index(document), [1, 2, 3])
    window.settle()
    press(Qt.Key.Key_Return, CTRL)
    (found,) = window.catalogue.find("王建国").rows
    record = window.catalogue.show(found.case_no)
    assert record.notice_no == "620502001-20261123-GZ0001"
    assert [item.kind for item in record.timeline][:2] == ["notice_issued", "case_accepted"]
    assert "已补正" in record.timeline[1].summary
    assert window.catalogue.drafts() == ()

    window.scan("620502001-20261123-GZ0001")  # the paper is still about, and now leads to the case
    assert window.main.current == "case"
    assert found.case_no in window.told[-1]


def test_the_qr_code_leads_back_as_well_and_says_that_the_paper_is_genuine(window):
    window.put(without_booklet())
    press(Qt.Key.Key_F6)
    code = next(text for _, text in scanned(window.save_paper("notice"), 200)[0] if text.startswith("TSHJ2"))
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_N, CTRL)
    assert window.page.title == ""
    window.scan(code)
    assert window.page.title == "王建国"
    assert any("签名有效" in told for told in window.told)


def test_what_is_on_the_page_is_kept_when_a_notice_is_scanned(window):
    window.put(without_booklet())
    press(Qt.Key.Key_F6)
    window.save_paper("notice")
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_N, CTRL)
    window.put(somebody_else())
    window.scan("620502001-20261123-GZ0001")
    assert sorted(line.title for line in window.catalogue.drafts()) == ["王建国", "马秀兰"]
    assert window.page.title == "王建国"


def test_many_notices_scanned_in_a_row_bring_back_the_last_one_and_lose_none(window):
    numbers = []
    for place in range(4):
        content = without_booklet()
        content["family"][0]["name"] = f"王建{'甲乙丙丁'[place]}"
        window.put(content)
        press(Qt.Key.Key_F6)
        window.save_paper(f"notice-{place}")
        press(Qt.Key.Key_Escape)
        press(Qt.Key.Key_N, CTRL)
        numbers.append(f"620502001-20261123-GZ{place + 1:04d}")
    for number in [*numbers, *reversed(numbers)] * 3:
        window.scan(number)
    assert window.page.title == "王建甲"
    assert len(window.catalogue.drafts()) == 4
    assert {line.title for line in window.catalogue.drafts()} == {"王建甲", "王建乙", "王建丙", "王建丁"}


def test_a_notice_of_a_draft_that_is_gone_says_so(window, station_door):
    window.put(without_booklet())
    press(Qt.Key.Key_F6)
    window.save_paper("notice")
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_N, CTRL)
    desk = window.catalogue._desk
    with desk.store.write() as uow:
        from station_app.storage import drafts  # noqa: PLC0415 - what the end of the day does

        for line in drafts.listing(uow):
            drafts.drop(uow, line.draft_id)
        uow.commit()
    window.scan("620502001-20261123-GZ0001")
    assert "不在本台" in window.told[-1]
    window.scan("620502001-20261123-GZ0042")
    assert "没有告知书" in window.told[-1]


def test_with_nothing_missing_f6_says_so_and_the_button_too(window):
    window.put(a_family_of_four())
    assert not window.intake.bar.notice.isEnabled()
    assert "不需要告知" in window.intake.bar.notice.toolTip()
    press(Qt.Key.Key_F6)
    assert window.main.current == "intake"
    assert "不需要告知" in window.told[-1]


def test_without_a_name_the_notice_asks_for_it_first(window):
    content = without_booklet()
    del content["family"][0]["name"]
    window.put(content)
    press(Qt.Key.Key_F6)
    assert window.main.current == "intake"
    assert "告知书要写明告知谁" in window.told[-1]


def test_the_preview_shows_the_number_once_the_notice_is_issued_and_then_asks_why_again(window):
    window.put(without_booklet())
    press(Qt.Key.Key_F6)
    preview = window.main.page("preview")
    before = preview._drawn
    window.save_paper("first")
    assert "GZ0001" in preview._presenter._view.title
    assert preview._drawn != before
    again = window.folder / "second.pdf"
    preview.save_to(str(again))
    press(Qt.Key.Key_Return)
    assert "重打第 1 次" in page_texts(again.read_bytes())[0]
    with window.catalogue._desk.store.read() as uow:
        from station_app.storage import papers  # noqa: PLC0415 - looked at, not driven

        assert papers.count(uow, "620502001-20261123-GZ0001", "one-time-notice") == 2


def test_a_promise_is_offered_only_where_it_is_allowed_and_brings_its_letter_after_the_receipt(window):
    content = a_family_of_four()
    content["documents"] = [each for each in content["documents"] if each["kind"] not in {"111", "113"}]
    content["documents"][0]["also"] = [1]
    window.put(content)
    identity, booklet = window.line("111"), window.line("113")
    for line, allowed in ((identity, False), (booklet, True)):
        seen = set()
        for _ in range(7):
            line._turn(1)
            window.settle()
            seen.add(line.line.presented)
        assert ("commitment" in seen) is allowed
    window.page.present("111", 0, "original")
    window.page.present("113", None, "commitment")
    window.settle()
    assert "12月7日" in booklet._ground.text()
    press(Qt.Key.Key_Return, CTRL)
    preview = window.main.page("preview")
    assert window.main.current == "preview"
    window.save_paper("receipt")
    assert preview._presenter._view.paper == "commitment"
    assert window.save_paper("commitment").startswith(b"%PDF")
    (found,) = window.catalogue.find("王建国").rows
    assert {each.paper for each in window.catalogue.show(found.case_no).papers} == {"receipt", "commitment"}


def test_what_may_not_be_demanded_is_not_offered_and_not_taken_in(window):
    window.put(a_family_of_four())
    more = window.intake.side.more
    barred = ("131", "771", "159", "163", "329", "331", "155", "116", "223", "765")
    offered = {choice.code for choice in more._choose("")}
    assert not offered & set(barred)
    (choice,) = more._choose("116")
    assert "天政办发〔2020〕5号" in choice.note
    before = len(window.page.content["documents"])
    more.take(choice)
    window.page.present("331", 0, "original")
    assert len(window.page.content["documents"]) == before
    assert "不得索要" in window.told[-1]


def test_a_deed_is_taken_in_where_it_fixes_the_address_of_an_own_home(window):
    content = a_family_of_four()
    content["destination"] = {"kind": "public_collective", "division": "620502001", "address": "秦州区某路1号"}
    content["housing"] = "own"
    window.put(content)
    window.page.edit("destination.kind", "own_home")  # chosen, so that no check proposes another kind
    window.settle()
    window.settle()  # the check after a pause of typing finds nothing else to propose
    assert "329" in {choice.code for choice in window.intake.side.more._choose("")}
    assert "331" not in {choice.code for choice in window.intake.side.more._choose("")}


def test_the_outcome_of_looking_at_a_document_is_kept_with_who_looked(window):
    window.put(a_family_of_four())
    window.intake.go_to("documents[4].outcome")
    assert window.line("219").details.isAncestorOf(QApplication.focusWidget())
    press(Qt.Key.Key_3)
    window.settle()
    document = window.page.content["documents"][4]
    assert (document["outcome"], document["checked_by"]) == ("unverified", "0001")
    assert "0001" in window.line("219").details._checked_by.text()
    press(Qt.Key.Key_2)
    window.settle()
    assert "document_differs" in {finding.code for finding in window.page.state.blocking}


def test_a_document_proven_by_the_booklet_says_so(window):
    window.put(a_family_of_four())
    line = next(each for each in window.intake.side.checklist.lines if each.line.status == "not_needed")
    assert line._ground.isVisibleTo(line)
    assert "同一本户口簿" in line._ground.text()


def test_enter_goes_from_the_number_through_dates_and_outcome_to_the_other_persons(window):
    window.put(a_family_of_four())
    window.intake.go_to("documents[3].number")
    line = window.line("113")
    press(Qt.Key.Key_Return, times=4)
    tick = QApplication.focusWidget()
    assert tick.text() == "李桂芳"
    press(Qt.Key.Key_Space)
    window.settle()
    assert window.page.content["documents"][3]["also"] == [2, 3]
    press(Qt.Key.Key_Return, times=3)
    assert not line.isAncestorOf(QApplication.focusWidget())


def test_a_promised_document_asks_for_no_number_and_no_outcome(window):
    content = without_booklet()
    content["documents"].append({"kind": "113", "holder": 0, "also": [1, 2, 3], "presented": "commitment"})
    window.put(content)
    line = window.line("113")
    line.setFocus()
    window.settle()
    assert line.details.isVisibleTo(line)
    assert not line.details.fields["number"].isVisibleTo(line)
    assert not line.details.outcome.isVisibleTo(line)
