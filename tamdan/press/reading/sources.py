"""The words that name a source: the noun phrase to the left or the right of a verb of saying, and what a sentence is about.

No parser: edges are words and marks of the covered text, in which every character of a quotation is COVER.
"""

import re
from itertools import pairwise

from tamdan.press.reading.lexicon import OFFICES
from tamdan.press.reading.listing import listed
from tamdan.press.reading.records import Span
from tamdan.press.reading.sentences import COVER

_BREAK = re.compile(
    rf"[;:—(){COVER}]| (?:[–-]|--) |, (?:and|but|while|although|though|as|because|which|when|where|if|so|or|with|for)\b|"
    r"\b(?:that|but|although|though|while|because|whether|if|when|before|after|since|until|"
    r"than|what|how|why|where|unless)\b|=",
)
_HARD_BREAK = re.compile(
    rf"[;:—{COVER}]| (?:[–-]|--) |\b(?:[Tt]hat|[Bb]ut|[Aa]lthough|[Tt]hough|[Ww]hile|[Bb]ecause|"
    rf"[Ww]hether|[Ii]f|[Ww]hat|[Hh]ow|[Ww]hy|[Aa]s|[Ww]hen|[Ww]here)\b"
)
_NO_STOP = "".join(
    rf"(?<!\b{word})"
    for word in listed("[A-Z] Mr Ms Dr St Lt Mrs Gen Col Maj Sen Rep Gov Rev Hon Sgt Adm Prof Capt Brig")
)
"""Before a full stop that ends no sentence: "said Dr. Bell"."""
_STOP = re.compile(
    rf"[,;:?!—(){COVER}]|{_NO_STOP}\.| [–-] |\b(?:in|on|at|during|after|before|as|when|while|who|whose|"
    rf"which|following|to|that|last|this|via|with|about|because|where|if|and then|but|yesterday|"
    rf"today|earlier|later|when|since|"
    r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|is|was|were|are|has|had|have|will|would)\b"
)
_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t|[Ww]e|I)$")
_OPENING_PHRASE = re.compile(
    r"\s*(?:[Ii]n|[Oo]n|[Aa]t|[Dd]uring|[Aa]fter|[Bb]efore|[Ff]ollowing|[Uu]nder) .{0,120}\s(?=(?:the|"
    r"an?|his|her|its|their) (?:\w+ ){0,3}\w+$)"
)
_RELATIVE = re.compile(r"(?:who|whose|which|whom)\b")
_NOTE_MARK = re.compile(r"(?:[*†‡]+|\[\d{1,2}\])$")
_THEIRS = re.compile(
    r"\b(?:concerns?|claims?|charges?|allegations?|accusations?|assertions?|demands?|reports?|decisions?|rulings?|verdicts?|moves?|arrests?|"
    r"measures?|quot(?:es|ed)|cit(?:es|ed)) "
    r"(?=(?:the|an?|two|three|many|some|several|local|international|civil|rights|opposition|critics|observers|"
    r"activists|his|her|its|their) )"
)
"""Before whoever makes it: "a claim the authorities rejected", "the account quotes two officials who told …"."""
_PRESENTED = re.compile(r", (?:an?|the|one of) [^,;:§]{3,60} (?:that|which|who|whose) [^,;:§]{3,100},$")
"""What somebody or his group does, between commas before the verb."""
_OPEN_APPOSITION = re.compile(
    r"(?:^|[.;:”\"] |, |\bwhile |\band )(?P<name>(?:(?:Mr|Mrs|Ms|Dr|H\.E)\.? )?[A-Z][\w’'-]+(?: [A-Z][\w’'.-]*){1,4}), "
    r"(?:the |an? )?(?:[\w’-]+ ){0,3}?(?i:" + "|".join(sorted(OFFICES, key=len, reverse=True)) + r")"
    r"(?: (?:of|for|at|in) [^,;:]{3,90})?$"
)
""" "Jo Dara, secretary of state for the Ministry of Works said": an apposition that nothing closes."""
_COLON = re.compile(r"[A-Z]{3,}(?: [A-Z]{2,}){0,3}: ")
_PREPOSITION = re.compile(r"\b(?:against|from|to|by|with|among|between|for|in|at|on|about|into)\s")
_LONG_PHRASE = 40
_LONGEST_OFFICE = 6
"""Words of an office in an apposition: "Lake Party vice-president"."""


def subject(covered: str, start: int, stop: int) -> Span | None:
    """What a sentence is about, as far as its first words tell: the first noun phrase, after an opening phrase with a comma."""
    place = _COLON.match(covered, start, stop)
    start = place.end() if place else start
    text = covered[start:stop]
    match = re.match(
        r"(?:(?:In|On|At|Last|This|Next|Yesterday|Today|Under|Among|Despite|Because|After|"
        r"Before|During|Following|Speaking|For|As|While|With|By|But|And|However|Meanwhile|"
        r"Instead|Earlier|Later|Since|When|Though|Although)\b[^,]{0,160}, |In (?:[A-Z][a-z]+ )?\d{4} |(?:Last|"
        r"This) \w+ )?",
        text,
    )
    begin = start + (match.end() if match else 0)
    stopped = re.compile(
        r",| on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b| (?:yesterday|today)\b|"
        r" (?:has|have|had|is|are|was|were|will|would|who|which|did|does|[a-z]+ed|made|went|"
        r"came|took|spoke|gave|set|met|withdrew|fell|rose|began|held|won|lost|left|led|said|told|found|cut|put|"
        r"sent|brought|kept|"
        r"built|wrote|drew|threw|struck|broke|ran|paid|sold|bought|caught|sought|became|grew|saw)\b"
    ).search(covered, begin, stop)
    return span_of(covered, begin, stopped.start() if stopped else stop)


