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
    from station_app.domain.layouts import DroppedFile, LayoutVerdict, StoredLayout

ACTIONS = ("values", "show", "check", "list", "propose", "adopt", "withdraw")


def declare_layouts(command: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """Declare the command."""
    layout = command("layout", "layout check layouts/receipt.toml")
    layout.add_argument("action", choices=ACTIONS)
    layout.add_argument("what", nargs="?", metavar="PAPER|FILE", help=texts.say("cli.help.layout_what"))
    layout.add_argument("edition", nargs="?", metavar="EDITION", help=texts.say("cli.help.layout_edition"))
    layout.add_argument("--alone", metavar="TEXT", help=texts.say("cli.help.layout_alone"))
    layout.add_argument("--reason", metavar="TEXT", help=texts.say("cli.help.layout_reason"))
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


def _list(call: Call) -> Answer:
    found = call.catalogue.layouts()
    lines = [texts.say("layout.folder", folder=found.folder)]
    lines += [_stored_line(each, held=found.in_force.get(each.paper) == each) for each in found.stored]
    for file in found.files:
        lines.append(texts.say("layout.file", name=file.name, state=texts.say(f"layout.state.{state_of(file)}")))
        lines += verdict_lines(file.verdict)
    data = {
        "folder": found.folder,
        "in_force": {paper: _stored_data(each) for paper, each in found.in_force.items()},
        "stored": [_stored_data(each) for each in found.stored],
        "files": [{"name": each.name, "state": state_of(each), **verdict_data(each.verdict)} for each in found.files],
    }
    return one(data, *lines)


def state_of(file: DroppedFile) -> str:
    """Give the word for how a file in the folder stands."""
    if not file.verdict.ok:
        return "unfit"
    return file.standing.value if file.standing else "altered" if file.altered else "new"


def _propose(call: Call) -> Answer:
    return _done(call.catalogue.propose_layout(_read(existing_file(_what(call)))))


def _adopt(call: Call) -> Answer:
    return _done(call.catalogue.adopt_layout(_what(call), _edition(call), call.arguments.alone or ""))


def _withdraw(call: Call) -> Answer:
    return _done(call.catalogue.withdraw_layout(_what(call), _edition(call), call.arguments.reason or ""))


def _done(made: StoredLayout) -> Answer:
    return one(_stored_data(made), _stored_line(made))


def _edition(call: Call) -> str:
    if not call.arguments.edition:
        raise UsageError("layout_edition_missing")
    return str(call.arguments.edition)


def _stored_data(layout: StoredLayout) -> dict[str, Any]:
    made: dict[str, Any] = msgspec.to_builtins(layout)
    del made["text"]
    return made


def _stored_line(layout: StoredLayout, *, held: bool = False) -> str:
    return texts.say(
        "layout.stored_held" if held else "layout.stored",
        paper=texts.say(f"ui.paper.{layout.paper}"),
        edition=layout.edition,
        standing=texts.say(f"layout.state.{layout.standing.value}"),
        site=layout.site,
        proposed_by=layout.proposed_by,
        decided_by=layout.decided_by or "—",
    )


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


_DO = {
    "values": _values,
    "show": _show,
    "check": _check,
    "list": _list,
    "propose": _propose,
    "adopt": _adopt,
    "withdraw": _withdraw,
}
