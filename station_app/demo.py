"""The main job in front of an audience: a throw-away practice station and county, real windows, invented families.

What it leaves: the papers, the bundle as it went over the stick, and pictures of the windows. The two databases and
their keys are gone when it ends.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from station_app import bootstrap
from station_app.catalogue import Founding
from station_app.domain.vocabulary import SiteKind
from station_app.files import write_whole

if TYPE_CHECKING:
    from station_app.catalogue import Catalogue, Door
    from station_app.clock import Clock
    from ui.rehearsal import Rehearsal


@dataclass(frozen=True, slots=True)
class Shown:
    """What a demonstration left behind; paths as text."""

    case_no: str
    papers: tuple[str, ...]
    bundle: str
    screenshots: tuple[str, ...]


def demonstrate(out: Path, clock: Clock | None = None) -> Shown:
    """Do the main job in `out`: a family is typed, accepted, printed, handed over and seen at the county."""
    if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from ui.rehearsal import Rehearsal  # noqa: PLC0415 - Qt, only for those who want to see it

    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="station-app-demo-") as scratch:
        station = bootstrap.practice_door(Path(scratch) / "station", clock=clock)
        county = _practice_county(Path(scratch) / "county", clock)
        _introduce(station, county, Path(scratch) / "letters")
        desk = Rehearsal(station, out / "screenshots")
        try:
            case_no, pictures = _at_the_window(desk)
            bundle = _hand_over(desk, out / "stick", pictures)
        finally:
            desk.close()
        papers = _papers(station, case_no, out / "papers")
        papers.append(_recovery_sheet(out / "papers", Path(scratch) / "founding"))
        _receive(county, Path(bundle), case_no)
    return Shown(case_no, tuple(papers), bundle, tuple(str(picture) for picture in pictures))


def _practice_county(home: Path, clock: Clock | None) -> Door:
    door = bootstrap.door(home, clock=clock, cheap_keys=True)
    door.found_site(
        Founding(
            SiteKind.COUNTY,
            "620502",
            "天水市公安局秦州分局(训练)",
            bootstrap.PRACTICE_BADGE,
            "赵明远",
            bootstrap.PRACTICE_PASSWORD,
            practice=True,
        )
    )
    return door


def _entered(door: Door) -> Catalogue:
    return door.log_in(bootstrap.PRACTICE_BADGE, bootstrap.PRACTICE_PASSWORD)


def _introduce(station: Door, county: Door, letters: Path) -> None:
    letters.mkdir()
    here, there = _entered(station), _entered(county)
    try:
        answer, _ = there.enrol(here.request_identity(letters), letters)
        here.trust(answer)
    finally:
        here.close()
        there.close()


def sample_family() -> dict[str, Any]:
    """Give the family that practice data leaves out."""
    content: dict[str, Any] = json.loads(bootstrap.sample_files()[0].read_text(encoding="utf-8"))
    return content


def _at_the_window(desk: Rehearsal) -> tuple[str, list[Path]]:
    """Log in, type the family, accept it, look at the receipt, find the case again."""
    pictures = [desk.picture("1-login")]
    type_family(desk)
    pictures.append(desk.picture("2-intake"))
    desk.look_at("declarations.truthful")
    desk.look_at("route")
    pictures.append(desk.picture("3-case-facts"))
    case_no = desk.accept()
    pictures.append(desk.picture("4-receipt"))
    desk.main.open_case(case_no)
    pictures.append(desk.picture("5-case"))
    desk.main.go("ledger")
    desk.write("wang")
    pictures.append(desk.picture("6-ledger"))
    desk.main.go("households")
    pictures.append(desk.picture("7-households"))
    return case_no, pictures


def type_family(desk: Rehearsal) -> None:
    """Log in, type the family that practice data leaves out, and look at its second member again."""
    desk.log_in(bootstrap.PRACTICE_BADGE, bootstrap.PRACTICE_PASSWORD)
    desk.type_case(sample_family())
    desk.look_at("family[1].name")


def _hand_over(desk: Rehearsal, stick: Path, pictures: list[Path]) -> str:
    """Export through the exchange page into `stick`."""
    stick.mkdir(parents=True, exist_ok=True)
    desk.main.go("exchange")
    desk.settle()
    page: Any = desk.main.page("exchange")
    page.export_to(str(stick))
    desk.wait(lambda: list(stick.glob("*.tsbundle")), "no bundle was written")
    pictures.append(desk.picture("8-exchange"))
    return str(next(stick.glob("*.tsbundle")))


def _papers(station: Door, case_no: str, folder: Path) -> list[str]:
    catalogue = _entered(station)
    try:
        made = []
        for paper in catalogue.papers_of(catalogue.show(case_no, "demo")):
            issued = catalogue.issue_paper(case_no, paper)
            target = folder / f"{case_no}-{paper}.pdf"
            write_whole(target, issued.pdf)
            made.append(str(target))
        return made
    finally:
        catalogue.close()


def _recovery_sheet(papers: Path, home: Path) -> str:
    """Found one more throw-away site for the sake of its recovery sheet; its keys are gone with it."""
    founded = bootstrap.door(home, cheap_keys=True).found_site(
        Founding(
            SiteKind.STATION,
            "620502001",
            "秦州分局大城派出所(训练)",
            bootstrap.PRACTICE_BADGE,
            "王景行",
            bootstrap.PRACTICE_PASSWORD,
            practice=True,
        )
    )
    target = papers / "recovery-sheet.pdf"
    write_whole(target, founded.recovery_sheet)
    shutil.rmtree(home)
    return str(target)


def _receive(county: Door, bundle: Path, case_no: str) -> None:
    """Import at the county; the case must be there, or the demonstration failed."""
    catalogue = _entered(county)
    try:
        catalogue.import_bundle(bundle)
        catalogue.show(case_no)
    finally:
        catalogue.close()
