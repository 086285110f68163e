"""The page where many recommendations are pasted: what holds for all of them, and a row to correct each."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from tamdan.core.access import Viewer
from tamdan.core.fields import DayField
from tamdan.institutions.models import Body, Installation
from tamdan.recommendations import identity
from tamdan.recommendations.handfields import (
    Line,
    MechanismField,
    SessionField,
    StateField,
    StatesField,
    Words,
    cycle_of,
    in_language_of,
    names_of,
)
from tamdan.recommendations.imports.pasted_item import Item, Read
from tamdan.recommendations.imports.pasted_reading import MOST, read
from tamdan.recommendations.imports.positions import ANSWERS
from tamdan.recommendations.models import Recommendation

if TYPE_CHECKING:
    FormSet = forms.BaseFormSet["RowForm"]
else:
    FormSet = forms.BaseFormSet  # takes no type parameter when the program runs

ROW_ANSWERS = [
    ("", _("none")),
    ("supported", _("Supported")),
    ("accepted", _("Supported; the State says: accepted")),
    ("noted", _("Noted")),
    ("rejected", _("Noted; the State says: rejected")),
    ("supported/noted", _("Supported in part")),
    ("pending", _("Under consideration")),
]
"""Words that the table format reads as a position."""


class PasteForm(forms.Form):
    """What holds for everything pasted."""

    owner = forms.ModelChoiceField(Body.objects.none(), label=_("Add for"), empty_label=None)
    pasted = forms.CharField(
        label=_("Paragraphs or rows of a table"),
        widget=forms.Textarea(attrs={"rows": 14}),
        strip=False,
        max_length=1_000_000,
        help_text=_(
            "Copy the paragraphs with their numbers, such as “118.5 Build schools (Japan);”, or rows from Word or a spreadsheet. "
            "Headings that say what the State answered, such as “enjoy the support of”, may stand between them."
        ),
    )
    state = StateField(label=_("State to which they are made"))
    mechanism = MechanismField(label=_("Body that made them"), initial="upr")
    session = SessionField(label=_("Session of the Universal Periodic Review"))
    symbol = Line(
        label=_("Document symbol"),
        required=False,
        max_length=60,
        help_text=_("Such as A/HRC/26/16, without the paragraph."),
    )
    date = DayField(label=_("Date of the document"), required=False)
    position = forms.ChoiceField(label=_("Position, where no heading says one"), required=False, choices=ROW_ANSWERS)
    position_date = DayField(label=_("Date of the positions"), required=False)
    position_document = Line(
        label=_("Document of the positions"), required=False, max_length=200, help_text=_("Such as A/HRC/26/16/Add.1.")
    )

    def __init__(self, *args: Any, bodies: QuerySet[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own: Any = self.fields["owner"]
        own.queryset = bodies
        if len(bodies) == 1:
            own.initial, own.widget = bodies[0].pk, forms.HiddenInput()
        installation = Installation.current()
        self.initial = {"state": installation.state_iso3 if installation else "", **self.initial}

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        try:
            found["cycle"] = cycle_of(found.get("session"), found.get("mechanism", ""))
        except ValidationError as error:
            self.add_error("session", error)
        if found.get("pasted"):
            found["read"] = self._read(found["pasted"])
        return found

    def _read(self, pasted: str) -> Read:
        found = read(pasted)
        if not found.items:
            self.add_error(
                "pasted",
                _(
                    "No recommendation was found in it. Each begins with its number, such as 118.5, or stands in a line of its own."
                ),
            )
        if len(found.items) > MOST:
            sentence = _(
                "These are %(number)s recommendations. Paste at most %(most)s at once, for example one group after another."
            )
            self.add_error("pasted", ValidationError(sentence, params={"number": len(found.items), "most": MOST}))
        return found

    def of_all(self) -> dict[str, str]:
        """The columns that hold the same in every row."""
        found = self.cleaned_data
        names = ("state", "mechanism", "session", "symbol", "date", "position_date", "position_document")
        return {name: str(found[name]) if found[name] else "" for name in names}


class RowForm(forms.Form):
    """One recommendation as it was read, to correct or to leave out."""

    taken = forms.BooleanField(label=_("Take it"), required=False)
    paragraph = Line(label=_("Paragraph"), required=False, max_length=30)
    text = Words(label=_("Text"), rows=3, required=False)
    by = StatesField(label=_("Recommending States"), widget=forms.Textarea(attrs={"rows": 1}))
    answer = forms.ChoiceField(label=_("Position"), required=False, choices=ROW_ANSWERS)
    printed = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("text", "by"):
            held = self[name].value()
            in_language_of(self.fields[name], str(held or ""))

    def clean(self) -> dict[str, Any]:
        """A row that is left out is not looked at."""
        found = super().clean() or self.cleaned_data
        if not found.get("taken"):
            self.errors.clear()
        elif not found.get("text") and "text" not in self.errors:
            self.add_error("text", _("Write the text, or leave the row out."))
        return found

    def as_row(self) -> dict[str, str]:
        found = self.cleaned_data
        with translation.override("en"):
            asked = names_of(found["by"])
        return {
            "paragraph": found["paragraph"], "text": " ".join(found["text"].split()), "by": asked,
            "position": found["answer"], "printed": found["printed"],
        }  # fmt: skip


class BaseRows(FormSet):
    """All rows of a page; a number may stand once."""

    def clean(self) -> None:
        seen: dict[str, int] = {}
        for place, row in enumerate(self.taken(), start=1):
            paragraph = row.cleaned_data.get("paragraph", "")
            if paragraph and paragraph in seen:
                row.add_error(
                    "paragraph", _("This number stands above already. Correct one of the two, or leave it out.")
                )
            seen.setdefault(paragraph, place)

    def taken(self) -> list[RowForm]:
        return [row for row in self.forms if row.cleaned_data.get("taken")]


def initial_rows(items: Iterable[Item], otherwise: str) -> Iterator[dict[str, Any]]:
    """``otherwise``: the position of rows to which no heading gives one. Names that are no State's stand as they were read."""
    for item in items:
        asked = "; ".join(filter(None, (names_of(item.states), "; ".join(item.unknown))))
        yield {
            "taken": True, "paragraph": item.paragraph, "text": item.text, "by": asked, "printed": item.printed,
            "answer": ANSWERS.get(item.answer, "") if any(item.answer) else otherwise,
        }  # fmt: skip


def there_already(user: Viewer, of_all: dict[str, Any], rows: Iterable[dict[str, Any]]) -> dict[int, int]:
    """Place of a row -> a record of the same words, or of the same paragraph, to this State at this session. One query."""
    rows = list(rows)
    words = [identity.text_key(row["text"]) for row in rows]
    paragraphs = {row["paragraph"] for row in rows if row["paragraph"]} if of_all["symbol"] else set()
    same = Q(text_key__in=words, session=of_all["session"]) | Q(symbol=of_all["symbol"], paragraph__in=paragraphs)
    found = Recommendation.objects.visible_to(user).whole().filter(same, state=of_all["state"])
    known = list(found.values_list("pk", "text_key", "symbol", "paragraph"))
    by_words = {key: pk for pk, key, _symbol, _paragraph in known}
    by_paragraph = {paragraph: pk for pk, _key, symbol, paragraph in known if symbol and symbol == of_all["symbol"]}
    places = (
        (place, by_paragraph.get(row["paragraph"]) or by_words.get(words[place])) for place, row in enumerate(rows)
    )
    return {place: pk for place, pk in places if pk}
