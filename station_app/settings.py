"""Choices of one desk, each declared once: name, type, default and the sentence that explains it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, TypeAlias

import msgspec

from station_app.errors import RefusedError
from station_app.files import write_whole

if TYPE_CHECKING:
    from pathlib import Path


Tenths: TypeAlias = Annotated[int, msgspec.Meta(ge=-100, le=100)]
"""Tenths of a millimetre; a printer that is off by more than 10 mm is to be mended, not corrected."""


class Offset(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """How far everything is moved on the sheets of one printer, to where it belongs; negative: left and up."""

    right: Tenths = 0
    down: Tenths = 0

    def __bool__(self) -> bool:
        """Tell whether anything is moved at all."""
        return bool(self.right or self.down)


NO_OFFSET = Offset()


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a station may choose for itself. The law, the policy and the keys are not settings."""

    language: Annotated[str, msgspec.Meta(pattern="^(zh|en)$", description="language of the windows")] = "zh"
    database: Annotated[
        str | None, msgspec.Meta(description="database elsewhere, as a URL; empty: the encrypted file")
    ] = None
    printer: Annotated[
        str | None,
        msgspec.Meta(description="where papers go: a queue, ipp://..., pdf:FOLDER, or - for nowhere"),
    ] = None
    paper_printers: Annotated[
        dict[str, str], msgspec.Meta(description="where papers of one kind go instead, by their names")
    ] = msgspec.field(default_factory=dict)
    printer_offsets: Annotated[
        dict[Annotated[str, msgspec.Meta(min_length=1)], Offset],
        msgspec.Meta(description="how far a printer's pages are moved, right and down in 0.1 mm, by its name"),
    ] = msgspec.field(default_factory=dict)
    one_sided_printers: Annotated[
        tuple[Annotated[str, msgspec.Meta(min_length=1)], ...],
        msgspec.Meta(description="printers that always print on one side, by their names"),
    ] = ()
    stock_kinds: Annotated[
        tuple[str, ...],
        msgspec.Meta(description="blanks of our own forms that lie in this desk's tray, by their codes"),
    ] = ()
    stock_drawer: Annotated[
        str,
        msgspec.Meta(
            max_length=40, description="drawer that this desk takes numbered stock from; empty: the station's"
        ),
    ] = ""
    card_reader: Annotated[str | None, msgspec.Meta(description="serial port of the card reader; empty: search")] = None
    idle_lock_minutes: Annotated[int, msgspec.Meta(description="lock after so many idle minutes", ge=1, le=60)] = 10
    password_days: Annotated[
        int, msgspec.Meta(description="a password holds so many days; 0: until it is changed", ge=0, le=366)
    ] = 0
    enquiry_phone: Annotated[str, msgspec.Meta(description="telephone printed on receipts for questions")] = ""
    complaint_phone: Annotated[str, msgspec.Meta(description="telephone printed on receipts for complaints")] = ""
    review_office: Annotated[
        str, msgspec.Meta(description="who reviews a decision (复议机关), on notices of refusal")
    ] = ""
    court: Annotated[str, msgspec.Meta(description="court that hears a suit about one, on notices of refusal")] = ""
    scan_folder: Annotated[str | None, msgspec.Meta(description="folder the scanner writes into; empty: none")] = None
    scan_keep_originals: Annotated[
        bool, msgspec.Meta(description="move what was taken in to a subfolder instead of deleting it")
    ] = False
    scanner: Annotated[str | None, msgspec.Meta(description="SANE device of the scanner; empty: the first")] = None
    dark: Annotated[bool, msgspec.Meta(description="dark windows")] = False


def read(path: Path) -> Settings:
    """Read the settings at `path`; a missing file means the defaults.

    Raises:
        RefusedError: `settings_unreadable` - the file is there but not understood; it is left as it is.
    """
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return Settings()
    try:
        return msgspec.json.decode(raw, type=Settings)
    except msgspec.MsgspecError as problem:
        raise RefusedError("settings_unreadable", path=path.name, problem=str(problem)) from problem


def write(path: Path, settings: Settings) -> None:
    """Replace the settings at `path` in one step, so that a power cut leaves the old or the new file."""
    write_whole(path, msgspec.json.format(msgspec.json.encode(settings)))
