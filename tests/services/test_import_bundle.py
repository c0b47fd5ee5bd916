"""Import: the county gets the same cases, once, in order, from the site that signed them, or nothing at all."""

import hashlib
import json
import time

import msgspec
import pytest

from station_app.bench.families import families
from station_app.domain.vocabulary import SiteKind
from station_app.errors import DamagedError, NotPermittedError, RefusedError, StationError
from station_app.imaging.cleaning import clean
from station_app.services.import_bundle import import_bundle
from station_app.storage.blobs import BlobStore
from tests.exchange.forging import entries_of, forged, hostile, members, rechained, resigned
from tests.imaging import scans
from tests.services.exchanging import (
    COUNTY,
    STATION,
    copied,
    found,
    found_county,
    head,
    more_families,
    two_sites,
    without_roles,
)
from tests.stations import introduce


@pytest.fixture
def sites(tmp_path):
    with two_sites(tmp_path) as pair:
        yield pair


@pytest.fixture(scope="module")
def lasting(tmp_path_factory):
    """Two sites for the tests that must leave the county as it is."""
    folder = tmp_path_factory.mktemp("lasting")
    with two_sites(folder) as (station, county):
        station.export(folder / "stick")
        yield station, county, next((folder / "stick").iterdir()).read_bytes()


def _exported(station, folder):
    """Export into a folder of its own and give the file."""
    exported = station.export(folder)
    return folder / exported.bundle.rsplit("/", 1)[-1]


def test_the_same_case_appears_at_the_county(sites, tmp_path):
    station, county = sites
    case_no = station.find("王建国").rows[0].case_no
    imported = county.import_bundle(_exported(station, tmp_path / "stick"))
    assert imported.duplicates == 0
    assert county.show(case_no).case == station.show(case_no).case
    assert county.verify_journal().ok
    assert county.rebuild_journal().ok


def test_bundle_after_bundle_arrives(sites, tmp_path):
    station, county = sites
    for number in (1, 2, 3):
        more_families(station, 2, start=10 * number)
        assert county.import_bundle(_exported(station, tmp_path / str(number))).number == number
    assert county.find("").total == station.find("").total
    assert county.verify_journal().ok


def test_importing_again_changes_nothing_and_gives_the_same_receipt(sites, tmp_path):
    station, county = sites
    bundle = _exported(station, tmp_path / "stick")
    first = county.import_bundle(bundle)
    receipt, before = (tmp_path / first.acknowledgement).read_bytes(), head(county)
    (tmp_path / first.acknowledgement).unlink()
    second = county.import_bundle(bundle)
    assert (second.applied, second.duplicates) == (0, first.applied)
    assert head(county) == before
    assert (tmp_path / second.acknowledgement).read_bytes() == receipt


