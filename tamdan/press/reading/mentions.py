"""Names in an article: capitalised words put together, with the office before them, and sorted into people, bodies and places."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from tamdan.language.script import LETTERS, has_khmer
from tamdan.press.reading.country import PLACES, states
from tamdan.press.reading.families import BEHIND, is_family_name, is_named_lok, is_office
from tamdan.press.reading.joints import joined, parts_words
from tamdan.press.reading.lexicon import BODY_WORDS, HONORIFICS, MONTHS_AND_DAYS, NO_PERSON, OFFICES
from tamdan.press.reading.listing import listed
from tamdan.press.reading.records import Span
from tamdan.press.reading.words import PLAIN, initials

_UP = "A-ZÀ-ÖØ-Þ"
_SHORTENED = (
    r"(?:Mrs?|Ms|Mme|Dr|St|Gen|Lt|Col|Maj|Sgt|Capt|Cpl|Cmdr|Adm|Brig|Sen|Rep|Gov|Prof|Rev|Hon|Jr|Sr|Fr|Amb|Supt|Insp|Det|Msgr|No|"
    rf"[{_UP}])"
)
"""What ends in a full stop within a name; any other full stop ends a sentence."""
_WORD = rf"(?:(?:[{_UP}]\.){{2,}}|{_SHORTENED}\.(?=\s[{_UP}])|[{_UP}][\w]*(?:[’'](?:[{_UP}]\w+|(?!ll\b|re\b|ve\b)[a-z]\w+))?(?:[-‐][\w]+)*)"
_PARTICLE = r"(?:de|da|del|van|von|der|den|bin|ibn|al|el|la|le|du|dos|ter)"
_NAME = re.compile(rf"\b{_WORD}(?:[ \n](?:{_PARTICLE} )*{_WORD})*")
_JOIN = re.compile(r" (?:of|for|on|against|to|in|and|&)(?: the)? (?=[A-Z])")
_ACRONYM = re.compile(r"(?:[’']s)?\s*\(\s*[“\"‘]?(?:the |or )?(?P<short>[A-Z][A-Za-z.&-]{1,11})[”\"’“]?\s*\)")
_OWNED = re.compile(r"[’']s? (?P<name>[A-Z][a-z]+)")
_OF_ALL = frozenset(
    listed(
        "people peoples children women workers teachers journalists lawyers farmers students youth citizens doctors men"
    )
)
_OFFICE_OF_STATE = re.compile(
    r"(?:[A-Z][\w’.]* )*(?:[a-z-]+ )?(?:[Mm]inister|[Rr]apporteur|[Ee]nvoy|[Ee]xpert|[Dd]irector|[Rr]epresentative|"
    r"[Cc]oordinator|[Cc]hief|[Hh]ead) (?:(?:on|for|of) (?:the )?(?:[\w]+ ){1,6})?(?:in|of|for|to|on) $"
)
_IN_STATE = re.compile(
    r"\b(?:minister|rapporteur|envoy|expert|director|representative|coordinator|chief|head|office|[Rr]ights) (?:in|of|for|to|on) $"
)
_OF_PROVINCE = re.compile(r"\b(?:province|district|town) of $")
_PROVINCE = re.compile(r" (?:provinc|municipal|district|town|city\b)")
"""Beside a place whose name begins as a courtesy title does: "Preah Moni province"."""
_AGED = re.compile(r", \d{2}, (?:an?|the|who|whose) ")
"""Behind a name of one word that is all somebody gives: "Sopha, 57, a villager who …"."""
_ALL_CAPS = re.compile(r"[A-Z][A-Z\d.&-]{1,9}")
_KHMER_TITLE = (
    r"(?:លោកជំទាវ|លោកស្រី|លោក|អ្នកស្រី|អ្នកនាង|កញ្ញា|ឯកឧត្តម|ឯ\.ឧ\.?|ឧកញ៉ា|សម្តេច|សម្ដេច|"
    r"បណ្ឌិត|ព្រះតេជគុណ|ឈ្មោះ)(?:[ \u200b]*(?:នាយឧត្តមសេនីយ៍|ឧត្តមសេនីយ៍|វរសេនីយ៍|អនុសេនីយ៍|នាយនគរបាល)(?:ឯក|ទោ|ត្រី)?|"
    r"[ \u200b]*(?:បណ្ឌិត|សាស្ត្រាចារ្យ|វេជ្ជបណ្ឌិត|ឧកញ៉ា|មេធាវី)(?=[ \u200b]))?"
)
_KHMER_NO_NAME = (
    r"(?:បាន|ក៏|នឹង|កំពុង|មាន|ត្រូវ|ធ្លាប់|ថា|ថ្លែង|អះអាង|បន្ត|បញ្ជាក់|លើក|ប្រាប់|និយាយ|ស្នើ|អំពាវនាវ|បដិសេធ|យល់|"
    r"សង្កត់|អភិបាល|រដ្ឋមន្ត្រី|នាយក|ប្រធាន|"
    r"អ្នក|មេធាវី|តំណាង|ឲ្យ|ឱ្យ|ជាមួយ|ដែល|និង|នៅ|មិន|ពុំ|គ្រូ|ឯកអគ្គរដ្ឋទូត)"
)
"""What follows a courtesy title without a space and is no name."""
_KHMER_NAME = re.compile(
    rf"{_KHMER_TITLE}(?:[ \u200b]+|"
    rf"(?!{_KHMER_NO_NAME}))(?P<name>[{LETTERS}]{{1,14}}[ \u200b][{LETTERS}]{{2,14}}?)(?=[ \u200b,។៖«“(]|$|បាន|"
    rf"ថ្លែង|មានប្រសាសន៍|ដែល|អ្នកនាំពាក្យ)"
)
_KHMER_JOINTS = re.compile("(?:និង|ឬ|ដែល|ហើយ|ក្នុង|ឱ្យ|ឲ្យ|ត្រូវ)[ \u200b]|(?:ក៏)?បាន|.*[ \u200b](?:បាន|ក៏បាន|ដែល|និង|ត្រូវបាន)")
"""What no Khmer name begins with, and no second word of one."""
_HEADS_WITH_TO = frozenset({"mission", "embassy", "representative", "delegation"})
LONGEST_PERSON = 5
_NAMES_TOO = frozenset({"oudom", "kitti", "pichey", "moha", "pu"})
"""Parts of long titles that are names as well before one word alone."""
_NAME_WORDS = 2
_PORTFOLIO = re.compile(
    r"\b(?P<office>(?:(?:[A-Z][\w-]+ ){0,2}(?:[Mm]inister|[Pp]resident|[Cc]hairman|[Ss]ecretary) and )?"
    r"(?:(?:Deputy|Vice|Acting|Former|former|Prime|Assistant|Special|High|UN|U\.N\.|EU) )*(?:[Mm]inister|[Ss]ecretary(?: of [Ss]tate)?|"
    r"[Dd]irector(?:[- ][Gg]eneral)?|[Ii]nspector(?:[- ][Gg]eneral)?|[Gg]overnor|[Cc]hief|[Hh]ead|[Cc]ommissioner|[Ss]uperintendent|"
    r"[Pp]rosecutor|[Rr]apporteur|"
    r"[Cc]hairman|[Ss]pokes(?:man|woman|person)|[Aa]mbassador) (?:of|for|to) (?:the )?(?:[A-Z][\w-]+(?:,| and| of(?: the)?)? )*)$"
)
"""An office with what it is of, right before a run of capitals that goes on with it and ends in a name."""


@dataclass(frozen=True, slots=True)
class Mention:
    """``text[start:end]`` names ``name``; ``role`` is the office before it, as printed; ``short`` an acronym given behind it."""

    start: int
    end: int
    kind: str
    name: str
    role: str = ""
    honorific: str = ""
    short: str = ""


@lru_cache(maxsize=20_000)
def _is_honorific(word: str) -> bool:
    return (word.lower().rstrip(".") in HONORIFICS and word != "He") or word in ("H.E.", "HE")


def mentions(text: str, start: int, end: int) -> list[Mention]:
    """Names in one paragraph, in order."""
    found: list[Mention] = []
    place = start
    while match := _NAME.search(text, place, end):
        stop = _joined(text, match, end)
        found += _sorted(text, match.start(), stop, start)
        place = stop
    found += _khmer(text, start, end)
    return found


def _khmer(text: str, start: int, end: int) -> list[Mention]:
    if not has_khmer(text[start:end]):
        return []
    if not parts_words(text[start:end]):
        return _khmer_names(text, start, end)
    shown, places = joined(text, start, end)
    return [
        replace(found, start=places[found.start], end=places[found.end - 1] + 1)
        for found in _khmer_names(shown, 0, len(shown))
    ]


def _khmer_names(text: str, start: int, end: int) -> list[Mention]:
    return [
        Mention(
            match.start(),
            match.end("name"),
            "person",
            match["name"].replace("\u200b", " "),
            honorific=text[match.start() : match.start("name")].strip(),
        )
        for match in _KHMER_NAME.finditer(text, start, end)
        if not _KHMER_JOINTS.match(match["name"])
    ]


def _joined(text: str, match: re.Match[str], end: int) -> int:
    """Where a body's name ends: "Ministry of Economy and Finance" goes on after "of" and "and"; a person's does not."""
    stop = match.end()
    words = match.group().lower().split()
    if words[-1] in _OF_ALL and (owned := _OWNED.match(text, stop, end)) and owned["name"].lower() in BODY_WORDS:
        stop = owned.end()
        words.append(owned["name"].lower())
    while any(word in BODY_WORDS for word in words) and (words[-1] == "commissioner" or not is_office(words[-1])):
        joint = _JOIN.match(text, stop, end)
        following = _NAME.match(text, joint.end(), end) if joint else None
        if not joint or not following or not _may_join(joint.group().strip(), words, following.group(), match.group()):
            break
        stop = following.end()
        words += ["", *following.group().lower().split()]
    return stop


def _may_join(joint: str, words: list[str], following: str, first: str) -> bool:
    new = following.lower().split()
    if joint.startswith(("of", "for")):
        return True
    if joint.startswith("against"):
        return bool({"committee", "convention", "commission", "campaign", "coalition"} & set(words))
    if joint.startswith(("to", "in")):
        return bool(_HEADS_WITH_TO & set(words)) and not _ALL_CAPS.fullmatch(first)
    if joint.startswith("on"):
        return new[0].rstrip(".") not in MONTHS_AND_DAYS and words[-1] in (
            "committee",
            "commission",
            "council",
            "conference",
            "unit",
            "",
        )
    if words[-1] == "rights":
        return new[-1] in BODY_WORDS
    return (
        bool({"ministry", "department"} & set(words))
        and set(new) & BODY_WORDS <= {"international"}
        and new[0] not in states()
    )


def _sorted(text: str, start: int, end: int, paragraph: int) -> list[Mention]:
    """A run of capitalised words as office and name. Words that only begin a sentence are left off."""
    tokens = [(m.start(), m.end(), m.group()) for m in re.finditer(r"\S+", text[start:end])]
    while (
        tokens
        and (tokens[0][2].lower() in PLAIN or tokens[0][2].lower() in MONTHS_AND_DAYS)
        and tokens[0][2].lower() != "us"
        and not (tokens[0][2] in _KEPT and len(tokens) > 1)
        and not is_family_name(tokens, text[end : end + BEHIND])
    ):
        tokens = tokens[1:]
    while tokens and tokens[-1][2].lower() in MONTHS_AND_DAYS:
        tokens = tokens[:-1]
    if not tokens:
        return []
    words = [token[2] for token in tokens]
    if (
        len(words) > _NAME_WORDS
        and is_office(words[-1])
        and _OF_BEHIND.match(text, end)
        and not _is_part_of_office(words[-3:-1])
    ):
        tokens, words = tokens[:-1], words[:-1]
        end = start + tokens[-1][1]
    if (
        len(words) > _NAME_WORDS
        and words[0].lower() in states()
        and _IN_STATE.search(text, max(paragraph, start - 40), start)
    ):
        return _after_state(text, start, tokens)
    if words[-1].lower().endswith("s") and words[-1].lower()[:-1] in OFFICES:
        return [Mention(start + tokens[0][0], start + tokens[-1][1], "office", " ".join(words))]
    portfolio = _PORTFOLIO.search(text, max(paragraph, start - 90), start) if len(words) > _NAME_WORDS else None
    if portfolio and words[-_NAME_WORDS][:1].isupper() and not _is_part_of_office(words[-_NAME_WORDS:]):
        return [_holder(portfolio["office"], text, start, tokens)]
    body = any(word.lower().strip(".,") in BODY_WORDS for word in words)
    held = _office_in_body(words) if body else 0
    body = body and not held
    cut = 0 if body or is_named_lok(words, text[max(paragraph, start - 20) : start]) else held or _name_begins(words)
    if cut == len(words):
        return [Mention(start + tokens[0][0], start + tokens[-1][1], "office", " ".join(words))]
    role = [word for word in words[:cut] if not _is_honorific(word)]
    titles = [word for word in words[:cut] if _is_honorific(word)]
    name = " ".join(words[cut:])
    first = start + tokens[0][0]
    kind = _kind_here(text, Span(start, end), words[cut:], body=body, titled=bool(cut))
    short = _ACRONYM.match(text, end)
    if kind == "other" and short and len(words) - cut > 1 and _stands_for(short["short"], name):
        kind = "body"
    return [
        Mention(
            first,
            start + tokens[-1][1],
            kind,
            name,
            " ".join(role),
            " ".join(titles),
            short["short"] if short and kind in ("body", "place") and _fits(short["short"], name) else "",
        )
    ]


_OF_BEHIND = re.compile(r" (?:of|for|at) (?:the )?[A-Z]")
"""Behind an office that no comma parts from its holder's name: "Jo Dara Spokesman for the Works Ministry"."""
_KEPT = frozenset({"New", "Own", "First", "Last"})
"""Small words that begin names of bodies and places."""


