"""From the words of a source to our codes, for one import: each label is looked up once, and the reference rows are read anew."""

import contextlib
import difflib
import re
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_lazy as _

from tamdan.imports.formats import Notes
from tamdan.imports.tabular import RowRefused
from tamdan.language.digits import to_ascii
from tamdan.language.script import language_of
from tamdan.links.enums import Origin
from tamdan.recommendations.imports.demand import TagRead
from tamdan.recommendations.imports.matrix_asking import parted, states_in
from tamdan.recommendations.imports.positions import position_of
from tamdan.taxonomy.match import (
    action_kind_by_label,
    groups_by_label,
    issue_by_label,
    mechanism_by_label,
    sdg_by_label,
    state_by_name,
    themes_by_label,
)
from tamdan.taxonomy.models import State, UprIssue, UprSession

MISREAD = (("cp1252", "mac_roman"), ("mac_roman", "cp1252"), ("mac_roman", "utf-8"), ("cp1252", "utf-8"))
"""Read as the first, written in the second."""
NEAREST = 3
LIKE = 0.72
"""From 0 to 1: how much of a name has to be that of a State for the State to be suggested."""

_BETWEEN_LABELS = re.compile(r"[,;|\n]")
_NUMBERS = re.compile(r"(?<![\d.])\d{1,2}(?![\d.])")
_SESSION = re.compile(
    r"(?P<before>\d{1,2})\s?\w{0,4}\s(?:upr )?(?:session|sesi)|(?:session|sesi[oó]n)\D{0,6}(?P<after>\d{1,2})",
    re.IGNORECASE,
)
LONGEST_ASKER = 200
"""Characters that a record holds of who asked."""
UNKNOWN = frozenset({"(unknown)", "unknown"})
"""What exports print where the recommending State is not known: the recommendation stands all the same, without a pair."""

REASONS = {
    "state-unknown": _(
        "No State is named “%(name)s”. Correct the name, or ask the administrator to add it as another spelling."
    ),
    "state-unknown-near": _(
        "No State is named “%(name)s”. Nearest names: %(nearest)s. Correct the name, or ask the administrator to add it as "
        "another spelling."
    ),
    "state-is-group": _("“%(name)s” is a group of States. Name each State that the recommendation concerns."),
    "position-unknown": _(
        "“%(value)s” is no known position. Known ones: supported, noted, partially supported, under consideration."
    ),
    "session-unknown": _("“%(value)s” is no session of the Universal Periodic Review."),
    "mechanism-unknown": _("No mechanism of the United Nations is named “%(name)s”."),
    "date-unknown": _("“%(value)s” is no date. Write it as year-month-day, such as 2019-01-30."),
    "kind-unknown": _(
        "“%(value)s” is neither a recommendation nor a pledge. Write one of these two words, or leave the cell empty."
    ),
    "paragraph-twice": _(
        "Paragraph %(number)s stands in this file already, with quite other words (“%(words)s…”). That row was taken. Correct the number "
        "or the words of this one; a spreadsheet that keeps 118.10 as a number writes 118.1."
    ),
    "body-missing": _(
        "“%(asker)s” asks, but the row does not say as what. Name the body that made the recommendation: national human-rights "
        "institution, civil society, court, visit team, dialogue, or a mechanism of the United Nations."
    ),
}


