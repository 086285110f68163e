"""On which side somebody speaks, from name, office and the words of the text; parties from the country's file."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from tamdan.press.reading.cast import Cast
from tamdan.press.reading.country import Country, states
from tamdan.press.reading.lexicon import TAGS
from tamdan.press.reading.records import Person

_RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "un",
        re.compile(
            r"\b(?:united nations|u\.?n\.?|ohchr|unesco|unicef|unhcr|undp|special rapporteurs?|"
            r"high commissioner|human rights council|treaty body|rapporteur|human rights committee "
            r"of the united)\b|អង្គការសហប្រជាជាតិ|អ\.ស\.ប|អ្នករាយការណ៍ពិសេស|ឧត្តមស្នងការ"
        ),
    ),
    (
        "government",
        re.compile(
            r"\bruling\b.{0,40}\bparty\b|គណបក្សកាន់អំណាច|\b(?:justice|interior|foreign|labou?r|defen[cs]e|health|education|environment|"
            r"finance|information|agriculture|tourism|culture|commerce|cabinet) (?:spokes\w+|(?:under)?secretary)\b"
        ),
    ),
    (
        "civil-society",
        re.compile(
            r"\b(?:\w+ rights (?:institute|cent(?:er|re)|initiative|association|league|watch)|executive director|"
            r"(?:director|researcher|coordinator|advis[eo]r|campaigner|representative|officer)\b.{0,30}\b(?:watch|"
            r"monitor|international|forum|initiative|voices|"
            r"legal fund|league|alliance|network)|(?:justice|legal|aid|help) (?:cent(?:er|re)|foundation|project)|"
            r"(?:program(?:me)?|project|technical|advocacy) (?:officer|coordinator|manager|director)|"
            r"(?:unionist|union leader|environmentalist|land activist|jurists))\b"
        ),
    ),
    ("opposition", re.compile(r"\bopposition\b|\bexile[ds]?\b|បក្សប្រឆាំង|ក្រុមប្រឆាំង")),
    (
        "court",
        re.compile(
            r"\b(?:court|judges?|prosecutors?|tribunal|magistrate|justice of)\b|តុលាការ|ចៅក្រម|"
            r"ព្រះរាជអាជ្ញា"
        ),
    ),
    (
        "expert",
        re.compile(
            r"\b(?:professor|analysts?|researchers?|scholars?|academics?|university|institute|"
            r"economists?|historian|think tank|foundation|political scientist|expert|experts|author|"
            r"survey|poll|commentators?|observers?|lecturers?|teacher of law)\b|អ្នកវិភាគ|សាស្ត្រាចារ្យ"
        ),
    ),
    (
        "civil-society",
        re.compile(
            r"\b(?:rights (?:groups?|watchdogs?|defenders?|activists?|watch|organi[sz]ations?|monitors?)|"
            r"ngos?|rights cent(?:er|re)s?|civil society|activists?|centre for|center for|"
            r"association|union|unions|congress|league|federation|watchdogs?|"
            r"campaigners?|charit(?:y|ies)|alliance|watch|voices|initiative|coalition|network|foundation|advocates?|monks?|"
            r"executive director|programme director|overseas|defenders?|"
            r"legal (?:desk|clinic)|confederation|(?:street |market )?(?:traders|vendors)|"
            r"collectives?|circle|rights clinic|women[’']s cent(?:er|re)|youth group|campaign group|support group|shelter|prison monitor|"
            r"election monitors?|(?:lawyers?|counsel) (?:of|for) the (?:\w+ )?"
            r"(?:famil\w+|villagers?|applicants?|workers?|residents?|victims?))\b|"
            r"អង្គការ|សង្គមស៊ីវិល|សមាគម|សហជីព|សហព័ន្ធ|សម្ព័ន្ធ|បណ្តាញ|វេទិកា|ក្លិប|សកម្មជន|សិទ្ធិមនុស្ស|អ្នកការពារសិទ្ធិ"
        ),
    ),
    (
        "government",
        re.compile(
            r"\b(?:minist(?:er|ry|ries)|government|secretary of state|under-?secretary|governor|"
            r"police|authorities|spokes\w+ (?:for|of) the (?:ministry|government)|permanent mission|"
            r"prime minister|national assembly|senate|national committee|human rights committee|"
            r"director[- ]general|department|officials?|ruling party|regime|regulator|commission|"
            r"administration|national election|mayor|city hall|prisons?|national (?:\w+ ){0,3}(?:committee|"
            r"commission|council|authority)|(?:district|commune|village) chief|military|army|provincial|municipal|"
            r"cabinet|deputy prime|samdech|attorney[- ]general|"
            r"(?:permanent|principal|cabinet) secretary|commissioner|council of ministers|"
            r"(?:oversight|regulatory|licensing) board|county (?:executive|government)|"
            r"(?:general|provincial|national) department|national (?:\w+ ){0,3}board|election board|weather (?:agency|service)|"
            r"h\.?e\.?)\b|ក្រសួង|រដ្ឋាភិបាល|រដ្ឋមន្ត្រី|អភិបាល|នគរបាល|រាជរដ្ឋាភិបាល|អាជ្ញាធរ|រដ្ឋបាល|"
            r"គណៈកម្មាធិការជាតិ|គណៈកម្មការជាតិ|ស្នងការ|មន្ទីរ|អគ្គនាយក|សាលាក្រុង|សាលាខេត្ត"
        ),
    ),
    ("opposition", re.compile(r"\bparty\b|គណបក្ស")),
)
_EMPLOYERS = re.compile(
    r"\b(?:employers|manufacturers|processors|growers|millers|exporters|business|chamber of commerce|"
    r"microfinance|bank\w*|hotel|resort|company)\b"
)
"""Whose associations speak for trade."""
_PRIVATE = re.compile(
    r"\b(?:villager|resident|farmer|fisher\w*|wife|husband|widow|mother|father|son|daughter|sister|brother|uncle|aunt|cousin|neighbour|"
    r"rider|driver|vendor|seller|shop\w*|student|worker|tenant|passenger|customer|nurse|teacher|his lawyer|her lawyer|their lawyer|"
    r"defence lawyer|chief executive|(?:lawyers?|attorneys?|counsel) (?:representing|defending|for)|"
    r"representative (?:of|for) (?:\w+ ){0,6}(?:famil\w+|villagers|residents))\b"
)
"""Who speaks for himself or a client, whatever stands around the name."""
_RELATIVE = re.compile(
    r"(?:the |an? )?(?:\w+ )?(?:wife|husband|widow|mother|father|son|daughter|sister|brother|nephew|niece|uncle|aunt|cousin) of\b"
)
"""Somebody's relative speaks for nobody's party."""
_OPPOSED = next(pattern for side, pattern in _RULES if side == "opposition")
_FOREIGN = re.compile(
    r"\b(?:ambassador|embassy|permanent (?:\w+ )?representative|foreign government|"
    r"foreign governments|member states|states|countries|european union|state department|department of state|"
    r"white house|envoy|consul|delegation|international cooperation agency)\b"
)
_POSTED_TO = re.compile(
    r"(?:(?<=ambassador)|(?<=mission)|(?<=representative)|(?<=embassy)) (?:to|in|at) (?:the )?[\w ]+"
)
"""Where a mission is, which is not whom it speaks for."""
_MISSION = re.compile(r"\b(?:ambassador|embassy|permanent (?:\w+ )?representative|consul)\b")
_OF_THE_UN = re.compile(
    r"\b(?:special rapporteur|high commissioner|(?:u\.?n\.?|united nations)(?:[’']s)? "
    r"(?:(?:human|rights|special|top|independent|senior) ){0,3}"
    r"(?:human rights|envoys?|experts?|officials?|investigators?|chief|spokes\w+))\b"
)
_OF_CLIENT = re.compile(
    r"(?P<client>[A-Z][\w’. -]+?)[’']s? (?:lawyer|attorney|counsel|spokes\w+|daughter|"
    r"son|wife|brother|sister|aide)|(?:lawyer|attorney|counsel) (?:of|for) (?P<other>[A-Z][\w’. "
    r"-]+)"
)
_MOST_WINDOWS = 6
_BEFORE, _FAR_BEFORE, _AFTER, _MOST_BESIDE = 60, 200, 90, 3
"""Characters beside a name that may say whom somebody speaks for; and the mentions at which they are looked at."""
_TOLD = re.compile(
    r",? (?:of|from|with|at) (?P<of>[^,.;:!?“”«»\"]+)|"
    r"(?:, (?:\d{1,3}, )?|\s?\()(?!(?:in|on|during|after|before|as|but|and|while|when|which) |\w+ing )(?P<told>[^.;:!?“”«»\"]{3,})"
)
_BARE = re.compile(
    r"(?:[”\"] )?(?:\w+ ){0,2}(?:its|their|the)\b|^(?:spokes\w+|director|president|head|chair\w*|coordinator|founder|member)$",
    re.IGNORECASE,
)
"""An office without the body that it is of."""
_SENTENCE_END = re.compile(r"[.!?។”»][\s”»\"]|\n")
_VERB = re.compile(rf"\b(?:{'|'.join(sorted(TAGS))}|was|were|is|are|has|had|have|will|would)\b", re.IGNORECASE)
"""Where a clause has its verb: what stands behind it is said of somebody else than what stands before it."""
_ANOTHER = re.compile(r"\b[A-Z][a-z]+ [A-Z][a-z]+, $|, (?:who|which|whose) [^,]*, $")
"""Before a name: somebody else's, whose office stands before that."""
_OF_GROUP = re.compile(r"(?:(?:the|its) )?(?:rights )?(?:group|watchdog)[’']s ", re.IGNORECASE)
_OF_BODY = re.compile(r"(?:the |its )?(?P<body>[A-Z]\w+)[’']s ", re.IGNORECASE)
_PARTY_WORDS = re.compile(r"[A-Z]{2,6}\b")


