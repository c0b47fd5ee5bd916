"""Two sites decide one case: whatever comes first where, the tables of every site say the same in the end."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from msgspec import structs
from sqlalchemy import select, text

from station_app.domain.case_life import STEP_OF, after
from station_app.domain.vocabulary import CaseStatus, Level, Outcome, Step
from station_app.errors import DamagedError
from station_app.journal import case_entries as said
from station_app.journal import chain, rebuild
from station_app.storage import cases, consistency, schema
from station_app.storage.case_tables import case_address, case_decision, case_document, case_person, registry_case
from station_app.storage.household_tables import household, registration
from tests.databases import empty_store
from tests.journal import histories
from tests.journal.histories import COUNTY, HOME, MORNING, STATION

CITY = "6205"
PAPER = said.PaperDecision("孙立本", date(2026, 11, 23))
STEPS = {
    Step.DELIVER: lambda case_no: said.CaseDelivered(case_no, "本人"),
    Step.ARCHIVE: lambda case_no: said.CaseArchived(case_no, "2026-03"),
    Step.WITHDRAW: lambda case_no: said.CaseWithdrawn(case_no, "改主意"),
    Step.REVERSE: lambda case_no: said.CaseReversed(case_no, "错了"),
}
OUTCOMES = st.sampled_from(Outcome)


class Sites:
    """A station, its county and the city above them; each has its own copy of what was handed over to it."""

    def __init__(self, station, county, city):
        self.stores = {STATION: station, COUNTY: county, CITY: city}
        for code, store in self.stores.items():
            histories.found(store, code)
        self.now = MORNING
        self.told = []

    def begin(self):
        """Accept a poor family and send the case up."""
        with self.stores[STATION].write() as uow:
            self.case_no = cases.next_number(uow, STATION, histories.TODAY)
            self._say(uow, self.facts(said.CaseAccepted))
            uow.commit()
        self.decide(STATION, Level.STATION, Outcome.APPROVE)
        self.hand_over(STATION, COUNTY)

    def facts(self, kind, *, moving=4, **more):
        accepted = structs.replace(histories.acceptance(self.case_no), decided_by=(Level.STATION, Level.COUNTY))
        family = (structs.replace(each, moves=n < moving) for n, each in enumerate(accepted.case.family))
        case = structs.replace(accepted.case, family=tuple(family))
        return kind(**{**structs.asdict(accepted), "case": case}, **more)

    def record(self, code):
        with self.stores[code].read() as uow:
            return cases.record(uow, self.case_no)

    def say(self, code, payload):
        with self.stores[code].write() as uow:
            self._say(uow, payload, code)
            uow.commit()

    def decide(self, code, level, outcome, *, names_facts=True):
        """Decide where the case waits for it; a station enters the county's decision from paper."""
        record = self.record(code)
        if after(record.status, STEP_OF[outcome], level=level, still=record.still) is None:
            return False
        paper = PAPER if level is Level.COUNTY and code == STATION else None
        about = record.revision if names_facts else None
        self.say(code, said.CaseDecided(self.case_no, level, outcome, on_paper=paper, about=about))
        return True

    def go_on(self, step):
        """Take a step at the station, if it is possible there."""
        record = self.record(STATION)
        if after(record.status, step, ended_as=record.ended_as) is None:
            return
        if step is Step.REGISTER:
            moving = len(record.case.movers)
            people = tuple(said.Registration(place, "01", head=place == 0) for place in range(moving))
            self.say(STATION, said.CaseRegistered(self.case_no, HOME, histories.TODAY, people))
        elif step is Step.SUPPLEMENT:
            self.say(STATION, self.facts(said.CaseSupplemented, text="补正", moving=3 + record.revision % 2))
        else:
            self.say(STATION, STEPS[step](self.case_no))

    def hand_over(self, giver, taker, most=10**9):
        """Bring what is new at one site, or the first entries of it, to another."""
        with self.stores[giver].read() as here, self.stores[taker].write() as uow:
            done, _ = chain.head(uow, giver)
            last = min(chain.head(here, giver)[0], done + most)
            absorbed = chain.absorb(uow, list(chain.entries(here, giver, done + 1, last)))
            uow.commit()
        self.told += map(str, absorbed.conflicts)
        return absorbed

    def tables(self, code):
        """Give what every table says of the case, and of the household it goes to."""
        with self.stores[code].read() as uow:
            ours = [
                uow.execute(select(table).where(table.c.case_no == self.case_no).order_by(*table.primary_key.columns))
                for table in (registry_case, case_decision, case_person, case_document, case_address, registration)
            ]
            home = uow.execute(select(household).where(household.c.household_no == HOME))
            assert not list(consistency.count_faults(uow))
            return [list(map(tuple, rows)) for rows in (*ours, home)]

    def _say(self, uow, payload, code=STATION):
        self.now += timedelta(seconds=1)
        histories.say(uow, payload, self.case_no, site=code, at=self.now)


