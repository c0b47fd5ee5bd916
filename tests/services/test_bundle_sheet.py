"""The sheet that goes with a stick: what is on it, what it leaves out, and that printing it starts no new bundle."""

from __future__ import annotations

import hashlib

import pytest

from station_app.errors import RefusedError
from station_app.journal import chain
from tests.printing.paper_cases import page_texts
from tests.services.exchanging import COUNTY, more_families, two_sites


@pytest.fixture
def station(tmp_path):
    with two_sites(tmp_path) as (station, _county):
        yield station


def test_the_sheet_names_the_bundle_the_sites_and_the_digest_of_the_file(station, tmp_path):
    exported = station.export(tmp_path / "stick")
    issued = station.print_bundle_sheet(COUNTY, exported.number)
    (page,) = page_texts(issued.pdf)
    bare = "".join(page.split())
    for said in ("数据交接包交接单", "620502001", COUNTY, "第1号", f"{exported.entries}条", "接收人"):
        assert said in bare, said
    assert hashlib.sha256((tmp_path / "stick").glob("*.tsbundle").__next__().read_bytes()).hexdigest() in bare


def test_nobody_s_name_but_the_officer_s_is_on_the_sheet(station, tmp_path):
    numbers = more_families(station, 1)
    station.export(tmp_path / "stick")
    (page,) = page_texts(station.print_bundle_sheet(COUNTY, 1).pdf)
    for case_no in numbers:
        for member in station.show(case_no).case.family:
            assert (member.name or "?") not in page
            assert (member.id_number or "?") not in page


def test_the_copy_is_journalled_with_the_digest_of_its_bytes_and_the_second_is_the_second(station, tmp_path):
    station.export(tmp_path / "stick")
    first, second = (station.print_bundle_sheet(COUNTY, 1) for _ in range(2))
    assert (first.copy, second.copy) == (1, 2)
    assert first.pdf == second.pdf
    site = station._desk.site.code
    with station._desk.store.read() as uow:
        last, _head = chain.head(uow, site)
        told = [each for each in chain.entries(uow, site, 1, last) if each.kind == "paper_issued"]
    assert [hashlib.sha256(first.pdf).hexdigest().encode() in bytes(each.payload) for each in told[-2:]] == [True, True]


def test_printing_the_sheet_is_nothing_new_to_hand_over(station, tmp_path):
    station.export(tmp_path / "stick")
    station.print_bundle_sheet(COUNTY, 1)
    with pytest.raises(RefusedError, match="nothing_to_export"):
        station.export(tmp_path / "another")
    more_families(station, 1)
    assert station.export(tmp_path / "another").number == 2


@pytest.mark.parametrize(("channel", "number"), [(COUNTY, 2), ("620503", 1), (COUNTY, 1)])
def test_a_bundle_that_was_never_written_has_no_sheet(station, channel, number):
    with pytest.raises(RefusedError, match="bundle_unknown"):
        station.print_bundle_sheet(channel, number)
