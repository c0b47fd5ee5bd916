"""Inspect: what a bundle says of itself, with or without a site, and never more than that."""

import pytest

from station_app.errors import DamagedError
from station_app.services.inspect_bundle import inspect_bundle
from tests.exchange.forging import honest, hostile, members, our_zip
from tests.services.exchanging import COUNTY, STATION, head, two_sites


@pytest.fixture
def sites(tmp_path):
    with two_sites(tmp_path) as pair:
        yield pair


def test_the_receiver_sees_who_sent_it_and_that_it_is_whole(sites, tmp_path):
    station, county = sites
    exported = station.export(tmp_path)
    path = next(tmp_path.glob("*.tsbundle"))
    before = head(county)
    facts = county.inspect(path)
    assert (facts["from"], facts["to"], facts["number"]) == (STATION, COUNTY, 1)
    assert facts["signature"] == "valid"
    assert facts["for_us"] is True
    assert facts["counts"]["entries"] == exported.entries
    assert head(county) == before


def test_without_a_site_the_sender_is_unknown_but_the_facts_are_there(tmp_path):
    path = tmp_path / "x.tsbundle"
    path.write_bytes(honest())
    facts = inspect_bundle(path, None)
    assert (facts["signature"], facts["for_us"], facts["number"]) == ("sender_unknown", None, 1)


def test_a_stranger_posing_as_a_known_station_is_seen(sites, tmp_path):
    _, county = sites
    path = tmp_path / "x.tsbundle"
    path.write_bytes(honest())
    with pytest.raises(DamagedError, match="bundle_forged"):
        county.inspect(path)


def test_a_receipt_can_be_inspected_too(sites, tmp_path):
    station, county = sites
    station.export(tmp_path)
    receipt = county.import_bundle(next(tmp_path.glob("*.tsbundle"))).acknowledgement
    facts = station.inspect(type(tmp_path)(receipt))
    assert facts["format"] == "station-app/acknowledgement/1"
    assert (facts["signature"], facts["for_us"]) == ("valid", True)


def test_a_receipt_by_somebody_else_is_seen(sites, tmp_path):
    station, county = sites
    station.export(tmp_path)
    receipt = type(tmp_path)(county.import_bundle(next(tmp_path.glob("*.tsbundle"))).acknowledgement)
    raw = receipt.read_bytes()
    receipt.write_bytes(raw.replace(b'"number":1', b'"number":2'))
    with pytest.raises(DamagedError, match="acknowledgement_forged"):
        station.inspect(receipt)


def test_an_altered_member_is_seen_without_any_key(tmp_path):
    path = tmp_path / "x.tsbundle"
    (name, content), *rest = members(honest()).items()
    path.write_bytes(our_zip([(name, content[:-1] + bytes([content[-1] ^ 1])), *rest]))
    with pytest.raises(DamagedError, match="bundle_damaged"):
        inspect_bundle(path, None)


@pytest.mark.parametrize("name", ["empty", "traversal", "zip_bomb", "huge_number", "prepended_and_corrected"])
def test_what_is_no_bundle_has_nothing_to_say(name, tmp_path):
    path = tmp_path / "x.tsbundle"
    path.write_bytes(hostile()[name])
    with pytest.raises(DamagedError, match="bundle_malformed"):
        inspect_bundle(path, None)