@dataclass(frozen=True, slots=True)
class Window:
    """The words around a name."""

    before: str
    name: str
    after: str

    @property
    def near(self) -> str:
        return f"{self.before[-_BEFORE:]}{self.name}{self.after[:70]}"

    @property
    def last(self) -> str:
        """What stands before the name in its sentence."""
        return _behind_last_verb(_SENTENCE_END.split(self.before[-_BEFORE:])[-1])

    @property
    def told(self) -> str:
        """What is said of somebody right behind the name: ", head of the prison reform network,"."""
        match = _TOLD.match(self.after)
        words = (match["told"] or match["of"]) if match else ""
        return words if words.startswith("who") else _VERB.split(words, maxsplit=1)[0]

    @property
    def far(self) -> str:
        """The sentence before the name and the one before that."""
        return self.before


def _behind_last_verb(words: str) -> str:
    """Of what stands before a name in its sentence, what may be said of its bearer: in "police said the mayor, X" not the police."""
    behind = _VERB.split(words)[-1]
    return "" if _ANOTHER.search(behind) else behind


def set_sides(cast: Cast, speakers: Iterable[Person | None], start: int, end: int) -> None:
    """Set the side of those who speak in an article, and of their clients; a lawyer's is his client's, so that those are set last."""
    speaking = dict.fromkeys(person for person in speakers if person)
    windows: dict[int, list[Window]] = defaultdict(list)
    for mention, person in cast.named:
        if person in speaking and len(windows[id(person)]) < _MOST_WINDOWS:
            before = cast.text[max(start, mention.start - _FAR_BEFORE) : mention.start]
            after = cast.text[mention.end : min(end, mention.end + _AFTER)]
            windows[id(person)].append(Window(before, cast.text[mention.start : mention.end], after))
    late = []
    for person in speaking:
        match = _OF_CLIENT.search(person.role or "") if person.kind == "person" else None
        if match:
            late.append((person, (match["client"] or match["other"]).strip().lower()))
        person.role = " ".join(person.role.split()) if person.role else None
        person.side = side_of(person, _with_names(person.role or "", cast.by_alias), windows[id(person)], cast.country)
        if person.side == "other" and _OF_GROUP.match(person.role or ""):
            person.side = "civil-society"
        if person.side == "other" and (body := _body_of(person.role or "", cast.people)):
            person.side = side_of(body, "", [], cast.country)
    by_name = {person.name.lower(): person for person in cast.people}
    for person, client in late:
        found = next(
            (other for name, other in by_name.items() if client and (name == client or name.endswith(client))), None
        )
        if found and found is not person:
            person.side = found.side if found in speaking else side_of(found, found.role or "", [], cast.country)


