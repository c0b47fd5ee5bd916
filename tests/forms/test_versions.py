"""What was published of a form stays as it was, so that an old case opens on the form it was taken on."""

from __future__ import annotations

import hashlib
import json

import pytest

from forms.settlement import FORM
from forms.versions import describe, published, published_names, restore
from resources import folder
from station_app import texts

FROZEN = {
    "settlement/1": "bf583c52f8123f2bb372cb0b5ebeb5f2a0913d228fb21e4298b2a167abf079d9",
    "settlement/2": "18b565a969aa176ed65628b1ee083db5348351deae7fd90fe45460977c18ce19",
    "settlement/3": "e8e9428a4b8085d26a4a9919a9cf76e78c86dfba028ffb734b1848c8a07ab089",
}
"""SHA-256 of what was published. A line is added for a new version; none is ever changed."""


def _text(name: str) -> str:
    return (folder("forms") / f"{name.replace('/', '-')}.json").read_text(encoding="utf-8")


def test_every_published_version_is_frozen():
    assert {name: hashlib.sha256(_text(name).encode()).hexdigest() for name in published_names()} == FROZEN


def test_the_form_of_today_is_the_newest_published_version():
    assert FORM.name == published_names()[-1]
    assert describe(FORM) == _text(FORM.name)


@pytest.mark.parametrize("name", FROZEN)
def test_a_version_reads_back_as_it_was_written(name):
    assert describe(restore(_text(name))) == _text(name)
    assert published(name).name == name


@pytest.mark.parametrize("name", FROZEN)
@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_every_version_still_has_its_words(name, language):
    form = published(name)
    wanted = {f"field.{field.id}" for field in form.fields()} | {f"section.{section.id}" for section in form.sections}
    assert not wanted - set(texts.catalogue(language))


def test_a_newer_version_only_adds_values():
    older, newer = published("settlement/1"), published("settlement/2")
    paths = {field.path: field.kind for field in newer.fields()}
    assert all(paths[field.path] is field.kind for field in older.fields())


def test_a_version_nobody_knows_here_is_shown_on_the_newest():
    assert published("settlement/99") is FORM
    assert published("../settlement/1") is FORM


@pytest.mark.parametrize("damage", ["[]", "{}", '{"id": 1, "version": 1, "sections": [{}]}', "null", "not json"])
def test_what_is_no_form_is_not_taken_for_one(damage):
    with pytest.raises(ValueError):
        restore(damage)


def test_a_version_with_a_condition_of_its_own_is_not_guessed_at():
    told = json.loads(_text("settlement/1"))
    told["sections"][0]["visible"] = {"is": "Whatever"}
    with pytest.raises(ValueError):
        restore(json.dumps(told))