def span_of(covered: str, start: int, end: int) -> Span | None:
    while start < end and (covered[start].isspace() or covered[start] in ",'’"):
        start += 1
    while end > start and (covered[end - 1].isspace() or covered[end - 1] == ","):
        end -= 1
    return Span(start, end) if end > start and end - start <= 160 else None


def right_of(covered: str, start: int, end: int) -> Span | None:
    """The noun phrase that begins here: "Ana Bell", "the ministry’s spokesman", "a statement from the mission"."""
    first = covered[start : start + 1]
    begin = start + (first == " ")
    following = covered[begin : begin + 60]
    if not re.match(
        r"(?:[A-Z]|\d{2}-year-old [A-Z]|(?:the|a|an|his|her|its|their|another|one|some|many|several|two|three|four|"
        r"five|he|she|they|it|former|local|(?:[a-z’-]+ ){1,4}[A-Z][a-z]+|state|government|officials?|police|"
        r"sources?|experts?|"
        r"analysts?|critics|activists|lawyers?|residents?|supporters)\b)",
        following,
    ):
        return None
    if re.match(
        r"(?:the|a|an) (?:\w+ ){0,3}(?:statement|report|letter|survey|study|document|press "
        r"release|release) (?:from|by|of|issued by|released by) ",
        following,
    ):
        joint = re.search(r" (?:from|by|of) ", following)
        stop = _STOP.search(covered, begin + joint.end(), end) if joint else None
    else:
        stop = _STOP.search(covered, begin, end)
    return span_of(covered, begin, stop.start() if stop else end)


def left_of(covered: str, start: int, stop: int) -> Span | None:
    """The noun phrase that ends here; behind an apposition in commas, the one before it."""
    text = _NOTE_MARK.sub("", re.sub(r"\s*\([^()]{1,40}\)$", "", covered[start:stop].rstrip()))
    if not text:
        return None
    pronoun = _PRONOUN.search(text)
    if pronoun:
        return Span(start + pronoun.start(), start + pronoun.end())
    relative = re.search(r",? (?:who|which)$", text)
    if relative:
        return _last_phrase(covered, left_of(covered, start, start + relative.start()))
    if text.endswith(","):
        return _before_apposition(covered, start, text)
    hard = [match.end() for match in _BREAK.finditer(text) if match.end() < len(text)]
    begin = hard[-1] if hard else 0
    comma = text.rfind(", ", begin)
    begin = max(begin, comma + 2 if comma >= 0 else 0)
    opening = _OPENING_PHRASE.match(text, begin)
    begin = opening.end() if opening else begin
    if begin and _RELATIVE.match(text, begin) and text[:begin].endswith(", "):
        return left_of(covered, start, start + begin - len(", "))
    opened, reduced = _OPEN_APPOSITION.search(text), _THEIRS.search(text, begin)
    if opened:
        begin, text = opened.start("name"), text[: opened.end("name")]
    elif reduced:
        begin = reduced.end()
    return span_of(covered, start + begin, start + len(text))


def _last_phrase(covered: str, found: Span | None) -> Span | None:
    """ "police beat some of the villagers who said": of a long run of words, what stands behind its last preposition."""
    if not found or found.end - found.start < _LONG_PHRASE:
        return found
    cut = list(_PREPOSITION.finditer(covered, found.start, found.end))
    return span_of(covered, cut[-1].end(), found.end) if cut else found


def _before_apposition(covered: str, start: int, text: str) -> Span | None:
    """Back over the parts between commas to the first that is not an apposition: "X, 70, director of Y," is X."""
    presented = _PRESENTED.search(text)
    if presented:
        return left_of(covered, start, start + presented.start())
    breaks = [match.end() for match in _HARD_BREAK.finditer(text) if match.end() < len(text) - 1]
    begin = breaks[-1] if breaks else 0
    stop = len(text) - 1
    while True:
        comma = text.rfind(",", begin, stop)
        part = text[comma + 1 if comma >= 0 else begin : stop].strip()
        if comma >= 0 and _is_listed(text[begin:comma], part):
            stop = comma
            continue
        if comma < 0 or not _is_apposition(part):
            return span_of(covered, start + (comma + 1 if comma >= 0 else begin), start + stop)
        stop = comma


def _is_listed(before: str, part: str) -> bool:
    """ "director of the Centre for Floods, Fevers and River Control": the rest of what an office is of."""
    office = before.rsplit(", ", maxsplit=1)[-1]
    return " and " in part and holds_office(office.split()) and "," in before


def holds_office(words: list[str]) -> bool:
    """ "Executive Director of Prison Light": an office among the first words, and what it is of."""
    return any(
        word.lower() in OFFICES and following in ("of", "for", "at", "to", "in")
        for word, following in pairwise(words[:_LONGEST_OFFICE])
    )


def _is_apposition(part: str) -> bool:
    if not part or part.isdigit() or not part[0].isupper():
        return True
    words = part.split()
    return (
        re.match(r"(?:The|A|An|[A-Z]\w+(?: [A-Z]\w+)? [a-z]+)\b.*\b(?:of|for|at|in|to|from|with)\b", part) is not None
        or holds_office(words)
        or (words[-1].lower() in OFFICES and len(words) <= _LONGEST_OFFICE)
        or (re.search(r"[’']s? ", part) is not None and any(word.lower() in OFFICES for word in words))
        or re.match(r"(?:Jr|Sr|R|D|I)\b|[RDI]-", part) is not None
    )
