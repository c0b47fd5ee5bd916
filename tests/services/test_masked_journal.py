"""An auditor may see what was done without seeing to whom."""

from __future__ import annotations

import json
from dataclasses import replace

from forms.redaction import HIDDEN
from station_app.domain.case_changes import Putting
from station_app.domain.reading import read_document
from station_app.domain.records import Officer
from station_app.domain.reprints import Reprint, ReprintReason
from station_app.domain.vocabulary import OfficerRole
from station_app.services.extend_decision import extend_decision
from tests.people import FATHER_ID, MOTHER_ID, a_family_of_four


def _extract(station, folder, *, masked: bool) -> str:
    target = folder / f"journal-{masked}.jsonl"
    number = station.export_journal(target, masked=masked)
    text = target.read_text(encoding="utf-8")
    assert number == len(text.splitlines())
    return text


def test_the_masked_extract_holds_every_entry_and_no_person(station, tmp_path):
    case = a_family_of_four()
    case["family"][1]["birth_date"] = "1986-02-12"
    accepted = station.accept(*read_document(case), confirmed={"id_birth_differs": "李桂芳本人到场核对"})
    station.issue_paper(accepted.case_no, "receipt")
    station.issue_paper(accepted.case_no, "receipt", Reprint(ReprintReason.OTHER, "给李桂芳一份"))
    full, masked = (_extract(station, tmp_path, masked=hidden) for hidden in (False, True))
    secrets = ("王建国", "李桂芳", "王小宝", FATHER_ID, MOTHER_ID, "13800000000", "磐安镇某某村", "1986-02-12")
    assert all(secret in full for secret in secrets)
    assert not [secret for secret in secrets if secret in masked]
    lines = [json.loads(line) for line in masked.splitlines()]
    assert [line["hash"] for line in lines] == [json.loads(line)["hash"] for line in full.splitlines()]
    about, *printed = [line for line in lines if line["masked"]]
    assert about["kind"] == "case_accepted"
    assert [each["payload"]["reprint"] for each in printed] == [None, "other"]
    assert {each["payload"]["digest"] for each in printed} == {HIDDEN}
    assert [member["role"] for member in about["payload"]["case"]["family"]] == [
        member["role"] for member in case["family"]
    ]
    assert set(about["payload"]["confirmed"]) == {"id_birth_differs"}


def test_a_case_that_was_put_right_put_off_or_declined_names_nobody_either(station, tmp_path):
    case_no = station.accept(*read_document(a_family_of_four())).case_no
    newer = a_family_of_four()
    newer["family"][0]["phone"] = "13993801234"
    station.supplement(case_no, Putting(read_document(newer)[0], text="王建国改了号码"))
    chief = Officer("0002", "赵守正", (OfficerRole.CHIEF,))
    extend_decision(replace(station._desk, officer=chief), case_no, "待核实王建国的关系", station.today())
    station.decline(*read_document(newer), reason="not_competent", text="请王建国到甘谷县办理")
    full, masked = (_extract(station, tmp_path, masked=hidden) for hidden in (False, True))
    secrets = ("王建国", "李桂芳", FATHER_ID, MOTHER_ID, "13993801234", "甘谷县办理")
    assert all(secret in full for secret in secrets)
    assert not [secret for secret in secrets if secret in masked]
    assert [each["kind"] for each in map(json.loads, masked.splitlines()) if each["masked"]] == [
        "case_accepted",
        "case_supplemented",
        "decision_extended",
        "case_declined",
    ]
