"""Find administrative divisions by what an officer types: code, part of a name, pinyin, initials, or several of them.

`甘谷 磐安`, `gg pa` and `gansu gangu pan'an` all find 磐安镇 in 甘谷县: the last word is the place, the words before it
lie above it. Prepared once, in the order in which places are offered (in use before retired, Tianshui before Gansu
before the rest, large before small), so that one key costs a millisecond among 11,000 places.
"""

from __future__ import annotations

import bisect
import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from station_app.domain import divisions, pinyin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from station_app.domain.divisions import Division

SHOWN = 50
"""Places that are offered at once."""
_BETWEEN = re.compile(r"[\s,，、/]+")
_ENDINGS = re.compile(r"(?<=..)(?:特别行政区|[\u4e00-\u9fff]*?自治[区州县旗]|省|市|区|县|旗|盟|镇|乡|街道|地区)$")
_VILLAGE = 12
_FEWEST_SIGNS = 2
"""Villages are offered from the second sign on: one letter means a county."""


def choose(text: str, within: str = "", limit: int = SHOWN) -> tuple[Division, ...]:
    """Give the divisions `text` may mean, best first; `within` keeps to what lies below one of them.

    An empty text gives what lies directly in `within`.
    """
    area = divisions.shortest(within)
    words = [word for word in map(pinyin.typed, _BETWEEN.split(text)) if word]
    if not words:
        return divisions.children(area)[:limit]
    index = _index()
    found: dict[Division, None] = {}
    for each in index.below(words, area) if len(words) > 1 else ():
        found[each] = None
        if len(found) == limit:
            return tuple(found)
    whole = "".join(words)
    deep = bool(area) or len(whole) >= _FEWEST_SIGNS
    for each in index.meant(whole):
        if each.code.startswith(area) and each.code != area and (deep or len(each.code) < _VILLAGE):
            found[each] = None
            if len(found) == limit:
                break
    return tuple(found)


def prepare() -> None:
    """Make everything ready, so that the first key does not wait; takes some 50 ms, off the window's thread."""
    _index()


def renew() -> None:
    """Make everything ready again after divisions were named here; nothing where nobody has searched yet."""
    if _made.cache_info().currsize:
        _index()


def _index() -> _Index:
    return _made(divisions.named_here())


@lru_cache(maxsize=1)
def _made(_named: tuple[Division, ...]) -> _Index:
    """Make the index; `_named` is what this site has named besides, so that new names make a new one."""
    return _Index(sorted(divisions.every(), key=_order))


def _order(each: Division) -> tuple[bool, int, int, str]:
    near = 0 if each.code.startswith("6205") else 1 if each.code.startswith("62") else 2
    return (not each.current, near, len(each.code), each.code)


class _Index:
    """All places in the order they are offered; a place is its position there."""

    def __init__(self, places: Sequence[Division]) -> None:
        self._places = [each for each in places if each.selectable and not divisions.is_placeholder(each.name)]
        self._codes = _Prefixes((each.code, place) for place, each in enumerate(self._places))
        usual, others, wholes = [], [], []
        for place, each in enumerate(self._places):
            first, *rest = pinyin.spellings(each.name)
            usual.append((_initials(first), place))
            wholes.append(("".join(first), place))
            for reading in rest:
                others.append((_initials(reading), place))
                others.append(("".join(reading), place))
        self._initials, self._full, self._others = _Prefixes(usual), _Prefixes(wholes), _Prefixes(others)
        self._names = _Lines("\t".join((each.name, *each.former_names)) for each in self._places)
        self._addresses = _Lines(divisions.full_name(each.code) for each in self._places)
        self._short = _Lines(_short(each.code) for each in self._places)

    def meant(self, word: str) -> Iterator[Division]:
        """Give the places one word may mean, best first; some may come twice."""
        return map(self._places.__getitem__, self._meant(word))

    def below(self, words: Sequence[str], area: str) -> Iterator[Division]:
        """Give the places the last word may mean that lie below places the others may mean, in their order."""
        above = [{self._places[place].code for place in self._meant(word)} for word in words[:-1]]
        for each in self.meant(words[-1]):
            if each.code.startswith(area) and _lies_below(each, above):
                yield each

    def _meant(self, word: str) -> Iterator[int]:
        if word.isascii() and word.isdigit():
            yield from self._codes.exactly(divisions.shortest(word))
            yield from self._codes.beginning(word)
        elif word.isascii():
            for letters in (self._initials, self._full, self._others):
                yield from letters.exactly(word)
                yield from letters.beginning(word)
        else:
            yield from self._names.like(word)
            yield from self._addresses.containing(word)
            yield from self._short.containing(word)


def _lies_below(each: Division, above: Sequence[set[str]]) -> bool:
    """Tell whether there is a place above it for each of the words, the higher ones first."""
    left = len(above)
    code = each.parent_code
    while code and left:
        left -= code in above[left - 1]
        code = divisions.above(code)
    return not left


def _initials(reading: Iterable[str]) -> str:
    return "".join(syllable[:1] for syllable in reading)


def _short(code: str) -> str:
    """Give the address as people shorten it: 甘谷磐安 for 甘肃省天水市甘谷县磐安镇 begins after Tianshui, too."""
    parts = []
    while code:
        found = divisions.division(code)
        if found is not None:
            parts.append(_ENDINGS.sub("", found.name))
        code = divisions.above(code)
    return "".join(reversed(parts))


class _Prefixes:
    """Words and their places, found by their beginning."""

    def __init__(self, words: Iterable[tuple[str, int]]) -> None:
        self._words = sorted(words)

    def exactly(self, word: str) -> list[int]:
        """Give the places of the word itself, in their order."""
        return self._between((word, -1), (word, len(self._words)))

    def beginning(self, word: str) -> list[int]:
        """Give the places of all words that begin so, in their order."""
        return self._between((word, -1), (f"{word}\U0010ffff", -1))

    def _between(self, first: tuple[str, int], last: tuple[str, int]) -> list[int]:
        start, end = (bisect.bisect_left(self._words, edge) for edge in (first, last))
        return sorted(place for _word, place in self._words[start:end])


class _Lines:
    """One line of text a place, searched as a whole."""

    def __init__(self, lines: Iterable[str]) -> None:
        made = list(lines)
        self._text = "\n".join(("", *made, ""))
        self._starts = [0]
        for line in made:
            self._starts.append(self._starts[-1] + len(line) + 1)

    def containing(self, part: str) -> Iterator[int]:
        """Give the places of the lines with `part` in them."""
        at = self._text.find(part)
        while at >= 0:
            place = bisect.bisect_right(self._starts, at) - 1
            yield place
            at = self._text.find(part, self._starts[place + 1] if place + 1 < len(self._starts) else len(self._text))

    def like(self, part: str) -> Iterator[int]:
        """Give the places called `part`, then those whose name begins so, then those with it in their name."""
        for mark in ("\n{}\n", "\n{}\t", "\t{}\n", "\t{}\t", "\n{}", "\t{}", "{}"):
            yield from islice(self.containing(mark.format(part)), 4 * SHOWN)
