"""Finding a character that the input method does not have: by code, parts, strokes, radical or pinyin.

What may be typed, mixed as one likes (`氵 rui`, `木木木`, `王+睿`, `钅12画`): see `find`. Nothing here changes a name;
what a rare character means for a name is in `names`.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from station_app.domain import private_use
from station_app.domain.han import HanTable, table

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST = 60
"""Candidates that are given at most; whoever needs more types another part."""
_MAYBE_NOT_DRAWN = 0x2A6D7
"""Below, every Han character is in a bundled font; the table need not be read to know it."""
_LOOKED_AT = 3000
"""Rows that are looked at for one search. The table is in the order of use, so only the rarest are not seen."""
_SELDOM = 40
"""Occurrences up to which the table may well have dissolved a part where it stands in others."""
_MOST_CONDITIONS = 8
_FULL_WIDTH = {0xFF01 + place: 0x21 + place for place in range(94)}
"""What an input method gives instead of ASCII when it is set to full width."""
_MARKS = "\u0304\u0301\u030c\u0300"
_HEX = re.compile(r"(?:(u\+?|0x|\\u|&#x)([0-9a-f]{4,6});?|((?=[a-f]*[0-9])[0-9a-f]{4,6}))", re.IGNORECASE)
_DECIMAL = re.compile(r"(?:&#)?([0-9]{5,7});?")
_STROKES = re.compile(r"([0-9]{1,2})(?:画|划|畫|劃|strokes?|s)?", re.IGNORECASE)
_SYLLABLE = re.compile(r"([a-z]{1,6})([1-5]?)")
_WORD = re.compile(r"[0-9]+\s*(?:画|划|畫|劃|strokes?)|[a-z]+[0-9]?|[0-9]+|.", re.IGNORECASE)
_RADICALS = range(0x2E80, 0x2EF4)
_KANGXI = range(0x2F00, 0x2FD6)


class Candidate(msgspec.Struct, frozen=True):
    """A character that may be meant.

    `level` is 1-3 for the levels of 通用规范汉字表, 4 for other characters in use, 5 for the rest. `readings` have tone
    marks, the customary one first; `like` says that they are those of a character of the same meaning or form.
    `drawn` tells whether the bundled fonts have it, `sure` whether it is known to be made of the parts asked for.
    """

    character: str
    strokes: int = 0
    radical: str = ""
    residual: int = 0
    readings: tuple[str, ...] = ()
    like: bool = False
    parts: str = ""
    level: int = 5
    drawn: bool = True
    sure: bool = True

    @property
    def code(self) -> str:
        """The code point as it is written: `U+20BB7`."""
        return private_use.code_point(self.character)


class _Query(NamedTuple):
    """What was typed, taken apart: parts with how often, strokes, radical and its remaining strokes, syllables."""

    parts: tuple[tuple[str, int], ...]
    strokes: tuple[int, ...]
    beside: tuple[_Beside, ...]
    syllables: tuple[str, ...]

    @property
    def has_more_than_parts(self) -> bool:
        """Tell whether anything but parts was asked for."""
        return bool(self.strokes or self.beside or self.syllables)


class _Hit(NamedTuple):
    """A row that fits, in the order in which hits are shown."""

    bent: int
    incomplete: bool
    level: str
    left_over: int
    row: int


def is_drawn(character: str) -> bool:
    """Tell whether a bundled font draws a character; of others than Han only that it is nobody's private one."""
    if ord(character) < _MAYBE_NOT_DRAWN:
        return not private_use.is_unresolved(character)
    row = table().row_of(character)
    return row is not None and not table().ranks.cells[row].endswith("-")


def describe(character: str, *, sure: bool = True) -> Candidate:
    """Say what is known of one character; of one that is not Han, only that it exists."""
    han = table()
    row = han.row_of(character)
    return Candidate(character, drawn=is_drawn(character)) if row is None else _candidate(han, row, sure=sure)


