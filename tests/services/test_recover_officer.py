"""The recovery sheet gets an officer back to work, and nothing else does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from station_app import bootstrap
from station_app.catalogue import Founding
from station_app.domain.vocabulary import SiteKind
from station_app.errors import NotPermittedError, RefusedError
from tests.stations import PASSWORD

if TYPE_CHECKING:
    from pathlib import Path

    from station_app.catalogue import Door

NEW = "xin-kou-ling-9"


@pytest.fixture
def sheet_and_door(tmp_path: Path) -> tuple[str, Door]:
    door = bootstrap.door(tmp_path / "home", cheap_keys=True)
    founded = door.found_site(Founding(SiteKind.STATION, "620502001", "大城派出所", "0001", "王景行", PASSWORD))
    return text_of(founded.recovery_sheet), door


def text_of(sheet: bytes) -> str:
    """Give the text of the sheet's page."""
    document = pypdfium2.PdfDocument(sheet)
    text = document[0].get_textpage().get_text_bounded()
    document.close()
    return text


def code_on(sheet: str) -> str:
    """Read the code as a person does: two numbered lines in the frame, sign by sign."""
    lines = re.findall(r"^[12] ((?:[0-9A-Z]{1,5} ?){8,})\r?$", sheet, flags=re.MULTILINE)
    return "".join(lines[:2])


def test_the_code_on_the_sheet_gives_a_new_password(sheet_and_door: tuple[str, Door]) -> None:
    sheet, door = sheet_and_door
    door.recover(code_on(sheet).lower(), "0001", NEW)
    catalogue = door.log_in("0001", NEW)
    try:
        assert catalogue.verify_journal().ok
    finally:
        catalogue.close()
    with pytest.raises(NotPermittedError):
        door.log_in("0001", PASSWORD)


def test_a_wrong_code_changes_nothing(sheet_and_door: tuple[str, Door]) -> None:
    sheet, door = sheet_and_door
    wrong = code_on(sheet).strip()[::-1]
    with pytest.raises(NotPermittedError) as refusal:
        door.recover(wrong, "0001", NEW)
    assert refusal.value.code == "recovery_code_wrong"
    door.log_in("0001", PASSWORD).close()


def test_a_badge_that_is_nobodys_and_a_weak_password_are_refused(sheet_and_door: tuple[str, Door]) -> None:
    sheet, door = sheet_and_door
    with pytest.raises(NotPermittedError):
        door.recover(code_on(sheet), "0099", NEW)
    with pytest.raises(RefusedError):
        door.recover(code_on(sheet), "0001", "123")
    door.log_in("0001", PASSWORD).close()
