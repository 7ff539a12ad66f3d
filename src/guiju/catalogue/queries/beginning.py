"""A condition for a column's text that begins as one given, which an index answers where the store allows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Lookup
from django.db.models.sql.compiler import SQLCompiler

if TYPE_CHECKING:
    TextLookup = Lookup[Any]
else:
    TextLookup = Lookup

LAST = "\U0010ffff"


class Beginning(TextLookup):
    """Whether a column's text begins as the one given. `LIKE` of SQLite reads every row."""

    lookup_name = "beginning"
    prepare_rhs = False

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        """SQLite compares by code points: everything from the text on to what would follow its last continuation."""
        column, params = self.process_lhs(compiler, connection)
        return f"({column} >= %s AND {column} < %s)", (*params, self.rhs, *params, self.rhs + LAST)

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        """PostgreSQL orders as the language of the database does, so no range would do."""
        column, params = self.process_lhs(compiler, connection)
        return f"{column} LIKE %s", (*params, _literal(self.rhs) + "%")


def beginning(column: str, text: str) -> Beginning:
    """A condition for `filter`: the column's text begins as this one."""
    return Beginning(F(column), text)


def _literal(text: str) -> str:
    return text.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
