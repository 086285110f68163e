"""Who says something in a sentence: verbs of saying with the words that name their source, to the left, to the right, or after "by".

Works on covered text, in which every character of a quotation is COVER. No parser: clause edges are words and marks.
"""

import re
from dataclasses import dataclass

from tamdan.press.reading.beside import beside
from tamdan.press.reading.clauses import AUXILIARY, BEING, FRAME, MADE, MINDED
from tamdan.press.reading.khmer_saying import khmer_sayings
from tamdan.press.reading.lexicon import BASE_FORMS, DOCUMENTS, PARTICIPLES, SAYING, SPEECH, STRONG, TO_DO
from tamdan.press.reading.listing import listed
from tamdan.press.reading.records import Span
from tamdan.press.reading.sentences import COVER
from tamdan.press.reading.sources import left_of, right_of, subject

_WORD = re.compile(r"[A-Za-z]+(?:[’'][a-z]+)?")
_ACCORDING = re.compile(r"\b[Aa]ccording to |\b[Ii]n the words of |\b[Ii]n the view of ")
_QUOTES = re.compile(r"\b(?:quot(?:es|ed|ing)|cit(?:es|ed|ing)) (?=[^.;]{3,120} as saying\b)")
_SHARED = re.compile(r"(?:^|[\s,])(?:and|but|or|,|then)\s*$")
_DETERMINED = re.compile(
    r"(?:\b(?:the|a|an|his|her|their|its|our|your|my|this|these|those|any|some|no|each|"
    r"every|of|in|for|with|at|by|from|to|on|such|public|official|joint|latest|new|recent|"
    r"written|serious|own|same|false|similar|further|several|many|more|final|first|main|"
    r"key|national|international)|[’']s?)\s*$"
)
_OWNED = re.compile(r"[’']s (?:[a-z]+ ){1,2}$")
"""Before a noun that is a verb's form as well: "the group's human rights report"."""
_PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are|be|gets?|got|stands?|stood)(?: \w+ly| also| not| never)?\s*$")
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
_READ_OUT = re.compile(rf"{COVER}[,.]?\W? (?:the|its|their|his|her|a) (?:[a-z]+ ){{1,2}}$")
""" "…,” the statement read"."""
_WITH_WHOM = re.compile(
    rf", with (?P<who>(?:the |an? |its |his |her |their |[A-Z])[^,;:{COVER}]{{2,60}}?)(?: (?:yesterday|today|also|later|on \w+day))?$"
)
""" "…, with the police chief saying"."""
_GOES_ON = frozenset(listed("continue continues continued go goes went"))
_DENIED = frozenset(listed("dispute deny believe think agree accept rule know see say recognise recognize"))
"""Verbs that still tell what somebody holds when they are denied."""
_SUBORDINATE = re.compile(r"\s*(?:When|As|While|If|Although|Though|Since|Because|After|Before|Asked|Who)\b")
_TAG_ENDS = re.compile(r"[.,;]|$| (?:at|in|on|during|after|before|yesterday|today|last|this)\b")
_FINITE = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|can|could|did|does|do|cannot)\b")
_RELATIVE = re.compile(r"(?:who|whose|which|whom)\b")
_HELD = frozenset(listed("held found named charged accused quoted mentioned described"))
_MODAL_BEHIND = re.compile(r" (?:might|may|could|would|should|will|can|must) ")
"""Behind a participle: "the women still held might speak"."""
_VERB_BEHIND = re.compile(r" (?:had|have|were|are)\b")
"""Behind a plural noun that is a verb's form as well: "orders had fallen"."""
_MIND_ENDS = ("ed about", "ed at ", "ed by ", "ed that", "ed over", "ed with", "ed to ", "dent ", "ful ")
"""How states of mind go on that a body puts on record."""
_TAIL = 60
"""Characters behind a passive in which what somebody is said to be begins."""
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
        source = right_of(covered, match.end(), end)
        if source:
            found.append(Event(Span(match.start(), match.end()), "according", source, right=True, according=True))
    for match in _QUOTES.finditer(covered, start, end) if _has(covered, start, end, " as saying") else ():
        source = right_of(covered, match.end(), end)
        if source:
            found.append(Event(Span(match.start(), match.end()), "saying", source, right=True))
    for match in (
        MADE.finditer(covered, start, end)
        if _has(covered, start, end, "made ", "ed ", " note", "wants to know", "brought to ")
        else ()
    ):
        source = left_of(covered, start, start + len(AUXILIARY.sub("", covered[start : match.start()]).rstrip()))
        if source:
            verb = "said" if match.group().endswith("saying") else "made"
            found.append(Event(Span(match.start(), match.end()), verb, source))
    for match in MINDED.finditer(covered, start, end) if _has(covered, start, end, *_MIND_ENDS) else ():
        being = BEING.search(covered[start : match.start()])
        source = left_of(covered, start, start + being.start()) if being else None
        if source:
            found.append(Event(Span(match.start(), match.end()), "concerned", source))
    return found


