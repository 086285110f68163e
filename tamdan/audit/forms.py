"""Forms of the ledger's office pages."""

from typing import TYPE_CHECKING, Any, Self

from django import forms
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tamdan.audit.cosignatures import WitnessKey
from tamdan.audit.enums import Ground
from tamdan.audit.keeping import FIELDS, Keeping, actions_for
from tamdan.audit.models import Erasure, LegalHold, Witness
from tamdan.audit.notes import NoteRefused
from tamdan.audit.verbs import verbs
from tamdan.core.panels import merged
from tamdan.core.seen import SeenForm

if TYPE_CHECKING:
    ErasureModelForm = forms.ModelForm[Erasure]
    HoldModelForm = forms.ModelForm[LegalHold]
    WitnessModelForm = forms.ModelForm[Witness]
else:
    ErasureModelForm = HoldModelForm = WitnessModelForm = forms.ModelForm


LONGEST_DAYS = 36_500
"""A hundred years."""


def kinds() -> list[tuple[str, Any]]:
    """Kinds of records that can be erased, named as their room names them."""
    return [(kind, apps.get_model(kind)._meta.verbose_name) for kind in sorted(merged("ERASERS"))]


class EventFilter(forms.Form):
    """Which acts to show."""

    verb = forms.ChoiceField(label=_("Act"), required=False)
    record = forms.CharField(
        label=_("Record"), required=False, max_length=150, help_text=_("Kind and number, as an entry shows them.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = sorted(((verb, str(label)) for verb, label in verbs().items()), key=lambda choice: choice[1])
        self.fields["verb"].choices = [("", _("All acts")), *choices]  # type: ignore[attr-defined]


class OfARecord(forms.BaseForm):
    """Mixin: a kind to choose and the number of a record that exists."""

    cleaned_data: dict[str, Any]

    def clean(self) -> dict[str, Any]:
        super().clean()
        kind, number = self.cleaned_data.get("kind"), self.cleaned_data.get("object_id")
        if kind and number and not _exists(kind, number):
            self.add_error("object_id", _("There is no such record. Look up its number on its page or in the ledger."))
        return self.cleaned_data


def _exists(kind: str, number: str) -> bool:
    try:
        return bool(apps.get_model(kind)._default_manager.filter(pk=number).exists())
    except (ValueError, ValidationError):
        return False


class ErasureForm(OfARecord, ErasureModelForm):
    """Ask that a record be forgotten."""

    kind = forms.ChoiceField(label=_("Kind of record"), choices=kinds)
    object_id = forms.CharField(label=_("Number of the record"), max_length=64)
    ground = forms.ChoiceField(
        label=_("Ground"), choices=[choice for choice in Ground.choices if choice[0] != Ground.RETENTION]
    )

    class Meta:
        model = Erasure
        fields = ("kind", "object_id", "ground", "basis")


class HoldForm(OfARecord, HoldModelForm):
    """Forbid the erasure of a record."""

    kind = forms.ChoiceField(label=_("Kind of record"), choices=kinds)
    object_id = forms.CharField(label=_("Number of the record"), max_length=64)

    class Meta:
        model = LegalHold
        fields = ("kind", "object_id", "basis")


class KeepingForm(SeenForm):
    """How long records of one kind are kept. The rule is read under a lock when the form was sent."""

    days = forms.IntegerField(
        label=_("Days kept"), required=False, min_value=1, max_value=LONGEST_DAYS,
        help_text=_("Empty: kept without an end."),
    )  # fmt: skip
    action = forms.ChoiceField(label=_("Afterwards"), widget=forms.RadioSelect)
    basis_km = forms.CharField(label=_("Basis in Khmer"), max_length=300, required=False)
    basis_en = forms.CharField(
        label=_("Basis in English"), max_length=300, required=False,
        help_text=_("The law or the order that asks for it, or the reason. No names."),
    )  # fmt: skip

    compared = FIELDS

    def __init__(self, *args: Any, keeping: Keeping, **kwargs: Any) -> None:
        choices = [(one.value, one.label) for one in actions_for(keeping.kind)]
        rule = {name: getattr(keeping.rule, name) for name in FIELDS} if keeping.rule else {}
        super().__init__(*args, there=rule, initial={"action": choices[0][0]} | rule, **kwargs)
        self.keeping = keeping
        self.fields["action"].choices = choices  # type: ignore[attr-defined]

    def again(self, data: dict[str, Any]) -> Self:
        return type(self)(data, keeping=self.keeping)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if found.get("days") and not (found.get("basis_km") or found.get("basis_en")):
            self.add_error("basis_en", _("Say on what basis they are not kept any longer."))
        return found


class WitnessForm(WitnessModelForm):
    """Name somebody outside who keeps checkpoints."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    address = forms.URLField(
        label=_("Address that cosigns"), required=False, assume_scheme="https",
        help_text=_("Where the witness's program answers, for instance “https://press-council.example/witness”."),
    )  # fmt: skip

    class Meta:
        model = Witness
        fields = ("name", "email", "language", "address", "key")

    def clean_email(self) -> str | None:
        return self.cleaned_data["email"] or None

    def clean_key(self) -> str:
        key = str(self.cleaned_data["key"]).strip()
        if key:
            try:
                WitnessKey.parse(key)
            except NoteRefused as error:
                raise ValidationError(
                    _("This is not the key of a witness. Copy the whole line that its program prints.")
                ) from error
        return key
