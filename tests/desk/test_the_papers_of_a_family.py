"""A family of five gets its papers at the real window, on a real printer: one key for each moment, and nothing twice.

The printer is ippeveprinter on loopback, spoken to over IPP; what is looked at is what it really received. It loses
its power once, with the second paper inside.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, NamedTuple

import pypdfium2
import pytest
from msgspec import structs
from PySide6.QtCore import Qt

from station_app import bootstrap
from station_app.clock import FixedClock
from station_app.domain.print_jobs import LAST_WORD, PATIENCE
from station_app.domain.vocabulary import OfficerRole
from tests.people import a_family_of_four, id_number, member
from tests.printers import A4, LETTER
from tests.printing.paper_cases import scanned
from tests.stations import MORNING, PASSWORD, founded
from ui.rehearsal import Rehearsal

if TYPE_CHECKING:
    from pathlib import Path

    from station_app.catalogue import Door
    from tests.printers import LoopbackPrinter, PrintingRoom

CTRL = Qt.KeyboardModifier.ControlModifier
SET = (Qt.Key.Key_P, CTRL | Qt.KeyboardModifier.ShiftModifier)
CLERK, CHIEF = "0001", "0002"
TAKEN_IN = ["receipt", "approval-form", "commitment", "guardian-consent", "rights-notice"]
SETTLED = ["settlement-slip", "entry-note", "approval-form"]


class Office(NamedTuple):
    """The station, its clock and its printer."""

    door: Door
    clock: FixedClock
    printer: LoopbackPrinter
    folder: Path

    def sit_down(self, badge: str) -> Rehearsal:
        """Open the window and log in."""
        desk = Rehearsal(self.door, self.folder / "pictures")
        desk.log_in(badge, PASSWORD)
        return desk


@pytest.fixture
def office(qapp: object, tmp_path: Path, room: PrintingRoom) -> Office:
    """A station with a clerk and a chief, whose papers go to one printer."""
    founded(tmp_path / "station")
    clock = FixedClock(MORNING)
    door = bootstrap.door(tmp_path / "station", clock=clock, cheap_keys=True)
    printer = room.printers.get("Lobby") or room.add("Lobby", (A4, LETTER))
    catalogue = door.log_in(CLERK, PASSWORD)
    catalogue.add_officer(CHIEF, "赵守正", (OfficerRole.CHIEF, OfficerRole.REVIEWER), PASSWORD)
    catalogue.save_settings(structs.replace(catalogue.settings, printer=printer.address))
    catalogue.close()
    return Office(door, clock, printer, tmp_path)


def a_family_of_five() -> dict[str, Any]:
    """Give the family of four with a daughter; no document is there yet."""
    content = a_family_of_four()
    daughter = id_number("620523", "2015-04-09", "2", 982)
    girl = member("minor_child", "32", "王小妹", daughter, guardian=0, relation_nature="birth", education="80")
    content["family"].insert(3, girl)
    content["documents"] = []
    return content


def hit(desk: Rehearsal, *pressed: Any) -> None:
    """Press keys one after the other, each once the window has come to rest; a pair is a key with others held."""
    for each in pressed:
        key, modifiers = each if isinstance(each, tuple) else (each, Qt.KeyboardModifier.NoModifier)
        desk.press(key, modifiers)
        desk.settle(0.15)


def turn_to(desk: Rehearsal, key: str) -> None:
    """Go to a page of the navigation by its digit."""
    places = [entry.objectName() for entry in desk.main.navigation.entries]
    desk.press(Qt.Key(Qt.Key.Key_1.value + places.index(key)), CTRL)
    desk.wait(lambda: desk.main.current == key, f"the page {key} did not come")


def take_in(desk: Rehearsal) -> str:
    """Type the family, promise the household booklet for later, accept; the receipt is in view then."""
    desk.type_case(a_family_of_five())
    desk.look_at_document("113")
    line = next(each for each in desk.intake.side.checklist.lines if each.line and each.line.kind == "113")
    while line.line.presented != "commitment":
        hit(desk, Qt.Key.Key_Right)
    return desk.accept()


def checked(papers: list[bytes], desk: Rehearsal, case_no: str, wanted: list[str]) -> None:
    """Hold what came out of the printer to what was asked for: order, pages, codes, and the hashes in the journal."""
    catalogue = desk.main.session.catalogue
    journalled = {copy.sha256: copy for copy in catalogue.show(case_no).papers}
    copies = [journalled[hashlib.sha256(pdf).hexdigest()] for pdf in papers]
    assert [copy.paper for copy in copies] == wanted
    assert [(copy.printing, copy.reprint) for copy in copies] == [(1, None)] * len(wanted)
    for pdf, copy in zip(papers, copies, strict=True):
        document = pypdfium2.PdfDocument(pdf)
        sheets = len(document)
        document.close()
        said = []
        for found in scanned(pdf, 200):
            texts = [text for _, text in found]
            assert case_no in texts
            (proof,) = {text for text in texts if text.startswith("TSHJ2")}
            verdict = catalogue.verify_paper(proof)
            assert (verdict.paper, verdict.genuine, verdict.case_no) == (copy.paper, True, case_no)
            said.append((verdict.page, verdict.pages))
        count = said[0][1]
        numbered = [(page, count) for page in range(1, count + 1)]
        assert said == numbered * (sheets // count)  # a copy on a sheet of its own counts from 1


def test_each_moment_of_a_family_of_five_ends_with_its_papers_by_one_key(office: Office) -> None:
    printer = office.printer
    desk = office.sit_down(CLERK)
    try:
        case_no = take_in(desk)
        printer.hold()
        desk.press(*SET)
        came_out = the_power_fails_with_the_second_paper_inside(desk, office)
        came_out += printer.printed
        checked(came_out, desk, case_no, TAKEN_IN)
    finally:
        desk.close()
    the_chief_reviews_and_approves(office, case_no)
    printer.forget()
    desk = office.sit_down(CLERK)
    try:
        the_family_is_entered_and_gets_its_slips(desk, office, case_no)
        checked(printer.printed, desk, case_no, SETTLED)
        said = [each.summary for each in desk.main.session.catalogue.show(case_no).timeline]
        assert "审核" in said, "who reviewed without a word said nothing, and no colon announces it"
        shown = {line.paper: line for line in desk.main.page("case")._view.papers}
        papers = {*TAKEN_IN, *SETTLED}
        counted = {paper: "已出 2 份" if paper == "approval-form" else "已出 1 份" for paper in papers}
        assert {paper: (shown[paper].copies, shown[paper].printing) for paper in papers} == {
            paper: (copies, "") for paper, copies in counted.items()
        }
        nothing_is_left_to_print(desk, case_no)
    finally:
        desk.close()


def the_power_fails_with_the_second_paper_inside(desk: Rehearsal, office: Office) -> list[bytes]:
    """Let the first paper out, cut the power, say on the printing page that nothing came; give what had come out."""
    printer = office.printer
    desk.wait(lambda: printer.taken == 1 and not desk._runner.busy, "no paper came to the printer")
    printer.let_go()
    printer.until_printed(1)
    printer.hold()
    first = printer.printed
    desk.wait(lambda: printer.taken == 1, "the second paper did not come")
    printer.unplug()
    assert desk.main.current == "intake", "once all is on its way the next family is one key away"
    catalogue = desk.main.session.catalogue
    office.clock.move(PATIENCE + LAST_WORD)
    desk.wait(lambda: any(job.called_off for job in catalogue.print_jobs()), "the silent printer was not given up")
    office.clock.move(PATIENCE)
    desk.wait(lambda: "没有打好" in desk.main._notice.words, "nobody said that the printer stopped")
    printer.forget()
    turn_to(desk, "printing")
    desk.settle()
    table = desk.main.page("printing").table.rows
    standing = [table.row(place).word for place in range(table.rowCount())]
    assert standing == ["请看纸张", *["等待"] * (len(TAKEN_IN) - 2)]
    desk.picture("printing-stopped")
    hit(desk, Qt.Key.Key_1)
    desk.wait(lambda: table.rowCount() == 0, "the set did not go on")
    return first


def the_chief_reviews_and_approves(office: Office, case_no: str) -> None:
    """Another officer: find the case by the end of its number, review it, approve it."""
    desk = office.sit_down(CHIEF)
    try:
        find(desk, case_no)
        hit(desk, Qt.Key.Key_1, Qt.Key.Key_Return, Qt.Key.Key_2)
        desk.wait(lambda: desk.main.current == "decide", "the decision page did not open")
        desk.settle()
        hit(desk, Qt.Key.Key_1, (Qt.Key.Key_Return, CTRL))
        page: Any = desk.main.page("decide")
        desk.wait(lambda: page.barred.words, "nothing was decided")
        desk.settle()
    finally:
        desk.close()


def find(desk: Rehearsal, case_no: str) -> None:
    """Ctrl+F, the end of the number, Enter."""
    hit(desk, (Qt.Key.Key_F, CTRL))
    desk.write(case_no[-6:])
    desk.settle()
    hit(desk, Qt.Key.Key_Return)
    if desk.main.current != "case":
        hit(desk, Qt.Key.Key_Return)
    desk.wait(lambda: desk.main.current == "case", "the case did not open")
    desk.settle()


def the_family_is_entered_and_gets_its_slips(desk: Rehearsal, office: Office, case_no: str) -> None:
    """3 and Enter, then the key of the set."""
    find(desk, case_no)
    page: Any = desk.main.page("case")
    hit(desk, Qt.Key.Key_3, Qt.Key.Key_Return)
    desk.wait(lambda: page.head.holder.text() == "已落户,等送达", "nobody was registered")
    desk.press(*SET)
    desk.wait(lambda: len(office.printer.printed) == len(SETTLED), "the slips did not come out")
    desk.wait(lambda: not desk.main.session.catalogue.print_jobs(), "the spool did not hear of it")
    desk.settle()
    desk.picture("case-printed")


def nothing_is_left_to_print(desk: Rehearsal, case_no: str) -> None:
    """The working list of papers does not hold the case any more."""
    turn_to(desk, "queues")
    desk.settle()
    lists: Any = desk.main.page("queues").lists.rows
    counted = {lists.row(place).key: lists.row(place) for place in range(lists.rowCount())}
    assert counted["deliver"].count == "1"
    assert counted["print"].count == "0"
