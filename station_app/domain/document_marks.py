"""What a presented document shows of itself: kind, holder, number, dates. `documents` says whether it is needed."""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from resources import folder
from station_app import texts
from station_app.domain.codes import table
from station_app.domain.findings import VERIFIED, Finding, Severity
from station_app.domain.policy import known_kinds
from station_app.domain.vocabulary import DocumentOutcome, Presented

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from station_app.domain.case_file import CaseDocument, CaseFile

_IDENTITY_CARDS = frozenset({"111", "112"})
_TIDY = re.compile(r"[0-9A-Z]*", re.ASCII)


def document_name(kind: str) -> str:
    """Give the name of a document kind in the language of this process; Chinese where no other is known."""
    key = f"document.{kind}"
    if texts.known(key):
        return texts.say(key)
    known = table("document_kind").get(kind)
    return known.label if known else kind


def mark_findings(case: CaseFile, on: date, unasked: frozenset[str] = frozenset()) -> Iterator[Finding]:
    """Say what is wrong with each document by itself, as seen on `on`.

    A document of the kinds `unasked` may not be demanded, so nothing on it may stop a case either: it only warns.
    """
    for index, document in enumerate(case.documents):
        where = f"documents[{index}]"
        yield from _holder_findings(case, document, where)
        for finding in _findings_on_it(case, document, where, on):
            stops = finding.severity in {Severity.ERROR, Severity.CONFIRM} and document.kind in unasked
            yield msgspec.structs.replace(finding, severity=Severity.WARNING) if stops else finding


def _findings_on_it(case: CaseFile, document: CaseDocument, where: str, on: date) -> Iterator[Finding]:
    yield from _number_findings(case, document, where)
    yield from _date_findings(document, where, on)
    yield from _outcome_findings(document, where)
    if document.kind in _IDENTITY_CARDS and document.presented is Presented.COPY:
        yield _finding(Severity.WARNING, "document_only_copied", f"{where}.presented", document)


def _outcome_findings(document: CaseDocument, where: str) -> Iterator[Finding]:
    """What the officer saw: a paper that differs from the facts needs a reason, one nobody could compare a second look.

    A card that shows somebody else is no paper of this person at all.
    """
    if document.presented in {None, Presented.COMMITMENT}:
        return
    if document.outcome is DocumentOutcome.DIFFERS:
        severity = Severity.ERROR if document.kind in _IDENTITY_CARDS else Severity.CONFIRM
        yield _finding(severity, "document_differs", f"{where}.outcome", document, VERIFIED)
    elif document.outcome is DocumentOutcome.UNVERIFIED:
        yield _finding(Severity.WARNING, "document_unverified", f"{where}.outcome", document, VERIFIED)


def _finding(severity: Severity, code: str, where: str, document: CaseDocument, basis: str = VERIFIED) -> Finding:
    return Finding(severity, code, where, basis, {"document": document_name(document.kind or "")})


def _holder_findings(case: CaseFile, document: CaseDocument, where: str) -> Iterator[Finding]:
    if document.kind is not None and document.kind not in known_kinds():
        yield _finding(Severity.ERROR, "document_kind_unknown", f"{where}.kind", document, "GA/T 517")
    if document.holder is not None and not 0 <= document.holder < len(case.family):
        yield _finding(Severity.ERROR, "document_holder_unknown", f"{where}.holder", document)
    for place, person in enumerate(document.also):
        if not 0 <= person < len(case.family):
            yield _finding(Severity.ERROR, "document_holder_unknown", f"{where}.also[{place}]", document)


def _number_findings(case: CaseFile, document: CaseDocument, where: str) -> Iterator[Finding]:
    if not document.number or document.kind is None:
        return
    number = _plain(document.number)
    patterns = _patterns().get(document.kind, ())
    if patterns and not any(pattern.fullmatch(number) for pattern in patterns):
        severity = Severity.ERROR if document.kind in _IDENTITY_CARDS else Severity.WARNING
        yield _finding(severity, "document_number_format", f"{where}.number", document, "GA/T 517")
    holder = document.holder
    if document.kind in _IDENTITY_CARDS and holder is not None and 0 <= holder < len(case.family):
        # An agent is no member of the family; their card is listed under the applicant they act for.
        expected = {_plain(one) for one in (case.family[holder].id_number, case.agent and case.agent.id_number) if one}
        if case.family[holder].id_number and number not in expected:
            yield _finding(Severity.ERROR, "document_number_differs", f"{where}.number", document, "居民身份证法第3条")


def _date_findings(document: CaseDocument, where: str, on: date) -> Iterator[Finding]:
    issued, expires = document.issued, document.expires_on
    if issued is not None and issued > on:
        yield _finding(Severity.ERROR, "document_issued_later", f"{where}.issued", document)
    if expires is None:
        return
    if issued is not None and expires < issued:
        yield _finding(Severity.ERROR, "document_dates_crossed", f"{where}.expires", document)
    elif expires < on:
        basis = "居民身份证法第5条" if document.kind in _IDENTITY_CARDS else VERIFIED
        yield _finding(Severity.WARNING, "document_expired", f"{where}.expires", document, basis)


def _plain(number: str) -> str:
    if _TIDY.fullmatch(number):
        return number
    return re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", number)).upper()


@cache
def _patterns() -> dict[str, tuple[re.Pattern[str], ...]]:
    """Give the number formats by kind; the table's own codes (553b, B01) belong to 553 and to 117."""
    found: dict[str, list[re.Pattern[str]]] = {}
    with (folder("codes") / "id_doc_types.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if row["format_regex"]:
                kind = "117" if row["code"] == "B01" else row["code"][:3]
                found.setdefault(kind, []).append(re.compile(row["format_regex"]))
    return {kind: tuple(patterns) for kind, patterns in found.items()}
