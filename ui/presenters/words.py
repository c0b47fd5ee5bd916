"""Words for codes, statuses and moments, as every page shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app import texts
from station_app.clock import BEIJING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from station_app.domain.records import DocumentDemand
    from station_app.errors import StationError


def code_word(table_name: str, code: str | None) -> str:
    """Give the label of a national code, the code itself where the table does not know it."""
    if not code:
        return ""
    from station_app.domain.codes import table  # noqa: PLC0415 - a login needs sentences, no codes

    found = table(table_name).get(code)
    return found.label if found is not None else code


def moment(at: datetime) -> str:
    """Give a moment in China's time, to the minute."""
    return at.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M")


def day(on: date | None) -> str:
    """Give a day, or a dash."""
    return on.isoformat() if on is not None else "—"


def joined(words: Iterable[str]) -> str:
    """Put words in a row as the language of the windows parts them."""
    return {"zh": "、", "en": ", "}[texts.chosen()].join(words)


def status_word(status: str) -> str:
    """Give the word of a case's status."""
    return texts.say(f"choice.case_status.{status}")


def document_state(demand: DocumentDemand) -> str:
    """Give the one look of a demanded paper on every page: what stops a case is red, what somebody should see amber."""
    if demand.status == "missing":
        return "blocked" if demand.blocking else "look"
    return {"present": "ok", "commitment": "look"}.get(demand.status, "")


def paper_word(paper: str) -> str:
    """Give the name of a paper."""
    return texts.say(f"ui.paper.{paper}")


def grouped(number: str) -> str:
    """Group an ID number for the eye: 620502 19850317 9818. Only on screen, never stored or copied."""
    if len(number) == 18:
        return f"{number[:6]} {number[6:14]} {number[14:]}"
    return number


def sentence(error: StationError) -> str:
    """Give the sentence of an error that the program knows."""
    key = f"error.{error.code}"
    said = texts.say(key, None, **error.details)
    return texts.say("ui.error.unexplained", code=error.code) if said == key else said
