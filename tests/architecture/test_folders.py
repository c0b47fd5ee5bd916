"""The customer fixed the folders: whoever knows the plan finds everything."""

from __future__ import annotations

from tests.architecture.sources import ROOMS, ROOT, files

FOLDERS = {*ROOMS, "tests", "docs", ".ci"}
FILES = {
    ".gitattributes",
    ".gitignore",
    "CHANGELOG.md",
    "LICENCE",
    "Makefile",
    "README.md",
    "README.zh-CN.md",
    "pyproject.toml",
    "requirements-dev.lock",
    "requirements.lock",
}
# Test folders without a room of their own: the officer's day, the rules of the house, killed processes.
BESIDE_THE_ROOMS = {"desk", "architecture", "faults", "bench", "commandline"}


def test_nothing_stands_beside_the_rooms():
    astray = {
        str(path)
        for path in files()
        if (path.parts[0] not in FOLDERS if len(path.parts) > 1 else path.name not in FILES)
    }
    assert not astray, "\n".join(sorted(astray))


def test_every_room_is_there():
    assert all((ROOT / room / "__init__.py").is_file() for room in ROOMS)


def test_tests_mirror_the_rooms():
    rooms = {path.name for path in (ROOT / "station_app").iterdir() if path.is_dir()} | set(ROOMS) | BESIDE_THE_ROOMS
    folders = {path.parts[1] for path in files() if path.parts[0] == "tests" and len(path.parts) > 2}
    assert not folders - rooms
