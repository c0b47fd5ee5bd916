"""The figures of a month from the command line."""

from __future__ import annotations

from tests.commandline.test_list_commands import call  # noqa: F401 - a fixture
from tests.printing.paper_cases import page_texts
from tests.services.exchanging import more_families
from tests.services.test_export_ledger import sheet


def test_a_month_as_a_table_as_form_58_and_opened(station, call, tmp_path):  # noqa: F811
    numbers = more_families(station, 2)
    month = station.today().strftime("%Y-%m")
    status, table = call("stats", "--month", month, "--by", "station")
    found = {line["code"]: line for line in table["figures"]}
    assert (status, found["accepted_cases"]["value"], found["accepted_cases"]["parts"]) == (0, 2, {"620502001": 2})
    assert (table["areas"], table["edition"]) == ({"620502001": "秦州分局大城派出所"}, None)
    assert [mean["mean"] for mean in table["means"]] == [None, None]

    opened = call("stats", "--month", month, "--figure", "accepted_cases")[1]
    assert sorted(entry["number"] for entry in opened["entries"]) == sorted(numbers)
    assert sum(entry["value"] for entry in opened["entries"]) == opened["value"] == 2

    form = call("stats", "--month", month, "--form", "58", "--by", "town")[1]
    assert [column["column"] for column in form["form58"]] == list(range(1, 29))
    assert {column["column"] for column in form["form58"] if column["value"] is None} == {1, 4, 5, 25, 26, 28}

    for words, code in (
        (("--freeze",), "role_missing"),
        (("--figure", "none"), "figure_unknown"),
        (("--ranking",), "ranking_of_stations"),
        (("--ranking", "--freeze"), "stats_one_at_a_time"),
        (("--xlsx", str(tmp_path / "month.pdf")), "table_kind_unknown"),
    ):
        assert call("stats", "--month", month, *words)[1]["error"]["code"] == code

    file = tmp_path / "month.xlsx"
    written = call("stats", "--month", month, "--xlsx", str(file))[1]
    rows, formulas = sheet(file)
    assert (written["figures"], formulas) == (len(found) + 2, [])
    assert list(rows[1])[:4] == [("s", "受理"), ("s", "accepted_cases"), ("s", "受理件数"), ("s", "件")]
    assert ("n" if rows[1][4][0] is None else rows[1][4][0], rows[1][4][1]) == ("n", "2")

    paper = call("stats", "--month", month, "--by", "town", "--pdf", str(tmp_path / "month-1.pdf"))[1]
    assert (paper["paper"], paper["copy"]) == ("monthly-report", 1)
    assert "受理件数" in "".join(page_texts((tmp_path / "month-1.pdf").read_bytes()))
