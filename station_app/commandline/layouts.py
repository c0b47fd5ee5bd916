"""`layout`: what papers offer, a file to begin with, what is wrong with one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from station_app import texts
from station_app.commandline.answer import Answer, one
from station_app.commandline.call import existing_file
from station_app.domain.layouts import LARGEST
from station_app.errors import DeviceError, UsageError
from station_app.outgoing import hand_out, is_nothing

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from typing import Any

    from station_app.commandline.call import Call
    from station_app.domain.layouts import LayoutVerdict

ACTIONS = ("values", "show", "check")


def declare_layouts(command: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """Declare the command."""
    layout = command("layout", "layout check layouts/receipt.toml")
    layout.add_argument("action", choices=ACTIONS)
    layout.add_argument("what", nargs="?", metavar="PAPER|FILE", help=texts.say("cli.help.layout_what"))
    layout.add_argument("--out", metavar="FILE", help=texts.say("cli.help.layout_out"))


def layout(call: Call) -> Answer:
    """Do what is asked for with layouts."""
    return _DO[call.arguments.action](call)


def _values(call: Call) -> Answer:
    offered = call.catalogue.layout_values(_what(call))
    lines: list[str] = []
    for sort in dict.fromkeys(each.sort for each in offered):
        lines.append(texts.say(f"layout.sort.{sort}"))
        for each in (each for each in offered if each.sort == sort):
            sample = f"  ({each.sample[:40]})" if each.sample else ""
            lines.append(f"  {each.name}  {each.meaning}{sample}".replace("\n", " "))
    return one([msgspec.to_builtins(each) for each in offered], *lines)


def _show(call: Call) -> Answer:
    raw = call.catalogue.starting_layout(_what(call))
    if not call.arguments.out:
        return one({"paper": call.arguments.what, "text": raw.decode()}, *raw.decode().splitlines())
    target = Path(call.arguments.out)
    try:
        hand_out(target, raw, is_nothing)  # a file that differs is one that somebody edited
    except OSError as problem:
        raise DeviceError("layout_not_saved", file=target.name, problem=problem.strerror or "") from problem
    return one({"paper": call.arguments.what, "file": str(target)}, str(target))


def _check(call: Call) -> Answer:
    file = existing_file(_what(call))
    verdict = call.catalogue.check_layout(_read(file))
    pdf = Path(call.arguments.out) if call.arguments.out and verdict.ok else None
    if pdf is not None:
        try:
            hand_out(pdf, call.catalogue.preview_layout(_read(file)), is_nothing)
        except OSError as problem:
            raise DeviceError("layout_not_saved", file=pdf.name, problem=problem.strerror or "") from problem
    head = texts.say("layout.fits" if verdict.ok else "layout.does_not_fit", file=file.name, count=len(verdict.faults))
    data = {"file": str(file), **verdict_data(verdict), "pdf": str(pdf) if pdf else None}
    return one(data, head, *verdict_lines(verdict), status=0 if verdict.ok else 3)


def verdict_data(verdict: LayoutVerdict) -> dict[str, Any]:
    """Give a verdict as data."""
    return {
        "ok": verdict.ok,
        "paper": verdict.paper,
        "kind": verdict.kind,
        "edition": verdict.edition,
        "stock": verdict.stock,
        "sha256": verdict.sha256,
        "faults": [each.as_dict() for each in verdict.faults],
        "notes": [each.as_dict() for each in verdict.notes],
    }


def verdict_lines(verdict: LayoutVerdict) -> list[str]:
    """Give a verdict in lines: each fault with its place, then what to know besides."""
    return [f"  {each.place}  {each.message}".rstrip() for each in (*verdict.faults, *verdict.notes)]


def _read(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(LARGEST + 1)


def _what(call: Call) -> str:
    if not call.arguments.what:
        raise UsageError("layout_what_missing")
    return str(call.arguments.what)


_DO = {"values": _values, "show": _show, "check": _check}
