"""The one-time notice (一次性告知书, 行政许可法32): everything that stops a case, told at once and in writing.

What blocks is decided by the check; here it is only put into the words of the notice: no blocking demand and no
blocking finding is left out, and nothing else comes in. Pure: numbers and dates are given, papers are drawn elsewhere.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING

import msgspec

from station_app import texts
from station_app.domain.findings import Finding, blocking
from station_app.domain.vocabulary import Business, Route

if TYPE_CHECKING:
    from collections.abc import Mapping

    from station_app.domain.case_file import CaseFile
    from station_app.domain.policy import Pack
    from station_app.domain.records import CheckResult, DocumentDemand

_MISSING_DOCUMENT = "document_missing"
"""The finding that stands for a blocking demand; the notice lists the demand itself."""

_FIELDS = frozenset({"required_missing", "declaration_missing"})
_MEMBER = re.compile(r"family\[(\d+)\]")
_DOCUMENT = re.compile(r"documents\[(\d+)\]")


class NoticeDocument(msgspec.Struct, frozen=True):
    """One document that a one-time notice asks for.

    `rule` is the code of the pack's rule, `kinds` what will do, `asked` the requirement in Chinese as it was printed.
    `holder` is an index into the family, None for the whole family or the agent (`whose`: family, agent, member).
    `working_days` is the time to bring it after acceptance (容缺); 0: not without it.
    """

    rule: str
    kinds: tuple[str, ...]
    whose: str
    holder: int | None
    relationship: str
    asked: str
    basis: str
    working_days: int


class NoticeCorrection(msgspec.Struct, frozen=True):
    """One thing to be corrected or completed at the window: the finding's code and place, and how it was said."""

    code: str
    where: str
    whose: str
    holder: int | None
    relationship: str
    field: str
    said: str
    basis: str


class NoticeAddressee(msgspec.Struct, frozen=True):
    """To whom a notice was given; nobody else is named in it."""

    name: str
    id_number: str | None = None


class NoticeRecord(msgspec.Struct, frozen=True):
    """A one-time notice (一次性告知书): what `one-time-notice` prints, from its journal entry and nothing else.

    `received` is the day the papers came in, `due` the last day for the notice (行政许可法32), `supplement_by` until
    when to come back. `case_no` is the case that was accepted afterwards, `replaced_by` the notice that took its place,
    `revision` the number of the entry that holds it.
    """

    notice_no: str
    site: str
    site_name: str
    practice: bool
    at: datetime
    officer: str
    officer_name: str
    draft_id: str
    business: Business
    route: Route
    applicant: NoticeAddressee
    received: date
    due: date
    supplement_by: date
    pack: str
    documents: tuple[NoticeDocument, ...]
    corrections: tuple[NoticeCorrection, ...]
    never_asked: tuple[str, ...]
    case_no: str | None = None
    replaced_by: str | None = None
    revision: int = 0

    @property
    def number(self) -> str:
        """The number its papers carry."""
        return self.notice_no

    @property
    def stated_at(self) -> datetime:
        """The moment of its facts."""
        return self.at


class NoticeState(msgspec.Struct, frozen=True):
    """Where a notice leads: the draft it was given for, while there is one, or the case accepted from it."""

    notice_no: str
    applicant: str
    draft_id: str | None = None
    case_no: str | None = None
    replaced_by: str | None = None
    site: str = ""


def missing_documents(result: CheckResult, pack: Pack) -> tuple[NoticeDocument, ...]:
    """Give every document whose absence blocks, in the order of the pack."""
    rules = {rule.code: rule for rule in pack.documents}
    found = []
    for demand in result.documents:
        if demand.status == "missing" and demand.blocking:
            rule = rules[demand.rule]
            whose = _whose_document(demand, agent=rule.per == "agent")
            found.append(
                NoticeDocument(
                    rule=rule.code,
                    kinds=rule.kinds,
                    whose=whose,
                    holder=demand.holder,
                    relationship=_relationship(result.case, demand.holder),
                    asked=rule.title.zh,
                    basis=rule.basis,
                    working_days=rule.days_to_follow,
                )
            )
    return tuple(dict.fromkeys(found))  # a second spouse, who is a mistake, needs no second line


def corrections(result: CheckResult, confirmed: Mapping[str, str]) -> tuple[NoticeCorrection, ...]:
    """Give everything else that blocks; to be called while Chinese is spoken, because the paper is Chinese."""
    return tuple(
        _correction(result.case, finding)
        for finding in blocking(result.findings, confirmed)
        if finding.code != _MISSING_DOCUMENT
    )


def adds_to(record: NoticeRecord, documents: tuple[NoticeDocument, ...], found: tuple[NoticeCorrection, ...]) -> bool:
    """Tell whether something is asked for that `record` did not ask for: then it alone will not do any more."""
    told = {(each.rule, each.holder) for each in record.documents}
    said = {(each.code, each.where) for each in record.corrections}
    return any((each.rule, each.holder) not in told for each in documents) or any(
        (each.code, each.where) not in said for each in found
    )


def _whose_document(demand: DocumentDemand, *, agent: bool) -> str:
    if agent:
        return "agent"
    return "family" if demand.holder is None else "member"


def _correction(case: CaseFile, finding: Finding) -> NoticeCorrection:
    whose, holder = _whose(case, finding.where)
    said = f"notice.{finding.code}"
    return NoticeCorrection(
        code=finding.code,
        where=finding.where,
        whose=whose,
        holder=holder,
        relationship=_relationship(case, holder),
        field=str(finding.details.get("label", "")) if finding.code in _FIELDS else "",
        said=texts.say(said) if texts.known(said) else finding.message,
        basis=finding.basis,
    )


def _whose(case: CaseFile, where: str) -> tuple[str, int | None]:
    """Say whom a place in the case file is about."""
    if where.startswith("agent"):
        return "agent", None
    member, document = _MEMBER.match(where), _DOCUMENT.match(where)
    holder = int(member.group(1)) if member else None
    if document and int(document.group(1)) < len(case.documents):
        holder = case.documents[int(document.group(1))].holder
    if holder is None or not 0 <= holder < len(case.family):
        return "family", None
    return "member", holder


def _relationship(case: CaseFile, holder: int | None) -> str:
    return (case.family[holder].relationship or "") if holder is not None else ""
