"""A county tells a station who applied elsewhere: showing nobody to a finder, deciding for nobody."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import msgspec
import pytest

from station_app.domain.findings import Severity, blocking
from station_app.domain.reading import read_document
from station_app.domain.records import Officer
from station_app.domain.vocabulary import OfficerRole
from station_app.errors import DamagedError, NotPermittedError, RefusedError
from station_app.exchange.digest import read_digest
from station_app.journal import chain
from station_app.storage import digests
from tests.people import FATHER_ID, MOTHER_ID, a_family_of_four
from tests.services.exchanging import COUNTY, STATION, found, found_county
from tests.stations import introduce

OTHER = "620502002"


class Three:
    """Two stations and their county; the first station has taken in the family of four and handed it over."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.first = found(folder / "first")
        self.second = found(folder / "second", code=OTHER, name="秦州分局七里墩派出所")
        self.county = found_county(folder / "county")
        for station in (self.first, self.second):
            introduce(station, self.county, folder / station.site.code)
        self.case_no = self.first.accept(*read_document(a_family_of_four())).case_no
        self.hand_over(self.first)

    def hand_over(self, station):
        return self.county.import_bundle(Path(station.export(self.folder / "stick", COUNTY).bundle))

    def digest(self, site: str = OTHER) -> Path:
        return self.county.give_digest(self.folder / "stick", site)

    def close(self) -> None:
        for site in (self.first, self.second, self.county):
            site.close()


@pytest.fixture
def three(tmp_path):
    (tmp_path / "stick").mkdir()
    made = Three(tmp_path)
    yield made
    made.close()


def asked(catalogue, case=None):
    """Give what a check asks about: (code, path) of every question."""
    result = catalogue.check(*read_document(case or a_family_of_four()))
    return {(each.code, each.where) for each in result.findings if each.severity is Severity.CONFIRM}


QUESTIONS = {("person_known_at_county", f"family[{place}].id_number") for place in range(4)}


def test_who_applied_at_another_station_is_asked_about_at_the_window(three):
    assert asked(three.second) == set()
    taken = three.second.import_bundle(three.digest())
    assert (taken.what, taken.site, taken.applied, taken.late) == ("digest", COUNTY, 4, ())
    result = three.second.check(*read_document(a_family_of_four()))
    assert {(each.code, each.where) for each in blocking(result.findings, {})} == QUESTIONS
    told = next(each for each in result.findings if each.code == "person_known_at_county")
    assert three.case_no in told.message
    assert "大城街道" in told.message
    assert told.basis


def test_an_officer_goes_on_with_a_reason_and_the_case_keeps_it(three):
    three.second.import_bundle(three.digest())
    case, structure = read_document(a_family_of_four())
    with pytest.raises(RefusedError) as refused:
        three.second.accept(case, structure)
    assert refused.value.code == "case_not_acceptable"
    reasons = {f"person_known_at_county@family[{place}].id_number": f"理由{place}" for place in range(4)}
    accepted = three.second.accept(case, structure, confirmed=reasons)
    assert three.second.show(accepted.case_no).confirmed == reasons
    assert three.second.late_duplicates() == ()  # decided knowingly: no news


def test_a_county_answers_each_bundle_with_the_newest_digest(three):
    """Beside the receipt, so that nobody has to think of it; the same bundle again brings no other."""
    before = three.second.accept(*read_document(_only(0))).case_no
    imported = three.hand_over(three.second)
    assert Path(imported.digest).suffix == ".tsdigest"
    taken = three.second.import_bundle(Path(imported.digest))
    assert [(each.case_no, each.index, each.name, each.other_case_no) for each in taken.late] == [
        (before, 0, "王建国", three.case_no)
    ]
    again = next((three.folder / "stick").glob(f"{OTHER}-*.tsbundle"))
    assert three.county.import_bundle(again).digest == ""


def _only(place: int):
    case = a_family_of_four()
    case["family"] = [case["family"][place] | {"role": "applicant", "relationship": "01", "phone": "13800000000"}]
    case["documents"] = [case["documents"][0], {"kind": "113", "holder": 0, "presented": "original"}]
    return case


def test_what_was_accepted_before_the_digest_came_is_told_afterwards(three):
    case_no = three.second.accept(*read_document(a_family_of_four())).case_no
    late = three.second.import_bundle(three.digest()).late
    assert [(each.case_no, each.index, each.other_case_no, each.other_site) for each in late] == [
        (case_no, place, three.case_no, STATION) for place in range(4)
    ]
    assert late[0].other_accepted_on == date(2026, 11, 23)
    assert three.second.late_duplicates() == late


def test_the_county_sees_the_two_cases_and_keeps_both(three):
    second = three.second.accept(*read_document(a_family_of_four())).case_no
    conflicts = three.hand_over(three.second).conflicts
    assert len(conflicts) == 1
    assert second in conflicts[0]
    assert three.case_no in conflicts[0]
    assert three.county.find(FATHER_ID).total == 2


def test_the_file_shows_nothing_to_a_finder(three):
    raw = three.digest().read_bytes()
    for secret in (FATHER_ID, MOTHER_ID, "王建国", three.case_no, "accepted"):
        assert secret.encode() not in raw
    cover = json.loads(raw.partition(b"\n")[0])["document"]
    assert set(cover) == {
        "format", "from", "to", "recipient", "epoch", "number", "practice", "created_at", "people", "size", "sha256",
    }  # fmt: skip


