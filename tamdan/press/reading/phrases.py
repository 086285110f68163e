"""Words by which an article calls somebody: pronouns, courtesy titles, "the ministry", and the heads of such phrases."""

import re
from functools import lru_cache

from tamdan.press.reading.lexicon import BODY_WORDS, DOCUMENTS, GROUP_HEADS, OFFICES, SAME_OFFICE
from tamdan.press.reading.listing import listed
from tamdan.press.reading.words import PLAIN, initials

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
THEY = frozenset({"they", "their", "them", "we", "both"})
IT = frozenset({"it", "its", "which"})
PRONOUNS = HE | SHE | THEY | IT | {"who", "i", "one"}
MALE = re.compile(
    r"\b(?:mr|sir|king|prince|pope|oknha|samdech|lok(?! chum| srey)|chairman|spokesman|"
    r"businessman|congressman)\b|^លោក$",
    re.IGNORECASE,
)
FEMALE = re.compile(
    r"\b(?:mrs|ms|miss|madam|mme|lady|queen|princess|chumteav|srey|chairwoman|spokeswoman|"
    r"congresswoman)\b|លោកជំទាវ|លោកស្រី|អ្នកស្រី|អ្នកនាង|កញ្ញា",
    re.IGNORECASE,
)
ARTICLE = re.compile(
    r"^(?:the|a|an|his|her|its|their|our|this|that|these|those|another|some|but|and|even|however,?|h\.?e\.?)\s+",
    re.IGNORECASE,
)
LEADING = re.compile(r"^(?:from|by|of|for|and|but|as|in|when|while|yet|still|even|then|so)\s+", re.IGNORECASE)
OF = re.compile(r"\s(?:of|for|from|by|at|with|in)\s")
RELATIVES = frozenset(
    listed(
        "mother father wife husband brother sister son daughter man woman source witness "
        "survivor victim villager relative friend neighbour neighbor colleague"
    )
)
KHMER_PRONOUNS = frozenset({"លោក", "លោកស្រី", "លោកជំទាវ", "អ្នកស្រី", "អ្នកនាង", "កញ្ញា", "ឯកឧត្តម", "គាត់", "នាង", "រូបគាត់"})
OWN_BODY = re.compile(r"(?:my|our) (?:delegation|government|organi[sz]ations?|mission|country|association)")
APPOINTED = re.compile(r"\s(?:of|for|from|by|at|with|in|appointed|based|working|living|employed|familiar)\s")
HEADING = re.compile(
    r"(?:the |a )?(?:[\w’-]+ ){0,3}(?:minister|secretary|commissioner|inspector(?: general)?|superintendent|director|chief|head|governor|"
    r"executive|"
    r"officer|coordinator|manager|adviser|envoy|chair(?:man|woman|person)?|president) (?:of|for) (?:the )?(?:[a-z-]+(?:,| and)? ){1,4}",
    re.IGNORECASE,
)
"""An office with what it is of, in small letters, before its holder's name: "permanent secretary for fisheries"."""
OF_AGE = re.compile(r"\d{1,3}-year-old")
NAME_AT_ONCE = 60
"""Characters behind a description in which the name in apposition to it ends."""
LONGEST_NOUN = 45
"""Characters of a Khmer noun that names a speaker no list holds."""
LOOK_BACK = 400
"""Names before a surname that are looked at for its bearer."""
SHORT_NAME = re.compile(r"[A-Z]{3,6}")
"""A body by its letters within a description: "the CHRC chairman"."""
MOST_OF_ONE = 4
"""Words of "a clerk at the hall", whom no list of offices holds."""
MOST_DESCRIBED = 300
"""People of an article among whom "the minister" is looked for: keeps one line of a megabyte linear."""
UNDERSIGNED = re.compile(r"we,? the undersigned(?: \d+)?(?: [a-z-]+){0,3}? (?P<who>[a-z]+s)\b", re.IGNORECASE)
PRESENTED = re.compile(r",? (?:who|whose)\b|,? (?:of|from|with) (?:the )?[A-Z]|, (?:\d{2},|(?:the|an?) [a-z])")
"""What presents a person behind a name."""


ALONE = re.compile(r"[A-ZÀ-Þ][\w-]{2,}")
RELATED = re.compile(
    r"(?:the |some |several )?(?:family members|relatives|colleagues|supporters|friends|members|lawyers|"
    r"neighbours|neighbors|families|wives)"
    r"(?: and \w+)? of (?:[^\s,]+ ){0,4}[^\s,]+",
    re.IGNORECASE,
)
"""Those around somebody: "family members and colleagues of the detained activist"."""
ISSUED_BY = re.compile(
    r"(?:the|an?) (?:[\w-]+ ){0,3}?(?:statement|letter|report|release|press release|post) "
    r"(?:(?:released|issued|sent|published|posted|made) )?(?:by|from) |(?:the|an?) (?:[\w-]+ ){0,3}?(?:statement|post|message) "
    r"(?:released|published|posted|shared) on (?=.{3,60}[’']s (?:\w+ ){0,2}(?:account|page|website|channel|feed)$)",
    re.IGNORECASE,
)
ACCOUNT = re.compile(r"[’']s (?:\w+ ){0,2}(?:account|page|website|channel|feed)$")
"""Where somebody posts: "the embassy’s X account"."""
POSTED_TO = re.compile(r"(?: (?:to|in|at) [A-Z][\w’' .-]{2,50}?)?, ")
"""From an office to its holder's name: ", " or " to the United Nations, "."""
CALLED_OUTLET = re.compile(r"the (?:paper|newspaper|magazine|outlet|broadcaster|station|website|newswire|daily)")
MOST_LEADS = 3
"""Words before the name that a sentence begins with: "Appeal judge"."""
TAGGED = re.compile(r"(?:he|she) [a-z]+(?: (?:yesterday|today|on \w+day|last \w+|by (?:tele)?phone))?[.,]")
"""A pronoun that ends a statement: ", she said."."""
LEADS_IN = re.compile(
    r"\s*(?:When|As|While|If|Although|Though|Since|Because|After|Before|Asked|In|On|At|During|According|Speaking|Like|"
    r"Unlike|With|Without|For|By|\w+ing|\w+ed)\b"
)
"""How a sentence begins that says something of its speaker before the pronoun: "Asked about Jo Dara, she said"."""


