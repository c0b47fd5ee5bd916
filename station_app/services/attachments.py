"""Scans that belong to documents: cleaned, hashed, encrypted beside the database.

A document names a scan by the name of a file in a folder that was given, or by the SHA-256 of a scan that this desk
keeps already. What is kept is never the file that came but the clean scan made of it (`imaging`). A blob is written
before the transaction that names it: a crash leaves an unnamed blob, never a name without a blob.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from station_app.domain.findings import Finding, Severity
from station_app.domain.scans import KeptScan
from station_app.errors import DamagedError
from station_app.files import read_plain
from station_app.imaging.apart import clean_apart
from station_app.imaging.kinds import LARGEST_RAW, CleanScan, UnfitScanError, kind_of
from station_app.journal.case_entries import Attachment
from station_app.storage.blobs import BlobStore, is_digest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from station_app.domain.case_file import CaseDocument, CaseFile
    from station_app.services.desk import Desk


BASIS = "档案法 第三十七条"
"""An electronic record has a reliable source, a proper procedure and all its parts; else it is none."""


class GatheredScans(NamedTuple):
    """The scans that a case names, clean and in memory; nothing is kept of them yet."""

    scans: dict[str, CleanScan]
    findings: tuple[Finding, ...]


def blobs_of(desk: Desk) -> BlobStore:
    """Give the encrypted store of the desk's scans."""
    return BlobStore(desk.home.blobs, desk.blob_key, desk.unlocked.earlier_blob_keys)


def keep_scan(desk: Desk, raw: bytes) -> KeptScan:
    """Clean a file and keep it in the tray: encrypted, known by its hash, belonging to no document yet.

    Raises:
        UnfitScanError: It is no scan that may be kept; nothing was stored.
        DeviceError: `disk_full`.
    """
    scan = clean_apart(raw)
    digest = hashlib.sha256(scan.content).hexdigest()
    blobs = blobs_of(desk)
    blobs.put(digest, scan.content)
    blobs.wait(digest)
    return KeptScan(digest, scan.media_type, len(scan.content), scan.pages)


def kept_scan(blobs: BlobStore, digest: str) -> KeptScan:
    """Say what a scan that is kept is.

    Raises:
        DamagedError: `blob_missing`, `blob_damaged`, `scan_unreadable`.
    """
    from station_app.imaging.drawing import page_count  # noqa: PLC0415 - loads PDFium, which most cases need not

    content = blobs.get(digest)
    return KeptScan(digest, kind_of(content), len(content), page_count(content))


def gather_attachments(desk: Desk, case: CaseFile, folder: Path | None) -> GatheredScans:
    """Read and clean the scans that the documents name, keep nothing; a finding for each that can't be taken."""
    scans: dict[str, CleanScan] = {}
    findings: list[Finding] = []
    blobs = blobs_of(desk)
    for where, name in _named(case):
        if name in scans:
            continue
        try:
            scans[name] = _gather(blobs, folder, name)
        except UnfitScanError as problem:
            findings.append(Finding(Severity.ERROR, problem.code, where, BASIS))
    return GatheredScans(scans, tuple(findings))


def keep_attachments(desk: Desk, case: CaseFile, gathered: GatheredScans) -> tuple[CaseFile, tuple[Attachment, ...]]:
    """Encrypt what was gathered; give the case with SHA-256 in place of names, and the list of scans.

    Raises:
        DeviceError: `disk_full`.
    """
    if not gathered.scans:
        return case, ()
    blobs = blobs_of(desk)
    digests: dict[str, str] = {}
    files: dict[str, Attachment] = {}
    for name, scan in gathered.scans.items():
        digest = hashlib.sha256(scan.content).hexdigest()
        blobs.put(digest, scan.content)
        digests[name] = digest
        files[digest] = Attachment(digest, len(scan.content), scan.media_type)
    documents = tuple(_renamed(document, digests) for document in case.documents)
    return msgspec.structs.replace(case, documents=documents), tuple(files.values())


def settle_attachments(desk: Desk, files: tuple[Attachment, ...]) -> None:
    """Take the scans that an accepted case names out of the tray."""
    blobs = blobs_of(desk)
    for file in files:
        blobs.settle(file.sha256)


def _named(case: CaseFile) -> Iterator[tuple[str, str]]:
    """Give (path in the case file, name) of every scan."""
    for index, document in enumerate(case.documents):
        if document.attachment:
            yield f"documents[{index}].attachment", document.attachment
        for place, name in enumerate(document.attachments):
            yield f"documents[{index}].attachments[{place}]", name


def _renamed(document: CaseDocument, digests: dict[str, str]) -> CaseDocument:
    """Put digests for names; one scan is listed once, the first under `attachment`."""
    scans = list(dict.fromkeys(digests[name] for name in document.scans))
    return msgspec.structs.replace(document, attachment=scans[0] if scans else None, attachments=tuple(scans[1:]))


def _gather(blobs: BlobStore, folder: Path | None, name: str) -> CleanScan:
    """Get one named scan: one that is kept here, or the file of that name. Names never leave `folder`."""
    if blobs.has(name):
        try:
            kept = kept_scan(blobs, name)
            return CleanScan(blobs.get(name), kept.media_type, kept.pages)
        except DamagedError as problem:
            raise UnfitScanError("attachment_damaged") from problem
    problem_code = _name_problem(folder, name)
    if folder is None or problem_code:
        raise UnfitScanError(problem_code)
    try:
        raw = read_plain(folder / name, LARGEST_RAW + 1)
    except (OSError, ValueError) as problem:
        raise UnfitScanError("attachment_missing") from problem
    return clean_apart(raw)


def _name_problem(folder: Path | None, name: str) -> str:
    if folder is None:
        return "attachment_missing" if is_digest(name) else "attachment_folder_missing"
    if not name or name.startswith(".") or any(character in name for character in "/\\:\0"):
        return "attachment_name"
    return ""
