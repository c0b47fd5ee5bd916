"""The walk finds what somebody changed behind the program's back: in a row, in the order, in a signature."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from station_app.exchange.identities import CHECKPOINT, Identity, checkpoint_message, verify
from station_app.journal import chain, walk
from station_app.journal.entries import Checkpoint
from tests.databases import empty_store
from tests.journal import histories
from tests.journal.histories import COUNTY, STATION


@pytest.fixture
def journal(store):
    """A journal with a family, a sealed bundle and a checkpoint."""
    histories.found(store)
    histories.accept(store)
    with store.write() as uow:
        histories.seal(uow)
        seq, head = chain.head(uow, STATION)
        signature = histories.IDENTITY.sign(CHECKPOINT, checkpoint_message(STATION, seq, head)).hex()
        histories.say(uow, Checkpoint(head, signature), STATION)
        uow.commit()
    return store


def report(store):
    with store.read() as uow:
        return walk.verify(uow, verify)


def tamper(store, *statements):
    """Change rows as someone with the key and a database tool would: without the triggers."""
    with store.write() as uow:
        if store.kind == "postgresql":
            uow.execute(text("DROP TRIGGER journal_entry_only_grows ON journal_entry"))
        else:
            uow.execute(text("DROP TRIGGER journal_entry_never_update"))
            uow.execute(text("DROP TRIGGER journal_entry_never_delete"))
        for statement in statements:
            uow.execute(text(statement))
        uow.commit()


def test_an_honest_journal_is_in_order(journal):
    found = report(journal)
    assert found.ok
    assert found.entries == 6
    assert found.head == histories.everything(journal)[-1].hash
    assert found.problems == ()


def test_a_changed_field_is_found(journal):
    tamper(journal, "UPDATE journal_entry SET officer = '0002' WHERE seq = 4")
    assert report(journal).problems == (f"chain_broken {STATION}#4",)


def test_a_changed_payload_is_found(journal):
    tamper(journal, "UPDATE journal_entry SET payload = replace(payload, '王建国', '王健国') WHERE seq = 4")
    assert f"chain_broken {STATION}#4" in report(journal).problems


def test_a_payload_that_is_no_longer_readable_is_found(journal):
    tamper(journal, "UPDATE journal_entry SET payload = '{}' WHERE seq = 4")
    assert report(journal).problems == (f"chain_broken {STATION}#4", f"entry_unreadable {STATION}#4")


def test_a_removed_entry_is_found(journal):
    tamper(journal, "DELETE FROM journal_entry WHERE seq = 2")
    assert report(journal).problems == (f"chain_gap {STATION}#3",)


def test_a_rewritten_entry_with_a_fitting_hash_breaks_the_next_link(journal):
    forged = histories.digest("x")
    tamper(journal, f"UPDATE journal_entry SET hash = '{forged}' WHERE seq = 2")
    assert report(journal).problems == (f"chain_broken {STATION}#2", f"chain_fork {STATION}#3")


def test_a_signature_by_another_key_is_found(journal):
    with journal.write() as uow:
        seq, head = chain.head(uow, STATION)
        signature = Identity.generate().sign(CHECKPOINT, checkpoint_message(STATION, seq, head)).hex()
        histories.say(uow, Checkpoint(head, signature), STATION)
        uow.commit()
    assert report(journal).problems == (f"seal_wrong {STATION}#7",)


@pytest.mark.parametrize("signature", ["", "zz", "00" * 64])
def test_a_signature_that_is_none_is_found(journal, signature):
    with journal.write() as uow:
        histories.say(uow, Checkpoint(chain.head(uow, STATION)[1], signature), STATION)
        uow.commit()
    assert report(journal).problems == (f"seal_wrong {STATION}#7",)


def test_a_seal_over_another_head_is_found(journal):
    with journal.write() as uow:
        seq, _ = chain.head(uow, STATION)
        other = histories.digest("other")
        signature = histories.IDENTITY.sign(CHECKPOINT, checkpoint_message(STATION, seq, other)).hex()
        histories.say(uow, Checkpoint(other, signature), STATION)
        uow.commit()
    assert report(journal).problems == (f"seal_wrong {STATION}#7",)


def test_seals_of_a_trusted_site_count_also_after_its_key_was_exchanged(journal, tmp_path):
    county = empty_store(tmp_path / "county.db")
    histories.found(county, COUNTY)
    histories.trust(county, STATION, here=COUNTY)
    with county.write() as uow:
        chain.absorb(uow, histories.everything(journal))
        uow.commit()
    histories.trust(county, STATION, here=COUNTY, key=Identity.generate().signing_key)
    assert report(county).ok
    county.close()


def test_seals_of_a_site_nobody_trusts_prove_nothing(journal, tmp_path):
    county = empty_store(tmp_path / "county.db")
    histories.found(county, COUNTY)
    with county.write() as uow:
        chain.absorb(uow, histories.everything(journal))
        uow.commit()
    assert report(county).problems == (f"seal_unknown_site {STATION}#5", f"seal_unknown_site {STATION}#6")
    county.close()
