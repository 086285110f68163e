"""How a recommendation is cited: in a sentence after the UN's manner, as BibTeX, and as RIS.

The sentence follows the Editorial Manual of the United Nations (footnotes: organ, title, symbol, paragraph).
"""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tamdan.core.bibliography import bibtex_entry, escaped, one_line, ris_record
from tamdan.language.dates import long_date
from tamdan.language.templatetags.language import active_language, localnum
from tamdan.recommendations.models import Recommendation

UPR = "upr"


@dataclass(frozen=True)
class Citation:
    """Everything a citation says. ``asked_by`` are the recommending States as one phrase, ``read_on`` the day of reading."""

    author: str
    title: str
    symbol: str
    paragraph: str
    year: int | None
    asked_by: str
    url: str
    read_on: datetime.date
    number: int

    @property
    def sentence(self) -> str:
        """« Human Rights Council, Universal Periodic Review of Cambodia, session 18, A/HRC/26/16, para. 118.5 (Egypt), … »."""
        said = ", ".join(part for part in (self.author, self.title, self._place) if part)
        by = f" ({self.asked_by})" if self.asked_by else ""
        read = _("%(url)s, read on %(day)s") % {"url": self.url, "day": long_date(self.read_on, active_language())}
        return f"{said}{by}. {read}."

    @property
    def bibtex(self) -> str:
        fields = {
            "author": f"{{{escaped(self.author)}}}",
            "title": f"{{{escaped(self.title)}}}",
            "year": str(self.year or ""),
            "number": escaped(self._place),
            "note": escaped(self.asked_by),
            "url": one_line(self.url),
            "urldate": self.read_on.isoformat(),
        }
        return bibtex_entry("misc", f"tamdan{self.number}", fields)

    @property
    def ris(self) -> str:
        lines = [("TY", "GOVDOC"), ("AU", self.author), ("TI", self.title), ("PY", str(self.year or "")),
                 ("M1", self._place), ("N1", self.asked_by), ("UR", self.url), ("Y2", self.read_on.strftime("%Y/%m/%d"))]  # fmt: skip
        return ris_record(lines)

    @property
    def _place(self) -> str:
        """ "A/HRC/26/16, para. 118.5", as far as known."""
        paragraph = _("para. %(number)s") % {"number": self.paragraph} if self.paragraph else ""
        return ", ".join(part for part in (self.symbol, paragraph) if part)


def citation_of(
    recommendation: Recommendation, asked_by: list[str], url: str, year: int | None, today: datetime.date
) -> Citation:
    """``asked_by`` are names of States, ``url`` the full address of the page, ``year`` that of the session if no date is known."""
    is_upr = recommendation.mechanism.code == UPR
    return Citation(
        author=_("Human Rights Council") if is_upr else str(recommendation.mechanism),
        title=_title(recommendation, is_upr=is_upr),
        symbol=recommendation.symbol,
        paragraph=recommendation.paragraph,
        year=recommendation.date.year if recommendation.date else year,
        asked_by=", ".join(asked_by),
        url=url,
        read_on=today,
        number=recommendation.pk,
    )


def _title(recommendation: Recommendation, *, is_upr: bool) -> str:
    values = {"state": str(recommendation.state), "session": localnum(recommendation.session or "")}
    if is_upr and recommendation.session:
        return _("Universal Periodic Review of %(state)s, session %(session)s") % values
    if is_upr:
        return _("Universal Periodic Review of %(state)s") % values
    return _("Recommendations to %(state)s") % values
