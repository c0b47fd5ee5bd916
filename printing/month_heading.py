"""How the papers about a month begin: whose figures, of which month, frozen or of which moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing import words
from printing.blocks import Cells, cell
from printing.on_its_side import WIDE
from printing.typography import MM
from station_app.domain.month_words import standing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from station_app.domain.month_figures import MonthReport
    from station_app.domain.rankings import Ranking

_LABEL = 24 * MM
_LINE = 8 * MM


def heading(made: MonthReport | Ranking) -> Iterator[Cells]:
    """Give the rows."""
    half = WIDE / 2
    year, _, month = made.month.partition("-")
    site = cell("单位", f"{made.site_name}　{made.site_code}", _LABEL, half - _LABEL)
    yield Cells((site, cell("月份", f"{year}年{int(month)}月", _LABEL, half - _LABEL)), _LINE)
    yield said("定版", standing(made.edition, made.counted_at))
    if made.edition is not None and made.edition.reason:
        yield said("再定版理由", made.edition.reason)


def said(label: str, text: str) -> Cells:
    """Give a row of one sentence."""
    return Cells((cell(label, words.official(text), _LABEL, WIDE - _LABEL),), _LINE)
