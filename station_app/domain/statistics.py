"""The figures of a month, each declared once: the list in `docs/manual/统计.md` is made of these declarations.

Sources are the clauses of 天政办发〔2020〕5号 that ask for them (domain.md 1). What the program cannot know is no
figure here: the stock of people, of the urban ones and of those who stay for a time, goals, and so every rate by them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from station_app.domain.counting import (
    Event,
    EventTest,
    Figure,
    Group,
    Happening,
    Mean,
    Person,
    PersonTest,
    Sum,
    Unit,
    age_at,
)
from station_app.domain.form58 import COLUMNS, FLAGS, OUTSIDE
from station_app.domain.form58 import SUMS as FORM58_SUMS
from station_app.domain.origins import Scope, Side, scope_of, side_of
from station_app.domain.vocabulary import ApplicantCategory, DestinationKind, Housing, JurisdictionBasis, Level, Route

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from enum import StrEnum

    from station_app.domain.policy import Pack

ITEM_1, ITEM_2 = "天政办发〔2020〕5号 二(一)1", "天政办发〔2020〕5号 二(一)2"
ITEMS_3_4 = "天政办发〔2020〕5号 二(二)3、二(三)4"
ITEMS_5_6, ITEM_8 = "天政办发〔2020〕5号 二(三)5、6", "天政办发〔2020〕5号 二(三)8"
ITEM_14, SUPERVISION = "天政办发〔2020〕5号 二(五)14", "天政办发〔2020〕5号 三(二)"
LICENCE = "行政许可法 第四十二条"

UNSAID: Final = "unsaid"
"""A part for what was not written down, so that the parts always add up."""


_H, _CASES, _PEOPLE, _DAYS = Happening, Unit.CASES, Unit.PEOPLE, Unit.DAYS
_ACCEPTED, _REGISTERED = {_H.ACCEPTED: 1}, {_H.REGISTERED: 1}
_DECIDED = {_H.APPROVED: 1, _H.REFUSED: 1}


def _along(_event: Event, person: Person) -> bool:
    return not person.applicant


def _is(name: str, value: object) -> EventTest:
    return lambda event: getattr(event, name) == value


def _from(scope: Scope, side: Side) -> PersonTest:
    return lambda event, person: scope_of(event.site, person.division) is scope and side_of(person.urban_rural) is side


def _aged(least: int, most: int) -> PersonTest:
    def fits(event: Event, person: Person) -> bool:
        age = age_at(event, person)
        return age is not None and least <= age <= most

    return fits


def _poor(event: Event) -> bool:
    return event.route is Route.POVERTY


def _poor_at_county(event: Event) -> bool:
    return _poor(event) and event.level is Level.COUNTY


def _turned(event: Event) -> bool:
    return event.route is Route.GENERAL and event.turned_from is Route.POVERTY


class _Split(NamedTuple):
    """Figures that divide another one by a fact of the case; `named` is that fact, `words` what it may be."""

    family: str
    words: type[StrEnum]
    named: str
    group: Group
    unit: Unit
    events: Mapping[Happening, int]
    source: str


def _parts(split: _Split) -> Iterator[Figure]:
    """Give a figure for each word that the fact may be, and one for none of them."""
    for word in (*split.words, None):
        part = word.value if word else UNSAID
        blanks = {"word": f"choice.{words_key(split.words)}.{part}" if word else "figure.unsaid"}
        what = (f"{split.family}.{part}", split.group, split.unit, split.events, split.source)
        yield Figure(*what, fits=_is(split.named, word), blanks=blanks)


def words_key(words: type[StrEnum]) -> str:
    """Give where the words of a closed list stand in the texts."""
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in words.__name__).lstrip("_")


_SPLITS: Final = (
    _Split("category", ApplicantCategory, "category", Group.CATEGORY, _CASES, _ACCEPTED, ITEM_1),
    _Split("basis", JurisdictionBasis, "basis", Group.BASIS, _CASES, _ACCEPTED, ITEM_1),
    _Split("into", DestinationKind, "destination", Group.SETTLED, _PEOPLE, _REGISTERED, ITEM_1),
    _Split("housing", Housing, "housing", Group.SETTLED, _PEOPLE, _REGISTERED, ITEM_8),
)

_ORIGINS: Final = tuple(
    Figure(
        f"origin.{scope.value}.{side.value}",
        Group.ORIGINS,
        _PEOPLE,
        _REGISTERED,
        ITEM_1,
        whom=_from(scope, side),
        blanks={"scope": f"figure.scope.{scope.value}", "side": f"figure.side.{side.value}"},
    )
    for scope in Scope
    for side in Side
)

_UNDONE: Final = {
    _H.DECLINED_UNDONE: 1,
    _H.APPROVED_UNDONE: 1,
    _H.REFUSED_UNDONE: 1,
    _H.REGISTERED_UNDONE: 1,
}
_EVENTS_UNDONE: Final = {_H.MOVED_OUT_UNDONE: 1, _H.DIED_UNDONE: 1, _H.BORN_UNDONE: 1, _H.MARRIED_IN_UNDONE: 1}

_PERMITS: Final = {
    "applied": (_H.PERMIT_APPLIED,),
    "issued": (_H.PERMIT_ISSUED,),
    "asked_anew": (_H.PERMIT_ASKED_ANEW,),
    "issued_anew": (_H.PERMIT_ISSUED_ANEW,),
    "endorsed": (_H.PERMIT_ENDORSED, _H.PERMIT_ENDORSED_LATE),
    "late_endorsed": (_H.PERMIT_ENDORSED_LATE,),
    "ended": (_H.PERMIT_ENDED,),
    "mistaken": (_H.PERMIT_MISTAKEN,),
}

DECLARED: Final[tuple[Figure, ...]] = (
    Figure("accepted_cases", Group.INTAKE, _CASES, _ACCEPTED, ITEM_1),
    Figure("accepted_people", Group.INTAKE, _PEOPLE, _ACCEPTED, ITEM_1),
    Figure("accepted_along", Group.INTAKE, _PEOPLE, _ACCEPTED, ITEM_1, whom=_along),
    Figure("returned_cases", Group.INTAKE, _CASES, {_H.RETURNED: 1}, ITEM_1),
    Figure("withdrawn_cases", Group.INTAKE, _CASES, {_H.WITHDRAWN: 1}, ITEM_1),
    *(figure for split in _SPLITS[:2] for figure in _parts(split)),
    Figure("sent_up_cases", Group.DECISIONS, _CASES, {_H.SENT_UP: 1}, ITEM_1),
    Figure("approved_cases", Group.DECISIONS, _CASES, {_H.APPROVED: 1}, ITEM_1),
    Figure("approved_people", Group.DECISIONS, _PEOPLE, {_H.APPROVED: 1}, ITEM_1),
    Figure("approved_along", Group.DECISIONS, _PEOPLE, {_H.APPROVED: 1}, ITEM_1, whom=_along),
    Figure("refused_cases", Group.DECISIONS, _CASES, {_H.REFUSED: 1}, ITEM_1),
    Figure("declined_cases", Group.DECISIONS, _CASES, {_H.DECLINED: 1}, ITEM_1),
    Figure("decided_cases", Group.TIME, _CASES, _DECIDED, SUPERVISION),
    Figure("in_time_cases", Group.TIME, _CASES, _DECIDED, SUPERVISION, fits=lambda event: not event.late),
    Figure("late_cases", Group.TIME, _CASES, _DECIDED, SUPERVISION, fits=lambda event: event.late),
    Figure("decision_days", Group.TIME, _DAYS, _DECIDED, LICENCE),
    Figure("registered_cases", Group.SETTLED, _CASES, _REGISTERED, ITEM_1),
    Figure("registered_people", Group.SETTLED, _PEOPLE, _REGISTERED, ITEM_1),
    Figure("registered_net", Group.SETTLED, _PEOPLE, {_H.REGISTERED: 1, _H.REGISTERED_UNDONE: -1}, SUPERVISION),
    Figure("registered_along", Group.SETTLED, _PEOPLE, _REGISTERED, ITEM_1, whom=_along),
    *(figure for split in _SPLITS[2:] for figure in _parts(split)),
    *_ORIGINS,
    Figure("poverty_accepted", Group.POVERTY, _CASES, _ACCEPTED, ITEM_2, fits=_poor),
    Figure("poverty_approved", Group.POVERTY, _CASES, {_H.APPROVED: 1}, ITEM_2, fits=_poor),
    Figure("poverty_refused", Group.POVERTY, _CASES, {_H.REFUSED: 1}, ITEM_2, fits=_poor),
    Figure("poverty_turned", Group.POVERTY, _CASES, _ACCEPTED, ITEM_2, fits=_turned),
    Figure("poverty_at_county", Group.POVERTY, _CASES, _DECIDED, ITEM_2, fits=_poor_at_county),
    Figure(
        "poverty_county_days", Group.POVERTY, _DAYS, _DECIDED, ITEM_2, fits=_poor_at_county, days=lambda it: it.stood
    ),
    Figure("age_school", Group.AGES, _PEOPLE, _REGISTERED, ITEMS_5_6, whom=_aged(6, 15)),
    Figure("age_working", Group.AGES, _PEOPLE, _REGISTERED, ITEMS_5_6, whom=_aged(18, 59)),
    Figure("born_people", Group.FLOWS, _PEOPLE, {_H.BORN: 1}, ITEM_14),
    Figure("married_in_people", Group.FLOWS, _PEOPLE, {_H.MARRIED_IN: 1}, ITEM_14),
    Figure("moved_out_people", Group.FLOWS, _PEOPLE, {_H.MOVED_OUT: 1}, ITEM_14),
    Figure("died_people", Group.FLOWS, _PEOPLE, {_H.DIED: 1}, ITEM_14),
    *(
        Figure(f"{code}_permits", Group.PERMITS, _CASES, dict.fromkeys(kinds, 1), ITEMS_3_4)
        for code, kinds in _PERMITS.items()
    ),
    Figure("undone_cases", Group.CORRECTIONS, _CASES, _UNDONE, SUPERVISION),
    Figure("undone_declined", Group.CORRECTIONS, _CASES, {_H.DECLINED_UNDONE: 1}, SUPERVISION),
    Figure("undone_approved", Group.CORRECTIONS, _CASES, {_H.APPROVED_UNDONE: 1}, SUPERVISION),
    Figure("undone_refused", Group.CORRECTIONS, _CASES, {_H.REFUSED_UNDONE: 1}, SUPERVISION),
    Figure("undone_registered", Group.CORRECTIONS, _CASES, {_H.REGISTERED_UNDONE: 1}, SUPERVISION),
    Figure("undone_people", Group.CORRECTIONS, _PEOPLE, {_H.REGISTERED_UNDONE: 1}, SUPERVISION),
    Figure("undone_events", Group.CORRECTIONS, _PEOPLE, _EVENTS_UNDONE, SUPERVISION),
    OUTSIDE,
    *COLUMNS,
    *FLAGS,
)
"""The figures that no policy pack names."""

MEANS: Final = (
    Mean("mean_decision_days", "decision_days", "decided_cases"),
    Mean("mean_county_days", "poverty_county_days", "poverty_at_county"),
)


def _family(prefix: str) -> tuple[str, ...]:
    return tuple(figure.code for figure in DECLARED if figure.code.startswith(f"{prefix}."))


SUMS: Final[tuple[Sum, ...]] = (
    Sum("accepted_cases", _family("category")),
    Sum("accepted_cases", _family("basis")),
    Sum("registered_people", _family("into")),
    Sum("registered_people", _family("housing")),
    Sum("registered_people", _family("origin")),
    Sum("decided_cases", ("approved_cases", "refused_cases")),
    Sum("decided_cases", ("in_time_cases", "late_cases")),
    Sum("undone_cases", ("undone_declined", "undone_approved", "undone_refused", "undone_registered")),
    *FORM58_SUMS,
)
"""Rules between figures; those of the grounds of a pack are in `sums`."""


_PARTS: Final = frozenset(
    (
        "undone_declined", "undone_approved", "undone_refused", "undone_registered", "undone_people", "undone_events",
        "asked_anew_permits", "issued_anew_permits", "late_endorsed_permits", "mistaken_permits",
    )
)  # fmt: skip


def figures(packs: Iterable[Pack]) -> tuple[Figure, ...]:
    """Give all figures, group by group; the grounds of refusing and declining are those of the policy packs."""
    order = list(Group)
    return tuple(sorted((*DECLARED, *_grounds(tuple(packs))), key=lambda figure: order.index(figure.group)))


def is_part(code: str) -> bool:
    """Tell a part of another figure, whose nought nobody needs to read."""
    return "." in code or code.endswith("_otherwise") or code in _PARTS


def sums(packs: Iterable[Pack]) -> tuple[Sum, ...]:
    """Give all rules between figures."""
    grounds = [figure.code for figure in _grounds(tuple(packs))]
    refused, declined = ([code for code in grounds if code.startswith(each)] for each in ("refused", "declined"))
    return (*SUMS, Sum("refused_cases", tuple(refused)), Sum("declined_cases", tuple(declined)))


def _grounds(packs: tuple[Pack, ...]) -> Iterator[Figure]:
    """Give a figure for each ground, and one for what no pack that is here names."""
    known = {ground.code: ground for pack in packs for ground in pack.refusals}
    for family, kind in (("refused", _H.REFUSED), ("declined", _H.DECLINED)):
        listed = [each for each in known.values() if family == "refused" or each.declines]
        for ground in listed:
            yield Figure(
                f"{family}.{ground.code}",
                Group.GROUNDS,
                _CASES,
                {kind: 1},
                ground.basis,
                fits=_is("ground", ground.code),
                title=ground.title,
            )
        codes = frozenset(each.code for each in listed)
        yield Figure(f"{family}_otherwise", Group.GROUNDS, _CASES, {kind: 1}, ITEM_1, fits=_not_in(codes))


def _not_in(codes: frozenset[str]) -> EventTest:
    return lambda event: event.ground not in codes
