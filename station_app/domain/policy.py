"""Dated policy packs: which documents, who decides, how long, on what to refuse, what may never be demanded.

A pack is data (`resources/policy/*.toml`); this module gives it types and refuses a pack that breaks the
policy it claims to carry: clause 二(一)1 of 天政办发〔2020〕5号 lets nobody add a condition to settling.
It does not look at cases; `documents`, `deadlines` and the services do, under the pack of their day.
"""

from __future__ import annotations

import tomllib
import unicodedata
from datetime import date
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Annotated

import msgspec

from station_app import texts
from station_app.domain.codes import table
from station_app.domain.findings import Finding, Severity
from station_app.domain.people import Reckoning
from station_app.domain.vocabulary import Business, Level, Route
from station_app.errors import RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_OWN_KINDS = frozenset({"X01", "X02", "X03", "X04", "X05", "X06", "X07", "X08"})

_GROUND_WORDS = {
    "employment": "就业 劳动合同 劳动关系 用工 在职 工作证明 employ labourcontract laborcontract",
    "social_insurance": "社保 社会保险 参保 养老保险 医保 公积金 socialinsurance socialsecurity",
    "housing": "房产 住房 购房 租房 租赁 房屋 不动产 产权 住所证明 housing titledeed leasecontract tenancy",
    "residence_length": "居住满 住满 居住年限 居住时限 居住期限 连续居住 lengthofresidence yearsofresidence",
}
"""The four grounds clause 1 names, and words that ask for them. They stand here and not only in the packs,
so that no pack can leave one out."""


class Purpose(StrEnum):
    """What a document is for. The last three belong to residence permits (居住证暂行条例 9) only."""

    IDENTITY = "identity"
    REGISTRATION = "registration"
    RELATION = "relation"
    GUARDIANSHIP = "guardianship"
    AGENCY = "agency"
    POVERTY = "poverty"
    ADDRESS = "address"
    DWELLING = "dwelling"
    WORK = "work"
    STUDY = "study"


_SETTLEMENT_KINDS: dict[Purpose, frozenset[str]] = {
    Purpose.IDENTITY: frozenset({"111", "112", "113", "114", "115", "117", "414", "X04", "X08"}),
    Purpose.REGISTRATION: frozenset({"113", "X06"}),
    Purpose.RELATION: frozenset({"113", "117", "219", "X04", "X08"}),
    Purpose.GUARDIANSHIP: frozenset({"X03"}),
    Purpose.AGENCY: frozenset({"111", "112", "X02"}),
    Purpose.POVERTY: frozenset({"X01"}),
    Purpose.ADDRESS: frozenset({"X05"}),
}
"""All that may be asked for when somebody settles. Anything else is a condition nobody may add (clause 1)."""

_LEGAL_MAXIMUM = {"notice": 5, "decision": 20, "extension": 10}
"""Working days of 行政许可法 articles 32 and 42; a pack may promise less, never take more."""


class Whose(StrEnum):
    """For whom a document is asked: one demand per person named here."""

    APPLICANT = "applicant"
    EACH_MOVER = "each_mover"
    OTHER_MOVER = "other_mover"
    COUPLE = "couple"  # about the spouse, listed with the applicant: one certificate names both
    MINOR_CHILD = "minor_child"
    PARENT = "parent"
    AGENT = "agent"
    FAMILY = "family"


class Fact(StrEnum):
    """What a condition may look at. The four forbidden grounds have no fact here, so no rule can ask."""

    HAS_ID_NUMBER = "has_id_number"
    ID_ABSENT_REASON = "id_absent_reason"
    MINOR = "minor"
    SHARES_BOOKLET = "shares_booklet"
    RELATION_NATURE = "relation_nature"
    GUARDIAN_IS_PARENT = "guardian_is_parent"
    DESTINATION = "destination"


_Clause = Annotated[str, msgspec.Meta(description="law, article or clause the line rests on")]


