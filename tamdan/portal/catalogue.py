"""Every component once, with invented values: where people who write pages look first, and where tests look for what is wrong."""

import datetime
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tamdan.core.charts import BarChart
from tamdan.core.history import Change, FieldChange
from tamdan.core.narrowing import Facet, Option
from tamdan.core.pagination import Page
from tamdan.core.versions import Difference


@dataclass(frozen=True)
class Sample:
    """A component's file name and what it gives."""

    name: str
    html: SafeString


class SampleForm(forms.Form):
    """One field of each kind that the system uses."""

    words = forms.CharField(
        label=gettext_lazy("Reason"), help_text=gettext_lazy("In one or two sentences."), max_length=200
    )
    day = forms.DateField(label=gettext_lazy("Date"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    body = forms.ChoiceField(
        label=gettext_lazy("Body"), choices=[("a", gettext_lazy("Ministry")), ("b", gettext_lazy("Court"))]
    )
    answer = forms.ChoiceField(
        label=gettext_lazy("Answer"),
        choices=[("y", gettext_lazy("Yes")), ("n", gettext_lazy("No"))],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(label=gettext_lazy("Message"), widget=forms.Textarea, required=False)
    file = forms.FileField(label=gettext_lazy("File"), required=False)
    sure = forms.BooleanField(label=gettext_lazy("I have read this"))


def samples(request: HttpRequest) -> list[Sample]:
    """Each component rendered, in the order of their names."""
    values = {**_words(), **_forms(), **_lists(), **_figures()}
    return [
        Sample(f"{name}.html", render_to_string(f"components/{name}.html", context, request))
        for name, context in sorted(values.items())
    ]


def _words() -> dict[str, dict[str, Any]]:
    before, mine, theirs = _("Court"), _("Court of appeal"), _("Court of first instance")
    return {
        "band": {},
        "brand": {},
        "breadcrumbs": {"links": [(_("Home"), "#"), (_("Recommendations"), "#")]},
        "chip": {"label": _("Past its date"), "kind": "late"},
        "difference": {
            "difference": Difference(_("Name"), before, mine, theirs, is_mine_changed=True, is_theirs_changed=True)
        },
        "empty": {"text": _("Nothing has been received since the last visit.")},
        "follow": {"news": {"feed": "#", "mail": "#"}},
        "footer": {"installation": None, "ledger": None, "links": [{"title": _("About"), "url": "#"}]},
        "languages": {"languages": [{"code": "km", "name": "ខ្មែរ", "url": "#", "current": True}], "person": None},
        "menu": {"entries": [{"title": _("Recommendations"), "url": "#", "current": "page"}]},
        "messages": {"messages": [Message(constants.SUCCESS, _("Saved."))]},
        "office_menu": {"entries": [{"title": _("My desk"), "url": "#", "current": "page"}]},
        "notice": {"text": _("This page shows what was published, nothing else."), "kind": "wait"},
    }


def _forms() -> dict[str, dict[str, Any]]:
    return {
        "errors": {"form": SampleForm({}, prefix="wrong")},
        "field": {"field": SampleForm(prefix="one")["words"]},
        "fields": {"form": SampleForm(prefix="inside")},
        "form": {"form": SampleForm(prefix="whole"), "submit": _("Save"), "cancel": "#", "csrf_token": "sample"},
        "search_box": {"action": "#", "label": _("Search in Khmer or English"), "hint": _("land, lawyer, prison")},
    }


def _lists() -> dict[str, dict[str, Any]]:
    renamed = FieldChange(_("Name"), _("Court"), _("Court of appeal"))
    option = Option("justice", _("Justice"), 24, chosen=True)
    return {
        "days": {"held": {"start": datetime.date(2024, 9, 26), "end": None}},
        "history": {"changes": [Change(datetime.datetime(2024, 9, 26, tzinfo=datetime.UTC), "", "update", [renamed])]},
        "chosen": {"chosen": [{"label": _("Justice"), "url": "#"}]},
        "facets": {"facets": [Facet("theme", _("Theme"), [option])]},
        "facts": {"facts": [(_("Body"), _("Ministry")), (_("Theme"), _("Justice"))]},
        "pager": {"page": Page((), next="n", previous="p")},
        "table": {
            "caption": _("Answers by year"),
            "columns": [_("Year"), _("Answers")],
            "rows": [[2025, 1200]],
            "numeric": True,
        },
        "trail": {
            "steps": [
                {"when": 2024, "title": _("Recommended")},
                {"when": 2025, "title": _("Supported")},
                {"when": 2026, "title": _("No answer"), "kind": "late", "text": _("The date has passed.")},
            ]
        },
    }


def _figures() -> dict[str, dict[str, Any]]:
    counts = [
        {"number": 541, "label": _("recommended"), "url": "#"},
        {"number": 63, "label": _("past their date"), "url": "#", "due": True, "late": True},
    ]
    chart = BarChart(
        "sample",
        _("More was supported than noted."),
        _("Theme"),
        [_("Supported"), _("Noted")],
        [(_("Justice"), (80, 30))],
    )
    return {
        "chart": {"chart": chart},
        "progress": {
            "id": "progress",
            "label": _("Reading the file"),
            "done": 1200,
            "total": 35468,
            "url": "#",
            "finished": True,
        },
        "tally": {"label": _("What waits for you"), "counts": counts},
    }
