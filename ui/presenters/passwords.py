"""The rules for a new password, as they are shown while it is typed."""

from __future__ import annotations

from dataclasses import dataclass

from station_app import texts

SHORTEST = 10
"""Shown while typing; the use case decides (`services.passwords`), a test keeps both the same."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule for passwords, and whether what was typed keeps it."""

    words: str
    kept: bool


def rules(password: str, again: str, badge: str) -> tuple[Rule, ...]:
    """Say which rules a password keeps."""
    kinds = sum(any(test(letter) for letter in password) for test in (str.isdigit, str.isalpha, _is_sign))
    badge = badge.strip().lower()
    return (
        Rule(texts.say("ui.first.rule_length", shortest=SHORTEST), len(password) >= SHORTEST),
        Rule(texts.say("ui.first.rule_kinds"), kinds >= 2),
        Rule(texts.say("ui.first.rule_badge"), bool(password) and not (badge and badge in password.lower())),
        Rule(texts.say("ui.first.rule_again"), bool(password) and password == again),
    )


def _is_sign(letter: str) -> bool:
    return not letter.isalnum()
