"""What the pictures of the intake page show, one scene after the other, each reached with keys on practice data."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from station_app import bootstrap
from station_app.demo import sample_family
from station_app.invented_scan import booklet_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ui.rehearsal import Rehearsal


def scenes(desk: Rehearsal) -> Iterator[str]:
    """Play the scenes; at each name the window shows it."""
    desk.log_in(bootstrap.PRACTICE_BADGE, bootstrap.PRACTICE_PASSWORD)
    yield "intake-empty"
    yield from _cards(desk)
    yield from _half_done(desk)
    yield from _complete(desk)
    yield from _rare_name(desk)
    yield from _scans(desk)


def _cards(desk: Rehearsal) -> Iterator[str]:
    """The applicant's practice card, and the reason that is asked for before a fact of it can be changed."""
    cards = desk.intake.presenter.cards
    desk.press(Qt.Key.Key_F2)
    desk.wait(lambda: not cards.reading and desk.intake.presenter.content["family"][0].get("card"), "no card was read")
    desk.settle()
    yield "intake-card"
    desk.look_at("family[0].name")
    desk.press(Qt.Key.Key_Backspace)
    desk.write("已改名,新证未领")
    yield "intake-card-reason"
    desk.press(Qt.Key.Key_Escape)
    desk.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    desk.settle()


def _half_done(desk: Rehearsal) -> Iterator[str]:
    """A family with gaps and contradictions: two children who cannot be theirs, nobody has brought a paper."""
    desk.type_members(_with_mistakes())
    desk.press(Qt.Key.Key_F8)
    desk.look_at("family[1].relationship")
    yield "intake-half"
    desk.press(Qt.Key.Key_F6)
    desk.wait(lambda: desk.main.current == "preview", "the one-time notice did not come")
    yield "notice"
    desk.press(Qt.Key.Key_Escape)
    desk.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    desk.settle()


def _complete(desk: Rehearsal) -> Iterator[str]:
    desk.type_case(sample_family())
    desk.look_at("family[1].name")
    yield "intake-complete"
    desk.look_at("destination.household_no")
    desk.press(Qt.Key.Key_Down)
    yield "intake-placement"
    desk.press(Qt.Key.Key_Escape)
    desk.look_at("family[1].origin.division")
    desk.press(Qt.Key.Key_Down)
    yield "intake-divisions"
    desk.press(Qt.Key.Key_Escape)


def _rare_name(desk: Rehearsal) -> Iterator[str]:
    """A card gave a vendor's own character: F8 finds it, the finder offers others by their parts; undone after."""
    name = sample_family()["family"][1]["name"]
    desk.look_at("family[1].name")
    desk.write(f"{name[0]}\ue863")
    desk.settle()
    desk.press(Qt.Key.Key_F8)
    desk.write("龙天")
    desk.settle()
    yield "intake-character"
    desk.press(Qt.Key.Key_Escape)
    desk.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    desk.write(name)
    desk.settle()


def _scans(desk: Rehearsal) -> Iterator[str]:
    """Two pages of the booklet are filed with F3, a third waits in the tray; one is read beside the form."""
    folder = desk.pictures / "scans"
    folder.mkdir(parents=True, exist_ok=True)
    pages = []
    for place, member in enumerate(sample_family()["family"][:3]):
        pages.append(folder / f"page-{place}.jpg")
        pages[-1].write_bytes(booklet_page(member))
    scans = desk.intake.scans
    scans.take_files(pages)
    desk.wait(lambda: len(scans.desk.tray) == len(pages), "the scans did not come")
    desk.look_at_document("113")
    desk.press(Qt.Key.Key_F3)
    desk.press(Qt.Key.Key_F3)
    desk.settle()
    yield "intake-tray"
    desk.press(Qt.Key.Key_F11)
    desk.press(Qt.Key.Key_PageDown, Qt.KeyboardModifier.AltModifier)
    desk.look_at("family[1].name")
    yield "intake-viewer"
    desk.press(Qt.Key.Key_F11)


def _with_mistakes() -> dict[str, Any]:
    content = copy.deepcopy(sample_family())
    spouse, child = content["family"][1], content["family"][2]
    spouse["birth_date"] = "1987-02-11"
    child.pop("guardian", None)
    child["education"] = None
    content["family"] = content["family"][:3]
    return content
