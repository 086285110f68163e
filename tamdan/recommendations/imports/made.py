"""What an import writes of a new record, under the names of the models' columns: rows for COPY that cost no model's making."""

import datetime
import uuid
from collections.abc import Sequence
from typing import Any, NamedTuple

from tamdan.imports.copying import array


class Made(NamedTuple):
    """A new recommendation."""

    id: int
    owner_id: int
    visibility: str
    uuid: uuid.UUID
    identifier: str
    kind: str
    mechanism_id: str
    state_id: str
    session: int | None
    cycle: int | None
    symbol: str
    paragraph: str
    number: str
    date: datetime.date | None
    asker_name: str
    position: str
    position_stated: str
    text_key: uuid.UUID
    sort_key: str
    created_in_id: int
    created_at: datetime.datetime
    part: str = ""
    version: int = 1
    facets: Sequence[str] = ()
    shared_with: Sequence[int] = ()

    def row(self) -> tuple[Any, ...]:
        """For COPY."""
        return (*self[:-2], array(self.facets), array(self.shared_with))


class MadeText(NamedTuple):
    """Its words in one language."""

    recommendation_id: int
    language: str
    text: str
    kind: str
    digest: str
    translated_from: str = ""
    translator: str = ""
