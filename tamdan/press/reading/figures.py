"""Figures with what they count and as of when. Dates, years, ages, ordinals, list numbers and passing of time are no figures."""

import re
from collections.abc import Iterable
from decimal import Decimal

from tamdan.language.digits import to_ascii
from tamdan.language.script import has_khmer
from tamdan.press.reading.khmer_figures import khmer_figures
from tamdan.press.reading.listing import listed
from tamdan.press.reading.records import Figure, Span
from tamdan.press.reading.sentences import Paragraph

_WORDS = {
    word: value
    for value, word in enumerate(
        listed(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
            "fifteen sixteen seventeen eighteen nineteen twenty"
        )
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_SPELLED = "|".join(sorted(_WORDS, key=len, reverse=True))
_SCALES = {
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "mn": 10**6,
    "m": 10**6,
    "billion": 10**9,
    "bn": 10**9,
    "trillion": 10**12,
    "k": 1000,
}
_DIGIT = re.compile(r"\d")
_SHARES = {
    "half": "0.5",
    "a third": "0.333",
    "one third": "0.333",
    "one-third": "0.333",
    "two thirds": "0.667",
    "two-thirds": "0.667",
    "a quarter": "0.25",
    "one quarter": "0.25",
    "three quarters": "0.75",
    "three-quarters": "0.75",
}
_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december|"
    "jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec"
)
_TIME = r"(?:second|minute|hour|day|night|week|weekend|fortnight|month|year|decade|centur(?:y|ies))s?"
_NUMBER = re.compile(
    rf"(?<![\w.,/-])(?P<money>(?:US)?\$\s?|€\s?|£\s?|USD\s?)?(?:(?P<digits>[0-9]{{1,3}}(?:,[0-9]{{3}})+(?:\.[0-9]+)?|"
    rf"[0-9]+(?:\.[0-9]+)?)|(?P<word>{_SPELLED})"
    r"(?:-(?P<ones>one|two|three|four|five|six|seven|eight|nine)\b)?)"
    r"(?![\d/:]|,\d|\.\d)(?:(?P<scale>\s?(?:hundred|thousand|million|billion|trillion|bn|mn)\b|(?<=\d)[mk](?=\b))(?! of)?)?"
    r"(?P<percent>\s?(?:%|per ?cent\b)|\s?(?:percentage points?)\b)?(?P<hyphen>-[A-Za-z]+)?(?![\w])",
    re.IGNORECASE,
)
_SHARE = re.compile(
    rf"(?<!\bone )(?<!\bor )\b(?P<share>{'|'.join(_SHARES)})\s(?=of (?:the|all|its|their|"
    rf"our|those|his|her)|the country|the population)|\bby (?:nearly |almost |about |more than |over |"
    rf"around )?(?P<cut>{'|'.join(_SHARES)})\b",
    re.IGNORECASE,
)
_NOT_BEFORE = re.compile(
    rf"(?:\b(?:{_MONTHS})\.?\s*$|\b(?:article|art|section|sections|part|chapter|paragraph|"
    rf"para|no|number|grade|class|form|phase|item|point|line|page|pages|figure|table|annex|"
    rf"appendix|resolution|decree|law|session|age of|"
    r"room|suite|street|st|road|highway|route|block|building|flight|channel|act|title|"
    r"rule|round|level|type|covid|aged?|version|verse|building|district|precinct|boeing|"
    r"airbus|at|by|until|since|before|after|around|in the year)\.?\s*\(?$|\bturn(?:ed|"
    r"s|ing)?\s+$|#$|[A-Za-z]$)",
    re.IGNORECASE,
)
_CLOCK_WORDS = frozenset({"at", "by", "until", "since", "before", "after", "around"})
_CLOCK = re.compile(r"^\s?(?:a\.?m\b|p\.?m\b|o[’']clock|[:.h]\d\d)", re.IGNORECASE)
_DATE_AFTER = re.compile(rf"^(?:st|nd|rd|th)?(?:\s?[–-]\s?\d{{1,2}})?\s(?:of\s)?(?:{_MONTHS})\b", re.IGNORECASE)
_AGE_AFTER = re.compile(r"^(?:[\s-]years?[\s-]old|[\s-]year[\s-]olds?)", re.IGNORECASE)
_PASSING = re.compile(
    r"^\s*(?:later|ago|earlier|after|before|since|prior|on(?=[,.;:]|$)|hence|from now|apart|of the)\b", re.IGNORECASE
)
_PASSED = re.compile(
    r"\b(?:past|last|next|recent|previous|coming|first|final|every|another|preceding|following|"
    r"only these|few)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
_DEFINITE = re.compile(
    r"\b(?:the|these|those|this|both|all|other|its|his|her|their|our|my)\s+(?:\w+\s+)?$", re.IGNORECASE
)
_NOUNS = re.compile(
    r"^(?P<lead>(?:[\s-]+(?!(?:of|in|at|on|for|to|from|and|or|by|with|as|who|that|which|"
    r"is|are|was|were|have|has|had|will)\b)[A-Za-z][\w’'.-]*){1,6})"
)
_NUMERAL_STOP = frozenset(
    listed(
        "of in at on for to from and or by with as who that which is are was were have has "
        "had will when while but than per showing backing said"
    )
)
_AS_OF = re.compile(
    rf"\bas of (?P<when>(?:(?:{_MONTHS})[a-z]*\.? )?\d{{4}})|\b(?:in|since|by|for) (?P<year>(?:19|"
    rf"20)\d\d)\b|\b(?:in|since|by) (?P<month>(?:{_MONTHS})[a-z]* \d{{4}})|"
    rf"\b(?:at|by|since) the (?:end|start|beginning|middle) of (?P<part>(?:(?:{_MONTHS})[a-z]* )?(?:19|20)\d\d)\b|"
    r"ឆ្នាំ\s?(?P<khmer>[០-៩]{4}|(?:19|20)\d\d)",
    re.IGNORECASE,
)
_CLAUSE_AWAY = 60
"""What a comma between a figure and a year counts as, in characters."""
_OF_THEM = re.compile(
    rf"\s+of (?:the )?(?:[0-9][0-9.,]*|{_SPELLED}) (?:\w+ ){{0,2}}?"
    r"(?P<many>[a-z]{3,}s|women|men|people|children)\b|"
    r"\s+of (?:them|whom|which|those|(?:the|his|her|their|its|our) (?:\w+ ){0,2}?(?P<noun>[a-z]{3,}s|women|men|people|children)\b)",
    re.IGNORECASE,
)
_RANGE = re.compile(
    rf"\s?(?:to|and|or|–|-|—)\s?(?:(?:[$€£]\s?)?[0-9][0-9.,]*|{_SPELLED})(?:\s?(?:hundred|thousand|million|billion))?(?=\s)",
    re.IGNORECASE,
)
"""The other end of a range: its unit is that of both."""
_STANDS_FOR = re.compile(r"\s+(?:were|are|was|have|had|did|do|ever)\b|\.(?:\s|$)")
"""After "only seven": a number that stands for what was counted before."""
_COMPARED = re.compile(r"\b(?:compared (?:with|to)|(?:up|down) from)\s+(?:only |just )?$", re.IGNORECASE)
_FEW_DIGITS = 2
_COMPARES = re.compile(r"\s+times (?:more|as|higher|lower|larger|bigger|the|over|less|faster)\b", re.IGNORECASE)
_HEDGE = re.compile(
    r"\b(?:more than|over|nearly|almost|about|around|approximately|some|at least|up to|"
    r"as many as|fewer than|less than|only|above|under|roughly|an estimated|an average "
    r"of)\s+(?:the |a )?$",
    re.IGNORECASE,
)
_ONE_IN = re.compile(r"\bone (?:\w+ )?in\s$")
_AROUND = 300
"""Characters on each side of a figure in which its words and its day are looked for."""
_PLURALS = frozenset(listed("people men women children police staff percent media cattle persons"))


def figures(text: str, found: Iterable[Paragraph]) -> list[Figure]:
    """Figures of an article, each with the sentence it stands in."""
    collected: list[Figure] = []
    seen: set[tuple[Decimal, bool]] = set()
    for paragraph in found:
        for sentence in paragraph.sentences:
            for figure in _in_sentence(text, sentence, paragraph):
                before = text[max(sentence.start, figure.span.start - 40) : figure.span.start]
                key = (figure.number, has_khmer(before))
                if key in seen and _DEFINITE.search(before):
                    continue
                seen.add(key)
                collected.append(figure)
    return collected


def _in_sentence(text: str, sentence: Span, paragraph: Paragraph) -> list[Figure]:
    found: list[Figure] = []
    lowered = text[sentence.start : sentence.end].lower()
    if _DIGIT.search(lowered) or any(word in lowered for word in _WORDS):
        matches = _NUMBER.finditer(text, sentence.start, sentence.end)
        found += [figure for match in matches if (figure := _latin(text, match, sentence, paragraph))]
    if any(word in lowered for word in ("half", "third", "quarter")):
        for match in _SHARE.finditer(text, sentence.start, sentence.end):
            name = "share" if match["share"] else "cut"
            span = Span(match.start(name), match.end(name))
            found.append(_figure(text, span, Decimal(_SHARES[match[name].lower()]), "share", sentence, paragraph))
    found = [
        one
        for one in found
        if one.unit == "share" or not _overlaps(one.span, [other for other in found if other.unit == "share"])
    ]
    if has_khmer(lowered):
        found = _in_khmer(text, sentence, paragraph, found)
    return sorted(found, key=lambda figure: figure.span.start)


def _in_khmer(text: str, sentence: Span, paragraph: Paragraph, latin: list[Figure]) -> list[Figure]:
    """Khmer figures, and the others where none of these stands."""
    found = [
        _figure(text, span, number, unit, sentence, paragraph)
        for span, number, unit in khmer_figures(text, sentence.start, sentence.end)
    ]
    return found + [figure for figure in latin if not _overlaps(figure.span, found)]


def _overlaps(span: Span, found: list[Figure]) -> bool:
    return any(span.start < other.span.end and other.span.start < span.end for other in found)


def _figure(text: str, span: Span, number: Decimal, unit: str, sentence: Span, paragraph: Paragraph) -> Figure:
    return Figure(
        paragraph.line_at(span.start),
        span,
        number,
        unit,
        _what(text, span, sentence),
        sentence,
        _as_of(text, span, sentence),
    )


def _latin(text: str, match: re.Match[str], sentence: Span, paragraph: Paragraph) -> Figure | None:
    number = _number(match)
    before = text[max(sentence.start, match.start() - 40) : match.start()]
    after = text[match.end() : min(sentence.end, match.end() + 80)]
    if number is None or _is_no_figure(match, number, before, after, at_start=match.start() == paragraph.start):
        return None
    unit, end = _unit(match, after)
    if unit is None:
        return None
    span = Span(match.start(), end if end else match.end())
    return _figure(text, span, number, unit, sentence, paragraph)


def _number(match: re.Match[str]) -> Decimal | None:
    if match["digits"]:
        value = Decimal(match["digits"].replace(",", ""))
    else:
        value = Decimal(_WORDS[match["word"].lower()])
        value += _WORDS[match["ones"].lower()] if match["ones"] else 0
    return value * _SCALES[match["scale"].strip().lower()] if match["scale"] else value


def _is_no_figure(match: re.Match[str], number: Decimal, before: str, after: str, *, at_start: bool) -> bool:
    """The exceptions, from the plainest: a year, a day, an hour, an age, a numbered thing, an entry of a list."""
    bare = not (match["scale"] or match["percent"] or match["money"])
    if bare and match["digits"] and _is_dated(match, number, before, after, at_start=at_start):
        return True
    hyphened = (match["hyphen"] or "") + after
    if re.search(r"[A-Z][\w’-]+,\s$", before) and after[:1] in (",", ".", ";") and bare and 14 <= number <= 110:
        return True
    if _AGE_AFTER.match(hyphened) or (
        bare and re.search(r",\s$", before) and after.startswith(",") and 14 <= number <= 110
    ):
        return True
    one = match["word"] and match["word"].lower() in ("one", "zero") and not (match["scale"] or match["percent"])
    if one or (bare and _ONE_IN.search(before)):
        return True
    if bare and match["digits"] and re.search(r"[A-Z]\w+\s$", before) and after[:1] in '”"’»':
        return True
    return number == 2 and bare and bool(_DEFINITE.search(before)) and not match["hyphen"]


def _is_dated(match: re.Match[str], number: Decimal, before: str, after: str, *, at_start: bool) -> bool:
    digits = match["digits"]
    if (
        len(digits) == 4
        and digits.isdigit()
        and 1800 <= number <= 2100
        and not re.match(
            r"\s(?:people|workers|families|students|villagers|officials|hectares|members|voters|police)\b", after
        )
    ):
        return True
    numbered = _NOT_BEFORE.search(before)
    if numbered:
        word = numbered.group().strip(" .(").lower()
        if word not in _CLOCK_WORDS or _CLOCK.match(after) or (number <= 12 and not re.match(r"\s[a-z]", after)):
            return True
    if _DATE_AFTER.match(after) or _CLOCK.match(after):
        return True
    return at_start and digits.isdigit() and number <= 30 and re.match(r"\s[A-Z]", after) is not None


def _unit(match: re.Match[str], after: str) -> tuple[str | None, int]:
    """What is counted, and where the figure ends when the unit is part of it; nothing for time that passes."""
    before = match.string[max(0, match.start() - 30) : match.start()]
    if match["percent"]:
        per_year = re.match(r"\s(?:per|a) year\b", after)
        unit = "percentage points" if "point" in match["percent"] else "percent"
        return f"{unit} per year" if per_year else unit, 0
    if match["money"]:
        return {"€": "EUR", "£": "GBP"}.get(match["money"].strip(), "USD"), 0
    if match["hyphen"]:
        return _hyphened(match["hyphen"][1:], match)
    time = re.match(rf"\s(?:more |full |straight |consecutive )?(?P<unit>{_TIME})\b", after, re.IGNORECASE)
    if time:
        if _PASSED.search(before) or _PASSING.match(after[time.end() :]) or "decade" in time["unit"].lower():
            return None, 0
        return _plural(time["unit"].lower()), match.end() + time.end()
    return _counted(match, after)


def _hyphened(word: str, match: re.Match[str]) -> tuple[str | None, int]:
    lowered = word.lower()
    if lowered in (
        "fold",
        "time",
        "star",
        "way",
        "party",
        "year",
        "member",
        "day",
        "hour",
        "page",
        "week",
        "month",
        "minute",
        "person",
        "seat",
        "point",
        "mile",
        "kilometre",
        "hectare",
        "strong",
        "nation",
        "country",
        "man",
        "woman",
    ):
        return (None, 0) if lowered in ("star", "way", "time", "party") else (_plural(lowered), match.end())
    return None, 0


def _counted(match: re.Match[str], after: str) -> tuple[str | None, int]:
    """The noun after the number: the last word of the phrase, plural for a number in words."""
    if of_them := _OF_THEM.match(after):
        return (of_them["noun"] or of_them["many"] or "people").lower(), 0
    if ranged := _RANGE.match(after):
        after = after[ranged.end() :]
    phrase = _NOUNS.match(after)
    words = phrase["lead"].replace("-", " ").split() if phrase else []
    kept: list[str] = []
    for word in words:
        if word.lower() in _NUMERAL_STOP:
            break
        kept.append(word)
        if word.endswith(",") or (word.endswith(".") and "." not in word[:-1]):
            break
    if (
        not kept
        and not match["digits"]
        and _HEDGE.search(match.string[max(0, match.start() - 20) : match.start()])
        and _STANDS_FOR.match(after)
    ):
        return "total", 0
    plural = _counted_noun(kept)
    if plural is None and not match["digits"] and _COMPARED.search(match.string[: match.start()][-30:]):
        return "total", 0
    if plural is None and not match["digits"] and not match["scale"]:
        return None, 0
    if plural and (
        plural.lower().startswith("degree")
        or (
            plural.lower().strip(".,;:") == "times"
            and (
                (not match["scale"] and (match["word"] or len(match["digits"]) < _FEW_DIGITS)) or _COMPARES.match(after)
            )
        )
    ):
        return None, 0
    noun = (plural or (kept[0] if kept else "")).strip(".,;:’'").lower()
    return noun or "total", 0


def _counted_noun(words: list[str]) -> str | None:
    """The last of the plurals that stand together: "human rights defenders" counts defenders."""
    at = next((place for place, word in enumerate(words) if _is_plural(word)), None)
    if at is None:
        return None
    while at + 1 < len(words) and _is_plural(words[at + 1]):
        at += 1
    return words[at]


def _is_plural(word: str) -> bool:
    bare = word.strip(".,;:’'\"”").lower()
    return bare in _PLURALS or (len(bare) > 3 and bare.endswith("s") and not bare.endswith(("ss", "us", "is")))


def _plural(unit: str) -> str:
    return unit if unit.endswith("s") else f"{unit}s"


def _what(text: str, span: Span, sentence: Span) -> str:
    """The words around a figure that say what it counts, with a hedge such as "more than"."""
    before = text[max(sentence.start, span.start - _AROUND) : span.start]
    after = re.split(r"[,;:.](?:\s|$)| — ", text[span.end : min(sentence.end, span.end + _AROUND)].replace("\n", " "))[
        0
    ]
    hedge = _HEDGE.search(before)
    words = " ".join(after.split()[:14]).strip(' ”’"')
    if len(words.split()) < 2:
        words = f"{' '.join(re.split(r'[;:]', before)[-1].split()[-12:])} {words}".strip()
    return f"{words} ({hedge.group().strip()})" if hedge else words


def _as_of(text: str, span: Span, sentence: Span) -> str | None:
    """The year or month that stands nearest, rather in the figure's own clause; Khmer digits as ASCII."""
    nearest = None
    for match in _AS_OF.finditer(
        text, max(sentence.start, span.start - _AROUND), min(sentence.end, span.end + _AROUND)
    ):
        between = text[min(match.end(), span.end) : max(match.start(), span.start)]
        distance = abs(match.start() - span.start)
        weighed = distance + _CLAUSE_AWAY * len(re.findall(r"[,;] ", between))
        if distance < 120 and (nearest is None or weighed < nearest[0]):
            said = next(filter(None, match.groups()))
            nearest = (weighed, to_ascii(said))
    return nearest[1] if nearest else None
