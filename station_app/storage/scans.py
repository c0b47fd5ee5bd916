"""Which scans are named: by the journal (through its projection) and by the drafts of this desk.

Drafts are searched as text: whatever a draft holds, in whatever state it is kept - open, handed over, discarded but
not gone yet - a digest in it keeps its scan.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from station_app.storage import drafts
from station_app.storage.case_tables import case_attachment

if TYPE_CHECKING:
    from station_app.storage.engine import UnitOfWork

_DIGEST = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")
_JOURNALLED = select(case_attachment.c.sha256).distinct()
_ONE = select(case_attachment.c.sha256).where(
    case_attachment.c.sha256 == bindparam("wanted"), case_attachment.c.case_no == bindparam("case_no")
)


def in_drafts(uow: UnitOfWork) -> frozenset[str]:
    """Give every digest that a draft names."""
    return frozenset(digest for content in drafts.contents(uow) for digest in _DIGEST.findall(repr(content)))


def in_cases(uow: UnitOfWork) -> frozenset[str]:
    """Give every digest that an accepted case names, of this site or of one whose bundle came in."""
    return frozenset(row[0] for row in uow.execute(_JOURNALLED))


def belongs(uow: UnitOfWork, digest: str, case_no: str) -> bool:
    """Tell whether the accepted case `case_no` names the scan `digest`."""
    return uow.execute(_ONE, {"wanted": digest, "case_no": case_no}).first() is not None
