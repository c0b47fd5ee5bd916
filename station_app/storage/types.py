"""Column types that mean the same on SQLCipher and on PostgreSQL. No native enums, no arrays, no sequences."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import BigInteger, Integer, LargeBinary, Text, TypeDecorator
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

if TYPE_CHECKING:
    from sqlalchemy import Dialect
    from sqlalchemy.sql.compiler import SQLCompiler
    from sqlalchemy.types import TypeEngine

Word = TypeVar("Word", bound=StrEnum)

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)

KEY: TypeEngine[str] = Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
"""Text that is compared by code point on both databases, so that a prefix is a range of the index."""

COUNTER: TypeEngine[int] = BigInteger().with_variant(Integer(), "sqlite")
"""A whole number that may grow for ever; SQLite only makes INTEGER the row's own number."""


class Utf8(FunctionElement[bytes]):
    """The bytes of a text, which spares reading them into a string only to write them out again."""

    name = "utf8"
    inherit_cache = True
    type = LargeBinary()


@compiles(Utf8)
def _as_blob(element: Utf8, compiler: SQLCompiler, **options: Any) -> str:
    return f"CAST({compiler.process(element.clauses, **options)} AS BLOB)"


@compiles(Utf8, "postgresql")
def _as_bytea(element: Utf8, compiler: SQLCompiler, **options: Any) -> str:
    return f"convert_to({compiler.process(element.clauses, **options)}, 'UTF8')"


class Utc(TypeDecorator[datetime]):
    """A moment in UTC to the millisecond: whole milliseconds since 1970 in SQLCipher, timestamptz in PostgreSQL."""

    impl = BigInteger
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the column of each database."""
        if dialect.name == "postgresql":
            return dialect.type_descriptor(postgresql.TIMESTAMP(timezone=True, precision=3))
        return dialect.type_descriptor(BigInteger())

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Refuse a moment without zone: it would mean another moment on another machine."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value if dialect.name == "postgresql" else (value - EPOCH) // MILLISECOND

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Give the moment in UTC, whatever zone the server speaks."""
        if value is None:
            return None
        moment: datetime = value.astimezone(UTC) if dialect.name == "postgresql" else EPOCH + value * MILLISECOND
        return moment


class Words(TypeDecorator[Word]):
    """One word of a closed list, kept as text; `tables.one_of` adds the CHECK that holds the list."""

    impl = Text
    cache_ok = True

    def __init__(self, words: type[Word]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: Word | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Keep the word itself."""
        if type(value) is self.words:
            return value._value_
        return None if value is None else self.words(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> Word | None:  # noqa: ARG002
        """Give the member of the list."""
        return None if value is None else self.words(value)
