"""How Chinese words are typed on a latin keyboard: full pinyin and initials, for choosing codes and finding people.

Holds no names of people; surname readings are in `names`. pypinyin loads a large table, so it is imported on first use.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from station_app.domain.readings import known


@lru_cache(maxsize=16384)
def syllables(text: str) -> tuple[str, ...]:
    """Give the most usual reading of `text`, one entry a character, lower case, without tones, ü as v.

    Characters that are not Chinese stay as they are.
    """
    found = known(text)
    return found.usual if found is not None else worked_out(text)


def worked_out(text: str) -> tuple[str, ...]:
    """Give the same without looking into the shipped readings."""
    from pypinyin.seg.simpleseg import seg  # noqa: PLC0415 - 100 ms and 20 MB, only when somebody types letters

    return tuple(syllable for word in seg(text) for syllable in _of_word(word)) if text else ()


@lru_cache(maxsize=16384)
def _of_word(word: str) -> tuple[str, ...]:
    """Read one word of pypinyin's own division of a text: names are new every day, their characters are not."""
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 - see `syllables`

    read = lazy_pinyin([word], style=Style.NORMAL, errors=_one_by_one)
    return tuple(str(syllable) for syllable in read)


def _one_by_one(rest: str) -> Any:
    """Give a run of other characters one by one; pypinyin would leave them in one piece."""
    return list(rest.casefold())


@lru_cache(maxsize=16384)
def readings(character: str) -> tuple[str, ...]:
    """Give all readings of one character without tones, the most usual first; itself if it is not Chinese."""
    from pypinyin import Style, pinyin  # noqa: PLC0415 - see `syllables`

    found = pinyin(character, style=Style.NORMAL, heteronym=True, errors=_one_by_one)
    return tuple(dict.fromkeys(str(reading) for reading in (found[0] if found else ())))


def full(text: str) -> str:
    """Give the pinyin of `text` in one word: 七里墩 gives `qilidun`."""
    return "".join(syllables(text))


def initials(text: str) -> str:
    """Give the first letters: 七里墩 gives `qld`."""
    return "".join(syllable[:1] for syllable in syllables(text))


def spellings(name: str) -> tuple[tuple[str, ...], ...]:
    """Give every reading of a name of the code tables, the usual first: 长子 is looked for as zhangzi and changzi."""
    found = known(name)
    return (found.usual, *found.others) if found is not None else (syllables(name),)


def typed(text: str) -> str:
    """Give what somebody typed as it is compared: lower case, without spaces and apostrophes, ü as v."""
    return text.casefold().replace("ü", "v").translate({ord(mark): None for mark in " '’-"})
