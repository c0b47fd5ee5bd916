"""The places of the main window, and who finds which of them: a page shows what its actions permit to look at.

The table of authority decides (`station_app.domain.authority`); here only pages are left out that would refuse their
officer everything. The use cases ask again, whatever is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from station_app import texts
from station_app.domain.authority import AUTHORITY, permits
from station_app.errors import NotPermittedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtWidgets import QWidget

    from station_app.domain.authority import Action
    from station_app.domain.vocabulary import OfficerRole
    from ui.screens.page import Page
    from ui.session import Session


@dataclass(frozen=True, slots=True)
class Place:
    """A page of the main window: its key, how it is made, and the actions any one of which lets an officer in."""

    key: str
    make: Callable[[Session, QWidget], Page]
    needs: tuple[Action, ...]
    in_navigation: bool = True

    def refusal(self) -> NotPermittedError:
        """Say who may come here, to somebody who may not."""
        roles = dict.fromkeys(role for action in self.needs for role in AUTHORITY[action])
        words = (texts.say(f"choice.officer_role.{role.value}") for role in roles)
        return NotPermittedError("role_missing", roles=" / ".join(words))


def open_to(places: Iterable[Place], roles: Iterable[OfficerRole]) -> tuple[Place, ...]:
    """Give the places that an officer with these roles may come to, in their order."""
    held = tuple(roles)
    return tuple(place for place in places if any(permits(held, action) for action in place.needs))