def _body_of(role: str, people: Iterable[Person]) -> Person | None:
    """Whose "the Mission’s spokeswoman" is: the body of the article whose name holds the word."""
    match = _OF_BODY.match(role)
    return next(
        (one for one in people if match and one.kind == "body" and match["body"].lower() in one.name.lower().split()),
        None,
    )


def _with_names(role: str, by_alias: dict[str, Person]) -> str:
    """An office with the full names of the bodies that it gives by their letters."""
    return " ".join(
        [role, *(by_alias[short.lower()].name for short in _PARTY_WORDS.findall(role) if short.lower() in by_alias)]
    )


def side_of(person: Person, role: str, windows: list[Window], country: Country) -> str:
    """What name and office say; for a person else his party wherever he is named, then the words beside his name, then the body that a
    bare office is of; or ``other``."""
    if person.kind == "state":
        return "government" if person.name.lower() in country.home else "foreign-state"
    own = f"{person.name} {role}"
    found = _party(own, country) or _foreign(own, country) or _by_rule(own)
    if found == "foreign-state" and any(_is_home_mission(one, own, country) for one in windows):
        found = "government"
    if _RELATIVE.match(role):
        found = "other"
    if not found and person.kind == "person" and not _PRIVATE.search(role.lower()):
        found = _by_party_near(windows, country) or _beside(role, windows, country)
    return found or "other"


