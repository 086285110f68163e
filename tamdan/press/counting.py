"""The press in numbers: articles by month, outlet and theme, statements by the side that speaks. A list that was narrowed is counted as
it was narrowed, and each number of articles leads to its list."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.db.models.functions import TruncMonth
from django.urls import reverse
from django.utils.translation import gettext as _

from tamdan.core.access import Viewer
from tamdan.core.charts import BarChart
from tamdan.language.script import language_of
from tamdan.language.templatetags.language import active_language
from tamdan.press.articles_list import Question, tags_of
from tamdan.press.enums import Manner, Side
from tamdan.press.models import Outlet, Quotation
from tamdan.press.narrowing import month_name
from tamdan.taxonomy.models import Theme

COLUMNS = ("by", "code", "label", "counted", "number")
MOST_MONTHS, MOST_BARS = 24, 15
ABOUT = {"about": Count("pk", filter=Q(is_relevant=True)), "others": Count("pk", filter=Q(is_relevant=False))}
Numbers = Mapping[str, Sequence[int]]


@dataclass(frozen=True)
class Part:
    """One way of counting: ``rows`` are code, label and a number for each of ``series`` (code, label)."""

    by: str
    title: str
    explanation: str
    series: tuple[tuple[str, str], ...]
    rows: Sequence[tuple[str, str, Sequence[int]]]


def parts_of(user: Viewer, question: Question) -> list[Part]:
    """Of what the list shows to this person: months in their order, all else the most frequent first. Seven queries."""
    return [_months(user, question), _outlets(user, question), _themes(user, question), _sides(user, question)]


def _of_articles() -> tuple[tuple[str, str], ...]:
    return (("about_human_rights", _("About human rights")), ("others", _("Others")))


def _months(user: Viewer, question: Question) -> Part:
    rows: Any = question.rows(user).order_by().annotate(month=TruncMonth("day")).values("month").annotate(**ABOUT)
    found = {f"{row['month']:%Y-%m}": (row["about"], row["others"]) for row in rows}
    months = [(code, month_name(code), found.get(code, (0, 0))) for code in _every_month(found)]
    return Part("month", _("Month"), _("Articles, by the day of publication, else of capture."), _of_articles(), months)


def _every_month(found: Iterable[str]) -> list[str]:
    """From the first to the last, those without an article too."""
    known = sorted(found)
    if not known:
        return []
    day, last = (datetime.date.fromisoformat(f"{one}-01") for one in (known[0], known[-1]))
    if (last.year - day.year) * 12 > 12 * MOST_MONTHS:
        return known
    made = []
    while day <= last:
        made.append(f"{day:%Y-%m}")
        day = (day + datetime.timedelta(days=31)).replace(day=1)
    return made


def _outlets(user: Viewer, question: Question) -> Part:
    rows: Any = question.rows(user).order_by().values("outlet").annotate(**ABOUT)
    found = {str(row["outlet"] or ""): (row["about"], row["others"]) for row in rows}
    names = {str(one.pk): one.name for one in Outlet.objects.filter(pk__in=[pk for pk in found if pk])}
    rows = _sorted(found, names | {"": _("not known")})
    return Part("outlet", _("Outlet"), _("Articles."), _of_articles(), sorted(rows, key=lambda row: not row[0]))


def _themes(user: Viewer, question: Question) -> Part:
    rows = question.rows(user).order_by()
    about, others = (_tagged(rows.filter(is_relevant=is_relevant)) for is_relevant in (True, False))
    found = {code: (about.get(code, 0), others.get(code, 0)) for code in about | others}
    names = {theme.code: str(theme) for theme in Theme.objects.filter(code__in=found)}
    told = _("Articles; one may count in several rows. Suggested themes count until a person refuses them.")
    return Part("theme", _("Theme"), told, _of_articles(), _sorted(found, names))


def _tagged(rows: Any) -> dict[str, int]:
    return dict(tags_of(rows).order_by().values_list("code").annotate(number=Count("pk")))


def _sides(user: Viewer, question: Question) -> Part:
    said = Quotation.objects.standing().filter(article__in=question.rows(user).order_by().values("pk"))
    numbers = {one.value: Count("pk", filter=Q(manner=one)) for one in Manner}
    rows: Any = said.filter(voice__isnull=False).order_by().values("voice__side").annotate(**numbers)
    found = {row["voice__side"]: [row[one.value] for one in Manner] for row in rows}
    series = tuple((one.value, str(one.label)) for one in Manner)
    told = _("Statements, by the side from which somebody speaks; it says nothing about who is right.")
    return Part("side", _("Who speaks"), told, series, _sorted(found, {one.value: str(one.label) for one in Side}))


def _sorted(found: Numbers, names: Mapping[str, str]) -> list[tuple[str, str, Sequence[int]]]:
    most = sorted(found, key=lambda code: (-sum(found[code]), code))
    return [(code, names.get(code, code), found[code]) for code in most]


def chart_of(part: Part, question: Question) -> BarChart | None:
    """Bars of a part; None where there is nothing to compare."""
    rows, explanation = part.rows[:MOST_BARS], part.explanation
    if part.by == "month":
        rows, explanation = _latest(part)
    if len(rows) < 2:
        return None
    most = max((row for row in rows if row[0]), key=lambda row: sum(row[2]))
    return BarChart(
        id=f"by-{part.by}",
        finding=_finding(part.title, most[1]),
        explanation=explanation,
        head=part.title,
        series=[label for _code, label in part.series],
        rows=[(label, numbers) for _code, label, numbers in rows],
        links=[_links(part.by, code, question) for code, _label, _numbers in rows],
    )


def _latest(part: Part) -> tuple[Sequence[tuple[str, str, Sequence[int]]], str]:
    """The last months; where most of them hold no article, the last ones that do, and a word about it."""
    rows, filled = part.rows[-MOST_MONTHS:], [row for row in part.rows if sum(row[2])]
    if 2 * sum(any(row[2]) for row in rows) >= len(rows):
        return rows, part.explanation
    return filled[-MOST_MONTHS:], " ".join((part.explanation, _("Months without an article are left out.")))


def _finding(title: str, entry: str) -> str:
    """A name in the other language's letters stands at its bar, where its language is said, and not inside the sentence."""
    if language_of(entry) != active_language():
        return title
    return _("%(facet)s: most often %(entry)s") % {"facet": title, "entry": entry}


def _links(by: str, code: str, question: Question) -> tuple[str, list[str]]:
    """Of a bar and its pieces; a list of statements, or of what has no code, there is none."""
    if by == "side" or not code:
        return "", ["", ""]
    whole = f"{reverse('press:articles')}?{question.as_query(**{by: (code,)})}"
    about = f"{reverse('press:articles')}?{question.as_query(**{by: (code,), 'state': ('relevant',)})}"
    return whole, [about if not question.states else "", ""]


def table_of(parts: Iterable[Part]) -> Iterable[list[object]]:
    """All numbers under COLUMNS, one a row."""
    for part in parts:
        for code, label, numbers in part.rows:
            for (counted, _label), number in zip(part.series, numbers, strict=True):
                yield [part.by, code, label, counted, number]