def _event(covered: str, start: int, end: int, match: re.Match[str], word: str, before: list[Event]) -> Event | None:
    left = covered[max(start, match.start() - _NEAR) : match.start()]
    cue = Span(match.start(), match.end())
    if word.endswith("ing"):
        return _participle(covered, start, end, cue, word, before)
    bare = AUXILIARY.sub("", left).rstrip()
    follows = word in SPEECH and (_follows_quotation(left) or _is_tag(covered, left, match.end(), end))
    if follows and (source := right_of(covered, match.end(), end)):
        return Event(cue, word, source, right=True)
    if (_PASSIVE.search(left) and word not in ("says", "said")) or _is_reduced(covered, cue, word):
        return _passive(covered, cue, word, end)
    if not _is_verb_here(covered, cue, word, left, bare, end):
        return None
    if _SHARED.search(f"{bare} " if bare.endswith(("and", "but", "or", ",")) else bare) and not _has_name_before_comma(
        bare
    ):
        return _continued(covered, start, end, cue, word, left, before)
    source = left_of(covered, before[-1].cue.end if before else start, match.start() - len(left) + len(bare))
    return Event(cue, word, source) if source else None


def _is_reduced(covered: str, cue: Span, word: str) -> bool:
    """ "a verdict decried by his family": a passive without its verb."""
    return (
        word.endswith("ed")
        and covered.startswith(" by ", cue.end)
        and (word in STRONG or " as " in covered[cue.end : cue.end + _TAIL])
    )


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


def _is_tag(covered: str, left: str, stop: int, end: int) -> bool:
    """ "The ministry is resolved to try bail, fines and work, said H.E. Ana Bell, …": a clause before, a name and an end behind."""
    clause = left.split(", ", maxsplit=1)[0]
    if not left.rstrip().endswith(",") or not _FINITE.search(clause) or _SUBORDINATE.match(clause):
        return False
    source = right_of(covered, stop, end)
    return source is not None and _TAG_ENDS.match(covered, source.end) is not None


def _has_name_before_comma(left: str) -> bool:
    """ "Mara Tolund, executive director of the Centre," ends in an apposition, not in a list of verbs."""
    if not left.endswith(","):
        return False
    parts = left[:-1].split(", ")
    return not (_FINITE.search(parts[-1]) and not _RELATIVE.match(parts[-1])) and (len(parts) > 1 or len(left) < 60)


def _is_verb_here(covered: str, cue: Span, word: str, left: str, bare: str, end: int) -> bool:
    """Whether the word is a verb that says something here, and not a noun, an infinitive, or the same verb in another sense."""
    if word in ("read", "reads") and _READ_OUT.search(left):
        return True
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
    if (
        (word in _NOUNS and _VERB_BEHIND.match(covered[cue.end : cue.end + 6]))
        or (word in _HELD and _MODAL_BEHIND.match(covered, cue.end))
        or (word == "posted" and (left.split() or [""])[-1].lower() in DOCUMENTS)
    ):
        return True
    if word == "states" and not re.match(rf" that\b|:|,? ?{COVER}", covered[cue.end : cue.end + 8]):
        return True
    if _BEGINS_TO.search(left):
        return False
    if _DENIAL.search(left):
        return word not in _DENIED
    owned = word in _NOUNS | BASE_FORMS and _OWNED.search(left) and not covered.startswith(" that ", cue.end)
    if owned or (word not in ("said", "told", "says") and _DETERMINED.search(left)):
        return True
    return (word in _NOUNS and not _NAMED.search(left)) or (
        word in BASE_FORMS and word != "say" and not _PLURAL.search(left)
    )


def _is_beside_quotation(covered: str, cue: Span, left: str, end: int) -> bool:
    """ "he continued" and "she went on" say something only beside words in marks."""
    nearest = left.rfind(COVER)
    return (nearest >= 0 and len(left) - nearest < 50) or re.match(
        rf"(?: on)?(?: about| that)?[,:]? ?{COVER}", covered[cue.end : min(end, cue.end + 24)]
    ) is not None


def _participle(covered: str, start: int, end: int, cue: Span, word: str, before: list[Event]) -> Event | None:
    left = covered[start : cue.start].rstrip()
    if word not in PARTICIPLES and word not in STRONG:
        return None
    if re.search(r"\b(?:is|are|was|were|been)(?: now| also| not)?$", left):
        source = left_of(
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
    if within := _WITH_WHOM.search(left):
        return Event(cue, word, Span(start + within.start("who"), start + within.end("who")))
    if left.endswith((",", COVER, "and", "statement", "while", "by", "before", "after", " in")) or before:
        source = None if before else subject(covered, start, cue.start)
        return Event(cue, word, source, shared=bool(before)) if before or source else None
    return None


def _passive(covered: str, cue: Span, word: str, end: int) -> Event | None:
    """ "accused of … by the government": the source stands after the first "by" of the clause."""
    agent = re.compile(r"[^.;:]{0,80}?\bby ").match(covered, cue.end, end)
    able = agent and (word not in SPEECH - {"urged", "asked", "told"} or COVER in agent.group())
    source = right_of(covered, agent.end(), end) if agent and able else None
    return Event(cue, word, source, right=True, passive=True) if source else None
