"""What officers write outside a case file - names, addresses, reasons - obeys the rules of texts in a case file."""

from __future__ import annotations

from station_app.domain.reading import text_problem
from station_app.errors import RefusedError

LONGEST = 200
"""Characters of a name, an address or a reason; what papers and lists have room for."""


def refuse_unfit(*written: str, lines: bool = False) -> None:
    """Refuse texts that can't be kept, shown and printed: control characters, formulas, more than `LONGEST`.

    Raises:
        RefusedError: `text_unfit`.
    """
    if any(len(text) > LONGEST or text_problem(text, lines=lines) for text in written):
        raise RefusedError("text_unfit", longest=LONGEST)
