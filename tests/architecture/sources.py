"""The project's own files as the architecture tests see them: what git tracks or would track."""

from __future__ import annotations

import ast
import subprocess
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
ROOMS = ("station_app", "ui", "forms", "printing", "resources")


@cache
def files() -> tuple[Path, ...]:
    """Give every file that belongs to the project, as paths relative to its root."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return tuple(path for name in sorted(listed.split("\0")) if name and (ROOT / (path := Path(name))).is_file())


@cache
def product() -> dict[Path, ast.Module]:
    """Give the syntax trees of the product's Python files."""
    return {
        path: ast.parse((ROOT / path).read_text(encoding="utf-8"), filename=str(path))
        for path in files()
        if path.suffix == ".py" and path.parts[0] in ROOMS
    }


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Give every call in `tree` with the last part of the called name (`texts.say(...)` gives `say`)."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Name):
                yield called.id, node
            elif isinstance(called, ast.Attribute):
                yield called.attr, node


def imported(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Give every imported module, and module.name for `from` imports, with the line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                yield f"{node.module}.{alias.name}", node.lineno
