"""The invented cases behind the pictures of letters and of an archive file: a family of another province."""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing.layouts.letter_families import MAKERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from station_app.domain.records import CaseRecord

_PICTURED_ELSEWHERE = ("reminder-slip",)


def records(base: CaseRecord) -> Iterator[tuple[str, CaseRecord]]:
    """Give each letter with the case it is drawn of; `base` is a family of four with a child at the third place."""
    for name, make in MAKERS.items():
        if name not in _PICTURED_ELSEWHERE:
            yield name, make(base)
