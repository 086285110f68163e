"""What pages say about a capture and an article: where it comes from, and what stands in it."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html, strip_tags
from django.utils.translation import gettext as _

from tamdan.core.access import Viewer
from tamdan.core.history import history_of
from tamdan.language.script import language_of
from tamdan.language.templatetags.language import active_language, localdate, localminute
from tamdan.links.enums import Decision
from tamdan.links.models import Tag
from tamdan.press.enums import Manner
from tamdan.press.models import Article, Capture, Feed, Outlet, Pair, Republication
from tamdan.taxonomy.models import Theme

MOST = 300
"""Passages of a kind on an article's page."""
Facts = list[tuple[str, object]]


def _said(facts: Facts) -> Facts:
    return [(term, value) for term, value in facts if value and strip_tags(str(value))]


def _link(address: str) -> object:
    return format_html('<a href="{0}" rel="noreferrer noopener" lang="en">{0}</a>', address) if address else ""


def _to(record: Capture | Feed | Outlet) -> object:
    """A link that says in which language its words are, whatever its address looks like."""
    language = language_of(str(record), default=active_language())
    return format_html('<a href="{}" lang="{}">{}</a>', record.get_absolute_url(), language, record)


def _mark(text: str) -> object:
    return format_html('<code lang="en">{}</code>', text) if text else ""


def facts_of_capture(capture: Capture) -> Facts:
    """Provenance: how, from where, when, by whom, which bytes."""
    feed = _to(capture.feed) if capture.feed else ""
    return _said(
        [
            (_("How it came in"), capture.get_how_display()),
            (_("File"), capture.name),
            (_("Address"), _link(capture.address)),
            (_("Feed"), feed),
            (_("Captured"), localminute(capture.captured_at)),
            (_("By"), str(capture.by) if capture.by else ""),
            (_("Fingerprint (SHA-256) of the original"), _mark(capture.digest)),
            (_("Read"), localdate(capture.read_at)),
        ]
    )


def facts_of_article(article: Article) -> Facts:
    capture = _to(article.capture)
    outlet = article.outlet
    shown = _to(outlet) if outlet else article.outlet_name
    lines = _("%(first)s to %(last)s") % {"first": article.start_line, "last": article.end_line}
    return _said(
        [
            (_("Outlet"), shown),
            (_("Author"), article.author),
            (_("Published"), localdate(article.published_on)),
            (_("Language"), article.get_language_display()),
            (_("Kind"), article.get_kind_display()),
            (_("About human rights"), _("yes") if article.is_relevant else _("no")),
            (_("Marks"), ", ".join(article.mark_labels)),
            (_("Address"), _link(article.address)),
            (_("Capture"), capture),
            (_("Lines of the capture"), lines),
            (_("Captured"), localminute(article.capture.captured_at)),
            (_("Fingerprint (SHA-256) of the original"), _mark(article.capture.digest)),
        ]
    )


def article_page(user: Viewer, article: Article, *, may_edit: bool) -> dict[str, Any]:
    """Everything on an article's page."""
    quotations = article.quotations.standing().select_related(
        "voice__person", "voice__body", "voice__state", "voice__holding__post"
    )
    said = list(quotations.order_by("start", "pk")[:MOST])
    return {
        "article": article,
        "trail": [(_("The press"), reverse("press:articles"))],
        "facts": facts_of_article(article),
        "direct": [one for one in said if one.manner == Manner.DIRECT],
        "indirect": [one for one in said if one.manner == Manner.INDIRECT],
        "figures": list(article.figures.standing().order_by("start")[:MOST]),
        "commitments": list(article.commitments.standing().select_related("voice").order_by("start")),
        "mentions": list(
            article.mentions.standing().select_related("person", "body", "state", "place").order_by("kind", "start")
        ),
        "pairs": pairs_of(user, article),
        "tags": tags_of(article),
        "same": same_as(user, article),
        "republication": Republication.objects.filter(article=article).select_related("original").first(),
        "paragraphs": paragraphs_of(article),
        "changes": history_of(article),
        "may_edit": may_edit,
    }


def paragraphs_of(article: Article) -> list[tuple[int, str, bool]]:
    """Number, words and "not the article's own" of each line that says something."""
    aside = set(article.boilerplate)
    lines = enumerate(article.text.split("\n"), article.start_line)
    return [(number, line, number in aside) for number, line in lines if line.strip()]


def pairs_of(user: Viewer, article: Article) -> list[Pair]:
    """Pairs with a passage of this article, not refused. Two queries."""
    rows = Pair.objects.visible_to(user).exclude(decision=Decision.REFUSED)
    found = rows.filter(first_quotation__article=article) | rows.filter(second_quotation__article=article)
    figures = rows.filter(first_figure__article=article) | rows.filter(second_figure__article=article)
    names = [f"{place}_{kind}__article" for place in ("first", "second") for kind in ("quotation", "figure")]
    voices = [f"{place}_quotation__voice" for place in ("first", "second")]
    both = [*found.select_related(*names, *voices), *figures.select_related(*names, *voices)]
    return sorted({pair.pk: pair for pair in both}.values(), key=lambda pair: -pair.score)


def tags_of(article: Article) -> list[tuple[Tag, str]]:
    """Themes of an article with their names, refused ones left out."""
    tags = list(Tag.objects.on("press.article", article.pk).exclude(decision=Decision.REFUSED))
    names = {theme.code: str(theme) for theme in Theme.objects.filter(code__in=[tag.code for tag in tags])}
    return [(tag, names[tag.code]) for tag in tags if tag.code in names]


def same_as(user: Viewer, article: Article) -> list[Article]:
    """The other articles of its group, the first one first."""
    head = article.republication.original_id if hasattr(article, "republication") else article.pk
    rows = Article.objects.visible_to(user).standing().select_related("outlet")
    found = rows.filter(pk=head) | rows.filter(republication__original=head).exclude(
        republication__decision=Decision.REFUSED
    )
    return [one for one in found.order_by("pk") if one.pk != article.pk][:20]
