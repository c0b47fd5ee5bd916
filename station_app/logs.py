"""Technical log of the program. Personal data never reaches it: messages carry codes, not people."""

from __future__ import annotations

import logging
import re
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from logging.handlers import RotatingFileHandler
    from pathlib import Path

_ID_NUMBER = re.compile(r"(?<!\d)(\d{6})\d{8}(\d{3}[\dXx])(?![\dXx])")
_PHONE = re.compile(r"(?<!\d)(1\d{2})\d{4}(\d{4})(?!\d)")


def masked(text: str) -> str:
    """Give `text` with ID numbers (first 6, last 4 kept) and mobile numbers masked."""
    return _PHONE.sub(r"\1****\2", _ID_NUMBER.sub(r"\1********\2", text))


class _Masking(logging.Formatter):
    """Masks what slipped into a message or an exception text; the last line of defence, not the first."""

    def format(self, record: logging.LogRecord) -> str:
        return masked(super().format(record))


class _Rotating(logging.Handler):
    """Writes to a rotating file (5 x 1 MiB); what that takes is loaded with the first record, not at the start."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._file: RotatingFileHandler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        try:
            self._opened().emit(record)
        except OSError:
            self.handleError(record)

    def _opened(self) -> RotatingFileHandler:
        if self._file is None:
            from logging.handlers import RotatingFileHandler  # noqa: PLC0415 - see above

            self._file = RotatingFileHandler(self._path, maxBytes=1 << 20, backupCount=5, encoding="utf-8")
            self._file.setFormatter(self.formatter)
        return self._file

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None
        super().close()


def written() -> bool:
    """Tell whether the log goes to a file."""
    return any(isinstance(each, _Rotating) for each in logging.getLogger("station_app").handlers)


def start(folder: Path | None, level: int = logging.INFO) -> None:
    """Send the program's log to `folder` (rotating, 5 x 1 MiB), or nowhere."""
    root = logging.getLogger("station_app")
    root.setLevel(level)
    for handler in list(root.handlers):
        root.removeHandler(handler)
        handler.close()
    if folder is None:
        root.addHandler(logging.NullHandler())
        return
    logging.raiseExceptions = False  # a full disk must not put tracebacks before people
    with suppress(OSError):  # a log that can't be written must not stop the work; `emit` tries again
        folder.mkdir(parents=True, exist_ok=True)
    handler = _Rotating(folder / "station-app.log")
    handler.setFormatter(_Masking("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root.addHandler(handler)
