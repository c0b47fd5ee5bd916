"""What the QR code on a page says, and how it proves the page: a digest of the stated facts, signed by the site.

The text holds no name and no ID number, only form, number (of a case or a notice), the site that printed it, whether it
is practice, the revision of the facts (the journal entry that holds them), which printing of them it is, page and
pages, the digest and the signature. Whoever has the record and the site's public key can check it offline; this module
checks neither.

    TSHJ2/TS-HJ-01V1/620502001-20261116-HJ0007/620502001/R/57/1/1/2/<32 hex>/<103 base32>

All of it is in QR's alphanumeric mode, which keeps the code small. The codes of the first programs (`TSHJ1`) named no
revision, printing and page; they are still read.
"""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING

import msgspec

from printing.own_papers import OWN_PAPERS
from printing.page_codes import FIRST, Codes
from printing.registry import PAPERS, About

if TYPE_CHECKING:
    from collections.abc import Callable

    from printing.registry import PaperContext, Seal, Stated

LONGEST = 600
_MAGIC = "TSHJ2"
_FIRST_MAGIC = "TSHJ1"
_DIGEST_FIGURES = 32
_ABOUT = r"(?P<form>[A-Z0-9-]{1,24})/(?P<number>[A-Z0-9-]{1,48})/(?P<site>[A-Z0-9-]{1,24})/(?P<practice>[PR])"
_COUNTED = (
    r"(?P<revision>0|[1-9][0-9]{0,9})/(?P<printing>[1-9][0-9]{0,5})"
    r"/(?P<page>[1-9][0-9]{0,3})/(?P<pages>[1-9][0-9]{0,3})"
)
_PROVEN = r"(?P<digest>[0-9A-F]{32})/(?P<signature>[A-Z2-7]{103})"
_SHAPES = (
    re.compile(f"(?P<magic>{_MAGIC})/{_ABOUT}/{_COUNTED}/{_PROVEN}"),
    re.compile(f"(?P<magic>{_FIRST_MAGIC})/{_ABOUT}/{_PROVEN}"),
)


class PaperCode(msgspec.Struct, frozen=True):
    """What a QR code says; nothing of it is proven yet. `paper` is the name belonging to the form and edition.

    `signed` are the bytes that the signature stands for. A code of the first programs has 0 as `printing`, `page` and
    `pages`, and its `revision` is not known.
    """

    paper: str
    form: str
    number: str
    site: str
    practice: bool
    digest: str
    signature: bytes
    signed: bytes
    revision: int = 0
    printing: int = 0
    page: int = 0
    pages: int = 0

    @property
    def own(self) -> bool:
        """Whether it is a paper of the desk: its number is nobody's."""
        return self.paper in OWN_PAPERS

    @property
    def about(self) -> About:
        """Whose number it is, of a paper that is not the desk's own: a case's, a one-time notice's or a permit's."""
        return PAPERS[self.paper].about

    @property
    def counted(self) -> bool:
        """Whether it says which revision, printing and page it is; the codes of the first programs do not."""
        return self.printing > 0


def facts(paper: str, record: Stated) -> bytes:
    """Give what `paper` states as canonical JSON. Holds personal data: hash it, keep it nowhere."""
    return msgspec.json.encode(PAPERS[paper].facts(record), order="deterministic")


def facts_digest(paper: str, record: Stated) -> str:
    """Give the digest of the facts as it stands in the code: the first 128 bits of SHA-256 in capital hexadecimals."""
    return _digest(facts(paper, record))


def own_digest(stated: object) -> str:
    """Give the digest of what a paper of the desk states (a JSON-able object), as it stands in the code."""
    return _digest(msgspec.json.encode(stated, order="deterministic"))


def _digest(told: bytes) -> str:
    return hashlib.sha256(told).hexdigest()[:_DIGEST_FIGURES].upper()


def own_codes(
    paper: str, number: str, stated: object, context: PaperContext, *, practice: bool, revision: int
) -> Codes:
    """Give the codes of a paper of the desk; its printings are not counted: a list is made anew whenever one is wanted.

    `number` names it, `revision` is the entry that holds what it states (0: no single one does).
    """
    named = number.upper()
    flags = "P" if practice else "R"
    about = "/".join((_MAGIC, OWN_PAPERS[paper].form, named, context.site, flags, str(revision), str(FIRST)))
    return Codes(named, _signed(about, own_digest(stated), context.seal))


def texts(paper: str, record: Stated, context: PaperContext, printing: int = FIRST) -> Callable[[int, int], str]:
    """Give what composes the text of each page's code; the seal signs it (Ed25519, 64 bytes)."""
    kind = PAPERS[paper]
    practice = "P" if record.practice else "R"
    site, revision = context.site or record.site, kind.revision(record)
    about = "/".join((_MAGIC, kind.form, record.number, site, practice, str(revision), str(printing)))
    return _signed(about, facts_digest(paper, record), context.seal)


def _signed(about: str, digest: str, seal: Seal) -> Callable[[int, int], str]:
    def text(page: int, pages: int) -> str:
        unsigned = f"{about}/{page}/{pages}/{digest}"
        return f"{unsigned}/{_base32(seal(unsigned.encode('ascii')))}"

    return text


def parse(text: str) -> PaperCode | None:
    """Read the text of a code; None if it is not exactly one of ours, or of a form this version does not know."""
    if len(text) > LONGEST:
        return None
    found = next((shape for each in _SHAPES if (shape := each.fullmatch(text))), None)
    if found is None:
        return None
    forms = {each.form: each.name for each in PAPERS.values()} | {each.form: each.name for each in OWN_PAPERS.values()}
    paper = forms.get(found["form"])
    signature = _signature(found["signature"])
    if paper is None or signature is None:
        return None
    said = found.groupdict()
    counted = {name: int(said[name]) for name in ("revision", "printing", "page", "pages") if name in said}
    if counted and counted["page"] > counted["pages"]:
        return None
    return PaperCode(
        paper,
        found["form"],
        found["number"],
        found["site"],
        found["practice"] == "P",
        found["digest"],
        signature,
        text.rpartition("/")[0].encode("ascii"),
        **counted,
    )


def _base32(raw: bytes) -> str:
    return base64.b32encode(raw).decode("ascii").rstrip("=")


def _signature(text: str) -> bytes | None:
    """Read 64 bytes from 103 figures; None if the last figure holds stray bits, so that a code has one spelling."""
    signature = base64.b32decode(text + "=")
    return signature if _base32(signature) == text else None
