"""Names of people: how they are kept, what is odd about them, and how they are found.

Names are kept in NFC, never NFKC (which would exchange characters), and counted in code points. A character that no
bundled font draws is a warning here; what then happens on paper is a matter of printing.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from station_app.domain import pinyin, private_use
from station_app.domain.characters import is_drawn
from station_app.domain.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LONGEST = 50
"""Code points of a name (GA/T data elements c..50)."""
CHIP_LONGEST = 15
"""UTF-16 units of a name on the chip of an identity card; a longer name was cut there."""
DOT = "·"
_DOTS = "·•‧・･．∙⋅"
_NAME_LAW = "居民身份证法 第三条"
_WRITTEN = "居民身份证法 第四条"
"""Cards are written in standard characters and in signs that follow the national standards."""
_CHIP = "居民身份证芯片姓名项(15 个 UTF-16 单元)"
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"
_STAND_IN = "\ue000"
_SELECTOR = "[\ufe00-\ufe0f\U000e0100-\U000e01ef]?"
"""A form that only a variation selector tells apart takes two code points where the chip had one."""
_FORMULA = "=+-@＝＋－＠"
_READINGS_KEPT = 8
_PLAIN = re.compile(r"[\u4e00-\u9fa5]{1,14}")
"""Most names: a few characters that every version of Unicode has; nothing is to be tidied or said about them."""

# Surnames that are read differently as surnames; the usual reading is kept as well, people type both.
_SURNAMES = {
    "单": ("shan",), "曾": ("zeng",), "仇": ("qiu",), "解": ("xie",), "查": ("zha",), "任": ("ren",), "盖": ("ge",),
    "区": ("ou",), "朴": ("piao",), "华": ("hua",), "卜": ("bu",), "翟": ("zhai",), "晁": ("chao",), "缪": ("miao",),
    "燕": ("yan",), "隗": ("kui",), "员": ("yun",), "乐": ("yue",), "覃": ("qin",), "冼": ("xian",), "郗": ("xi",),
    "黑": ("he",), "秘": ("bi",), "折": ("she",), "祭": ("zhai",), "种": ("chong",), "么": ("yao",), "繁": ("po",),
    "牟": ("mu",), "那": ("na",), "应": ("ying",), "谌": ("chen",), "乜": ("nie",), "薄": ("bo",), "瞿": ("qu",),
    "尉": ("wei",), "石": ("shi",), "沈": ("shen",), "葛": ("ge",), "哈": ("ha",), "纪": ("ji",), "令": ("ling",),
    "万俟": ("mo", "qi"), "尉迟": ("yu", "chi"), "单于": ("chan", "yu"), "长孙": ("zhang", "sun"),
    "澹台": ("tan", "tai"), "鲜于": ("xian", "yu"), "令狐": ("ling", "hu"), "亓官": ("qi", "guan"),
}  # fmt: skip


def mask_name(name: str) -> str:
    """Give a name for eyes that audit the work and not the people: the first character only, whatever follows."""
    return f"{name[:1]}**" if name else ""


class SearchKeys(msgspec.Struct, frozen=True):
    """Under what a name is found: its plain form, its readings in pinyin, and their initials (usual reading first)."""

    plain: str
    pinyin: tuple[str, ...]
    initials: tuple[str, ...]


def normalise_name(text: str) -> str:
    """Give a name as it is kept: NFC, one kind of middle dot (U+00B7), no stray spaces.

    A full stop counts as a dot only beside a Chinese character; spaces stay, single, between latin words.
    """
    if _PLAIN.fullmatch(text):
        return text
    name = _tidied(text)
    while (again := _tidied(name)) != name:  # a stop may stand beside another character once a space is gone
        name = again
    return name


def _tidied(text: str) -> str:
    composed = "".join(each for each in unicodedata.normalize("NFC", text) if each not in _INVISIBLE)
    dotted = "".join(DOT if each in _DOTS else each for each in composed)
    words = " ".join(dotted.split())
    joined = []
    for place, each in enumerate(words):
        before, after = words[place - 1 : place], words[place + 1 : place + 2]
        latin = before.isascii() and after.isascii() and before != "" and after != ""
        if each == " " and not latin:
            continue
        joined.append(DOT if each == "." and not latin and before and after else each)
    name = "".join(joined)
    return name.replace(f" {DOT}", DOT).replace(f"{DOT} ", DOT)


def name_findings(name: str, where: str = "") -> tuple[Finding, ...]:
    """Say what is odd about a name; a rare character is never an obstacle, only a reason to look."""
    return () if _PLAIN.fullmatch(name) else tuple(_name_findings(name, where))


def agrees_with_chip(points: str, name: str) -> bool:
    """Tell whether `name` is what the code points of a chip say, with one character for each that had to be resolved.

    A name that the chip cut off may go on.
    """
    return _follows_chip(points, name, f".{_SELECTOR}")


def may_become(points: str, name: str) -> bool:
    """Tell whether `name` may be on its way to agree with the chip: what is to be resolved may still be missing."""
    return _follows_chip(points, name, f"(?:.{_SELECTOR})?")


def _follows_chip(points: str, name: str, resolved: str) -> bool:
    text = private_use.original(points).replace("\0", "")  # some cards fill a name up with zeros
    cut = len(text.encode("utf-16-le", "surrogatepass")) // 2 >= CHIP_LONGEST
    marked = normalise_name("".join(_STAND_IN if private_use.is_unresolved(each) else each for each in text))
    pattern = "".join(resolved if each == _STAND_IN else re.escape(each) for each in marked)
    return re.fullmatch(pattern + ".*" * cut, name, re.DOTALL) is not None


def chip_findings(points: str, name: str, where: str) -> tuple[Finding, ...]:
    """Compare a name with the code points its card had, `where` being the member of the family."""
    if not agrees_with_chip(points, name):
        details: dict[str, str | int] = {"points": points}
        return (
            Finding(Severity.CONFIRM, "name_differs_from_chip", f"{where}.name_code_points", "GB 18030-2022", details),
        )
    resolved = private_use.unresolved_points(points)
    if resolved and private_use.first_unresolved(name) < 0:
        return (Finding(Severity.NOTE, "name_resolved", f"{where}.name", "GB 18030-2022", {"which": resolved}),)
    return ()


def search_keys(name: str) -> SearchKeys:
    """Give under what `name` is found; at most eight readings."""
    plain = name if _PLAIN.fullmatch(name) else _without_marks(normalise_name(name))
    readings = tuple(dict.fromkeys(_readings(plain)))[:_READINGS_KEPT]
    return SearchKeys(
        plain=plain,
        pinyin=tuple(dict.fromkeys("".join(reading) for reading in readings)),
        initials=tuple(dict.fromkeys("".join(part[:1] for part in reading) for reading in readings)),
    )


def _without_marks(name: str) -> str:
    return "".join(each for each in name.casefold() if each != DOT and not each.isspace())


def _name_findings(name: str, where: str) -> Iterator[Finding]:
    if not name.strip():
        yield Finding(Severity.ERROR, "name_empty", where, _NAME_LAW)
        return
    if name[0] in _FORMULA:
        yield Finding(Severity.ERROR, "name_formula", where, _WRITTEN)
    if len(name) > LONGEST:
        yield Finding(Severity.ERROR, "name_too_long", where, "GA/T 数据元", {"longest": LONGEST})
    elif len(name.encode("utf-16-le", "surrogatepass")) // 2 >= CHIP_LONGEST:
        yield Finding(Severity.WARNING, "name_longer_than_chip", where, _CHIP, {"longest": CHIP_LONGEST})
    yield from _rare_findings(name, where)
    if any(_is_odd(each) for each in name[1:]) or _is_odd(name[0]) > (name[0] in _FORMULA):
        yield Finding(Severity.CONFIRM, "name_odd_character", where, _WRITTEN)


def _rare_findings(name: str, where: str) -> Iterator[Finding]:
    private = _points(name, private_use.is_unresolved)
    by_hand = _points(name, lambda each: not private_use.is_unresolved(each) and not is_drawn(each))
    rare = _points(name, lambda each: ord(each) >= 0x20000 and is_drawn(each) and not private_use.is_unresolved(each))
    if private:
        yield Finding(Severity.CONFIRM, "name_private_character", where, "GB 18030-2022", {"which": private})
    if by_hand:
        yield Finding(Severity.WARNING, "name_by_hand", where, "GB 18030-2022", {"which": by_hand})
    if rare:
        yield Finding(Severity.NOTE, "name_rare_character", where, "GB 18030-2022", {"which": rare})


def _points(name: str, wanted: Callable[[str], bool]) -> str:
    """Name the code points in question; the characters themselves may not be drawable."""
    return ", ".join(dict.fromkeys(private_use.code_point(each) for each in name if wanted(each)))


def _is_odd(character: str) -> bool:
    """Digits, signs and symbols do not belong in a name; letters of any script, dots, spaces and marks may."""
    category = unicodedata.category(character)
    if character == private_use.REPLACEMENT:
        return False  # has its own finding
    return category[0] in "NPSZ" and character not in f"{DOT} '’-.〇"


def _readings(plain: str) -> Iterator[tuple[str, ...]]:
    """Give the readings of a name as syllables: the surname's own reading, the usual ones, then the rarer ones."""
    usual = pinyin.syllables(plain)
    if len(usual) != len(plain):  # pypinyin merged something; the usual reading must do
        yield usual
        return
    size, surname = _surname(plain)
    given = [
        _two_readings(each, syllable)
        for each, syllable in zip(plain[max(size, 1) :], usual[max(size, 1) :], strict=True)
    ]
    for names in itertools.islice(itertools.product(*given), _READINGS_KEPT // 2):
        if surname:
            yield (*surname, *names)
        yield (*usual[: max(size, 1)], *names)


@lru_cache(maxsize=16384)
def _two_readings(character: str, usual: str) -> tuple[str, ...]:
    """Second readings of given names are real (重 zhong, chong); third ones are only noise in the index."""
    return tuple(dict.fromkeys((usual, *pinyin.readings(character)[:2])))


def _surname(plain: str) -> tuple[int, tuple[str, ...]]:
    """Give the length and the reading of a surname that is read in its own way; 0 for any other."""
    for size in (2, 1):
        if len(plain) > size and plain[:size] in _SURNAMES:
            return size, _SURNAMES[plain[:size]]
    return 0, ()