def gender_in(titles: str) -> str | None:
    """``f`` or ``m`` where a title tells."""
    return "f" if FEMALE.search(titles) else "m" if MALE.search(titles) else None


def pronoun_for(title: str) -> str:
    """The English pronoun for a Khmer courtesy title that stands alone."""
    return "she" if FEMALE.search(title) else "he" if title in ("លោក", "ឯកឧត្តម") else "who"


_EXCELLENCY = re.compile(r"(?:H\.? ?E\.?|(?:His|Her) Excellency),? (?=the )")


def bare_of(words: str) -> str:
    """A phrase without what leads in to it and without its article."""
    return ARTICLE.sub("", ARTICLE.sub("", LEADING.sub("", _EXCELLENCY.sub("", words.strip())))).strip()


def kinds_meant(pronoun: str) -> set[str]:
    """Kinds of speakers that a pronoun may mean."""
    if pronoun in IT:
        return {"body", "group", "state"}
    return {"group", "body", "state", "person"} if pronoun in THEY else {"person"}


@lru_cache(maxsize=50_000)
def key_of(name: str) -> str:
    return re.sub(r"[’']s$|[.]", "", name.lower().replace("\n", " ")).strip()


_IN_CHIEF = re.compile(r"(?i)\b(?:commander|editor)[- ]in[- ]$")


def ends_in_office(before: str) -> bool:
    """ "Ministry of Works spokesman" before a name: the name is the head, not what is of something."""
    if _IN_CHIEF.search(before):
        return True
    last = before.rsplit(maxsplit=1)[-1:] or [""]
    return (
        last[0].lower() in OFFICES
        or before.rstrip().lower().endswith("secretary of state")
        or HEADING.fullmatch(before) is not None
    )


def is_all_of(before: str, role: str) -> bool:
    """ "Spokesman of the Ministry of Works " before a name is the whole office of its holder."""
    return bool(role) and ARTICLE.sub("", before.strip()) in role


def is_verbless(text: str) -> bool:
    shown = text.lstrip()
    if not shown or shown.startswith((",", "(", "of ", "from ", "’s office", "’s campaign")):
        return True
    office, _space, rest = shown.partition(" ")
    return office.lower() in OFFICES and rest.startswith(("of ", "for ", "at "))


def is_group(bare: str, head: str) -> bool:
    """Whether words without a known bearer may speak: a plural, an office, a kind of body, or so many of something."""
    if head in GROUP_HEADS or head in OFFICES or head in BODY_WORDS or head.endswith("s"):
        return head not in PLAIN
    return re.match(r"(?:one|two|three|four|five|six|many|some|several|other|a) ", bare) is not None


def is_one(name: str) -> bool:
    head = OF.split(name)[0].split()[-1].lower()
    return not head.endswith("s") and " and " not in name and (head in OFFICES or head in RELATIVES)


def holds_itself(role: str, head: str) -> bool:
    """Whether an office is a person's own: the commissioner's spokeswoman is no commissioner."""
    own = {word.strip(".,") for word in APPOINTED.split(f"{role} ")[0].lower().split()}
    return not role or head in own or any(SAME_OFFICE.get(word) == head for word in own)


OWNER = re.compile(
    r"(?:the|The) (?:owner|buyer|seller|tenant|landlord|manager|holder|keeper|head|caretaker|guard|occupant) of "
    r"(?:the |an? |his |her )?[a-z-]+(?: [a-z-]+)?"
)
"""Somebody without a name, told by what is his: "the owner of the house"."""


def is_someone(words: str, tokens: list[str], head: str) -> bool:
    """ "a clerk", "an elder of the hills": whoever has no name and no office that a list holds, and is no document."""
    one = words.lower().startswith(("a ", "an ")) and len(tokens) <= MOST_OF_ONE
    return (
        (one or OWNER.fullmatch(words.strip()) is not None)
        and head.isalpha()
        and head not in PLAIN
        and head != "person"
        and not head.endswith("ed")
        and DOCUMENTS.isdisjoint(tokens)
    )


def begins_with_letters(name: str, short: str) -> bool:
    """Whether the first capitals of a body's name of two words or more are the letters: "Amnesty International Nepal" and AI."""
    letters = initials(name.split(" (", maxsplit=1)[0])
    return letters.startswith(short) and len(letters) - len(short) <= 1


def initials_hold(role: str, short: str) -> bool:
    """Whether the capitals of an office hold a body's letters, one behind the other: "Chairman of the Lake Rights Committee" and LRC."""
    return short in initials(role)
