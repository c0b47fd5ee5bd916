"""The bundled fonts: Noto Sans SC from the start, HanaMinB only once a rare character is about to be shown.

HanaMinB is 30 MB and covers Extension B-F; most desks never need it. What no bundled font covers (Extension G
and later) shows as a box: the officer is warned by a finding, the papers offer a hand-written box.
"""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase

from resources import folder

SANS = "Noto Sans SC"
RARE = "HanaMinB"
BASE_PX = 14
NAME_PX = 16
_BEYOND_BMP = 0x10000

_loaded: set[str] = set()


def _load(file: str) -> None:
    if file not in _loaded:
        _loaded.add(file)
        QFontDatabase.addApplicationFont(str(folder("fonts") / file))


def sized(pixels: int = BASE_PX, *, bold: bool = False) -> QFont:
    """Give the desk's font; digits of Noto Sans SC are tabular by design."""
    _load("NotoSansSC-Regular.ttf")
    font = QFont()
    font.setFamilies([SANS, RARE])
    font.setPixelSize(pixels)
    font.setBold(bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def cover(text: str) -> str:
    """Make sure that `text` can be drawn, and give it back; call it wherever a name is shown or typed."""
    if any(ord(character) >= _BEYOND_BMP for character in text):
        _load("HanaMinB.ttf")
    return text
