"""Simultaneous edits, the one way for all rooms: a form carries the version it was made from, and only saves over that one.

``class BodyForm(VersionedForm): class Meta: model = Body …`` on a model with a ``version`` column. ``form.save()`` raises
EditedMeanwhile when somebody saved first; the middleware then shows both texts (``conflict.html``, 409), and what
the person wrote is in that page's form, ready to be saved on top.
"""

import difflib
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from tamdan.core.errors import Conflict
from tamdan.core.fields import ModelForm

# A Khmer cluster (base, subscripts, signs), a word in another script, a run of spaces, or one mark: never a part of these.
PIECE = re.compile(
    r"[\u1780-\u17b3](?:\u17d2[\u1780-\u17b3]|[\u17b4-\u17d1\u17d3\u17dd])*|[^\W\u1780-\u17ff]+|\s+|.", re.DOTALL
)


@dataclass(frozen=True)
class Difference:
    """One field on which two people's texts differ, as text: before both, mine, theirs."""

    label: str
    before: str
    mine: str
    theirs: str
    is_mine_changed: bool
    is_theirs_changed: bool
    is_number: bool = False

    @classmethod
    def of(cls, bound: forms.BoundField, *, before: Any, mine: Any, theirs: Any) -> "Difference":
        """Of one field of a form and the three values that it had, as they are posted."""
        field = bound.field
        return cls(
            label=str(bound.label),
            before=shown(field, before),
            mine=shown(field, mine),
            theirs=shown(field, theirs),
            is_mine_changed=differs(field, before, mine),
            is_theirs_changed=differs(field, before, theirs),
            is_number=isinstance(field, forms.IntegerField),
        )

    @property
    def changes(self) -> list[tuple[str, str]]:
        """From their text to mine: pieces marked ``same``, ``del`` (only theirs) or ``ins`` (only mine)."""
        return list(changed_pieces(self.theirs, self.mine))


class EditedMeanwhile(Conflict):
    """Somebody saved the record after this form was opened. Holds everything that the page of both texts shows."""

    template = "conflict.html"

    def __init__(self, form: "VersionedForm") -> None:
        super().__init__()
        self.record = type(form.instance)._default_manager.get(pk=form.instance.pk)
        self.form = form.rebased(self.record)
        self.differences = list(form.differences(self.record))


class VersionedForm(ModelForm):
    """A ModelForm that saves by compare-and-set on ``version``; only fields that this person changed are written."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)
    """What the person saw when the form was opened (field -> value as JSON), to tell their changes from others'."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.version
        self.initial["seen"] = json.dumps(
            {name: _plain(self.get_initial_for_field(self.fields[name], name)) for name in self.own}
        )

    @property
    def own(self) -> list[str]:
        """The fields of the record, without the two that this class adds."""
        return [name for name in self.fields if name not in ("version", "seen")]

    def clean_seen(self) -> dict[str, Any]:
        """A damaged value counts as nothing seen: then every differing field is shown."""
        try:
            found = json.loads(self.cleaned_data["seen"] or "{}")
        except json.JSONDecodeError as error:
            raise ValidationError(
                _("This form is damaged. Open the page again; your text stays in this one.")
            ) from error
        return found if isinstance(found, dict) else {}

    @property
    def changed_by_me(self) -> list[str]:
        """Fields that hold something else than what this person saw."""
        seen = self.cleaned_data.get("seen", {})
        return [name for name in self.own if differs(self.fields[name], seen.get(name), self[name].data)]

    def save(self, commit: bool = True) -> Any:
        """Write the changed fields if the record still has the version of this form. Raises EditedMeanwhile."""
        assert commit, "a versioned record is saved or it is not"
        changed = self.changed_by_me
        columns = [column for column in self.instance._meta.concrete_fields if column.name in changed]
        values = {column.attname: column.value_from_object(self.instance) for column in columns}
        rows = type(self.instance)._default_manager.filter(pk=self.instance.pk, version=self.cleaned_data["version"])
        written = rows.update(**values, version=models.F("version") + 1) if changed else rows.count()
        if not written:
            raise EditedMeanwhile(self)
        self._save_m2m()  # type: ignore[attr-defined] # the stubs leave it out
        self.instance.refresh_from_db()
        return self.instance

    def differences(self, record: models.Model) -> Iterator[Difference]:
        """Where this form and the record as it is now differ, field by field."""
        seen, current = self.cleaned_data.get("seen", {}), self.__class__(instance=record)
        for name in self.own:
            field, before, mine = self.fields[name], seen.get(name), self[name].data
            theirs = _plain(current.get_initial_for_field(field, name))
            if differs(field, theirs, mine):
                yield Difference.of(self[name], before=before, mine=mine, theirs=theirs)

    def rebased(self, record: models.Model) -> "VersionedForm":
        """The form to save again over the record as it is now: my text where I wrote, theirs where I did not."""
        fresh = self.__class__(instance=record, prefix=self.prefix)
        mine = set(self.changed_by_me)
        data = {fresh.add_prefix(name): self[name].data for name in self.own if name in mine}
        for name in fresh.fields:
            data.setdefault(fresh.add_prefix(name), _plain(fresh.get_initial_for_field(fresh.fields[name], name)))
        return self.__class__(data, instance=record, prefix=self.prefix)


def changed_pieces(old: str, new: str, cut: Callable[[str], list[str]] = PIECE.findall) -> Iterator[tuple[str, str]]:
    """What ``new`` makes of ``old``, piece by piece; a piece is a word or a whole Khmer cluster unless ``cut`` says otherwise."""
    before, after = cut(old), cut(new)
    for kind, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield "same", "".join(before[a:b])
            continue
        if a < b:
            yield "del", "".join(before[a:b])
        if c < d:
            yield "ins", "".join(after[c:d])


def differs(field: forms.Field, old: Any, new: Any) -> bool:
    """Whether two posted or initial values mean different things to the field."""
    if isinstance(field, forms.ModelChoiceField | forms.MultipleChoiceField):
        return field.has_changed(old, new)
    try:
        return bool(field.to_python(old) != field.to_python(new))
    except ValidationError:
        return bool(old != new)


def shown(field: forms.Field, value: Any) -> str:
    """A field's value as the page shows it: a chosen record by its name, a choice by its label, a day in words."""
    if value in (None, "", []):
        return ""
    if isinstance(field, forms.ModelMultipleChoiceField):
        return ", ".join(map(str, field.clean(value)))
    if isinstance(field, forms.ModelChoiceField):
        return str(field.to_python(value))
    if isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        labels = dict(choices)
        several = value if isinstance(field, forms.MultipleChoiceField) else [str(value)]
        return ", ".join(str(labels.get(code, code)) for code in several)
    if isinstance(field, forms.DateField):
        day = field.to_python(value)
        return date_format(day) if day else ""
    return str(value)


def _plain(value: Any) -> Any:
    """An initial value as a form would post it."""
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, list | tuple | models.QuerySet):
        return [_plain(one) for one in value]
    return value if value is None or isinstance(value, bool | int | str) else str(value)
