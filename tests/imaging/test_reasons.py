"""Every reason for which a file is not taken in is a sentence for the officer."""

from __future__ import annotations

import ast

from station_app import texts
from tests.architecture.sources import calls, product


def test_every_refusal_of_a_scan_has_its_sentence():
    codes = {
        each.value
        for tree in product().values()
        for name, call in calls(tree)
        if name in {"UnfitScanError", "RefusedScan"}
        for argument in call.args
        for each in ast.walk(argument)
        if isinstance(each, ast.Constant) and isinstance(each.value, str) and each.value.startswith("attachment_")
    }
    assert len(codes) > 8
    assert not {code for code in codes if not texts.known(f"finding.{code}")}
