"""Forms of the register."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tamdan.core.access import Viewer
from tamdan.recommendations.models import Recommendation

_ADDRESS = re.compile(r"/recommendations/(\d+)/?(?:[?#].*)?$")


class SameDemandForm(forms.Form):
    """Another recommendation to the same State, named by its identifier or by the address of its page."""

    other = forms.CharField(
        label=_("Another recommendation that makes the same demand"),
        help_text=_("Its document and paragraph, such as A/HRC/26/16 118.5, or the address of its page."),
        max_length=300,
    )

    def __init__(self, *args: Any, user: Viewer, recommendation: Recommendation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.recommendation = user, recommendation

    def clean_other(self) -> Recommendation:
        typed = self.cleaned_data["other"].strip()
        seen = Recommendation.objects.visible_to(self.user)
        address = _ADDRESS.search(typed)
        found = seen.filter(pk=address.group(1)) if address else seen.filter(identifier__iexact=" ".join(typed.split()))
        other = found.exclude(pk=self.recommendation.pk).first()
        if other is None:
            raise ValidationError(
                _("No other recommendation is named “%(typed)s”. Copy the address of its page here."),
                params={"typed": typed[:100]},
            )
        if other.state_id != self.recommendation.state_id:
            raise ValidationError(_("That recommendation was made to another State. Choose one to the same State."))
        return other
