"""What all tables share: their common book, and columns that hold the words of a closed list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, MetaData

from station_app.domain.vocabulary import Level

if TYPE_CHECKING:
    from enum import StrEnum

BOOK = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def one_of(column: str, words: type[StrEnum]) -> CheckConstraint:
    """Hold a text column to the words of a closed list."""
    listed = ", ".join(f"'{word.value}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def levels_of(words: str) -> tuple[Level, ...]:
    """Read a column of levels, separated by commas, in their order."""
    return tuple(Level(word) for word in words.split(",") if word)