def _after_state(text: str, start: int, tokens: list[tuple[int, int, str]]) -> list[Mention]:
    """ "the rapporteur for Ruma Ana María Bell": the State that an office is for, then its holder's name."""
    begin, end, name = tokens[0]
    rest = start + tokens[1][0]
    office = _OFFICE_OF_STATE.search(text, max(0, start - 90), start)
    holder = _sorted(text, rest, start + tokens[-1][1], rest)
    if office and holder and holder[-1].kind == "person" and not holder[-1].role:
        holder[-1] = replace(holder[-1], role=f"{office.group().strip()} {name}")
    return [Mention(start + begin, start + end, "state", name), *holder]


def _is_part_of_office(words: list[str]) -> bool:
    lowered = [word.lower() for word in words]
    return " ".join(lowered) in states() or any(
        word in BODY_WORDS or word in NO_PERSON or word in states() or word in PLACES or is_office(word)
        for word in lowered
    )


def _holder(office: str, text: str, start: int, tokens: list[tuple[int, int, str]]) -> Mention:
    """ "Minister of Works Jo Dara": what the office is of, and its holder's two names."""
    longer = len(tokens) == _NAME_WORDS + 2 and tokens[0][2] in (
        "Police",
        "Prisons",
        "Army",
        "State",
        "Parliament",
        "Customs",
    )
    named = _NAME_WORDS + longer
    first, last = start + tokens[-named][0], start + tokens[-1][1]
    titles = [token[2] for token in tokens[:-named] if _is_honorific(token[2])]
    of = [token[2] for token in tokens[:-named] if not _is_honorific(token[2])]
    return Mention(first, last, "person", text[first:last], f"{office}{' '.join(of)}".strip(), " ".join(titles))


