"""Which input method Qt is to speak to, decided before QApplication is made; the surroundings are only read here."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_FCITX = frozenset({"fcitx", "fcitx5"})
_MODULE, _PORTAL = "QT_IM_MODULE", "IBUS_USE_PORTAL"


def changes(environment: Mapping[str, str], platform: str) -> dict[str, str]:
    """Give the variables to set, if any, so that Chinese can be typed.

    PySide6 ships no fcitx plugin, but fcitx5 speaks the protocol of the IBus portal: without both variables Qt would
    silently type Latin. What somebody chose for Qt stays, unless it is a plugin that is not there.
    """
    if not platform.startswith("linux"):
        return {}
    chosen = environment.get(_MODULE, "")
    session = environment.get("XMODIFIERS", "").removeprefix("@im=") or environment.get("GTK_IM_MODULE", "")
    if chosen in _FCITX or (not chosen and session in _FCITX):
        portal = {} if _PORTAL in environment else {_PORTAL: "1"}
        return {_MODULE: "ibus", **portal}
    return {_MODULE: "ibus"} if not chosen and session == "ibus" else {}
