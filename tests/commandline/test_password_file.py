"""The password file: written with whatever editor there is; what is wrong with it is said, the password never."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from tests.commandline.test_the_contract import Desk, desk
from tests.stations import PASSWORD

__all__ = ["desk"]


@pytest.fixture
def given(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Call a command that needs the password, with these bytes as its file."""
    monkeypatch.delenv("STATION_APP_PASSWORD")
    file = tmp_path / "password.txt"

    def call(content: bytes, status: int = 0):
        file.write_bytes(content)
        return desk("household", "list", "--password-file", str(file), status=status)

    return call


@pytest.mark.parametrize("end", [b"", b"\n", b"\r\n", b"\r\nkept by the chief\r\n"])
@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_a_file_from_notepad_holds_the_password_too(given, mark: bytes, end: bytes) -> None:
    assert given(mark + PASSWORD.encode() + end)


@pytest.mark.parametrize("content", [b"", b"\r\n", codecs.BOM_UTF8, b"\n" + PASSWORD.encode()])
def test_an_empty_first_line_is_said_to_be_empty(given, content: bytes) -> None:
    assert given(content, status=2)["error"]["code"] == "password_file_empty"


@pytest.mark.parametrize("content", [PASSWORD.encode("utf-16"), "密码-1988".encode("gb18030")])
def test_a_file_that_is_no_utf8_text_is_told_how_to_be_saved(given, desk: Desk, content: bytes) -> None:
    error = given(content, status=2)["error"]
    assert error["code"] == "password_file_not_text"
    assert "UTF-8" in error["message"]
    assert PASSWORD not in desk.said + desk.complained


def test_a_file_that_is_not_there_is_said_to_be_unreadable(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("STATION_APP_PASSWORD")
    answer = desk("household", "list", "--password-file", "nowhere.txt", status=2)
    assert answer["error"]["code"] == "file_unreadable"
