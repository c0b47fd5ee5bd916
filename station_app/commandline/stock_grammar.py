"""The grammar of the command `stock`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app import texts
from station_app.domain.print_jobs import Sides

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

ACTIONS = ("list", "receive", "use", "spoil", "void", "hand-on", "count", "register", "blank", "try")


def declare_stock(command: Callable[[str, str], argparse.ArgumentParser], positive: Callable[[str], int]) -> None:
    """Declare `stock`; `positive` reads a number from 1 on."""
    stock = command("stock", "stock receive migration-permit --from 0012001 --to 0012200 --source 秦州分局户政")
    stock.add_argument("action", nargs="?", choices=ACTIONS, default="list")
    stock.add_argument("kind", nargs="?", metavar="KIND", help=texts.say("cli.help.stock_kind"))
    stock.add_argument("number", nargs="?", metavar="NUMBER", default="", help=texts.say("cli.help.stock_number"))
    stock.add_argument("--from", dest="first", metavar="NUMBER", default="", help=texts.say("cli.help.stock_first"))
    stock.add_argument("--to", dest="last", metavar="NUMBER", default="", help=texts.say("cli.help.stock_last"))
    stock.add_argument("--count", type=positive, metavar="N", help=texts.say("cli.help.stock_count"))
    stock.add_argument("--counted", metavar="N", type=int, help=texts.say("cli.help.stock_counted"))
    stock.add_argument("--name", metavar="NAME", default="", help=texts.say("cli.help.stock_name"))
    stock.add_argument("--source", metavar="NAME", default="", help=texts.say("cli.help.stock_source"))
    stock.add_argument("--case", metavar="CASE_NO", help=texts.say("cli.help.stock_case"))
    stock.add_argument(
        "--reason", "--text", dest="reason", metavar="TEXT", default="", help=texts.say("cli.help.stock_reason")
    )
    stock.add_argument("--was-used", action="store_true", help=texts.say("cli.help.stock_was_used"))
    stock.add_argument("--receiver", metavar="NAME", default="", help=texts.say("cli.help.stock_receiver"))
    stock.add_argument("--drawer", metavar="NAME", help=texts.say("cli.help.stock_drawer"))
    where = stock.add_mutually_exclusive_group()
    where.add_argument("--pdf", metavar="FILE", help=texts.say("cli.help.stock_pdf"))
    where.add_argument("--printer", metavar="NAME", help=texts.say("cli.help.stock_printer"))
    sides = [each.value for each in Sides]
    stock.add_argument("--sides", choices=sides, default=Sides.TWO.value, help=texts.say("cli.help.stock_sides"))
    stock.add_argument("--into", metavar="NAME", help=texts.say("cli.help.stock_into"))
