"""Small habits that keep the code readable and the output trustworthy."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from pathlib import Path

from station_app.storage.tables import PROJECTIONS
from tests.architecture.sources import ROOT, calls, product

COMMAND_LINE = Path("station_app/commandline")
CHANGES = {"insert", "update", "delete"}


def test_every_public_name_says_what_it_is_for():
    silent = [
        f"{path}:{getattr(node, 'lineno', 1)} {getattr(node, 'name', 'module')}"
        for path, tree in product().items()
        if "migrations" not in path.parts
        for node in _public(tree)
        if not ast.get_docstring(node)
    ]
    assert not silent, "\n".join(sorted(silent))


def test_only_the_command_line_prints():
    printing = [
        f"{path}:{call.lineno}"
        for path, tree in product().items()
        if not path.is_relative_to(COMMAND_LINE) and path.name != "__main__.py"
        for name, call in calls(tree)
        if name == "print" and isinstance(call.func, ast.Name)
    ]
    assert not printing, "\n".join(sorted(printing))


def test_nothing_is_left_for_later_in_the_code():
    left = [
        f"{path}:{token.start[0]}"
        for path in product()
        for token in tokenize.generate_tokens(io.StringIO((ROOT / path).read_text(encoding="utf-8")).readline)
        if (token.type == tokenize.COMMENT and re.search(r"\b(TODO|FIXME|XXX|HACK)\b", token.string))
        or (token.type == tokenize.NAME and token.string == "NotImplementedError")
    ]
    assert not left, "\n".join(sorted(left))


def test_projections_are_written_by_apply_alone():
    """Else the replay would not equal the tables. Queries of the storage room read them and nothing more.

    `*_rows.py` of the journal hold statements that `apply` sends.
    """
    projections = {table.name for table in PROJECTIONS}
    writers = {
        str(path): written
        for path, tree in product().items()
        if path.parts[0] == "station_app" and "migrations" not in path.parts
        if (written := _written(tree) & projections)
    }
    assert "station_app/journal/apply.py" in writers
    assert not [path for path in writers if not re.fullmatch(r"station_app/journal/(apply|[a-z]+_rows)\.py", path)], (
        writers
    )


def _written(tree: ast.Module) -> set[str]:
    """Name the tables a module inserts into, updates or deletes from: `insert(site)` as well as `site.insert()`."""
    changes = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    named = [
        each.args[0] for each in changes if isinstance(each.func, ast.Name) and each.func.id in CHANGES and each.args
    ]
    called = [each.func.value for each in changes if isinstance(each.func, ast.Attribute) and each.func.attr in CHANGES]
    return {each.id for each in (*named, *called) if isinstance(each, ast.Name)}


def _public(tree: ast.Module) -> list[ast.Module | ast.ClassDef | ast.FunctionDef]:
    """Give the module, its public classes and functions, and the public methods of its public classes."""
    found: list[ast.Module | ast.ClassDef | ast.FunctionDef] = [tree]
    for node in tree.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
            found.append(node)
            if isinstance(node, ast.ClassDef):
                found.extend(inner for inner in node.body if isinstance(inner, ast.FunctionDef) and not _quiet(inner))
    return found


def _quiet(method: ast.FunctionDef) -> bool:
    """Private and special methods, overloads and overrides explain themselves elsewhere."""
    marks = {
        mark.attr if isinstance(mark, ast.Attribute) else getattr(mark, "id", "") for mark in method.decorator_list
    }
    return method.name.startswith("_") or bool(marks & {"setter", "overload", "override"})
