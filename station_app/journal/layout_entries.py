"""The entries about layouts that a site brought as files: proposed, adopted, no longer used."""

from __future__ import annotations

from station_app.journal.payload import PayloadBase


class LayoutProposed(PayloadBase, frozen=True, tag="layout_proposed"):
    """Somebody proposed a layout for a paper. The whole text lies here; the file it came from is not read again.

    `layout_kind` is what the file says of itself (`sheet`, `overlay`), `stock` the code of the stock it is for.
    """

    paper: str
    edition: str
    layout_kind: str
    stock: str
    text: str
    sha256: str


class LayoutAdopted(PayloadBase, frozen=True, tag="layout_adopted"):
    """Somebody looked at a proposed layout and adopted it: from now on the paper is drawn by it.

    `alone`: why proposer and adopter are one person; empty where they are two.
    """

    paper: str
    sha256: str
    alone: str = ""


class LayoutWithdrawn(PayloadBase, frozen=True, tag="layout_withdrawn"):
    """A layout is not used here any more; `of` is the site that proposed it, the own one or the county above."""

    paper: str
    sha256: str
    of: str
    reason: str


LayoutPayload = LayoutProposed | LayoutAdopted | LayoutWithdrawn
