"""Which papers this desk puts on blanks that lie in its tray. Not a use case: several need it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app.domain.records import CaseRecord
from station_app.errors import RefusedError
from station_app.services import spooling
from station_app.services.drawing import context_for

if TYPE_CHECKING:
    from printing.registry import Stated
    from station_app.services.desk import Desk


def kind_in_tray(desk: Desk, record: Stated, paper: str) -> str | None:
    """Give the kind of blank in this desk's tray that a paper belongs on, whether or not this case suits it."""
    kinds = spooling.chosen(desk).stock_kinds
    if not kinds or not isinstance(record, CaseRecord):
        return None
    from printing import blanks  # noqa: PLC0415 - ReportLab takes 0.35 s to import

    blank = blanks.blank_for(paper, record)
    return blank.code if blank is not None and blank.code in kinds else None


def goes_on_stock(desk: Desk, record: Stated, paper: str) -> bool:
    """Tell whether a paper of this case is printed on a blank here; one that does not fit goes on plain paper."""
    if kind_in_tray(desk, record, paper) is None or not isinstance(record, CaseRecord):
        return False
    from printing import blanks  # noqa: PLC0415 - as above

    try:
        blanks.overlay_pages(paper, record, context_for(desk, record))
    except RefusedError:
        return False
    return True
