"""A right file in the wrong place is called by its name; what a file of the exchange says is said in words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from station_app import texts
from station_app.errors import DamagedError, RefusedError
from tests.commandline.test_the_contract import Desk
from tests.services.exchanging import STATION, two_sites
from tests.stations import PASSWORD


@pytest.fixture
def sites(tmp_path):
    with two_sites(tmp_path) as pair:
        yield pair


@pytest.fixture
def files(sites, tmp_path) -> dict[str, Path]:
    """One file of every sort, each of them sound."""
    station, county = sites
    request = station.request_identity(tmp_path)
    enrolment, _ = county.enrol(request, tmp_path)
    bundle = Path(station.export(tmp_path).bundle)
    taken = county.import_bundle(bundle)
    return {
        "request": request,
        "enrolment": enrolment,
        "bundle": bundle,
        "acknowledgement": Path(taken.acknowledgement),
    }


@pytest.fixture
def shell(files, sites, tmp_path, capsys, monkeypatch):
    """Gives the shell of a site, once every window is closed."""
    for site in sites:
        site.close()
    monkeypatch.setenv("STATION_APP_PASSWORD", PASSWORD)
    return lambda name: Desk(tmp_path / name, capsys)


@pytest.mark.parametrize(
    ("act", "wrong"),
    [
        ("import_bundle", ("request", "enrolment")),
        ("inspect", ("request", "enrolment")),
        ("trust", ("request", "bundle", "acknowledgement")),
    ],
)
def test_a_sound_file_in_the_wrong_place_is_told_where_it_belongs(sites, files, act, wrong):
    station, _ = sites
    for sort in wrong:
        with pytest.raises(RefusedError, match=f"file_is_{sort}") as refused:
            getattr(station, act)(files[sort])
        for language in texts.LANGUAGES:
            sentence = texts.say(f"error.{refused.value.code}", language, **refused.value.details)
            assert files[sort].name in sentence
            assert "site " in sentence or "import" in sentence


def test_a_county_given_its_own_answer_to_enrol_says_so(sites, files, tmp_path):
    _, county = sites
    with pytest.raises(RefusedError, match="file_is_enrolment"):
        county.enrol(files["enrolment"], tmp_path)


@pytest.mark.parametrize("act", ["import_bundle", "trust", "inspect"])
@pytest.mark.parametrize("content", [b"{}", b'{"format":"station-app/case/1"}', b"[", b"", b'{"document":[1]}\n'])
def test_what_is_none_of_ours_is_damaged_and_no_name_of_a_class_leaks(sites, tmp_path, act, content):
    station, _ = sites
    other = tmp_path / "other"
    other.write_bytes(content)
    with pytest.raises(DamagedError) as damaged:
        getattr(station, act)(other)
    assert not re.search(r"[A-Z]\w+(Error|Exception)", str(damaged.value.details))


@pytest.mark.parametrize(
    ("sort", "whose", "told"),
    [
        ("bundle", "county", ["文件: 交接包", "编号: 1", "签名: 有效", "给本站的: 是"]),
        ("bundle", "station", ["给本站的: 不是"]),
        ("bundle", "nobody", ["给本站的: 不知道(没有打开站点)"]),
        ("acknowledgement", "station", ["文件: 回执", "签名: 有效", "给本站的: 是"]),
    ],
)
def test_inspecting_answers_a_person_in_chinese(files, shell, sort, whose, told):
    desk = shell(whose)
    assert desk.status("inspect", str(files[sort])) == 0
    lines = desk.said.splitlines()
    assert set(told) <= set(lines)
    assert not re.search(r"True|False|None|sender_unknown|cli\.", desk.said)
    assert all(re.match(r"[\u4e00-\u9fff]+: ", line) for line in lines)
    data = desk("inspect", str(files[sort]))
    assert STATION in (data["from"], data["to"])
    assert data["signature"] in {"valid", "sender_unknown"}
    assert desk.status("--lang", "en", "inspect", str(files[sort])) == 0
    assert "signature: " in desk.said


def test_a_lost_bundle_is_made_again_from_a_shell(files, shell, tmp_path):
    desk = shell("station")
    refused = desk("export", "--to", str(tmp_path / "second"), status=3)["error"]
    assert refused["code"] == "nothing_to_export"
    assert "--again" in refused["message"]
    made = desk("export", "--to", str(tmp_path / "second"), "--again", "1")
    assert (made["number"], Path(made["bundle"]).name) == (1, files["bundle"].name)
    assert (
        desk("export", "--to", str(tmp_path / "second"), "--again", "7", status=3)["error"]["code"] == "bundle_unknown"
    )
    assert desk("export", "--to", str(tmp_path / "second"), "--again", "0", status=2)["error"]["code"] == "usage"
    assert shell("county")("import", made["bundle"])["duplicates"] > 0


def test_the_sheet_of_a_bundle_is_made_with_it_and_never_where_another_file_lies(files, shell, tmp_path):
    desk, taken = shell("station"), tmp_path / "letter.pdf"
    taken.write_bytes(b"a letter")
    call = ("export", "--to", str(tmp_path / "second"), "--again", "1", "--sheet")
    assert desk(*call, str(taken), status=2)["error"]["code"] == "output_taken"
    assert not (tmp_path / "second").exists(), "nothing was written, and nobody thinks so"
    made = desk(*call, str(tmp_path / "sheet.pdf"))
    assert made["sheet"]["paper"] == "bundle-sheet"
    assert Path(made["sheet"]["pdf"]).read_bytes().startswith(b"%PDF")
    assert Path(made["bundle"]).name == files["bundle"].name
