"""The pictures of the manual and the README: the demonstration once more, in its looks.

Made by `python -m station_app.picture_book FOLDER`.

Each look is a process of its own, because Qt takes the scale of the screen only at its start. Pictures hold invented
people only, no path of this machine, and the same hour of the day.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from station_app import (
    bootstrap,
    case_scenes,
    household_scenes,
    officer_scenes,
    permit_scenes,
    printing_scenes,
    statistics_scenes,
    stock_scenes,
    texts,
)
from station_app.clock import BEIJING, FixedClock, SystemClock
from station_app.demo import demonstrate
from station_app.intake_scenes import scenes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.theme import Colours

_COMMON, _RARE = 120, 96
_CASE_LOOKS = ("", "dark")
_ROOMS = (
    ("officer-station", officer_scenes),
    ("household-station", household_scenes),
    ("statistics-station", statistics_scenes),
    ("permit-station", permit_scenes),
    ("stock-station", stock_scenes),
)


@dataclass(frozen=True, slots=True)
class Look:
    """One way to see the windows; only the plain one shows every page. `size` is in pixels before scaling."""

    name: str
    language: texts.Language = "zh"
    dark: bool = False
    scale: str = "1"
    size: tuple[int, int] = (1366, 768)


_SCALED = (1280, 720)
"""A screen of 1920×1080 at 150 %."""

LOOKS = (
    Look(""),
    Look("dark", dark=True),
    Look("english", language="en"),
    Look("150", scale="1.5", size=_SCALED),
    Look("150-dark", dark=True, scale="1.5", size=_SCALED),
)


def draw(folder: Path) -> tuple[Path, ...]:
    """Draw every look into `folder`; pictures of the same name are replaced."""
    folder.mkdir(parents=True, exist_ok=True)
    before = {path: path.stat().st_mtime_ns for path in folder.glob("*.png")}
    for look in LOOKS:
        environment = dict(os.environ, QT_QPA_PLATFORM="offscreen", QT_SCALE_FACTOR=look.scale)
        subprocess.run(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-m", "station_app.picture_book", str(folder.resolve()), f"--look={look.name}"],
            env=environment,
            check=True,
        )
    return tuple(path for path in sorted(folder.glob("*.png")) if before.get(path) != path.stat().st_mtime_ns)


def _draw_look(look: Look, folder: Path) -> None:
    """Draw one look, in this process; the work lies in a folder of its own, seen by a short name."""
    texts.choose(look.language)
    with tempfile.TemporaryDirectory(prefix="station-app-pictures-") as scratch:
        os.chdir(scratch)
        try:
            for picture in _pictures(look, Path("demo")):
                _shrink(picture, folder / f"{'-'.join(filter(None, (picture.stem, look.name)))}.png")
        finally:
            os.chdir(folder)


def _pictures(look: Look, out: Path) -> list[Path]:
    pages = [Path(picture) for picture in demonstrate(out, _half_past_nine()).screenshots] if not look.name else []
    return [
        *pages,
        *_intake_pictures(look, out),
        *_case_pictures(look, out),
        *_office_pictures(look, out),
        *_printing_pictures(look, out),
    ]


def _intake_pictures(look: Look, out: Path) -> list[Path]:
    """Draw the scenes of the intake page; in English only the complete one."""
    from ui.rehearsal import Rehearsal  # noqa: PLC0415 - Qt only where pictures are taken

    station = bootstrap.practice_door(out / "station", clock=_half_past_nine())
    desk = Rehearsal(station, out, dark=look.dark, size=look.size)
    try:
        wanted = "intake-complete" if look.language == "en" else ""
        return [desk.picture(scene) for scene in scenes(desk) if wanted in scene]
    finally:
        desk.close()


def _case_pictures(look: Look, out: Path) -> list[Path]:
    """Draw the life of a case after acceptance, light and dark."""
    if look.name not in _CASE_LOOKS:
        return []
    from ui.rehearsal import Rehearsal  # noqa: PLC0415 - Qt only where pictures are taken

    clock = _half_past_nine()
    station, past = case_scenes.found(out / "case-station", clock)
    desk = Rehearsal(station, out, dark=look.dark, size=look.size)
    try:
        return [desk.picture(scene) for scene in case_scenes.scenes(desk, past, clock)]
    finally:
        desk.close()


def _office_pictures(look: Look, out: Path) -> list[Path]:
    """Draw accounts, passwords, shift, lock, a household after some months, a month, permits, stock; light and dark."""
    if look.name not in _CASE_LOOKS:
        return []
    from ui.rehearsal import Rehearsal  # noqa: PLC0415 - Qt only where pictures are taken

    pictures: list[Path] = []
    for home, room in _ROOMS:
        desk = Rehearsal(room.found(out / home, _half_past_nine()), out, dark=look.dark, size=look.size)
        try:
            pictures += [desk.picture(scene) for scene in room.scenes(desk)]
        finally:
            desk.close()
    return pictures


def _printing_pictures(look: Look, out: Path) -> list[Path]:
    """Draw papers on their way, a batch and what is set for printers; not in English."""
    if look.language == "en":
        return []
    from ui.rehearsal import Rehearsal  # noqa: PLC0415 - Qt only where pictures are taken

    home = out / "printing-station"
    desk = Rehearsal(printing_scenes.found(home, _half_past_nine()), out, dark=look.dark, size=look.size)
    try:
        return [desk.picture(scene) for scene in printing_scenes.scenes(desk, out)]
    finally:
        desk.close()


def _half_past_nine() -> FixedClock:
    """Give a clock at the last half past nine in China that has gone by."""
    now = SystemClock().now().astimezone(BEIJING)
    morning = datetime(now.year, now.month, now.day, 9, 30, tzinfo=BEIJING)
    return FixedClock(morning if morning <= now else morning - timedelta(days=1))


def _shrink(picture: Path, to: Path) -> None:
    """Keep a picture with few colours: the windows have few, and a repository keeps every version.

    The colours of the desk stay as they are; the common and the rare shades between them share the rest.
    """
    from PIL import Image  # noqa: PLC0415 - only here

    from ui import theme  # noqa: PLC0415 - Qt only where pictures are taken

    with Image.open(picture) as taken:
        whole = taken.convert("RGB")
    desk = [int(each[place : place + 2], 16) for each in _colours(theme.LIGHT, theme.DARK) for place in (1, 3, 5)]
    common = whole.quantize(_COMMON, Image.Quantize.MEDIANCUT).getpalette() or []
    rare = whole.quantize(_RARE, Image.Quantize.MAXCOVERAGE).getpalette() or []
    palette = Image.new("P", (1, 1))
    palette.putpalette([*desk, *common[: 3 * _COMMON], *rare[: 3 * _RARE]])
    whole.quantize(palette=palette, dither=Image.Dither.NONE).save(to, optimize=True)


def _colours(*palettes: Colours) -> list[str]:
    return sorted({value for palette in palettes for value in asdict(palette).values()})


def main(arguments: Sequence[str]) -> int:
    """Draw all looks into the folder named first, or one of them; gives the exit status."""
    chosen = [word.removeprefix("--look=") for word in arguments if word.startswith("--look=")]
    folders = [Path(word) for word in arguments if not word.startswith("--")]
    if len(folders) != 1:
        sys.stderr.write("python -m station_app.picture_book FOLDER\n")
        return 2
    if chosen:
        _draw_look(next(look for look in LOOKS if look.name == chosen[0]), folders[0])
    else:
        for picture in draw(folders[0]):
            sys.stdout.write(f"{picture}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
