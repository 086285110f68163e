"""Forms of what officers do with a file. None has a field for free words: those are sealed in the browser (data-words)."""

import datetime
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from tamdan.accounts.models import User
from tamdan.clocks.days import today
from tamdan.core.fields import DayField
from tamdan.grievances.access import colleagues, fellow_officers
from tamdan.grievances.models import AdmissibilityReason, Case
from tamdan.grievances.opening import PURPOSES
from tamdan.grievances.queue import MOST_OF_NUMBER, numbered
from tamdan.grievances.reminders import Why
from tamdan.institutions.models import Body
from tamdan.intake.enums import Code
from tamdan.intake.shown import decisions_of, may_decide, status_of
from tamdan.intake.vocabularies import ClosingReason, Kind, Urgency
from tamdan.language.selects import MarkedMultiple, MarkedRadios, MarkedSelect, MarkedTicks
from tamdan.taxonomy.models import Article

BY_PHONE = (Code.WITHDRAW, Code.CONFIRM, Code.CONTEST, Code.REOPEN)
"""Decisions that are taken by telephone; the others name an item or a body and need the page."""

ANOTHER_BODY = "another-body"
"""The reason of ``admissibility.yaml`` whose words tell the complainant that a body named beside them can decide."""
FARTHEST = datetime.timedelta(days=2 * 366)
"""A reminder beyond it is a year that was typed wrongly."""


