"""Queries on printed papers. How many there are is in a table; which facts each stated, and why again, in its entry."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from sqlalchemy import bindparam, func, select

from station_app.domain.records import PaperCopy
from station_app.domain.reprints import ReprintReason
from station_app.errors import DamagedError
from station_app.storage.tables import journal_entry, paper

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Row

    from station_app.storage.engine import UnitOfWork

NOTICE_ISSUED = "notice_issued"
"""The entry of a one-time notice is also that of its first printing."""

_NOTICE = "one-time-notice"


class _Issued(msgspec.Struct):
    """What is read of an entry; its own type is one of the journal, which lies above."""

    sha256: str
    paper: str = _NOTICE
    copy: int = 1
    revision: int = 0
    printing: int = 0
    digest: str = ""
    reprint: ReprintReason | None = None
    text: str = ""


class Printing(NamedTuple):
    """One printing as the journal of the site that printed it holds it.

    `seq` is its entry; `revision` that of the facts it stated and `digest` their digest, where the program of its day
    said so (`printing` is 0 otherwise).
    """

    site: str
    seq: int
    sha256: str
    revision: int
    printing: int
    digest: str
    of_notice: bool

    def states(self, revision: int, digest: str, owner: str) -> bool:
        """Tell whether it is one of the facts that entry `revision` of the site `owner` holds."""
        if self.printing:
            return self.revision == revision and self.digest in {"", digest}
        return self.seq >= revision or self.site != owner


_ISSUED = msgspec.json.Decoder(_Issued)
_COUNT = select(func.count()).where(paper.c.case_no == bindparam("case_no"), paper.c.paper == bindparam("name"))
_PRINTED = select(
    journal_entry.c.site,
    journal_entry.c.seq,
    journal_entry.c.kind,
    journal_entry.c.at,
    journal_entry.c.officer,
    journal_entry.c.payload,
).where(
    journal_entry.c.subject.in_((bindparam("number"), bindparam("before"))),
    journal_entry.c.kind.in_(("paper_issued", NOTICE_ISSUED)),
)


def count(uow: UnitOfWork, case_no: str, name: str) -> int:
    """Count the copies of one paper of a case, wherever they were issued."""
    return int(uow.execute(_COUNT, {"case_no": case_no, "name": name}).scalar_one())


def printings(uow: UnitOfWork, number: str, site: str, name: str) -> tuple[Printing, ...]:
    """Give every printing of one paper of a case or a notice at `site`, as far as its journal is here, oldest first.

    Raises:
        DamagedError: `database_damaged` - an entry cannot be read.
    """
    found = [
        Printing(row.site, row.seq, said.sha256, *_counted(row, said), row.kind == NOTICE_ISSUED)
        for row, said in _printed(uow, number, number)
        if row.site == site and said.paper == name
    ]
    return tuple(sorted(found, key=attrgetter("seq")))


def of_case(uow: UnitOfWork, case_no: str, notice_no: str | None = None) -> tuple[PaperCopy, ...]:
    """Give every copy of every paper of a case and of the one-time notice before it, oldest first.

    Raises:
        DamagedError: `database_damaged` - an entry cannot be read.
    """
    found = []
    for row, said in _printed(uow, case_no, notice_no or case_no):
        revision, printing, _ = _counted(row, said)
        told = (said.paper, said.copy, said.sha256, row.at, row.officer)
        found.append(PaperCopy(*told, row.site, revision, printing, said.reprint, said.text))
    return tuple(sorted(found, key=attrgetter("at", "paper", "copy")))


def _printed(uow: UnitOfWork, number: str, before: str) -> Iterator[tuple[Row[tuple[object, ...]], _Issued]]:
    for row in uow.execute(_PRINTED, {"number": number, "before": before}):
        try:
            yield row, _ISSUED.decode(row.payload)
        except msgspec.MsgspecError:
            raise DamagedError("database_damaged") from None


def _counted(row: Row[tuple[object, ...]], said: _Issued) -> tuple[int, int, str]:
    """Give revision, printing and digest; a notice is the first printing of the facts that its own entry holds."""
    return (row.seq, 1, "") if row.kind == NOTICE_ISSUED else (said.revision, said.printing, said.digest)
