"""农业转移人口落户排名通报 TS-HJ-26: the stations of a county, or the counties of a city, by one figure and one rule.

It says until when the entries of each are here: who has not handed over yet is not ranked low for what it did.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from printing.grid import table
from printing.month_heading import heading, said
from printing.on_its_side import Listed, printed
from printing.on_its_side import render as render_rows
from printing.page_codes import BARE
from printing.typography import MM
from station_app import texts
from station_app.domain.month_words import minute, signed, thousandths

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from printing.blocks import Row
    from printing.page_codes import Codes
    from station_app.domain.rankings import Ranked, Ranking

FORM = "TS-HJ-26"
EDITION = 1
TITLE = "农业转移人口落户排名通报"

_COLUMNS = {
    "名次": 12 * MM,
    "单位": 64 * MM,
    "农转净落户": 22 * MM,
    "上月": 16 * MM,
    "比上月": 16 * MM,
    "净落户": 18 * MM,
    "受理": 14 * MM,
    "办结": 14 * MM,
    "按期率": 18 * MM,
    "数据到": 32 * MM,
    "": 41 * MM,
}
_NUMBERS = (0, 2, 3, 4, 5, 6, 7, 8)
_NONE_YET = "还没有数据"


def facts(found: Ranking) -> dict[str, object]:
    """Give what the pages state: who stands where with which figures, not until when their entries are here."""
    rows = [msgspec.structs.replace(row, until=None) for row in found.rows]
    edition = found.edition and found.edition.number
    return {"month": found.month, "site_code": found.site_code, "by": found.by, "rows": rows, "edition": edition}


def render(found: Ranking, badge: str, at: datetime, codes: Codes = BARE) -> bytes:
    """Make the pages; `badge` prints them at the moment `at`."""
    listed = Listed(TITLE, FORM, EDITION, printed(badge, at), found.practice)
    return render_rows(listed, tuple(_rows(found)), at, codes)


def _rows(found: Ranking) -> Iterator[Row]:
    yield from heading(found)
    yield said("名次规则", texts.say("figure.ranking_rule"))
    if not found.rows:
        yield said("排名", "没有登记下属单位。")
        return
    most = max(*(row.value for row in found.rows), 1)
    rows = [_cells(row) for row in found.rows]
    bars = [max(row.value, 0) / most for row in found.rows]
    yield table("", tuple(_COLUMNS), tuple(_COLUMNS.values()), rows, right=_NUMBERS, bars=bars)


def _cells(row: Ranked) -> tuple[str, ...]:
    beside = row.beside
    return (
        str(row.rank),
        f"{row.name}　{row.code}" if row.name != row.code else row.code,
        str(row.value),
        str(row.before),
        signed(row.growth),
        str(beside["registered_net"]),
        str(beside["accepted_cases"]),
        str(beside["decided_cases"]),
        thousandths(row.in_time),
        minute(row.until) if row.until else _NONE_YET,
        "",
    )
