"""台账 TS-HJ-22: the ledger as pages, on its side; for the file, for a meeting, for whoever comes to look.

An inner list of the desk: it says who printed it and when, of how many cases, and whether numbers are in full. What is
on it is the caller's; every row is one case.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing.blocks import Cells, cell
from printing.grid import table
from printing.on_its_side import WIDE, Listed, printed, render
from printing.page_codes import BARE
from printing.typography import MM

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from typing import BinaryIO

    from printing.blocks import Row
    from printing.page_codes import Codes
    from station_app.domain.records import Officer, Site

FORM = "TS-HJ-22"
EDITION = 1
TITLE = "户口迁移台账"

_LABEL = 22 * MM
_COLUMNS = {
    "case_no": ("案件编号", 53 * MM),
    "applicant": ("申请人", 25 * MM),
    "id_number": ("公民身份号码", 36 * MM),
    "persons": ("人数", 10 * MM),
    "route": ("路径", 18 * MM),
    "status": ("现状", 18 * MM),
    "accepted_at": ("受理", 20 * MM),
    "decided_at": ("决定", 20 * MM),
    "registered_at": ("入户", 20 * MM),
    "due": ("期限", 20 * MM),
    "accepted_by": ("受理人", 15 * MM),
}
COLUMNS = tuple(_COLUMNS)
"""What each case gives, by name, in this order."""
_NUMBER = 12 * MM
MASKED = "号码已遮掩。"
IN_FULL = "含完整号码：按原因使用，用后收回，不得外传。"


class LedgerPages:
    """The pages being put together; `close` writes them into `file`.

    `prove` gives the codes for what they state, which is known when the last row is.
    """

    def __init__(
        self,
        file: BinaryIO,
        site: Site,
        officer: Officer,
        at: datetime,
        *,
        full: bool,
        prove: Callable[[object], Codes] = lambda _stated: BARE,
    ) -> None:
        self._file = file
        self._site = site
        self._officer = officer
        self._at = at
        self._full = full
        self._prove = prove
        self._rows: list[tuple[str, ...]] = []

    def add(self, row: Sequence[str]) -> None:
        """Take the next case, as cells in the order of `COLUMNS`; of a moment only the day is printed."""
        cells = [_day(text) if name.endswith("_at") else text for name, text in zip(COLUMNS, row, strict=True)]
        self._rows.append((str(len(self._rows) + 1), *(text or "—" for text in cells)))

    def close(self) -> None:
        """Set and write the pages."""
        listed = Listed(TITLE, FORM, EDITION, printed(self._officer.badge, self._at), self._site.practice)
        codes = self._prove({"full": self._full, "at": self._at, "rows": self._rows})
        self._file.write(render(listed, self._strips(), self._at, codes))

    def _strips(self) -> tuple[Row, ...]:
        half = WIDE / 2
        said = IN_FULL if self._full else MASKED
        head = Cells(
            (
                cell("单位", f"{self._site.name}　{self._site.code}", _LABEL, half - _LABEL),
                cell("说明", f"共 {len(self._rows)} 件。{said}", _LABEL, half - _LABEL),
            ),
            8 * MM,
        )
        if not self._rows:
            return (head, Cells((cell("", "没有符合条件的案件。", 0.0, WIDE),), 10 * MM))
        heads = ("序号", *(title for title, _ in _COLUMNS.values()))
        widths = (_NUMBER, *(wide for _, wide in _COLUMNS.values()))
        return (head, table("案件", heads, widths, self._rows))


def _day(moment: str) -> str:
    return moment.partition(" ")[0]
