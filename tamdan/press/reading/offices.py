"""The office printed before or behind a name, in both languages."""

import re

from tamdan.language.script import has_khmer
from tamdan.press.reading.khmer_saying import KHMER_OFFICE
from tamdan.press.reading.lexicon import OFFICES
from tamdan.press.reading.mentions import Mention
from tamdan.press.reading.words import PLAIN

LONGEST_ROLE = 140
_APPOSITION = re.compile(
    r"\s*,\s*(?:\d{2}\s*,\s*)?(?P<role>(?:the |a |an |who (?:is|was|has served as|serves "
    r"as) (?:the )?)?(?:[^.;:§—]|(?<=\b[A-Z])\.){3,160}?)(?=,|(?<!\b[A-Z]\.[A-Z])\.(?:\s|$)|;|—|\)|$)"
)
_OFFICE_AHEAD = re.compile(
    r"(?:^|[.;:§,”»\"]|\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir)\b) ?(?P<role>[^.,;:§“”«»\"]{3,70}), $"
)
"""An office with a comma before the name: "her lawyer, X," and "the ministry’s spokesman, X,"."""

_MORE_TOLD = re.compile(
    r" (?:who (?!is |was |has |serves? |served |works? |worked |heads? |leads? |led |chairs? |represents? )|whose |which |responsible for )"
)
"""Behind an office in an apposition: what its holder does besides."""
_OWN_PART = re.compile(r"^(?:The|A|An) |^.*\b(?:its|his|her|their|to the|with the|from the|by the|asked the|said the) ")
"""Before an office ahead of a name what belongs to the sentence: "in a letter its vice president"."""
_CALLED = re.compile(
    r"(?:an?|the|one of (?:the|its|their)) (?!(?:number|lot|day|week|month|year|move|step|claim|charge|decision|report|statement|law)\b)"
    r"(?:[a-z’'-]+ ){0,3}[a-z’'-]+(?: (?:of|for|at|in|with|from|on) (?:the |an? |his |her |its )?(?:[\w’'.-]+ ?){1,8})?"
)
"""What somebody is behind the name, where no list holds it: "a hydrologist at the Lower Lake Institute"."""
_OF_WHAT = re.compile(r"\s(?:of|for|at|in|on)\s")


def office_of(text: str, mention: Mention) -> str | None:
    """The office printed before or behind a name."""
    if has_khmer(mention.name):
        office = KHMER_OFFICE.match(text, mention.end)
        return office["role"] if office else None
    before = text[max(0, mention.start - 80) : mention.start].rsplit("\n", maxsplit=1)[-1]
    lead = re.search(
        r"(?:\b[A-Z][\w’.-]*(?:’s)? (?:(?:of|for|and) (?=[A-Z]))?|\b(?:former|acting|deputy|vice|senior|national|political|"
        r"prisons?|provincial|district|commune|village|city|municipal|court|defen[cs]e|labou?r|land|union|"
        r"youth|community|environmental|state|company|"
        r"party|the|opposition|chief|prime|foreign|home|press|government|ministry|police|human|"
        r"rights|secretary|special|executive|civil|society|independent)(?:[’']s)? ){0,5}[a-z-]+ $",
        before,
    )
    words = lead.group().split() if lead else []
    if words and (words[-1].lower() in OFFICES or words[-2:] == ["secretary", "general"]):
        words = words[1:] if words[0].lower() in PLAIN else words
        return " ".join([*words, mention.role]).strip()
    ahead = _OFFICE_AHEAD.search(before) if text[mention.end : mention.end + 1] in (",", ".") else None
    if ahead and _OF_WHAT.split(ahead["role"], maxsplit=1)[0].split()[-1].lower() in OFFICES:
        return _OWN_PART.sub("", ahead["role"].strip())
    behind = _APPOSITION.match(text, mention.end, min(len(text), mention.end + 200))
    said = re.sub(r"\s*\([^()]*\)", "", behind["role"]) if behind else ""
    if behind and (_is_role(said) or _CALLED.fullmatch(said.strip())):
        shown = re.sub(r"^(?:the|a|an|who (?:is|was|has served as|serves as)(?: the)?) ", "", said.strip())
        return _MORE_TOLD.split(shown, maxsplit=1)[0][:LONGEST_ROLE]
    if mention.role:
        acting = (
            words[-1] + " " if words and words[-1].lower() in ("former", "acting", "deputy", "vice", "then") else ""
        )
        return f"{acting}{mention.role}"
    return None


def _is_role(text: str) -> bool:
    words = [word.lower().strip(",.").removesuffix("’s") for word in text.split()[:12]]
    if text.startswith(("of ", "from ")):
        return len(words) > 2
    return any(word in OFFICES or word.split("-")[-1] in OFFICES for word in words) and len(text) <= LONGEST_ROLE
