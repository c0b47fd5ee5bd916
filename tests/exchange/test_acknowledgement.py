"""The return receipt: signed by the receiver, strict in form."""

import msgspec
import pytest

from station_app.errors import DamagedError
from station_app.exchange.acknowledgement import (
    Acknowledgement,
    file_name,
    read_acknowledgement,
    write_acknowledgement,
)
from tests.exchange.forging import COUNTY, MOMENT, STATION

FACTS = Acknowledgement(
    format="station-app/acknowledgement/1",
    sender="620502",
    receiver="620502001",
    number=1,
    content="11" * 32,
    first_seq=1,
    last_seq=3,
    head="22" * 32,
    entries=3,
    attachments=("33" * 32,),
    imported_at=MOMENT,
)


def test_an_acknowledgement_is_read_back_and_proves_its_maker():
    signed = read_acknowledgement(write_acknowledgement(COUNTY, FACTS))
    assert signed.facts == FACTS
    assert signed.signed_by(COUNTY.signing_key)
    assert not signed.signed_by(STATION.signing_key)


def test_the_same_facts_make_the_same_bytes():
    assert write_acknowledgement(COUNTY, FACTS) == write_acknowledgement(COUNTY, FACTS)


def test_its_file_name_says_which_bundle_it_answers():
    assert file_name(FACTS) == "620502-to-620502001-000001.tsack"


def test_every_flipped_bit_is_noticed():
    raw = write_acknowledgement(COUNTY, FACTS)
    for offset in range(len(raw)):
        spoilt = bytearray(raw)
        spoilt[offset] ^= 1 << (offset % 8)
        try:
            assert not read_acknowledgement(bytes(spoilt)).signed_by(COUNTY.signing_key)
        except DamagedError:
            continue


@pytest.mark.parametrize("changes", [{"entries": 2}, {"number": 0}, {"sender": "../x"}, {"content": "x"}])
def test_an_acknowledgement_that_contradicts_itself_is_refused(changes):
    raw = write_acknowledgement(COUNTY, msgspec.structs.replace(FACTS, **changes))
    with pytest.raises(DamagedError, match="acknowledgement_damaged"):
        read_acknowledgement(raw)
