"""What argparse says about a wrong call, said again in the chosen language: its own words are English always."""

from __future__ import annotations

import re
from typing import Final

from station_app import texts

_ARGUMENT = re.compile(r"argument (?P<argument>.+?): (?P<problem>.+)", re.DOTALL)
_PROBLEMS: Final = {
    "missing": re.compile(r"the following arguments are required: (?P<names>.+)"),
    "one_of": re.compile(r"one of the arguments (?P<names>.+) is required"),
    "one_value": re.compile(r"expected one argument"),
    "a_value": re.compile(r"expected at least one argument"),
    "values": re.compile(r"expected (?P<count>\d+) arguments?"),
    "at_most_one": re.compile(r"expected at most one argument"),
    "choice": re.compile(r"invalid choice: (?P<given>.+?) \(choose from (?P<choices>.+)\)", re.DOTALL),
    "value": re.compile(r"invalid \S+ value: (?P<given>.+)", re.DOTALL),
    "takes_none": re.compile(r"ignored explicit argument (?P<given>.+)", re.DOTALL),
    "not_with": re.compile(r"not allowed with argument (?P<other>.+)"),
    "ambiguous": re.compile(r"ambiguous option: (?P<given>\S+) could match (?P<choices>.+)"),
}
_LONGEST = 200
"""Characters of what was typed that a sentence repeats."""


def said(message: str) -> str:
    """Give argparse's `message` in the chosen language; one that is not known here stays as it is."""
    about = _ARGUMENT.fullmatch(message)
    if about is None:
        return _problem(message)
    if about["argument"] == "COMMAND" and (found := _PROBLEMS["choice"].fullmatch(about["problem"])):
        return texts.say("cli.wrong.command", given=found["given"].strip("'\"")[:_LONGEST])
    return texts.say("cli.wrong.argument", argument=about["argument"], problem=_problem(about["problem"]))


def _problem(message: str) -> str:
    for name, pattern in _PROBLEMS.items():
        if found := pattern.fullmatch(message):
            return texts.say(
                f"cli.wrong.{name}", **{blank: _plain(blank, text) for blank, text in found.groupdict().items()}
            )
    return message


def _plain(blank: str, text: str) -> str:
    """Give what was typed in bounds, and choices without the quotes of Python."""
    return text.replace("'", "") if blank == "choices" else text.strip("'\"")[:_LONGEST]
