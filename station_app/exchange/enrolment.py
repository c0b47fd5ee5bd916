"""Getting to know each other without a network: a station's request, a county's answer, both signed by their maker.

A file only carries keys; trust comes from two people comparing the fingerprint. The answer names the key that asked, so
an answer meant for another station, or for a key this station never had, is refused.
"""

from __future__ import annotations

from typing import Literal

from station_app.errors import DamagedError, RefusedError
from station_app.exchange.canonical import Hex64, SiteCode, Strict, seal, unseal
from station_app.exchange.identities import Identity, PublicIdentity, fingerprint, verify

REQUEST_SUFFIX = ".tsrequest"
ENROLMENT_SUFFIX = ".tsenrolment"


class Request(Strict, frozen=True):
    """A site shows who it is."""

    format: Literal["station-app/site-request/1"]
    identity: PublicIdentity


class Enrolment(Strict, frozen=True):
    """A site answers: who it is, and whose request it has enrolled."""

    format: Literal["station-app/site-enrolment/1"]
    identity: PublicIdentity
    enrolled_code: SiteCode
    enrolled_signing_key: Hex64
    enrolled_fingerprint: str


def write_request(identity: Identity, public: PublicIdentity) -> bytes:
    """Give the bytes of this site's request."""
    return seal(identity, "site-request", Request("station-app/site-request/1", public))


def read_request(raw: bytes) -> PublicIdentity:
    """Read another site's request; its signature proves that the maker holds the key it names.

    Raises:
        DamagedError: `site_file_damaged` or `site_file_forged`.
    """
    request, body, signature = unseal(raw, Request, code="site_file_damaged")
    if not verify(request.identity.signing_key, "site-request", body, signature):
        raise DamagedError("site_file_forged")
    return request.identity


def write_enrolment(identity: Identity, public: PublicIdentity, enrolled: PublicIdentity) -> bytes:
    """Give the bytes of the answer to `enrolled`."""
    answer = Enrolment(
        "station-app/site-enrolment/1", public, enrolled.code, enrolled.signing_key, fingerprint(enrolled)
    )
    return seal(identity, "site-enrolment", answer)


def read_enrolment(raw: bytes, asked: PublicIdentity) -> PublicIdentity:
    """Read the answer to the request of `asked` (this site).

    Raises:
        DamagedError: `site_file_damaged` or `site_file_forged`.
        RefusedError: `enrolment_not_for_us` - it answers another request.
    """
    answer, body, signature = unseal(raw, Enrolment, code="site_file_damaged")
    if not verify(answer.identity.signing_key, "site-enrolment", body, signature):
        raise DamagedError("site_file_forged")
    named = (answer.enrolled_code, answer.enrolled_signing_key, answer.enrolled_fingerprint)
    if named != (asked.code, asked.signing_key, fingerprint(asked)):
        raise RefusedError("enrolment_not_for_us", site=answer.enrolled_code)
    return answer.identity
