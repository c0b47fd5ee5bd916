"""Stock from the box to the case: each piece is accounted for, the book adds up, the journal replays to it."""

from __future__ import annotations

import pytest

from station_app.domain.reading import read_document
from station_app.domain.stock import Pieces, StockAct
from station_app.errors import DamagedError, RefusedError
from station_app.journal import chain, rebuild
from station_app.journal.stock_entries import StockReceived, StockVoided
from station_app.services.keep_stock import Arrival, Named
from tests.people import a_family_of_four
from tests.printing.paper_cases import scanned
from tests.stations import PASSWORD, founded

PERMIT, BOOKLET = "migration-permit", "household-booklet"


def work(desk):
    """Receive two kinds, use, spoil, call in, hand on and count some; gives the case they were used for."""
    case_no = desk.accept(*read_document(a_family_of_four())).case_no
    desk.receive_stock(Arrival(PERMIT, "秦州分局户政", "准予迁入证明", "甘0098", "甘0110"))
    desk.receive_stock(Arrival(BOOKLET, "秦州分局户政", "居民户口簿", count=30))
    for number in ("甘0098", "甘0101"):
        desk.use_stock(PERMIT, number, case_no)
    desk.use_stock(BOOKLET, "", case_no)
    desk.spoil_stock(PERMIT, Named("甘0101"), "填写错误")
    desk.spoil_stock(BOOKLET, Named(count=1), "打印错位", was_used=True)
    desk.void_stock(PERMIT, Named("甘0109", "甘0110"), "受潮")
    desk.hand_on_stock(PERMIT, Named("甘0107", "甘0108"), "二号窗口", into="二号窗口")
    desk.hand_on_stock(BOOKLET, Named(count=4), "中梁派出所")
    desk.count_stock(BOOKLET, 24, "少一本,正在查")
    return case_no


@pytest.fixture(scope="module")
def worked(tmp_path_factory):
    """A station whose drawers were worked with, and its case."""
    desk = founded(tmp_path_factory.mktemp("stock") / "station").log_in("0001", PASSWORD)
    yield desk, work(desk)
    desk.close()


@pytest.fixture
def desk(worked):
    return worked[0]


def test_received_less_what_went_is_what_lies_there(desk):
    at = {(each.kind.kind, each.count.drawer): each for each in desk.stock()}
    permits = at[PERMIT, ""]
    count = permits.count
    assert (count.received, count.used, count.spoiled, count.void, count.away, count.there) == (13, 1, 1, 2, 2, 7)
    assert permits.free == (Pieces("甘0099", "甘0100", 2), Pieces("甘0102", "甘0106", 5))
    assert permits.gaps[0] == Pieces("甘0099", "甘0100", 2)
    assert permits.next_number == "甘0099"
    assert at[PERMIT, "二号窗口"].free == (Pieces("甘0107", "甘0108", 2),)
    booklets = at[BOOKLET, ""].count
    assert (booklets.used, booklets.spoiled, booklets.away, booklets.there) == (0, 1, 4, 25)


def test_the_register_has_a_line_for_each_step_and_the_case_one_for_its_piece(worked):
    desk, case_no = worked
    lines = desk.stock_lines(PERMIT)
    acts = [line.act for line in lines]
    assert acts == [StockAct.RECEIVED, *[StockAct.USED] * 2, StockAct.SPOILED, StockAct.VOIDED, StockAct.HANDED_ON]
    assert (lines[1].pieces.first, lines[1].about, lines[1].officer) == ("甘0098", case_no, "0001")
    assert (lines[3].words, lines[3].was_used) == ("填写错误", True)
    counted = desk.stock_lines(BOOKLET)[-1]
    assert (counted.pieces.count, counted.book, counted.words) == (24, 25, "少一本,正在查")
    told = [item.summary for item in desk.show(case_no).timeline if item.kind == "stock_used"]
    assert told == ["用去证表 准予迁入证明 甘0098", "用去证表 准予迁入证明 甘0101", "用去证表 居民户口簿"]


