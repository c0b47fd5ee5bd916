"""Use cases: say what a paper offers a layout, give a file to begin with, check a file, look at what it draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from resources import folder
from station_app import texts
from station_app.domain.authority import Action
from station_app.domain.layouts import unfit
from station_app.errors import RefusedError
from station_app.exchange.identities import PAPER

if TYPE_CHECKING:
    from printing.layouts.told import Offer
    from station_app.domain.layouts import LayoutVerdict
    from station_app.services.desk import Desk


class Offered(msgspec.Struct, frozen=True):
    """One name that a layout may use: what sort it is, what it means, what it is for an invented family."""

    sort: str
    name: str
    meaning: str
    sample: str = ""


def layout_papers(desk: Desk) -> tuple[str, ...]:
    """Name the papers that may have a layout of their own."""
    from printing.layouts.offers import OFFERS  # noqa: PLC0415 - ReportLab takes 0.35 s to import

    desk.require(Action.SETTINGS)
    return tuple(OFFERS)


def layout_values(desk: Desk, paper: str) -> tuple[Offered, ...]:
    """Give every name that a layout of `paper` may use, in the order: words, lists, situations, seals, demands.

    Raises:
        RefusedError: `layout_paper_unknown`.
    """
    from printing.layouts import invented  # noqa: PLC0415 - as above

    desk.require(Action.SETTINGS)
    offer = _offer(paper)
    everybody = (invented.example(paper), *invented.having(paper))
    copies = [offer.tell(who.record, invented.CONTEXT)[1][0] for who in everybody]
    first = copies[0]
    found = [Offered("word", name, _meaning("word", name), said) for name, said in first.words.items()]
    for name in first.lists:
        found.append(Offered("list", name, texts.say(f"layout.list.{name}")))
        item = next((each.lists[name][0] for each in copies if each.lists.get(name)), {})
        found += [Offered("column", f"{name}.{each}", _meaning("column", each), said) for each, said in item.items()]
    found += [Offered("situation", each, texts.say(f"layout.situation.{each}")) for each in offer.flags]
    found += [Offered("seal", name, seal.caption) for name, seal in first.seals.items()]
    found += [Offered("need", each.name, each.clause, " / ".join(each.of)) for each in offer.needs]
    return tuple(found)


def starting_layout(desk: Desk, paper: str) -> bytes:
    """Give a file that draws `paper` as nearly as it can be said; to be changed and brought back.

    Raises:
        RefusedError: `layout_paper_unknown`.
    """
    desk.require(Action.SETTINGS)
    _offer(paper)
    return (folder("layouts") / f"{paper}.toml").read_bytes()


def check_layout(desk: Desk, raw: bytes) -> LayoutVerdict:
    """Say everything that is wrong with a file, after drawing it with invented families. Stores nothing."""
    from printing.layouts.check import check  # noqa: PLC0415 - as above

    desk.require(Action.SETTINGS)
    return check(raw)[1]


def preview_layout(desk: Desk, raw: bytes) -> bytes:
    """Draw a file that has no fault with an invented family of four; it says that it is not issued.

    Raises:
        RefusedError: `layout_unfit` - with every fault.
    """
    from printing.layouts.check import check  # noqa: PLC0415 - as above
    from printing.layouts.sample import sample  # noqa: PLC0415 - as above

    desk.require(Action.SETTINGS)
    layout, verdict = check(raw)
    if layout is None:
        raise unfit(verdict)
    return sample(layout, lambda message: desk.identity.sign(PAPER, message))


def _meaning(sort: str, name: str) -> str:
    """Say what a name means; a declared field is called as the windows call it."""
    return texts.say(f"field.{name}") if "." in name else texts.say(f"layout.{sort}.{name}")


def _offer(paper: str) -> Offer:
    from printing.layouts.offers import OFFERS  # noqa: PLC0415 - as above

    if paper not in OFFERS:
        raise RefusedError("layout_paper_unknown", paper=paper[:40], papers=", ".join(OFFERS))
    return OFFERS[paper]
