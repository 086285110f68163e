"""From one annotation of the Universal Human Rights Index to demands: one for each State that it concerns."""

import datetime
import html
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tamdan.imports.formats import Notes
from tamdan.imports.tabular import RowRefused
from tamdan.language.mojibake import repair
from tamdan.language.normalise import clean
from tamdan.recommendations.enums import Position
from tamdan.recommendations.imports.demand import Demand, TagRead
from tamdan.recommendations.imports.table import SERIAL, SERIAL_START
from tamdan.recommendations.imports.uhri_text import (
    askers_at_end,
    has_markup,
    is_parted,
    mended,
    paragraph_of,
    plain,
    spaced,
    tidy,
    words_in,
)
from tamdan.recommendations.imports.vocabulary import Vocabulary
from tamdan.taxonomy.match import state_by_name
from tamdan.taxonomy.models import AffectedGroup, Instrument, Mechanism, Sdg, Theme

Printed = Mapping[str, Any]
"""Field of ``uhri.FIELDS`` -> value as the file holds it: text, list of texts, number or nothing."""
REVIEW = "upr"
LEADS = "-–—•* \t\u00a0"
_SESSION = re.compile(r"(\d{1,2})\s*(?:st|nd|rd|th)?\b")
_RESERVATION = re.compile(r"reservation|r[ée]serve|interpretative declaration|reserva\b", re.IGNORECASE)
OVERUSED = "reservations"
"""A theme that the Index gives to nearly every third record; it is taken over where the text speaks of a reservation."""
UNITED_NATIONS = (
    "the and that with from for its this all any are has have been should must may not into under over such as well "
    "committee state states party parties government article articles paragraph convention covenant protocol report recommends "
    "recommend recommended urges urge calls upon requests request encourages encourage invites invite reiterates concerned concern "
    "notes welcomes ensure ensuring take measures necessary adopt strengthen continue efforts including implementation effective "
    "rights human law laws legislation national international children women persons achievement protection"
)
"""Words that stand in these texts everywhere and in no label of a vocabulary."""


def entries(value: Any) -> list[str]:
    """The values of a field that may hold several: a list, or lines each with a dash before it. Each once, in their order."""
    lines: Iterable[Any] = value if isinstance(value, list) else str("" if value is None else value).splitlines()
    found = (html.unescape(repair(str(line))[0]).strip(LEADS) for line in lines)
    return list(dict.fromkeys(" ".join(clean(one).split()) for one in found if one))


