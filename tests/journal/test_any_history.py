"""Whatever happens, in whatever order: the walk finds the journal in order, and the replay gives the live tables."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from msgspec import structs

from station_app.domain.vocabulary import OfficerRole
from station_app.exchange.identities import verify
from station_app.journal import chain, rebuild, walk
from station_app.journal.entries import (
    BundleAcknowledged,
    BundleExported,
    HouseholdClosed,
    KeysRotated,
    OfficerAdded,
    OfficerChanged,
    OfficerDisabled,
    PaperIssued,
    PasswordSet,
)
from station_app.storage import cases, households, notices, officers, papers, search
from station_app.storage.engine import Store
from tests.databases import DATA_KEY, empty_store
from tests.journal import histories
from tests.journal.histories import COUNTY, HOME, STATION

NAMES = st.text(st.sampled_from("王李单曾建国桂芳·买提𠮷䶮 A"), min_size=1, max_size=6).filter(str.strip)


class AnyHistory(RuleBasedStateMachine):
    """A station and its county: families, papers, households, officers, bundles, lost work, a clock that jumps."""

    @initialize()
    def found(self):
        self.folder = tempfile.TemporaryDirectory()
        self.station = empty_store(Path(self.folder.name) / "station.db")
        self.county = empty_store(Path(self.folder.name) / "county.db")
        histories.found(self.station)
        histories.found(self.county, COUNTY)
        histories.trust(self.county, STATION, here=COUNTY)
        self.now, self.accepted, self.sealed, self.officers, self.opened = histories.MORNING, [], 0, 1, 1
        self.notices = 0

    @rule(name=NAMES, former=st.lists(NAMES, max_size=2))
    def accept(self, name, former):
        case_no = histories.accept(self.station, histories.family(name=name, former_names=former), at=self.now)
        self.accepted.append(case_no)
        assert case_no.endswith(f"-HJ{len(self.accepted):04d}")
        with self.station.read() as uow:
            assert cases.record(uow, case_no).case.family[0].name == name
            key = search.name_key(name)
            assert not key or search.find(uow, name, 1000).total >= 1

    @rule(minutes=st.integers(-2000, 2000))
    def time_passes(self, minutes):
        self.now += timedelta(minutes=minutes)

    @precondition(lambda self: self.accepted)
    @rule(data=st.data())
    def issue_a_paper(self, data):
        case_no = data.draw(st.sampled_from(self.accepted))
        with self.station.write() as uow:
            copy = papers.count(uow, case_no, "receipt") + 1
            histories.say(uow, PaperIssued(case_no, "receipt", copy, histories.digest("pdf")), case_no, at=self.now)
            uow.commit()

    @rule(draft=st.sampled_from(["d1", "d2", "d3"]))
    def tell_everything_that_is_missing(self, draft):
        with self.station.write() as uow:
            before = notices.open_of_draft(uow, draft, STATION)
            number = notices.next_number(uow, STATION, histories.TODAY)
            payload = histories.notice(number, draft, before.notice_no if before else None)
            histories.say(uow, payload, number, at=self.now)
            uow.commit()
        self.notices += 1
        assert number.endswith(f"-GZ{self.notices:04d}")

    @rule(draft=st.sampled_from(["d1", "d2", "d3"]))
    def accept_what_was_completed(self, draft):
        with self.station.write() as uow:
            notice = notices.open_of_draft(uow, draft, STATION)
            if notice is None:
                return
            case_no = cases.next_number(uow, STATION, histories.TODAY)
            answer = structs.replace(histories.acceptance(case_no), notice_no=notice.notice_no)
            histories.say(uow, answer, case_no, at=self.now)
            uow.commit()
        self.accepted.append(case_no)
        with self.station.read() as uow:
            assert notices.open_of_draft(uow, draft, STATION) is None
            assert notices.record(uow, case_no).notice_no == notice.notice_no
            assert cases.record(uow, case_no).timeline[0].kind == "notice_issued"

    @rule()
    def open_a_household(self):
        self.opened += 1
        number = f"{STATION}-P{self.opened:03d}"
        with self.station.write() as uow:
            histories.say(uow, histories.household(number), number, at=self.now)
            uow.commit()

    @rule(which=st.integers(1, 5))
    def close_a_household(self, which):
        number = f"{STATION}-P{which:03d}"
        with self.station.write() as uow:
            histories.say(uow, HouseholdClosed(number, "并户"), number, at=self.now)
            uow.commit()

    @rule()
    def add_an_officer(self):
        self.officers += 1
        badge = f"{self.officers:04d}"
        with self.station.write() as uow:
            histories.say(uow, OfficerAdded(badge, f"警{badge}", (OfficerRole.REVIEWER,)), badge, at=self.now)
            uow.commit()

    @rule(which=st.integers(1, 4), roles=st.lists(st.sampled_from(OfficerRole), min_size=1, max_size=2))
    def change_an_officer(self, which, roles):
        badge = f"{which:04d}"
        with self.station.write() as uow:
            histories.say(uow, OfficerChanged(badge, f"改{badge}", tuple(roles)), badge, at=self.now)
            uow.commit()

    @rule(which=st.integers(1, 4), must_change=st.booleans())
    def set_a_password(self, which, must_change):
        badge = f"{which:04d}"
        with self.station.write() as uow:
            histories.say(uow, PasswordSet(badge, must_change), badge, at=self.now)
            uow.commit()

    @rule(which=st.integers(2, 4))
    def close_an_account(self, which):
        badge = f"{which:04d}"
        with self.station.write() as uow:
            histories.say(uow, OfficerDisabled(badge, "调离"), badge, at=self.now)
            histories.say(uow, KeysRotated(badge), STATION, at=self.now)
            uow.commit()
        with self.station.read() as uow:
            assert officers.get(uow, badge) is None

    @rule()
    def lose_the_work(self):
        """The process dies before the commit."""
        with self.station.write() as uow:
            case_no = cases.next_number(uow, STATION, histories.TODAY)
            histories.say(uow, histories.acceptance(case_no), case_no, at=self.now)

    @rule()
    def reopen(self):
        self.station.close()
        self.station = Store.open(self.station.path, DATA_KEY)

    @rule(acknowledge=st.booleans())
    def hand_over(self, acknowledge):
        self.sealed += 1
        content = histories.digest(str(self.sealed))
        with self.station.write() as uow:
            histories.seal(uow, self.sealed)
            uow.commit()
        with self.county.write() as uow:
            done, _ = chain.head(uow, STATION)
            with self.station.read() as here:
                chain.absorb(uow, chain.entries(here, STATION, max(1, done - 3), 10**9))
            uow.commit()
        with self.station.write() as uow:
            histories.say(uow, BundleExported(COUNTY, self.sealed, content, content), COUNTY, at=self.now)
            if acknowledge:
                histories.say(uow, BundleAcknowledged(COUNTY, self.sealed, content), COUNTY, at=self.now)
            uow.commit()

    @invariant()
    def the_journal_is_in_order_and_the_tables_are_what_it_says(self):
        for store in (self.station, self.county):
            with store.read() as uow:
                assert walk.verify(uow, verify).problems == ()
            assert rebuild.rebuild(store).problems == ()

    @invariant()
    def everybody_is_counted(self):
        with self.station.read() as uow:
            assert households.get(uow, HOME).persons == 4 * len(self.accepted)
            assert len(households.members(uow, HOME)) == 4 * len(self.accepted)

    def teardown(self):
        if hasattr(self, "station"):
            self.station.close()
            self.county.close()
            self.folder.cleanup()


AnyHistory.TestCase.settings = settings(max_examples=8, stateful_step_count=12, deadline=None)

TestAnyHistory = AnyHistory.TestCase
