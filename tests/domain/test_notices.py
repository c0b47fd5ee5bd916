"""The one-time notice: everything that stops a case, told at once, and nothing that nobody may ask for."""

from __future__ import annotations

from datetime import date

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from resources import folder
from station_app import texts
from station_app.domain.case_file import CaseFile
from station_app.domain.findings import blocking
from station_app.domain.notices import NoticeAddressee, NoticeRecord, adds_to, corrections, missing_documents
from station_app.domain.policy import forbidden_grounds, load_packs
from station_app.domain.vocabulary import Business, Route
from station_app.services.judging import judge
from tests.domain.family_maker import Maker
from tests.people import a_family_of_four
from tests.stations import MORNING

PACKS = load_packs(folder("policy"))
PACK = PACKS[-1]
FORBIDDEN = {kind for rule in PACK.forbidden for kind in rule.kinds}


def judged(content, on=date(2026, 11, 23)):
    case = msgspec.convert(content, CaseFile, strict=False)
    return judge(case, (), packs=PACKS, households=(), site_division="620502001", on=on)


def record(documents, found):
    day = date(2026, 11, 23)
    return NoticeRecord(
        "620502001-20261123-GZ0001", "620502001", "大城派出所", False, MORNING, "0001", "王景行", "d1",
        Business.SETTLEMENT, Route.GENERAL, NoticeAddressee("王建国"), day, day, day, PACK.id, documents, found, (),
    )  # fmt: skip


def without(*kinds, **changes):
    content = a_family_of_four() | changes
    content["documents"] = [each for each in content["documents"] if each["kind"] not in kinds]
    return content


@settings(max_examples=60)
@given(seed=st.integers(0, 2**64 - 1), route=st.sampled_from(["general", "poverty"]))
def test_for_any_family_the_notice_lists_exactly_what_blocks_and_nothing_forbidden(seed, route):
    maker = Maker(seed)
    for _ in range(20):
        result = judged(maker.family() | {"route": route}, maker.on)
        documents, found = missing_documents(result, PACK), corrections(result, {})
        demanded = [each for each in result.documents if each.blocking and each.status == "missing"]
        assert [(each.rule, each.holder, each.basis) for each in documents] == list(
            dict.fromkeys((each.rule, each.holder, each.basis) for each in demanded)
        )
        stopping = blocking(result.findings, {})
        assert len(documents) == sum(each.code == "document_missing" for each in stopping)
        assert [(each.code, each.where) for each in found] == [
            (each.code, each.where) for each in stopping if each.code != "document_missing"
        ]
        assert all(each.basis for each in (*documents, *found))
        for each in documents:
            assert not FORBIDDEN & set(each.kinds)
            assert not forbidden_grounds(PACK, each.asked)
        # Saying where one lives proves nothing, who holds a residents' permit cannot settle; nothing else comes near.
        named = {"permit_holder_moves", "document_holder_unknown"}
        free = [each for each in found if not each.field and each.code not in named]
        assert not {each.said for each in free if forbidden_grounds(PACK, each.said)}


def test_a_family_without_its_booklet_and_marriage_certificate_hears_of_both_and_that_they_may_follow():
    documents = missing_documents(judged(without("113", "219")), PACK)
    assert [(each.rule, each.kinds, each.whose, each.working_days) for each in documents] == [
        ("booklet", ("113", "X06"), "family", 10),
        ("marriage", ("219",), "member", 10),
    ]


def test_what_nobody_can_promise_says_so():
    (identity,) = missing_documents(judged(without("111")), PACK)
    assert (identity.rule, identity.relationship, identity.working_days) == ("identity", "01", 0)


def test_a_question_that_the_officer_has_answered_is_not_put_to_the_family():
    content = a_family_of_four()
    content["family"][1]["birth_date"] = "1986-02-12"
    result = judged(content)
    assert [(each.code, each.holder, each.relationship) for each in corrections(result, {})] == [
        ("id_birth_differs", 1, "12")
    ]
    assert corrections(result, {"id_birth_differs": "当面核对"}) == ()


def test_an_empty_field_is_told_by_its_name_and_its_person():
    content = a_family_of_four()
    del content["family"][2]["ethnicity"]
    (found,) = corrections(judged(content), {})
    assert (found.field, found.whose, found.holder, found.relationship) == ("民族", "member", 2, "22")


def test_the_notice_is_chinese_even_when_the_windows_are_english():
    content = a_family_of_four()
    del content["family"][2]["ethnicity"]
    content["family"][1]["id_number"] = "62052319860211984"
    texts.choose("en")
    with texts.speaking("zh"):
        found = corrections(judged(content), {})
    assert texts.chosen() == "en"
    assert not [each for each in found if any("a" <= char <= "z" for char in each.said + each.field)]


def test_less_than_before_needs_no_new_notice_and_more_does():
    both = missing_documents(judged(without("113", "219")), PACK)
    one = missing_documents(judged(without("113")), PACK)
    assert not adds_to(record(both, ()), one, ())
    assert adds_to(record(one, ()), both, ())
    content = a_family_of_four()
    del content["family"][2]["ethnicity"]
    assert adds_to(record(both, ()), both, corrections(judged(content), {}))
