"""What is known of an article itself: title, where the public finds it, its day, outlet and kind, corrected by a person."""

from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tamdan.core.fields import DayField
from tamdan.core.ledger import record
from tamdan.core.versions import VersionedForm
from tamdan.press import documents
from tamdan.press.confirming import refuse_public
from tamdan.press.enums import Mark
from tamdan.press.models import Article, Outlet
from tamdan.press.naming import set_holdings
from tamdan.search.actions import index_records

DESCRIBED = "press.article.described"


class DescribeForm(VersionedForm):
    """Saved over the version that the person saw; where somebody was faster both texts are shown (core.versions)."""

    published_on = DayField(label=_("Published"), required=False)
    address = forms.URLField(
        label=_("Address"),
        help_text=_("Where everybody finds the article; a released quotation links there."),
        required=False,
        max_length=2000,
        assume_scheme="https",
    )

    marks = forms.MultipleChoiceField(
        label=_("Marks"),
        help_text=_("Nothing of satire, or of what its outlet took away, is released."),
        choices=Mark.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    class Meta:
        model = Article
        fields = ("title", "address", "published_on", "outlet", "author", "kind", "language", "is_relevant", "marks")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outlet"].queryset = Outlet.objects.filter(owner=self.instance.owner_id)  # type: ignore[attr-defined]


@transaction.atomic
def describe(article: Article, sent: DescribeForm, *, by: Any) -> Article:
    """The day decides who held which office, so the posts of those who speak are looked up again. Raises EditedMeanwhile, and
    HoldsPublicWords where something of it is public."""
    Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
    refuse_public(article)
    saved: Article = sent.save()
    if saved.published_on and saved.day != saved.published_on:
        saved.day = saved.published_on
        saved.save(update_fields=["day"])
        voices = list(saved.voices.select_related("article"))
        set_holdings(voices)
        for voice in voices:
            voice.save(update_fields=["holding"])
    index_records(documents.KIND, [saved.pk])
    record(DESCRIBED, saved, by=by, detail={"fields": sorted(sent.changed_by_me)})
    return saved
