"""Pages that views of every room show alike."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tamdan.core.errors import DomainError


def form_page(request: HttpRequest, form: BaseForm, template: str = "form_page.html", **context: Any) -> HttpResponse:
    """A page with a form: 200 when it is opened, 422 when it was sent and has to be corrected.

    The usual template needs ``title``, ``submit`` (label of the button) and ``back`` (address); ``about`` names what the
    form belongs to.
    """
    status = 422 if request.method == "POST" else 200
    return render(request, template, {"form": form, "about": "", "kind": "", **context}, status=status)


@contextmanager
def refusals_in(form: BaseForm) -> Iterator[None]:
    """What a rule refuses within the block stands in the form as something to correct, and what was typed stays."""
    try:
        yield
    except DomainError as refused:
        form.add_error(None, str(refused))
