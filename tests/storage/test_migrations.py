"""A database of any age becomes the newest one, whole or not at all, and its data comes along, down and up."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from alembic.autogenerate import compare_metadata
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, Column, Text, bindparam, inspect, select, text

from station_app.domain.vocabulary import Level, Outcome
from station_app.exchange.identities import verify
from station_app.journal import chain, rebuild, walk
from station_app.journal.case_entries import CaseDecided, CaseRegistered, Registration
from station_app.storage import cases, drafts, registrations, schema
from station_app.storage.tables import metadata, officer
from station_app.storage.types import Utc
from tests.journal import histories


def test_the_program_knows_its_newest_migration(store):
    with store.read() as uow:
        scripts = ScriptDirectory.from_config(schema.config(uow.connection))
        assert scripts.get_heads() == [schema.HEAD]
        assert schema.version(uow.connection) == schema.HEAD
    numbers = sorted(each.revision for each in scripts.walk_revisions())
    assert numbers == [f"{number:04}" for number in range(1, int(schema.HEAD) + 1)]


def test_migrated_tables_are_the_tables_of_the_program(store):
    with store.read() as uow:
        context = MigrationContext.configure(uow.connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_checks_and_keys_are_the_same_as_in_the_program(store):
    with store.read() as uow:
        there = inspect(uow.connection)
        for table in metadata.tables.values():
            checks = {check["name"]: _words(check["sqltext"]) for check in there.get_check_constraints(table.name)}
            wanted = {each for each in table.constraints if isinstance(each, CheckConstraint)}
            assert checks == {str(each.name): _words(str(each.sqltext)) for each in wanted}, table.name
            key = there.get_pk_constraint(table.name)["constrained_columns"]
            assert key == [column.name for column in table.primary_key], table.name
            links = {link["name"] for link in there.get_foreign_keys(table.name)}
            assert links == {str(each.name) for each in table.foreign_key_constraints}, table.name


def _words(condition):
    """Give the words of a closed list, however the database writes its condition."""
    return re.findall(r"'(\w+)'", condition)


def test_down_and_up_with_data(store):
    histories.found(store)
    case_no = histories.accept(store)
    entries = histories.everything(store)
    schema.migrate(store._engine, "base")
    with store._engine.connect() as connection:
        assert set(inspect(connection).get_table_names()) <= {"alembic_version"}
    schema.migrate(store._engine)
    with store.write() as uow:  # the journal is all that is needed: everything else follows from it
        chain.absorb(uow, entries)
        uow.execute(text("INSERT INTO store_mark (id, key_check) VALUES (1, 'x')"))
        uow.commit()
    with store.read() as uow:
        assert cases.record(uow, case_no).case.family[0].name == "王建国"
        assert walk.verify(uow, verify).ok
    assert rebuild.rebuild(store).ok


def test_a_migration_that_fails_leaves_everything_as_it_was(store):
    histories.found(store)
    before = histories.everything(store)

    def half_a_migration():
        with store._engine.begin() as connection:
            context = MigrationContext.configure(connection, opts={"transactional_ddl": True})
            with Operations.context(context) as operations:
                operations.create_table("half", Column("code", Text))
                operations.drop_table("search_key")
                raise KeyError

    with pytest.raises(KeyError):
        half_a_migration()
    with store.read() as uow:
        tables = inspect(uow.connection).get_table_names()
    assert "half" not in tables
    assert "search_key" in tables
    assert histories.everything(store) == before


def test_the_journal_cannot_be_changed_after_migrating_down_and_up(store):
    schema.migrate(store._engine, "base")
    schema.migrate(store._engine)
    with store.write() as uow:
        uow.execute(text("INSERT INTO store_mark (id, key_check) VALUES (1, 'x')"))
        uow.commit()
    histories.found(store)
    with pytest.raises(Exception, match="only grows"), store.write() as uow:
        uow.execute(text("DELETE FROM journal_entry"))


def test_a_password_of_before_holds_since_the_journal_says_it_was_set(store):
    schema.migrate(store._engine, "0004")
    later = histories.MORNING + timedelta(days=3)
    accounts = text("INSERT INTO officer (site, badge, name, roles, added_at) VALUES (:site, :badge, :name, '', :at)")
    recovered = text(
        "INSERT INTO journal_entry (position, site, seq, entry_id, at, clock_trusted, officer, kind, subject, payload,"
        " prev_hash, hash) VALUES (1, :site, 1, 'e', :at, TRUE, '0002', 'officer_recovered', '0002', '{}', 'x', 'y')"
    )
    typed = bindparam("at", type_=Utc)
    with store.write() as uow:
        for badge in ("0001", "0002"):
            values = {"site": histories.STATION, "badge": badge, "name": badge, "at": histories.MORNING}
            uow.execute(accounts.bindparams(typed), values)
        uow.execute(recovered.bindparams(typed), {"site": histories.STATION, "at": later})
        uow.commit()
    schema.migrate(store._engine)
    with store.read() as uow:
        rows = uow.execute(select(officer).order_by(officer.c.badge)).all()
    assert [row.password_set_at for row in rows] == [histories.MORNING, later]
    assert [(row.must_change, row.disabled_at) for row in rows] == [(False, None)] * 2


def test_the_drafts_of_before_are_there_with_owner_and_age_and_go_back_unharmed(store):
    schema.migrate(store._engine, "0001")
    old = {
        "d1": ("0001", "王建国", '{"family": [{"name": "王建国"}, {"name": "李桂芳"}]}'),
        "d2": ("0002", "", "{}"),
    }
    insert = text("INSERT INTO draft VALUES (:draft_id, :officer, :title, :saved_at, :content, '{}')").bindparams(
        bindparam("saved_at", type_=Utc)
    )
    with store.write() as uow:
        uow.execute(
            text("INSERT INTO store_mark (id, key_check) SELECT 1, 'x' WHERE NOT EXISTS (SELECT 1 FROM store_mark)")
        )
        for draft_id, (officer, title, content) in old.items():
            values = {"draft_id": draft_id, "officer": officer, "title": title, "content": content}
            uow.execute(insert, {**values, "saved_at": histories.MORNING})
        uow.commit()
    schema.migrate(store._engine)
    with store.write() as uow:
        found = {line.draft_id: line for line in drafts.listing(uow)}
        assert (found["d1"].persons, found["d2"].persons) == (2, 0)
        assert found["d1"].created_at == found["d1"].saved_at == histories.MORNING
        assert {line.saved_by for line in found.values()} == {"0001", "0002"}
        drafts.set_discarded(uow, "d2", histories.MORNING, 2)
        uow.commit()
    schema.migrate(store._engine, "0001")
    with store.read() as uow:
        rows = uow.execute(text("SELECT draft_id, officer, title, content FROM draft")).all()
    assert {row[0]: tuple(row[1:]) for row in rows} == old


def test_a_registration_of_before_keeps_its_household_and_gets_the_person_and_a_number(store):
    """What a replay gives is what the migration gives, and a household frozen since is an open one before."""
    histories.found(store)
    case_no = histories.accept(store)
    registered = CaseRegistered(
        case_no, histories.HOME, histories.TODAY, (Registration(0, "02", head=True), Registration(1, "12")), "g1"
    )
    with store.write() as uow:
        approved = CaseDecided(case_no, Level.STATION, Outcome.APPROVE)
        histories.say(uow, approved, case_no)
        histories.say(uow, registered, case_no)
        uow.commit()
    schema.migrate(store._engine, "0008")
    schema.migrate(store._engine)
    with store.read() as uow:
        father, mother = registrations.open_in(uow, histories.HOME)
    assert (father.registration_no, father.person.name, father.standing.head) == (f"{case_no}-01", "王建国", True)
    assert (mother.person.name, mother.standing.relationship) == ("李桂芳", "12")
    assert rebuild.rebuild(store).problems == ()
