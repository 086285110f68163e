"""Fields of the forms in which people type recommendations: States by their names in either language, vocabularies, languages."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from tamdan.core.fields import DayField
from tamdan.language.normalise import clean, order
from tamdan.language.script import language_of
from tamdan.language.selects import MarkedMultiple, MarkedSelect
from tamdan.language.sorting import sort_key
from tamdan.language.templatetags.language import localnum
from tamdan.recommendations.enums import Facet
from tamdan.recommendations.imports.matrix_asking import parted, states_in
from tamdan.recommendations.imports.vocabulary import Vocabulary
from tamdan.recommendations.labels import label_of, table
from tamdan.taxonomy.enums import MechanismKind
from tamdan.taxonomy.models import Mechanism, State, UprSession

LANGUAGES = ("en", "km", "fr", "es", "ar", "ru", "zh-hans")
"""Those of the United Nations, and Khmer."""
TAGGED = (Facet.THEME, Facet.GROUP, Facet.SDG)
"""What people tag with; issues and kinds of action are UPR Info's own."""
SCHEME = {Facet.THEME: "theme", Facet.GROUP: "group", Facet.SDG: "sdg"}
Choices = list[tuple[str, Any]]


def language_choices() -> Choices:
    return [(code, str(get_language_info(code)["name_translated"])) for code in LANGUAGES]


def tidy(text: str) -> str:
    """What was typed without characters that nobody sees, Khmer signs in their order, blanks at the ends gone."""
    return order(clean(text)).strip()


class Words(forms.CharField):
    """A text of some length."""

    def __init__(self, *, rows: int = 5, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), max_length=20_000, **kwargs)

    def to_python(self, value: Any) -> str:
        return tidy(super().to_python(value) or "")


def in_language_of(field: forms.Field, text: str) -> None:
    """Mark an input that holds a text with the language of that text, so that it is read aloud and set in its own script."""
    field.widget.attrs["lang"] = language_of(text)


class Line(forms.CharField):
    """A short text."""

    def to_python(self, value: Any) -> str:
        return " ".join(tidy(super().to_python(value) or "").split())


class StateField(forms.ChoiceField):
    """One State, by its code, in the order of the reader's alphabet."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=_states, widget=MarkedSelect, **kwargs)


def _states() -> Choices:
    known = table()
    codes = State.objects.current().values_list("code", flat=True)
    named = [(code, label_of(known, Facet.STATE, code).text) for code in codes]
    return [("", "–"), *sorted(named, key=lambda one: sort_key(one[1]))]


class MechanismField(forms.ChoiceField):
    """The body that asks, under the kind of body that it is."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=_mechanisms, widget=MarkedSelect, **kwargs)


def _mechanisms() -> Choices:
    found: dict[str, Choices] = {}
    for one in Mechanism.objects.current().order_by("position"):
        found.setdefault(str(MechanismKind(one.kind).label), []).append((one.code, str(one)))
    return list(found.items())


class TermsField(forms.MultipleChoiceField):
    """Themes, affected groups or goals."""

    def __init__(self, facet: Facet, **kwargs: Any) -> None:
        super().__init__(
            choices=lambda: _terms(facet), widget=MarkedMultiple(attrs={"size": 6}), required=False, **kwargs
        )


def _terms(facet: Facet) -> Choices:
    known = table()
    in_order = sorted(known[facet].items(), key=lambda item: item[1].place)
    return [
        (code, _numbered(code, str(names.localized)) if facet == Facet.SDG else str(names.localized))
        for code, names in in_order
    ]


def _numbered(code: str, name: str) -> str:
    """A goal or target with its number, by which people know it. "1.a" is no number in every script."""
    return f"{localnum(code)} {name}" if code.replace(".", "").isdecimal() else name


class StatesField(forms.CharField):
    """Several States by their names in either language, parted by lines, ";" or ","; gives codes (ISO alpha-3)."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 2}))
        super().__init__(max_length=6_000, required=False, **kwargs)

    def to_python(self, value: Any) -> tuple[str, ...]:  # type: ignore[override]
        typed = tidy(str(value or ""))
        codes, unknown = states_in(typed)
        if unknown:
            raise ValidationError(list(self._not_known(unknown)))
        return codes

    def validate(self, value: Any) -> None:
        """There is nothing else to refuse: nobody has to be named."""

    def run_validators(self, value: Any) -> None:
        """Those of a text do not fit a list of codes; its length is held by the input."""

    @staticmethod
    def _not_known(names: Iterable[str]) -> Iterator[ValidationError]:
        words = Vocabulary()
        groups, others = parted(names)
        for name in groups:
            sentence = _(
                "“%(name)s” is a group of States, not a State. Name the State that spoke for it, or take it away."
            )
            yield ValidationError(sentence, params={"name": name[:100]})
        for name in others:
            nearest = words.nearest(name)
            if nearest:
                sentence = _("No State is named “%(name)s”. Nearest names: %(nearest)s.")
                yield ValidationError(sentence, params={"name": name[:100], "nearest": nearest})
            else:
                sentence = _("No State is named “%(name)s”. Correct the name, or take it away.")
                yield ValidationError(sentence, params={"name": name[:100]})


def names_of(codes: Iterable[str]) -> str:
    """States as the field above reads them, in the reader's language."""
    known = table()
    return "; ".join(label_of(known, Facet.BY, code).text for code in codes)


class SessionField(forms.IntegerField):
    """A session of the Universal Periodic Review, or nothing."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=1, max_value=999, required=False, **kwargs)


def cycle_of(session: int | None, mechanism: str) -> int | None:
    """The cycle that a session of the review belongs to. Raises ValidationError for a session that there is not."""
    if session is None or mechanism != "upr":
        return None
    found = UprSession.objects.filter(number=session).values_list("cycle", flat=True).first()
    if found is None:
        raise ValidationError(
            _("The Universal Periodic Review has no session %(number)s so far."), params={"number": session}
        )
    return found


class DocumentFields(forms.Form):
    """Where and when a demand was made: its review or day, and its place in a document."""

    session = SessionField(label=_("Session of the Universal Periodic Review"))
    date = DayField(
        label=_("Date"), required=False, help_text=_("Of the document that asks, where there is no session.")
    )
    symbol = Line(
        label=_("Document symbol"),
        required=False,
        max_length=60,
        help_text=_("Such as A/HRC/26/16, without the paragraph."),
    )
    paragraph = Line(label=_("Paragraph"), required=False, max_length=30, help_text=_("Such as 118.5."))


class TagFields(forms.Form):
    """What a demand is about."""

    themes = TermsField(
        Facet.THEME,
        label=_("Themes"),
        help_text=_("Hold Ctrl (⌘ on a Mac) to choose several, or to take a choice away."),
    )
    groups = TermsField(Facet.GROUP, label=_("Affected groups"))
    goals = TermsField(Facet.SDG, label=_("Sustainable Development Goals"))
