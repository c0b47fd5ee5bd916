"""What a password must be. Shared by the use cases that set one."""

from __future__ import annotations

from station_app.errors import RefusedError

SHORTEST_PASSWORD = 10


def refuse_weak_password(password: str, badge: str) -> None:
    """Refuse what is guessed first: too short, one kind of character only, or the badge itself.

    Raises:
        RefusedError: `password_weak`.
    """
    kinds = sum(any(test(character) for character in password) for test in (str.isdigit, str.isalpha, _is_other))
    if len(password) < SHORTEST_PASSWORD or kinds < 2 or badge.lower() in password.lower():
        raise RefusedError("password_weak", shortest=SHORTEST_PASSWORD)


def _is_other(character: str) -> bool:
    return not character.isalnum()
