"""Simultaneous edits of rows without a version of their own (an answer, a tag, a rule, a limit): a form keeps what the person saw.

What is there is compared with it under a lock that the caller holds; where it is something else by now, ``conflict.html`` shows both
texts (409), as ``core.versions`` does for records with a version (ADR 0006). Whoever wrote it, an import too, is noticed.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Self

from django import forms
from django.utils.translation import gettext_lazy as _

from tamdan.core.errors import Conflict
from tamdan.core.versions import Difference, differs


class WrittenMeanwhile(Conflict):
    """Somebody wrote what this form is about after it was opened. Holds what the page of both texts needs."""

    template = "conflict.html"

    def __init__(self, form: "SeenForm") -> None:
        super().__init__()
        self.form = form.rebased()
        self.differences = list(form.differences())


class PressedLate(Conflict):
    code = "pressed-late"
    message = _("Somebody changed this after you opened the page. Open the page again, look at it, then decide.")


def refuse_late(seen: str | None, there: str) -> None:
    """For a button beside a text: it carries what stood there. Raises PressedLate where something else stands there now."""
    if seen and seen != there:
        raise PressedLate


class SeenForm(forms.Form):
    """``there`` is what stands now, in the shape that ``values`` reads; as JSON."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)
    compared: tuple[str, ...]

    def __init__(self, *args: Any, there: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.there = dict(there)
        self.initial["seen"] = json.dumps(self.there)

    def clean_seen(self) -> dict[str, Any]:
        """A damaged or missing value counts as nothing seen: then everything that stands there is shown."""
        try:
            found = json.loads(self.cleaned_data["seen"] or "{}")
        except json.JSONDecodeError:
            return {}
        return found if isinstance(found, dict) else {}

    def values(self, held: dict[str, Any]) -> dict[str, Any]:
        """Field -> what it held, of what was seen or stands now."""
        return held

    def mine(self) -> dict[str, Any]:
        return {name: self[name].data for name in self.compared}

    def is_late(self) -> bool:
        before, theirs = self.values(self.cleaned_data["seen"]), self.values(self.there)
        return any(differs(self.fields[name], before.get(name), theirs.get(name)) for name in self.compared)

    def refuse_late(self) -> None:
        """Raises WrittenMeanwhile. The caller holds the lock since before it read ``there``."""
        if self.is_late():
            raise WrittenMeanwhile(self)

    def differences(self) -> Iterator[Difference]:
        """Where what this person sends and what stands there differ."""
        before, theirs, mine = self.values(self.cleaned_data["seen"]), self.values(self.there), self.mine()
        for name in self.compared:
            field = self.fields[name]
            was, my, their = before.get(name), mine.get(name), theirs.get(name)
            if differs(field, my, their):
                yield Difference.of(self[name], before=was, mine=my, theirs=their)

    def rebased(self) -> Self:
        """The form to save again over what stands now: mine where I wrote, theirs where I did not."""
        before, theirs, mine = self.values(self.cleaned_data["seen"]), self.values(self.there), self.mine()
        data = {name: self[name].data for name in self.fields} | {"seen": json.dumps(self.there)}
        for name in self.compared:
            if not differs(self.fields[name], before.get(name), mine[name]):
                data[name] = theirs.get(name)
        return self.again(data)

    def again(self, data: dict[str, Any]) -> Self:
        """This form with other data, over what stands there now."""
        return type(self)(data, there=self.there)
