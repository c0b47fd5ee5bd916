"""Exporting 1,000 families beside the bare chain: JSON, zstd, age, SHA-256, one durable file, of the same entries.

Ours reads the journal, chains, signs, seals per member, writes, reads everything back and journals the hand-over; the
peer gets the entries ready in memory and only turns them into one file. Each round exports from a fresh copy of the
station, because a channel hands nothing over twice.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import msgspec
import pyrage
import zstandard

from station_app import texts
from station_app.bench import Row, places, turns
from station_app.bench.families import families
from station_app.bootstrap import door

if TYPE_CHECKING:
    from station_app.catalogue import Catalogue

FAMILIES = 1000
ROUNDS = 5
ZSTD_LEVEL = 3


def measure() -> Row:
    """Measure five exports."""
    with TemporaryDirectory(prefix="station-app-bench-") as folder:
        root = Path(folder)
        entries = _fill(root)
        recipient = pyrage.x25519.Identity.generate().to_public()
        return turns.compare(
            "export",
            lambda number: _ours(root, number),
            lambda number: turns.timed(lambda: _bare(entries, recipient, root / f"bare-{number}")),
            rounds=ROUNDS,
            goal=2.5,
            note=texts.say("bench.note.export", families=FAMILIES),
        )


def _fill(root: Path) -> list[object]:
    """Accept the families at a station that trusts its county; give its journal as decoded entries."""
    desk, office = places.log_in(places.station(root / "home")), places.log_in(places.county(root / "county"))
    places.introduce(desk, office, root / "exchange")
    office.close()
    for family in families(FAMILIES):
        desk.accept(family)
    entries = _journal(desk, root / "journal.jsonl")
    desk.close()
    return entries


def _journal(desk: Catalogue, extract: Path) -> list[object]:
    desk.export_journal(extract)
    return [msgspec.json.decode(line) for line in extract.read_bytes().splitlines() if line]


def _ours(root: Path, number: int) -> float:
    home, stick = root / f"home-{number}", root / f"stick-{number}"
    shutil.copytree(root / "home", home)
    stick.mkdir()
    desk = places.log_in(door(home))
    try:
        return turns.timed(lambda: desk.export(stick))
    finally:
        desk.close()
        shutil.rmtree(home)
        shutil.rmtree(stick)


def _bare(entries: list[object], recipient: object, target: Path) -> None:
    lines = b"\n".join(map(msgspec.json.encode, entries))
    sealed = pyrage.encrypt(zstandard.ZstdCompressor(level=ZSTD_LEVEL).compress(lines), [recipient])
    hashlib.sha256(sealed).hexdigest()
    with target.open("wb") as file:
        file.write(sealed)
        file.flush()
        os.fsync(file.fileno())
    target.unlink()
