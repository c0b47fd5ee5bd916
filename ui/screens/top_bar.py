"""The bar above everything: who, where, the lights, the lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from station_app import clock, texts
from ui import icons, keys, theme
from ui.presenters.lights import Light, read_lights, reader_light
from ui.presenters.own_account import in_short
from ui.widgets.pieces import button, label

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.session import ReaderSeen, Session

HEIGHT = 44
_COLOURS = {"ok": "ok", "look": "look", "blocked": "blocked", "idle": "muted"}


class TopBar(QWidget):
    """Station, officer, lights, switch of officer and lock."""

    def __init__(
        self, session: Session, lock: Callable[[], None], switch: Callable[[], None], own: Callable[[], None]
    ) -> None:
        super().__init__()
        self._session = session
        self.setObjectName("TopBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 8, 0)
        layout.setSpacing(theme.GRID)
        shield = label()
        shield.setPixmap(icons.pixmap("shield", "primary", 24))
        layout.addWidget(shield)
        layout.addWidget(label(session.catalogue.site.name, "station"))
        layout.addWidget(label("·", "muted"))
        name = button(texts.say("ui.top.officer", name=session.catalogue.officer.name), own, "flat")
        name.setToolTip(f"{texts.say('ui.own.open')}  {keys.of('own')[0]}")
        layout.addWidget(name)
        before = session.catalogue.last_login
        self.last = label(in_short(before), "small")
        theme.mark(self.last, "look" if before is not None and before.failures else "")
        layout.addWidget(self.last)
        layout.addStretch(1)
        self._lights = QHBoxLayout()
        self._lights.setSpacing(2 * theme.GRID)
        layout.addLayout(self._lights)
        self._lit: tuple[Light, ...] = ()
        session.reader_seen.connect(self._follow_reader)
        layout.addSpacing(theme.GRID)
        switch_button = button(texts.say("ui.top.switch"), switch, "flat", "officer")
        lock_button = button(texts.say("ui.top.lock"), lock, "flat", "lock", "Ctrl+L")
        for made in (switch_button, lock_button):
            layout.addWidget(made)
        for made in (name, switch_button, lock_button):
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def refresh(self) -> None:
        """Ask again how everything stands."""
        session = self._session
        session.runner.run(
            lambda: read_lights(session.catalogue, session.settings, clock.SystemClock().now(), session.reader),
            self._show,
            channel="lights",
        )

    def _follow_reader(self, seen: ReaderSeen) -> None:
        """Let the reader's light follow at once; the others are asked again in their time."""
        session = self._session
        light = reader_light(session.settings, seen, practice=session.practice)
        if self._lit:
            self._show((light, *self._lit[1:]))

    def _show(self, lights: tuple[Light, ...]) -> None:
        self._lit = lights
        while (item := self._lights.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for light in lights:
            pressed = self._session.clock_wanted.emit if light.key == "clock" and light.state != "ok" else None
            self._lights.addWidget(_drawn(light) if pressed is None else _pressable(light, pressed))


def _drawn(light: Light) -> QWidget:
    made = QWidget()
    layout = QHBoxLayout(made)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(4)
    picture = QLabel()
    picture.setPixmap(icons.pixmap(light.icon, _COLOURS[light.state], 18))
    dot = QLabel()
    dot.setPixmap(icons.pixmap(light.state, _COLOURS[light.state], 14))
    words = label(f"{light.name} {light.word}", "small")
    theme.mark(words, "" if light.state in {"ok", "idle"} else light.state)
    for part in (picture, words, dot):
        layout.addWidget(part)
    made.setToolTip(light.reason)
    made.setAccessibleName(f"{light.name} {light.word}")
    return made


def _pressable(light: Light, pressed: Callable[[], None]) -> QWidget:
    """Draw a light that leads somewhere."""
    made = button(f"{light.name} {light.word}", pressed, "flat")
    made.setIcon(icons.icon(light.icon, _COLOURS[light.state], 18))
    theme.mark(made, light.state)
    made.setToolTip(f"{light.reason}  {keys.of('clock')[0]}")
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return made
