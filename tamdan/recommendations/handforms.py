"""The forms in which a person types a recommendation, and revises one."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tamdan.accounts.enums import Role
from tamdan.core.access import Viewer, roles_of
from tamdan.core.fields import DayField
from tamdan.institutions.models import Body, Installation
from tamdan.language.selects import MarkedSelect
from tamdan.recommendations.adding import Pairs, Typed
from tamdan.recommendations.enums import Position, RecommendationKind, Stated
from tamdan.recommendations.folding import Group, group
from tamdan.recommendations.handfields import (
    SCHEME,
    TAGGED,
    DocumentFields,
    Line,
    MechanismField,
    StateField,
    StatesField,
    TagFields,
    Words,
    cycle_of,
    language_choices,
)
from tamdan.recommendations.imports.demand import Demand

OTHERS = frozenset({"national-institution", "civil-society", "dialogue", "court", "visit-team"})
"""Mechanisms outside the United Nations, behind which somebody stands who asks."""


def choices_with_none(choices: Any, none: Any) -> list[tuple[str, Any]]:
    return [("", none), *choices]


class AnswerFields(forms.Form):
    """What the State answered: as recorded, as it put it, when, and in which document."""

    position = forms.ChoiceField(
        label=_("Position recorded by the UN"), required=False, choices=choices_with_none(Position.choices, _("none"))
    )
    stated = forms.ChoiceField(
        label=_("Position as the State put it"),
        required=False,
        choices=choices_with_none(Stated.choices, _("not known")),
        help_text=_("Where the State says “rejected”, the UN records “noted”."),
    )
    position_date = DayField(label=_("Date of the position"), required=False)
    position_document = Line(
        label=_("Document of the position"),
        required=False,
        max_length=200,
        help_text=_("Such as A/HRC/26/16/Add.1."),
    )


class AddForm(AnswerFields, DocumentFields, TagFields):
    """One recommendation or pledge of any body."""

    owner = forms.ModelChoiceField(Body.objects.none(), label=_("Add for"), empty_label=None)
    text = Words(
        label=_("Text"),
        rows=6,
        help_text=_("Word for word as the body published it, without its number and without the names of the States."),
    )
    language = forms.ChoiceField(label=_("Language of the text"), choices=language_choices)
    kind = forms.ChoiceField(label=_("Kind"), choices=RecommendationKind.choices)
    state = StateField(label=_("State to which it is made"))
    mechanism = MechanismField(label=_("Body that made it"))
    by = StatesField(
        label=_("Recommending States"),
        help_text=_("Their names in English or Khmer, one a line or parted by “;”. For the Universal Periodic Review."),
    )
    asker = forms.ModelChoiceField(
        Body.objects.none(),
        label=_("Who asks, from the list of institutions"),
        required=False,
        widget=MarkedSelect,
        empty_label="–",
        help_text=_("For a national institution, a rights group, a court, a visit team or a dialogue."),
    )
    asker_name = Line(
        label=_("Who asks, where it is not in that list"),
        required=False,
        max_length=200,
        help_text=_("Such as the name of a coalition."),
    )
    translation = Words(label=_("Translation"), required=False, rows=4)
    translation_language = forms.ChoiceField(label=_("Language of the translation"), choices=language_choices)
    everyday = ("text", "language", "state", "mechanism", "by", "session")
    rare = (
        (_("Document"), ("symbol", "paragraph", "date")),
        (_("Position of the State"), ("position", "stated", "position_date", "position_document")),
        (_("Themes, groups and goals"), ("themes", "groups", "goals")),
        (_("Translation"), ("translation", "translation_language")),
        (_("Somebody outside the United Nations asks"), ("asker", "asker_name")),
        (_("A pledge, or another kind"), ("kind",)),
    )
    """Groups that stand folded until they hold something."""
    field_order = ("owner", *everyday, *(name for _title, names in rare for name in names))

    def __init__(self, *args: Any, user: Viewer, bodies: QuerySet[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own: Any = self.fields["owner"]
        own.queryset = bodies
        if len(bodies) == 1:
            own.initial, own.widget = bodies[0].pk, forms.HiddenInput()
        asker: Any = self.fields["asker"]
        asker.queryset = Body.objects.visible_to(user)
        installation = Installation.current()
        is_rights_group = not roles_of(user) & {Role.ADMINISTRATOR, Role.SECRETARIAT}
        language = (get_language() or "en").split("-")[0]
        self.initial = {
            "kind": RecommendationKind.RECOMMENDATION,
            "state": installation.state_iso3 if installation else "", "language": language,
            "translation_language": "en" if language == "km" else "km",
            "mechanism": "civil-society" if is_rights_group else "upr",
            "asker": bodies[0].pk if is_rights_group else None,
            **self.initial,
        }  # fmt: skip

    @property
    def first(self) -> list[forms.BoundField]:
        """What is typed each time; before it the body for which, where there are several."""
        return [self[name] for name in ("owner", *self.everyday) if not self[name].is_hidden]

    @property
    def folded(self) -> list[Group]:
        usual = (
            "translation_language",
            *(("kind",) if self["kind"].value() == RecommendationKind.RECOMMENDATION else ()),
        )
        return [group(self, title, names, usual) for title, names in self.rare]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        self._check_asker(found)
        self._check_answer(found)
        if found.get("translation") and found.get("translation_language") == found.get("language"):
            self.add_error(
                "translation_language", _("The translation is in the language of the text. Choose another one.")
            )
        try:
            found["cycle"] = cycle_of(found.get("session"), found.get("mechanism", ""))
        except ValidationError as error:
            self.add_error("session", error)
        return found

    def _check_asker(self, found: dict[str, Any]) -> None:
        """Somebody stands behind a body outside the United Nations, and only States behind the review."""
        mechanism = found.get("mechanism")
        if mechanism in OTHERS and not (found.get("asker") or found.get("asker_name")):
            self.add_error("asker_name", _("Say who asks: choose a body of the list, or write its name here."))
        if mechanism not in OTHERS and (found.get("asker") or found.get("asker_name")):
            self.add_error(
                "mechanism",
                _("Somebody outside the United Nations asks: choose as what, or take the name of who asks away."),
            )

    def _check_answer(self, found: dict[str, Any]) -> None:
        if (found.get("position_date") or found.get("position_document")) and not (
            found.get("position") or found.get("stated")
        ):
            self.add_error("position", _("A date or document of the position is given. Say which position it was."))

    @property
    def demand(self) -> Demand:
        found = self.cleaned_data
        other = ((found["translation_language"], found["translation"]),) if found["translation"] else ()
        return Demand(
            state=found["state"], text=found["text"], mechanism=found["mechanism"], session=found["session"],
            cycle=found["cycle"], language=found["language"], recommending=found["by"], position=found["position"],
            stated=found["stated"], symbol=found["symbol"], paragraph=found["paragraph"], date=found["date"],
            kind=found["kind"], asker_name=found["asker_name"], translations=other, position_date=found["position_date"],
            position_document=found["position_document"],
        )  # fmt: skip

    @property
    def typed(self) -> Typed:
        found = self.cleaned_data
        names = dict(zip(TAGGED, ("themes", "groups", "goals"), strict=True))
        tags = tuple((SCHEME[facet], code) for facet, name in names.items() for code in found[name])
        return Typed(self.demand, found["owner"], found["asker"], tags, self.verbatim)

    @property
    def verbatim(self) -> Pairs:
        """What was typed or chosen, field by field, as the columns of a source; in English, because it never changes again."""
        with translation.override("en"):
            return tuple(
                (str(self.fields[name].label), value)
                for name in self.fields
                if name != "owner" and (value := self._typed(name))
            )

    def _typed(self, name: str) -> str:
        """What stood in the input; of a choice the label that was seen."""
        if name == "translation_language" and not self.cleaned_data["translation"]:
            return ""
        values = self.data.getlist(name) if hasattr(self.data, "getlist") else [self.data.get(name, "")]
        choices: Any = getattr(self.fields[name], "choices", None)
        if name == "asker":
            return str(self.cleaned_data["asker"] or "")
        labels = dict(_flat(choices)) if choices else {}
        return "; ".join(str(labels.get(value, value)).replace("\x00", "") for value in values if value)


def _flat(choices: Any) -> Iterator[tuple[str, Any]]:
    """Choices without the headings that they stand under."""
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from _flat(label)
        else:
            yield str(value), label
