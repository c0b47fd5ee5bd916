"""What may be done with a case just now, as frozen facts; what stands against a step is named by its error code."""

from __future__ import annotations

from datetime import date

import msgspec

from station_app.domain.vocabulary import Level

EXTEND = "extend"
"""Putting a decision off; no step of a case, but offered like one."""
DECIDE = "decide"
"""Approve, return and refuse: one offer, because whoever may one may all."""

TURN = "turn"
"""Going on with a failed poverty application as a general one; offered for such applications only."""


class Offer(msgspec.Struct, frozen=True):
    """One thing that could be done: the value of a `Step`, or `decide`, `extend`, `turn`.

    `code` and `details` are of the error that it would meet (`error.CODE`), empty where it may be done. `timely`: the
    case stands where somebody could do it, if not this officer or not at this site. `level` is the level that
    decides, `on_paper` that a station has to enter the county's stamped form. `until`: the day to which an extension
    would put the decision off.
    """

    name: str
    code: str = ""
    details: dict[str, str] = {}
    timely: bool = True
    level: Level | None = None
    on_paper: bool = False
    until: date | None = None

    @property
    def possible(self) -> bool:
        """Whether this officer may do it now."""
        return not self.code


class Ground(msgspec.Struct, frozen=True):
    """A ground of the pack on which the case may be refused, with its clause."""

    code: str
    title: str
    basis: str


class DeclineBasis(msgspec.Struct, frozen=True):
    """What declining is done with: the pack of today and its grounds for it."""

    pack: str
    grounds: tuple[Ground, ...]


class DecisionBasis(msgspec.Struct, frozen=True):
    """What a decision is made with: the offer, the grounds there are, and what stays open to whoever is refused."""

    offer: Offer
    grounds: tuple[Ground, ...]
    still_open: tuple[str, ...]
    flags: tuple[str, ...] = ()
