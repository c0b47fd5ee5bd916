"""The command `stock`: what lies in the drawers, and every step by which a piece comes in or goes out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from station_app import texts
from station_app.clock import BEIJING
from station_app.commandline.answer import Answer, one
from station_app.commandline.cases import refuse_paper_place, save_paper
from station_app.commandline.printing import wait_for
from station_app.domain.print_jobs import Sides
from station_app.domain.stock import StockAct
from station_app.errors import UsageError
from station_app.services.keep_stock import Arrival, Named

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator

    from station_app.catalogue import Catalogue
    from station_app.commandline.call import Call
    from station_app.domain.stock import StockBalance, StockLine


def stock(call: Call) -> Answer:
    """Show the balance or the register, or take one step."""
    given = call.arguments
    if given.action == "list":
        balances = [each for each in call.catalogue.stock() if given.kind in (None, each.kind.kind)]
        return one([_data(each) for each in balances], *(line for each in balances for line in _said(each)))
    if not given.kind:
        raise UsageError("stock_kind_missing")
    if given.action in {"blank", "try"}:
        return _drawn(call)
    if given.action == "register" and given.pdf:
        refuse_paper_place(Path(), Path(given.pdf))
        saved = save_paper(call.catalogue.print_stock_register(given.kind), Path(), Path(given.pdf))
        return one({"kind": given.kind, "pdf": saved["pdf"], "sha256": saved["sha256"]}, str(saved["pdf"]))
    if given.action == "register":
        lines = call.catalogue.stock_lines(given.kind)
        return one([_line_data(each) for each in lines], *map(line_said, lines))
    after = _STEPS[given.action](call.catalogue, given)
    return one(_data(after), *_said(after))


def _drawn(call: Call) -> Answer:
    """Make a blank for the print shop, or a page to be held against one."""
    given, catalogue = call.arguments, call.catalogue
    if given.printer and given.action == "try":
        job = catalogue.print_trial(given.kind, given.printer)
        wait_for(catalogue, job)
        data = {"kind": given.kind, "pdf": None, "printer": job.printer}
        return one(data, texts.say("cli.printed", paper=texts.say("ui.paper.stock-trial"), printer=job.printer))
    if not given.pdf:
        raise UsageError("stock_pdf_missing")
    refuse_paper_place(Path(), Path(given.pdf))
    make = catalogue.make_blank if given.action == "blank" else catalogue.make_trial
    made = make(given.kind, two_sided=given.sides == Sides.TWO)
    saved = save_paper(made, Path(), Path(given.pdf))
    return one({"kind": given.kind, "pdf": saved["pdf"], "sha256": saved["sha256"]}, str(saved["pdf"]))


def _receive(catalogue: Catalogue, given: argparse.Namespace) -> StockBalance:
    first = given.first or given.number
    arrival = Arrival(given.kind, given.source, given.name or known_name(given.kind), first, given.last, given.count)
    return catalogue.receive_stock(msgspec.structs.replace(arrival, drawer=given.drawer))


def known_name(kind: str) -> str:
    """Give what a kind is called that every station has; empty for one of its own."""
    key = f"choice.stock.{kind}"
    return texts.say(key, "zh") if texts.known(key) else ""


def _use(catalogue: Catalogue, given: argparse.Namespace) -> StockBalance:
    if not given.case:
        raise UsageError("stock_case_missing")
    return catalogue.use_stock(given.kind, given.number or given.first, given.case)


def _spoil(catalogue: Catalogue, given: argparse.Namespace) -> StockBalance:
    return catalogue.spoil_stock(given.kind, _named(given), given.reason, was_used=given.was_used)


def _void(catalogue: Catalogue, given: argparse.Namespace) -> StockBalance:
    return catalogue.void_stock(given.kind, _named(given), given.reason, was_used=given.was_used)


def _hand_on(catalogue: Catalogue, given: argparse.Namespace) -> StockBalance:
    return catalogue.hand_on_stock(given.kind, _named(given), given.receiver, given.into)


def _count(catalogue: Catalogue, given: argparse.Namespace) -> StockBalance:
    counted = given.counted if given.counted is not None else given.count
    if counted is None:
        raise UsageError("stock_counted_missing")
    return catalogue.count_stock(given.kind, counted, given.reason, given.drawer)


_STEPS: dict[str, Callable[[Catalogue, argparse.Namespace], StockBalance]] = {
    "receive": _receive,
    "use": _use,
    "spoil": _spoil,
    "void": _void,
    "hand-on": _hand_on,
    "count": _count,
}


def _named(given: argparse.Namespace) -> Named:
    return Named(given.first or given.number, given.last, given.count, given.drawer)


def _data(balance: StockBalance) -> dict[str, Any]:
    kind, count = balance.kind, balance.count
    return {
        "kind": kind.kind,
        "name": kind.name,
        "numbered": kind.numbered,
        **msgspec.to_builtins(count),
        "there": count.there,
        "next": balance.next_number or None,
        "free": msgspec.to_builtins(balance.free),
        "gaps": msgspec.to_builtins(balance.gaps),
    }


def _said(balance: StockBalance) -> Iterator[str]:
    kind, count = balance.kind, balance.count
    drawer = texts.say("stock.in_drawer", drawer=count.drawer) if count.drawer else ""
    yield f"{kind.kind}  {kind.name}{drawer}"
    yield "  " + texts.say("stock.counts", there=count.there, **msgspec.to_builtins(count))
    if balance.free:
        yield "  " + texts.say("stock.free", runs=texts.say("stock.and").join(map(str, balance.free)))
    if balance.gaps:
        yield "  " + texts.say("stock.gaps", runs=texts.say("stock.and").join(map(str, balance.gaps)))


def _line_data(line: StockLine) -> dict[str, Any]:
    made: dict[str, Any] = msgspec.to_builtins(line)
    return made


def line_said(line: StockLine) -> str:
    """Say one line of the register."""
    act = texts.say(f"choice.stock_act.{line.act.value}")
    about = f"  {line.about}" if line.about else ""
    words = f"  {line.words}" if line.words else ""
    counted = line.act is StockAct.COUNTED and line.book != line.pieces.count
    book = texts.say("stock.book", book=line.book) if counted else ""
    return f"{line.at.astimezone(BEIJING):%Y-%m-%d %H:%M}  {line.officer}  {act}  {line.pieces}{about}{words}{book}"
