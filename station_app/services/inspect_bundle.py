"""Use case: say what a bundle, a receipt or a digest says of itself, and whether it is whole. Decrypts nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from station_app.errors import DamagedError
from station_app.exchange import acknowledgement, digest
from station_app.exchange.bundle import opened
from station_app.exchange.sorts import Sort, refuse_others
from station_app.storage import sites

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from station_app.services.desk import Desk


def inspect_bundle(path: Path, desk: Desk | None) -> dict[str, object]:
    """Give the manifest's facts, with `signature` (`valid`, or `sender_unknown`) and `for_us`.

    `desk` is None where no site is open; every sender is then unknown and `for_us` is None. What is given back is
    whole: every member has the bytes the manifest lists.

    Raises:
        DamagedError: `bundle_malformed`, `bundle_too_large`, `bundle_damaged`; `bundle_forged` - not signed by the site
            it names; `acknowledgement_damaged`, `acknowledgement_forged`,
            `digest_damaged`, `digest_forged`.
        RefusedError: `file_is_request`, `file_is_enrolment` - files about sites, not sent from one to another.
        DeviceError: `medium_unreadable`.
    """
    refuse_others(path, Sort.BUNDLE, Sort.ACKNOWLEDGEMENT, Sort.DIGEST)
    if digest.looks_like_one(path):
        read = digest.read_digest(path)
        signature = _signature(desk, read.cover.sender, read.signed_by)
        if signature == "invalid":
            raise DamagedError("digest_forged", site=read.cover.sender)
        read.check_sealed()
        return {**_plain(read.cover), "signature": signature, "for_us": _for_us(desk, read.cover.receiver)}
    if acknowledgement.looks_like_one(path):
        receipt = acknowledgement.read_file(path)
        facts = receipt.facts
        signature = _signature(desk, facts.sender, receipt.signed_by)
        if signature == "invalid":
            raise DamagedError("acknowledgement_forged", site=facts.sender)
        return {**_plain(facts), "signature": signature, "for_us": _for_us(desk, facts.receiver)}
    with opened(path) as bundle:
        manifest = bundle.manifest
        signature = _signature(desk, manifest.sender, bundle.signed_by)
        if signature == "invalid":
            raise DamagedError("bundle_forged", site=manifest.sender)
        bundle.check_members()
    for_us = _for_us(desk, manifest.receiver)
    return {**_plain(manifest), "signature": signature, "for_us": for_us}


def _plain(facts: msgspec.Struct) -> dict[str, object]:
    plain: dict[str, object] = msgspec.to_builtins(facts)
    return plain


def _signature(desk: Desk | None, sender: str, signed_by: Callable[[str], bool]) -> str:
    if desk is None:
        return "sender_unknown"
    with desk.store.read() as uow:
        key = sites.signing_key(uow, sender)
    if key is None:
        return "sender_unknown"
    return "valid" if signed_by(key) else "invalid"


def _for_us(desk: Desk | None, receiver: str) -> bool | None:
    return None if desk is None else receiver == desk.site.code
