"""Choices whose labels are written in either language: each says which, so that it is read aloud and set in its own script."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import get_language

from tamdan.language.script import language_of

if TYPE_CHECKING:
    Choices = forms.widgets.ChoiceWidget
else:
    Choices = object  # a part of the widgets below, none itself


class MarkedSelect(forms.Select):
    """A list; the language stands on the option."""

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(*args, **kwargs)
        language = language_of(str(option["label"]))
        if option["value"] and language != get_language():
            option["attrs"]["lang"] = language
        return option


class MarkedMultiple(MarkedSelect, forms.SelectMultiple):
    """A list of which several are chosen."""


class _MarkedLabels(Choices):
    """Circles and boxes: the language stands on the words beside them."""

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(*args, **kwargs)
        language = language_of(str(option["label"]))
        if language != get_language():
            option["label"] = format_html('<span lang="{}">{}</span>', language, option["label"])
        return option


class MarkedRadios(_MarkedLabels, forms.RadioSelect):
    pass


class MarkedTicks(_MarkedLabels, forms.CheckboxSelectMultiple):
    pass
