"""Forms of public forums: one sheet a session."""

import datetime
from typing import Any, ClassVar

from babel import Locale
from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tamdan.core.access import Viewer
from tamdan.core.fields import DayField, ModelForm
from tamdan.core.versions import VersionedForm
from tamdan.grievances.access_boxes import own_bodies
from tamdan.grievances.forms_boxes import Number, Where, not_ahead
from tamdan.institutions.forms import CleanTexts
from tamdan.intake.forums import ForumSession
from tamdan.language.selects import MarkedSelect, MarkedTicks
from tamdan.taxonomy.country import country


class ForumForm(CleanTexts, VersionedForm):
    """The sheet of a public forum."""

    place = Where()
    held_on = DayField(label=_("Date"))
    languages = forms.MultipleChoiceField(label=_("Languages spoken"), widget=MarkedTicks)
    present = Number(label=_("How many people were present"))
    raised = Number(label=_("How many questions and complaints stand on the sheet"))

    class Meta:
        model = ForumSession
        fields = ("held_on", "place", "venue", "host", "languages", "present", "raised")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _begin_forum(self)

    def clean_held_on(self) -> datetime.date:
        return not_ahead(self.cleaned_data["held_on"])

    def clean_raised(self) -> int:
        """Never less than are letters already; nobody takes another line meanwhile."""
        raised: int = self.cleaned_data["raised"]
        held = ForumSession.objects.select_for_update(of=("self",)).filter(pk=self.instance.pk).first()
        if held is not None and raised < held.contributions.count():
            raise forms.ValidationError(_("More of its lines are written down already."))
        return raised


class NewForumForm(CleanTexts, ModelForm):
    """A session that was held."""

    place = Where()
    held_on = DayField(label=_("Date"), initial=timezone.localdate)
    languages = forms.MultipleChoiceField(label=_("Languages spoken"), widget=MarkedTicks)
    present = Number(label=_("How many people were present"))
    raised = Number(label=_("How many questions and complaints stand on the sheet"))

    class Meta:
        model = ForumSession
        fields = ("owner", "held_on", "place", "venue", "host", "languages", "present", "raised")
        widgets: ClassVar[dict[str, type[MarkedSelect]]] = {"owner": MarkedSelect}

    def __init__(self, *args: Any, user: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _begin_forum(self)
        owners: Any = self.fields["owner"]
        owners.queryset, owners.empty_label = own_bodies(user), None
        owners.label = _("Body that writes the complaints down")

    def clean_held_on(self) -> datetime.date:
        return not_ahead(self.cleaned_data["held_on"])


def _begin_forum(form: Any) -> None:
    form.fields["place"].offer()
    shown = Locale.parse(get_language() or "en")
    codes = dict.fromkeys([*country(settings.COUNTRY).languages, *(code for code, _name in settings.LANGUAGES)])
    form.fields["languages"].choices = [(code, shown.languages.get(code, code)) for code in codes]