def _fits(short: str, name: str) -> bool:
    """Whether an acronym can stand for a name: its first letter is a word's first letter."""
    return any(word[:1].lower() == short[:1].lower() for word in name.split())


def _stands_for(short: str, name: str) -> bool:
    """Whether an acronym holds the first letters of a name's words, in order."""
    return len(short) > 1 and short.upper().replace(".", "") in initials(name)


def _name_begins(words: list[str]) -> int:
    """How many words are office and honorific before the name. A State's name before a person's goes with the office."""
    last = max((at for at, word in enumerate(words) if is_office(word) or _is_honorific(word)), default=-1)
    if 0 <= last == len(words) - 2 and words[last].lower() in _NAMES_TOO:
        last -= 1
    cut = last + 1
    if last >= 0 and words[last].lower() in ("lok", "neak") and words[cut : cut + 1] == ["Srey"]:
        cut += 1
    if cut >= len(words):
        return len(words)
    if cut and words[cut - 1].lower() == "secretary" and words[cut] == "General" and len(words) - cut > _NAME_WORDS:
        cut += 1
    while (
        len(words) - cut > 2
        and (words[cut].lower() in states() or (cut and _ALL_CAPS.fullmatch(words[cut])))
        and not _is_family_in_capitals(words[cut:])
    ):
        cut += 1
    return cut


