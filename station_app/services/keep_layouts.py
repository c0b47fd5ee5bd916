"""Use cases: propose a layout, adopt it, put it aside; see what there is.

Two officers: one proposes, another looks at it and adopts. Where nobody else could, one may do both and say why; the
journal keeps that. A file is read once, when it is proposed; from then on its text lies in the journal, and whatever
becomes of the file, papers are drawn by what was adopted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from station_app.domain.authority import Action, permits
from station_app.domain.layouts import LARGEST, DroppedFile, Fault, LayoutStanding, LayoutVerdict, StoredLayout, unfit
from station_app.errors import RefusedError
from station_app.files import read_plain
from station_app.journal import chain
from station_app.journal.layout_entries import LayoutAdopted, LayoutProposed, LayoutWithdrawn
from station_app.services.written import refuse_unfit
from station_app.storage import layouts, officers

if TYPE_CHECKING:
    from pathlib import Path

    from station_app.journal.layout_entries import LayoutPayload
    from station_app.services.desk import Desk
    from station_app.storage.engine import UnitOfWork

SUFFIX = ".toml"
_MOST_FILES = 50
_NOT_A_FILE = LayoutVerdict("", faults=(Fault("not_a_file"),))


class Layouts(msgspec.Struct, frozen=True):
    """What there is: by what each paper is drawn now, everything ever proposed, and the files that lie in the folder.

    `folder` is where files are looked for; it is not there before somebody makes it.
    """

    folder: str
    in_force: dict[str, StoredLayout]
    stored: tuple[StoredLayout, ...]
    files: tuple[DroppedFile, ...]


def list_layouts(desk: Desk) -> Layouts:
    """Give everything there is, each file in the folder with its verdict. Stores nothing."""
    from printing.layouts.check import check  # noqa: PLC0415 - ReportLab takes 0.35 s to import
    from printing.layouts.offers import OFFERS  # noqa: PLC0415 - as above

    desk.require(Action.SETTINGS)
    with desk.store.read() as uow:
        stored = tuple(each for paper in OFFERS for each in layouts.stored(uow, paper))
        used = {paper: found for paper in OFFERS if (found := layouts.in_force(uow, paper, desk.site.code))}
    own = [each for each in stored if each.site == desk.site.code]
    files = []
    for path in _files(desk.home.layouts):
        raw = _read(path)
        files.append(_dropped(path.name, check(raw)[1] if raw is not None else _NOT_A_FILE, own))
    return Layouts(str(desk.home.layouts), used, stored, tuple(files))


def propose_layout(desk: Desk, raw: bytes) -> StoredLayout:
    """Propose the layout in a file, for somebody else to adopt.

    Raises:
        RefusedError: `layout_unfit` - with every fault; `layout_known`; `layout_edition_used` - another layout of this
            paper has that edition, and the edition stands on the paper. Nothing was stored.
    """
    from printing.layouts.check import check  # noqa: PLC0415 - as above

    desk.require(Action.PROPOSE_LAYOUTS)
    layout, verdict = check(raw)
    if layout is None:
        raise unfit(verdict)
    text = raw.decode("utf-8-sig")
    digest = verdict.sha256
    with desk.store.write() as uow:
        for each in _own(uow, desk, verdict.paper):
            if each.sha256 == digest and each.standing is not LayoutStanding.WITHDRAWN:
                raise RefusedError("layout_known", edition=each.edition)
            if each.sha256 != digest and each.edition == verdict.edition:
                raise RefusedError("layout_edition_used", edition=each.edition)
        said = LayoutProposed(verdict.paper, verdict.edition, verdict.kind, verdict.stock, text, digest)
        _append(uow, desk, said)
        made = _found(uow, desk, verdict.paper, verdict.edition)
        uow.commit()
    return made


def adopt_layout(desk: Desk, paper: str, edition: str, alone: str = "") -> StoredLayout:
    """Adopt a proposed layout; from now on this site draws the paper by it. `alone`: why the proposer does it, too.

    Raises:
        RefusedError: `layout_missing`; `layout_not_proposed`; `layout_needs_another` - somebody else here could look at
            it; `layout_alone_reason_missing` - nobody else could; `text_unfit`; `layout_unfit`. Nothing was stored.
    """
    from printing.layouts.check import check  # noqa: PLC0415 - as above

    desk.require(Action.ADOPT_LAYOUTS)
    refuse_unfit(alone)
    with desk.store.write() as uow:
        wanted = _found(uow, desk, paper, edition)
        if wanted.standing is not LayoutStanding.PROPOSED:
            raise RefusedError("layout_not_proposed", edition=edition)
        own = wanted.proposed_by == desk.officer.badge
        if own and (others := _who_else(uow, desk)):
            raise RefusedError("layout_needs_another", names="、".join(others))
        if own and not alone.strip():
            raise RefusedError("layout_alone_reason_missing")
        layout, verdict = check(wanted.text.encode("utf-8"))
        if layout is None:
            raise unfit(verdict)
        _append(uow, desk, LayoutAdopted(paper, wanted.sha256, alone.strip() if own else ""))
        made = _found(uow, desk, paper, edition)
        uow.commit()
    return made


def withdraw_layout(desk: Desk, paper: str, edition: str, reason: str) -> StoredLayout:
    """Put a layout aside, proposed or adopted; the paper is drawn as it is built in, or by the county's layout.

    The county's is named like the own ones; it is put aside for this site only.

    Raises:
        RefusedError: `layout_missing`; `layout_withdrawn_already`; `layout_reason_missing`; `text_unfit`.
    """
    desk.require(Action.ADOPT_LAYOUTS)
    refuse_unfit(reason)
    if not reason.strip():
        raise RefusedError("layout_reason_missing")
    with desk.store.write() as uow:
        wanted = _found(uow, desk, paper, edition)
        if wanted.standing is LayoutStanding.WITHDRAWN:
            raise RefusedError("layout_withdrawn_already", edition=edition)
        _append(uow, desk, LayoutWithdrawn(paper, wanted.sha256, wanted.site, reason.strip()))
        uow.commit()
    return msgspec.structs.replace(wanted, standing=LayoutStanding.WITHDRAWN, reason=reason.strip())


def dropped_layout(desk: Desk, name: str) -> bytes:
    """Give the bytes of a file in the folder, by its name there.

    Raises:
        RefusedError: `layout_file_missing` - there is no such ordinary file.
    """
    desk.require(Action.SETTINGS)
    found = next((path for path in _files(desk.home.layouts) if path.name == name), None)
    raw = _read(found) if found is not None else None
    if raw is None:
        raise RefusedError("layout_file_missing", file=name[:60])
    return raw


def _dropped(name: str, verdict: LayoutVerdict, own: list[StoredLayout]) -> DroppedFile:
    same = next((each for each in own if each.sha256 == verdict.sha256), None)
    altered = same is None and any((each.paper, each.edition) == (verdict.paper, verdict.edition) for each in own)
    return DroppedFile(name, verdict, same.standing if same else None, altered)


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.suffix.lower() == SUFFIX)[:_MOST_FILES]
    except OSError:
        return []


def _read(path: Path) -> bytes | None:
    try:
        return read_plain(path, LARGEST + 1)
    except OSError:
        return None


def _own(uow: UnitOfWork, desk: Desk, paper: str) -> list[StoredLayout]:
    return [each for each in layouts.stored(uow, paper) if each.site == desk.site.code]


def _found(uow: UnitOfWork, desk: Desk, paper: str, edition: str) -> StoredLayout:
    """Give the layout of that edition: the newest own one, else the one of the county that holds here."""
    own = [each for each in _own(uow, desk, paper) if each.edition == edition]
    above = layouts.in_force(uow, paper, desk.site.code)
    found = own[-1] if own else above if above is not None and above.edition == edition else None
    if found is None:
        raise RefusedError("layout_missing", paper=paper[:40], edition=edition[:40])
    return found


def _who_else(uow: UnitOfWork, desk: Desk) -> tuple[str, ...]:
    """Name the officers of this site, but for this one, who may adopt."""
    return tuple(
        each.name
        for each in officers.listing(uow)
        if each.badge != desk.officer.badge and permits(each.roles, Action.ADOPT_LAYOUTS)
    )


def _append(uow: UnitOfWork, desk: Desk, said: LayoutPayload) -> None:
    about = layouts.subject(said.paper)
    chain.append(uow, site=desk.site.code, officer=desk.officer.badge, subject=about, payload=said, at=desk.now())
