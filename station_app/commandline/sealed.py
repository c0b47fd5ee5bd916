"""The command `inspect`: what a file of the exchange says of itself, in words."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec

from station_app import texts
from station_app.clock import BEIJING
from station_app.commandline.answer import Answer, one
from station_app.commandline.call import existing_file
from station_app.domain.divisions import local_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from station_app.commandline.call import Call


def inspect(call: Call) -> Answer:
    """Say what a bundle, a receipt or a digest says of itself; works without a site."""
    path = existing_file(call.arguments.bundle)
    catalogue = call.open_if_possible()
    if catalogue is not None:
        data = catalogue.inspect(path)
    else:
        from station_app.services.inspect_bundle import inspect_bundle  # noqa: PLC0415

        data = inspect_bundle(path, None)
    return one(data, *_lines(data))


def _lines(data: Mapping[str, Any]) -> list[str]:
    """Give the facts a person asks for; hashes and keys are for `--json`."""
    counts = data.get("counts", data)
    moment = data.get("created_at") or data.get("imported_at")
    attachments = counts.get("attachments")
    facts: tuple[tuple[str, object], ...] = (
        ("file", texts.say(f"cli.inspect.what.{str(data['format']).split('/')[1]}")),
        ("number", data["number"]),
        ("from", _site(data["from"])),
        ("to", _site(data["to"])),
        ("entries", counts.get("entries")),
        ("attachments", len(attachments) if isinstance(attachments, list | tuple) else attachments),
        ("people", data.get("people")),
        ("imported_at" if "imported_at" in data else "created_at", _moment(moment)),
        ("practice", texts.say("cli.inspect.yes") if data.get("practice") else None),
        ("signature", texts.say(f"cli.inspect.signature_is.{data['signature']}")),
        ("for_us", texts.say(f"cli.inspect.for_us_is.{_FOR_US[data['for_us']]}")),
    )
    return [f"{texts.say(f'cli.inspect.{name}')}: {value}" for name, value in facts if value is not None]


_FOR_US = {True: "us", False: "others", None: "unknown"}


def _site(code: str) -> str:
    return f"{code} {local_name(code) or ''}".rstrip()


def _moment(written: object) -> str:
    return f"{msgspec.convert(written, datetime).astimezone(BEIJING):%Y-%m-%d %H:%M}"