def test_two_digests_of_the_same_people_have_nothing_in_common(three):
    """Each has a key of its own, so nobody can follow a person from one to the next."""
    identity = three.second._desk.identity
    (one, people), (other, again) = (read_digest(three.digest()).opened(identity) for _ in range(2))
    assert one != other
    assert {each.case_no for each in people} == {each.case_no for each in again}
    assert not {each.number_hash for each in people} & {each.number_hash for each in again}


def test_a_station_is_not_told_about_its_own_people(three):
    with pytest.raises(RefusedError) as refused:
        three.digest(STATION)
    assert refused.value.code == "digest_empty"


def test_the_same_name_under_another_number_is_nobody_and_another_name_under_the_same_is_said(three):
    three.second.import_bundle(three.digest())
    case = a_family_of_four()
    case["family"][0]["name"] = "王建军"
    found = three.second.check(*read_document(case)).findings
    assert ("same_number_other_name", "family[0].name") in {(each.code, each.where) for each in found}
    assert ("same_number_other_name", "family[1].name") not in {(each.code, each.where) for each in found}


def test_the_window_shows_what_the_digest_knows_and_no_more(three):
    three.second.import_bundle(three.digest())
    known = three.second.known_person(FATHER_ID, "王建国")
    assert [(each.case_no, each.elsewhere, each.same_name, each.site) for each in known] == [
        (three.case_no, True, True, STATION)
    ]
    assert (known[0].name, known[0].birth_date, known[0].address) == ("", None, "")


def test_a_newer_digest_takes_the_place_of_the_older_whole(three):
    older = three.digest()
    kept = shutil.copy(older, three.folder / "older.tsdigest")
    newer = three.digest()
    assert three.second.import_bundle(newer).applied == 4
    assert three.second.import_bundle(newer).duplicates == 4
    with pytest.raises(RefusedError) as refused:
        three.second.import_bundle(Path(kept))
    assert refused.value.code == "digest_older"
    with three.second._desk.store.read() as uow:
        assert digests.latest(uow, COUNTY).number == read_digest(newer).cover.number


def test_giving_and_taking_are_on_record_and_the_chain_holds(three):
    number = read_digest(three.digest()).cover.number
    three.second.import_bundle(three.digest())
    for site, kind in ((three.county, "digest_exported"), (three.second, "digest_imported")):
        with site._desk.store.read() as uow:
            seq, _ = chain.head(uow, site.site.code)
            kinds = {entry.seq: entry.kind for entry in chain.entries(uow, site.site.code, 1, seq)}
        assert kind in kinds.values()
        if site is three.county:
            assert kinds[number] == kind
        assert site.verify_journal().ok
        assert site.rebuild_journal().ok


def test_a_digest_alone_is_no_reason_for_a_bundle(three):
    three.second.accept(*read_document(_only(0)))
    three.hand_over(three.second)
    three.second.import_bundle(three.digest())
    with pytest.raises(RefusedError) as refused:
        three.second.export(three.folder / "stick", COUNTY)
    assert refused.value.code == "nothing_to_export"


# --- what is not believed --------------------------------------------------------------------------------------------


def test_a_digest_for_another_station_is_refused(three):
    with pytest.raises(RefusedError) as refused:
        three.first.import_bundle(three.digest(OTHER))
    assert refused.value.code == "bundle_not_for_us"


@pytest.mark.parametrize("where", ["cover", "signature", "sealed", "end", "more"])
def test_a_digest_changed_on_the_way_is_refused_and_changes_nothing(three, where):
    path = three.digest()
    raw = bytearray(path.read_bytes())
    cover = raw.index(b"\n")
    at = {"cover": raw.index(b'"people":') + 9, "signature": cover - 5, "sealed": cover + 40}.get(where)
    if at is not None:
        raw[at] = ord("7") if raw[at] != ord("7") else ord("8")
    elif where == "end":
        del raw[-10:]
    else:
        raw += b"x"
    path.write_bytes(raw)
    with pytest.raises(DamagedError):
        three.second.import_bundle(path)
    assert asked(three.second) == set()


def test_only_a_site_above_that_was_enrolled_is_believed(three, tmp_path):
    stranger = found_county(tmp_path / "stranger", anew=True)
    path = three.digest()
    raw = path.read_bytes()
    body = json.loads(raw.partition(b"\n")[0])["document"]
    signature = stranger._desk.identity.sign("digest", msgspec.json.encode(body, order="sorted")).hex()
    cover = msgspec.json.encode({"document": body, "signature": signature}, order="sorted")
    path.write_bytes(cover + b"\n" + raw.partition(b"\n")[2])
    with pytest.raises(DamagedError) as damaged:
        three.second.import_bundle(path)
    assert damaged.value.code == "digest_forged"
    stranger.close()


def test_a_station_gives_no_digest(three):
    with pytest.raises(RefusedError) as refused:
        three.first.give_digest(three.folder, COUNTY)
    assert refused.value.code == "digest_only_from_above"


def test_who_may_not_exchange_gives_no_digest(three):
    from station_app.services.give_digest import give_digest  # noqa: PLC0415

    desk = replace(three.county._desk, officer=Officer("0009", "李四", (OfficerRole.AUDITOR,)))
    with pytest.raises(NotPermittedError):
        give_digest(desk, three.folder, OTHER)


def test_looking_into_a_digest_takes_nothing_in(three):
    told = three.second.inspect(three.digest())
    assert (told["people"], told["signature"], told["for_us"]) == (4, "valid", True)
    assert asked(three.second) == set()