def find(text: str, most: int = MOST) -> tuple[Candidate, ...]:
    """Give the characters `text` may mean, the likeliest first; nothing for what cannot be understood.

    A code (`U+2A6B7`, `2A6B7`, `u20bb7`, `&#134071;`, decimal from five digits), parts (`木木木`, `王睿`,
    `王+睿`), a number of strokes (`12画`), a radical with the strokes beside it (`木7`), pinyin with or without tone
    (`rui`, `rui4`, `ruì`), and several of these at once.
    A single character gives itself, its other forms, and what it is part of.
    """
    typed = text.translate(_FULL_WIDTH).strip()
    coded = _by_code(typed)
    if coded:
        return tuple(describe(each) for each in coded)[:most]
    query = _understood(typed)
    if query is None:
        return ()
    han = table()
    parts = tuple(_Part(han, part, times) for part, times in query.parts)
    sure = [*_itself(han, query), *(hit.row for hit in sorted(_hits(han, query, parts)))]
    perhaps = [row for row in _undivided(han, parts) if _fits_rest(han, query, row)]
    perhaps.sort(key=lambda row: han.ranks.cells[row])  # what no font draws comes last: nobody can compare its form
    found = dict.fromkeys(sure, True) | dict.fromkeys((row for row in perhaps if row not in set(sure)), False)
    return tuple(_candidate(han, row, sure=known) for row, known in islice(found.items(), most))


def _by_code(typed: str) -> list[str]:
    """Give the characters a code may name; a private one gives the standard's, what is no letter is not offered."""
    codes = []
    if found := _HEX.fullmatch(typed):
        codes.append(int(found[2] or found[3], 16))
    if found := _DECIMAL.fullmatch(typed):
        codes.append(int(found[1]))
    return [each for each in dict.fromkeys(map(_normal, codes)) if each]


def _normal(code: int) -> str:
    """Give the character as a name keeps it (NFC: a compatibility ideograph becomes the one it stands for)."""
    if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return ""
    character = chr(code)
    made = unicodedata.normalize("NFC", private_use.standard_for(character) or character)
    if len(made) != 1 or private_use.is_unresolved(made):
        return ""
    return made if table().row_of(made) is not None or unicodedata.category(made)[0] in "LC" else ""


def _understood(typed: str) -> _Query | None:
    parts: list[str] = []
    strokes: list[int] = []
    beside: list[_Beside] = []
    syllables: list[str] = []
    for word in _words(typed):
        number = _STROKES.fullmatch(word)
        if len(word) == 1 and (table().row_of(word) is not None or ord(word) in _RADICALS):
            parts.append(word)
        elif number and word.isdigit() and parts:
            beside.append(_Beside(table(), parts.pop(), int(number[1])))
        elif number:
            strokes.append(int(number[1]))
        elif word.isascii() and _SYLLABLE.fullmatch(word):
            syllables.append(word)
        else:
            return None
    if not (parts or strokes or beside or syllables) or len(parts) + len(beside) > _MOST_CONDITIONS:
        return None
    return _Query(tuple(Counter(parts).items()), tuple(strokes), tuple(beside), tuple(syllables))


def _words(typed: str) -> Iterator[str]:
    """Split what was typed; signs between the parts and description characters (⿰) are only decoration."""
    for word in _WORD.findall(_plain_pinyin(typed)):
        if word[0].isalnum() or ord(word[0]) in _RADICALS or ord(word[0]) in _KANGXI:
            radical = len(word) == 1 and ord(word) in _KANGXI
            yield unicodedata.normalize("NFKC", word) if radical else word.replace(" ", "").casefold()


def _plain_pinyin(typed: str) -> str:
    """Turn `ruì` into `rui4` and ü into v; Han characters stay as they are."""

    def numbered(found: re.Match[str]) -> str:
        letters = unicodedata.normalize("NFD", found[0])
        tone = next((str(_MARKS.index(mark) + 1) for mark in letters if mark in _MARKS), "")
        return "".join(each for each in letters if each not in _MARKS).replace("u\u0308", "v") + tone

    folded = re.sub(
        r"[a-zA-Z]*[\u00c0-\u01dc\u1e3f][a-zA-Z\u00c0-\u01dc]*", numbered, unicodedata.normalize("NFC", typed)
    )
    return re.sub(r"u:|ü", "v", folded)


