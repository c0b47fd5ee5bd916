"""Residence permits from the command line: every act, its papers, and the codes on them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

from station_app.clock import FixedClock, SystemClock, local_date
from station_app.domain.reading import read_document
from tests.commandline.test_list_commands import call  # noqa: F401 - a fixture
from tests.printing.paper_cases import scanned
from tests.services.permits import an_application


def codes_on(file):
    """Give the text of the code on a paper and what its bars say; both copies bear the same."""
    (page,) = scanned(file.read_bytes(), 200)
    texts = [{text for kind, text in page if ("QR" in kind) == qr} for qr in (True, False)]
    assert len(texts[0]) == 1
    return texts[0].pop(), texts[1]


def test_a_permit_goes_its_way_and_its_papers_prove_themselves(station, call, tmp_path):  # noqa: F811
    file, out = tmp_path / "application.json", tmp_path / "out"
    out.mkdir()
    file.write_text(json.dumps(an_application()), encoding="utf-8")
    assert call("check", str(file))[0] == 0
    lacking = tmp_path / "lacking.json"
    lacking.write_text(json.dumps(an_application(photo=False)), encoding="utf-8")
    status, refused = call("permit", "apply", str(lacking))
    assert (status, refused["error"]["code"]) == (3, "permit_not_acceptable")
    assert [each["code"] for each in refused["findings"]] == ["permit_photo_missing"]
    status, told = call("permit", "notice", str(lacking), "--papers", str(out))
    assert (status, told["papers"][0]["paper"]) == (0, "one-time-notice")

    status, record = call("permit", "apply", str(file), "--papers", str(out))
    number, receipt = record["permit_no"], record["papers"][0]
    assert (status, record["status"], receipt["printing"]) == (0, "applied", 1)
    code, bars = codes_on(out / f"{number}-permit-receipt.pdf")
    assert bars == {number}
    verdict = call("verify-paper", code)[1]
    assert (verdict["verdict"], verdict["permit_no"], verdict["paper"]) == ("genuine", number, "permit-receipt")

    assert call("permit", "issue", number, "--card", "J62050200001")[1]["status"] == "valid"
    assert call("permit", "endorse", number)[1]["error"]["code"] == "permit_too_early"
    assert call("print", number, "--paper", "endorsement-slip")[1]["error"]["code"] == "paper_not_for_case"
    assert call("permit", "cancel", number, "--because", "mistaken")[1]["error"]["code"] == "reason_missing"
    assert call("permit", "cancel", number, "--because", "mistaken", "--reason", "录错人")[1]["status"] == "cancelled"

    # Somebody who has a permit for nearly a year comes in the month before it is over.
    earlier = SystemClock().now() - timedelta(days=355)
    station._desk = replace(station._desk, clock=FixedClock(earlier))
    since = str(local_date(earlier) - timedelta(days=400))
    number = station.apply_permit(*read_document(an_application(registered_on=since))).permit_no
    station.issue_permit(number, "J62050200001")
    assert [row["permit_no"] for row in call("permit", "list", "--filter", "due")[1]] == [number]
    call("print", number, "--paper", "permit-receipt", "--pdf", str(out / "first.pdf"))
    code, _bars = codes_on(out / "first.pdf")
    endorsed = call("permit", "endorse", number, "--papers", str(out))[1]
    assert endorsed["endorsement"]["late"] is False
    slip, _bars = codes_on(out / f"{number}-endorsement-slip.pdf")
    assert call("verify-paper", slip)[1]["verdict"] == "genuine"
    again = call("print", number, "--paper", "endorsement-slip", "--pdf", str(out / "again.pdf"), "--reason", "lost")[1]
    assert (again["printing"], again["reprint"]) == (2, "lost")

    moved = ("--division", "620502002", "--address", "秦州区七里墩街道某路9号", "--reason", "搬家")
    replaced = call("permit", "replace", number, "--business", "renew", "--old-card", *moved)[1]
    assert replaced["status"] == "replacing"
    before = call("verify-paper", code)[1]
    assert before["verdict"] == "superseded", "the receipt said so, and a newer one says otherwise"
    assert "permit_business" in {each["field"] for each in before["differences"]}
    assert call("verify-paper", code.replace("-JZ0", "-JZ9"))[1]["verdict"] == "altered"
    assert call("permit", "show", number)[1]["file"]["permit"]["address"] == "秦州区七里墩街道某路9号"
    assert call("permit", "cancel", number, "--because", "left")[1]["status"] == "cancelled"
    for act in ("issue", "replace", "cancel", "show"):
        assert call("permit", act)[0] == 2, act
    assert {row["status"] for row in call("permit", "list", "陈晓梅")[1]} == {"cancelled"}
