"""A station and its county, worked at random: every step is told beforehand by a small model that knows no database.

The model holds, for each of the two sites, what it knows of each case. Entries travel between them only when a bundle
does, and what cannot be taken where the case stands is passed over, on either side.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import ClassVar

import msgspec
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, multiple, precondition, rule

from station_app import bootstrap
from station_app.bench.families import families
from station_app.clock import FixedClock
from station_app.domain.case_changes import Putting
from station_app.domain.case_file import CaseDocument, Poverty
from station_app.domain.records import Officer
from station_app.domain.vocabulary import CaseStatus as At
from station_app.domain.vocabulary import HouseholdKind, Level, OfficerRole, Outcome, Presented, Route, SiteKind, Step
from station_app.errors import NotPermittedError, RefusedError
from station_app.services.accept_case import accept_case
from station_app.services.decide_case import Said, decide_case
from station_app.services.keep_officers import NewAccount, add_officer, change_officer, disable_officer
from station_app.services.move_case import move_case
from station_app.services.register_case import register_case
from station_app.services.supplement_case import supplement_case
from station_app.storage import cases, households
from tests.desk.counted_plainly import compare
from tests.desk.random_households import Households
from tests.domain.test_case_life import ROADS
from tests.services.test_every_step_for_everybody import DECISIONS, NEVER_BY_WHO_ACCEPTED
from tests.services.test_every_step_for_everybody import WHO as WHO_STEPS
from tests.stations import MORNING, PASSWORD, founded, introduce

STATION, COUNTY = "620502001", "620502"
DESK_ONE = Officer("0001", "王景行", (OfficerRole.ADMINISTRATOR, OfficerRole.FRONT_DESK))
DESK_TWO = Officer("0005", "周启明", (OfficerRole.FRONT_DESK,))
CHIEF = Officer("0002", "赵守正", (OfficerRole.CHIEF,))
CHIEF_AT_DESK = Officer("0004", "吴仲文", (OfficerRole.CHIEF, OfficerRole.FRONT_DESK, OfficerRole.REVIEWER))
REVIEWER = Officer("0003", "钱明远", (OfficerRole.REVIEWER,))
AUDITOR = Officer("0008", "郑观复", (OfficerRole.AUDITOR,))
COUNTY_REVIEWER = Officer("0007", "孙立本", (OfficerRole.COUNTY_REVIEWER,))
STATION_OFFICERS = (DESK_ONE, DESK_TWO, CHIEF, CHIEF_AT_DESK, REVIEWER, AUDITOR)

WHO = WHO_STEPS | {step: {OfficerRole.CHIEF} for step in DECISIONS}
"""Who may take a step at a station, by the second table."""

FREES = {Step.REFUSE, Step.WITHDRAW, Step.REVERSE}
OUTCOMES = {Step.APPROVE: Outcome.APPROVE, Step.REFUSE: Outcome.REFUSE, Step.RETURN: Outcome.RETURN}
WORDS = {
    Step.REVERSE: "录入有误",
    Step.DELIVER: "本人",
    Step.ARCHIVE: "2026-11柜",
    Step.REVIEW: "齐全",
    Step.WITHDRAW: "",
}


@dataclass(frozen=True)
class Known:
    """What a site knows of one case."""

    status: At
    still: tuple[Level, ...]
    levels: tuple[Level, ...]
    movers: int
    household: str | None
    placed: bool = True
    ended: At | None = None


@dataclass(frozen=True)
class Event:
    """One step as it travels."""

    case_no: str
    step: Step
    level: Level | None = None
    movers: int | None = None
    household: str | None = None


def taken(known: Known, event: Event) -> Known | None:
    """Give what follows from an event, None where it cannot be taken; from the second table of roads alone."""
    to = ROADS.get((known.status, event.step))
    if to is None or (event.step is Step.REVERSE and known.ended in {At.REVERSED, At.WITHDRAWN}):
        return None
    still = known.still
    if event.step in OUTCOMES:
        if not still or still[0] is not event.level:
            return None
        if event.step is Step.APPROVE:
            still = still[1:]
            to = At.AT_COUNTY if still else At.APPROVED
    if event.step in {Step.RETURN, Step.SUPPLEMENT}:
        still = known.levels
    ends = to if to in {At.REGISTERED, At.REFUSED, At.WITHDRAWN, At.REVERSED, At.DECLINED} else known.ended
    movers = known.movers if event.movers is None else event.movers
    home = event.household or known.household
    return replace(
        known,
        status=to,
        still=still,
        movers=movers,
        household=home,
        placed=known.placed and event.step not in FREES,
        ended=ends,
    )


def crossed(known: Known, event: Event) -> Known:
    """Give what follows where a case was withdrawn and its county decided, neither knowing of the other: withdrawn."""
    if event.step is Step.WITHDRAW and known.status is At.REFUSED:  # a refused case has nothing to withdraw
        return replace(known, status=At.WITHDRAWN, still=(Level.COUNTY,), ended=At.WITHDRAWN)
    if event.level is Level.COUNTY and known.ended is At.WITHDRAWN:
        still = {Step.APPROVE: (), Step.RETURN: known.levels, Step.REFUSE: known.still}[event.step]
        return replace(known, still=still)
    raise AssertionError((known, event))


@dataclass
class Replica:
    """One site as the model knows it: its cases, and what it has said that the other has not heard yet."""

    cases: dict[str, Known] = field(default_factory=dict)
    unsent: list[tuple[str, Known] | Event] = field(default_factory=list)

    def say(self, event: Event) -> None:
        """Take a step here; it travels with the next bundle."""
        known = taken(self.cases[event.case_no], event)
        assert known is not None, event
        self.cases[event.case_no] = known
        self.unsent.append(event)

    def hear(self, other: Replica) -> None:
        """Take in what the other has said."""
        for said in other.unsent:
            if not isinstance(said, Event):
                self.cases[said[0]] = said[1]
            elif said.case_no in self.cases:
                known = self.cases[said.case_no]
                self.cases[said.case_no] = taken(known, said) or crossed(known, said)
        other.unsent.clear()


class RandomDesk(RuleBasedStateMachine):
    """Officers, cases and households at random, on the database that `database` names (None: an encrypted file)."""

    database: str | None = None
    steps = 0
    refusals = 0
    done: ClassVar[Counter[str]] = Counter()

    case_numbers = Bundle("case_numbers")
    household_numbers = Bundle("household_numbers")

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="random-desk-"))
        self.clock = FixedClock(MORNING)
        self.station = self._found("station", SiteKind.STATION, STATION, self.new_database())
        self.county = self._found("county", SiteKind.COUNTY, COUNTY, None)
        introduce(self.station, self.county, self.folder / "letters")
        self.here, self.there = Replica(), Replica()
        self.accepted_by: dict[str, str] = {}
        self.next_family = 0
        self.numbers: Counter[str] = Counter()
        self.sticks = 0
        self.accounts: dict[str, bool] = {}
        self.homes = Households()

    def new_database(self) -> str | None:
        """Give the place of another empty database."""
        return None

    def _found(self, name: str, kind: SiteKind, code: str, database: str | None):
        home = founded(self.folder / name, kind=kind, code=code, name=name, database=database).home.root
        door = bootstrap.door(home, database=database, clock=self.clock, cheap_keys=True)
        return door.log_in("0001", PASSWORD)

    def desk(self, officer: Officer):
        """The station's desk with this officer at it."""
        return replace(self.station._desk, officer=officer)

    def attempt(self, may: bool, act, what: str):
        """Do what the model says may or may not be done; it must turn out so. Gives what was done, or None."""
        type(self).steps += 1
        answer, refusal = None, ""
        try:
            answer = act()
        except (RefusedError, NotPermittedError) as error:
            refusal = f"{error.code} {[finding.code for finding in getattr(error, 'findings', ())]}"
        assert may is not bool(refusal), f"{what}: {refusal or 'should have been refused'}"
        if refusal:
            type(self).refusals += 1
            return None
        type(self).done[what] += 1
        return answer

    @initialize(target=case_numbers)
    def a_family_lives_here_already(self):
        case_no = self.accept(DESK_ONE, poor=False)
        self.supplement(case_no, DESK_TWO, leave=False)
        self.move(case_no, REVIEWER, Step.REVIEW)
        self.decide(case_no, CHIEF, Step.APPROVE)
        self.register(case_no, DESK_TWO)
        return case_no

    # --- taking in ---------------------------------------------------------------------------------------------------

    @rule(target=case_numbers, officer=st.sampled_from(STATION_OFFICERS), poor=st.booleans())
    def accept(self, officer, poor):
        case = next(families(1, start=self.next_family))
        self.next_family += 1
        if poor:
            proof = CaseDocument(kind="X01", holder=0, presented=Presented.ORIGINAL)
            certificate = Poverty(f"TSJD{self.next_family:05d}", "秦州区乡村振兴局")
            case = msgspec.structs.replace(
                case, route=Route.POVERTY, poverty=certificate, documents=(*case.documents, proof)
            )
        may = OfficerRole.FRONT_DESK in officer.roles
        answer = self.attempt(may, lambda: accept_case(self.desk(officer), case), "accept")
        if answer is None:
            return multiple()
        levels = (Level.STATION, Level.COUNTY) if poor else (Level.STATION,)
        known = Known(At.ACCEPTED, levels, levels, len(case.movers), answer.household_no)
        self.here.cases[answer.case_no] = known
        self.here.unsent.append((answer.case_no, known))
        self.accepted_by[answer.case_no] = officer.badge
        day, _, number = answer.case_no.rpartition("-HJ")
        self.numbers[day] += 1
        assert int(number) == self.numbers[day], "numbers have no gap"
        return answer.case_no

    @rule(case_no=case_numbers, officer=st.sampled_from(STATION_OFFICERS), leave=st.booleans())
    def supplement(self, case_no, officer, leave):
        case = self.station.show(case_no).case
        if leave and len(case.family) > 3:
            last = len(case.family) - 1
            documents = tuple(
                msgspec.structs.replace(each, also=tuple(other for other in each.also if other != last))
                for each in case.documents
                if each.holder != last
            )
            case = msgspec.structs.replace(case, family=case.family[:last], documents=documents)
        event = Event(case_no, Step.SUPPLEMENT, movers=len(case.movers))
        may = self._may(event, officer)
        put = Putting(case, text="申请人说明")
        if self.attempt(may, lambda: supplement_case(self.desk(officer), case_no, put), "supplement") is not None:
            self.here.say(replace(event, household=self.station.show(case_no).household.household_no))

    # --- the life of a case ------------------------------------------------------------------------------------------

    @rule(
        case_no=case_numbers,
        officer=st.sampled_from(STATION_OFFICERS),
        step=st.sampled_from([Step.REVIEW, Step.WITHDRAW, Step.REVERSE, Step.DELIVER, Step.ARCHIVE]),
    )
    def move(self, case_no, officer, step):
        event = Event(case_no, step)
        may = self._may(event, officer)
        if may and step is Step.REVERSE and case_no in self.homes.touched:
            with suppress(RefusedError):  # what came later may stand in the way, and is taken back first
                move_case(self.desk(officer), case_no, step, WORDS[step])
                self.homes.reverse_case(case_no)
                self.here.say(event)
        elif self.attempt(may, lambda: move_case(self.desk(officer), case_no, step, WORDS[step]), step.value):
            self.homes.reverse_case(case_no) if step is Step.REVERSE else None
            self.here.say(event)

    @rule(
        case_no=case_numbers,
        officer=st.sampled_from((CHIEF, CHIEF, CHIEF_AT_DESK, DESK_ONE)),
        step=st.sampled_from([Step.APPROVE, Step.APPROVE, Step.APPROVE, Step.REFUSE, Step.RETURN]),
    )
    def decide(self, case_no, officer, step):
        event = Event(case_no, step, Level.STATION)
        may = self._may(event, officer)
        said = _said(Level.STATION, step)
        if self.attempt(may, lambda: decide_case(self.desk(officer), case_no, said), step.value):
            self.here.say(event)

    @rule(case_no=case_numbers, officer=st.sampled_from(STATION_OFFICERS))
    def register(self, case_no, officer):
        known = self.here.cases[case_no]
        home = self._household(known.household)
        open_home = home is not None and home.state == "open"
        event = Event(case_no, Step.REGISTER)
        may = self._may(event, officer) and open_home
        if self.attempt(may, lambda: register_case(self.desk(officer), case_no), "register"):
            self.homes.enter(case_no, known.household, known.movers)
            self.here.say(event)

    @rule(case_no=case_numbers, data=st.data())
    def go_on(self, case_no, data):
        """Take one of the steps that are possible, so that cases come far."""
        level = Level.COUNTY if self.here.cases[case_no].still[:1] == (Level.COUNTY,) else Level.STATION
        ways = [
            (step, officer)
            for step in (*OUTCOMES, Step.REVIEW, Step.REGISTER, Step.DELIVER, Step.ARCHIVE, Step.REVERSE)
            for officer in STATION_OFFICERS
            if self._may(Event(case_no, step, Level.STATION), officer)
        ]
        if not ways:
            if level is Level.COUNTY:
                self.bundle_goes_to_the_county()
                self.county_decides(case_no, data.draw(st.sampled_from([Step.APPROVE, Step.APPROVE, Step.RETURN])))
                self.bundle_comes_from_the_county()
            return
        step, officer = data.draw(st.sampled_from(ways))
        if step in OUTCOMES:
            self.decide(case_no, officer, step)
        elif step is Step.REGISTER:
            self.register(case_no, officer)
        else:
            self.move(case_no, officer, step)

    def _may(self, event: Event, officer: Officer) -> bool:
        allowed = bool(WHO[event.step] & set(officer.roles))
        own = event.step in NEVER_BY_WHO_ACCEPTED and self.accepted_by[event.case_no] == officer.badge
        return allowed and not own and taken(self.here.cases[event.case_no], event) is not None

    # --- the county --------------------------------------------------------------------------------------------------

    @rule()
    def bundle_goes_to_the_county(self):
        self._carry(self.station, self.county)
        self.there.hear(self.here)

    @rule()
    def bundle_comes_from_the_county(self):
        self._carry(self.county, self.station)
        self.here.hear(self.there)

    def _carry(self, sender, receiver) -> None:
        type(self).steps += 1
        self.sticks += 1
        folder = self.folder / f"stick-{self.sticks}"
        with suppress(RefusedError):  # nothing to export
            receiver.import_bundle(Path(sender.export(folder).bundle))
        shutil.rmtree(folder, ignore_errors=True)

    @rule(case_no=case_numbers, step=st.sampled_from([Step.APPROVE, Step.APPROVE, Step.REFUSE, Step.RETURN]))
    def county_decides(self, case_no, step):
        event = Event(case_no, step, Level.COUNTY)
        known = self.there.cases.get(case_no)
        may = known is not None and taken(known, event) is not None
        desk = replace(self.county._desk, officer=COUNTY_REVIEWER)
        said = _said(Level.COUNTY, step)
        if self.attempt(may, lambda: decide_case(desk, case_no, said), f"county {step.value}"):
            self.there.say(event)

    @precondition(lambda self: any(known.status is At.AT_COUNTY for known in self.here.cases.values()))
    @rule(data=st.data(), step=st.sampled_from([Step.APPROVE, Step.REFUSE, Step.RETURN]), down_first=st.booleans())
    def withdrawn_while_the_county_decides(self, data, step, down_first):
        waiting = sorted(case_no for case_no, known in self.here.cases.items() if known.status is At.AT_COUNTY)
        case_no = data.draw(st.sampled_from(waiting))
        self.bundle_goes_to_the_county()
        self.county_decides(case_no, step)
        self.move(case_no, DESK_ONE, Step.WITHDRAW)
        bundles = (self.bundle_goes_to_the_county, self.bundle_comes_from_the_county)
        for bundle in reversed(bundles) if down_first else bundles:
            bundle()

    # --- households --------------------------------------------------------------------------------------------------

    @rule(target=household_numbers)
    def open_household(self):
        type(self).steps += 1
        return self.station.open_household(
            HouseholdKind.PUBLIC_COLLECTIVE,
            division="620502002",
            address=f"民主西路{self.numbers.total()}号",
            name="秦州区公共集体户",
            managing_body="大城派出所",
            soft_capacity=8,
        ).household_no

    @rule(number=household_numbers)
    def close_household(self, number):
        home = self._household(number)
        may = home.state == "open" and home.persons == 0
        if may:
            self.attempt(may, lambda: self.station.close_household(number, "并户"), "household closed")

    @precondition(lambda self: self.homes.people)
    @rule(data=st.data(), what=st.sampled_from(["leaves", "family leaves", "dies", "born", "heads"]))
    def something_happens_at_home(self, data, what):
        grown = [each for each in self.homes.people if each.endswith(("-01", "-02")) and "-HJ" in each]
        number = data.draw(st.sampled_from(sorted(grown if what == "born" and grown else self.homes.people)))
        officer = data.draw(st.sampled_from((DESK_ONE, DESK_TWO, CHIEF, AUDITOR)))
        desk, may = self.desk(officer), bool({OfficerRole.FRONT_DESK, OfficerRole.CHIEF} & set(officer.roles))
        if what == "heads":
            may = may and not self.homes.people[number].head
            act = lambda: self.homes.head(desk, number)  # noqa: E731
        elif what == "born":
            if number not in grown:
                return  # too old, or too young
            act = lambda: self.homes.bear(desk, number, type(self).steps)  # noqa: E731
        else:
            whole, dead = what == "family leaves", what == "dies"
            act = lambda: self.homes.leave(desk, number, whole=whole, dead=dead, draw=data.draw)  # noqa: E731
        self.attempt(may, act, what)

    @precondition(lambda self: self.homes.events)
    @rule(data=st.data(), officer=st.sampled_from((CHIEF, CHIEF_AT_DESK)))
    def what_happened_at_home_is_taken_back(self, data, officer):
        type(self).steps += 1
        event_no = data.draw(st.sampled_from(sorted(self.homes.events)))
        if self.homes.take_back(self.desk(officer), event_no):
            type(self).done["taken back"] += 1

    def _household(self, number):
        with self.station._desk.store.read() as uow:
            return households.get(uow, number) if number else None

    # --- officers ----------------------------------------------------------------------------------------------------

    @rule(place=st.integers(1, 4))
    def account_opens(self, place):
        badge = f"01{place:02d}"
        wish = NewAccount(badge, "李新来", (OfficerRole.FRONT_DESK,), f"tie-tu-{place}-1988", must_change=False)
        may = badge not in self.accounts
        if self.attempt(may, lambda: add_officer(self.desk(DESK_ONE), wish), "account opened"):
            self.accounts[badge] = True

    @rule(place=st.integers(1, 4), roles=st.sampled_from([(OfficerRole.CHIEF,), (OfficerRole.AUDITOR,)]))
    def account_changes(self, place, roles):
        badge = f"01{place:02d}"
        may = self.accounts.get(badge, False)
        change = lambda: change_officer(self.desk(DESK_ONE), badge, name=None, roles=roles)  # noqa: E731
        self.attempt(may, change, "account changed")

    @precondition(lambda self: any(self.accounts.values()) and self.database is None)
    @rule(place=st.integers(1, 4))
    def account_closes(self, place):
        """Closing changes the site's key: everything goes on under the new one."""
        badge = f"01{place:02d}"
        may = self.accounts.get(badge, False)
        done = self.attempt(may, lambda: disable_officer(self.station._desk, badge, "调离"), "account closed")
        if done is not None:
            self.accounts[badge] = False
            self.station._desk = done[1]

    @rule(hours=st.integers(1, 40))
    def time_passes(self, hours):
        self.clock.move(timedelta(hours=hours))

    # --- what always holds -------------------------------------------------------------------------------------------

    @invariant()
    def cases_stand_where_the_model_says(self):
        for site, replica in ((self.station, self.here), (self.county, self.there)):
            for case_no in list(replica.cases)[-3:]:
                _compare(site, case_no, replica.cases[case_no])

    def teardown(self):
        try:
            self._check_everything()
        finally:
            self.station.close()
            self.county.close()
            shutil.rmtree(self.folder, ignore_errors=True)

    def _check_everything(self):
        for site, replica in ((self.station, self.here), (self.county, self.there)):
            for case_no, known in replica.cases.items():
                _compare(site, case_no, known)
            report = site.rebuild_journal()
            assert report.ok, report.problems
            assert site.verify_journal().ok
            if replica.cases:
                type(self).done["counted"] += compare(site._desk)
        self.homes.compare(self.station)
        room = self.homes.room()
        for known in self.here.cases.values():
            if known.placed and known.household and known.ended is not At.REGISTERED:
                room[known.household] += known.movers
        for each in self.station.households():
            assert each.persons == room[each.household_no], f"{each.household_no}: {room}, {self.here.cases}"


def _said(level: Level, step: Step) -> Said:
    refused = step is Step.REFUSE
    return Said(
        level,
        OUTCOMES[step],
        "documents_false" if refused else None,
        "" if step is Step.APPROVE else "请核对",
        "秦公户〔2026〕9号" if level is Level.COUNTY else None,
    )


def _compare(site, case_no: str, known: Known) -> None:
    with site._desk.store.read() as uow:
        record = cases.record(uow, case_no)
    assert (record.status, record.still, record.ended_as) == (known.status, known.still, known.ended), case_no
    assert len(record.case.movers) == known.movers, case_no