class Reader:
    """The annotations of one file. It remembers the paragraphs that it met, as two numbers each."""

    def __init__(self, notes: Notes) -> None:
        self.notes = notes
        self.words = Vocabulary()
        self.known = frozenset(words_in([UNITED_NATIONS, *_labels()]))
        self.paragraphs: dict[int, int] = {}

    def __call__(self, printed: Printed) -> list[Demand]:
        """One demand for each State; raises RowRefused."""
        kinds = entries(printed["type"])
        if kinds and not any("ecommendation" in kind for kind in kinds):
            self._note("observations-left-out")
            raise RowRefused("left-out-observation")
        states = [code for name in entries(printed["states"]) for code in self.words.states(name)]
        if not states:
            raise RowRefused("field-empty", field="Countries")
        mechanism = self._mechanism(entries(printed["body"]))
        shared = self._read(printed, mechanism)
        self._note("several-states", len(states) > 1)
        return [self._demand(shared, state, len(states) > 1) for state in dict.fromkeys(states)]

    def _note(self, code: str, is_so: bool = True) -> None:
        if is_so:
            self.notes[code] += 1

    def _demand(self, shared: dict[str, Any], state: str, is_one_of_several: bool) -> Demand:
        demand = Demand(state=state, **shared)
        is_shared = is_one_of_several or self._is_another(demand)
        return Demand(state=state, **shared, shares_paragraph=True) if is_shared else demand

    def _read(self, printed: Printed, mechanism: str) -> dict[str, Any]:
        text, paragraph, named = self._text(printed["text"], is_review=mechanism == REVIEW)
        number, cycle = self._session(printed)
        recorded, stated = self._position(entries(printed["position"]))
        tags, unknown = self._tags(printed, text)
        asked, group = self.words.asking(entries(printed["by"]), self.notes)
        return {
            "text": text, "mechanism": mechanism, "session": number, "cycle": cycle, "position": recorded, "stated": stated,
            "symbol": " ".join(entries(printed["symbol"])[:1])[:60], "paragraph": paragraph, "date": _date(printed["date"]),
            "recommending": asked or named, "asker_name": "" if named else group, "tags": tags, "unknown": unknown,
            "source_id": " ".join(entries(printed["id"])[:1])[:100],
        }  # fmt: skip

    def _text(self, value: Any, *, is_review: bool) -> tuple[str, str, tuple[str, ...]]:
        """Words, paragraph, and the States that a UPR report names behind the words."""
        raw = str(value or "")
        read, repairs = repair(plain(raw))
        printed = clean(read)
        self._note("encoding-repaired", bool(set(repairs) - {"entities"}))
        whole = mended(printed, self.known)
        self._note("entities-decoded", has_markup(raw))
        self._note("letters-joined", whole != printed)
        self._note("letters-apart", is_parted(whole))
        paragraph, text = paragraph_of(spaced(tidy(whole)), is_review=is_review)
        if not text:
            raise RowRefused("field-empty", field="Text")
        if not is_review:
            return text, paragraph, ()
        shorter, names = askers_at_end(text)
        codes = [state_by_name(name) for name in names]
        if not shorter or not names or None in codes:
            return text.rstrip(" ;"), paragraph, ()
        return shorter, paragraph, tuple(dict.fromkeys(code for code in codes if code))

    def _mechanism(self, names: Sequence[str]) -> str:
        if not names:
            raise RowRefused("field-empty", field="Body")
        self._note("bodies-several", len(names) > 1)
        return self.words.mechanism(names[0])

    def _session(self, printed: Printed) -> tuple[int | None, int | None]:
        for name in entries(printed["session"]):
            found = _SESSION.match(name)
            return self.words.session(found[1] if found else name)
        cycle = re.search(r"\d", " ".join(entries(printed["cycle"])))
        return None, int(cycle.group()) if cycle else None

    def _position(self, names: Sequence[str]) -> tuple[str, str]:
        found = {self.words.position(name) for name in names}
        if len(found) > 1:
            return Position.PARTIALLY_SUPPORTED, ""
        return found.pop() if found else ("", "")

    def _tags(self, printed: Printed, text: str) -> tuple[tuple[TagRead, ...], tuple[str, ...]]:
        found: dict[TagRead, None] = {}
        unknown = []
        for scheme in ("theme", "group", "sdg"):
            for label in self._labels(scheme, printed[scheme]):
                tags = self.words.tags(scheme, label)
                if not tags:
                    unknown.append(label)
                found |= dict.fromkeys(tags)
        overused = TagRead("theme", OVERUSED)
        if overused in found and not _RESERVATION.search(text):
            del found[overused]
            self._note("reservations-left-out")
        return tuple(found), tuple(unknown)

    def _labels(self, scheme: str, value: Any) -> list[str]:
        """A line for each; one line with ";" is several where the whole is no label, one with "," where each piece of it is one."""
        found: list[str] = []
        for line in entries(value):
            whole = self.words.tags(scheme, line)
            parts = [line] if whole else [part for one in line.split(";") if (part := one.strip(LEADS))]
            pieces = [piece for part in parts for one in part.split(",") if (piece := one.strip(LEADS))]
            found += pieces if not whole and all(self.words.tags(scheme, one) for one in pieces) else parts
        return found

    def _is_another(self, demand: Demand) -> bool:
        """Whether this file gave the paragraph to other words before: the Index cuts some paragraphs in two.

        A paragraph of a review is one recommendation by its numbering; other words there are another print of it.
        """
        if demand.mechanism == REVIEW or not (demand.symbol and demand.paragraph):
            return False
        key = hash((demand.state, demand.symbol, demand.paragraph))
        words = hash(demand.words)
        is_another = self.paragraphs.setdefault(key, words) != words
        self._note("paragraph-shared", is_another)
        return is_another


def _labels() -> Iterable[str]:
    for model in (Theme, AffectedGroup, Sdg, Mechanism, Instrument):
        yield from model._default_manager.values_list("name_en", flat=True)


def _date(value: Any) -> datetime.date | None:
    """From ``2025-02-12T00:00:00`` or the number of a day as spreadsheets count them."""
    text = str(value or "").strip()
    if not text:
        return None
    if serial := SERIAL.fullmatch(text):
        return SERIAL_START + datetime.timedelta(days=int(serial[1]))
    try:
        return datetime.date.fromisoformat(text[:10])
    except ValueError as error:
        raise RowRefused("date-unknown", value=text[:40]) from error
