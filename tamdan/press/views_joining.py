"""The same article elsewhere: suggestions decided, articles joined by hand."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tamdan.core.access import form, writes
from tamdan.core.pages import refusals_in
from tamdan.press import joining
from tamdan.press.models import Republication
from tamdan.press.views_queue import editable_article_or_404, editors


@editors
@writes
def decide(request: HttpRequest, uuid: UUID) -> HttpResponse:
    article = editable_article_or_404(request, uuid)
    found = Republication.objects.filter(article=article).first()
    if found is None:
        raise Http404
    joining.decide(found, request.POST.get("decision", ""), by=request.user)
    return redirect(f"{article.get_absolute_url()}#same")


@editors
@form
def join(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """An article of which the reader did not see that it is this one, such as its other language."""
    article = editable_article_or_404(request, uuid)
    sent = joining.JoinForm(request.POST or None, article=article)
    if sent.is_valid():
        with refusals_in(sent):
            joining.join(article, sent.cleaned_data["other"], by=request.user)
            messages.success(request, _("Both are one article now."))
            return redirect(f"{article.get_absolute_url()}#same")
    context = {"article": article, "form": sent}
    return render(request, "press/join.html", context, status=422 if sent.errors else 200)
