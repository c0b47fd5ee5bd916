"""`bench --seed-million`: a station full of invented people, to measure in."""

from __future__ import annotations

import os
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from station_app import bootstrap, texts
from station_app.bench.population import CASES, SIZES
from station_app.commandline.answer import Answer, one, progress_bar
from station_app.errors import UsageError

if TYPE_CHECKING:
    from station_app.commandline.call import Call


def seed(call: Call) -> Answer:
    """Fill the home that was named (never somebody's own) with cases; goes on where it was broken off."""
    from station_app.bench import seeding  # noqa: PLC0415 - loads the rules and the journal

    home = getattr(call.arguments, "home", None) or os.environ.get("STATION_APP_HOME")
    if not home:
        raise UsageError("seed_home_missing")
    database = getattr(call.arguments, "database", None)
    built = bootstrap.door(Path(home), database=database, cheap_keys=True)
    began = monotonic()
    seeded = seeding.seed(built, call.arguments.cases or CASES, progress_bar(texts.say("bench.seeding")))
    seconds = round(monotonic() - began)
    persons = sum(SIZES) * (seeded.cases // len(SIZES)) + sum(SIZES[: seeded.cases % len(SIZES)])
    data = {"cases": seeded.cases, "persons": persons, "made": seeded.made, "seconds": seconds, "home": str(home)}
    return one(data, texts.say("bench.seeded", cases=seeded.cases, persons=persons, seconds=seconds))
