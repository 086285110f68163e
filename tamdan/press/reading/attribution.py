"""Who says something in a sentence: verbs of saying with the words that name their source, to the left, to the right, or after "by".

Works on covered text, in which every character of a quotation is COVER. No parser: clause edges are words and marks.
"""

import re
from dataclasses import dataclass

from tamdan.press.reading.beside import beside
from tamdan.press.reading.clauses import AUXILIARY, BEING, FRAME, MADE, MINDED
from tamdan.press.reading.khmer_saying import khmer_sayings
from tamdan.press.reading.lexicon import BASE_FORMS, OFFICES, PARTICIPLES, SAYING, SPEECH, STRONG, TO_DO
from tamdan.press.reading.listing import listed
from tamdan.press.reading.records import Span
from tamdan.press.reading.sentences import COVER

_WORD = re.compile(r"[A-Za-z]+(?:[’'][a-z]+)?")
_ACCORDING = re.compile(r"\b[Aa]ccording to |\b[Ii]n the words of |\b[Ii]n the view of ")
_QUOTES = re.compile(r"\b(?:quot(?:es|ed|ing)|cit(?:es|ed|ing)) (?=[^.;]{3,120} as saying\b)")
_BREAK = re.compile(
    rf"[;:—(){COVER}]| [–-] |, (?:and|but|while|although|though|as|because|which|when|where|if|so|or|with|for)\b|"
    r"\b(?:that|but|although|though|while|because|whether|if|when|before|after|since|until|"
    r"than|what|how|why|where|unless)\b|=",
)
_HARD_BREAK = re.compile(
    rf"[;:—{COVER}]| [–-] |\b(?:[Tt]hat|[Bb]ut|[Aa]lthough|[Tt]hough|[Ww]hile|[Bb]ecause|"
    rf"[Ww]hether|[Ii]f|[Ww]hat|[Hh]ow|[Ww]hy|[Aa]s|[Ww]hen|[Ww]here)\b"
)
_SHARED = re.compile(r"(?:^|[\s,])(?:and|but|or|,|then)\s*$")
_DETERMINED = re.compile(
    r"(?:\b(?:the|a|an|his|her|their|its|our|your|my|this|these|those|any|some|no|each|"
    r"every|of|in|for|with|at|by|from|to|on|such|public|official|joint|latest|new|recent|"
    r"written|serious|own|same|false|similar|further|several|many|more|final|first|main|"
    r"key|national|international)|[’']s?)\s*$"
)
_PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are|be|gets?|got)(?: \w+ly| also| not| never)?\s*$")
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
_MODAL = re.compile(r"\b(?:to|would|could|should|might|may|can|must|cannot|n[’']t|not)\s*(?:also |then |even )?$")
_DENIAL = re.compile(r"\b(?:does|did|do) not\s*$|\b(?:does|did|do)n[’']t\s*$")
_BEGINS_TO = re.compile(r"\b(?:quick|went on|continued|took to \w+|wish(?:es)?|would like|begs?) to\s*$")
_PLURAL = re.compile(
    r"(?:\b(?:[Tt]hey|[Ww]e|I|you|who|people|police|others|some|many|men|women|both|undersigned)|s|§),?\s*(?:also "
    r"|have |now |often |\w+ly )?$"
)
_NOUNS = frozenset(
    listed(
        "charges claims demands reports calls comments remarks notes promises questions requests "
        "points fears hopes estimates appeals tweets posts signals offers attacks orders "
        "rates lists challenges answers reads goes puts holds finds states terms concerns "
        "talks documents"
    )
)
_NAMED = re.compile(
    r"(?:[A-Z]\w+|\b(?:he|she|it|who|that|which)|\)|\b(?:ministry|minister|president|government|"
    r"statement|report|letter|group|party|court|committee|document|mission|spokesman|spokeswoman|"
    r"spokesperson|director|lawyer|leader|candidate))\s*(?:also |now |then |therefore |hereby |thus )?$"
)
_OPENING_PHRASE = re.compile(
    r"\s*(?:[Ii]n|[Oo]n|[Aa]t|[Dd]uring|[Aa]fter|[Bb]efore|[Ff]ollowing|[Uu]nder) .{0,120}\s(?=(?:the|"
    r"an?|his|her|its|their) (?:\w+ ){0,3}\w+$)"
)
_GOES_ON = frozenset(listed("continue continues continued go goes went"))
_DENIED = frozenset(listed("dispute deny believe think agree accept rule know see say recognise recognize"))
"""Verbs that still tell what somebody holds when they are denied."""
_FINITE = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|can|could|did|does|do|cannot)\b")
_RELATIVE = re.compile(r"(?:who|whose|which|whom)\b")
_NOTE_MARK = re.compile(r"(?:[*†‡]+|\[\d{1,2}\])$")
_PRESENTED = re.compile(r", (?:an?|the|one of) [^,;:§]{3,60} (?:that|which|who|whose) [^,;:§]{3,100},$")
"""What somebody or his group does, between commas before the verb."""
_VERB_BEHIND = re.compile(r" (?:had|have|were|are)\b")
"""Behind a plural noun that is a verb's form as well: "orders had fallen"."""
_COLON = re.compile(r"[A-Z]{3,}(?: [A-Z]{2,}){0,3}: ")
_PREPOSITION = re.compile(r"\b(?:against|from|to|by|with|among|between|for|in|at|on|about|into)\s")
_MIND_ENDS = ("ed about", "ed at ", "ed by ", "ed that", "ed over", "ed with", "ed to ", "dent ", "ful ")
"""How states of mind go on that a body puts on record."""
_LONG_PHRASE = 40
_NEAR = 600
"""Characters before a verb that tell what it is there: a sentence of a whole page costs no more than its length."""
_IN_NAMES = frozenset({"State", "States", "Report", "Reports", "Claims", "Appeal", "Appeals", "Note", "Notes"})
_COMMON_KHMER = ("ា", "ថ", "ល", "ប")
"""Letters of which every Khmer saying holds one."""