def _itself(han: HanTable, query: _Query) -> list[int]:
    """A single character typed alone: itself first, then its other forms."""
    if len(query.parts) != 1 or query.parts[0][1] != 1 or query.has_more_than_parts:
        return []
    character = query.parts[0][0]
    rows = [han.row_of(each) for each in character + han.forms_of(character)]
    return [row for row in rows if row is not None]


def _hits(han: HanTable, query: _Query, parts: tuple[_Part, ...]) -> Iterator[_Hit]:
    likely, others = _likely_rows(han, query, parts)
    rows = [row for row in likely if _fits_rest(han, query, row)] if query.has_more_than_parts else likely
    if not parts:
        yield from (_Hit(0, False, han.ranks.cells[row], 0, row) for row in rows)  # noqa: FBT003 - fields of a row
        return
    for part in others:
        rows = [row for row in rows if part.is_in(row)]
    whole = f" {sum(part.strokes * part.times for part in parts)} "
    if len(rows) > _LOOKED_AT:  # those that are just the parts asked for are never among the ones left out
        rows.sort(key=lambda row: han.strokes.cells[row] != whole)
    for row in rows[:_LOOKED_AT]:
        fits = [part.fit(row) for part in parts]
        left = han.total_strokes(row) - sum(fit.strokes for fit in fits)
        yield _Hit(max(fit.bent for fit in fits), left != 0, han.ranks.cells[row], abs(left), row)


def _likely_rows(han: HanTable, query: _Query, parts: tuple[_Part, ...]) -> tuple[list[int], list[_Part]]:
    """Scan for the rarest thing that was asked for; give its rows and the parts that are still to be looked for."""
    if parts:
        rarest = min(parts, key=lambda part: part.frequency)
        return rarest.rows(), [part for part in parts if part is not rarest]
    if query.syllables:
        return han.readings.rows_like(_syllable(query.syllables[0])), []
    if query.beside:
        return query.beside[0].rows(), []
    return han.strokes.rows_with(f" {query.strokes[0]} "), []


def _fits_rest(han: HanTable, query: _Query, row: int) -> bool:
    """Check all that is not a part."""
    return (
        all(f" {count} " in han.strokes.cells[row] for count in query.strokes)
        and all(_syllable(each).search(han.readings.cells[row]) for each in query.syllables)
        and all(beside.fits(row) for beside in query.beside)
    )


@cache
def _syllable(word: str) -> re.Pattern[str]:
    return re.compile(f" ~?{word} " if word[-1].isdigit() else f" ~?{word}[1-5] ")


def _undivided(han: HanTable, parts: tuple[_Part, ...]) -> Iterator[int]:
    """Characters nobody has taken apart (most of Extension E, F and later): by radical and what strokes remain.

    王 with 睿 then means: radical 王 and as many strokes beside it as 睿 has.
    """
    whole = [part for part in parts for _ in range(part.times)]
    if len(whole) < 2:
        return
    for place, part in enumerate(whole):
        rest = sum(each.strokes for other, each in enumerate(whole) if other != place)
        if part.radical and part not in whole[:place]:
            rows = han.radicals.rows_with(f" {part.radical}.{rest} ")
            yield from (row for row in rows if not han.parts.cells[row])


class _Fit(NamedTuple):
    """How a part is in a row: 0 as typed, 1 in another form, 2 in pieces; and the strokes it has there."""

    bent: int
    strokes: int


