"""The ranking of a month (通报): by one figure, with one rule for those that have the same.

The more people of 农业转移人口 were settled, the further up. Whoever has the same has the same rank (并列), the ranks
they take up together are not given again (1, 2, 2, 4), and among them stands first whose code is smaller.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from station_app.domain.counting import divided
from station_app.domain.month_figures import Edition

if TYPE_CHECKING:
    from collections.abc import Mapping

    from station_app.domain.counting import Area, Cells

BY = "form58.8"
"""The figure that decides the rank: people of 农业转移人口 settled in towns, less those taken back."""
BESIDE = ("registered_net", "accepted_cases", "decided_cases", "in_time_cases")
"""What stands beside it."""


class Ranked(msgspec.Struct, frozen=True):
    """One station, or one county: its rank, the figure it is ranked by, that of the month before, what stands beside.

    `until` is until when its entries are here; None where some of them, or all, have not come.
    """

    rank: int
    code: str
    name: str
    value: int
    before: int
    beside: dict[str, int]
    until: datetime | None

    @property
    def growth(self) -> int:
        """How many more than in the month before."""
        return self.value - self.before

    @property
    def in_time(self) -> int | None:
        """What part was decided in time, in thousandths, rounded half up; None where nothing was decided."""
        decided = self.beside["decided_cases"]
        return None if not decided else (self.beside["in_time_cases"] * 2000 + decided) // (decided * 2)


class Ranking(msgspec.Struct, frozen=True):
    """The ranking of a month; `edition` is there where the figures are frozen."""

    month: str
    counted_at: datetime
    site_code: str
    site_name: str
    practice: bool
    by: str
    rows: tuple[Ranked, ...]
    edition: Edition | None = None


def rank(
    cells: Cells, before: Cells, area: Area, names: Mapping[str, str], until: Mapping[str, datetime | None]
) -> tuple[Ranked, ...]:
    """Rank everybody who is named, those with nothing too."""
    values, earlier = divided(cells, BY, area), divided(before, BY, area)
    beside = {code: divided(cells, code, area) for code in BESIDE}
    order = sorted(names, key=lambda code: (-values.get(code, 0), code))
    return tuple(
        Ranked(
            rank=1 + sum(values.get(other, 0) > values.get(code, 0) for other in names),
            code=code,
            name=names[code],
            value=values.get(code, 0),
            before=earlier.get(code, 0),
            beside={each: found.get(code, 0) for each, found in beside.items()},
            until=until.get(code),
        )
        for code in order
    )