def test_progress_ends_with_everything_done_and_cancelling_applies_nothing(sites, tmp_path):
    station, county = sites
    bundle = _exported(station, tmp_path / "stick")
    before = head(county)

    def cancel(done, total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        county.import_bundle(bundle, cancel)
    assert head(county) == before
    seen = []
    imported = county.import_bundle(bundle, lambda done, total: seen.append((done, total)))
    assert seen[-1] == (imported.applied, imported.applied)


def test_a_missing_bundle_is_named(sites, tmp_path):
    station, county = sites
    bundles = []
    for number in range(4):
        bundles.append(_exported(station, tmp_path / str(number)))
        more_families(station, 1, start=20 + number)
    county.import_bundle(bundles[0])
    before = head(county)
    with pytest.raises(RefusedError, match="bundle_gap") as gap:
        county.import_bundle(bundles[3])
    assert gap.value.details == {"site": STATION, "expected": 2, "got": 4, "missing": "2-3"}
    assert head(county) == before
    for bundle in bundles[1:]:
        county.import_bundle(bundle)
    assert county.import_bundle(bundles[1]).applied == 0


def test_a_station_restored_from_a_copy_shows_as_a_fork(tmp_path):
    station, county = found(tmp_path / "station"), found_county(tmp_path / "county")
    introduce(station, county, tmp_path / "letters")
    copied(station, tmp_path / "station", tmp_path / "copy")
    station, copy = _logged_in(tmp_path / "station"), _logged_in(tmp_path / "copy")
    more_families(station, 1, start=1)
    more_families(copy, 1, start=2)
    county.import_bundle(_exported(station, tmp_path / "a"))
    before = head(county)
    forks = [_exported(copy, tmp_path / "b")]
    more_families(copy, 1, start=3)
    forks.append(_exported(copy, tmp_path / "c"))
    for fork in forks:
        with pytest.raises(DamagedError, match="bundle_fork"):
            county.import_bundle(fork)
    assert head(county) == before
    for site in (station, copy, county):
        site.close()


def _logged_in(home):
    from station_app.bootstrap import door  # noqa: PLC0415
    from tests.stations import PASSWORD  # noqa: PLC0415

    return door(home, cheap_keys=True).log_in("0001", PASSWORD)


def test_a_bundle_for_somebody_else_is_not_opened(sites, tmp_path):
    station, _ = sites
    bundle = _exported(station, tmp_path / "stick")
    other = found(tmp_path / "maiji", SiteKind.COUNTY, "620503", "天水市公安局麦积分局")
    with pytest.raises(NotPermittedError, match="site_not_trusted"):
        other.import_bundle(bundle)
    other.enrol(station.request_identity(tmp_path), tmp_path)
    with pytest.raises(RefusedError, match="bundle_not_for_us"):
        other.import_bundle(bundle)
    other.close()


def test_a_bundle_for_an_old_key_of_this_site_says_so(sites, tmp_path):
    station, _ = sites
    bundle = _exported(station, tmp_path / "stick")
    reinstalled = found_county(tmp_path / "again", anew=True)
    reinstalled.enrol(station.request_identity(tmp_path), tmp_path)
    with pytest.raises(RefusedError, match="bundle_not_for_us"):
        reinstalled.import_bundle(bundle)
    reinstalled.close()


def test_the_senders_own_bundle_is_not_for_the_sender(sites, tmp_path):
    station, _ = sites
    with pytest.raises((RefusedError, NotPermittedError)):
        station.import_bundle(_exported(station, tmp_path / "stick"))


def test_only_those_who_may_take_in_do(sites, tmp_path):
    station, county = sites
    with pytest.raises(NotPermittedError, match="role_missing"):
        import_bundle(without_roles(county), _exported(station, tmp_path / "stick"))


def test_scans_arrive_with_the_case_and_the_receipt_names_each(sites, tmp_path):
    station, county = sites
    (tmp_path / "scans").mkdir()
    (tmp_path / "scans" / "page.png").write_bytes(scans.with_metadata("PNG"))
    family = next(families(1, start=77))
    first, *others = family.documents
    family = msgspec.structs.replace(family, documents=(msgspec.structs.replace(first, attachment="page.png"), *others))
    station.accept(family, attachments=tmp_path / "scans")
    exported = station.export(tmp_path / "stick")
    imported = county.import_bundle(tmp_path / exported.bundle)
    kept = clean(scans.with_metadata("PNG")).content
    digest = hashlib.sha256(kept).hexdigest()
    desk = county._desk
    assert exported.attachments == 1
    assert BlobStore(desk.home.blobs, desk.blob_key).get(digest) == kept
    assert json.loads((tmp_path / imported.acknowledgement).read_bytes())["document"]["attachments"] == [digest]
    assert kept not in (tmp_path / exported.bundle).read_bytes()


# the return receipt


def test_the_receipt_closes_the_hand_over_once(sites, tmp_path):
    station, county = sites
    receipt = tmp_path / county.import_bundle(_exported(station, tmp_path / "stick")).acknowledgement
    first = station.import_bundle(receipt)
    before = head(station)
    second = station.import_bundle(receipt)
    assert (first.applied, first.duplicates, second.applied, second.duplicates) == (1, 0, 0, 1)
    assert station.channels()[0].acknowledged == 1
    assert head(station) == before


def test_a_receipt_for_another_station_or_by_a_stranger_is_refused(sites, tmp_path):
    station, county = sites
    receipt = tmp_path / county.import_bundle(_exported(station, tmp_path / "stick")).acknowledgement
    with pytest.raises(RefusedError, match="bundle_not_for_us"):
        county.import_bundle(receipt)
    stranger = found(tmp_path / "stranger")
    with pytest.raises(NotPermittedError, match="site_not_trusted"):
        stranger.import_bundle(receipt)
    stranger.close()
    receipt.write_bytes(receipt.read_bytes().replace(b'"number":1', b'"number":2'))
    with pytest.raises(DamagedError, match="acknowledgement_forged"):
        station.import_bundle(receipt)


def test_a_receipt_for_an_export_that_broke_off_asks_for_the_export(sites, tmp_path):
    station, county = sites
    receipt = tmp_path / county.import_bundle(_exported(station, tmp_path / "stick")).acknowledgement
    more_families(station, 1)
    with pytest.raises(StationError):
        station.export(tmp_path / "not" / "there")
    facts = json.loads(receipt.read_bytes())["document"] | {"number": 2}
    body = json.dumps(facts, sort_keys=True, separators=(",", ":")).encode()
    signature = county._desk.identity.sign("acknowledgement", body).hex()
    receipt.write_bytes(b'{"document":' + body + b',"signature":"' + signature.encode() + b'"}\n')
    with pytest.raises(RefusedError, match="export_unfinished"):
        station.import_bundle(receipt)


# hostile bundles


@pytest.mark.parametrize("name", sorted(hostile()))
def test_the_hostile_corpus_changes_nothing_at_the_county(name, lasting, tmp_path):
    _, county, _ = lasting
    _refused(county, hostile()[name], tmp_path)


def test_one_flipped_bit_changes_nothing_at_the_county(lasting, tmp_path):
    _, county, good = lasting
    for offset in range(0, len(good), max(1, len(good) // 150)):
        spoilt = bytearray(good)
        spoilt[offset] ^= 1 << (offset % 8)
        _refused(county, bytes(spoilt), tmp_path)


def _refused(county, raw, tmp_path, error=StationError, match=None):
    path = tmp_path / "x.tsbundle"
    path.write_bytes(raw)
    before, started = head(county), time.perf_counter()
    with pytest.raises(error, match=match):
        county.import_bundle(path)
    assert time.perf_counter() - started < 2
    assert head(county) == before
    assert county.find("王建国").total == 0


def _accepted(entries):
    return next(entry for entry in entries if entry["kind"] == "case_accepted")


def _foreign_entry(entries):
    _accepted(entries)["site"] = "620502009"


def _foreign_case(entries):
    _accepted(entries)["payload"]["case_no"] = "620502009-20261123-HJ0001"


def _foreign_household(entries):
    next(entry for entry in entries if entry["kind"] == "household_opened")["payload"]["household_no"] = (
        "620502009-P001"
    )


def _founded_otherwise(entries):
    entries[0]["payload"]["signing_key"] = "00" * 32


def _founded_twice(entries):
    entries[1]["kind"], entries[1]["payload"] = "site_founded", dict(entries[0]["payload"])


def _unknown_kind(entries):
    accepted = _accepted(entries)
    accepted["kind"] = accepted["payload"]["kind"] = "money_paid"


def _other_kind(entries):
    _accepted(entries)["kind"] = "paper_issued"


def _unknown_key(entries):
    _accepted(entries)["payload"]["x"] = 1


def _zero_character(entries):
    _accepted(entries)["payload"]["case"]["family"][0]["name"] = "王\0建国"


def _scan_that_never_came(entries):
    _accepted(entries)["payload"]["attachments"] = [{"media_type": "image/png", "sha256": "11" * 32, "size": 1}]


def _scan_of_another_type(entries):
    _accepted(entries)["payload"]["attachments"] = 5


def _seq_jumps(entries):
    entries[2]["seq"] += 1


def _local_time(entries):
    _accepted(entries)["at"] = "2026-11-23T08:00:00"


def _no_seal(entries):
    entries.pop()


def _seal_of_another_number(entries):
    entries[-1]["payload"]["number"] = 2


def _seal_for_another(entries):
    entries[-1]["payload"]["channel"] = "620522"


def _huge_copy(entries):
    entries[1]["kind"] = "paper_issued"
    entries[1]["payload"] = {
        "kind": "paper_issued",
        "case_no": f"{STATION}-20261123-HJ0001",
        "paper": "receipt",
        "copy": 10**30,
        "sha256": "00" * 32,
    }


def _large_copy(entries):
    _huge_copy(entries)
    entries[1]["payload"]["copy"] = 2**40


def _same_case_twice(entries):
    entries[1]["kind"], entries[1]["subject"] = "case_accepted", _accepted(entries)["subject"]
    entries[1]["payload"] = dict(_accepted(entries)["payload"])


def _family_of_nobody(entries):
    _accepted(entries)["payload"]["case"]["family"] = []


def _family_left_out(entries):
    del _accepted(entries)["payload"]["case"]["family"]


def _name_of_another_type(entries):
    _accepted(entries)["payload"]["case"]["family"][0]["name"] = {"first": "x"}


FORGERIES = {
    forgery.__name__.strip("_"): forgery
    for forgery in (
        _foreign_entry,
        _foreign_case,
        _foreign_household,
        _founded_otherwise,
        _founded_twice,
        _unknown_kind,
        _other_kind,
        _unknown_key,
        _zero_character,
        _scan_that_never_came,
        _scan_of_another_type,
        _seq_jumps,
        _local_time,
        _no_seal,
        _seal_of_another_number,
        _seal_for_another,
        _huge_copy,
        _large_copy,
        _same_case_twice,
        _family_of_nobody,
        _family_left_out,
        _name_of_another_type,
    )
}


@pytest.mark.parametrize("name", sorted(FORGERIES))
def test_a_trusted_station_turned_bad_cannot_reach_beyond_itself(name, lasting, tmp_path):
    station, county, good = lasting
    entries = entries_of(good, county._desk.identity)
    FORGERIES[name](entries)
    raw = forged(entries, good, station._desk.identity)
    _refused(county, raw, tmp_path, RefusedError if name == "unknown_kind" else DamagedError)


@pytest.mark.postgres
def test_nor_at_a_county_on_postgresql(lasting, tmp_path, postgres_place):
    station, _, _ = lasting
    county = found(tmp_path / "maiji", SiteKind.COUNTY, "620503", "天水市公安局麦积分局", database=postgres_place)
    introduce(station, county, tmp_path / "letters")
    good = _exported_to(station, "620503", tmp_path / "stick").read_bytes()
    for forgery in FORGERIES.values():
        entries = entries_of(good, county._desk.identity)
        forgery(entries)
        _refused(county, forged(entries, good, station._desk.identity), tmp_path)
    same = tmp_path / "same.tsbundle"
    same.write_bytes(good)
    assert county.import_bundle(same).duplicates == 0
    assert county.rebuild_journal().ok
    county.close()


def _raw_forgeries(good, county, station):
    """Lines that the forger writes by hand, because no honest encoder would."""
    identity = station._desk.identity
    plain = rechained(entries_of(good, county._desk.identity), identity)
    lines = plain.splitlines()
    deep = b"[" * 10_000 + b"]" * 10_000
    return {
        "deep_payload": b"\n".join(
            [lines[0].replace(b'"payload":{', b'"payload":{"a":' + deep + b","), *lines[1:], b""]
        ),
        "deep_line": b"\n".join([deep, *lines[1:], b""]),
        "not_json": b"\n".join([b"x", *lines[1:], b""]),
        "empty_line": b"\n".join([b"", *lines[1:], b""]),
        "list": b"\n".join([b"[]", *lines[1:], b""]),
        "nan": plain.replace(b'"seq":1,', b'"seq":NaN,', 1),
        "huge_number": plain.replace(b'"seq":1,', b'"seq":1' + b"0" * 400 + b",", 1),
        "duplicate_key": plain.replace(b'"seq":1,', b'"seq":1,"seq":1,', 1),
        "duplicate_key_in_payload": plain.replace(b'"payload":{', b'"payload":{"kind":"x",', 1),
        "space": plain.replace(b'"seq":1,', b'"seq": 1,', 1),
        "unknown_key": plain.replace(b'"seq":1,', b'"seq":1,"x":1,', 1),
        "wrong_hash": plain.replace(b'"officer":"0001"', b'"officer":"0002"', 1),
        "bad_utf8": plain.replace("王".encode(), b"\xff\xfe\xfd", 1),
        "surrogate": plain.replace("王".encode(), b"\\ud800", 1),
    }


@pytest.mark.parametrize(
    "name",
    [
        "bad_utf8",
        "deep_line",
        "deep_payload",
        "duplicate_key",
        "duplicate_key_in_payload",
        "empty_line",
        "huge_number",
        "list",
        "nan",
        "not_json",
        "space",
        "surrogate",
        "unknown_key",
        "wrong_hash",
    ],
)
def test_lines_no_honest_station_would_write_change_nothing(name, lasting, tmp_path):
    station, county, good = lasting
    plain = _raw_forgeries(good, county, station)[name]
    head_hash = json.loads(members(good)["manifest.json"])["head"]
    raw = resigned([plain], lambda manifest: manifest.update(head=head_hash), signer=station._desk.identity, base=good)
    _refused(county, raw, tmp_path, DamagedError, "bundle_entries|chain_|entry_")


def test_the_honest_bundle_still_arrives_after_all_that(tmp_path):
    """The forger's tools make an honest bundle when nothing is forged; so the refusals above mean what they say."""
    with two_sites(tmp_path) as (station, county):
        good = _exported(station, tmp_path / "stick").read_bytes()
        same = tmp_path / "same.tsbundle"
        same.write_bytes(forged(entries_of(good, county._desk.identity), good, station._desk.identity))
        assert county.import_bundle(same).applied == len(entries_of(good, county._desk.identity))
        assert head(county)[0][1] == json.loads(members(good)["manifest.json"])["head"]


@pytest.mark.parametrize(
    ("change", "match"),
    [
        ({"epoch": "ffffffffffffffff"}, "site_restored_elsewhere"),
        ({"practice": True}, "practice_real_mix"),
        ({"to": "620503"}, "bundle_not_for_us"),
        ({"from": "620502009"}, "site_not_trusted"),
        ({"number": 3, "previous": "11" * 32}, "bundle_gap"),
    ],
)
def test_a_cover_that_does_not_fit_is_refused_before_anything_is_opened(change, match, lasting, tmp_path):
    station, county, good = lasting
    entries = entries_of(good, county._desk.identity)
    _refused(county, forged(entries, good, station._desk.identity, **change), tmp_path, StationError, match)


def test_what_a_station_trusts_the_county_does_not(sites, tmp_path):
    station, county = sites
    other = found(tmp_path / "other", code="620502002", name="秦州分局七里墩派出所")
    station.enrol(other.request_identity(tmp_path), tmp_path)
    county.import_bundle(_exported_to(station, COUNTY, tmp_path / "stick"))
    assert [state.channel for state in county.channels()] == [STATION]
    other.close()


def _exported_to(station, channel, folder):
    exported = station.export(folder, channel)
    return folder / exported.bundle.rsplit("/", 1)[-1]
