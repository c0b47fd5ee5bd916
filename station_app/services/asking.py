"""What an officer asked for in a search: read as it was meant, and noted. Not a use case: every search asks it.

A search is a look at people, so it is noted with its text; but a window searches while it is being typed, and seven
lines for one name would hide what they should show. So a search by the same officer within a minute, of which the other
is the beginning, is the same search, and its line has the longest text. Nobody's view is noted without a text: such a
list shows nothing that was looked for.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from station_app.storage import notices, reads

if TYPE_CHECKING:
    from station_app.services.desk import Desk
    from station_app.storage.engine import UnitOfWork

LONGEST = 64
"""Code points of a search text; the longest name has 50."""
SAME_SEARCH = timedelta(minutes=1)
_NOTICE_NO = re.compile(r"\d{4,12}-\d{8}-GZ\d{4,6}")


def asked(uow: UnitOfWork, text: str) -> str | None:
    """Give what to search for: of a scanned code the number of its case; None for what nothing can fit.

    A code is only read here; whether its paper is genuine is another question (`verify_paper`).
    """
    wanted = text.strip()
    number = (_number_on_a_paper(wanted) if "/" in wanted else None) or wanted
    if _NOTICE_NO.fullmatch(number.upper()):
        found = notices.state(uow, number.upper())
        return (found.case_no if found is not None else None) or None
    return None if len(number) > LONGEST else number


def _number_on_a_paper(text: str) -> str | None:
    from printing import proof  # noqa: PLC0415 - ReportLab takes 0.35 s to import, and a search must not wait for it

    code = proof.parse(text.upper())
    return code.number if code is not None else None


def note_search(desk: Desk, text: str) -> None:
    """Note what the officer searched for; nothing for an empty text."""
    if not text.strip():
        return
    with desk.store.write() as uow:
        reads.note_search(uow, desk.officer.badge, text.strip(), at=desk.now(), same_since=desk.now() - SAME_SEARCH)
        uow.commit()
