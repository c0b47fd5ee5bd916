"""The text catalogue: every sentence people read, Chinese first, English complete.

One file per room and language in `resources/locale/LANG/ROOM.toml`; keys are dotted (`error.locked`).
Paper texts are not here: papers are Chinese and declare their own words.
"""

from __future__ import annotations

import tomllib
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import TYPE_CHECKING, Literal

from resources import folder

if TYPE_CHECKING:
    from collections.abc import Iterator

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")

_chosen: Language = "zh"
_for_now: ContextVar[Language | None] = ContextVar("language for now", default=None)


def choose(language: Language) -> None:
    """Choose the language of this process; Chinese until said otherwise."""
    global _chosen  # noqa: PLW0603 - one choice per process, made once at start
    _chosen = language


def chosen() -> Language:
    """Give the language of this process, or the one being spoken for now."""
    return _for_now.get() or _chosen


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Speak `language` within this block: a paper is Chinese whatever the windows of its officer are."""
    before = _for_now.set(language)
    try:
        yield
    finally:
        _for_now.reset(before)


def say(key: str, language: Language | None = None, /, **details: object) -> str:
    """Give the sentence `key` with its `{details}` filled in.

    A missing key gives the key itself, so that a forgotten text never hides an error from an officer;
    the tests find every missing key.
    """
    spoken = language or chosen()
    template = _room(spoken, "ui").get(key)  # all that a login page needs; the other rooms are read once asked
    if template is None:
        template = catalogue(spoken).get(key)
    if template is None:
        return key
    try:
        return template.format(**details)
    except (KeyError, IndexError, ValueError):
        return template


def known(key: str) -> bool:
    """Tell whether the catalogue has `key`."""
    return key in catalogue(chosen())


@cache
def catalogue(language: Language) -> dict[str, str]:
    """Read all sentences of `language`, flattened to dotted keys."""
    flat: dict[str, str] = {}
    for path in sorted((folder("locale") / language).glob("*.toml")):
        flat.update(_room(language, path.stem))
    return flat


@cache
def _room(language: Language, room: str) -> dict[str, str]:
    """Read the sentences of one room."""
    flat: dict[str, str] = {}
    path = folder("locale") / language / f"{room}.toml"
    _flatten("", tomllib.loads(path.read_text(encoding="utf-8")), flat)
    return flat


def _flatten(prefix: str, table: dict[str, object], into: dict[str, str]) -> None:
    for key, value in table.items():
        if isinstance(value, dict):
            _flatten(f"{prefix}{key}.", value, into)
        else:
            into[prefix + key] = str(value)
