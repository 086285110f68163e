"""Any table whose columns a person maps: what ministries and rights groups keep in their own sheets."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from tamdan.imports.formats import Field, Notes
from tamdan.imports.tabular import AFTER, BEFORE, RowRefused, TabularFormat, Values
from tamdan.language.date_reading import read_date
from tamdan.language.errors import DateUnclear, DateUnreadable
from tamdan.language.script import language_of
from tamdan.recommendations.enums import RecommendationKind
from tamdan.recommendations.imports.demand import Demand, TagRead
from tamdan.recommendations.imports.matrix_asking import asked
from tamdan.recommendations.imports.matrix_words import NUMBER, field_of
from tamdan.recommendations.imports.near import Words
from tamdan.recommendations.imports.register import REGISTER
from tamdan.recommendations.imports.upr_info import MECHANISM
from tamdan.recommendations.imports.vocabulary import REASONS, Vocabulary

FIELDS = (
    Field("state", _("State that the recommendation concerns"), True, ("state", "country", "រដ្ឋ", "ប្រទេស"), fixed=True),
    Field("text", _("Text of the recommendation"), True, ("recommendation", "text", "អនុសាសន៍")),
    Field("translation", _("The same text in another language"), False, (
        "translation", "text in khmer", "recommendation in khmer", "khmer", "ការបកប្រែ", "អនុសាសន៍ជាភាសាខ្មែរ",
    )),
    Field("kind", _("Recommendation or pledge"), False, ("kind", "type", "ប្រភេទ"), fixed=True),
    Field("by", _("Recommending States"), False, (
        "recommending state", "recommending states", "recommended by", "រដ្ឋផ្តល់អនុសាសន៍",
    ), has_lines=True),
    Field("mechanism", _("Body that made it"), False, ("body", "mechanism", "recommending body", "យន្តការ"), fixed=True),
    Field("asker", _("Who asked, outside the United Nations"), False, ("asked by", "organisation", "organization", "ស្នើដោយ"),
          fixed=True, longest=200),
    Field("session", _("Session"), False, ("session", "សម័យប្រជុំ"), fixed=True),
    Field("position", _("Position"), False, ("position", "response", "ជំហរ")),
    Field("position_date", _("Date of the position"), False, ("date of the position", "position date", "date of response")),
    Field("position_document", _("Document of the position"), False, (
        "document of the position", "position document", "addendum",
    ), fixed=True, longest=200),
    Field("symbol", _("Document symbol"), False, ("symbol", "document symbol", "document", "ឯកសារ"), fixed=True, longest=60),
    Field("paragraph", _("Paragraph"), False, ("paragraph", "no", "number", "លេខ", "កថាខណ្ឌ"), longest=30),
    Field("number", _("Number in the source's own list"), False, ("number in the list", "reference", "rec no"), longest=30),
    Field("date", _("Date"), False, ("date", "កាលបរិច្ឆេទ"), fixed=True),
    Field("themes", _("Themes"), False, ("theme", "themes", "ប្រធានបទ"), has_lines=True),
    Field("groups", _("Affected groups"), False, ("affected persons", "affected groups", "groups", "ក្រុម"), has_lines=True),
    Field("goals", _("Sustainable Development Goals"), False, ("sdg", "sdgs", "goals", "sustainable development goals"), has_lines=True),
    Field("issues", _("Issues"), False, ("issue", "issues")),
)  # fmt: skip
KINDS = {
    "": RecommendationKind.RECOMMENDATION,
    **dict.fromkeys(("recommendation", "recommendations", "អនុសាសន៍"), RecommendationKind.RECOMMENDATION),
    **dict.fromkeys(
        ("pledge", "voluntary pledge", "commitment", "voluntary commitment", "ការសន្យា", "ការសន្យាដោយស្ម័គ្រចិត្ត"),
        RecommendationKind.PLEDGE,
    ),
}
HEADINGS = {
    "text": "text", "by": "by", "reviewed": "state", "session": "session", "position": "position", "number": "paragraph",
    "source": "symbol", "themes": "themes", "groups": "groups", "sdg": "goals",
}  # fmt: skip
"""Field of ``matrix_words.field_of``, which knows headings in English, French and Spanish -> ours."""
LABELS = {"themes": "theme", "groups": "group", "goals": "sdg"}
ALIKE = 0.5
"""Share of the words (Dice) that two prints of one paragraph have in common at least; two demands seldom have it."""
COMPARED = 300
"""Characters of a text that are compared with the one that stood under its number before."""
SERIAL_START = datetime.date(1899, 12, 30)
"""Day 0 of the numbers that spreadsheets write for days."""
SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_IN_LIST = re.compile(r"(\d{1,3})\.(\d{1,3})\.?")
_PARTS = re.compile(r"[;|\n]")
_BULLET = "-–•* "


class Reader:
    """Rows of one table."""

    def __init__(self, notes: Notes) -> None:
        self.words = Vocabulary()
        self.notes = notes
        self.paragraphs: dict[int, str] = {}
        self.seen: set[tuple[str, ...]] = set()

    def __call__(self, values: Values) -> Demand:
        """A row's demand; raises RowRefused."""
        mechanism = self._mechanism(values)
        text, paragraph, asking, group = self._taken_apart(values, is_review=mechanism == MECHANISM)
        number, cycle = self.words.session(values["session"])
        recorded, stated = self.words.position(values["position"])
        tags, unknown = self._tags(values)
        demand = Demand(
            state=self.words.state(values["state"]), text=text, mechanism=mechanism, session=number, cycle=cycle,
            language=language_of(text), recommending=asking, position=recorded, stated=stated, symbol=values["symbol"],
            paragraph=paragraph, number=values["number"], date=day_of(values["date"]), tags=tags, unknown=unknown,
            kind=self._kind(values["kind"]), asker_name=values["asker"] or group,
            translations=_translations(text, values["translation"]),
            position_date=day_of(values["position_date"]), position_document=values["position_document"],
        )  # fmt: skip
        return replace(demand, shares_paragraph=True) if self._is_another(demand) else demand

    def _taken_apart(self, values: Values, *, is_review: bool) -> tuple[str, str, tuple[str, ...], str]:
        """Words, paragraph, States and group that asked: "118.5 Open … (Japan);" in one cell, as copied from a report, holds all."""
        text, paragraph = values["text"], self._paragraph(values)
        asking = self.words.asking([values["by"].replace("\n", ";")], self.notes)
        if not is_review:
            return text, paragraph, *asking
        found = NUMBER.match(text)
        if (found and found["number"] == paragraph) or (found and not paragraph and "." in found["number"]):
            text, paragraph = text[found.end() :].strip(), found["number"]
        closing = None if values["by"] or values["asker"] else asked(text)
        if closing and (closing.states or closing.groups):
            return closing.text, paragraph, closing.states, closing.asker_name
        return text, paragraph, *asking

    def _paragraph(self, values: Values) -> str:
        """The number of the paragraph. A spreadsheet that keeps 118.10 as a number writes 118.1: where two of the row before, the row
        after and the rows above say so, the zero is put back."""
        found = NUMBER.match(f"{values['paragraph']} ")
        if not found:
            return values["paragraph"] or _in_review(values)
        of_review = values["state"], values["session"], values["symbol"]
        for whole in dict.fromkeys(_with_zeros(found["number"], values[BEFORE], values[AFTER])):
            says = (
                values[BEFORE] == _beside(whole, -1),
                values[AFTER] == _beside(whole, 1),
                (*of_review, found["number"]) in self.seen,
            )
            if sum(says) > 1:
                self.notes["zero-restored"] += 1
                return whole
        self.seen.add((*of_review, found["number"]))
        return found["number"]

    def _is_another(self, demand: Demand) -> bool:
        """Whether this file gave the paragraph to quite another demand before. A paragraph of a treaty body may hold several; one
        of a review is one recommendation by its numbering, so there the number or the words are wrong. Raises RowRefused."""
        if not demand.paragraph:
            return False
        key, words = hash((demand.state, demand.session, demand.symbol, demand.paragraph)), demand.text[:COMPARED]
        first = self.paragraphs.setdefault(key, words)
        is_like = language_of(first) != demand.language or Words.of(first).shared(Words.of(words)) >= ALIKE
        if first == words or is_like:
            return False
        if demand.mechanism == MECHANISM:
            raise RowRefused("paragraph-twice", number=demand.paragraph, words=first[:60])
        return True

    def _kind(self, value: str) -> RecommendationKind:
        found = KINDS.get(value.casefold())
        if found is None:
            raise RowRefused("kind-unknown", value=value[:60])
        return found

    def _mechanism(self, values: Values) -> str:
        """A row without a body is of the review, unless somebody outside the United Nations asks."""
        if values["mechanism"]:
            return self.words.mechanism(values["mechanism"])
        if values["asker"]:
            raise RowRefused("body-missing", asker=values["asker"][:100])
        return MECHANISM

    def _tags(self, values: Values) -> tuple[tuple[TagRead, ...], tuple[str, ...]]:
        tags, unknown = self.words.issues(values["issues"])
        found, missing = dict.fromkeys(tags), []
        for label in unknown:
            read = self.words.tags("theme", label) or self.words.tags("group", label)
            found |= dict.fromkeys(read)
            missing += [] if read else [label]
        for code, scheme in LABELS.items():
            for label in self._labels(scheme, values[code]):
                read = self.words.tags(scheme, label) or (self.words.issues(label)[0] if scheme == "theme" else ())
                found |= dict.fromkeys(read)
                if not read:
                    missing.append(label)
        return tuple(found), tuple(missing)

    def _labels(self, scheme: str, cell: str) -> list[str]:
        """Labels parted by lines or ";"; by "," only where what stands between two of those is no label, for some labels hold one."""
        found: list[str] = []
        for part in filter(None, (part.strip(_BULLET) for part in _PARTS.split(cell))):
            pieces = [one.strip(_BULLET) for one in part.split(",") if one.strip(_BULLET)]
            are_numbers = len(pieces) > 1 and all(one[0].isdigit() for one in pieces)
            found += [part] if not are_numbers and self.words.tags(scheme, part) else pieces
        return found