def _by_party_near(windows: list[Window], country: Country) -> str | None:
    opposed = [one for one in windows if _OPPOSED.search(one.near.lower())]
    parties = [side for one in windows if (side := _party(one.near, country)) and side != "civil-society"]
    if not opposed and not parties:
        return None
    return "opposition" if opposed or parties.count("opposition") > len(parties) / 2 else parties[0]


def _beside(role: str, windows: list[Window], country: Country) -> str | None:
    """What the words beside the name say, or those before it where the office is bare."""
    for one in windows[:_MOST_BESIDE]:
        for words in (one.last, one.told):
            if side := _party(words, country) or _by_rule(words) or _foreign(words, country):
                return side
    far = _BARE.match(role) and next((one.far for one in windows if one.far), "")
    return _by_rule(far) if far else None


def _is_home_mission(window: Window, own: str, country: Country) -> bool:
    """Whether an ambassador whose office names no State is the home State's by the words beside his name."""
    if not _MISSION.search(own.lower()) or any(token in states() for token in re.findall(r"[\w.]+", own.lower())):
        return False
    beside = re.split(r"\bto\b", f"{window.last} {window.told}".lower())[0]
    return any(re.search(rf"\b{name}\b", beside) for name in country.home)


def _party(words: str, country: Country) -> str | None:
    lowered = words.lower().replace("'", "’")
    match = country.named.search(lowered)
    return country.parties[match.group()] if match else None


def _foreign(words: str, country: Country) -> str | None:
    """A foreign State speaks where its name stands with an office of a State, or alone; a mission speaks for the State it is of."""
    lowered = words.lower()
    mission = re.search(
        r"\b(?:mission|embassy|delegation|ambassador|representative) (?:of|from) (?:the )?(?P<of>[\w "
        r"]{3,40}?)(?= to | in |,|$)",
        lowered,
    )
    if (
        mission
        and any(name in mission["of"] for name in country.home)
        and not any(token in states() and token not in country.home for token in mission["of"].split())
    ):
        return "government"
    if re.search(r"\bunited nations (?:member )?states\b|\bun member states\b|\bmember states\b", lowered):
        return "foreign-state"
    tokens = re.findall(r"[\w.]+", _POSTED_TO.sub("", lowered))
    foreign = any(token in states() and token not in country.home for token in tokens) or "european union" in lowered
    if (
        _FOREIGN.search(lowered)
        and "permanent mission of the kingdom" not in lowered
        and not _OF_THE_UN.search(lowered)
    ):
        at_home = any(name in lowered for name in country.home) and not foreign
        own = "government" if _MISSION.search(lowered) else None
        return own if at_home else "foreign-state"
    if foreign and (
        (
            len(tokens) <= 5
            and re.search(r"\b(?:government|president|minister|foreign|officials?|administration)\b", lowered)
        )
        or all(token in states() or token in ("the", "and", "union", "european") for token in tokens)
    ):
        return "foreign-state"
    return None


def _by_rule(words: str) -> str | None:
    lowered = words.lower()
    found = next((side for side, pattern in _RULES if pattern.search(lowered)), None)
    return None if found == "civil-society" and _EMPLOYERS.search(lowered) else found
