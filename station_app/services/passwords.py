"""What a badge and a password must be. Shared by the use cases that open an account or set one."""

from __future__ import annotations

import re
import secrets

from station_app.errors import RefusedError

SHORTEST_PASSWORD = 10
_GROUPS, _GROUP = 3, 4
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that are mistaken for each other on paper: 0 o, 1 l i."""
_BADGE = re.compile(r"[0-9A-Za-z]{2,12}")


def refuse_wrong_badge(badge: str) -> None:
    """Refuse what is no badge: 2 to 12 digits or letters.

    Raises:
        RefusedError: `badge_wrong`.
    """
    if not _BADGE.fullmatch(badge):
        raise RefusedError("badge_wrong")


def refuse_weak_password(password: str, badge: str) -> None:
    """Refuse what is guessed first: too short, one kind of character only, or the badge itself.

    Raises:
        RefusedError: `password_weak`.
    """
    kinds = sum(any(test(character) for character in password) for test in (str.isdigit, str.isalpha, _is_other))
    if len(password) < SHORTEST_PASSWORD or kinds < 2 or badge.lower() in password.lower():
        raise RefusedError("password_weak", shortest=SHORTEST_PASSWORD)


def draw_password() -> str:
    """Give a random password that can be read out: three groups of four, 59 bits; only good to be changed."""
    while True:
        groups = ("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))
        drawn = "-".join(groups)
        if any(map(str.isdigit, drawn)):
            return drawn


def _is_other(character: str) -> bool:
    return not character.isalnum()
