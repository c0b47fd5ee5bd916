"""Use case: the register of a kind of stock as a paper (空白证表登记簿), journalled before anyone can hold it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app.domain.authority import Action
from station_app.services.issuing import OwnPaperFacts, issue_own
from station_app.services.stocking import register_of

if TYPE_CHECKING:
    from station_app.domain.records import IssuedPaper
    from station_app.services.desk import Desk

NAME = "stock-register"


def print_stock_register(desk: Desk, kind: str) -> IssuedPaper:
    """Make the register of a kind as it is now.

    Raises:
        RefusedError: `stock_unknown`.
    """
    desk.require(Action.SEE_STOCK)
    from printing import stock_register as paper  # noqa: PLC0415 - ReportLab takes 0.35 s to import

    with desk.store.write() as uow:
        register = register_of(uow, desk, kind)
        newest = register.lines[-1].seq if register.lines else 0
        about = OwnPaperFacts(NAME, f"{desk.site.code}-stock-{kind}", paper.facts(register), newest)
        issued = issue_own(uow, desk, about, lambda codes: paper.draw(register, codes))
        uow.commit()
    return issued
