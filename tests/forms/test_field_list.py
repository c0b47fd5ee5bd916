"""The manual lists the fields as they are declared."""

from __future__ import annotations

from forms.field_list import page
from forms.settlement import FORM
from station_app import texts
from tests.architecture.sources import ROOT


def test_the_manual_lists_every_field_as_it_is_declared():
    assert (ROOT / "docs" / "manual" / "数据项.md").read_text(encoding="utf-8") == page(), "run: make fields"


def test_every_field_has_a_line_with_its_words():
    told = page()
    assert all(f"| {texts.say(f'field.{field.id}', 'zh')} | `{field.path}` |" in told for field in FORM.fields())


def test_what_the_policy_forbids_to_demand_is_demanded_nowhere():
    (line,) = [line for line in page().splitlines() if "`housing`" in line]
    assert line.split("|")[5].strip() == ""
    (line,) = [line for line in page().splitlines() if "`family[].occupation`" in line]
    assert line.split("|")[5].strip() == ""
