"""Enrolment: trust needs two people and one fingerprint, and nobody can slip in under a known name."""

import pytest

from station_app.domain.vocabulary import SiteKind
from station_app.errors import DamagedError, DeviceError, NotPermittedError, RefusedError
from station_app.exchange.enrolment import write_request
from station_app.exchange.identities import Identity
from station_app.services.site_identity import enrol_site, request_identity, trust_site
from tests.services.exchanging import COUNTY, STATION, found, found_county, head, without_roles


@pytest.fixture
def station(tmp_path):
    catalogue = found(tmp_path / "station")
    yield catalogue
    catalogue.close()


@pytest.fixture
def county(tmp_path):
    catalogue = found_county(tmp_path / "county")
    yield catalogue
    catalogue.close()


def test_both_sides_trust_each_other_after_one_letter_each_way(station, county, tmp_path):
    answer, fingerprint = county.enrol(station.request_identity(tmp_path), tmp_path)
    site, countys = station.trust(answer)
    assert (site.code, site.kind) == (COUNTY, SiteKind.COUNTY)
    assert [len(group) for group in fingerprint.split()] == [len(group) for group in countys.split()] == [5] * 8
    assert [state.channel for state in station.channels()] == [COUNTY]
    assert [state.channel for state in county.channels()] == [STATION]


def test_the_same_letters_again_change_nothing(station, county, tmp_path):
    request = station.request_identity(tmp_path)
    answer, fingerprint = county.enrol(request, tmp_path)
    station.trust(answer)
    raw, before = answer.read_bytes(), (head(station), head(county))
    assert county.enrol(request, tmp_path) == (answer, fingerprint)
    station.trust(answer)
    assert answer.read_bytes() == raw
    assert (head(station), head(county)) == before


def test_asking_alone_changes_nothing(station, tmp_path):
    before = head(station)
    station.request_identity(tmp_path)
    assert head(station) == before


def test_a_known_code_with_other_keys_is_refused_loudly(station, county, tmp_path):
    county.enrol(station.request_identity(tmp_path), tmp_path)
    impostor = found(tmp_path / "impostor", anew=True)
    before = head(county)
    try:
        with pytest.raises(DamagedError, match="site_identity_changed"):
            county.enrol(impostor.request_identity(tmp_path / "other"), tmp_path)
    finally:
        impostor.close()
    assert head(county) == before


def test_an_answer_to_another_station_is_refused(station, county, tmp_path):
    other = found(tmp_path / "other", code="620502002", name="秦州分局七里墩派出所")
    try:
        answer, _ = county.enrol(other.request_identity(tmp_path), tmp_path)
        with pytest.raises(RefusedError, match="enrolment_not_for_us"):
            station.trust(answer)
    finally:
        other.close()


def test_practice_sites_and_real_sites_never_meet(county, tmp_path):
    practice = found(tmp_path / "practice", practice=True)
    try:
        with pytest.raises(RefusedError, match="practice_real_mix"):
            county.enrol(practice.request_identity(tmp_path), tmp_path)
        with pytest.raises(RefusedError, match="practice_real_mix"):
            practice.enrol(county.request_identity(tmp_path), tmp_path)
    finally:
        practice.close()


def test_two_practice_sites_may_practise(tmp_path):
    station, county = found(tmp_path / "a", practice=True), found_county(tmp_path / "b", practice=True)
    answer, _ = county.enrol(station.request_identity(tmp_path), tmp_path)
    assert station.trust(answer)[0].practice
    station.close()
    county.close()


def test_a_site_does_not_enrol_itself(station, tmp_path):
    with pytest.raises(RefusedError, match="site_is_self"):
        station.enrol(station.request_identity(tmp_path), tmp_path)


def test_somebody_elses_key_under_this_sites_code_is_this_sites_matter(station, tmp_path):
    stranger = Identity.generate()
    public = stranger.public(
        code=STATION, name="x", site_kind=SiteKind.STATION, epoch="0123456789abcdef", practice=False
    )
    letter = tmp_path / "x.tsrequest"
    letter.write_bytes(write_request(stranger, public))
    with pytest.raises(RefusedError, match="site_is_self"):
        station.enrol(letter, tmp_path)


@pytest.mark.parametrize("content", [b"", b"\0" * 1_000_000, b"{}", b"PK\3\4", b"[" * 100_000])
def test_a_letter_that_is_none_is_refused(station, tmp_path, content):
    letter = tmp_path / "x.tsrequest"
    letter.write_bytes(content)
    before = head(station)
    for use in (lambda: station.enrol(letter, tmp_path), lambda: station.trust(letter)):
        with pytest.raises(DamagedError, match="site_file_damaged"):
            use()
    assert head(station) == before


def test_a_letter_that_cannot_be_read_is_the_mediums_fault(station, tmp_path):
    with pytest.raises(DeviceError, match="medium_unreadable"):
        station.enrol(tmp_path / "none", tmp_path)


def test_only_an_administrator_lets_sites_in(station, county, tmp_path):
    request = station.request_identity(tmp_path)
    desk = without_roles(county)
    for use in (
        lambda: request_identity(desk, tmp_path),
        lambda: enrol_site(desk, request, tmp_path),
        lambda: trust_site(desk, request),
    ):
        with pytest.raises(NotPermittedError, match="role_missing"):
            use()
