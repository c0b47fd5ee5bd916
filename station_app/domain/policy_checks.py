"""What keeps a policy pack from being used: unknown names, missing clauses, limits beyond the law, added conditions.

Clause 二(一)1 of 天政办发〔2020〕5号 lets nobody make settling harder; a pack that tries, by kind, by word or by a side
door, is refused as a whole.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from station_app.domain.deadlines import LimitKind
from station_app.domain.findings import Finding, Severity
from station_app.domain.policy import NEVER_LATER, Purpose, known_kinds
from station_app.domain.vocabulary import Business, Level, Route

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from station_app.domain.policy import DocumentRule, Limit, Pack

_GROUND_WORDS = {
    "employment": "就业 劳动合同 劳动关系 用工 在职 工作证明 employ labourcontract laborcontract",
    "social_insurance": "社保 社会保险 参保 养老保险 医保 公积金 socialinsurance socialsecurity",
    "housing": "房产 住房 购房 租房 租赁 房屋 不动产 产权 住所证明 housing titledeed leasecontract tenancy",
    "residence_length": "居住满 住满 居住年限 居住时限 居住期限 连续居住 lengthofresidence yearsofresidence",
}
"""The four grounds clause 1 names, and words that ask for them. They stand here and not only in the packs,
so that no pack can leave one out."""

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

_PERMIT_PURPOSES = frozenset(
    {Purpose.IDENTITY, Purpose.AGENCY, Purpose.GUARDIANSHIP, Purpose.DWELLING, Purpose.WORK, Purpose.STUDY}
)
"""All that may be asked for with a residence permit."""

_LEGAL_MAXIMUM = {"notice": 5, "decision": 20, "extension": 10, "delivery": 10}
"""Working days of 行政许可法 articles 32, 42 and 44; a pack may promise less, never take more."""

_PERMIT_MAXIMUM = 30
"""Days of the calendar for a residence permit where the implementing rules put off the usual 15 (居住证暂行条例)."""

_STOPPING = frozenset({"hearing", "tender", "auction", "inspection", "appraisal", "expert_review"})
"""All that 行政许可法 article 45 leaves out of a limit; a pack that stops the clock for more takes time from people."""


def _problem(code: str, pack: Pack, item: str, **details: str | int) -> Finding:
    return Finding(Severity.ERROR, code, where=item, details={"pack": pack.id, "item": item, **details})


def problems_of(packs: Sequence[Pack]) -> Iterator[Finding]:
    """Give everything that keeps these packs from being used."""
    for pack in packs:
        yield from _unnamed_clauses(pack)
        yield from _unknown_names(pack)
        yield from _long_limits(pack)
        yield from _promises(pack)
        yield from _spans(pack)
        yield from _warnings(pack)
        if pack.business is Business.SETTLEMENT:
            yield from _added_conditions(pack)
            yield from _poor_routes(pack)
        if pack.business is Business.RESIDENCE_PERMIT:
            yield from _more_than_article_9(pack)
    yield from _overlaps(packs)


def _unnamed_clauses(pack: Pack) -> Iterator[Finding]:
    lines: list[tuple[str, str]] = [(f"routes.{rule.route}", rule.clause) for rule in pack.routes]
    lines += [(f"documents.{rule.code}", rule.basis) for rule in pack.documents]
    lines += [(f"refusals.{rule.code}", rule.basis) for rule in pack.refusals]
    lines += [(f"forbidden.{rule.code}", rule.basis) for rule in pack.forbidden]
    lines += [(f"limits.{name}", getattr(pack.limits, name).basis) for name in _LEGAL_MAXIMUM]
    lines += [(f"limits.spans.{rule.code}", rule.basis) for rule in pack.limits.spans]
    lines += [(f"rights.{right.code}", right.basis) for right in pack.rights]
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
    if pack.limits.permit and pack.limits.permit.calendar_days > _PERMIT_MAXIMUM:
        yield _problem("pack_limit_beyond_law", pack, "limits.permit", most=_PERMIT_MAXIMUM)
    remote = pack.permit.remote if pack.permit else None
    if remote and remote.calendar_days > _PERMIT_MAXIMUM:
        yield _problem("pack_limit_beyond_law", pack, "permit.remote", most=_PERMIT_MAXIMUM)
    for rule in pack.routes:
        if rule.promised_working_days > pack.limits.decision.working_days:
            yield _problem(
                "pack_limit_beyond_law", pack, f"routes.{rule.route}", most=pack.limits.decision.working_days
            )


def _spans(pack: Pack) -> Iterator[Finding]:
    for rule in pack.limits.spans:
        if not rule.counted and rule.code not in _STOPPING:
            yield _problem("pack_span_unlawful", pack, f"limits.spans.{rule.code}")


def _warnings(pack: Pack) -> Iterator[Finding]:
    for name, warn in pack.limits.warn.items():
        if name not in set(LimitKind):
            yield _problem("pack_warning_unknown", pack, f"limits.warn.{name}")
        elif warn.red > warn.amber:
            yield _problem("pack_warning_crossed", pack, f"limits.warn.{name}")


def _promises(pack: Pack) -> Iterator[Finding]:
    for rule in pack.documents:
        if rule.supplement_working_days and rule.purpose in NEVER_LATER:
            yield _problem("pack_never_later", pack, f"documents.{rule.code}")


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
        for ground in dict.fromkeys(grounds(pack, rule.code, rule.title.zh, rule.title.en)):
            yield _problem("pack_forbidden_demand", pack, item, ground=ground)
        if _side_door(rule):
            yield _problem("pack_added_condition", pack, item, kind=rule.kinds[0] if rule.kinds else "")
    for reason in pack.refusals:
        for ground in dict.fromkeys(grounds(pack, reason.code, reason.title.zh, reason.title.en)):
            yield _problem("pack_refusal_forbidden", pack, f"refusals.{reason.code}", ground=ground)


def _more_than_article_9(pack: Pack) -> Iterator[Finding]:
    """Find what a permit pack asks for beyond identity and one proof of dwelling, work or study (居住证暂行条例 9)."""
    for rule in pack.documents:
        if rule.purpose not in _PERMIT_PURPOSES:
            yield _problem("pack_added_condition", pack, f"documents.{rule.code}", kind=", ".join(rule.kinds))


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


def grounds(pack: Pack, *sentences: str) -> Iterator[str]:
    """Give the codes of the forbidden grounds that free words name; the same code may come more than once."""
    plain = [_plain(sentence) for sentence in sentences]
    words = [(code, tuple(group.split())) for code, group in _GROUND_WORDS.items()]
    words += [(rule.code, rule.words) for rule in pack.forbidden]
    for code, group in words:
        for word in (code, *group):
            sought = _plain_word(word)
            if any(sought in sentence for sentence in plain):
                yield code


@cache
def _plain_word(word: str) -> str:
    """Make a pack's own word plain, once; what people write is not kept."""
    return _plain(word)


def _plain(text: str) -> str:
    """Drop spaces, width, case and punctuation, so that `社 保` and `Social-Insurance` are still seen."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in folded if unicodedata.category(char)[0] in "LN")
