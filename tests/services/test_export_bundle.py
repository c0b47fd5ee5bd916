"""Export: a number means the same entries for ever, and "done" means the stick has them."""

import json

import pytest

from station_app.errors import DeviceError, NotPermittedError, RefusedError
from station_app.services.export_bundle import export_bundle
from station_app.services.inspect_bundle import inspect_bundle
from tests.exchange.forging import entries_of, members
from tests.exchange.test_format_as_documented import check_chain, read_bundle
from tests.services.exchanging import COUNTY, found, found_county, head, more_families, two_sites, without_roles
from tests.stations import introduce


@pytest.fixture
def sites(tmp_path):
    with two_sites(tmp_path) as pair:
        yield pair


class CancelledError(Exception):
    """The officer pressed cancel, or the window was closed."""


def _manifest(path):
    return json.loads(members(path.read_bytes())["manifest.json"])


def _only(folder):
    (path,) = folder.iterdir()
    return path


def test_a_bundle_is_named_after_its_road(sites, tmp_path):
    station, _ = sites
    exported = station.export(tmp_path / "stick")
    assert exported.bundle == str(_only(tmp_path / "stick"))
    assert _only(tmp_path / "stick").name == "620502001-to-620502-000001.tsbundle"
    assert (exported.number, exported.channel, exported.attachments) == (1, COUNTY, 0)


def test_a_stranger_reads_the_real_bundle_and_its_chain_holds(sites, tmp_path):
    station, county = sites
    station.export(tmp_path / "stick")
    raw = _only(tmp_path / "stick").read_bytes()
    secret = county._desk.identity.secrets()["exchange"].decode()
    lines, _ = read_bundle(raw, station._desk.identity.signing_key, secret)
    last = check_chain([json.loads(line) for line in lines], 1, "0" * 64)
    assert last == _manifest(_only(tmp_path / "stick"))["head"]


def test_numbers_rise_and_each_bundle_names_the_one_before(sites, tmp_path):
    station, _ = sites
    first = station.export(tmp_path / "a")
    more_families(station, 1)
    second = station.export(tmp_path / "b")
    before, after = _manifest(_only(tmp_path / "a")), _manifest(_only(tmp_path / "b"))
    assert (first.number, second.number) == (1, 2)
    assert before["previous"] == "0" * 64
    assert after["previous"] == before["content"]
    assert after["first_seq"] == before["last_seq"] + 1


def test_nothing_new_is_not_worth_a_bundle(sites, tmp_path):
    station, county = sites
    station.export(tmp_path)
    county.import_bundle(next(tmp_path.glob("*.tsbundle")))
    station.import_bundle(next((tmp_path / "county" / "acknowledgements").iterdir()))
    before = head(station)
    with pytest.raises(RefusedError, match="nothing_to_export"):
        station.export(tmp_path)
    assert head(station) == before
    assert station.channels()[0].waiting_entries == 0


def test_what_waits_is_counted(sites, tmp_path):
    station, _ = sites
    station.export(tmp_path)
    more_families(station, 2)
    assert station.channels()[0].waiting_entries == 2


def test_a_stick_that_is_not_there_leaves_the_number_to_be_made_again(sites, tmp_path):
    station, _ = sites
    with pytest.raises(DeviceError, match="medium_gone"):
        station.export(tmp_path / "not" / "there")
    more_families(station, 1)
    assert station.channels()[0].last_number == 0
    again = station.export(tmp_path / "stick")
    assert again.number == 1
    then = station.export(tmp_path / "stick")
    assert (then.number, then.entries) == (2, 3)  # the family, the export of number 1, the seal


def test_cancelling_leaves_nothing_on_the_stick_and_the_same_content_comes_later(sites, tmp_path):
    station, _ = sites
    (tmp_path / "stick").mkdir()

    def cancel(done, total):
        raise CancelledError

    with pytest.raises(CancelledError):
        station.export(tmp_path / "stick", None, cancel)
    assert list((tmp_path / "stick").iterdir()) == []
    assert station.export(tmp_path / "stick").number == 1


def test_progress_ends_with_everything_done(sites, tmp_path):
    station, _ = sites
    seen = []
    exported = station.export(tmp_path, None, lambda done, total: seen.append((done, total)))
    assert seen[-1] == (exported.entries, exported.entries)


def test_a_lost_stick_can_be_made_again_with_the_same_content(sites, tmp_path):
    station, county = sites
    station.export(tmp_path / "lost")
    more_families(station, 1)
    again = export_bundle(station._desk, tmp_path / "found", None, again=1)
    lost, found_again = _only(tmp_path / "lost"), _only(tmp_path / "found")
    assert again.number == 1
    assert lost.read_bytes() != found_again.read_bytes()
    assert _manifest(lost)["content"] == _manifest(found_again)["content"]
    county.import_bundle(found_again)
    assert county.import_bundle(lost).applied == 0


def test_a_number_that_never_was_cannot_be_made_again(sites, tmp_path):
    station, _ = sites
    with pytest.raises(RefusedError, match="bundle_unknown"):
        export_bundle(station._desk, tmp_path, None, again=7)


def test_without_an_enrolled_site_there_is_nowhere_to_go(tmp_path):
    station = found(tmp_path / "home")
    with pytest.raises(RefusedError, match="channel_missing"):
        station.export(tmp_path)
    with pytest.raises(NotPermittedError, match="site_not_trusted"):
        station.export(tmp_path, "620502")
    station.close()


def test_with_two_enrolled_sites_the_officer_says_which(sites, tmp_path):
    _, county = sites
    other = found(tmp_path / "other", code="620502002", name="秦州分局七里墩派出所")
    introduce(other, county, tmp_path / "letters")
    with pytest.raises(RefusedError, match="channel_choice"):
        county.export(tmp_path)
    first = county.export(tmp_path, "620502001")
    second = county.export(tmp_path, "620502002")
    assert first.number == second.number == 1
    other.close()


def test_only_those_who_may_hand_over_do(sites, tmp_path):
    station, _ = sites
    with pytest.raises(NotPermittedError, match="role_missing"):
        export_bundle(without_roles(station), tmp_path)


def test_a_practice_station_exports_to_a_practice_county(tmp_path):
    station, county = found(tmp_path / "a", practice=True), found_county(tmp_path / "b", practice=True)
    introduce(station, county, tmp_path / "letters")
    more_families(station, 1)
    station.export(tmp_path / "stick")
    bundle = _only(tmp_path / "stick")
    assert inspect_bundle(bundle, None)["practice"] is True
    assert county.import_bundle(bundle).applied == len(entries_of(bundle.read_bytes(), county._desk.identity))
    station.close()
    county.close()
