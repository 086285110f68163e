"""Others on the same question: what may bear on one statement or figure, in this article and in all others of the body."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tamdan.core.access import Viewer, reach_of, reads, writes
from tamdan.press import others
from tamdan.press.correcting import passage_of
from tamdan.press.models import Article, Commitment, Figure, Quotation
from tamdan.press.neighbours import Passage
from tamdan.press.screen import MODELS, key_of
from tamdan.press.views_queue import editable_article_or_404, editors, reading


def statement_or_404(article: Article, key: str) -> Passage:
    """A quotation or a figure of this article; promises have no others."""
    found = passage_of(article, key)
    if found is None or isinstance(found, Commitment):
        raise Http404
    return found


def other_or_404(user: Viewer, first: Passage, key: str) -> Passage:
    """The same kind of passage in any article of the person's bodies."""
    model = MODELS.get(key[:1])
    if model is not type(first) or not key[1:].isdecimal() or len(key) > 18:
        raise Http404
    rows = model._default_manager.filter(article__owner__in=reach_of(user).bodies, article__removed_at__isnull=True)
    found = rows.exclude(pk=first.pk).filter(pk=int(key[1:])).select_related("article").first()
    if not isinstance(found, Quotation | Figure):
        raise Http404
    return found


@editors
@reads
def around(request: HttpRequest, uuid: object, key: str) -> HttpResponse:
    article = editable_article_or_404(request, uuid)
    passage = statement_or_404(article, key)
    rows = [(one, key_of(one.passage)) for one in others.others_of(passage)]
    context = {
        "article": article, "passage": passage, "key": key, "rows": rows, "kinds": others.kinds_for(passage), "back": reading(article, key),
    }  # fmt: skip
    return render(request, "press/others.html", context)


@editors
@writes
def pair(request: HttpRequest, uuid: object, key: str) -> HttpResponseBase:
    """Set the passage and another one side by side."""
    article = editable_article_or_404(request, uuid)
    first = statement_or_404(article, key)
    kind = request.POST.get("kind", "")
    if kind not in dict(others.kinds_for(first)):
        raise BadRequest
    others.set_pair(first, other_or_404(request.user, first, request.POST.get("other", "")), kind, by=request.user)
    messages.success(request, _("The two stand side by side now."))
    return redirect(f"{reverse('press:others', args=[article.uuid, key])}{article.queue}")
