"""Run by the tests as a process of its own: saves drafts, as a page does while somebody types, and says what is kept.

Every version is built alike from its number, so that half a version would be seen.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

from station_app import bootstrap
from station_app.bench import places
from station_app.catalogue import Catalogue
from station_app.domain.drafts import Draft
from station_app.errors import StationError
from station_app.storage import ballast
from tests.stations import MORNING

DRAFT = "0193b0d2-0000-7000-8000-00000000d1a7"
VERSIONS = 6
RACING = 25
FILLER = "films"


def version(number: int, writer: str, *, revision: int = 0, draft_id: str = DRAFT) -> Draft:
    """Give the family as it stands at this version: some pages of it, all of one number."""
    member = {"name": f"王{number}", "phone": f"138{number:08}", "address": f"{number} 号" * 40}
    content: dict[str, object] = {"family": [member] * 8, "version": number, "writer": writer}
    return Draft(draft_id, f"王{number}", MORNING, "", content, {}, revision=revision, writer=writer, serial=number)


def is_whole(draft: Draft) -> bool:
    """Tell whether everything in a draft is of one version."""
    number, writer = draft.content["version"], str(draft.content["writer"])
    return isinstance(number, int) and draft.content == version(number, writer).content and draft.title == f"王{number}"


def say(*words: object) -> None:
    """Say what is kept, at once and in one piece."""
    os.write(1, (" ".join(str(word) for word in words) + "\n").encode())


def write_versions(home: Path) -> None:
    """Type on and on; half-way lay the draft aside and take that back."""
    catalogue = places.log_in(bootstrap.door(home))
    revision = 0
    for number in range(1, VERSIONS + 1):
        try:
            revision = catalogue.save_draft(version(number, "page", revision=revision)).revision
            say("kept", number)
            if number == VERSIONS // 2:
                catalogue.discard_draft(DRAFT)
                say("discarded", number)
                catalogue.restore_draft(DRAFT)
                revision = catalogue.open_draft(DRAFT).revision
        except StationError as error:
            say("refused", error.code)
    catalogue.close()


def race(home: Path, database: str, writer: str) -> None:
    """Type on one draft at the same time as another process does."""
    catalogue = places.log_in(bootstrap.door(home, database=database or None))
    opened = catalogue.open_draft(DRAFT)
    draft_id, revision = opened.draft_id, opened.revision
    say("ready")
    sys.stdin.readline()
    for number in range(1, RACING + 1):
        kept = catalogue.save_draft(version(number, writer, revision=revision, draft_id=draft_id))
        draft_id, revision = kept.draft_id, kept.revision
    say("ended", draft_id)
    catalogue.close()


def fill_the_disk(home: Path) -> None:
    """Type while something else fills the small disk that `home` lies on; make room, and fill it again."""
    catalogue = places.log_in(places.station(home))
    database = home / "station.db"
    filler = home.parent / FILLER
    numbers = iter(range(1, 1000))
    first = _save(catalogue, next(numbers))
    say("at first", first)
    _fill(filler)
    say("with the reserve", _save(catalogue, next(numbers)), ballast.beside(database).exists())
    _fill(filler)
    said = [_save(catalogue, next(numbers)) for _ in range(3)]
    say("without it", said[-1])
    kept = catalogue.latest_draft()
    say("and what is there is", kept is not None and is_whole(kept) and kept.content["version"])
    filler.unlink()
    say("with room again", _save(catalogue, next(numbers)), ballast.beside(database).exists())
    say("and the journal is", "sound" if catalogue.verify_journal().ok else "not")
    catalogue.close()


def _save(catalogue: Catalogue, number: int) -> str:
    there = catalogue.latest_draft()
    try:
        kept = catalogue.save_draft(version(number, "page", revision=there.revision if there else 0))
    except StationError as error:
        return error.code
    return "reserve used" if kept.reserve_used else "kept"


def _fill(filler: Path) -> None:
    """Take every byte that is left."""
    with filler.open("ab", buffering=0) as file:
        for size in (1 << 20, 1 << 12, 1):
            with suppress(OSError):
                while True:
                    file.write(bytes(size))


def main(arguments: list[str]) -> None:
    """Do what the first argument says."""
    what, home, *rest = arguments
    {"versions": write_versions, "race": race, "full": fill_the_disk}[what](Path(home), *rest)


if __name__ == "__main__":
    main(sys.argv[1:])
