"""The grammar of `permit`: each act with what it needs."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from station_app import texts
from station_app.domain.vocabulary import PermitBusiness, PermitEnd, PermitFilter

if TYPE_CHECKING:
    from collections.abc import Callable

_ACTS = ("apply", "issue", "endorse", "replace", "cancel", "list", "show", "notice")


def declare_permits(command: Callable[[str, str], argparse.ArgumentParser], positive: Callable[[str], int]) -> None:
    """Declare `permit`; `positive` reads a number from 1 on."""
    permit = command("permit", "permit apply application.json --papers out --officer 0001")
    permit.add_argument("action", choices=_ACTS, help=texts.say("cli.help.permit_action"))
    permit.add_argument("subject", nargs="?", metavar="FILE|NUMBER|TEXT", help=texts.say("cli.help.permit_subject"))
    permit.add_argument("--confirm", action="append", metavar="CODE=REASON", help=texts.say("cli.help.confirm"))
    permit.add_argument("--papers", metavar="DIR", help=texts.say("cli.help.permit_papers"))
    permit.add_argument("--card", metavar="NUMBER", help=texts.say("cli.help.permit_card"))
    permit.add_argument("--receiver", metavar="NAME", help=texts.say("cli.help.permit_receiver"))
    businesses = (PermitBusiness.RENEW.value, PermitBusiness.LOST.value)
    permit.add_argument("--business", choices=businesses, help=texts.say("cli.help.permit_business"))
    permit.add_argument("--old-card", action="store_true", help=texts.say("cli.help.permit_old_card"))
    permit.add_argument("--division", metavar="CODE", help=texts.say("cli.help.permit_division"))
    permit.add_argument("--address", metavar="TEXT", help=texts.say("cli.help.permit_address"))
    ends = [each.value for each in PermitEnd]
    permit.add_argument("--because", choices=ends, help=texts.say("cli.help.permit_because"))
    permit.add_argument("--reason", "--text", dest="reason", metavar="TEXT", help=texts.say("cli.help.permit_reason"))
    shown = [each.value for each in PermitFilter]
    permit.add_argument("--filter", choices=shown, default="all", help=texts.say("cli.help.permit_filter"))
    permit.add_argument("--limit", type=positive, default=200, metavar="N")
