"""Whatever an officer types finds the family, through an index, on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.dialects import postgresql, sqlite

from station_app.storage import search
from tests.journal import histories
from tests.journal.histories import MORNING, STATION
from tests.people import FATHER_ID, MOTHER_ID


@pytest.fixture
def desk(store):
    """A station with three families."""
    histories.found(store)
    histories.accept(store)
    second = histories.family(name="单雄信", former_names=["单大"], phone="13900000001")
    histories.accept(store, second, at=MORNING + timedelta(minutes=1))
    third = histories.family(name="买买提·吐尔逊", id_number=None, phone=None)
    histories.accept(store, third, at=MORNING + timedelta(minutes=2))
    return store


def found(store, wanted, limit=50):
    with store.read() as uow:
        result = search.find(uow, wanted, limit)
    assert result.total >= len(result.rows)
    return [(int(row.case_no[-4:]), row.matched) for row in result.rows]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ("王建国", [(1, "name")]),
        ("建国", [(1, "name")]),
        (" 国 ", [(1, "name")]),
        ("wangjianguo", [(1, "pinyin")]),
        ("Wang Jianguo", [(1, "pinyin")]),
        ("WJG", [(1, "initials")]),
        ("单雄信", [(2, "name")]),
        ("shanxiongxin", [(2, "pinyin")]),
        ("danxiongxin", [(2, "pinyin")]),
        ("单大", [(2, "name")]),
        ("买买提·吐尔逊", [(3, "name")]),
        ("买买提．吐", [(3, "name")]),
        ("吐尔逊", [(3, "name")]),
        ("maimaiti", [(3, "pinyin")]),
        (FATHER_ID, [(2, "id_number"), (1, "id_number")]),
        (FATHER_ID.lower(), [(2, "id_number"), (1, "id_number")]),
        (f"{MOTHER_ID[:6]} {MOTHER_ID[6:14]}", [(3, "id_number"), (2, "id_number"), (1, "id_number")]),
        (MOTHER_ID[-4:], [(3, "id_number"), (2, "id_number"), (1, "id_number")]),
        (MOTHER_ID[-6:], [(3, "id_number"), (2, "id_number"), (1, "id_number")]),
        (FATHER_ID[-4:].lower(), [(2, "id_number"), (1, "id_number")]),
        (FATHER_ID[-3:], []),
        ("13900000001", [(2, "phone")]),
        ("139000", [(2, "phone")]),
        ("0001", [(1, "case_no"), (2, "phone")]),
        ("00000001", [(2, "phone")]),
        ("001", []),
        ("磐安镇", [(3, "address"), (2, "address"), (1, "address")]),
        ("安镇 某某", [(3, "address"), (2, "address"), (1, "address")]),
        (f"{STATION}-20261123-HJ0002", [(2, "case_no")]),
        (f"{STATION}-20261123-hj0002", [(2, "case_no")]),
        ("20261123-HJ0003", [(3, "case_no")]),
        ("HJ0003", [(3, "case_no")]),
        ("0003", [(3, "case_no")]),
        ("没有此人", []),
        ("zzzz", []),
        ("%", []),
        ("_国", []),
        ("' OR 1=1 --", []),
        ("\x00", []),
        ("·", []),
        ("\U0010ffff", []),
        ("王\ud800建国", []),
        ("9" * 64, []),
    ],
)
def test_a_family_is_found_by(desk, wanted, expected):
    assert found(desk, wanted) == expected


def test_nothing_typed_gives_the_newest(desk):
    assert found(desk, "") == [(3, ""), (2, ""), (1, "")]


def test_no_more_rows_than_wanted_but_all_counted(desk):
    with desk.read() as uow:
        result = search.find(uow, "李桂芳", 2)
    assert (result.total, [row.case_no[-1] for row in result.rows]) == (3, ["3", "2"])


def test_who_fits_wholly_comes_before_who_fits_in_part(desk):
    histories.accept(desk, histories.family(name="王建国强"), at=MORNING + timedelta(minutes=9))
    assert found(desk, "王建国") == [(1, "name"), (4, "name")]


def test_every_way_goes_through_an_index(desk):
    dialect = sqlite.dialect(paramstyle="named") if desk.kind == "sqlcipher" else postgresql.dialect()
    compiled = search._STATEMENT.compile(dialect=dialect)
    for wanted, table in (("王建国", "search_key"), ("620502", "case_person")):
        values = {**compiled.params, **search.values_of(wanted), "most": 50}
        with desk.read() as uow:
            plan = _plan(uow, str(compiled), values)
        if desk.kind == "postgresql":
            assert any("Index" in line and table in line for line in plan), plan
            assert not any("Seq Scan" in line for line in plan), plan
        else:
            assert any(line.startswith(f"SEARCH {table} USING") for line in plan), plan
            tables = ("SCAN search_key", "SCAN case_person", "SCAN registry_case")
            assert not [line for line in plan if line.startswith(tables)], plan


def _plan(uow, statement, values):
    if uow.kind == "postgresql":
        uow.execute(text("SET LOCAL enable_seqscan = off"))  # three families alone would be scanned
        return uow.connection.exec_driver_sql(f"EXPLAIN {statement}", values).scalars().all()
    return [row[3] for row in uow.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)]
