"""The labels of a matrix as tags: themes with or without their codes, groups of persons among them, goals."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from tamdan.links.enums import Origin
from tamdan.recommendations.imports.demand import TagRead
from tamdan.recommendations.imports.matrix_layout import bare
from tamdan.recommendations.imports.matrix_words import ENUMERATOR, GOAL, GOALS, GROUPS, LABEL, SEVERAL_GOALS
from tamdan.taxonomy.match import LEGACY_CODE, groups_by_label, sdg_by_label, theme_by_label, themes_by_label
from tamdan.taxonomy.models import LegacyTheme

REASON = 300
"""Letters of a label that the reason of a tag can hold."""


class Labels:
    """Tags of one row, each once, and the labels that no vocabulary has. ``older``: see ``branches``."""

    def __init__(self, older: Mapping[str, tuple[TagRead, ...]]) -> None:
        self.older = older
        self.tags: dict[tuple[str, str], TagRead] = {}
        self.unknown: list[str] = []

    def add_themes(self, lines: Iterable[str], *, are_groups: bool = False) -> None:
        """A cell of themes; after "Affected persons:" or "Groups of Persons:" in it, or from the beginning, groups follow."""
        self._add(_labels(lines, are_groups=are_groups))

    def add_heading(self, line: str) -> None:
        """A row across the table: the theme of the rows below it."""
        label = LABEL.sub("", line).strip()
        tags = tuple(_theme(label)) or tuple(_theme(ENUMERATOR.sub("", label))) or self._branch(label)
        self._take(tags)
        if not tags and label != line:
            self.unknown.append(label)

    def add_goals(self, lines: Iterable[str]) -> None:
        for line in lines:
            for label in _goals(bare(line)):
                code = sdg_by_label(GOAL.sub("", label))
                self._take([TagRead("sdg", code)] if code else ())
                self.unknown += [] if code else [label]

    def _add(self, labels: list[tuple[str, bool]]) -> None:
        """A label that a line break cut is tried together with the next line."""
        at = 0
        while at < len(labels):
            label, is_group = labels[at]
            tags = tuple(_tags(label, is_group=is_group))
            used = 1
            if not tags and at + 1 < len(labels):
                tags = tuple(_tags(f"{label} {labels[at + 1][0]}", is_group=is_group))
                used = 2 if tags else 1
            tags = tags or tuple(_of_parts(label, is_group=is_group)) or self._branch(label)
            self._take(tags)
            self.unknown += [] if tags else [label]
            at += used

    def _branch(self, label: str) -> tuple[TagRead, ...]:
        """A label in another language stands for what its code does; a code that the reviewed table lacks at least for the branch
        that it belongs to: D33 for D3, 12.8 for 12."""
        code = LEGACY_CODE.fullmatch(label)
        found = (self.older.get(code[1]) or self.older.get(code[1].split(".")[0][:2], ())) if code else ()
        return tuple(replace(tag, reason=label[:REASON]) for tag in found)

    def _take(self, tags: Iterable[TagRead]) -> None:
        for tag in tags:
            self.tags.setdefault((tag.scheme, tag.code), tag)


def branches() -> dict[str, tuple[TagRead, ...]]:
    """Code of an older list ("D3", "D25", "12") -> the tags that it stands for today."""
    found: dict[str, tuple[TagRead, ...]] = {}
    for row in (
        LegacyTheme.objects.current()
        .filter(legacy_code__regex=r"^([A-H]\d{1,2}|\d{1,2}(\.\d{1,2})?)$")
        .prefetch_related("themes", "groups")
    ):
        themes = (TagRead("theme", theme.code, Origin.MAPPED) for theme in row.themes.all())
        groups = (TagRead("group", group.code, Origin.MAPPED) for group in row.groups.all())
        found.setdefault(row.legacy_code, (*themes, *groups))
    return found


def _labels(lines: Iterable[str], *, are_groups: bool) -> list[tuple[str, bool]]:
    """Each label with whether it stands among the groups."""
    found = []
    for line in lines:
        label = bare(line)
        marker = GROUPS.match(label)
        if marker:
            are_groups = True
            label = bare(label[marker.end() :])
        if label and not GOALS.match(label):
            found.append((label, are_groups))
    return found


def _tags(label: str, *, is_group: bool) -> Iterator[TagRead]:
    goal = GOAL.match(label)
    if goal and (code := sdg_by_label(label[goal.end() :])):
        yield TagRead("sdg", code)
        return
    if is_group and (groups := groups_by_label(label)):
        yield from (TagRead("group", code) for code in groups)
    else:
        yield from _theme(label)


def _theme(label: str) -> Iterator[TagRead]:
    """Labels of older lists stand for themes and groups of today by the reviewed table of ``taxonomy``."""
    if code := theme_by_label(label):
        yield TagRead("theme", code)
        return
    themes, groups = themes_by_label(label), groups_by_label(label)
    origin, reason = (Origin.MAPPED, label[:REASON]) if themes else (Origin.OFFICIAL, "")
    yield from (TagRead("theme", code, origin, reason) for code in themes)
    yield from (TagRead("group", code, origin, reason) for code in groups)


def _of_parts(label: str, *, is_group: bool) -> Iterator[TagRead]:
    """Several labels in one line, parted by semicolons or by commas, where each of them is known."""
    for separator in (";", ","):
        parts = [part.strip() for part in label.split(separator) if part.strip()]
        found = [tuple(_tags(part, is_group=is_group)) for part in parts]
        if len(parts) > 1 and all(found):
            yield from (tag for tags in found for tag in tags)
            return


def _goals(line: str) -> list[str]:
    """ "SDG 5, 10 and 16" is three goals; "16 - PEACE, JUSTICE AND STRONG INSTITUTIONS" is one."""
    plain = GOAL.sub("", line)
    if SEVERAL_GOALS.fullmatch(plain.lower()):
        return [
            word for word in plain.replace("&", " ").replace(",", " ").replace(";", " ").split() if word[0].isdecimal()
        ]
    return [line] if line else []