def _office_in_body(words: list[str]) -> int:
    """ "Police Chief Jo Dara", "Lake Party President Jo Dara": how many words are an office of a body before its holder's name."""
    last = max((at for at, word in enumerate(words) if is_office(word)), default=0)
    last += words[last].lower() == "secretary" and words[last + 1 : last + 2] == ["General"]
    rest = words[last + 1 :]
    named = last and _NAME_WORDS <= len(rest) < _NAME_WORDS * 2 and not _is_part_of_office(rest)
    return last + 1 if named and any(word.lower() in BODY_WORDS for word in words[:last]) else 0


def _is_family_in_capitals(words: list[str]) -> bool:
    return len(words) == 2 and words[0].isalpha()


def _kind_here(text: str, place: Span, words: list[str], *, body: bool, titled: bool) -> str:
    """What a name is by its words and by what stands right beside it."""
    kind = _kind(words, body=body, titled=titled)
    alone = len(words) == 1
    if (
        kind == "person"
        and alone
        and (_OF_PROVINCE.search(text, max(0, place.start - 20), place.start) or _PROVINCE.match(text, place.end))
    ):
        return "other"
    return "person" if kind == "single" and _AGED.match(text, place.end) else kind


def _kind(words: list[str], *, body: bool, titled: bool) -> str:
    lowered = [word.lower() for word in words]
    whole = " ".join(lowered)
    if whole in states() or whole in PLACES or (lowered[0] in states() and len(words) == 1):
        return "state"
    if body or (len(words) == 1 and _ALL_CAPS.fullmatch(words[0]) and len(words[0]) > 1 and not titled):
        return "body"
    in_state = " ".join(lowered[-2:]) in states() or any(word in states() or word in PLACES for word in lowered)
    if in_state and not titled:
        return "other"
    if (
        len(words) > LONGEST_PERSON
        or (not titled and any(word in NO_PERSON for word in lowered))
        or any(any(letter.isdigit() for letter in word) for word in words)
    ):
        return "other"
    return "person" if len(words) > 1 or titled else "single"


_IN_FULL = {
    "US": "United States",
    "U.S.": "United States",
    "USA": "United States",
    "UK": "United Kingdom",
    "U.K.": "United Kingdom",
    "EU": "European Union",
    "UN": "United Nations",
    "U.N.": "United Nations",
}


def shown_name(mention: Mention) -> str:
    """The name in small letters with capitals where it was printed in capitals: "SOK Dara" is Sok Dara."""
    if mention.kind not in ("person", "single"):
        return _IN_FULL.get(mention.name, mention.name)
    words = [
        word.title() if len(word) > 2 and word.isupper() and word.isalpha() else word for word in mention.name.split()
    ]
    if len(words) == 2:
        words = [word.title() if word.isupper() and word.isalpha() else word for word in words]
    return " ".join(words)
