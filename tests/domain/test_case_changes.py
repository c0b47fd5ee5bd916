"""Before and after, field by field; and two officers at one case: nothing of either is lost without being said."""

from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from station_app.domain.case_changes import Conflict, FieldChange, differences, merge
from station_app.domain.reading import read_document
from station_app.domain.vocabulary import Housing
from tests.people import a_family_of_four


def family():
    return read_document(a_family_of_four())[0]


def with_member(case, place, **facts):
    people = list(case.family)
    people[place] = msgspec.structs.replace(people[place], **facts)
    return msgspec.structs.replace(case, family=tuple(people))


def without_member(case, place):
    """The family as the desk leaves it when somebody is taken out: everybody behind moves up."""

    def moved(at):
        return None if at == place else at - 1 if isinstance(at, int) and at > place else at

    family = tuple(
        msgspec.structs.replace(each, guardian=moved(each.guardian))
        for each in case.family[:place] + case.family[place + 1 :]
    )
    documents = tuple(
        msgspec.structs.replace(
            each, holder=moved(each.holder), also=tuple(moved(other) for other in each.also if other != place)
        )
        for each in case.documents
        if each.holder != place
    )
    return msgspec.structs.replace(case, family=family, documents=documents)


def test_a_case_does_not_differ_from_itself():
    assert differences(family(), family()) == ()


def test_a_corrected_name_shows_what_it_was():
    case = family()
    after = with_member(case, 1, name="李桂芬")
    assert differences(case, after) == (FieldChange("family[1].name", case.family[1].name, "李桂芬"),)


def test_a_corrected_number_is_the_same_person():
    case = family()
    after = with_member(case, 1, id_number="620502198602115425")
    assert [change.path for change in differences(case, after)] == ["family[1].id_number"]


def test_somebody_taken_out_of_the_middle_changes_nobody_behind():
    case = family()
    guarded = [place for place, member in enumerate(case.family) if member.guardian is not None]
    assert guarded, "a child names a guardian by place"
    after = without_member(case, 1)
    kept = {member.name for member in after.family}
    changes = [change for change in differences(case, after) if change.path.startswith("family")]
    assert changes == [FieldChange("family[1]", case.family[1].name, None)]
    assert case.family[1].name not in kept


def test_a_child_who_comes_along_later_is_one_change():
    case = family()
    after, case = case, without_member(case, len(case.family) - 1)
    child = after.family[-1]
    assert FieldChange(f"family[{len(after.family) - 1}]", None, child.name) in differences(case, after)


def test_a_document_brought_later_is_one_change():
    case = family()
    before = msgspec.structs.replace(case, documents=case.documents[:-1])
    place, last = len(case.documents) - 1, case.documents[-1]
    assert differences(before, case) == (FieldChange(f"documents[{place}]", None, last.kind),)


def test_what_two_officers_put_right_at_different_places_comes_together():
    base = family()
    theirs, mine = with_member(base, 1, phone="13900000001"), with_member(base, 0, education="70")
    found = merge(base, theirs, mine)
    assert found.conflicts == ()
    assert found.case.family[1].phone == "13900000001"
    assert found.case.family[0].education == "70"


def test_one_field_changed_by_both_is_shown_with_all_three_values_and_keeps_mine():
    base = with_member(family(), 0, phone="13800000000")
    theirs, mine = with_member(base, 0, phone="13900000001"), with_member(base, 0, phone="13900000002")
    found = merge(base, theirs, mine)
    assert found.conflicts == (Conflict("family[0].phone", "13800000000", "13900000001", "13900000002"),)
    assert found.case == mine


def test_one_takes_somebody_out_and_the_other_corrects_a_telephone():
    base = family()
    for place in range(1, len(base.family)):
        theirs, mine = without_member(base, place), with_member(base, 0, phone="13900000002")
        for one, other in ((theirs, mine), (mine, theirs)):
            found = merge(base, one, other)
            assert found.conflicts == ()
            assert found.case == with_member(theirs, 0, phone="13900000002")


def test_one_takes_somebody_out_whom_the_other_corrected_and_a_person_has_to_look():
    base = family()
    theirs, mine = without_member(base, 1), with_member(base, 1, phone="13900000002")
    found = merge(base, theirs, mine)
    assert "family" in {conflict.path for conflict in found.conflicts}
    assert found.case.family == mine.family


def test_both_took_somebody_out_and_a_person_has_to_look():
    base = family()
    theirs, mine = without_member(base, 1), without_member(base, 3)
    found = merge(base, theirs, mine)
    assert "family" in {conflict.path for conflict in found.conflicts}
    assert found.case.family == mine.family


def test_whoever_went_is_named_by_no_document_any_more():
    base = family()
    changes = differences(base, without_member(base, len(base.family) - 1))
    assert not [change for change in changes if change.path.endswith(".also")]


_EDITS = st.lists(
    st.sampled_from(("phone", "education", "occupation", "native_place")).flatmap(
        lambda field: st.tuples(st.integers(0, 3), st.just(field), st.sampled_from(("甲", "乙", "丙")))
    ),
    max_size=6,
)


def _edited(case, edits):
    for place, field, value in edits:
        case = with_member(case, place, **{field: value})
    return case


@given(_EDITS, _EDITS, st.sampled_from([None, *Housing]))
def test_merging_loses_no_change_without_naming_it(theirs_edits, mine_edits, housing):
    base = family()
    theirs = msgspec.structs.replace(_edited(base, theirs_edits), housing=housing)
    mine = _edited(base, mine_edits)
    found = merge(base, theirs, mine)
    clashes = {conflict.path for conflict in found.conflicts}
    merged = {change.path: change.after for change in differences(base, found.case)}
    for change in differences(base, mine):
        assert merged[change.path] == change.after
    for change in differences(base, theirs):
        assert change.path in clashes or merged[change.path] == change.after


@given(_EDITS, _EDITS)
def test_differences_are_those_of_the_other_way_round_turned(first, second):
    one, other = _edited(family(), first), _edited(family(), second)
    there = {(each.path, repr(each.before), repr(each.after)) for each in differences(one, other)}
    back = {(each.path, repr(each.after), repr(each.before)) for each in differences(other, one)}
    assert there == back
