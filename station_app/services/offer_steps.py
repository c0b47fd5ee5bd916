"""Use case: say what this officer may do with a case now, and why not what he may not.

It asks what the use cases themselves ask (`standing.refuse_step`, `extending.put_off`): there is no second list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from station_app.domain.authority import Action
from station_app.domain.case_life import UNDECIDED, after
from station_app.domain.offers import DECIDE, EXTEND, TURN, DecisionBasis, Ground, Offer
from station_app.domain.policy import forbidden_grounds
from station_app.domain.routes import GOES_ON_FROM, may_turn
from station_app.domain.vocabulary import Level, SiteKind, Step
from station_app.errors import NotPermittedError, RefusedError
from station_app.services.extending import put_off
from station_app.services.standing import named_alike, pack_of, refuse_step, standing, ways_open
from station_app.services.turning import refuse_unturnable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from station_app.domain.records import CaseRecord
    from station_app.services.desk import Desk
    from station_app.storage.engine import UnitOfWork

_BEFORE = (Step.SUPPLEMENT, Step.REVIEW)
_AFTER = (Step.REGISTER, Step.DELIVER, Step.ARCHIVE, Step.WITHDRAW, Step.REVERSE)


def offer_steps(desk: Desk, case_no: str) -> tuple[Offer, ...]:
    """Give every step there is, in the order of a case's life, each possible or with what stands against it.

    Raises:
        RefusedError: `case_unknown`.
    """
    desk.require(Action.LOOK)
    with desk.store.read() as uow:
        record = standing(uow, case_no)
        return (
            *(_step(desk, record, step) for step in _BEFORE),
            _decision(desk, record),
            *(_step(desk, record, step) for step in _AFTER),
            _extension(uow, desk, record),
            *_turn(uow, desk, record),
        )


def prepare_decision(desk: Desk, case_no: str) -> DecisionBasis:
    """Give what a decision is made with.

    Raises:
        RefusedError: `case_unknown`, `pack_unknown`.
    """
    desk.require(Action.LOOK)
    with desk.store.read() as uow:
        record = standing(uow, case_no)
    pack = pack_of(desk, record)
    return DecisionBasis(
        offer=_decision(desk, record),
        grounds=tuple(Ground(each.code, each.title.said, each.basis) for each in pack.refusals),
        still_open=ways_open(pack, record),
        flags=named_alike(record, desk.officer.name),
    )


def flag_words(desk: Desk, pack: str, text: str) -> tuple[str, ...]:
    """Name the forbidden grounds that a text names while it is typed; a pack that is not here names none."""
    desk.require(Action.LOOK)
    found = next((each for each in desk.packs if each.id == pack), None)
    return forbidden_grounds(found, text) if found is not None else ()


def _step(desk: Desk, record: CaseRecord, step: Step) -> Offer:
    timely = after(record.status, step, ended_as=record.ended_as) is not None
    return _asked(Offer(step.value, timely=timely), lambda: refuse_step(desk, record, step))


def _decision(desk: Desk, record: CaseRecord) -> Offer:
    """Offer the decision of the level whose turn it is; a county at home decides its own level only."""
    at_station = desk.site.kind is SiteKind.STATION
    level = (record.still[0] if record.still else Level.STATION) if at_station else Level.COUNTY
    on_paper = at_station and level is Level.COUNTY
    timely = any(after(record.status, Step.RETURN, level=each, still=record.still) for each in record.still[:1])
    offer = Offer(DECIDE, timely=timely, level=level, on_paper=on_paper)
    return _asked(offer, lambda: refuse_step(desk, record, Step.APPROVE, level=level, on_paper=on_paper))


def _extension(uow: UnitOfWork, desk: Desk, record: CaseRecord) -> Offer:
    """Offer to put the decision off, as if a reason had been given and told today."""
    try:
        _, until = put_off(uow, desk, record, EXTEND, desk.today())
    except (RefusedError, NotPermittedError) as problem:
        return _against(Offer(EXTEND, timely=record.status in UNDECIDED), problem)
    return Offer(EXTEND, until=until)


def _turn(uow: UnitOfWork, desk: Desk, record: CaseRecord) -> Iterator[Offer]:
    """Offer a poverty application, once it has failed, the road that stays open."""
    if may_turn(record.case):

        def ask() -> None:
            desk.require(Action.ACCEPT)
            refuse_unturnable(uow, desk, record.case_no)

        yield _asked(Offer(TURN, timely=record.ended_as in GOES_ON_FROM), ask)


def _asked(offer: Offer, ask: Callable[[], object]) -> Offer:
    try:
        ask()
    except (RefusedError, NotPermittedError) as problem:
        return _against(offer, problem)
    return offer


def _against(offer: Offer, problem: RefusedError | NotPermittedError) -> Offer:
    """Name what stands against it; of several findings the first."""
    finding = next(iter(getattr(problem, "findings", ())), None)
    code, details = (problem.code, problem.details) if finding is None else (finding.code, finding.details)
    said = {name: str(value) for name, value in details.items()}
    return msgspec.structs.replace(offer, code=code, details=said)
