"""Translations by number: a table that names recommendations by document and paragraph, or by identifier, and holds their words in
another language. No row makes a recommendation; a translation that is there is replaced, and comes back when the import is undone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tamdan.imports.enums import Outcome
from tamdan.imports.formats import Difference, Field, Notes, Refusal, Result, Row, Text
from tamdan.imports.models import ImportChange, ImportRun
from tamdan.imports.tabular import RowRefused, TabularFormat, Values
from tamdan.language.script import language_of
from tamdan.recommendations.documents import KIND as SEARCH_KIND
from tamdan.recommendations.enums import TextKind
from tamdan.recommendations.handfields import LANGUAGES, language_choices
from tamdan.recommendations.imports.differences import differences
from tamdan.recommendations.imports.vocabulary import REASONS, Vocabulary
from tamdan.recommendations.imports.writing import text_digest
from tamdan.recommendations.models import Recommendation, RecommendationText
from tamdan.search.actions import index_records

KIND = RecommendationText._meta.label_lower
NAMED = 5
REFUSALS = {
    "translation-of-what": _("The row names no recommendation: give the document and the paragraph, or the identifier."),
    "recommendation-unknown": _(
        "No recommendation of your body is named “%(name)s”. Correct the document or the paragraph, or import the recommendation first."
    ),
    "recommendation-several": _("“%(name)s” names several recommendations. Give the identifier of the one that is meant."),
    "language-unknown": _("“%(value)s” is no language that is known here. Write a code such as km or en."),
    "language-of-source": _("The translation is in the language of the official text. Correct the column with the language."),
    "translation-twice": _("Row %(first)s holds a translation of the same recommendation into the same language. That row was taken."),
    "nothing-to-translate": _("The recommendation has no official text yet. Add that first."),
}  # fmt: skip
FIELDS = (
    Field("text", _("Translation"), True, ("translation", "text", "translated text", "ការបកប្រែ", "អត្ថបទ")),
    Field("identifier", _("Identifier"), False, ("identifier", "id", "លេខសម្គាល់"), longest=160),
    Field("symbol", _("Document symbol"), False, ("document symbol", "symbol", "document"), fixed=True, longest=60),
    Field("paragraph", _("Paragraph"), False, ("paragraph", "no", "number", "លេខ"), longest=30),
    Field("state", _("State that the recommendation concerns"), False, ("state", "country", "រដ្ឋ", "ប្រទេស"), fixed=True),
    Field("session", _("Session"), False, ("session", "សម័យប្រជុំ"), fixed=True),
    Field("language", _("Language of the translation"), False, ("language", "ភាសា"), fixed=True),
    Field("translator", _("Translator"), False, ("translator", "translated by", "អ្នកបកប្រែ"), fixed=True, longest=200),
)  # fmt: skip
_BY = ("identifier", "paragraph")
_WORDS = ("translation", "translated text", "ការបកប្រែ")


@dataclass(frozen=True)
class Translated:
    """One row: by which name the recommendation is known, and its words."""

    identifier: str
    symbol: str
    paragraph: str
    state: str
    session: int | None
    language: str
    text: str
    translator: str

    def fits(self, record: Recommendation) -> bool:
        """Whether a record of this name or paragraph is the one: in everything that the row says."""
        if self.identifier:
            return record.identifier == self.identifier
        said = (self.symbol, record.symbol), (self.state, record.state_id), (self.session, record.session)
        return all(not wanted or wanted == held for wanted, held in said)

    @property
    def name(self) -> str:
        return self.identifier or " ".join(filter(None, (self.symbol, self.paragraph)))


class Reader:
    def __init__(self, notes: Notes) -> None:
        self.words = Vocabulary()
        self.languages = {label.casefold(): code for code, label in language_choices()}
        self.languages |= {code: code for code in LANGUAGES} | {
            "khmer": "km",
            "english": "en",
            "ខ្មែរ": "km",
            "ភាសាខ្មែរ": "km",
        }

    def __call__(self, values: Values) -> Translated:
        """A row's translation; raises RowRefused."""
        if not (values["identifier"] or values["paragraph"]):
            raise RowRefused("translation-of-what")
        said = values["language"]
        language = self.languages.get(said.casefold()) if said else language_of(values["text"])
        if language is None:
            raise RowRefused("language-unknown", value=said[:40])
        return Translated(
            identifier=values["identifier"], symbol=values["symbol"], paragraph=values["paragraph"],
            state=self.words.state(values["state"]) if values["state"] else "",
            session=self.words.session(values["session"])[0], language=language, text=values["text"],
            translator=values["translator"],
        )  # fmt: skip


