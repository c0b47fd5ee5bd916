"""One swollen window spoils a desktop program; so files, classes and functions stay small."""

from __future__ import annotations

import ast

from tests.architecture.sources import ROOT, product

MODULE_LINES = 400
CLASS_LINES = 250
FUNCTION_LINES = 50


def test_no_module_is_longer_than_four_hundred_lines():
    lines = {path: len((ROOT / path).read_text(encoding="utf-8").splitlines()) for path in product()}
    assert not {str(path): count for path, count in lines.items() if count > MODULE_LINES}


def test_no_class_is_longer_than_two_hundred_and_fifty_lines():
    assert not _longer_than(CLASS_LINES, ast.ClassDef)


def test_no_function_is_longer_than_fifty_lines():
    assert not _longer_than(FUNCTION_LINES, ast.FunctionDef, ast.AsyncFunctionDef)


def _longer_than(limit: int, *kinds: type[ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef]) -> dict[str, int]:
    return {
        f"{path}:{node.lineno} {node.name}": length
        for path, tree in product().items()
        for node in ast.walk(tree)
        if isinstance(node, kinds) and (length := (node.end_lineno or node.lineno) - node.lineno + 1) > limit
    }