@dataclass(slots=True)
class Event:
    """One saying. ``source`` is where its source is named, nothing when it is that of the event before (``shared``)."""

    cue: Span
    verb: str
    source: Span | None
    shared: bool = False
    right: bool = False
    passive: bool = False
    according: bool = False
    loose: bool = False
    """Whether its verb says something only where it stands beside a quotation."""


def events(covered: str, start: int, end: int, offset: int) -> list[Event]:
    """Sayings of the sentence ``covered[start:end]``, in order; places are given with ``offset`` added."""
    found: list[Event] = []
    for match in _WORD.finditer(covered, start, end):
        word = match.group().lower() if match.group() not in _IN_NAMES else ""
        if word in SAYING and (event := _event(covered, start, end, match, word, found)):
            found.append(event)
    found += _phrases(covered, start, end)
    if covered.find(COVER, start, end) >= 0:
        cues = {event.cue.start for event in found}
        loose = (one for one in beside(covered, start, end) if one[0].start not in cues)
        found += [Event(cue, "said", source, loose=True) for cue, source in loose]
    if _has(covered, start, end, *_COMMON_KHMER):
        found += _khmer(covered, start, end)
    found.sort(key=lambda event: event.cue.start)
    return [_moved(event, offset) for event in found]


def _moved(event: Event, offset: int) -> Event:
    event.cue = Span(event.cue.start + offset, event.cue.end + offset)
    if event.source:
        event.source = Span(event.source.start + offset, event.source.end + offset)
    return event


def _khmer(covered: str, start: int, end: int) -> list[Event]:
    return [
        Event(Span(*cue), verb, Span(*source), right=right)
        for cue, verb, source, right in khmer_sayings(covered, start, end)
    ]


def _has(covered: str, start: int, end: int, *words: str) -> bool:
    """Whether a sentence holds one of the words: spares most sentences a search with a pattern."""
    return any(covered.find(word, start, end) >= 0 for word in words)


def _phrases(covered: str, start: int, end: int) -> list[Event]:
    found = []
    for match in (
        _ACCORDING.finditer(covered, start, end)
        if _has(covered, start, end, "ccording to", "n the words of", "n the view of")
        else ()
    ):
        source = _right(covered, match.end(), end)
        if source:
            found.append(Event(Span(match.start(), match.end()), "according", source, right=True, according=True))
    for match in _QUOTES.finditer(covered, start, end) if _has(covered, start, end, " as saying") else ():
        source = _right(covered, match.end(), end)
        if source:
            found.append(Event(Span(match.start(), match.end()), "saying", source, right=True))
    for match in MADE.finditer(covered, start, end) if _has(covered, start, end, "made ", "ed ", " note") else ():
        source = _left(covered, start, start + len(AUXILIARY.sub("", covered[start : match.start()]).rstrip()))
        if source:
            found.append(Event(Span(match.start(), match.end()), "made", source))
    for match in MINDED.finditer(covered, start, end) if _has(covered, start, end, *_MIND_ENDS) else ():
        being = BEING.search(covered[start : match.start()])
        source = _left(covered, start, start + being.start()) if being else None
        if source:
            found.append(Event(Span(match.start(), match.end()), "concerned", source))
    return found


