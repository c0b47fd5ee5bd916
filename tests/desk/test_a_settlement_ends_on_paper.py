"""A family of five is settled: one key in the real window brings its papers out of a real printer, in their order."""

from __future__ import annotations

from PySide6.QtCore import Qt

from station_app.domain import print_sets
from station_app.domain.print_jobs import PrintState
from station_app.domain.vocabulary import CaseStatus
from tests.people import a_family_of_four, id_number, member
from tests.printers import A4
from tests.printing.paper_cases import page_texts
from tests.services.settling import settled
from tests.stations import PASSWORD
from ui.rehearsal import Rehearsal

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
DAUGHTER_ID = id_number("620523", "2015-04-09", "2", 982)


def a_family_of_five():
    content = a_family_of_four()
    daughter = member("minor_child", "31", "王小丫", DAUGHTER_ID, guardian=0, relation_nature="birth", education="80")
    content["family"].append(daughter)
    for document in content["documents"]:
        if document["kind"] == "113":
            document["also"] = [1, 2, 3, 4]
    return content


def test_the_settlement_of_a_family_of_five_ends_with_its_papers_on_one_key(
    qapp, station_door, station, room, tmp_path
):
    lobby = room.printers.get("Lobby") or room.add("Lobby", (A4,))  # the only printer: nothing has to be chosen
    assert len(settled(station, a_family_of_five())) == 5
    case_no = station.find("", 5).rows[0].case_no
    wanted = station.papers_of_set(case_no)
    assert station.show(case_no).status is CaseStatus.REGISTERED
    assert {"settlement-slip", "entry-note"} <= set(wanted)
    assert list(wanted) == [paper for paper in print_sets.SETS[CaseStatus.REGISTERED] if paper in wanted]
    station.close()
    desk = Rehearsal(station_door, tmp_path / "pictures")
    try:
        desk.log_in("0001", PASSWORD)
        desk.main.open_case(case_no)
        desk.settle()
        desk.press(Qt.Key.Key_P, CTRL_SHIFT)
        catalogue = desk.main.session.catalogue
        desk.wait(lambda: len(lobby.printed) == len(wanted), "the papers did not come out")
        desk.wait(lambda: not catalogue.print_jobs(), "the desk does not know that they are out")
        done = catalogue.print_jobs(ended=True)
        assert [(job.paper, job.printer, job.state) for job in done] == [
            (paper, "Lobby", PrintState.DONE) for paper in wanted
        ]
        for paper, pdf in zip(wanted, lobby.printed, strict=True):
            assert case_no in "".join(page_texts(pdf)), paper
    finally:
        desk.close()
