"""Use case: the nightly look through everything this site keeps (`journal verify --deep`). It changes nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from station_app.domain.authority import Action
from station_app.domain.deep_checks import DeepFinding, DeepReport
from station_app.domain.vocabulary import SiteKind
from station_app.exchange.identities import verify
from station_app.journal import rebuild, walk
from station_app.storage import consistency, crossings, sites
from station_app.storage.blobs import BlobStore

if TYPE_CHECKING:
    from collections.abc import Iterator

    from station_app.services.desk import Desk
    from station_app.storage.engine import UnitOfWork

DAYS_UNTIL_EXPORT = 7
"""An approval that lies here longer was forgotten; some branches hand over once a week."""
MOST_FINDINGS = 1000
_ORPHAN = "foreign_key"
"""How the file's own check begins to name a row without its parent: the pages are sound, and the rest can be read."""


def check_register(desk: Desk, days: int = DAYS_UNTIL_EXPORT) -> DeepReport:
    """Walk the chain, replay it, and hold the tables against each other.

    `days` may pass until an approval is exported.
    """
    desk.require(Action.VERIFY_JOURNAL)
    damage = desk.store.damage()
    found = [DeepFinding("database_damaged", each) for each in damage]
    if any(not each.startswith(_ORPHAN) for each in damage):
        return DeepReport(0, "", tuple(found))  # what a broken page gives nobody should believe
    with desk.store.read() as uow:
        walked = walk.verify(uow, verify)
        found += [DeepFinding("journal_damaged", problem) for problem in walked.problems]
        found += list(_faults(uow, desk, days))
    found += [DeepFinding("table_differs", problem) for problem in rebuild.rebuild(desk.store).problems]
    return DeepReport(walked.entries, walked.head, tuple(found[:MOST_FINDINGS]))


def _faults(uow: UnitOfWork, desk: Desk, days: int) -> Iterator[DeepFinding]:
    code = desk.site.code
    yield from consistency.registration_faults(uow, code)
    yield from consistency.head_faults(uow)
    yield from consistency.count_faults(uow)
    yield from consistency.paper_faults(uow, code)
    yield from consistency.draft_faults(uow, code)
    yield from crossings.crossed(uow)
    if desk.site.kind is SiteKind.STATION and sites.all_trusted(uow):
        yield from consistency.export_faults(uow, code, desk.now() - timedelta(days=days))
    blobs = BlobStore(desk.home.blobs, desk.blob_key, desk.unlocked.earlier_blob_keys)
    for digest, case_no in (*consistency.scans(uow), *crossings.paper_scans(uow)):
        if not blobs.has(digest):
            yield DeepFinding("scan_without_file", case_no, details={"digest": digest[:12]})
