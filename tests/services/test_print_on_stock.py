"""Facts on a blank (套打): paper and sheet are journalled together; a sheet that jams is written off."""

from __future__ import annotations

import hashlib

import msgspec
import pytest

from station_app.domain.print_jobs import NOWHERE, PrintState
from station_app.domain.reading import read_document
from station_app.domain.reprints import Reprint, ReprintReason
from station_app.errors import RefusedError
from station_app.journal import chain, rebuild
from station_app.services.keep_stock import Arrival, Named
from tests.people import a_family_of_four
from tests.printing.paper_cases import page_texts, scanned

KIND, FORM = "approval-form-collective", "approval-form"


@pytest.fixture
def desk(station):
    """A desk with a few blanks in its drawer."""
    station.receive_stock(Arrival(KIND, "印刷厂", "公共集体户落户审批表", "000098", "000102"))
    return station


def a_family(street="磐安镇某某村12号"):
    content = a_family_of_four()
    for each in content["family"]:
        each["origin"] = content["family"][0]["origin"] | {"address": street}
    return content


@pytest.fixture
def case_no(desk):
    return desk.accept(*read_document(a_family())).case_no


def told(desk, *kinds):
    """The newest entries of these kinds, as they were written."""
    with desk._desk.store.read() as uow:
        return [msgspec.json.decode(each.payload) for each in chain.all_entries(uow) if each.kind in kinds]


def test_a_sheet_is_taken_jams_is_written_off_and_the_next_one_is_printed(desk, case_no):
    assert desk.stock_for(case_no, FORM).next_number == "000098"
    made = desk.print_on_stock(case_no, FORM, printer=NOWHERE)
    assert (made.number, made.job.paper, made.issued.printing) == ("000098", FORM, 1)
    paper, used = told(desk, "paper_issued", "stock_used")
    assert paper["sha256"] == hashlib.sha256(made.issued.pdf).hexdigest()
    assert (used["number"], used["case_no"], used["paper"], used["copy"]) == ("000098", case_no, FORM, 1)
    assert "王建国" in page_texts(made.issued.pdf)[0]
    assert "一、申请人" not in page_texts(made.issued.pdf)[0]
    (code,) = {text for page in scanned(made.issued.pdf, 200)[:1] for _, text in page if text.startswith("TSHJ2")}
    verdict = desk.verify_paper(code)
    assert (verdict.genuine, verdict.verdict, verdict.differences) == (True, "genuine", ())

    with pytest.raises(RefusedError, match="reprint_reason_missing"):
        desk.print_on_stock(case_no, FORM)
    again = desk.print_on_stock(case_no, FORM, "000100", again=Reprint(ReprintReason.JAM))
    assert (again.number, again.issued.printing, again.written_off) == ("000100", 2, "000098")
    assert "重打第 1 次" in page_texts(again.issued.pdf)[0]
    states = [job.state for job in desk.print_jobs(ended=True)]
    assert states == [PrintState.CANCELLED]  # sent once more, the first would take a sheet that nobody wrote down
    (balance,) = desk.stock()
    assert (balance.count.used, balance.count.spoiled, balance.count.there) == (1, 1, 3)
    assert balance.next_number == balance.gaps[0].first == "000099"
    assert rebuild.rebuild(desk._desk.store).problems == ()


@pytest.mark.parametrize(
    ("paper", "number", "code"),
    [
        (FORM, "000103", "stock_number_unknown"),
        (FORM, "0098", "stock_number_unknown"),
        ("receipt", "", "stock_no_blank"),
        ("settlement-slip", "", "paper_not_for_case"),
    ],
)
def test_where_there_is_no_such_sheet_nothing_is_written(desk, case_no, paper, number, code):
    with pytest.raises(RefusedError, match=code):
        desk.print_on_stock(case_no, paper, number, printer=NOWHERE)
    assert told(desk, "paper_issued", "stock_used") == []
    assert desk.print_jobs() == ()


def test_when_the_drawer_is_empty_or_the_cells_are_too_small_it_says_so(desk):
    long = desk.accept(*read_document(a_family("磐安镇某某村某某组" * 12))).case_no
    with pytest.raises(RefusedError, match="stock_does_not_fit") as refused:
        desk.print_on_stock(long, FORM)
    assert refused.value.details["near"] == "原户口地址"
    with pytest.raises(RefusedError, match="stock_does_not_fit"):
        desk.preview_on_stock(long, FORM)
    desk.void_stock(KIND, Named("000098", "000102"), "改版")
    assert desk.issue_paper(long, FORM).printing == 1  # plain paper always works


def test_blank_and_trial_are_about_nobody_and_not_journalled(desk):
    before = len(told(desk, "paper_issued", "stock_received"))
    blank, trial = desk.make_blank(KIND), desk.make_trial(KIND)
    assert "TS-HJ-02 v1" in page_texts(blank.pdf)[0]
    assert "王建国" not in page_texts(blank.pdf)[0]
    assert "王建国" in page_texts(trial.pdf)[0]
    assert {code for code, _ in desk.blanks()} >= {KIND, "entry-note"}
    with pytest.raises(RefusedError, match="stock_blank_unknown"):
        desk.make_blank("receipt")
    with pytest.raises(RefusedError, match="print_printer_missing"):
        desk.print_trial(KIND, NOWHERE)
    assert len(told(desk, "paper_issued", "stock_received")) == before


def test_a_desk_says_which_blanks_lie_in_its_tray(desk, case_no):
    assert desk.tray_for(case_no, FORM) is None
    desk.save_settings(msgspec.structs.replace(desk.settings, stock_kinds=(KIND,), stock_drawer="二号窗口"))
    with pytest.raises(RefusedError, match="stock_used_up"):
        desk.tray_for(case_no, FORM)
    desk.hand_on_stock(KIND, Named("000099", drawer=""), "二号窗口", into="二号窗口")
    assert desk.tray_for(case_no, FORM).next_number == "000099"
    assert desk.tray_for(case_no, "receipt") is None
    with pytest.raises(RefusedError, match="stock_elsewhere"):
        desk.print_on_stock(case_no, FORM, "000098")
    made = desk.print_on_stock(case_no, FORM)
    assert made.number == "000099"
    lost = desk.hand_on_stock(KIND, Named("000100", drawer=""), "二号窗口", into="二号窗口")
    assert lost.count.away == 2
    assert desk.print_on_stock(case_no, FORM, again=Reprint(ReprintReason.LOST)).written_off is None