class Translations:
    """See ``imports.formats.Target``."""

    code = "translations"
    kind = KIND
    label: Text = _("Translations")

    def begin(self, run: ImportRun, *, is_preview: bool) -> "Translating":
        return Translating(run)

    def later_changes(self, run: ImportRun) -> list[str]:
        """Records whose translation somebody wrote again, reviewed or took away since."""
        found = []
        for change in ImportChange.objects.filter(run=run, kind=KIND):
            now = RecommendationText.objects.filter(pk=change.object_id).first()
            if now is None or now.text != change.after["text"] or now.reviewed_at:
                found.append(change.after["recommendation"])
        return found[:NAMED]

    def to_look_at(self, run: ImportRun) -> list[str]:
        return []

    def differences(self, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
        return differences(before, after)

    def undo(self, run: ImportRun) -> None:
        touched = set()
        for change in ImportChange.objects.filter(run=run, kind=KIND).order_by("-number"):
            text = RecommendationText.objects.get(pk=change.object_id)
            touched.add(text.recommendation_id)
            if "text" not in change.before:
                text.delete()
                continue
            for name in ("text", "digest", "translated_from", "translator", "reviewed_by_id", "reviewed_at"):
                setattr(text, name, change.before[name])
            text.save()
        index_records(SEARCH_KIND, touched)

    def publish(self, runs: Sequence[ImportRun], *, by: Any) -> int:
        """A translation is seen by those who see its recommendation: there is nothing to release."""
        return 0


class Translating:
    """One import under way: two queries for a batch, and one for each text."""

    def __init__(self, run: ImportRun) -> None:
        self.run = run
        self.taken: dict[tuple[int, str], int] = {}

    def take(self, rows: Sequence[Row]) -> Sequence[Result]:
        known = _known(self.run, [row.record for row in rows])
        results = [self._result(row, known) for row in rows]
        index_records(SEARCH_KIND, {pk for pk, _language in self.taken})
        return results

    def finish(self) -> None:
        """Nothing follows from a translation."""

    def _result(self, row: Row, known: Mapping[str, Sequence[Recommendation]]) -> Result:
        try:
            return self._put(row, self._meant(row, known))
        except RowRefused as refused:
            refusal = Refusal(row.number, row.cells, refused.code, refused.values)
            return Result(row.number, Outcome.REFUSED, refusal=refusal)

    def _meant(self, row: Row, known: Mapping[str, Sequence[Recommendation]]) -> Recommendation:
        """The one record that the row names. Raises RowRefused."""
        new: Translated = row.record
        found = [one for one in known.get(new.identifier or new.paragraph, ()) if new.fits(one)]
        if not found:
            raise RowRefused("recommendation-unknown", name=new.name)
        if len(found) > 1:
            raise RowRefused("recommendation-several", name=new.name)
        first = self.taken.get((found[0].pk, new.language))
        if first:
            raise RowRefused("translation-twice", first=first)
        return found[0]

    def _put(self, row: Row, record: Recommendation) -> Result:
        new: Translated = row.record
        official = record.texts.filter(kind=TextKind.OFFICIAL).first()
        if official is None:
            raise RowRefused("nothing-to-translate")
        if official.language == new.language:
            raise RowRefused("language-of-source")
        held = record.texts.filter(language=new.language).first()
        self.taken[record.pk, new.language] = row.number
        if held and (held.text, held.translated_from) == (new.text, official.digest):
            return Result(row.number, Outcome.UNCHANGED, held.pk)
        before = _state_of(held) if held else {}
        text = held or RecommendationText(recommendation=record, language=new.language, kind=TextKind.TRANSLATION)
        text.text, text.digest, text.translated_from = new.text, text_digest(new.text), official.digest
        text.translator, text.reviewed_by, text.reviewed_at = new.translator, None, None
        text.save()
        after = {"recommendation": record.identifier, "language": new.language, "text": new.text}
        return Result(row.number, Outcome.CHANGED if held else Outcome.NEW, text.pk, before, after)


def _known(run: ImportRun, rows: Sequence[Translated]) -> dict[str, list[Recommendation]]:
    """Records of the body by identifier and by paragraph, as far as the rows name them. One query."""
    wanted = Q(identifier__in={row.identifier for row in rows if row.identifier})
    wanted |= Q(paragraph__in={row.paragraph for row in rows if row.paragraph and not row.identifier})
    found: dict[str, list[Recommendation]] = {}
    for record in Recommendation.objects.filter(wanted, owner=run.owner_id).select_related("parent"):
        found.setdefault(record.identifier, []).append(record)
        if record.parent is None and record.paragraph:
            found.setdefault(record.paragraph, []).append(record)
    return found


def _state_of(text: RecommendationText) -> dict[str, Any]:
    return {
        "recommendation": text.recommendation.identifier, "language": text.language, "text": text.text, "digest": text.digest,
        "translated_from": text.translated_from, "translator": text.translator, "reviewed_by_id": text.reviewed_by_id,
        "reviewed_at": text.reviewed_at.isoformat() if text.reviewed_at else None,
    }  # fmt: skip


TRANSLATIONS = TabularFormat(
    code="translations",
    label=_("Translations by document and paragraph"),
    target=Translations(),
    fields=FIELDS,
    reader=Reader,
    reasons={**REASONS, **REFUSALS},
    surely=tuple(frozenset({name, words, "language"}) for name in _BY for words in _WORDS),
)
