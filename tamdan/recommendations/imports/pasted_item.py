"""One recommendation out of pasted text: its words, who asks in the brackets behind them, and what headings say about it."""

import re
from dataclasses import dataclass, field

from tamdan.language.normalise import words_only
from tamdan.language.script import has_khmer
from tamdan.recommendations.enums import Position, Stated
from tamdan.recommendations.imports.matrix_asking import asked, states_in
from tamdan.recommendations.imports.matrix_words import TAIL
from tamdan.recommendations.imports.positions import position_of

Answer = tuple[str, str]
"""As the UN records it, as the State put it."""
AROUND = 30
"""Letters around the word that says the answer, which are asked for it."""
_SPEAKS_OF_THEM = re.compile(r"\b(recommendations?|recommandations?|recomendacion(es)?)\b|អនុសាសន៍")
_POINTS_DOWN = re.compile(
    r"\b(following|below|listed|formulated|made|these|above mentioned|examined|considered|suivantes|ci apres|siguientes|figuran)\b"
    r"|ខាងក្រោម|ដូចតទៅ|ទាំងនេះ"
)
_NOT = re.compile(r"\b(not|cannot)\b.{0,40}\b(support\w*|accept\w*|enjoy)\b|មិន.{0,12}(គាំទ្រ|ទទួល)")
_KHMER = (
    (re.compile("បដិសេធ"), (Position.NOTED, Stated.REJECTED)),
    (re.compile("ពិនិត្យ|ពិចារណា"), (Position.UNDER_CONSIDERATION, "")),
    (re.compile("កត់សម្គាល់|កត់ត្រា"), (Position.NOTED, "")),
    (re.compile("គាំទ្រ|ទទួលយក"), (Position.SUPPORTED, "")),
)
AND_IN_KHMER = re.compile(r"\s*(?:និង|,|៖)\s*")
_BRACKETS = re.compile(r"\(([^()]{2,400})\)")
_KHMER_NAME = re.compile(r"\(\s*(?P<names>[\u1780-\u17ff][\u1780-\u17ff\s,\u200b-]{3,60})\)\s*$")
"""Brackets that close a Khmer recommendation: somebody asks, whom nobody may know. Khmer has no capitals to tell names by."""
_SAYS = re.compile(r"\b(enjoy|support|note[ds]?|examin|accept|reject|consider|appui|apoyo|soutien)\w*")
DOTTED = re.compile(r"\s*(?P<number>\d{1,3}(?:\.\d{1,3}){1,2}[a-z]?)[.):]?(?:\s+|$)")


@dataclass(frozen=True)
class Item:
    """One recommendation as read. ``states`` are ISO alpha-3 codes, ``unknown`` names in the brackets that are no State's (a group's too),
    ``printed`` is what was pasted of it."""

    paragraph: str
    text: str
    states: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    answer: Answer = ("", "")
    printed: str = ""


@dataclass
class Read:
    """``left_out`` are lines that are no recommendation, so that a person sees that nothing was lost."""

    items: list[Item] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def speaks_of_them(text: str) -> bool:
    """Whether a line speaks of recommendations."""
    return _SPEAKS_OF_THEM.search(words_only(text)) is not None


def heading_answer(text: str) -> Answer | None:
    """What a heading says the State answered to the paragraphs below it; None for what is no such heading."""
    folded = words_only(text)
    if not _SPEAKS_OF_THEM.search(folded) or asked(text).states:
        return None
    if not (text.rstrip().endswith((":", "៖")) or _POINTS_DOWN.search(folded)):
        return None
    if _NOT.search(folded):
        return Position.NOTED, ""
    for pattern, answer in _KHMER:
        if pattern.search(text):
            return answer
    return _answer_in(folded)


def _answer_in(folded: str) -> Answer | None:
    """The last word of a heading that answers holds: "have been examined by Chad and enjoy its support"."""
    found = [match.span() for match in _SAYS.finditer(folded)]
    for start, end in reversed(found):
        said = position_of(folded[max(0, start - AROUND) : end + AROUND])
        if said and said != ("", ""):
            return said
    return None


def item_of(number: str, text: str, answer: Answer, printed: str, by: str = "") -> Item:
    """A column of States goes before the brackets."""
    text = TAIL.split(text, maxsplit=1)[0].strip().rstrip("។; ")
    found = asked(_with_commas(text))
    unknown_in_khmer = None if found.states or by else _KHMER_NAME.search(text)
    if found.unknown and not found.states and not by and text.endswith(")"):
        return Item(number, text[: text.rindex("(")].strip(), (), found.unknown, answer, printed)
    if unknown_in_khmer:
        names = tuple(AND_IN_KHMER.split(unknown_in_khmer["names"].strip()))
        return Item(number, text[: unknown_in_khmer.start()].strip(), (), names, answer, printed)
    states, unknown = states_in(AND_IN_KHMER.sub(", ", by)) if by else ((), ())
    if states or (by and not found.states):
        return Item(number, found.text if states else text, states, unknown, answer, printed)
    return Item(number, _restored(found.text, text), found.states, (*found.groups, *found.unknown), answer, printed)


def _with_commas(text: str) -> str:
    """Khmer lists in brackets with commas, where that makes them lists of States; other brackets stay as they are."""

    def parted(match: "re.Match[str]") -> str:
        inside = AND_IN_KHMER.sub(", ", match.group(1))
        states, unknown = states_in(inside)
        return f"({inside})" if states and not unknown else match.group()

    return _BRACKETS.sub(parted, text) if has_khmer(text) else text


def _restored(read: str, text: str) -> str:
    """The words as pasted where only the closing brackets were read otherwise."""
    return text[: len(read)] if text.startswith(read[: len(read) // 2]) and has_khmer(text) else read
