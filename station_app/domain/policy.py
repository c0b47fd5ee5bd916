"""Dated policy packs: which documents, who decides, how long, on what to refuse, what may never be demanded.

A pack is data (`resources/policy/*.toml`); this module gives it types and refuses a pack that breaks the
policy it claims to carry: clause 二(一)1 of 天政办发〔2020〕5号 lets nobody add a condition to settling.
It does not look at cases; `documents`, `deadlines` and the services do, under the pack of their day.
"""

from __future__ import annotations

import tomllib
from datetime import date
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Annotated

import msgspec

from station_app import texts
from station_app.domain.codes import table
from station_app.domain.people import Reckoning
from station_app.domain.vocabulary import Business, Level, OfficerRole
from station_app.errors import RefusedError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_OWN_KINDS = frozenset(f"X{number:02}" for number in range(1, 14))


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


NEVER_LATER = frozenset({Purpose.IDENTITY, Purpose.GUARDIANSHIP, Purpose.AGENCY})
"""What nobody may promise to bring later: who somebody is, and who may speak for them (容缺受理 leaves these out)."""


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
    PERMIT_GROUND = "permit_ground"  # of a residence permit; nobody settles on a ground


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

    @property
    def days_to_follow(self) -> int:
        """The working days in which it may be brought after acceptance; 0 where it may not."""
        return 0 if self.purpose in NEVER_LATER else self.supplement_working_days


class Limit(_Strict, frozen=True):
    """A time limit in working days and the article it rests on."""

    working_days: Annotated[int, msgspec.Meta(ge=1, le=60)]
    basis: _Clause


class ExtensionLimit(Limit, frozen=True):
    """By how much a decision may be put off, once, and which officer in charge may approve it."""

    approved_by: tuple[OfficerRole, ...] = (OfficerRole.CHIEF,)


class CalendarLimit(_Strict, frozen=True):
    """A time limit in days of the calendar; its end moves to the next working day (民法典201, 203)."""

    calendar_days: Annotated[int, msgspec.Meta(ge=1, le=60)]
    basis: _Clause


class SpanRule(_Strict, frozen=True):
    """A stretch of time in a case, and whether the legal limit runs on meanwhile (`counted`)."""

    code: str
    title: Text
    counted: bool
    basis: _Clause


class Warn(_Strict, frozen=True):
    """Working days left from which a due list shows amber, and from which red."""

    amber: Annotated[int, msgspec.Meta(ge=0, le=60)]
    red: Annotated[int, msgspec.Meta(ge=0, le=60)]


class Limits(_Strict, frozen=True):
    """Notice of everything missing, the decision, by how much it may be put off, and its delivery.

    `supplement` is the station's own: until when somebody with a one-time notice is expected back. No law sets it, and
    coming later costs nothing but the way. `permit`: making and issuing a residence permit. `spans`: which stretches
    stop a clock. `warn`: where the station wants to be warned earlier or later than `due.WARN`.
    """

    notice: Limit
    decision: Limit
    extension: ExtensionLimit
    delivery: Limit
    supplement: Limit | None = None
    permit: CalendarLimit | None = None
    spans: tuple[SpanRule, ...] = ()
    warn: dict[str, Warn] = {}


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
    """A ground on which somebody may be refused; there are no others.

    `declines`: an application need not even be taken in (不予受理, 行政许可法32). `after_notice`: only when everything
    missing was told at once in writing, and the day named there is over.
    """

    code: str
    title: Text
    basis: _Clause
    declines: bool = False
    after_notice: bool = False


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


class RightKind(StrEnum):
    """Whether a family had a right before it settled and keeps it, or comes by it now."""

    KEPT = "kept"
    OPENED = "opened"


class Right(_Strict, frozen=True):
    """What a family that settles keeps or may now claim, the clause it rests on, and the office to go to.

    It is told to whoever settles and is a condition of nothing.
    """

    code: str
    kind: RightKind
    title: Text
    words: Text
    office: Text
    basis: _Clause


class PermitRules(_Strict, frozen=True):
    """What the implementing rules leave to province and city about residence permits.

    `months` of registered residence are asked for, never more than half a year. `within_city`: whether another county
    of the same city counts as another city (居住证暂行条例 2). In `remote_divisions` (the beginning of a division code)
    making one may take `remote` instead of the usual limit. `replacement_fee` is in yuan; the first card and
    endorsements are free (21).
    """

    basis: _Clause
    months: Annotated[int, msgspec.Meta(ge=0, le=6)] = 6
    within_city: bool = False
    remote_divisions: tuple[str, ...] = ()
    remote: CalendarLimit | None = None
    replacement_fee: Annotated[int, msgspec.Meta(ge=0, le=100)] = 0


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
    rights: tuple[Right, ...] = ()
    valid_to: date | None = None
    full_age: Reckoning = Reckoning.BIRTHDAY
    permit: PermitRules | None = None

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
            `pack_limit_beyond_law`, `pack_never_later`, `pack_route_unknown`, `pack_general_route_missing`,
            `pack_poverty_without_county`, `pack_poverty_without_general`, `pack_overlap`, `pack_span_unlawful`,
            `pack_warning_unknown`, `pack_warning_crossed`.
    """
    packs = tuple(sorted((_read(path) for path in sorted(folder.glob("*.toml"))), key=lambda pack: pack.valid_from))
    if not packs:
        raise RefusedError("policy_missing", folder=folder.name)
    from station_app.domain.policy_checks import problems_of  # noqa: PLC0415 - it knows the types of this module

    problems = tuple(problems_of(packs))
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


def decline_grounds(pack: Pack) -> tuple[RefusalReason, ...]:
    """Give the grounds on which an application need not be taken in."""
    return tuple(ground for ground in pack.refusals if ground.declines)


def forbidden_grounds(pack: Pack, text: str) -> tuple[str, ...]:
    """Give the codes of the forbidden grounds that `text` names in free words; for refusals and notices."""
    from station_app.domain.policy_checks import grounds  # noqa: PLC0415 - as in `load_packs`

    return tuple(dict.fromkeys(grounds(pack, text)))


def _read(path: Path) -> Pack:
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Pack)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError, OSError) as problem:
        raise RefusedError("pack_unreadable", file=path.name, problem=str(problem)) from problem


@cache
def known_kinds() -> frozenset[str]:
    """Give every document kind there is: GA/T 517 and our X01-X13."""
    return _OWN_KINDS | {code.code for code in table("document_kind")}