class ActForm(forms.Form):
    """An act on a file, as the page with this ``version`` showed it."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = case
        self.initial["version"] = case.version

    def rebase(self) -> None:
        """After a colleague was faster: what was typed stays, and is sent over the file as it is now."""
        now = Case.objects.filter(pk=self.case.pk).values_list("version", flat=True).first()
        kept: Any = self.data
        self.data = kept.copy()
        self.data["version"] = str(now)  # type: ignore[index] # a copy of what was posted may be changed


class SortForm(ActForm):
    """What it is about, how urgent, and which articles it touches; those of the kind, and of its right, are offered."""

    kind = forms.ChoiceField(label=_("What it is about"))
    urgency = forms.ChoiceField(label=_("Danger"))
    articles = forms.MultipleChoiceField(label=_("Articles that it touches"), required=False, widget=MarkedTicks)

    def __init__(self, *args: Any, held: list[str], right: object = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = list(Kind.objects.current())
        self._offer("kind", [(one.code, str(one)) for one in kinds])
        self._offer("urgency", [(one.code, str(one)) for one in Urgency.objects.current()])
        of_kind = {code for one in kinds if one.code == self.case.kind for code in one.articles}
        articles = Article.objects.filter(code__in=of_kind | set(held)).select_related("instrument")
        self._offer("articles", [(one.code, f"{one.instrument}: {one}") for one in articles])
        if right:
            self.fields["articles"].help_text = _("The right concerned: %(right)s.") % {"right": right}
        ticked = held if of_kind & set(held) else sorted(of_kind | set(held))
        self.initial = {**self.initial, "kind": self.case.kind, "urgency": self.case.urgency, "articles": ticked}

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined] # a field of choices


class RecuseForm(ActForm):
    """Whom the complaint is about, among bodies and officers."""

    bodies = forms.ModelMultipleChoiceField(
        Body.objects.none(),
        label=_("Bodies that the complaint is about"),
        help_text=_("Nobody who belongs to one of them, or to a department of it, can find or open the file."),
        required=False,
        widget=MarkedMultiple({"size": 12}),
    )
    people = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label=_("Officers that the complaint is about"),
        required=False,
        widget=MarkedTicks,
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies: Any = self.fields["bodies"]
        bodies.queryset = Body.objects.on(today())
        people: Any = self.fields["people"]
        people.queryset = User.objects.filter(pk__in=[one.pk for one in fellow_officers(user)])
        self.initial = {**self.initial, "bodies": self.case.complained_bodies, "people": self.case.complained_people}


class AssignForm(ActForm):
    officer = forms.ModelChoiceField(
        User.objects.none(), label=_("Who handles it"), widget=MarkedRadios, empty_label=None
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        officer: Any = self.fields["officer"]
        officer.queryset = User.objects.filter(pk__in=[one.pk for one in colleagues(self.case)]).order_by("name")
        self.initial["officer"] = self.case.officer_id


class Reasons(forms.ModelChoiceField):  # type: ignore[type-arg] # generic for the type checker alone
    """A reason with the words that the complainant will read."""

    def label_from_instance(self, obj: AdmissibilityReason) -> str:
        return f"{obj} – {obj.words}"


class DecideForm(ActForm):
    """Whether the office handles the complaint, why, and where else to go."""

    reason = Reasons(
        AdmissibilityReason.objects.none(),
        label=_("Decision"),
        help_text=_("The complainant reads the words after the dash with their receipt."),
        widget=MarkedRadios,
        empty_label=None,
    )
    elsewhere = forms.ModelChoiceField(
        Body.objects.none(),
        label=_("Where else to go"),
        required=False,
        empty_label=_("nowhere else"),
        widget=MarkedSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reason: Any = self.fields["reason"]
        reason.queryset = AdmissibilityReason.objects.current()
        elsewhere: Any = self.fields["elsewhere"]
        elsewhere.queryset = Body.objects.on(today())
        self.initial = {**self.initial, "reason": self.case.admissibility_id, "elsewhere": self.case.elsewhere_id}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        reason = data.get("reason")
        if reason and reason.code == ANOTHER_BODY and not self.errors and not data.get("elsewhere"):
            self.add_error("elsewhere", _("Name the body. The complainant reads that the one named here can decide."))
        return data


class SealedForm(ActForm):
    """``sealed``: what the browser made of the words that were typed; the words themselves have no name and are never sent."""

    sealed = forms.CharField(widget=forms.HiddenInput, required=False, max_length=300_000)


class CloseForm(SealedForm):
    reason = forms.ModelChoiceField(
        ClosingReason.objects.none(),
        to_field_name="code",
        label=_("Reason"),
        widget=MarkedRadios,
        empty_label=None,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reason: Any = self.fields["reason"]
        reason.queryset = ClosingReason.objects.current()


class HandoverForm(forms.Form):
    """Whose files go to whom."""

    leaver = forms.ModelChoiceField(
        User.objects.none(), label=_("Whose files"), widget=MarkedSelect, empty_label=_("choose")
    )
    successor = forms.ModelChoiceField(
        User.objects.none(), label=_("Go to whom"), widget=MarkedSelect, empty_label=_("choose")
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.filter(pk__in=[one.pk for one in fellow_officers(user)]).order_by("name")
        leaver: Any = self.fields["leaver"]
        leaver.queryset = people
        successor: Any = self.fields["successor"]
        successor.queryset = people.filter(is_active=True)


class SameForm(forms.Form):
    """The number of another file; one that the officer does not see is one that there is not."""

    number = forms.CharField(label=_("Number of the other file"), max_length=MOST_OF_NUMBER)

    def __init__(self, *args: Any, case: Case, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case, self.user = case, user

    def clean_number(self) -> Case:
        found = numbered(Case.objects.visible_to(self.user), self.cleaned_data["number"])
        if found is None:
            raise forms.ValidationError(_("There is no file with this number. Compare it with the list of letters."))
        return found


class PurposeForm(forms.Form):
    """What an item is opened for; the complainant sees it."""

    purpose = forms.ChoiceField(choices=[(one.value, one.label) for one in PURPOSES])


class PhoneForm(ActForm):
    """What the complainant said by telephone or at the desk: what their own page would offer them now."""

    code = forms.ChoiceField(
        label=_("What they decided"),
        help_text=_("It is marked as recorded by you, and the complainant sees it."),
        widget=MarkedRadios,
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, case=case, **kwargs)
        letter, code = case.letter, cast("forms.ChoiceField", self.fields["code"])
        offered = may_decide(status_of(letter), decisions_of(letter))
        code.choices = [(one.value, one.label) for one in BY_PHONE if one in offered]


class RemindForm(forms.Form):
    """The day on which the file comes back, and what for."""

    day = DayField(
        label=_("Day"), help_text=_("In the morning of that day the file is on your desk, and you are told.")
    )
    why = forms.ChoiceField(label=_("What for"), choices=Why.choices, widget=MarkedRadios)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = case

    def clean_day(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["day"]
        if not today() < day <= today() + FARTHEST:
            raise forms.ValidationError(_("Choose a day after today and within the next two years."))
        return day
