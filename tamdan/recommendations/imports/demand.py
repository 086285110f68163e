"""One demand as a source prints it, read into our codes: what every format of this room gives and the register takes."""

import datetime
import uuid
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from tamdan.links.enums import Origin
from tamdan.recommendations import identity
from tamdan.recommendations.enums import Facet, RecommendationKind

SCHEMES = {
    "theme": Facet.THEME, "group": Facet.GROUP, "sdg": Facet.SDG, "upr_issue": Facet.ISSUE, "action_kind": Facet.ACTION,
}  # fmt: skip
"""Vocabulary of a tag -> the facet that it gives."""

READ = ("position", "stated", "symbol", "paragraph", "source_id")
"""Fields that ``Demand.read`` keeps as they are, where the source says something."""


@dataclass(frozen=True)
class TagRead:
    """A code that a source gives to a demand, or that a reviewed table makes of what the source says (``reason``)."""

    scheme: str
    code: str
    origin: str = Origin.OFFICIAL
    reason: str = ""

    @cached_property
    def facet(self) -> str:
        return f"{SCHEMES[self.scheme]}:{self.code}"

    @property
    def is_mapped_here(self) -> bool:
        """Whether a reader made it of a label of its source; what follows from an issue is found again from the issue."""
        return self.origin == Origin.MAPPED and not self.reason.startswith("upr_issue:")


@dataclass(frozen=True)
class Demand:
    """``state`` and ``recommending`` are ISO alpha-3 codes; ``unknown`` are labels of the source that no vocabulary has.

    ``date`` is that of the document that asks, ``position_date`` that of the answer. ``translations`` are (language, text).
    """

    state: str
    text: str
    mechanism: str
    session: int | None = None
    cycle: int | None = None
    language: str = "en"
    recommending: tuple[str, ...] = ()
    position: str = ""
    stated: str = ""
    symbol: str = ""
    paragraph: str = ""
    date: datetime.date | None = None
    tags: tuple[TagRead, ...] = ()
    unknown: tuple[str, ...] = ()
    kind: str = RecommendationKind.RECOMMENDATION
    source_id: str = ""
    """The source's own name of what it prints, by which a newer export of it is known again."""
    shares_paragraph: bool = False
    """Whether the paragraph holds more than this demand, so that document and paragraph do not name it."""
    number: str = ""
    asker_name: str = ""
    translations: tuple[tuple[str, str], ...] = ()
    position_date: datetime.date | None = None
    position_document: str = ""

    @cached_property
    def words(self) -> uuid.UUID:
        return identity.text_key(self.text)

    @cached_property
    def identifier(self) -> str:
        return identity.identifier(
            mechanism=self.mechanism, state=self.state, session=self.session, words=self.words,
            position=self.position, symbol=self.symbol, paragraph="" if self.shares_paragraph else self.paragraph,
        )  # fmt: skip

    @property
    def place(self) -> tuple[str, int | None, uuid.UUID]:
        """What two sources of the same demand agree on: State, session and words."""
        return self.state, self.session, self.words

    @cached_property
    def read(self) -> dict[str, Any]:
        """What was understood of the source's row, apart from the text: kept with it, and compared between sources."""
        found: dict[str, Any] = {"state": self.state, "session": self.session, "by": sorted(self.recommending)}
        official: dict[str, list[str]] = {}
        for tag in self.tags:
            if tag.origin == Origin.OFFICIAL:
                official.setdefault(tag.scheme, []).append(tag.code)
        found |= {scheme: sorted(official[scheme]) for scheme in SCHEMES if scheme in official}
        mapped = sorted([tag.scheme, tag.code, tag.reason] for tag in self.tags if tag.is_mapped_here)
        if mapped:
            found["mapped"] = mapped
        found |= {name: getattr(self, name) for name in READ if getattr(self, name)}
        return found

    def facets(self) -> set[str]:
        """What a new record made of this demand alone can be found by."""
        found = {f"{Facet.STATE}:{self.state}", f"{Facet.BODY}:{self.mechanism}", f"{Facet.KIND}:{self.kind}"}
        if self.session is not None:
            found.add(f"{Facet.SESSION}:{self.session}")
        if self.cycle is not None:
            found.add(f"{Facet.CYCLE}:{self.cycle}")
        found.add(f"{Facet.POSITION}:{self.position or 'none'}")
        return found | {f"{Facet.BY}:{code}" for code in self.recommending} | {tag.facet for tag in self.tags}
