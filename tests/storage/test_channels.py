"""How each channel stands is read from the journal's bundles, own ones only."""

from __future__ import annotations

import pytest

from station_app.domain.records import ExchangeState
from station_app.journal.entries import BundleAcknowledged, BundleExported, BundleImported
from station_app.storage import channels
from tests.journal import histories
from tests.journal.histories import COUNTY, MORNING, STATION


@pytest.fixture
def desk(store):
    """A station that trusts its county: four entries."""
    histories.found(store)
    histories.trust(store, COUNTY, here=STATION)
    return store


def say(store, *payloads):
    with store.write() as uow:
        for payload in payloads:
            histories.say(uow, payload, COUNTY)
        uow.commit()


def state(store):
    with store.read() as uow:
        (one,) = channels.state(uow)
    return one


def test_before_the_first_bundle_everything_waits(desk):
    assert state(desk) == ExchangeState(COUNTY, f"站点{COUNTY}", 0, None, 4, 0)
    with desk.read() as uow:
        assert channels.last_sent(uow, COUNTY) is None
        assert channels.last_received(uow, COUNTY) is None


def test_a_sealed_bundle_is_not_handed_over_yet(desk):
    with desk.write() as uow:
        histories.seal(uow)
        uow.commit()
    with desk.read() as uow:
        sent = channels.last_sent(uow, COUNTY)
    assert (sent.number, sent.first_seq, sent.last_seq, sent.exported_at) == (1, 1, 5, None)
    assert (state(desk).last_number, state(desk).waiting_entries) == (0, 5)


def test_an_exported_bundle_waits_for_its_acknowledgement(desk):
    content, file = histories.digest("content"), histories.digest("file")
    with desk.write() as uow:
        histories.seal(uow)
        uow.commit()
    say(desk, BundleExported(COUNTY, 1, content, file))
    assert (state(desk).last_number, state(desk).last_at, state(desk).acknowledged) == (1, MORNING, 0)
    assert state(desk).waiting_entries == 1  # the note of the export itself
    say(desk, BundleAcknowledged(COUNTY, 1, content))
    assert state(desk).acknowledged == 1
    with desk.read() as uow:
        sent = channels.sent(uow, COUNTY, 1)
        assert (sent.content, sent.sha256, sent.acknowledged_at) == (content, file, MORNING)
        assert channels.sent(uow, COUNTY, 2) is None


def test_what_was_imported_is_known_by_sender_and_number(desk):
    say(desk, BundleImported(COUNTY, 1, "c1", "f1", 1, 7), BundleImported(COUNTY, 2, "c2", "f2", 8, 9))
    with desk.read() as uow:
        assert channels.received(uow, COUNTY, 1).last_seq == 7
        assert channels.received(uow, COUNTY, 3) is None
        assert channels.received(uow, STATION, 1) is None
        assert channels.last_received(uow, COUNTY).content == "c2"