def _in_review(values: Values) -> str:
    """The number in the source's own list, where it has the form of a paragraph ("118.5") and no other column holds one."""
    return found[0].rstrip(".") if (found := _IN_LIST.fullmatch(values["number"])) else ""


def _with_zeros(number: str, before: str, after: str) -> Iterator[str]:
    """What a number may be that ended in zeros, by the numbers beside it: 118.10 for 118.1 after 118.9."""
    for whole in (_beside(before, 1), _beside(after, -1)):
        if whole != number and "." in whole and whole.rstrip("0") == number:
            yield whole


def _beside(number: str, step: int) -> str:
    """The number so many places on in the list: 118.10 after 118.9; empty for what is no such number."""
    found = _IN_LIST.fullmatch(number)
    return f"{found[1]}.{int(found[2]) + step}" if found else ""


def _translations(text: str, other: str) -> tuple[tuple[str, str], ...]:
    """The second column's text. In the language of the first it is no translation."""
    language = language_of(other)
    return ((language, other),) if other and language != language_of(text) else ()


def day_of(value: str) -> datetime.date | None:
    """A day in any form of either language, or the number that a spreadsheet has for it. Raises RowRefused."""
    if not value:
        return None
    if serial := SERIAL.fullmatch(value):
        return SERIAL_START + datetime.timedelta(days=int(serial[1]))
    try:
        return read_date(value)
    except (DateUnreadable, DateUnclear) as error:
        raise RowRefused("date-unknown", value=value[:40]) from error


TABLE = TabularFormat(
    code="table",
    label=_("Any table of recommendations, columns mapped by hand"),
    target=REGISTER,
    fields=FIELDS,
    reader=Reader,
    reasons=REASONS,
    fallback=0.1,
    neighbours="paragraph",
    tells=("text", "state", "by", "position", "session", "paragraph"),
    guess=lambda printed: HEADINGS.get(field_of(printed), ""),
)
