"""What the QR code on a paper says, and how it proves the paper: a digest of the stated facts, signed by the site.

The text holds no name and no ID number, only form, number (of a case or a notice), site, whether it is practice, the
digest and the signature. Whoever has the record and the site's public key can check it offline; this module
checks neither.

    TSHJ1/TS-HJ-01V1/620502001-20261116-HJ0007/620502001/R/<32 hex>/<103 base32>

All of it is in QR's alphanumeric mode, which keeps the code small.
"""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING

import msgspec

from printing.registry import PAPERS

if TYPE_CHECKING:
    from printing.registry import Seal, Stated

LONGEST = 600
_MAGIC = "TSHJ1"
_DIGEST_FIGURES = 32
_SHAPE = re.compile(
    r"(?P<magic>TSHJ1)/(?P<form>[A-Z0-9-]{1,24})/(?P<number>[A-Z0-9-]{1,48})/(?P<site>[A-Z0-9-]{1,24})"
    r"/(?P<practice>[PR])/(?P<digest>[0-9A-F]{32})/(?P<signature>[A-Z2-7]{103})"
)


class PaperCode(msgspec.Struct, frozen=True):
    """What a QR code says; nothing of it is proven yet. `paper` is the name belonging to the form and edition."""

    paper: str
    form: str
    number: str
    site: str
    practice: bool
    digest: str
    signature: bytes

    @property
    def of_notice(self) -> bool:
        """Whether the number is a one-time notice's; otherwise it is a case's."""
        return PAPERS[self.paper].of_notice


def facts(paper: str, record: Stated) -> bytes:
    """Give what `paper` states as canonical JSON. Holds personal data: hash it, keep it nowhere."""
    return msgspec.json.encode(PAPERS[paper].facts(record), order="deterministic")


def facts_digest(paper: str, record: Stated) -> str:
    """Give the digest of the facts as it stands in the code: the first 128 bits of SHA-256 in capital hexadecimals."""
    return hashlib.sha256(facts(paper, record)).hexdigest()[:_DIGEST_FIGURES].upper()


def compose(paper: str, record: Stated, seal: Seal) -> str:
    """Give the text of the paper's code; `seal` signs it (Ed25519, 64 bytes)."""
    kind = "P" if record.practice else "R"
    unsigned = "/".join((_MAGIC, PAPERS[paper].form, record.number, record.site, kind, facts_digest(paper, record)))
    return f"{unsigned}/{_base32(seal(unsigned.encode('ascii')))}"


def parse(text: str) -> PaperCode | None:
    """Read the text of a code; None if it is not exactly one of ours, or of a form this version does not know."""
    if len(text) > LONGEST:
        return None
    found = _SHAPE.fullmatch(text)
    paper = next((name for name, each in PAPERS.items() if found and each.form == found["form"]), None)
    signature = _signature(found["signature"]) if found else None
    if not found or paper is None or signature is None:
        return None
    return PaperCode(
        paper, found["form"], found["number"], found["site"], found["practice"] == "P", found["digest"], signature
    )


def signed_part(code: PaperCode) -> bytes:
    """Give the bytes the signature stands for."""
    kind = "P" if code.practice else "R"
    return "/".join((_MAGIC, code.form, code.number, code.site, kind, code.digest)).encode("ascii")


def _base32(raw: bytes) -> str:
    return base64.b32encode(raw).decode("ascii").rstrip("=")


def _signature(text: str) -> bytes | None:
    """Read 64 bytes from 103 figures; None if the last figure holds stray bits, so that a code has one spelling."""
    signature = base64.b32decode(text + "=")
    return signature if _base32(signature) == text else None
