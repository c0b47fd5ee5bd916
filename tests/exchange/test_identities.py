"""Identities: what a site signs, what it can open, and how two people compare keys."""

import msgspec
import pytest

from station_app.domain.vocabulary import SiteKind
from station_app.errors import DamagedError, RefusedError
from station_app.exchange import enrolment
from station_app.exchange.canonical import seal
from station_app.exchange.identities import Identity, PublicIdentity, encrypt, fingerprint, verify


def public(identity: Identity, code: str = "620502001", **changes) -> PublicIdentity:
    made = identity.public(
        code=code, name="示例派出所", site_kind=SiteKind.STATION, epoch="0123456789abcdef", practice=False
    )
    return msgspec.structs.replace(made, **changes)


def test_an_identity_comes_back_out_of_the_keyring():
    made = Identity.generate()
    again = Identity.from_secrets(made.secrets())
    assert again.signing_key == made.signing_key
    assert again.decrypt(encrypt(b"hello", made.exchange_key)) == b"hello"


@pytest.mark.parametrize(
    "secrets", [{}, {"signing": b"x", "exchange": b"y"}, {"signing": bytes(32), "exchange": b"\xff"}]
)
def test_damaged_secrets_are_named_not_a_crash(secrets):
    with pytest.raises(DamagedError, match="identity_damaged"):
        Identity.from_secrets(secrets)


def test_a_signature_holds_for_its_purpose_only():
    identity = Identity.generate()
    signature = identity.sign("paper", b"x")
    assert verify(identity.signing_key, "paper", b"x", signature)
    assert not verify(identity.signing_key, "bundle", b"x", signature)
    assert not verify(identity.signing_key, "paper", b"y", signature)
    assert not verify(Identity.generate().signing_key, "paper", b"x", signature)
    assert not verify("zz", "paper", b"x", signature)


def test_only_the_receiver_can_open_what_was_encrypted():
    sender, receiver = Identity.generate(), Identity.generate()
    sealed = encrypt(b"secret", receiver.exchange_key)
    with pytest.raises(DamagedError, match="bundle_undecryptable"):
        sender.decrypt(sealed)


def test_a_fingerprint_is_eight_groups_of_five_digits_and_changes_with_every_field():
    identity = Identity.generate()
    first = fingerprint(public(identity))
    assert [len(group) for group in first.split(" ")] == [5] * 8
    assert first.replace(" ", "").isdigit()
    others = [
        public(identity, name="别的派出所"),
        public(identity, code="620502002"),
        public(identity, epoch="fedcba9876543210"),
        public(identity, practice=True),
        public(Identity.generate()),
    ]
    assert len({fingerprint(other) for other in others} | {first}) == 6


def test_a_request_is_read_back():
    identity = Identity.generate()
    assert enrolment.read_request(enrolment.write_request(identity, public(identity))) == public(identity)


def test_a_request_with_another_sites_key_is_forged():
    identity, thief = Identity.generate(), Identity.generate()
    with pytest.raises(DamagedError, match="site_file_forged"):
        enrolment.read_request(enrolment.write_request(thief, public(identity)))


def test_an_enrolment_is_only_for_the_site_that_asked():
    station, other, county = Identity.generate(), Identity.generate(), Identity.generate()
    answer = enrolment.write_enrolment(county, public(county, "620502"), public(station))
    assert enrolment.read_enrolment(answer, public(station)).code == "620502"
    with pytest.raises(RefusedError, match="enrolment_not_for_us"):
        enrolment.read_enrolment(answer, public(other))


def test_an_answer_cannot_be_passed_off_as_a_request():
    county = Identity.generate()
    answer = enrolment.write_enrolment(county, public(county), public(Identity.generate()))
    with pytest.raises(DamagedError, match="site_file_damaged"):
        enrolment.read_request(answer)


def _spoilt(raw: bytes) -> list[bytes]:
    return [
        b"",
        b"\n",
        b"not json\n",
        raw[:-1],
        raw[:-20],
        raw + b"\n",
        b" " + raw,
        raw.replace(b'"practice":false', b'"practice":NaN'),
        raw.replace(b'"practice":false', b'"practice":false,"practice":false'),
        raw.replace(b'"practice":false', b'"practice":false,"x":1'),
        raw.replace(b'"code":"620502001"', b'"code":"../../etc"'),
        raw.replace(b'"code":"620502001"', b'"code":"620502001\\n"'),
        b"[" * 10_000 + b"]" * 10_000 + b"\n",
        b'{"document":' + b"[" * 10_000 + b"]" * 10_000 + b',"signature":"' + b"0" * 128 + b'"}\n',
        b'{"document":' + b"9" * 60_000 + b',"signature":"' + b"0" * 128 + b'"}\n',
        b"x" * 70_000 + b"\n",
        raw.replace("示例".encode(), b"\xff\xfe"),
    ]


@pytest.mark.parametrize("case", range(17))
def test_a_spoilt_request_is_refused_by_name(case):
    identity = Identity.generate()
    raw = enrolment.write_request(identity, public(identity))
    with pytest.raises(DamagedError, match="site_file_damaged"):
        enrolment.read_request(_spoilt(raw)[case])


def test_a_name_that_could_mislead_a_reader_is_refused():
    identity = Identity.generate()
    raw = seal(
        identity,
        "site-request",
        enrolment.Request("station-app/site-request/1", public(identity, name="甲\u202e乙")),
    )
    with pytest.raises(DamagedError, match="site_file_damaged"):
        enrolment.read_request(raw)
