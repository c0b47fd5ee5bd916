"""The only place that builds things: homes, clocks, doors, practice sites and the desktop client."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app import logs, texts, uptime
from station_app import settings as choices
from station_app.catalogue import Door, Founding
from station_app.catalogue.reader import ReaderCalls
from station_app.clock import SystemClock
from station_app.domain.vocabulary import SiteKind
from station_app.errors import RefusedError
from station_app.paths import Home, default_home, practice_home

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from station_app.catalogue import Catalogue
    from station_app.clock import Clock
    from station_app.devices.card_reader import ReaderSource

PRACTICE_BADGE = "0001"
PRACTICE_PASSWORD = "xunlian-2020"  # noqa: S105 - printed on the practice login page; opens invented data only


def door(
    home: Path | None = None,
    *,
    database: str | None = None,
    clock: Clock | None = None,
    cheap_keys: bool = False,
    reader: ReaderSource | None = None,
    reader_port: str | None = None,
    running: Callable[[], float] = uptime.running,
) -> Door:
    """Build the door of the site in `home` (default: this user's own), with its settings, log and language.

    `reader` takes the place of the desk's card reader (a simulated one), `reader_port` that of its settings' port,
    `running` that of the machine's running time.
    """
    place = Home(home) if home else default_home()
    chosen = choices.read(place.settings)
    logs.start(place.logs if place.founded else None)
    if chosen.language == "en":
        texts.choose("en")
    watch = clock or SystemClock()
    return Door(
        place,
        database or chosen.database or place.database,
        chosen,
        watch,
        ReaderCalls(lambda: reader or _desk_readers(place, reader_port), watch),
        cheap_keys=cheap_keys,
        running=running,
    )


def _desk_readers(place: Home, port: str | None) -> ReaderSource:
    from station_app.devices.reader_sources import DeskReaders  # noqa: PLC0415 - drivers are loaded when a card is read

    return DeskReaders(place, port)


def practice_door(home: Path | None = None, *, clock: Clock | None = None, reader_port: str | None = None) -> Door:
    """Build the door of the practice mode; the first time, found its station and let the sample families in.

    Raises:
        RefusedError: `home_not_practice` - real data lie there; nobody shall take them for practice.
    """
    place = Home(home) if home else practice_home()
    if place.founded and not place.practice_mark.exists():
        raise RefusedError("home_not_practice")
    built = door(place.root, clock=clock, cheap_keys=True, reader_port=reader_port)
    if built.founded:
        return built
    place.root.mkdir(mode=0o700, parents=True, exist_ok=True)
    place.practice_mark.write_text(f"{PRACTICE_BADGE} {PRACTICE_PASSWORD}\n", encoding="utf-8")
    built.found_site(
        Founding(
            site_kind=SiteKind.STATION,
            site_code="620502002",
            site_name="秦州分局七里墩派出所",
            badge=PRACTICE_BADGE,
            officer_name="王景行",
            password=PRACTICE_PASSWORD,
            practice=True,
        )
    )
    catalogue = built.log_in(PRACTICE_BADGE, PRACTICE_PASSWORD)
    try:
        load_samples(catalogue)
    finally:
        catalogue.close()
    return built


def sample_files() -> tuple[Path, ...]:
    """Give the twenty invented families that ship with the program, in their order."""
    from resources import folder  # noqa: PLC0415 - practice only

    return tuple(sorted(folder("samples").glob("*.json")))


def load_samples(catalogue: Catalogue) -> tuple[str, ...]:
    """Accept the invented families but the first, which is left to be typed; give their case numbers."""
    from station_app.domain.reading import read_case  # noqa: PLC0415 - practice only

    return tuple(catalogue.accept(*read_case(sample.read_bytes())).case_no for sample in sample_files()[1:])


def run_desktop(built: Door) -> int:
    """Open the desktop client; gives its exit status."""
    from ui.application import run  # noqa: PLC0415 - Qt stays out of command-line paths

    return run(built)
