"""Whose words somebody answers: "X rejected a report by the groups that the country faced “…”" has the groups' words in marks."""

import re
from collections.abc import Sequence

from tamdan.press.reading.attribution import Event
from tamdan.press.reading.records import Span

_ANSWERS = re.compile(
    r"reject|dismiss|den(?:y|ie)|refut|rebut|respond|react|slam|critici|condemn|denounc|counter|brush|repl"
)
_MADE_BY = re.compile(
    r"\b(?:reports?|claims?|statements?|allegations?|letters?|assertions?|accusations?|petitions?|criticisms?|remarks|comments?|findings?|"
    r"appeals?|calls?)(?: (?:submitted|made|released|issued|published|signed))? (?:by|from) (?P<who>[^,;.“”\"]{3,90}?)"
    r"(?=,| (?:that|which|alleging|claiming|saying|to|on|in|last|this|calling|urging|accusing|earlier|yesterday)\b)"
)
"""What somebody answers, with who made it, before words in marks that are taken from it."""


def made_by(text: str, events: Sequence[Event], stop: int) -> Span | None:
    """Who made what is answered by one of the sayings before ``stop``, where words in marks begin."""
    answers = next((event for event in events if _ANSWERS.match(event.verb)), None)
    made = _MADE_BY.search(text, answers.cue.end, stop) if answers else None
    return Span(*made.span("who")) if made else None
