"""Cards for the tests, of all four kinds; everybody on them is invented."""

from __future__ import annotations

from station_app.devices.sample_cards import SampleCard, card_from_member
from station_app.domain.vocabulary import CardKind
from tests.people import FATHER_ID, MOTHER_ID, member

FATHER = card_from_member(member("applicant", "01", "王建国", FATHER_ID))
MOTHER = card_from_member(
    member("spouse", "12", "李桂芳", MOTHER_ID), newest_address="甘肃省天水市秦州区大城街道某某路3号"
)
EXPIRED = card_from_member(member("applicant", "01", "王建国", FATHER_ID), issued="2006-10-01", expires="2026-10-01")
LONG_TERM = card_from_member(member("parent", "51", "王德福", FATHER_ID), issued="2015-10-01", expires="long-term")
HONG_KONG = SampleCard(
    CardKind.REGION_PERMIT,
    {
        "name": "陈大文",
        "sex": "1",
        "birth_date": "19900815",
        "address": "甘肃省天水市秦州区某某路5号",
        "number": "810000199008150014",
        "authority": "天水市公安局秦州分局",
        "issued": "20240102",
        "expires": "20290102",
        "pass_number": "H12345678",
        "issue_count": "01",
    },
)
FOREIGN_2017 = SampleCard(
    CardKind.FOREIGN_PERMIT_2017,
    {
        "english_name": "DOE, JOHN ALEXANDER",
        "sex": "1",
        "number": "USA620582030101",
        "country": "USA",
        "name": "约翰",
        "issued": "20200301",
        "expires": "20300228",
        "birth_date": "19820304",
        "authority": "6205",
    },
)
FOREIGN_2023 = SampleCard(
    CardKind.FOREIGN_PERMIT_2023,
    {
        "name": "",
        "sex": "2",
        "issue_count": "02",
        "birth_date": "19820405",
        "english_name": "VERYLONGFAMILYNAME, ANNA MARIA CHRI",
        "english_name_rest": "STINA",
        "number": "915620011982040598",
        "issued": "20240301",
        "expires": "20340229",
        "country": "USA",
    },
)


def named(raw: str | bytes) -> SampleCard:
    """Give the father's card with another name, or with other bytes where the name stands."""
    return SampleCard(fields={**FATHER.fields, "name": raw})