def _event(covered: str, start: int, end: int, match: re.Match[str], word: str, before: list[Event]) -> Event | None:
    left = covered[max(start, match.start() - _NEAR) : match.start()]
    cue = Span(match.start(), match.end())
    if word.endswith("ing"):
        return _participle(covered, start, end, cue, word, before)
    bare = AUXILIARY.sub("", left).rstrip()
    if word in SPEECH and _follows_quotation(left) and (source := _right(covered, match.end(), end)):
        return Event(cue, word, source, right=True)
    if _PASSIVE.search(left) and word not in ("says", "said"):
        return _passive(covered, cue, word, end)
    if not _is_verb_here(covered, cue, word, left, bare, end):
        return None
    if _SHARED.search(f"{bare} " if bare.endswith(("and", "but", "or", ",")) else bare) and not _has_name_before_comma(
        bare
    ):
        return _continued(covered, start, end, cue, word, left, before)
    source = _left(covered, before[-1].cue.end if before else start, match.start() - len(left) + len(bare))
    return Event(cue, word, source) if source else None


def _continued(
    covered: str, start: int, end: int, cue: Span, word: str, left: str, before: list[Event]
) -> Event | None:
    """A second verb after "and": its source is that of the saying before it, of the passive before it, or the sentence's subject."""
    if not before and re.search(r"\b(?:was|were|been)\b", left):
        return _passive(covered, cue, word, end)
    if before:
        return Event(cue, word, None, shared=True)
    source = subject(covered, start, cue.start)
    return Event(cue, word, source) if source else None


def _follows_quotation(left: str) -> bool:
    stripped = left.rstrip(" ,")
    return stripped.endswith(COVER) or (
        left.rstrip().endswith(",") and len(left) > 30 and not _has_name_before_comma(left.rstrip())
    )


def _has_name_before_comma(left: str) -> bool:
    """ "Mara Tolund, executive director of the Centre," ends in an apposition, not in a list of verbs."""
    if not left.endswith(","):
        return False
    parts = left[:-1].split(", ")
    return not (_FINITE.search(parts[-1]) and not _RELATIVE.match(parts[-1])) and (len(parts) > 1 or len(left) < 60)


def _is_verb_here(covered: str, cue: Span, word: str, left: str, bare: str, end: int) -> bool:
    """Whether the word is a verb that says something here, and not a noun, an infinitive, or the same verb in another sense."""
    if not bare or _is_infinitive(left) or _is_noun(covered, cue, word, left):
        return False
    if word in _GOES_ON:
        return _is_beside_quotation(covered, cue, left, end)
    framed = FRAME.match(covered, cue.end, end) or (word in TO_DO and covered.startswith(" to ", cue.end))
    return word in STRONG or bool(framed)


def _is_infinitive(left: str) -> bool:
    """ "to say", "would say" say nothing; "went on to say" does, and "does not dispute"."""
    return _MODAL.search(left) is not None and not _BEGINS_TO.search(left) and not _DENIAL.search(left)


def _is_noun(covered: str, cue: Span, word: str, left: str) -> bool:
    """ "the report", "charges of", "rights groups say": forms that are nouns as well need a subject before them."""
    if word in _NOUNS and _VERB_BEHIND.match(covered[cue.end : cue.end + 6]):
        return True
    if word == "states" and not re.match(rf" that\b|:|,? ?{COVER}", covered[cue.end : cue.end + 8]):
        return True
    if _BEGINS_TO.search(left):
        return False
    if _DENIAL.search(left):
        return word not in _DENIED
    if word not in ("said", "told", "says") and _DETERMINED.search(left):
        return True
    return (word in _NOUNS and not _NAMED.search(left)) or (
        word in BASE_FORMS and word != "say" and not _PLURAL.search(left)
    )


def _is_beside_quotation(covered: str, cue: Span, left: str, end: int) -> bool:
    """ "he continued" and "she went on" say something only beside words in marks."""
    nearest = left.rfind(COVER)
    return (nearest >= 0 and len(left) - nearest < 50) or re.match(
        rf"(?: on)?[,:]? ?{COVER}", covered[cue.end : min(end, cue.end + 24)]
    ) is not None


def _participle(covered: str, start: int, end: int, cue: Span, word: str, before: list[Event]) -> Event | None:
    left = covered[start : cue.start].rstrip()
    if word not in PARTICIPLES and word not in STRONG:
        return None
    if re.search(r"\b(?:is|are|was|were|been)(?: now| also| not)?$", left):
        source = _left(
            covered,
            start,
            start
            + len(
                AUXILIARY.sub(
                    "", re.sub(r"\b(?:is|are|was|were|been)(?: now| also| not)?$", "", left).rstrip() + " "
                ).rstrip()
            ),
        )
        return Event(cue, word, source) if source else None
    if left.endswith((",", COVER, "and", "statement", "while", "by", "before", "after", " in")) or before:
        source = None if before else subject(covered, start, cue.start)
        return Event(cue, word, source, shared=bool(before)) if before or source else None
    return None


