"""Asking for the rows of many values at once: one array instead of thousands of literals, which cost more than the answer."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F, Lookup


class OneOf(Lookup):
    """A condition of ``filter``: the column (a path as for ``F``) holds one of the values, as ``= ANY (array)``."""

    lookup_name = "one_of"
    prepare_rhs = False

    def __init__(self, column: Any, values: Iterable[Any]) -> None:
        super().__init__(F(column) if isinstance(column, str) else column, list(values))

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        sql, params = self.process_lhs(compiler, connection)
        return f"{sql} = ANY(%s)", (*params, self.rhs)
