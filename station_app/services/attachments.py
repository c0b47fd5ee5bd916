"""Scans that belong to documents: checked, hashed, encrypted beside the database.

A blob is written before the transaction that names it: a crash leaves an unnamed blob, never a name without a blob.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import msgspec

from station_app.domain.findings import Finding, Severity
from station_app.errors import RefusedError
from station_app.journal.entries import Attachment
from station_app.storage.blobs import BlobStore

if TYPE_CHECKING:
    from pathlib import Path

    from station_app.domain.case_file import CaseFile
    from station_app.services.desk import Desk

LARGEST = 20 << 20
"""Bytes of one scan; a colour A4 page at 300 dpi as JPEG takes about 1 MiB."""

_SIGNATURES = {
    b"%PDF-": "application/pdf",
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"II*\x00": "image/tiff",
    b"MM\x00*": "image/tiff",
}


def attachment_findings(case: CaseFile, folder: Path | None) -> tuple[Finding, ...]:
    """Look at the files that the documents name, keep nothing; a finding for each that can't be taken."""
    looked = ((index, document.attachment) for index, document in enumerate(case.documents) if document.attachment)
    problems = ((index, _read(folder, name)[2]) for index, name in looked)
    return tuple(
        Finding(Severity.ERROR, problem, f"documents[{index}].attachment") for index, problem in problems if problem
    )


def keep_attachments(desk: Desk, case: CaseFile, folder: Path | None) -> tuple[CaseFile, tuple[Attachment, ...]]:
    """Encrypt the files that the documents name; give the case with SHA-256 in place of names, and the list of files.

    Raises:
        RefusedError: `case_not_acceptable` with a finding for each missing, oversized or unknown file.
    """
    if not any(document.attachment for document in case.documents):
        return case, ()
    findings: list[Finding] = []
    files: dict[str, Attachment] = {}
    documents = []
    blobs = BlobStore(desk.home.blobs, desk.blob_key)
    for index, document in enumerate(case.documents):
        if document.attachment is None:
            documents.append(document)
            continue
        content, media_type, problem = _read(folder, document.attachment)
        if problem:
            findings.append(Finding(Severity.ERROR, problem, f"documents[{index}].attachment"))
            continue
        digest = hashlib.sha256(content).hexdigest()
        blobs.put(digest, content)
        files[digest] = Attachment(digest, len(content), media_type)
        documents.append(msgspec.structs.replace(document, attachment=digest))
    if findings:
        raise RefusedError("case_not_acceptable", findings)
    return msgspec.structs.replace(case, documents=tuple(documents)), tuple(files.values())


def _read(folder: Path | None, name: str) -> tuple[bytes, str, str]:
    """Read one named scan; gives (content, media type, code of the problem or nothing). Names never leave `folder`."""
    problem = _name_problem(folder, name)
    if folder is None or problem:
        return b"", "", problem
    try:
        with (folder / name).open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError:
        return b"", "", "attachment_missing"
    if len(content) > LARGEST:
        return b"", "", "attachment_too_large"
    media_type = next((kind for start, kind in _SIGNATURES.items() if content.startswith(start)), "")
    return content, media_type, "" if media_type else "attachment_kind"


def _name_problem(folder: Path | None, name: str) -> str:
    if folder is None:
        return "attachment_folder_missing"
    if not name or name.startswith(".") or any(character in name for character in "/\\:\0"):
        return "attachment_name"
    path = folder / name
    try:
        return "" if path.is_file() and not path.is_symlink() else "attachment_missing"
    except OSError:  # a name longer than the file system takes
        return "attachment_missing"
