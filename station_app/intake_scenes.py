"""What the pictures of the intake page show, one scene after the other, each reached with keys on practice data."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from station_app import bootstrap
from station_app.demo import sample_family

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ui.rehearsal import Rehearsal


def scenes(desk: Rehearsal) -> Iterator[str]:
    """Play the scenes; at each name the window shows it."""
    desk.log_in(bootstrap.PRACTICE_BADGE, bootstrap.PRACTICE_PASSWORD)
    yield "intake-empty"
    yield from _half_done(desk)
    yield from _complete(desk)


def _half_done(desk: Rehearsal) -> Iterator[str]:
    """A family with gaps and contradictions: two children who cannot be theirs, nobody has brought a paper."""
    desk.type_members(_with_mistakes())
    desk.press(Qt.Key.Key_F8)
    desk.look_at("family[1].relationship")
    yield "intake-half"
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


def _with_mistakes() -> dict[str, Any]:
    content = copy.deepcopy(sample_family())
    spouse, child = content["family"][1], content["family"][2]
    spouse["birth_date"] = "1987-02-11"
    child.pop("guardian", None)
    child["education"] = None
    content["family"] = content["family"][:3]
    return content