class _Part:
    """A part that was asked for: the forms it may have, what it is made of itself, and where it occurs."""

    def __init__(self, han: HanTable, character: str, times: int) -> None:
        row = han.row_of(character)
        self._han = han
        self.character = character
        self.times = times
        self.radical = han.as_radical(character)
        self.strokes = self._strokes_of(character)
        self._forms = han.forms_of(character)
        inner = han.direct_parts(row) if row is not None and han.parts.count(character) < _SELDOM else ""
        # A seldom part that is itself made of parts is also found where the table names only those (睿 in 濬).
        self._inner = tuple(Counter(inner).items()) if len(inner) > 1 else ()
        self._rarest = min(inner, key=han.parts.count) if self._inner else ""

    @property
    def frequency(self) -> int:
        """About how often it occurs in the table."""
        return sum(self._han.parts.count(each) for each in (self.character, *self._forms, *self._rarest))

    def rows(self) -> list[int]:
        """Give the rows in which the part is, in the order of use."""
        column = self._han.parts
        forms = [column.rows_with(each) for each in (self.character, *self._forms)]
        rows = forms[0] if len(forms) == 1 else sorted({row for some in forms for row in some})
        if self.times > 1:
            rows = [row for row in rows if self.is_in(row)]
        pieces = [row for row in column.rows_with(self._rarest) if self.is_in(row)] if self._rarest else []
        return sorted({*rows, *pieces}) if pieces else rows

    def is_in(self, row: int) -> bool:
        """Tell whether the part is in `row`, in whatever way."""
        cell = self._han.parts.cells[row]
        found = cell.count(self.character)
        if found < self.times and self._forms:
            found += sum([cell.count(each) for each in self._forms])
        return found >= self.times or self._in_pieces(cell)

    def fit(self, row: int) -> _Fit:
        """Say how the part is in `row`, which it must be."""
        cell = self._han.parts.cells[row]
        if cell.count(self.character) >= self.times:
            return _Fit(0, self.strokes * self.times)
        form = next((each for each in self._forms if each in cell), "")
        return _Fit(1, self._strokes_of(form) * self.times) if form else _Fit(2, self.strokes * self.times)

    def _in_pieces(self, cell: str) -> bool:
        if not self._inner or self._rarest not in cell:
            return False
        return all(cell.count(each) >= count * self.times for each, count in self._inner)

    def _strokes_of(self, character: str) -> int:
        row = self._han.row_of(character)
        return self._han.total_strokes(row) if row is not None else 0


class _Beside:
    """A radical (or any part) with the number of strokes that stand beside it: 木7."""

    def __init__(self, han: HanTable, character: str, left: int) -> None:
        self._han = han
        self._part = _Part(han, character, 1)
        self._left = left
        self._radical = f" {self._part.radical}.{left} "

    def rows(self) -> list[int]:
        """Give the rows in which it may be."""
        return self._han.radicals.rows_with(self._radical) if self._part.radical else self._part.rows()

    def fits(self, row: int) -> bool:
        """Tell whether `row` has the radical, or the part, with just that many strokes beside it."""
        if self._part.radical:
            return self._radical in self._han.radicals.cells[row]
        left = self._han.total_strokes(row) - self._part.strokes
        return left == self._left and self._part.is_in(row)


def _candidate(han: HanTable, row: int, *, sure: bool) -> Candidate:
    rank = han.ranks.cells[row]
    radical, residual = han.radical_of(row)
    spelled = han.readings.cells[row].split()
    return Candidate(
        character=han.character(row),
        strokes=han.total_strokes(row),
        radical=unicodedata.normalize("NFKC", chr(0x2EFF + radical)),  # a Kangxi radical sign, never part of a name
        residual=residual,
        readings=tuple(with_tone(each.removeprefix("~")) for each in spelled),
        like=bool(spelled) and spelled[0].startswith("~"),
        parts=han.direct_parts(row),
        level=int(rank[0]),
        drawn=not rank.endswith("-"),
        sure=sure,
    )


def with_tone(syllable: str) -> str:
    """Write `rui4` as `ruì`: the mark stands on a or e, on the o of ou, else on the last vowel."""
    letters, tone = syllable[:-1], int(syllable[-1])
    vowels = [place for place, each in enumerate(letters) if each in "aeiouv"]
    if tone > len(_MARKS) or not vowels:
        return letters.replace("v", "ü")
    marked = next((place for place in vowels if letters[place] in "ae"), None)
    if marked is None:
        marked = letters.find("ou") if "ou" in letters else vowels[-1]
    spelled = letters[: marked + 1].replace("v", "ü") + _MARKS[tone - 1] + letters[marked + 1 :].replace("v", "ü")
    return unicodedata.normalize("NFC", spelled)
