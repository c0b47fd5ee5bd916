"""Use case: the register of a kind of stock as a paper (空白证表登记簿), journalled before anyone can hold it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app.domain import stock as rules
from station_app.domain.authority import Action
from station_app.services.issuing import issue_own
from station_app.services.stocking import known_kind
from station_app.storage import stock

if TYPE_CHECKING:
    from station_app.domain.records import IssuedPaper
    from station_app.services.desk import Desk

NAME = "stock-register"
MOST_LINES = 5_000
"""Lines on paper, the newest; the journal has all of them."""


def print_stock_register(desk: Desk, kind: str) -> IssuedPaper:
    """Make the register of a kind as it is now.

    Raises:
        RefusedError: `stock_unknown`.
    """
    desk.require(Action.SEE_STOCK)
    from printing import stock_register as paper  # noqa: PLC0415 - ReportLab takes 0.35 s to import

    site = desk.site.code
    with desk.store.write() as uow:
        known = known_kind(uow, desk, kind)
        balances = [
            rules.balance(known, count, stock.pieces_in(uow, site, kind, count.drawer) if known.numbered else ())
            for count in stock.drawers(uow, site, kind)
        ]
        lines = stock.lines(uow, site, kind, MOST_LINES)
        pdf = paper.draw(paper.Register(desk.site, desk.officer, desk.now(), balances, lines))
        issued = issue_own(uow, desk, kind, NAME, pdf)
        uow.commit()
    return issued
