"""The schema that others read says of each value what the form says."""

from __future__ import annotations

import re
from typing import Any

from forms import permit
from forms.schema import case_schema
from forms.settlement import FORM
from station_app import texts
from station_app.domain.permit_file import PermitFile


def _titles(schema: dict[str, Any]) -> set[str]:
    return {
        value["title"]
        for shape in schema["$defs"].values()
        for value in shape.get("properties", {}).values()
        if "title" in value
    }


def test_every_value_has_its_words_in_the_schema():
    assert {field.label for field in FORM.fields()} <= _titles(case_schema(FORM))
    assert {field.label for field in permit.FORM.fields()} <= _titles(case_schema(permit.FORM, PermitFile))


def test_every_reference_leads_somewhere():
    schema = case_schema(FORM)
    names = re.findall(r"#/\$defs/([^']+)'", repr(schema))
    assert {*names} <= {*schema["$defs"]}


def test_the_same_shape_is_named_by_who_it_is():
    assert {"代办人姓名", "监护人姓名", "户主姓名"} <= _titles(case_schema(FORM))
    texts.choose("en")
    assert "Name" in _titles(case_schema(FORM))


def test_code_tables_personal_values_and_demands_are_marked():
    member = case_schema(FORM)["$defs"]["FamilyMember"]["properties"]
    assert member["sex"]["x-codes"]["1"] == "男"
    assert member["ethnicity"]["x-code-table"] == "ethnicity"
    assert member["name"]["x-personal"] is True
    assert member["name"]["x-required"] is True
    assert "x-required" not in member["education"]
