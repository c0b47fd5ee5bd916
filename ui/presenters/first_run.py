"""The first run: which site this is, its first officer, and the recovery sheet to lock away."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from station_app import texts
from station_app.catalogue import Founded, Founding
from station_app.domain.divisions import children, division
from station_app.domain.vocabulary import SiteKind
from station_app.errors import RefusedError
from station_app.outgoing import hand_out, is_nothing, said_if_not_saved
from ui.presenters.passwords import Rule, rules
from ui.presenters.preview import PagePicture, draw
from ui.presenters.words import sentence

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from station_app.catalogue import Door
    from station_app.errors import StationError
    from ui.tasks import Runner

CITY = "6205"
SHEET_DPI = 61
"""A4 then fits the height of a 768-line screen."""
_TOWN_ENDINGS = ("街道", "民族乡", "回族乡", "回族自治乡", "镇", "乡")


@dataclass(frozen=True, slots=True)
class FirstRunView:
    """State of the first run. `step` is `form`, `sheet` or `done`; `places` are (code, name)."""

    step: str = "form"
    counties: tuple[tuple[str, str], ...] = ()
    towns: tuple[tuple[str, str], ...] = ()
    proposed_name: str = ""
    rules: tuple[Rule, ...] = ()
    ready: bool = False
    busy: bool = False
    problem: str = ""
    sheet: tuple[PagePicture, ...] = ()
    printers: tuple[str, ...] = ()
    handed_out: bool = False
    said: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class FirstRunForm:
    """What was typed so far."""

    practice: bool = False
    kind: SiteKind = SiteKind.STATION
    county: str = ""
    town: str = ""
    name: str = ""
    badge: str = ""
    officer: str = ""
    password: str = field(default="", repr=False)
    again: str = field(default="", repr=False)

    @property
    def site_code(self) -> str:
        """The code of the chosen site; empty while the choice is not complete."""
        return {SiteKind.STATION: self.town, SiteKind.COUNTY: self.county, SiteKind.CITY: CITY}[self.kind]


class FirstRunPresenter:
    """Founds the site, then insists on the recovery sheet."""

    def __init__(
        self, door: Door, runner: Runner, show: Callable[[FirstRunView], None], done: Callable[[], None]
    ) -> None:
        self._door = door
        self._runner = runner
        self._show = show
        self._done = done
        self._form = FirstRunForm()
        self._view = FirstRunView()
        self._founded: Founded | None = None
        self._dpi = float(SHEET_DPI)

    def begin(self, sharpness: float = 1.0) -> None:
        """Offer the counties; `sharpness` is the screen's dots a pixel, for the sheet."""
        self._dpi = SHEET_DPI * sharpness
        counties = tuple((each.code, each.name) for each in children(CITY))
        self._set(replace(self._view, counties=counties, rules=rules("", "", "")))
        if self._door.home.keys_lost:
            self._refuse(RefusedError("keyring_missing", home=self._door.home.root.name))

    def type(self, form: FirstRunForm) -> None:
        """Hear what was typed; propose a name while the officer has not given one of their own."""
        towns = self._view.towns
        if form.county != self._form.county:
            towns = tuple((each.code, each.name) for each in children(form.county)) if form.county else ()
        self._form = form
        judged = rules(form.password, form.again, form.badge)
        filled = all((form.site_code, form.name.strip(), form.badge.strip(), form.officer.strip()))
        self._set(
            replace(
                self._view,
                towns=towns,
                proposed_name=propose_name(form),
                rules=judged,
                ready=filled and all(rule.kept for rule in judged),
                problem="",
            )
        )

    def found(self) -> None:
        """Found the site; then draw the recovery sheet."""
        form = self._form
        if self._view.busy or not self._view.ready:
            return
        founding = Founding(
            site_kind=form.kind,
            site_code=form.site_code,
            site_name=form.name.strip(),
            badge=form.badge.strip(),
            officer_name=form.officer.strip(),
            password=form.password,
            practice=form.practice,
        )
        self._set(replace(self._view, busy=True, problem=""))
        self._runner.run(lambda: self._make(founding), self._made, self._refuse)

    def print_sheet(self, printer: str) -> None:
        """Print the recovery sheet."""
        if self._founded is not None and printer:
            sheet = self._founded.recovery_sheet
            self._hand_out(lambda: _print(sheet, printer), texts.say("ui.first.printed", printer=printer))

    def save_sheet(self, to: Path) -> None:
        """Save the recovery sheet, to be printed elsewhere."""
        if self._founded is not None:
            sheet = self._founded.recovery_sheet
            self._hand_out(lambda: _save(sheet, to), texts.say("ui.first.saved", place=str(to)))

    def confirm(self, keeper: str, *, stored: bool) -> None:
        """Go on, once the sheet is out of the machine, somebody keeps it, and that was confirmed."""
        if self._view.handed_out and stored and keeper.strip():
            self._founded = None
            self._form = FirstRunForm()
            self._done()
        else:
            self._set(replace(self._view, said=texts.say("ui.first.not_stored"), state="look"))

    def _make(self, founding: Founding) -> tuple[Founded, tuple[PagePicture, ...], tuple[str, ...]]:
        from printing import printers  # noqa: PLC0415 - heavy, and not needed before

        founded = self._door.found_site(founding)
        return founded, draw(founded.recovery_sheet, self._dpi), printers.printers()

    def _made(self, made: tuple[Founded, tuple[PagePicture, ...], tuple[str, ...]]) -> None:
        self._founded, sheet, printers = made
        self._form = replace(self._form, password="", again="")
        self._set(replace(self._view, step="sheet", busy=False, sheet=sheet, printers=printers))

    def _refuse(self, error: StationError) -> None:
        self._set(replace(self._view, busy=False, problem=sentence(error)))

    def _hand_out(self, work: Callable[[], None], said: str) -> None:
        self._set(replace(self._view, busy=True, said=texts.say("ui.first.handing_out"), state=""))
        self._runner.run(
            work,
            lambda _nothing: self._set(replace(self._view, busy=False, handed_out=True, said=said, state="ok")),
            lambda error: self._set(replace(self._view, busy=False, said=sentence(error), state="blocked")),
        )

    def _set(self, view: FirstRunView) -> None:
        self._view = view
        self._show(view)


def propose_name(form: FirstRunForm) -> str:
    """Propose the official name, 天水市公安局秦州分局七里墩派出所; empty while the choice is not complete."""
    county = division(form.county)
    if form.kind is SiteKind.CITY:
        return "天水市公安局"
    if county is None:
        return ""
    branch = county.name
    if branch.endswith("区"):
        branch = f"天水市公安局{branch.removesuffix('区')}分局"
    else:
        branch += "公安局"
    town = division(form.town)
    if form.kind is SiteKind.COUNTY:
        return branch
    return f"{branch}{_short(town.name)}派出所" if town is not None else ""


def _short(town: str) -> str:
    for ending in _TOWN_ENDINGS:
        if town.endswith(ending) and len(town) > len(ending) + 1:
            return town.removesuffix(ending)
    return town


def _print(sheet: bytes, printer: str) -> None:
    from printing import printers  # noqa: PLC0415

    printers.print_pdf(sheet, printer, title=texts.say("ui.first.sheet", "zh"))


def _save(sheet: bytes, to: Path) -> None:
    with said_if_not_saved(to):
        hand_out(to, sheet, is_nothing)  # this paper opens the database, and perhaps another site's lies there