@pytest.fixture
def sites(store, tmp_path):
    """A county on either database."""
    stores = [empty_store(tmp_path / f"{name}.db") for name in ("branch", "city")]
    yield Sites(stores[0], store, stores[1])
    for each in stores:
        each.close()


ACTS = st.one_of(
    st.tuples(st.just("county"), OUTCOMES, st.booleans()),
    st.tuples(st.just("paper"), OUTCOMES),
    st.tuples(st.just("step"), st.sampled_from([Step.REGISTER, Step.SUPPLEMENT, *STEPS])),
    st.tuples(st.just("station"), st.just(Outcome.APPROVE)),
    st.tuples(st.just("up")),
    st.tuples(st.just("down")),
)


def live(sites, act):
    kind, *what = act
    if kind == "county":
        sites.decide(COUNTY, Level.COUNTY, what[0], names_facts=what[1])
    elif kind == "paper":
        sites.decide(STATION, Level.COUNTY, what[0])
    elif kind == "station":
        sites.decide(STATION, Level.STATION, what[0])
    elif kind == "step":
        sites.go_on(what[0])
    elif kind == "up":
        sites.hand_over(STATION, COUNTY)
    else:
        sites.hand_over(COUNTY, STATION)


def test_whatever_comes_first_where_every_site_says_the_same(sites):
    """Many cases in one go: what the sites do, and when they hear of each other, is drawn anew for each."""

    @settings(
        max_examples=25,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
        database=None,
    )
    @given(
        first=st.tuples(OUTCOMES, OUTCOMES),
        acts=st.lists(ACTS, max_size=7),
        order=st.lists(st.tuples(st.sampled_from([STATION, COUNTY]), st.integers(1, 3)), max_size=12),
    )
    def cases_of_all_kinds(first, acts, order):
        sites.begin()
        live(sites, ("county", first[0], True))
        live(sites, ("paper", first[1]))
        for act in acts:
            live(sites, act)
        for giver, taker in ((STATION, COUNTY), (COUNTY, STATION)):
            sites.hand_over(giver, taker)
        for giver, most in (*order, (STATION, 10**9), (COUNTY, 10**9)):
            sites.hand_over(giver, CITY, most)
        assert sites.tables(STATION) == sites.tables(COUNTY) == sites.tables(CITY)
        row = sites.record(STATION)
        event(f"{row.status.value} {row.crossed.todo.value if row.crossed else ''}")

    cases_of_all_kinds()
    for store in sites.stores.values():
        assert rebuild.rebuild(store).problems == ()


def test_a_site_that_hears_of_the_decision_last_does_then_what_followed_from_it(sites):
    """The city has the station's steps first: they count once the decision that they follow from is there."""
    for following in ((Step.REGISTER,), (Step.REGISTER, Step.DELIVER), (Step.REGISTER, Step.REVERSE)):
        sites.begin()
        sites.decide(COUNTY, Level.COUNTY, Outcome.APPROVE)
        sites.hand_over(COUNTY, STATION)
        for step in following:
            sites.go_on(step)
        sites.hand_over(STATION, CITY)
        assert sites.record(CITY).status is CaseStatus.AT_COUNTY
        sites.hand_over(COUNTY, CITY)
        sites.hand_over(STATION, COUNTY)
        assert sites.tables(STATION) == sites.tables(COUNTY) == sites.tables(CITY)
    sites.begin()
    sites.decide(COUNTY, Level.COUNTY, Outcome.RETURN)
    sites.hand_over(COUNTY, STATION)
    sites.go_on(Step.SUPPLEMENT)
    sites.hand_over(STATION, CITY)
    sites.hand_over(COUNTY, CITY)
    assert sites.tables(STATION) == sites.tables(CITY)
    assert sites.record(CITY).revision == sites.record(STATION).revision
    assert rebuild.rebuild(sites.stores[CITY]).problems == ()


