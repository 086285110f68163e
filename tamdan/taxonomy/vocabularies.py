"""The vocabularies whose pages are alike: a list, and a page for each term with what stands beside it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tamdan.taxonomy.models import AffectedGroup, Mechanism, Sdg, Term, Theme


@dataclass(frozen=True)
class Related:
    """A section of a term's page: other terms that ``rows`` gives in one query; ``url_name`` is empty where they have no page.

    ``coded``: rows of several lists may have one name, so their codes are shown.
    """

    title: str | Promise
    rows: Callable[[Any], Any]
    url_name: str = ""
    coded: bool = False


@dataclass(frozen=True)
class Vocabulary:
    """``whole``: the list shows every term, not the highest alone. ``url_name`` is that of a term's page."""

    model: type[Term]
    title: str | Promise
    about: str | Promise
    url_name: str
    related: tuple[Related, ...]
    whole: bool = True
    has_older_codes: bool = False

    @property
    def list_url_name(self) -> str:
        return f"{self.url_name}s"


def current(name: str) -> Callable[[Any], Any]:
    """The rows of a relation that their file still holds."""
    return lambda term: getattr(term, name).filter(retired=False)


VOCABULARIES = {
    "theme": Vocabulary(
        Theme,
        _("Human-rights themes"),
        _("What recommendations are about, as the Universal Human Rights Index names it."),
        "taxonomy:theme",
        (
            Related(_("Below it"), current("children"), "taxonomy:theme"),
            Related(_("Articles on it"), current("articles"), "taxonomy:article", coded=True),
            Related(_("Issues of UPR Info that stand for it"), current("upr_issues")),
        ),
        has_older_codes=True,
    ),
    "group": Vocabulary(
        AffectedGroup,
        _("Affected groups"),
        _("Whom recommendations concern, as the Universal Human Rights Index names it."),
        "taxonomy:group",
        (
            Related(_("Below it"), current("children"), "taxonomy:group"),
            Related(_("Issues of UPR Info that stand for it"), current("upr_issues")),
        ),
        has_older_codes=True,
    ),
    "mechanism": Vocabulary(
        Mechanism,
        _("Mechanisms and mandates"),
        _("Who makes recommendations within the United Nations."),
        "taxonomy:mechanism",
        (
            Related(_("Below it"), current("children"), "taxonomy:mechanism"),
            Related(_("Instruments that it watches over"), current("instruments"), "taxonomy:instrument"),
        ),
    ),
    "goal": Vocabulary(
        Sdg,
        _("Sustainable Development Goals"),
        _("The 17 goals of the United Nations and their targets."),
        "taxonomy:goal",
        (Related(_("Targets"), current("targets"), "taxonomy:goal"),),
        whole=False,
    ),
}
