"""What there is to say about layout files: what is wrong with one and where, and how one stands at this site."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import msgspec

from station_app import texts
from station_app.errors import RefusedError

LARGEST = 64 << 10
"""Bytes of a layout file; the longest of our own takes a tenth."""


class Fault(msgspec.Struct, frozen=True):
    """One thing that keeps a file from being used, or that whoever adopts it should know.

    `code` names its sentence (`layout.fault.CODE`), `where` the place in the file (`row[3].cells[1].text`), `line` the
    line on which that row begins, 0 where it is the whole file; `details` fill the sentence: `near` is a name that may
    have been meant, `family` the invented one (`ten.accepted`) that it was drawn for.
    """

    code: str
    where: str = ""
    line: int = 0
    details: dict[str, str | int | float] = msgspec.field(default_factory=dict)

    @property
    def message(self) -> str:
        """The sentence in the language of this process: what is wrong and what to do."""
        told = dict(self.details)
        if "family" in told:
            told["family"] = texts.say(f"layout.family.{str(told['family']).partition('.')[0]}")
        code = f"{self.code}_near" if told.get("near") else self.code
        return texts.say(f"layout.fault.{code}", **told)

    @property
    def place(self) -> str:
        """Where it is, for people: the line first, then the path."""
        line = texts.say("layout.line", line=self.line) if self.line else ""
        return "  ".join(part for part in (line, self.where) if part)

    def as_dict(self) -> dict[str, str | int]:
        """Give it as the command line writes it."""
        return {"code": self.code, "where": self.where, "line": self.line, "message": self.message}


class LayoutVerdict(msgspec.Struct, frozen=True):
    """What a check says of a file. Whatever could not be read of it is empty.

    `faults` keep it from being proposed; `notes` are what whoever adopts it should know: that a family of ten is
    printed on the built-in sheet, because the stock has six lines.
    """

    sha256: str
    paper: str = ""
    kind: str = ""
    edition: str = ""
    stock: str = ""
    faults: tuple[Fault, ...] = ()
    notes: tuple[Fault, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing keeps it from being used."""
        return not self.faults


class LayoutStanding(StrEnum):
    """How a layout stands at the site that speaks of it."""

    PROPOSED = "proposed"
    ADOPTED = "adopted"
    WITHDRAWN = "withdrawn"


class StoredLayout(msgspec.Struct, frozen=True):
    """A layout that was proposed somewhere: its text, who proposed and who adopted it, and how it stands there.

    `alone`: proposer and adopter are one, with their reason. `site` is whose proposal it is; a county's holds at the
    stations that trust it as long as they adopted none of their own.
    """

    site: str
    paper: str
    sha256: str
    edition: str
    kind: str
    stock: str
    text: str
    standing: LayoutStanding
    proposed_by: str
    proposed_at: datetime
    decided_by: str = ""
    decided_at: datetime | None = None
    alone: str = ""
    reason: str = ""


class DroppedFile(msgspec.Struct, frozen=True):
    """A file that lies in the folder, with its verdict, and what this site knows of exactly these bytes.

    `altered`: a file of this name was proposed with other bytes; what was adopted stays as it was.
    """

    name: str
    verdict: LayoutVerdict
    standing: LayoutStanding | None = None
    altered: bool = False


_TOLD = 8


def unfit(verdict: LayoutVerdict) -> RefusedError:
    """Give the refusal of a file, `layout_unfit`, with its first faults in words."""
    said = "\n".join(f"{each.place}  {each.message}".strip() for each in verdict.faults[:_TOLD])
    return RefusedError("layout_unfit", count=len(verdict.faults), faults=said)
