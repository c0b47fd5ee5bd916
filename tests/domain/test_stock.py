"""Rules of stock: numbers as they stand on the sheets, each used once, and what lies in a drawer adds up."""

from __future__ import annotations

import pytest

from station_app.domain import stock
from station_app.domain.stock import DrawerCount, Piece, Pieces, PieceState, StockAct, StockKind
from station_app.errors import RefusedError

PERMIT = StockKind("migration-permit", "准予迁入证明", numbered=True)
BOOKLET = StockKind("household-booklet", "居民户口簿", numbered=False)


def test_a_run_keeps_prefix_and_leading_zeros():
    run = stock.chosen(PERMIT, "甘A0098", "甘A0103")
    assert run.count == 6
    assert stock.numbers(run) == ("甘A0098", "甘A0099", "甘A0100", "甘A0101", "甘A0102", "甘A0103")
    assert stock.chosen(PERMIT, " 0007 ") == Pieces("0007", "0007", 1)
    assert stock.chosen(BOOKLET, count=20) == Pieces(count=20)


def test_figures_may_be_part_of_the_prefix_of_a_long_number():
    run = stock.chosen(PERMIT, "62050220260000000098", "62050220260000000101")
    assert stock.numbers(run)[-1] == "62050220260000000101"


@pytest.mark.parametrize(
    ("first", "last", "count", "code"),
    [
        ("0010", "0009", None, "stock_run_bad"),
        ("099", "0101", None, "stock_run_bad"),
        ("A01", "B02", None, "stock_run_bad"),
        ("甘A", "", None, "stock_number_bad"),
        ("12 34", "", None, "stock_number_bad"),
        ("9" * 31, "", None, "stock_number_bad"),
        ("000001", "010001", None, "stock_run_long"),
        ("01", "05", 6, "stock_count_differs"),
        ("", "", 5, "stock_is_numbered"),
    ],
)
def test_what_is_no_run_of_numbers_is_refused(first, last, count, code):
    with pytest.raises(RefusedError, match=code):
        stock.chosen(PERMIT, first, last, count)


def test_pieces_without_numbers_are_only_counted():
    for given, code in ((("7", "", None), "stock_is_counted"), (("", "", 0), "stock_count_bad")):
        with pytest.raises(RefusedError, match=code):
            stock.chosen(BOOKLET, *given)
    with pytest.raises(RefusedError, match="stock_not_enough"):
        stock.refuse_more_than_there(BOOKLET, Pieces(count=3), DrawerCount("", received=5, used=3), was_used=False)


def drawer(**states):
    """Pieces 001 to 008 of one lot; those named are gone."""
    gone = {number.removeprefix("n"): state for number, state in states.items()}
    return [Piece(1, f"{at:03}", gone.get(f"{at:03}", PieceState.FREE), "") for at in range(1, 9)]


def test_the_balance_adds_up_and_shows_what_was_passed_over():
    pieces = drawer(n001=PieceState.USED, n004=PieceState.SPOILED, n005=PieceState.USED)
    said = stock.balance(PERMIT, DrawerCount("", received=8, used=2, spoiled=1), pieces)
    assert said.count.there == sum(run.count for run in said.free) == 5
    assert said.free == (Pieces("002", "003", 2), Pieces("006", "008", 3))
    assert said.gaps == (Pieces("002", "003", 2),)
    assert said.next_number == "002"


@pytest.mark.parametrize("state", [state for state in PieceState if state is not PieceState.FREE])
def test_a_number_is_used_once(state):
    pieces = drawer(n001=state)
    with pytest.raises(RefusedError, match=f"stock_number_{state.value}"):
        stock.refuse_unless_there(PERMIT, StockAct.USED, Pieces("001", "001"), pieces[:1], "")


def test_a_used_one_may_still_be_spoiled_or_called_in_and_nothing_else():
    used = drawer(n001=PieceState.USED)[:1]
    for act in (StockAct.SPOILED, StockAct.VOIDED):
        assert stock.refuse_unless_there(PERMIT, act, Pieces("001", "001"), used, "")
    with pytest.raises(RefusedError, match="stock_number_used"):
        stock.refuse_unless_there(PERMIT, StockAct.HANDED_ON, Pieces("001", "001"), used, "")
    with pytest.raises(RefusedError, match="stock_number_used"):  # a run is of free ones
        stock.refuse_unless_there(
            PERMIT, StockAct.VOIDED, Pieces("001", "002", 2), drawer(n001=PieceState.USED)[:2], ""
        )


def test_no_number_that_never_came_and_none_of_another_drawer():
    with pytest.raises(RefusedError, match="stock_number_unknown"):
        stock.refuse_unless_there(PERMIT, StockAct.USED, Pieces("009", "009"), (), "")
    with pytest.raises(RefusedError, match="stock_elsewhere"):
        stock.refuse_unless_there(PERMIT, StockAct.USED, Pieces("001", "001"), drawer()[:1], "2号窗口")
