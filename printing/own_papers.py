"""The desk's own papers: lists, sheets and pages that are about no case. Each is declared here once, for its code.

They carry the same codes as the papers of a case (docs/decisions/133): form, number, site, revision, page and a digest
of what they state, signed. A paper that is declared is known to `proof.parse` and to the spool; what it states is given
by whoever makes it, and what the same would state today by `services.restating`. A sheet with a secret is none of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from printing import (
    bundle_sheet,
    household_roster,
    ledger_pages,
    monthly_report,
    ranking,
    shift_hand_over,
    stock_register,
)
from station_app.settings import NO_OFFSET

if TYPE_CHECKING:
    from typing import Protocol

    from station_app.settings import Offset

    class _Layout(Protocol):
        """A module that lays a paper out."""

        FORM: str
        EDITION: int
        TITLE: str


@dataclass(frozen=True, slots=True)
class OwnPaper:
    """One kind of paper of the desk.

    `form` is its number and edition as in `registry.Paper`: if what its digest covers ever changes, the edition does.
    `backs` as there: `NO_OFFSET` is for both sides, with equal margins; None for one side.
    """

    name: str
    form: str
    title: str
    backs: Offset | None = None


def _own(name: str, layout: _Layout, backs: Offset | None = None) -> OwnPaper:
    return OwnPaper(name, f"{layout.FORM}V{layout.EDITION}", layout.TITLE, backs)


_ALL = (
    _own("household-roster", household_roster, NO_OFFSET),
    _own("shift-sheet", shift_hand_over, NO_OFFSET),
    _own("bundle-sheet", bundle_sheet),
    _own("ledger-pages", ledger_pages, NO_OFFSET),
    _own("monthly-report", monthly_report, NO_OFFSET),
    _own("ranking", ranking, NO_OFFSET),
    _own("stock-register", stock_register, NO_OFFSET),
)

OWN_PAPERS: dict[str, OwnPaper] = {paper.name: paper for paper in _ALL}