def _passive(covered: str, cue: Span, word: str, end: int) -> Event | None:
    """ "accused of … by the government": the source stands after the first "by" of the clause."""
    agent = re.compile(r"[^.;:]{0,80}?\bby ").match(covered, cue.end, end)
    source = _right(covered, agent.end(), end) if agent and word not in SPEECH - {"urged", "asked", "told"} else None
    return Event(cue, word, source, right=True, passive=True) if source else None


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
    return _span(covered, begin, stopped.start() if stopped else stop)


def _span(covered: str, start: int, end: int) -> Span | None:
    while start < end and (covered[start].isspace() or covered[start] in ",'’"):
        start += 1
    while end > start and (covered[end - 1].isspace() or covered[end - 1] == ","):
        end -= 1
    return Span(start, end) if end > start and end - start <= 160 else None


def _right(covered: str, start: int, end: int) -> Span | None:
    """The noun phrase that begins here: "Ana Bell", "the ministry’s spokesman", "a statement from the mission"."""
    first = covered[start : start + 1]
    begin = start + (first == " ")
    following = covered[begin : begin + 60]
    if not re.match(
        r"(?:[A-Z]|(?:the|a|an|his|her|its|their|another|one|some|many|several|two|three|four|"
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
    return _span(covered, begin, stop.start() if stop else end)


def _left(covered: str, start: int, stop: int) -> Span | None:
    """The noun phrase that ends here; behind an apposition in commas, the one before it."""
    text = _NOTE_MARK.sub("", re.sub(r"\s*\([^()]{1,40}\)$", "", covered[start:stop].rstrip()))
    if not text:
        return None
    pronoun = _PRONOUN.search(text)
    if pronoun:
        return Span(start + pronoun.start(), start + pronoun.end())
    relative = re.search(r",? (?:who|which)$", text)
    if relative:
        return _last_phrase(covered, _left(covered, start, start + relative.start()))
    if text.endswith(","):
        return _before_apposition(covered, start, text)
    hard = [match.end() for match in _BREAK.finditer(text) if match.end() < len(text)]
    begin = hard[-1] if hard else 0
    comma = text.rfind(", ", begin)
    begin = max(begin, comma + 2 if comma >= 0 else 0)
    opening = _OPENING_PHRASE.match(text, begin)
    begin = opening.end() if opening else begin
    if begin and _RELATIVE.match(text, begin) and text[:begin].endswith(", "):
        return _left(covered, start, start + begin - len(", "))
    return _span(covered, start + begin, start + len(text))


def _last_phrase(covered: str, found: Span | None) -> Span | None:
    """ "police beat some of the villagers who said": of a long run of words, what stands behind its last preposition."""
    if not found or found.end - found.start < _LONG_PHRASE:
        return found
    cut = list(_PREPOSITION.finditer(covered, found.start, found.end))
    return _span(covered, cut[-1].end(), found.end) if cut else found


def _before_apposition(covered: str, start: int, text: str) -> Span | None:
    """Back over the parts between commas to the first that is not an apposition: "X, 70, director of Y," is X."""
    presented = _PRESENTED.search(text)
    if presented:
        return _left(covered, start, start + presented.start())
    breaks = [match.end() for match in _HARD_BREAK.finditer(text) if match.end() < len(text) - 1]
    begin = breaks[-1] if breaks else 0
    stop = len(text) - 1
    while True:
        comma = text.rfind(",", begin, stop)
        part = text[comma + 1 if comma >= 0 else begin : stop].strip()
        if comma < 0 or not _is_apposition(part):
            return _span(covered, start + (comma + 1 if comma >= 0 else begin), start + stop)
        stop = comma


def _is_apposition(part: str) -> bool:
    if not part or part.isdigit() or not part[0].isupper():
        return True
    return (
        re.match(r"(?:The|A|An|[A-Z]\w+(?: [A-Z]\w+)? [a-z]+)\b.*\b(?:of|for|at|in|to|from|with)\b", part) is not None
        or (re.search(r"[’']s? ", part) is not None and any(word.lower() in OFFICES for word in part.split()))
        or re.match(r"(?:Jr|Sr|R|D|I)\b|[RDI]-", part) is not None
    )
