"""The manual says of every figure what it counts, as it is declared."""

from __future__ import annotations

from station_app.figure_list import page
from tests.architecture.sources import ROOT

PAGE = ROOT / "docs" / "manual" / "统计.md"


def test_the_page_of_the_manual_is_made_of_the_declarations():
    assert PAGE.read_text(encoding="utf-8") == page(), "run: make figures"


def test_the_manual_leads_to_it():
    assert f"]({PAGE.name})" in (PAGE.parent / "README.md").read_text(encoding="utf-8")
