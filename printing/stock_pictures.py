"""Pictures of what belongs to stock: a blank as the print shop gets it, and the facts that the desk puts on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing import blanks, picture_cases, stock_register
from station_app.domain import stock
from station_app.domain.records import Officer
from station_app.domain.stock import DrawerCount, Piece, Pieces, PieceState, StockAct, StockKind, StockLine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from printing.page_codes import Codes

_SHOWN = "approval-form-collective"


def papers(prove: Callable[[str, str, object], Codes]) -> Iterator[tuple[str, bytes]]:
    """Give each picture: the name of its file, the PDF; `prove` gives the codes of a paper of the desk."""
    register = _register()
    number = f"{picture_cases.SITE.code}-stock-{_SHOWN}"
    yield "approval-form-blank", blanks.blank_pdf(_SHOWN, picture_cases.SITE.code)
    yield (
        "stock-register",
        stock_register.draw(register, prove("stock-register", number, stock_register.facts(register))),
    )
    yield "approval-form-overlay", blanks.trial_pdf(_SHOWN, picture_cases.SITE.code)


_GONE = {1: PieceState.USED, 2: PieceState.SPOILED, 4: PieceState.USED, 12: PieceState.VOID}


def _register() -> stock_register.Register:
    """Give the register of a lot of twelve, as it looks after a few days."""
    kind = StockKind(_SHOWN, "公共集体户落户审批表", numbered=True)
    site, case_no = picture_cases.SITE, picture_cases.family_of_four().case_no
    pieces = [Piece(1, f"甘A{at + 1200:06}", _GONE.get(at, PieceState.FREE), "") for at in range(1, 13)]
    told = (
        (StockAct.RECEIVED, Pieces("甘A001201", "甘A001212", 12), "秦州分局印刷厂", ""),
        (StockAct.USED, Pieces("甘A001201", "甘A001201"), case_no, ""),
        (StockAct.USED, Pieces("甘A001202", "甘A001202"), f"{case_no[:-1]}8", ""),
        (StockAct.SPOILED, Pieces("甘A001202", "甘A001202"), "", "卡纸"),
        (StockAct.USED, Pieces("甘A001204", "甘A001204"), f"{case_no[:-1]}8", ""),
        (StockAct.VOIDED, Pieces("甘A001212", "甘A001212"), "", "受潮，已剪角"),
        (StockAct.COUNTED, Pieces(count=8), "", ""),
    )
    lines = [
        StockLine(
            seq,
            picture_cases.AT,
            picture_cases.BADGE,
            _SHOWN,
            "",
            act,
            which,
            about,
            words=words,
            was_used=act is StockAct.SPOILED,
            book=8,
        )
        for seq, (act, which, about, words) in enumerate(told, 1)
    ]
    here = stock.balance(kind, DrawerCount("", 12, 2, 1, 1), pieces)
    officer = Officer(picture_cases.BADGE, picture_cases.OFFICER_NAME, ())
    return stock_register.Register(site, officer, picture_cases.AT, (here,), lines)
