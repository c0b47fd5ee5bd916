"""What sort of file of the exchange somebody holds, told by its first bytes.

A right file in the wrong place is called by its name, and only what is none of ours is called damaged. Nothing is
believed for it; each reader checks.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from station_app.errors import DeviceError, RefusedError
from station_app.exchange.archive import record_name
from station_app.exchange.canonical import LARGEST_DOCUMENT

if TYPE_CHECKING:
    from pathlib import Path


class Sort(StrEnum):
    """The files that sites give each other; also the words after `file_is_` in the sentences about them."""

    BUNDLE = "bundle"
    ACKNOWLEDGEMENT = "acknowledgement"
    DIGEST = "digest"
    REQUEST = "request"
    ENROLMENT = "enrolment"


_FORMATS = {
    b"acknowledgement": Sort.ACKNOWLEDGEMENT,
    b"digest": Sort.DIGEST,
    b"site-request": Sort.REQUEST,
    b"site-enrolment": Sort.ENROLMENT,
}
_FIRST_MEMBER, _NAME_AT = record_name(1).encode(), 30
"""Any office file is a ZIP; a bundle's first member has this name, after a header of 30 bytes."""
_FORMAT = b'"format":"station-app/'


def sort_of(path: Path) -> Sort | None:
    """Tell what the file says it is; None for what is none of ours, a folder or a pipe.

    Raises:
        DeviceError: `medium_unreadable`.
    """
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            beginning = file.read(LARGEST_DOCUMENT)
    except OSError as problem:
        raise DeviceError("medium_unreadable", problem=problem.strerror or "") from problem
    if beginning.startswith(b"PK\x03\x04") and beginning.startswith(_FIRST_MEMBER, _NAME_AT):
        return Sort.BUNDLE
    first = beginning.partition(b"\n")[0]
    _, found, rest = first.partition(_FORMAT)
    return _FORMATS.get(rest.partition(b"/")[0]) if found and first.startswith(b"{") else None


def refuse_others(path: Path, *wanted: Sort) -> None:
    """Refuse a file that is plainly of another sort, with the sentence where it belongs.

    Raises:
        RefusedError: `file_is_bundle`, `file_is_acknowledgement`, `file_is_digest`, `file_is_request`,
            `file_is_enrolment`.
        DeviceError: `medium_unreadable`.
    """
    sort = sort_of(path)
    if sort is not None and sort not in wanted:
        raise RefusedError(f"file_is_{sort}", file=path.name[-60:])
