"""The settings page, made from the declarations in `station_app.settings`: a field there is a line here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec

from station_app import settings, texts
from station_app.errors import RefusedError
from ui.presenters.words import sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from station_app.errors import StationError
    from station_app.paths import Home
    from ui.tasks import Runner

_CHOICES = {"language": ("zh", "en")}
_OWN_KINDS = {
    "card_reader": "port",
    "printer": "printer",
    "paper_printers": "printers",
    "printer_offsets": "offsets",
    "one_sided_printers": "sides",
    "stock_kinds": "stocks",
}


@dataclass(frozen=True, slots=True)
class SettingLine:
    """One setting.

    `kind` is `switch`, `number`, `choice`, `port`, `printer`, `printers`, `offsets`, `sides`, `stocks` or `text`.
    `least`..`most` bound a number.
    """

    name: str
    title: str
    why: str
    kind: str
    value: object
    least: int = 0
    most: int = 0
    choices: tuple[tuple[str, str], ...] = ()
    optional: bool = False


class SettingsPresenter:
    """Shows what may be chosen and writes the choice in one step."""

    def __init__(
        self,
        home: Home,
        runner: Runner,
        save: Callable[[settings.Settings], None],
        tell: Callable[[str, str], None],
    ) -> None:
        self._home = home
        self._save = save
        self._runner = runner
        self._tell = tell

    def lines(self) -> tuple[SettingLine, ...]:
        """Give one line per declared setting, with the value in force."""
        try:
            present = settings.read(self._home.settings)
        except RefusedError as error:
            self._tell(sentence(error), "blocked")
            present = settings.Settings()
        shape = msgspec.inspect.type_info(settings.Settings)
        fields = shape.fields if isinstance(shape, msgspec.inspect.StructType) else ()
        return tuple(_line(field, getattr(present, field.name)) for field in fields)

    def write(self, values: Mapping[str, object], then: Callable[[], None] | None = None) -> None:
        """Check the values against their declarations and write them; `then` is called once they are in force."""
        try:
            chosen = msgspec.convert(dict(values), type=settings.Settings)
        except msgspec.ValidationError as problem:
            self._tell(texts.say("ui.settings.wrong", problem=str(problem)), "blocked")
            return
        self._runner.run(
            lambda: self._save(chosen),
            lambda _nothing: self._written(then),
            self._refused,
        )

    def _written(self, then: Callable[[], None] | None) -> None:
        self._tell(texts.say("ui.settings.written"), "ok")
        if then is not None:
            then()

    def _refused(self, error: StationError) -> None:
        self._tell(sentence(error), "blocked")


def _line(field: msgspec.inspect.Field, value: object) -> SettingLine:
    kind, least, most = _kind(field.type, field.name)
    return SettingLine(
        name=field.name,
        title=texts.say(f"ui.setting.{field.name}"),
        why=texts.say(f"ui.setting.{field.name}_why"),
        kind=kind,
        value=value,
        least=least,
        most=most,
        choices=tuple((each, texts.say(f"ui.setting.{field.name}_{each}")) for each in _CHOICES.get(field.name, ())),
        optional=field.default is None,
    )


def _kind(shape: Any, name: str) -> tuple[str, int, int]:
    if isinstance(shape, msgspec.inspect.Metadata):
        return _kind(shape.type, name)
    if name in _OWN_KINDS:
        return _OWN_KINDS[name], 0, 0
    if name in _CHOICES:
        return "choice", 0, 0
    if isinstance(shape, msgspec.inspect.BoolType):
        return "switch", 0, 0
    if isinstance(shape, msgspec.inspect.IntType):
        return "number", shape.ge or 0, shape.le or 1_000_000
    return "text", 0, 0