class _Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What all parts of a pack share."""


class Text(_Strict, frozen=True):
    """A sentence of the pack in both languages."""

    zh: str
    en: str

    @property
    def said(self) -> str:
        """The sentence in the language of this process."""
        return self.zh if texts.chosen() == "zh" else self.en


class Condition(_Strict, frozen=True):
    """True when `fact` has one of the values `any_of`."""

    fact: Fact
    any_of: tuple[bool | str, ...]


class DocumentRule(_Strict, frozen=True):
    """One line of the checklist: any one of `kinds` will do, the first is the one asked for.

    `when`: all must hold, otherwise the rule does not apply. `unless`: if all hold, it is proven otherwise.
    `accepts`: taken if the family brings it, never asked for.
    `supplement_working_days`: time to bring it later (容缺); 0 = it cannot be brought later.
    """

    code: str
    purpose: Purpose
    kinds: tuple[str, ...]
    per: Whose
    blocking: bool
    basis: _Clause
    title: Text
    routes: tuple[str, ...] = ()
    accepts: tuple[str, ...] = ()
    supplement_working_days: Annotated[int, msgspec.Meta(ge=0, le=60)] = 0
    when: tuple[Condition, ...] = ()
    unless: tuple[Condition, ...] = ()


class Limit(_Strict, frozen=True):
    """A time limit in working days and the article it rests on."""

    working_days: Annotated[int, msgspec.Meta(ge=1, le=60)]
    basis: _Clause


class Limits(_Strict, frozen=True):
    """Notice of everything missing, the decision, and by how much the decision may be put off."""

    notice: Limit
    decision: Limit
    extension: Limit


class RouteRule(_Strict, frozen=True):
    """One road through the business: its clause, who decides in which order, and the station's own promise.

    `alternatives` are other roads of the same pack that stay open when this one fails (`alternative.CODE`).
    """

    route: str
    clause: _Clause
    title: Text
    decided_by: tuple[Level, ...]
    promised_working_days: Annotated[int, msgspec.Meta(ge=1, le=20)]
    alternatives: tuple[str, ...] = ()


class RefusalReason(_Strict, frozen=True):
    """A ground on which somebody may be refused; there are no others."""

    code: str
    title: Text
    basis: _Clause


class ForbiddenRule(_Strict, frozen=True):
    """What may never be demanded: GA/T 517 kinds that would prove it, and words that would ask for it."""

    code: str
    title: Text
    basis: _Clause
    kinds: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What may not be demanded, in the language of this process."""
        return self.title.said


