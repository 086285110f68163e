"""Forms of the reading queue, of releasing, and of the public page on which anybody asks for a correction, a reply or removal."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tamdan.press.enums_release import ANSWERS, Answer, Asked
from tamdan.press.models import Request

KINDS = (
    ("direct", _("Exact words")),
    ("indirect", _("Reported statement")),
    ("commitment", _("Promise")),
    ("figure", _("Figure")),
)
"""What a passage may be, by the word that forms send."""
MOST_PARTS = 40


class VersionForm(forms.Form):
    """A button beside a passage or an article carries the version that the person saw."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class PlacesField(forms.CharField):
    """ "12-40 55-61" as the page's script writes it: places in the article's text."""

    def to_python(self, value: Any) -> Any:
        places = []
        for part in str(value or "").split()[:MOST_PARTS]:
            start, dash, end = part.partition("-")
            if not dash or not (start.isascii() and start.isdecimal() and end.isascii() and end.isdecimal()):
                raise ValidationError(_("These places cannot be read. Mark the words again."))
            places.append((int(start[:9]), int(end[:9])))
        return places


class WordsForm(forms.Form):
    """Where a passage stands: places from the script, or the words copied from the text."""

    places = PlacesField(required=False, widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("Exact words"),
        help_text=_("As they stand in the text. Put … between parts."),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not found.get("places") and not found.get("words", "").strip():
            raise ValidationError(_("Write the words, or mark them in the text."))
        return found


class AddForm(WordsForm):
    kind = forms.ChoiceField(label=_("What it is"), choices=KINDS)
    voice = forms.IntegerField(required=False)


class LineForm(VersionForm):
    line = forms.IntegerField(label=_("Line"), min_value=1, max_value=10_000_000)


ASKED_WITH = {Asked.CORRECTION: ("text",), Asked.REPLY: ("reply", "signed"), Asked.REMOVAL: ("text",)}
"""Kind of request -> what is needed for it."""


class AskForm(forms.Form):
    """What a visitor asks: the fields of one kind of request. Nothing but the request itself is required."""

    kind = forms.ChoiceField(choices=Asked.choices, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("What is wrong, or why should it go?"),
        help_text=_("The office alone reads this."),
        error_messages={"required": _("Say what is wrong, or why it should go.")},
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    reply = forms.CharField(
        label=_("Your reply"),
        help_text=_("These words are shown beside the quotation, unedited, once the office has checked who you are."),
        error_messages={"required": _("Write the reply.")},
        max_length=1200,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    signed = forms.CharField(
        label=_("How the reply is signed"),
        help_text=_("Your name and office, as everybody will read them."),
        error_messages={
            "required": _("Say how it is signed: a reply stands beside a name, so it has one too."),
        },
        max_length=200,
    )
    name = forms.CharField(
        label=_("Your name"), help_text=_("The office alone reads this."), required=False, max_length=200
    )
    contact = forms.CharField(
        label=_("How to reach you"),
        help_text=_("A telephone number or mail address. The office alone reads this."),
        required=False,
        max_length=300,
    )
    effort = forms.CharField(required=False, max_length=4000, widget=forms.HiddenInput(attrs={"data-effort": "press"}))

    def __init__(self, *args: Any, kind: Asked, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in {name for names in ASKED_WITH.values() for name in names}.difference(ASKED_WITH[kind]):
            del self.fields[name]


class DecideForm(VersionForm):
    """What the office answers; the choices are those of the kind of request."""

    answer = forms.ChoiceField(label=_("Decision"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Everybody can read it. Name nobody, and repeat nothing that is being taken down."),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, request: Request, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = dict(Answer.choices)
        self.fields["answer"].choices = [(code, labels[code]) for code in ANSWERS[request.kind]]  # type: ignore[attr-defined]
        self.initial["version"] = request.version
