"""From the words of a source to our codes, for one import: each label is looked up once, and the reference rows are read anew."""

import difflib
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from tamdan.imports.tabular import RowRefused
from tamdan.language.script import language_of
from tamdan.links.enums import Origin
from tamdan.recommendations.enums import Position, Stated
from tamdan.recommendations.imports.demand import TagRead
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

NEAREST = 3
LIKE = 0.72
"""From 0 to 1: how much of a name has to be that of a State for the State to be suggested."""

POSITIONS: dict[str, tuple[str, str]] = {
    "supported": (Position.SUPPORTED, ""),
    "accepted": (Position.SUPPORTED, Stated.ACCEPTED),
    "noted": (Position.NOTED, ""),
    "not supported": (Position.NOTED, ""),
    "rejected": (Position.NOTED, Stated.REJECTED),
    "supported/noted": (Position.PARTIALLY_SUPPORTED, ""),
    "partially supported": (Position.PARTIALLY_SUPPORTED, ""),
    "partly supported": (Position.PARTIALLY_SUPPORTED, ""),
    "pending": (Position.UNDER_CONSIDERATION, ""),
    "under consideration": (Position.UNDER_CONSIDERATION, ""),
    "គាំទ្រ": (Position.SUPPORTED, ""),
    "បានគាំទ្រ": (Position.SUPPORTED, ""),
    "ទទួលយក": (Position.SUPPORTED, ""),
    "បានទទួលយក": (Position.SUPPORTED, ""),
    "ទទួលយកមួយផ្នែក": (Position.PARTIALLY_SUPPORTED, ""),
    "កត់សម្គាល់": (Position.NOTED, ""),
    "បានកត់សម្គាល់": (Position.NOTED, ""),
    "បដិសេធ": (Position.NOTED, Stated.REJECTED),
    "បានបដិសេធ": (Position.NOTED, Stated.REJECTED),
    "": ("", ""),
}
"""What sources print -> what the UN records, and how the State put it where the word is the State's own."""

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
    "position-unknown": _(
        "“%(value)s” is no known position. Known ones: supported, noted, partially supported, under consideration."
    ),
    "session-unknown": _("“%(value)s” is no session of the Universal Periodic Review."),
    "mechanism-unknown": _("No mechanism of the United Nations is named “%(name)s”."),
    "date-unknown": _("“%(value)s” is no date. Write it as year-month-day, such as 2019-01-30."),
    "kind-unknown": _(
        "“%(value)s” is neither a recommendation nor a pledge. Write one of these two words, or leave the cell empty."
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
        self._nearest: dict[str, str] = {}
        self._names: dict[str, list[str]] = {}
        self._labels: dict[tuple[str, str], tuple[TagRead, ...]] = {}
        self._issues: dict[str, tuple[tuple[TagRead, ...], tuple[str, ...]]] = {}
        self._cycles = dict(UprSession.objects.values_list("number", "cycle"))
        self._meanings = dict(meanings())

    def state(self, name: str) -> str:
        """ISO alpha-3 code."""
        if name not in self._states:
            self._states[name] = state_by_name(name)
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

    def asker(self, name: str) -> tuple[str, ...]:
        """The State that asked, or nobody where the source says that it does not know."""
        return () if name.casefold() in UNKNOWN else (self.state(name),)

    def states(self, cell: str) -> tuple[str, ...]:
        """Codes of all States in a cell, parted by ";" or, where no State has such a name, by ","."""
        names = [name.strip() for name in cell.split(";") if name.strip()]
        if len(names) == 1 and state_by_name(names[0]) is None:
            names = [name.strip() for name in names[0].split(",") if name.strip()]
        return tuple(dict.fromkeys(self.state(name) for name in names))

    def position(self, value: str) -> tuple[str, str]:
        """What the UN records, and how the State put it."""
        found = POSITIONS.get(value.casefold())
        if found is None:
            raise RowRefused("position-unknown", value=value[:60])
        return found

    def session(self, value: str) -> tuple[int | None, int | None]:
        """Number and cycle; both absent where the cell is empty, which genuine exports have."""
        if not value:
            return None, None
        number = int(value) if value.isdecimal() and len(value) < 4 else -1
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
            labels = [label.strip() for label in cell.split(",") if label.strip()]
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


def meanings() -> Iterator[tuple[str, tuple[TagRead, ...]]]:
    """Code of an issue, and the themes and groups that the reviewed table says it stands for."""
    for issue in UprIssue.objects.prefetch_related("themes", "groups"):
        reason = f"upr_issue:{issue.code}"
        themes = (TagRead("theme", theme.code, Origin.MAPPED, reason) for theme in issue.themes.all())
        groups = (TagRead("group", group.code, Origin.MAPPED, reason) for group in issue.groups.all())
        yield issue.code, (*themes, *groups)