@pytest.mark.parametrize("paper", [Outcome.RETURN, Outcome.APPROVE])
def test_facts_that_are_older_than_those_already_there_come_in_behind_them(sites, paper):
    """The city hears last of the return that the first supplement answers: the newest facts hold there too."""
    sites.begin()
    sites.decide(COUNTY, Level.COUNTY, Outcome.RETURN)
    sites.hand_over(COUNTY, STATION)
    sites.go_on(Step.SUPPLEMENT)
    sites.decide(STATION, Level.STATION, Outcome.APPROVE)
    sites.decide(STATION, Level.COUNTY, paper)
    sites.go_on(Step.SUPPLEMENT if paper is Outcome.RETURN else Step.REGISTER)
    sites.hand_over(STATION, CITY)
    sites.hand_over(COUNTY, CITY)
    assert sites.record(CITY).revision == sites.record(STATION).revision
    assert sites.tables(STATION) == sites.tables(CITY)
    assert rebuild.rebuild(sites.stores[CITY]).problems == ()


def test_only_the_county_of_a_case_writes_its_decision_and_only_its_station_one_from_paper(sites):
    """A forged decision comes in with the whole chain of whoever wrote it, or not at all."""
    sites.begin()
    for site, level, paper in (
        (STATION, Level.COUNTY, None),
        ("620502002", Level.COUNTY, None),
        ("620502002", Level.COUNTY, PAPER),
        ("620502002", Level.STATION, None),
        ("620503", Level.COUNTY, None),
        (CITY, Level.COUNTY, None),
        (COUNTY, Level.STATION, None),
    ):
        forged = said.CaseDecided(sites.case_no, level, Outcome.APPROVE, on_paper=paper)
        with sites.stores[CITY].write() as uow, pytest.raises(DamagedError, match="entry_out_of_place"):
            histories.say(uow, forged, sites.case_no, site=site)


def test_a_decision_about_an_entry_that_holds_no_facts_of_the_case_decides_nothing(sites):
    """Entry 1 founded the station, 2 added its officer; nobody wrote the others."""
    sites.begin()
    for about in (0, 1, 2, 10**6):
        sites.say(COUNTY, said.CaseDecided(sites.case_no, Level.COUNTY, Outcome.REFUSE, about=about))
        absorbed = sites.hand_over(COUNTY, STATION)
        assert [conflict.kind for conflict in absorbed.conflicts] == ["case_decided"]
        assert sites.record(STATION).status is CaseStatus.AT_COUNTY
        assert sites.tables(STATION) == sites.tables(COUNTY)
    sites.decide(COUNTY, Level.COUNTY, Outcome.APPROVE)
    sites.hand_over(COUNTY, STATION)
    assert sites.record(STATION).status is sites.record(COUNTY).status is CaseStatus.APPROVED
    assert sites.tables(STATION) == sites.tables(COUNTY)


def test_a_decision_about_the_facts_of_another_case_decides_neither(sites):
    sites.begin()
    first, facts = sites.case_no, sites.record(STATION).revision
    sites.begin()
    sites.say(COUNTY, said.CaseDecided(sites.case_no, Level.COUNTY, Outcome.APPROVE, about=facts))
    sites.hand_over(COUNTY, STATION)
    for case_no in (first, sites.case_no):
        sites.case_no = case_no
        assert sites.record(STATION).status is sites.record(COUNTY).status is CaseStatus.AT_COUNTY


def test_a_database_of_before_has_its_crossed_cases_where_they_stand(sites):
    """A program of before let whichever decision came first stand; the newer one puts the case right."""
    numbers = []
    for paper, decided in ((Outcome.APPROVE, Outcome.REFUSE), (Outcome.REFUSE, Outcome.APPROVE)):
        sites.begin()
        sites.decide(COUNTY, Level.COUNTY, decided)
        sites.decide(STATION, Level.COUNTY, paper)
        sites.hand_over(STATION, COUNTY)
        numbers.append((sites.case_no, paper))
    store = sites.stores[COUNTY]
    schema.migrate(store._engine, "0009")
    with store.write() as uow:
        for case_no, paper in numbers:
            approved = paper is Outcome.APPROVE
            stands = {"case_no": case_no, "placed": approved, "persons": 4 if approved else -4, "home": HOME}
            status = "approved" if approved else "refused"
            for change in (
                f"UPDATE registry_case SET status = '{status}', placed = :placed WHERE case_no = :case_no",
                "UPDATE case_decision SET taken = NOT taken WHERE case_no = :case_no AND level = 'county'",
                "UPDATE household SET persons = persons + :persons WHERE household_no = :home",
            ):
                uow.execute(text(change), {name: value for name, value in stands.items() if f":{name}" in change})
        uow.commit()
    schema.migrate(store._engine)
    assert rebuild.rebuild(store).problems == ()
    assert sites.record(COUNTY).crossed.todo == "compare"
