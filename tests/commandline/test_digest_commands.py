"""The county's digest from a shell: `site digest`, `import`, `inspect`, and a check that asks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from station_app import texts
from station_app.commandline.run import run
from station_app.domain.reading import read_document
from tests.commandline.rule_cases import changed
from tests.people import a_family_of_four
from tests.services.exchanging import COUNTY, found, found_county
from tests.stations import PASSWORD, introduce


@pytest.fixture
def shell(tmp_path, capsys, monkeypatch):
    """Two stations and a county in their homes; the first handed a family over. Gives what runs a command."""
    first = found(tmp_path / "first")
    second = found(tmp_path / "second", code="620502002", name="秦州分局七里墩派出所")
    county = found_county(tmp_path / "county")
    for station in (first, second):
        introduce(station, county, tmp_path / station.site.code)
    first.accept(*read_document(changed({})))
    (tmp_path / "stick").mkdir()
    county.import_bundle(tmp_path / "stick" / first.export(tmp_path / "stick", COUNTY).bundle)
    for site in (first, second, county):
        site.close()
    monkeypatch.setenv("STATION_APP_PASSWORD", PASSWORD)

    def command(home, *arguments, status=0):
        assert run(["--home", str(tmp_path / home), *arguments, "--json"]) == status
        return json.loads(capsys.readouterr().out)

    return command


def test_a_digest_goes_from_county_to_station_and_the_check_asks(shell, tmp_path):
    family = tmp_path / "family.json"
    family.write_text(json.dumps(changed({})), encoding="utf-8")
    assert shell("second", "check", str(family))["ok"] is True
    assert shell("county", "site", "digest", "--to", str(tmp_path / "stick"), status=3)["error"]["code"] == (
        "channel_choice"
    )
    made = shell("county", "site", "digest", "--to", str(tmp_path / "stick"), "--channel", "620502002")["digest"]
    told = shell("second", "inspect", made)
    assert (told["people"], told["for_us"], told["signature"]) == (4, True, "valid")
    taken = shell("second", "import", made)
    assert (taken["what"], taken["applied"], taken["late"]) == ("digest", 4, [])
    for language in texts.LANGUAGES:
        answer = shell("second", "--lang", language, "check", str(family), status=3)
        finding = next(each for each in answer["findings"] if each["code"] == "person_known_at_county")
        assert finding["where"].startswith("family[")
        assert "620502001-" in finding["message"]
        assert finding["severity"] == "confirm"
    shell("second", "check", str(family), "--confirm", "person_known_at_county=已与大城所核实,前案撤回")


def test_late_duplicates_are_told_when_the_digest_comes(shell, tmp_path, capsys):
    family = tmp_path / "family.json"
    family.write_text(json.dumps(changed({})), encoding="utf-8")
    accepted = shell("second", "accept", str(family))["case_no"]
    made = shell("county", "site", "digest", "--to", str(tmp_path / "stick"), "--channel", "620502002")["digest"]
    assert run(["--home", str(tmp_path / "second"), "import", made]) == 0
    assert f"案件 {accepted} 第 1 人" in capsys.readouterr().out


def test_a_digest_that_was_cut_is_damaged(shell, tmp_path):
    made = shell("county", "site", "digest", "--to", str(tmp_path / "stick"), "--channel", "620502002")["digest"]
    cut = tmp_path / "cut.tsdigest"
    cut.write_bytes(Path(made).read_bytes()[:-1])
    assert shell("second", "import", str(cut), status=5)["error"]["code"] == "digest_damaged"
    assert shell("first", "import", made, status=3)["error"]["code"] == "bundle_not_for_us"


def test_the_same_family_may_be_checked_without_a_digest(shell, tmp_path):
    family = tmp_path / "other.json"
    family.write_text(json.dumps(a_family_of_four()), encoding="utf-8")
    codes = {finding["code"] for finding in shell("second", "check", str(family))["findings"]}
    assert "person_known_at_county" not in codes
