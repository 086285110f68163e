"""From a label as a document prints it to our code: States, themes, groups, issues, mechanisms, instruments, goals.

Every function answers from a table kept by the process, so that an import of 35,000 rows costs one query. ``None`` means that no
row has this label; nothing is guessed. Case, accents, punctuation, "&" and a bullet before the label make no difference.
"""

import html
import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache

from tamdan.language.normalise import fold
from tamdan.taxonomy.enums import GroupKind
from tamdan.taxonomy.models import (
    ActionKind,
    AffectedGroup,
    Instrument,
    LegacyTheme,
    Mechanism,
    Sdg,
    State,
    StateGroup,
    Term,
    Theme,
    UprIssue,
)

LEGACY_CODE = re.compile(r"([A-H]\d{1,2}|\d{1,2}(?:\.\d{1,2})?)\.?\s+(.+)", re.DOTALL)
ASKING, OBSERVER = (GroupKind.UN_GROUP, GroupKind.ORGANISATION), "observer"
SDG_CODE = re.compile(r"(?:SDG\s*)?(\d{1,2}(?:\.(?:\d{1,2}|[a-d]))?)(?=\s|$|[-–—:.])", re.IGNORECASE)
_ACCENTS = re.compile("[\u0300-\u036f]")
_NOT_LETTERS = re.compile(r"[^\w\u1780-\u17d3]+")
_ARTICLE = re.compile(r"^(?:(?:the|le|la|les|l|el|los|las|del|du) )+")
_NAMES_OF_STATES = {"st": "saint", "fed": "federated", "sts": "states", "rep": "republic", "dem": "democratic"}


def state_by_name(name: str) -> str | None:
    """ISO 3166 alpha-3 code of a State or area by any of its names, in whatever order its words stand, or by a code in capitals."""
    return _state_codes().get(name.strip()) or _state_names().get(state_key(name))


def state_group_by_label(label: str) -> str | None:
    """Code of a regional group or organisation ("GRULAC", "OIC")."""
    return _table(StateGroup).get(_key(label))


def asking_group(label: str) -> str | None:
    """Code of a regional group or organisation that may ask in place of a State, with or without its article: "the African Group",
    "l’Union européenne". A region of the statistical list asks nothing."""
    return _asking_groups().get(_ARTICLE.sub("", _key(label)))


def issue_by_label(label: str) -> str | None:
    """Code of one of the 56 issues of UPR Info."""
    return _table(UprIssue).get(_key(label))


def action_kind_by_label(label: str) -> str | None:
    """Code "1" to "5" of a kind of action."""
    return _table(ActionKind).get(_key(label))


def theme_by_label(label: str) -> str | None:
    """Code of the one theme that a label of today's list names; for labels of older lists see ``themes_by_label``."""
    return _table(Theme).get(_key(label))


def themes_by_label(label: str) -> tuple[str, ...]:
    """Codes of the themes that a label stands for, with or without its code: "Right to health", "A41 Constitutional …", "2.1. …"."""
    found = theme_by_label(label)
    return (found,) if found else _legacy(label)[0]


def groups_by_label(label: str) -> tuple[str, ...]:
    """Codes of the affected groups that a label stands for; older theme lists name groups too ("G3 Indigenous peoples")."""
    found = _table(AffectedGroup).get(_key(label))
    return (found,) if found else _legacy(label)[1]


def mechanism_by_label(label: str) -> str | None:
    """Code of a mechanism or mandate by its name, abbreviation or the short name of the Universal Human Rights Index."""
    return _table(Mechanism).get(_key(label))


def instrument_by_label(label: str) -> str | None:
    """Code of an instrument by its title or abbreviation, in the forms of OHCHR and of the Treaty Collection."""
    return _table(Instrument).get(_key(label))


def sdg_by_label(label: str) -> str | None:
    """Code of a goal or target from "16.3", "SDG 16" or "16 - PEACE, JUSTICE AND STRONG INSTITUTIONS"."""
    numbered = SDG_CODE.match(label.strip().lstrip("-• "))
    table = _table(Sdg)
    return (table.get(_key(numbered.group(1))) if numbered else None) or table.get(_key(label))


def forget() -> None:
    """Read the tables again at the next question: the reference rows have changed."""
    for cached in (_state_codes, _state_names, _table, _asking_groups, _legacy_table):
        cached.cache_clear()


def _key(label: str) -> str:
    """Letters and digits alone, folded; words parted by one space."""
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", html.unescape(label))).replace("&", " and ")
    return " ".join(_NOT_LETTERS.sub(" ", fold(plain)).split())


def state_key(name: str) -> str:
    """Words in alphabetical order, so that "Korea, Republic of" is "Republic of Korea"; each as often as it stands there, so
    that "Sudan, South Sudan" are two States."""
    words = [_NAMES_OF_STATES.get(word, word) for word in _key(name).split() if word != "the"]
    return " ".join(sorted(words))


def labels(term: Term) -> Iterable[str]:
    if isinstance(term, State):
        return (term.name_en, term.name_km, term.name_fr, *term.aliases)
    short = [term.short_name] if isinstance(term, Mechanism) else []
    return (term.code, term.name_en, term.name_km, *short, *term.aliases)


def _by_key(terms: Iterable[Term], key: Callable[[str], str]) -> dict[str, str]:
    """The first row that has a label keeps it, so that a code or a name is never lost to an alias of a later row."""
    found: dict[str, str] = {}
    for term in terms:
        for label in labels(term):
            if label:
                found.setdefault(key(label), term.code)
    return found


@lru_cache(maxsize=1)
def _state_codes() -> dict[str, str]:
    return {code: iso3 for iso3, iso2 in State.objects.current().values_list("code", "iso2") for code in (iso3, iso2)}


@lru_cache(maxsize=1)
def _state_names() -> dict[str, str]:
    return _by_key(State.objects.current(), state_key)


@lru_cache(maxsize=16)
def _table(model: type[Term]) -> dict[str, str]:
    return _by_key(model._default_manager.filter(retired=False), _key)


@lru_cache(maxsize=1)
def _asking_groups() -> dict[str, str]:
    return _by_key(StateGroup.objects.filter(retired=False, kind__in=ASKING).exclude(code=OBSERVER), _key)


@lru_cache(maxsize=1)
def _legacy_table() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Key of "code label", and of the label alone, to codes of themes and of groups."""
    found: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    for row in LegacyTheme.objects.current().prefetch_related("themes", "groups"):
        stands_for = (tuple(theme.code for theme in row.themes.all()), tuple(group.code for group in row.groups.all()))
        found.setdefault(_key(f"{row.legacy_code} {row.name_en}"), stands_for)
        found.setdefault(_key(row.name_en), stands_for)
    return found


def _legacy(label: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    table = _legacy_table()
    coded = LEGACY_CODE.fullmatch(label.strip())
    plain = coded.group(2) if coded else label
    return table.get(_key(label)) or table.get(_key(plain)) or ((), ())
