"""The scans of a draft: which document names which, read and written in its JSON form. No rules, no Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app.domain.vocabulary import Presented
from ui.presenters import intake_content as content_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ui.presenters.intake_content import Content


def of_document(document: Mapping[str, object]) -> tuple[str, ...]:
    """Give the scans of one document, the first one first."""
    first, more = document.get("attachment"), document.get("attachments")
    names = [first, *(more if isinstance(more, list | tuple) else ())]
    return tuple(name for name in names if isinstance(name, str) and name)


def of_entry(content: Content, entry: int | None) -> tuple[str, ...]:
    """Give the scans of the document with index `entry` of the draft."""
    documents = content_of.documents(content)
    return of_document(documents[entry]) if entry is not None and entry < len(documents) else ()


def of_content(content: Content) -> frozenset[str]:
    """Give every scan the draft names."""
    return frozenset(name for document in content_of.documents(content) for name in of_document(document))


def attach(content: Content, kind: str, holder: int | None, scans: Iterable[str]) -> None:
    """Add scans to a document; one that was not noted yet lies on the desk, else it could not be scanned."""
    if content_of.document_at(content, kind, holder) is None:
        content_of.present(content, kind, holder, Presented.ORIGINAL.value)
    entry = content_of.document_at(content, kind, holder)
    if entry is not None:
        _put(content, entry, (*of_entry(content, entry), *scans))


def detach(content: Content, entry: int, scan: str) -> None:
    """Take a scan off a document."""
    _put(content, entry, (name for name in of_entry(content, entry) if name != scan))


def _put(content: Content, entry: int, scans: Iterable[str]) -> None:
    names = list(dict.fromkeys(scans))
    content_of.put(content, f"documents[{entry}].attachment", names[0] if names else None)
    content_of.put(content, f"documents[{entry}].attachments", names[1:] or None)
