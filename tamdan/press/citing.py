"""How released words are cited: a sentence to copy, BibTeX and RIS (type NEWS). Cited is the article, with this page beside it."""

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from tamdan.core.bibliography import bibtex_entry, escaped, one_line, ris_record
from tamdan.language.dates import long_date
from tamdan.language.templatetags.language import active_language
from tamdan.press.listed import Shown


@dataclass(frozen=True)
class Citation:
    """Of one released quotation, read on a day at the full address ``url``."""

    row: Shown
    url: str
    read_on: datetime.date

    @property
    def sentence(self) -> str:
        """« Lena Orsk, spokesperson, Ministry of Works: “We will publish …”. River Times, 4 March 2026, https://…, read on … »."""
        release, language = self.row.release, active_language()
        speaker = ", ".join(part for part in (release.speaker, release.office) if part)
        where = ", ".join(part for part in (self._title, self.row.outlet, long_date(release.said_on, language)) if part)
        read = _("%(url)s, read on %(day)s") % {"url": self.url, "day": long_date(self.read_on, language)}
        said = _("%(speaker)s: “%(words)s”") % {"speaker": speaker, "words": release.quotation.exact}
        return f"{said} {where}. {read}."

    @property
    def bibtex(self) -> str:
        release = self.row.release
        fields = {
            "author": f"{{{escaped(self._author)}}}", "title": escaped(self._title), "journal": escaped(self.row.outlet),
            "date": release.said_on.isoformat(), "year": str(release.said_on.year), "url": one_line(release.quotation.article.address),
            "note": escaped(f"{release.speaker}: “{release.quotation.exact}” {self.url}"), "urldate": self.read_on.isoformat(),
        }  # fmt: skip
        return bibtex_entry("article", f"tamdan-press-{release.pk}", fields)

    @property
    def ris(self) -> str:
        release = self.row.release
        lines = [
            ("TY", "NEWS"), ("AU", self._author), ("TI", self._title), ("T2", self.row.outlet), ("PY", str(release.said_on.year)),
            ("DA", release.said_on.strftime("%Y/%m/%d")), ("UR", release.quotation.article.address),
            ("N1", f"{release.speaker}: “{release.quotation.exact}” {self.url}"), ("Y2", self.read_on.strftime("%Y/%m/%d")),
        ]  # fmt: skip
        return ris_record(lines)

    @property
    def _title(self) -> str:
        return self.row.release.quotation.article.title

    @property
    def _author(self) -> str:
        return self.row.release.quotation.article.author or self.row.outlet


FORMATS = {"bib": "application/x-bibtex", "ris": "application/x-research-info-systems"}


def citation_of(row: Shown, today: datetime.date) -> Citation:
    return Citation(row, settings.ORIGIN + row.release.get_absolute_url(), today)
