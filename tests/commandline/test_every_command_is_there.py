"""Whatever the grammar offers is behind it."""

from __future__ import annotations

import argparse

import pytest

from station_app.commandline import run
from station_app.commandline.parser import LATER, build


def commands():
    (subparsers,) = [each for each in build()._actions if isinstance(each, argparse._SubParsersAction)]
    return sorted(set(subparsers.choices) - set(LATER))


@pytest.mark.parametrize("name", commands())
def test_every_command_of_the_grammar_has_a_function(name):
    assert callable(run._command(name))
