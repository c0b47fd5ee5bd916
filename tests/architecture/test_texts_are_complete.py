"""No officer ever sees a bare key: every sentence the code asks for exists, in both languages alike."""

from __future__ import annotations

import ast
import string
import tomllib
from collections import Counter
from typing import TYPE_CHECKING, get_args

import pytest

from station_app import texts
from station_app.journal.entries import Payload
from tests.architecture.sources import ROOT, calls, product

if TYPE_CHECKING:
    from collections.abc import Iterator

ERRORS = {"StationError", "UsageError", "RefusedError", "NotPermittedError", "DamagedError", "DeviceError"}


def test_both_languages_have_the_same_sentences():
    chinese, english = set(texts.catalogue("zh")), set(texts.catalogue("en"))
    assert not chinese ^ english


def test_both_languages_fill_the_same_blanks():
    chinese, english = texts.catalogue("zh"), texts.catalogue("en")
    uneven = {key for key in chinese if _blanks(chinese[key]) != _blanks(english.get(key, chinese[key]))}
    assert not uneven


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_no_sentence_is_empty_or_said_twice_under_one_key(language):
    files = sorted((ROOT / "resources" / "locale" / language).glob("*.toml"))
    keys: Counter[str] = Counter()
    for file in files:
        flat: dict[str, str] = {}
        texts._flatten("", tomllib.loads(file.read_text(encoding="utf-8")), flat)
        keys.update(flat.keys())
        assert not [key for key, sentence in flat.items() if not sentence.strip()], file.name
    assert not [key for key, count in keys.items() if count > 1]


def test_every_sentence_the_code_says_exists():
    known = texts.catalogue("zh")
    missing = [f"{where} {key}" for where, key in _said() if key not in known]
    assert not missing, "\n".join(sorted(missing))


def test_every_family_of_sentences_the_code_builds_has_members():
    known = texts.catalogue("zh")
    empty = [
        f"{where} {prefix}…"
        for where, prefix in _families()
        if prefix and not any(key.startswith(prefix) for key in known)
    ]
    assert not empty, "\n".join(sorted(empty))


def test_every_error_code_has_its_sentence():
    known = texts.catalogue("zh")
    missing = sorted(
        {f"{where} error.{code}" for where, code in [*_codes(ERRORS), *_listed_codes()] if f"error.{code}" not in known}
    )
    assert not missing, "\n".join(sorted(missing))


def test_every_finding_code_has_its_sentence():
    known = texts.catalogue("zh")
    makers = {"Finding", *_finding_makers()}
    missing = {
        f"{where} finding.{code}"
        for where, code in _codes(makers)
        if f"finding.{code}" not in known and f"error.{code}" not in known
    }
    assert not missing, "\n".join(sorted(missing))


def test_every_alternative_has_its_sentence():
    known = texts.catalogue("zh")
    missing = [f"{where} {code}" for where, code in _codes({"Alternative"}) if f"alternative.{code}" not in known]
    assert not missing, "\n".join(sorted(missing))


def test_every_kind_of_entry_reads_as_a_sentence_in_the_timeline():
    kinds = {payload.__struct_config__.tag for payload in get_args(Payload)}
    assert not {kind for kind in kinds if f"entry.{kind}" not in texts.catalogue("zh")}


def _blanks(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def _said() -> Iterator[tuple[str, str]]:
    """Give every key that is written out in a call of `say`; both branches of a conditional count."""
    for path, tree in product().items():
        for name, call in calls(tree):
            if name == "say" and call.args:
                for key in _literals(call.args[0]):
                    yield f"{path}:{call.lineno}", key


def _families() -> Iterator[tuple[str, str]]:
    """Give the fixed beginning of every key that is built while running."""
    for path, tree in product().items():
        for name, call in calls(tree):
            if name == "say" and call.args and isinstance(call.args[0], ast.JoinedStr):
                first = call.args[0].values[0]
                yield f"{path}:{call.lineno}", str(first.value) if isinstance(first, ast.Constant) else ""


def _codes(makers: set[str]) -> Iterator[tuple[str, str]]:
    """Give every code written out where an error, a finding or an alternative is made.

    A code is the first text argument that looks like one, or `code=`; texts with dots or brackets are paths.
    """
    for path, tree in product().items():
        for name, call in calls(tree):
            if name in makers:
                given = [keyword.value for keyword in call.keywords if keyword.arg == "code"] or call.args
                codes = next((found for value in given if (found := _literals(value))), [])
                for code in codes:
                    if code.isidentifier():
                        yield f"{path}:{call.lineno}", code


def _listed_codes() -> Iterator[tuple[str, str]]:
    """Give the error codes that a module looks up in a table of its own, `..._CODES = {cause: code}`."""
    for path, tree in product().items():
        tables = [
            node.value
            for node in tree.body
            if isinstance(node, ast.Assign)
            and isinstance(node.value, ast.Dict)
            and any(isinstance(name, ast.Name) and name.id.endswith("_CODES") for name in node.targets)
        ]
        if any(name in ERRORS for name, _ in calls(tree)):
            for value in (value for table in tables for value in table.values):
                yield from ((f"{path}:{value.lineno}", code) for code in _literals(value))


def _finding_makers() -> set[str]:
    """Give the names of functions that take a `code` and make a `Finding` of it."""
    return {
        node.name
        for tree in product().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        and "code" in {argument.arg for argument in [*node.args.posonlyargs, *node.args.args]}
        and any(name == "Finding" for name, _ in calls(node))
    }


def _literals(value: ast.expr) -> list[str]:
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        return [value.value]
    if isinstance(value, ast.IfExp):
        return _literals(value.body) + _literals(value.orelse)
    return []
