"""The grammar of the commands on households and on whoever is registered in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app import texts
from station_app.commandline.residents import ACTIONS
from station_app.domain.vocabulary import HouseholdKind, IdAbsentReason

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

_PERSON = "620502001-20261123-HJ0001-01"


def declare_households(command: Callable[[str, str], argparse.ArgumentParser], positive: Callable[[str], int]) -> None:
    """Declare `household`, `division` and `resident`; `positive` reads a number from 1 on."""
    household = command("household", "household add --kind public_collective --name 大城公共集体户")
    household.add_argument("action", choices=("list", "add", "show", "roster", "change", "freeze", "thaw", "close"))
    household.add_argument("household_no", nargs="?", metavar="HOUSEHOLD_NO")
    household.add_argument("--kind", choices=[kind.value for kind in HouseholdKind], default="public_collective")
    household.add_argument("--name", metavar="NAME")
    household.add_argument("--division", metavar="CODE")
    household.add_argument("--address", metavar="TEXT")
    household.add_argument("--managing-body", metavar="NAME")
    household.add_argument("--keeper", metavar="NAME", help=texts.say("cli.help.keeper"))
    household.add_argument("--capacity", type=positive, metavar="N", help=texts.say("cli.help.capacity"))
    household.add_argument("--no-capacity", action="store_true", help=texts.say("cli.help.no_capacity"))
    household.add_argument("--reason", metavar="TEXT")
    household.add_argument("--pdf", metavar="FILE", help=texts.say("cli.help.roster_pdf"))
    division = command("division", "division preview --from 620502201 --to 620502101 --document 天政函〔2026〕3号")
    division.add_argument("action", choices=("list", "preview", "change", "undo"))
    division.add_argument("change_no", nargs="?", metavar="CHANGE_NO")
    division.add_argument("--from", dest="old_code", metavar="CODE", help=texts.say("cli.help.old_division"))
    division.add_argument("--to", dest="new_code", metavar="CODE", help=texts.say("cli.help.new_division_code"))
    division.add_argument("--name", metavar="NAME", help=texts.say("cli.help.new_division_name"))
    division.add_argument("--since", metavar="YYYY-MM-DD", help=texts.say("cli.help.division_since"))
    division.add_argument("--document", metavar="文号", help=texts.say("cli.help.division_document"))
    division.add_argument("--reason", metavar="TEXT")
    resident = command("resident", f"resident move-out {_PERSON} --reason 0462 --destination 兰州市城关区")
    resident.add_argument("action", choices=ACTIONS)
    resident.add_argument("people", nargs="*", metavar="REGISTRATION_NO", help=texts.say("cli.help.people"))
    _declare_event(resident)
    _declare_person(resident)


def _declare_event(resident: argparse.ArgumentParser) -> None:
    resident.add_argument("--reason", "--text", dest="reason", metavar="TEXT", help=texts.say("cli.help.event_reason"))
    resident.add_argument("--destination", metavar="TEXT", help=texts.say("cli.help.destination"))
    resident.add_argument("--day", metavar="YYYY-MM-DD", help=texts.say("cli.help.event_day"))
    resident.add_argument("--whole-family", action="store_true", help=texts.say("cli.help.whole_family"))
    resident.add_argument("--new-head", metavar="REGISTRATION_NO", help=texts.say("cli.help.new_head"))
    relation = texts.say("cli.help.relation")
    resident.add_argument("--relation", action="append", metavar="REGISTRATION_NO=CODE", help=relation)
    resident.add_argument("--cards-returned", action="store_true", help=texts.say("cli.help.cards_returned"))
    resident.add_argument("--evidence", metavar="TEXT", help=texts.say("cli.help.evidence"))
    resident.add_argument("--division", metavar="CODE", help=texts.say("cli.help.new_division"))
    resident.add_argument("--address", metavar="TEXT", help=texts.say("cli.help.new_address"))
    resident.add_argument("--card", metavar="NUMBER", help=texts.say("cli.help.card_no"))
    resident.add_argument("--receiver", metavar="NAME", help=texts.say("cli.help.card_receiver"))
    resident.add_argument("--lost", action="store_true", help=texts.say("cli.help.card_lost"))


def _declare_person(resident: argparse.ArgumentParser) -> None:
    person = resident.add_argument_group(texts.say("cli.newcomer"))
    person.add_argument("--name", metavar="NAME")
    person.add_argument("--id-number", metavar="NUMBER")
    reasons = (IdAbsentReason.NEWBORN.value, IdAbsentReason.UNREGISTERED.value)
    person.add_argument("--id-absent-reason", choices=reasons)
    person.add_argument("--sex", choices=("1", "2"))
    person.add_argument("--birth-date", metavar="YYYY-MM-DD")
    person.add_argument("--relationship", metavar="CODE", help=texts.say("cli.help.relationship"))
    person.add_argument("--from-division", metavar="CODE")
    person.add_argument("--from-address", metavar="TEXT")
