"""How a recommendation is cited: in a sentence after the UN's manner, as BibTeX, and as RIS.

The sentence follows the Editorial Manual of the United Nations (footnotes: organ, title, symbol, paragraph).
"""

import datetime
import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tamdan.language.dates import long_date
from tamdan.language.templatetags.language import active_language, localnum
from tamdan.recommendations.models import Recommendation

_LINE_BREAKS = re.compile(r"[\x00-\x1f\x7f\u0085\u2028\u2029]+")
_BIBTEX_SPECIAL = re.compile(r"([&%$#_{}])")
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
            "author": f"{{{_bibtex(self.author)}}}",
            "title": f"{{{_bibtex(self.title)}}}",
            "year": str(self.year or ""),
            "number": _bibtex(self._place),
            "note": _bibtex(self.asked_by),
            "url": _plain(self.url),
            "urldate": self.read_on.isoformat(),
        }
        inside = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
        return f"@misc{{tamdan{self.number},\n{inside}}}\n"

    @property
    def ris(self) -> str:
        lines = [("TY", "GOVDOC"), ("AU", self.author), ("TI", self.title), ("PY", str(self.year or "")),
                 ("M1", self._place), ("N1", self.asked_by), ("UR", self.url), ("Y2", self.read_on.strftime("%Y/%m/%d"))]  # fmt: skip
        return "".join(f"{tag}  - {_plain(value)}\r\n" for tag, value in lines if value) + "ER  - \r\n"

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


def _plain(text: str) -> str:
    """One line: both formats end a field at a line break."""
    return _LINE_BREAKS.sub(" ", text).strip()


def _bibtex(text: str) -> str:
    return _BIBTEX_SPECIAL.sub(r"\\\1", _plain(text).replace("\\", " ").replace("~", " ").replace("^", " "))
