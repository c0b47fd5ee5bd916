"""The codes of one printing of a paper, page by page. A paper passes them on; it does not know what they say.

The text of each code is composed elsewhere (`proof`); here it is turned into dots once for every page that differs, and
the bars of the number once for every height, because drawing a symbol takes longer than setting a page of text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing import words
from printing.blocks import NOTE
from printing.codes import Boxes, code128, qr
from printing.typography import MM, width

if TYPE_CHECKING:
    from collections.abc import Callable

    from printing.marks import Surface

_DOTS_TOP = 7 * MM

FIRST = 1
"""The printing that is no reprint."""


class Codes:
    """What stands in the codes of one printing: `number` in bars, and for each page the text that proves it in dots.

    `text` gives the text for page x of n; None: the paper is only looked at, it has no number and no codes yet.
    `printing` counts how often the same facts were printed here, this time included.
    """

    def __init__(self, number: str, text: Callable[[int, int], str] | None, printing: int = FIRST) -> None:
        self.number = number
        self.printing = printing
        self._text = text
        self._dots: dict[tuple[int, int], tuple[Boxes, float]] = {}
        self._bars: dict[float, tuple[Boxes, float]] = {}

    @property
    def issued(self) -> bool:
        """Whether there is something to prove."""
        return self._text is not None

    @property
    def reprint(self) -> str:
        """What every page says of a reprint (重打第 n 次); empty on the first printing."""
        return words.reprint(self.printing - FIRST) if self.printing > FIRST else ""

    def dots(self, page: int, pages: int) -> tuple[Boxes, float]:
        """Give the QR code of `page` (from 1) of `pages` and its side in points, without quiet zone.

        The numbers are those that the page says at its foot, so copies that say the same carry the same code.

        Raises:
            ValueError: The paper is only looked at.
        """
        if self._text is None:
            raise ValueError("a paper that is only looked at has no codes")
        if (page, pages) not in self._dots:
            self._dots[page, pages] = qr(self._text(page, pages))
        return self._dots[page, pages]

    def bars(self, height: float) -> tuple[Boxes, float]:
        """Give the bars of the number, `height` points high, and their width, without quiet zones."""
        if height not in self._bars:
            self._bars[height] = code128(self.number, height=height)
        return self._bars[height]


BARE = Codes("", None)
"""The codes of a paper that has none."""

_BARS = 8 * MM


def draw_codes(surface: Surface, codes: Codes, page: tuple[int, int], edges: tuple[float, float], foot: float) -> None:
    """Draw the codes of a paper of the desk: dots in the upper right corner, bars with the number at the lower left.

    `page` is x of n; `edges` are left and right of what stands on the page, `foot` is the upper edge of the bars. A
    paper without codes stays without.
    """
    if not codes.issued:
        return
    left, right = edges
    boxes, side = codes.dots(*page)
    surface.bars(right - side, _DOTS_TOP, boxes)
    boxes, wide = codes.bars(_BARS)
    surface.bars(left, foot, boxes)
    surface.text(left + (wide - width(codes.number, NOTE)) / 2, foot + _BARS + 3.4 * MM, codes.number, NOTE)