class Vocabulary:
    """Lookups that raise RowRefused with a key of REASONS for what they do not know."""

    def __init__(self) -> None:
        self._states: dict[str, str | None] = {}
        self._lists: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
        self._nearest: dict[str, str] = {}
        self._names: dict[str, list[str]] = {}
        self._labels: dict[tuple[str, str], tuple[TagRead, ...]] = {}
        self._issues: dict[str, tuple[tuple[TagRead, ...], tuple[str, ...]]] = {}
        self._cycles = dict(UprSession.objects.values_list("number", "cycle"))
        self._meanings = dict(meanings())

    def state(self, name: str) -> str:
        """ISO alpha-3 code."""
        if name not in self._states:
            self._states[name] = state_by_name(name) or _misread(name)
        found = self._states[name]
        if found is None:
            nearest = self.nearest(name)
            if nearest:
                raise RowRefused("state-unknown-near", name=name[:100], nearest=nearest)
            raise RowRefused("state-unknown", name=name[:100])
        return found

    def nearest(self, name: str) -> str:
        """Names of States that look most like an unknown one, in its language; empty where none does."""
        if name not in self._nearest:
            language = language_of(name)
            if language not in self._names:
                column = "name_km" if language == "km" else "name_en"
                self._names[language] = list(State.objects.current().values_list(column, flat=True))
            like = difflib.get_close_matches(name[:100].title(), self._names[language], NEAREST, LIKE)
            self._nearest[name] = ", ".join(like)
        return self._nearest[name]

    def tags(self, scheme: str, label: str) -> tuple[TagRead, ...]:
        """The tags of one label of a theme, affected group or goal (``scheme``); none where no vocabulary has it."""
        if (scheme, label) not in self._labels:
            if scheme == "sdg":
                codes = tuple(code for code in (sdg_by_label(label),) if code)
            else:
                codes = (themes_by_label if scheme == "theme" else groups_by_label)(label)
            self._labels[scheme, label] = tuple(TagRead(scheme, code) for code in codes)
        return self._labels[scheme, label]

    def asking(self, cells: Iterable[str], notes: Notes) -> tuple[tuple[str, ...], str]:
        """Codes of the States that asked, and the name of a group of States where no State did; counts in ``notes`` that a group is
        named. Nobody where the source says that it does not know."""
        named = [self._named(cell) for cell in cells if cell.casefold() not in UNKNOWN]
        states = tuple(dict.fromkeys(code for codes, _groups in named for code in codes))
        groups = [group for _codes, found in named for group in found]
        notes.update(("asker-group",) if groups else ())
        return states, "" if states else "; ".join(groups)[:LONGEST_ASKER]

    def states(self, cell: str) -> tuple[str, ...]:
        """Codes of all States in a cell: one by name or code, or a list (``matrix_asking.states_in``) of names and codes."""
        states, groups = self._named(cell)
        if groups:
            raise RowRefused("state-is-group", name=groups[0][:100])
        return states

    def _named(self, cell: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Codes of States, and groups of States as printed. Raises RowRefused for what is neither."""
        if cell not in self._lists:
            whole = state_by_name(cell) or _misread(cell)
            found, others = ((whole,), ()) if whole else states_in(cell)
            groups, rest = parted(others)
            self._lists[cell] = tuple(dict.fromkeys([*found, *(self.state(name) for name in rest)])), groups
        return self._lists[cell]

    def position(self, value: str) -> tuple[str, str]:
        """What the UN records, and how the State put it."""
        found = position_of(value)
        if found is None:
            raise RowRefused("position-unknown", value=value[:60])
        return found

    def session(self, value: str) -> tuple[int | None, int | None]:
        """Number and cycle; both absent where the cell is empty, which genuine exports have."""
        if not value:
            return None, None
        number = session_in(value)
        if number not in self._cycles:
            raise RowRefused("session-unknown", value=value[:60])
        return number, self._cycles[number]

    def mechanism(self, name: str) -> str:
        found = mechanism_by_label(name)
        if found is None:
            raise RowRefused("mechanism-unknown", name=name[:100])
        return found

    def issues(self, cell: str) -> tuple[tuple[TagRead, ...], tuple[str, ...]]:
        """Tags of a cell of UPR Info issues, each once, and the labels in it that are none. No label holds a comma."""
        if cell not in self._issues:
            labels = [label for part in _BETWEEN_LABELS.split(cell) if (label := part.strip())]
            codes = {label: issue_by_label(label) for label in labels}
            found: dict[tuple[str, str], TagRead] = {}
            for tag in self._tags(code for code in codes.values() if code):
                found.setdefault((tag.scheme, tag.code), tag)
            self._issues[cell] = tuple(found.values()), tuple(label for label, code in codes.items() if not code)
        return self._issues[cell]

    def _tags(self, codes: Iterator[str]) -> Iterator[TagRead]:
        for code in codes:
            yield TagRead("upr_issue", code)
            yield from self._meanings[code]

    def action(self, value: str) -> tuple[tuple[TagRead, ...], tuple[str, ...]]:
        """The tag of a kind of action, or the value as an unknown label."""
        if not value:
            return (), ()
        code = action_kind_by_label(value)
        return ((TagRead("action_kind", code),), ()) if code else ((), (value,))


def _misread(name: str) -> str | None:
    """The State whose name lost its accents to a wrong encoding ("C™te dÕIvoire"), where its reading in another is one's name."""
    for wrong, right in MISREAD if not name.isascii() else ():
        with contextlib.suppress(UnicodeError):
            if code := state_by_name(name.encode(wrong).decode(right)):
                return code
    return None


def session_in(value: str) -> int:
    """Number of a session in "46", "46th session", "28th Session - Cycle 2", "សម័យប្រជុំទី៤៦" or "46 (2024)"; -1 where none is sure."""
    western = to_ascii(value).strip().removesuffix(".0")
    if western.isdecimal():
        return int(western) if len(western) < 4 else -1
    numbers = [int(number) for number in _NUMBERS.findall(western)]
    named = _SESSION.search(western)
    if named:
        return int(named["before"] or named["after"])
    return numbers[0] if len(numbers) == 1 and "cycle" not in western.casefold() else -1


def meanings() -> Iterator[tuple[str, tuple[TagRead, ...]]]:
    """Code of an issue, and the themes and groups that the reviewed table says it stands for."""
    for issue in UprIssue.objects.prefetch_related("themes", "groups"):
        reason = f"upr_issue:{issue.code}"
        themes = (TagRead("theme", theme.code, Origin.MAPPED, reason) for theme in issue.themes.all())
        groups = (TagRead("group", group.code, Origin.MAPPED, reason) for group in issue.groups.all())
        yield issue.code, (*themes, *groups)