def test_the_printed_register_holds_until_the_next_step(station):
    station.receive_stock(Arrival(PERMIT, "分局", "准予迁入证明", "甘0001", "甘0009"))
    made = station.print_stock_register(PERMIT)
    (text,) = [text for page in scanned(made.pdf, 200) for _, text in page if text.startswith("TSHJ2")]
    assert (station.verify_paper(text).verdict, station.verify_paper(text).counted) == ("genuine", True)
    station.spoil_stock(PERMIT, Named("甘0001"), "写错")
    later = station.verify_paper(text)
    assert (later.verdict, later.genuine) == ("superseded", True)


def test_the_journal_replays_to_the_same_ledger_on_both_databases(desk, tmp_path, postgres_place):
    assert rebuild.rebuild(desk._desk.store).problems == ()
    other = founded(tmp_path / "other", database=postgres_place).log_in("0001", PASSWORD)
    work(other)
    assert rebuild.rebuild(other._desk.store).problems == ()
    assert other.stock() == desk.stock()
    other.close()


@pytest.mark.parametrize(
    ("code", "step"),
    [
        (
            "stock_number_known",
            lambda desk, _: desk.receive_stock(Arrival(PERMIT, "分局", first="甘0110", last="甘0112")),
        ),
        ("stock_is_numbered", lambda desk, _: desk.receive_stock(Arrival(PERMIT, "分局", count=3))),
        ("stock_name_missing", lambda desk, _: desk.receive_stock(Arrival("blue-form", "分局", first="1"))),
        ("stock_code_bad", lambda desk, _: desk.receive_stock(Arrival("../etc", "分局", "x", "1"))),
        ("stock_source_missing", lambda desk, _: desk.receive_stock(Arrival(PERMIT, " ", first="1"))),
        ("stock_unknown", lambda desk, case_no: desk.use_stock("blue-form", "1", case_no)),
        ("stock_number_used", lambda desk, case_no: desk.use_stock(PERMIT, "甘0098", case_no)),
        ("stock_number_spoiled", lambda desk, case_no: desk.use_stock(PERMIT, "甘0101", case_no)),
        ("stock_number_unknown", lambda desk, case_no: desk.use_stock(PERMIT, "甘0200", case_no)),
        ("stock_elsewhere", lambda desk, case_no: desk.use_stock(PERMIT, "甘0107", case_no)),
        ("case_unknown", lambda desk, _: desk.use_stock(PERMIT, "甘0099", "620502001-20261123-HJ0099")),
        ("stock_not_enough", lambda desk, _: desk.void_stock(BOOKLET, Named(count=26), "受潮")),
        ("stock_reason_missing", lambda desk, _: desk.spoil_stock(PERMIT, Named("甘0099"), " ")),
        ("stock_difference_unexplained", lambda desk, _: desk.count_stock(PERMIT, 6)),
        ("stock_same_drawer", lambda desk, _: desk.hand_on_stock(PERMIT, Named("甘0099"), "本人", into="")),
        ("stock_receiver_missing", lambda desk, _: desk.hand_on_stock(PERMIT, Named("甘0099"), "")),
        ("text_unfit", lambda desk, _: desk.spoil_stock(PERMIT, Named("甘0099"), "a\x07")),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(worked, code, step):
    desk, case_no = worked
    with desk._desk.store.read() as uow:
        before = chain.head(uow, desk.site.code)
    with pytest.raises(RefusedError, match=code):
        step(desk, case_no)
    with desk._desk.store.read() as uow:
        assert chain.head(uow, desk.site.code) == before


@pytest.mark.parametrize(
    ("said", "subject"),
    [
        (StockReceived(PERMIT, "准", True, "1", "999999", 1, "分局", ""), PERMIT),
        (StockReceived(PERMIT, "准", True, "000001", "999999", 999_999, "分局", ""), PERMIT),
        (StockReceived(PERMIT, "准", True, "1", "1", 1, "分局", ""), "something else"),
        (StockVoided(PERMIT, "x", "y", 1, "受潮", False, ""), PERMIT),
    ],
)
def test_an_entry_from_elsewhere_that_names_other_pieces_than_it_counts_is_not_taken(desk, said, subject):
    with pytest.raises(DamagedError), desk._desk.store.write() as uow:
        chain.append(uow, site="620502001", officer="0001", subject=subject, payload=said, at=desk.now())
