"""The bundled fonts: Noto Sans SC, HanaMinB for Extension B-F, Noto Serif SC for a few characters newer than both.

Together they draw all 87,887 characters of GB 18030-2022. Qt maps the files into memory and reads what it draws, so the
30 MB of HanaMinB cost 3 ms and nothing else until a rare name is met.

What no bundled font draws (Extension G and later), and what must not be drawn (private characters, which a font of
the system may show as something else), is shown as 〓, the printer's mark for a missing character; the officer is
warned by a finding, the papers leave a box for the pen. What stands in a field stays as it is: it is saved from there.
"""

from __future__ import annotations

import re
from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from resources import folder
from station_app.domain.characters import is_drawn

SANS = "Noto Sans SC"
RARE = "HanaMinB"
SERIF = "Noto Serif SC"
BASE_PX = 14
NAME_PX = 16
MISSING = "〓"
_PERHAPS_MISSING = re.compile("[\ue000-\uf8ff\ufffd\U0002a6d7-\U0002a6ff\U0002b735-\U0002b73f\U0002ebe1-\U0010ffff]")
"""Private areas, and Han characters of which the table of characters says whether a bundled font has them."""

_FILES = ("NotoSansSC-Regular.ttf", "HanaMinB.ttf", "NotoSerifSC-Regular.ttf")


@cache
def _load() -> None:
    for file in _FILES:
        QFontDatabase.addApplicationFont(str(folder("fonts") / file))


def sized(pixels: int = BASE_PX, *, bold: bool = False) -> QFont:
    """Give the desk's font; digits of Noto Sans SC are tabular by design."""
    _load()
    font = QFont()
    font.setFamilies([SANS, RARE, SERIF])
    font.setPixelSize(pixels)
    font.setBold(bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def shown(text: str) -> str:
    """Give `text` as a label shows it: 〓 for each character that no bundled font draws; for what is only read."""
    return _PERHAPS_MISSING.sub(lambda found: found[0] if is_drawn(found[0]) else MISSING, text)