class Pack(_Strict, frozen=True):
    """The rules of one business from `valid_from` to `valid_to` (both included; open without an end).

    `full_age`: from which day a full year of age counts (民法典 17).
    """

    id: str
    business: Business
    title: Text
    issued_by: str
    valid_from: date
    limits: Limits
    routes: tuple[RouteRule, ...]
    documents: tuple[DocumentRule, ...]
    refusals: tuple[RefusalReason, ...]
    forbidden: tuple[ForbiddenRule, ...] = ()
    valid_to: date | None = None
    full_age: Reckoning = Reckoning.BIRTHDAY

    def in_force(self, on: date) -> bool:
        """Tell whether the pack rules on `on`."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)

    def route(self, route: str | None) -> RouteRule:
        """Give the rule of `route`; without one, or for one unknown here, the first (the general one)."""
        return next((rule for rule in self.routes if rule.route == route), self.routes[0])

    def rules(self, route: str | None) -> tuple[DocumentRule, ...]:
        """Give the document rules that belong to `route`."""
        name = self.route(route).route
        return tuple(rule for rule in self.documents if not rule.routes or name in rule.routes)


def load_packs(folder: Path) -> tuple[Pack, ...]:
    """Read and check every pack in `folder`, oldest first.

    Raises:
        RefusedError: with the code of the first problem and all of them as findings: `policy_missing`,
            `pack_unreadable`, `pack_clause_missing`, `pack_unknown_kind`, `pack_forbidden_demand`,
            `pack_added_condition`, `pack_refusal_forbidden`, `pack_forbidden_incomplete`,
            `pack_limit_beyond_law`, `pack_route_unknown`, `pack_general_route_missing`,
            `pack_poverty_without_county`, `pack_poverty_without_general`, `pack_overlap`.
    """
    packs = tuple(sorted((_read(path) for path in sorted(folder.glob("*.toml"))), key=lambda pack: pack.valid_from))
    if not packs:
        raise RefusedError("policy_missing", folder=folder.name)
    problems = tuple(_problems(packs))
    if problems:
        raise RefusedError(problems[0].code, problems, **problems[0].details)
    return packs


def pack_for(packs: Sequence[Pack], business: Business | None, on: date) -> Pack:
    """Give the pack that rules `business` on `on`; an unnamed business is a settlement.

    Raises:
        RefusedError: `policy_not_in_force`.
    """
    wanted = business or Business.SETTLEMENT
    for pack in packs:
        if pack.business is wanted and pack.in_force(on):
            return pack
    raise RefusedError("policy_not_in_force", business=wanted.value, on=on.isoformat())


def forbidden_grounds(pack: Pack, text: str) -> tuple[str, ...]:
    """Give the codes of the forbidden grounds that `text` names in free words; for refusals and notices."""
    return tuple(dict.fromkeys(_grounds(pack, text)))


def _read(path: Path) -> Pack:
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Pack)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError, OSError) as problem:
        raise RefusedError("pack_unreadable", file=path.name, problem=str(problem)) from problem


def _problem(code: str, pack: Pack, item: str, **details: str | int) -> Finding:
    return Finding(Severity.ERROR, code, where=item, details={"pack": pack.id, "item": item, **details})


def _problems(packs: Sequence[Pack]) -> Iterator[Finding]:
    for pack in packs:
        yield from _unnamed_clauses(pack)
        yield from _unknown_names(pack)
        yield from _long_limits(pack)
        if pack.business is Business.SETTLEMENT:
            yield from _added_conditions(pack)
            yield from _poor_routes(pack)
    yield from _overlaps(packs)


def _unnamed_clauses(pack: Pack) -> Iterator[Finding]:
    lines: list[tuple[str, str]] = [(f"routes.{rule.route}", rule.clause) for rule in pack.routes]
    lines += [(f"documents.{rule.code}", rule.basis) for rule in pack.documents]
    lines += [(f"refusals.{rule.code}", rule.basis) for rule in pack.refusals]
    lines += [(f"forbidden.{rule.code}", rule.basis) for rule in pack.forbidden]
    lines += [(f"limits.{name}", getattr(pack.limits, name).basis) for name in _LEGAL_MAXIMUM]
    for item, clause in lines:
        if not clause.strip():
            yield _problem("pack_clause_missing", pack, item)


def _unknown_names(pack: Pack) -> Iterator[Finding]:
    routes = {rule.route for rule in pack.routes}
    for rule in pack.documents:
        if not rule.kinds:
            yield _problem("pack_unknown_kind", pack, f"documents.{rule.code}", kind="")
        for kind in (*rule.kinds, *rule.accepts):
            if kind not in known_kinds():
                yield _problem("pack_unknown_kind", pack, f"documents.{rule.code}", kind=kind)
        for route in set(rule.routes) - routes:
            yield _problem("pack_route_unknown", pack, f"documents.{rule.code}", route=route)
    for ground in pack.forbidden:
        for kind in set(ground.kinds) - known_kinds():
            yield _problem("pack_unknown_kind", pack, f"forbidden.{ground.code}", kind=kind)
    for road in pack.routes:
        for route in set(road.alternatives) - routes:
            yield _problem("pack_route_unknown", pack, f"routes.{road.route}", route=route)


def _long_limits(pack: Pack) -> Iterator[Finding]:
    for name, most in _LEGAL_MAXIMUM.items():
        limit: Limit = getattr(pack.limits, name)
        if limit.working_days > most:
            yield _problem("pack_limit_beyond_law", pack, f"limits.{name}", most=most)
    for rule in pack.routes:
        if rule.promised_working_days > pack.limits.decision.working_days:
            yield _problem(
                "pack_limit_beyond_law", pack, f"routes.{rule.route}", most=pack.limits.decision.working_days
            )


def _added_conditions(pack: Pack) -> Iterator[Finding]:
    """Find whatever makes settling harder than clause 1 allows, by kind, by word or by a side door."""
    for ground in sorted(_GROUND_WORDS.keys() - {rule.code for rule in pack.forbidden}):
        yield _problem("pack_forbidden_incomplete", pack, "forbidden", ground=ground)
    by_kind = {kind: rule.code for rule in pack.forbidden for kind in rule.kinds}
    for rule in pack.documents:
        item = f"documents.{rule.code}"
        for kind in rule.kinds:
            if kind in by_kind:
                yield _problem("pack_forbidden_demand", pack, item, ground=by_kind[kind])
            elif kind in known_kinds() and kind not in _SETTLEMENT_KINDS.get(rule.purpose, frozenset()):
                yield _problem("pack_added_condition", pack, item, kind=kind)
        for ground in dict.fromkeys(_grounds(pack, rule.code, rule.title.zh, rule.title.en)):
            yield _problem("pack_forbidden_demand", pack, item, ground=ground)
        if _side_door(rule):
            yield _problem("pack_added_condition", pack, item, kind=rule.kinds[0] if rule.kinds else "")
    for reason in pack.refusals:
        for ground in dict.fromkeys(_grounds(pack, reason.code, reason.title.zh, reason.title.en)):
            yield _problem("pack_refusal_forbidden", pack, f"refusals.{reason.code}", ground=ground)


def _side_door(rule: DocumentRule) -> bool:
    """Tell whether a rule asks everybody for what is meant for a few, or makes an address a condition."""
    if rule.purpose is Purpose.POVERTY:
        return rule.routes != (Route.POVERTY.value,)
    if rule.purpose is Purpose.ADDRESS:
        return rule.blocking
    return bool(rule.accepts)


def _poor_routes(pack: Pack) -> Iterator[Finding]:
    general = [rule for rule in pack.routes if rule.route == Route.GENERAL.value]
    if not general or pack.routes[0] is not general[0]:
        yield _problem("pack_general_route_missing", pack, "routes")
    for rule in pack.routes:
        if rule.route not in set(Route):
            yield _problem("pack_route_unknown", pack, "routes", route=rule.route)
        if rule.route == Route.POVERTY.value:
            if rule.decided_by != (Level.STATION, Level.COUNTY):
                yield _problem("pack_poverty_without_county", pack, "routes.poverty")
            if Route.GENERAL.value not in rule.alternatives:
                yield _problem("pack_poverty_without_general", pack, "routes.poverty")


def _overlaps(packs: Sequence[Pack]) -> Iterator[Finding]:
    for index, first in enumerate(packs):
        for second in packs[index + 1 :]:
            if first.business is second.business and first.in_force(second.valid_from):
                yield _problem("pack_overlap", first, second.id)


def _grounds(pack: Pack, *sentences: str) -> Iterator[str]:
    plain = [_plain(sentence) for sentence in sentences]
    words = [(code, tuple(group.split())) for code, group in _GROUND_WORDS.items()]
    words += [(rule.code, rule.words) for rule in pack.forbidden]
    for code, group in words:
        for word in (code, *group):
            if any(_plain(word) in sentence for sentence in plain):
                yield code


def _plain(text: str) -> str:
    """Drop spaces, width, case and punctuation, so that `社 保` and `Social-Insurance` are still seen."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in folded if unicodedata.category(char)[0] in "LN")


@cache
def known_kinds() -> frozenset[str]:
    """Give every document kind there is: GA/T 517 and our X01-X08."""
    return _OWN_KINDS | {code.code for code in table("document_kind")}
