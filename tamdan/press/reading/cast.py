"""The people and bodies of one article, under all their names: full name, surname, acronym, office, "he", "the ministry"."""

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import lru_cache

from tamdan.language.script import has_khmer
from tamdan.press.reading.country import Country
from tamdan.press.reading.khmer_saying import KHMER_COUNT, KHMER_OF_WE, KHMER_OFFICE, KHMER_SPEAKER, KHMER_WE
from tamdan.press.reading.lexicon import BODY_WORDS, DOCUMENTS, GROUP_HEADS, OFFICES
from tamdan.press.reading.listing import listed
from tamdan.press.reading.mentions import Mention, shown_name
from tamdan.press.reading.offices import LONGEST_ROLE, office_of
from tamdan.press.reading.records import Person, Span
from tamdan.press.reading.sentences import COVER
from tamdan.press.reading.words import PLAIN

_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_THEY = frozenset({"they", "their", "them", "we", "both"})
_IT = frozenset({"it", "its", "which"})
PRONOUNS = _HE | _SHE | _THEY | _IT | {"who", "i", "one"}
_MALE = re.compile(
    r"\b(?:mr|sir|king|prince|pope|oknha|samdech|lok(?! chum| srey)|chairman|spokesman|"
    r"businessman|congressman)\b|^លោក$",
    re.IGNORECASE,
)
_FEMALE = re.compile(
    r"\b(?:mrs|ms|miss|madam|mme|lady|queen|princess|chumteav|srey|chairwoman|spokeswoman|"
    r"congresswoman)\b|លោកជំទាវ|លោកស្រី|អ្នកស្រី|អ្នកនាង|កញ្ញា",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"^(?:the|a|an|his|her|its|their|our|this|that|these|those|another|some|but|and|even|however,?|h\.?e\.?)\s+",
    re.IGNORECASE,
)
_LEADING = re.compile(r"^(?:from|by|of|for|and|but|as|in|when|while|yet|still|even|then|so)\s+", re.IGNORECASE)
_OF = re.compile(r"\s(?:of|for|from|by|at|with|in)\s")
_RELATIVES = frozenset(
    listed(
        "mother father wife husband brother sister son daughter man woman source witness "
        "survivor victim villager relative friend neighbour neighbor colleague"
    )
)
KHMER_PRONOUNS = frozenset({"លោក", "លោកស្រី", "លោកជំទាវ", "អ្នកស្រី", "អ្នកនាង", "កញ្ញា", "ឯកឧត្តម", "គាត់", "នាង", "រូបគាត់"})
_UNDERSIGNED = re.compile(r"we,? the undersigned(?: \d+)?(?: [a-z-]+){0,3}? (?P<who>[a-z]+s)\b", re.IGNORECASE)
_PRESENTED = re.compile(r",? (?:who|whose)\b|,? (?:of|from|with) (?:the )?[A-Z]")
"""What presents a person behind a name."""
_OWN_BODY = re.compile(r"(?:my|our) (?:delegation|government|organi[sz]ations?|mission|country|association)")
_APPOINTED = re.compile(r"\s(?:of|for|from|by|at|with|in|appointed|based|working|living|employed|familiar)\s")
_OF_AGE = re.compile(r"\d{1,3}-year-old")
_LONGEST_NOUN = 45
"""Characters of a Khmer noun that names a speaker no list holds."""
_LOOK_BACK = 400
"""Names before a surname that are looked at for its bearer."""
_MOST_DESCRIBED = 300
"""People of an article among whom "the minister" is looked for: keeps one line of a megabyte linear."""


@dataclass
class Cast:
    """Built from the article's names, then asked for each source. ``focus`` is whom the text is speaking of, latest last."""

    text: str
    country: Country
    people: list[Person] = field(default_factory=list)
    by_alias: dict[str, Person] = field(default_factory=dict)
    by_word: dict[str, list[Person]] = field(default_factory=dict)
    """Persons by each word of their names."""
    places: list[int] = field(default_factory=list)
    named: list[tuple[Mention, Person]] = field(default_factory=list)
    focus: list[tuple[int, Person]] = field(default_factory=list)
    at_home: bool = False
    """Whether the article names the home State, so that "the government" is its own."""
    issuer: Person | None = None
    """Who speaks in a statement as "we"."""
    voice: str | None = None
    """Who the page's header says is speaking."""
    paragraph: tuple[str, int] = ("", 0)
    """Covered text and place of the paragraph being read."""

    def fill(self, found: list[Mention]) -> None:
        """Full names first, so that a surname finds its bearer wherever it stands."""
        for mention in found:
            if (mention.kind in ("person", "body", "state") or mention.short) and _key(mention.name) not in BODY_WORDS:
                self._add(mention)
        self.at_home = any(word.lower() in self.country.home for mention in found for word in mention.name.split())
        if self.voice:
            self.issuer = self.by_alias.get(_key(self.voice)) or Person(self.voice, "person", role="spokesperson")
            self.people += [] if self.issuer in self.people else [self.issuer]
        seen: set[int] = set()
        for mention in found:
            person = self._of(mention)
            if person:
                person.evidence += id(person) in seen
                seen.add(id(person))
                person.evidence += mention.kind == "single" or bool(mention.role or mention.honorific)
                self.places.append(mention.start)
                self.named.append((mention, person))

    def _add(self, mention: Mention) -> None:
        name = shown_name(mention)
        key = _key(name)
        person = self.by_alias.get(key) or self._longer(mention, key)
        if not person and mention.kind == "person" and " " not in key:
            person = next(reversed(self.by_word.get(key, [])), None)
        if not person:
            kind = mention.kind if mention.kind in ("person", "state") else "body"
            person = Person(f"{name} ({mention.short})" if mention.short else name, kind, first=mention.start)
            self.people.append(person)
            self.by_alias[key] = person
            if kind == "person":
                for word in key.split():
                    self.by_word.setdefault(word, []).append(person)
        if mention.short:
            self.by_alias.setdefault(_key(mention.short), person)
            if "(" not in person.name:
                person.name = f"{name} ({mention.short})"
        person.aliases.add(name)
        self._describe(person, mention)

    def _longer(self, mention: Mention, key: str) -> Person | None:
        """The bearer of a longer form of a person's name: "Rith Dara" of "Rith Dara Sok"; a body keeps each of its names."""
        words = key.split()
        if mention.kind != "person" or len(words) < 2:
            return None
        wanted = set(words)
        return next(
            (person for person in self.by_word.get(words[-1], ()) if wanted <= set(_key(person.name).split())), None
        )

    def _describe(self, person: Person, mention: Mention) -> None:
        titles = f"{mention.role} {mention.honorific}"
        person.evidence += bool(titles.strip())
        person.gender = person.gender or ("f" if _FEMALE.search(titles) else "m" if _MALE.search(titles) else None)
        if person.kind == "person" and not person.role:
            person.role = office_of(self.text, mention)
            person.evidence += bool(person.role) or _PRESENTED.match(self.text, mention.end) is not None

    def _of(self, mention: Mention) -> Person | None:
        if mention.kind == "body" and _key(mention.name) in BODY_WORDS:
            return self._last_body(_key(mention.name))
        if mention.kind in ("person", "body", "state"):
            return self.by_alias.get(_key(shown_name(mention))) or self._longer(mention, _key(shown_name(mention)))
        if mention.kind == "single":
            return self._by_word(mention.name, mention.start)
        return None

    def _last_body(self, word: str) -> Person | None:
        """ "The Committee" is the body named last whose name holds the word."""
        recent = (person for _mention, person in reversed(self.named[-_LOOK_BACK:]) if person.kind == "body")
        return next((person for person in recent if word in _key(person.name).split()), None)

    def _by_word(self, word: str, place: int) -> Person | None:
        """The bearer of a single name: whoever with that name was named last before it, otherwise first after it."""
        key = _key(word)
        alias = self.by_alias.get(key)
        if alias:
            return alias
        bearers = self.by_word.get(key, [])
        if len(bearers) < 2:
            return bearers[0] if bearers else None
        before = bisect_left(self.places, place)
        recent = self.named[max(0, before - _LOOK_BACK) : before]
        return next((person for _mention, person in reversed(recent) if person in bearers), bearers[0])

    def look_at(self, place: int, person: Person) -> None:
        self.focus.append((place, person))
        del self.focus[:-12]

    def within(self, span: Span) -> list[tuple[Mention, Person]]:
        at = bisect_left(self.places, span.start)
        found = []
        while at < len(self.named) and self.places[at] < span.end:
            if self.named[at][0].end <= span.end + 2:
                found.append(self.named[at])
            at += 1
        return found

    def unquoted(self, span: Span) -> list[tuple[Mention, Person]]:
        """Names that stand outside quotation marks in the paragraph being read."""
        covered, start = self.paragraph
        return [
            (mention, person)
            for mention, person in self.within(span)
            if covered[mention.start - start : mention.start - start + 1] != COVER
        ]

    def source(self, span: Span, sentence: int) -> Person | None:
        """Who is meant by the words of a source; a new group where nobody known is. ``sentence`` is where its sentence begins."""
        words = self.text[span.start : span.end].replace("\n", " ")
        lowered = words.lower().strip(" ,'’")
        if lowered == "we" and (undersigned := _UNDERSIGNED.match(self.text, span.start)):
            self.issuer = self._group(f"undersigned {undersigned['who']}", span.start)
        if (lowered in ("we", "i") or _OWN_BODY.fullmatch(lowered)) and self.issuer:
            return self.issuer
        if lowered in PRONOUNS:
            return self._pronoun(lowered, Span(sentence, span.start))
        inside = self.within(span)
        if has_khmer(words):
            return self._in_khmer(words, span, inside)
        named = self._head(span, words, inside) if inside else None
        if named:
            named.evidence += 1
            return named
        return self._described(words, span)

    def _in_khmer(self, words: str, span: Span, inside: list[tuple[Mention, Person]]) -> Person | None:
        """Khmer names its source before the verb: a name with or without an office behind it, a courtesy title alone, a body."""
        if inside:
            mention, person = inside[0]
            office = (
                self.text[mention.end : span.end].strip(" \u200b,") or self.text[span.start : mention.start].strip()
            )
            person.role = person.role or office[:LONGEST_ROLE] or None
            person.evidence += 1
            return person
        last = words.rsplit(maxsplit=1)[-1]
        if last in KHMER_PRONOUNS:
            return self._pronoun("she" if _FEMALE.search(last) else "he" if last in ("លោក", "ឯកឧត្តម") else "who", span)
        if issuers := KHMER_OF_WE.search(words):
            return self._group(issuers["name"].strip(), span.start)
        if words.strip().startswith(KHMER_WE):
            return self._pronoun("they", span)
        if not (body := KHMER_SPEAKER.search(words)):
            noun = words.strip(" \u200b")
            return self._group(noun, span.start) if len(noun) <= _LONGEST_NOUN and not re.search(r"\d", noun) else None
        name = KHMER_COUNT.sub("", body.group()) or body.group()
        is_office = KHMER_OFFICE.fullmatch(name) is not None
        held = (
            person
            for person in self.people
            if (is_office and name in (person.role or "")) or person.name.startswith(name)
        )
        return next(held, None) or self._group(name, span.start)

    def _head(self, span: Span, words: str, inside: list[tuple[Mention, Person]]) -> Person | None:
        """The name at the end of the phrase is its head, unless a preposition stands before it or a possessive behind it."""
        mention, person = inside[-1]
        tail = self.text[mention.end : span.end].strip(" ,")
        before = self.text[span.start : mention.start]
        first = inside[0]
        document = _OF.search(words)
        if document and words[: document.start()].rsplit(maxsplit=1)[-1].lower().strip(",") in DOCUMENTS:
            return person
        if (
            re.sub(r"\([^)]*\)", "", tail).strip(" ”’") in ("", "s")
            and (not _OF.search(f" {before[-40:]}") or _ends_in_office(before))
            and not tail.startswith(("’s", "'s"))
        ):
            return self._together(inside, before, person)
        if (
            first[0].start - span.start <= 12
            and first[1].kind == "person"
            and _is_verbless(self.text[first[0].end : span.end])
        ):
            return first[1]
        return None

    def _together(self, inside: list[tuple[Mention, Person]], before: str, person: Person) -> Person:
        """ "Australia and Japan" speak as one group."""
        if len(inside) > 1 and before.rstrip().endswith((" and", " and the", "and")) and inside[-2][1] is not person:
            both = f"{inside[-2][1].name} and {person.name}"
            return self._group(both, inside[0][0].start)
        return person

    def _in_sentence(self, before: Span) -> Person | None:
        """Who was named first in the sentence before a pronoun, when the sentence has not yet been about anybody."""
        if any(place >= before.start and person.kind == "person" for place, person in self.focus):
            return None
        return next(
            (person for _mention, person in self.unquoted(before) if person.kind == "person" and person.evidence), None
        )

    def _pronoun(self, word: str, before: Span) -> Person | None:
        gender = "m" if word in _HE else "f" if word in _SHE else None
        wanted = (
            {"body", "group", "state"}
            if word in _IT
            else {"group", "body", "state", "person"}
            if word in _THEY
            else {"person"}
        )
        named = self._in_sentence(before) if gender else None
        if named and (not named.gender or named.gender == gender):
            return named
        fallback = None
        for _place, person in reversed(self.focus):
            if person.kind not in wanted and not (
                word in _HE | _SHE and person.kind == "group" and _is_one(person.name)
            ):
                continue
            if gender and ((person.gender and person.gender != gender) or not person.evidence):
                continue
            if word in _THEY and person.kind == "person":
                fallback = fallback or person
                continue
            if gender and not person.gender:
                person.gender = gender
            return person
        return fallback

    def _described(self, words: str, span: Span) -> Person | None:
        """ "the ministry", "the former president", "rights groups": whoever fits the words, otherwise a group of that name."""
        bare = _ARTICLE.sub("", _ARTICLE.sub("", _LEADING.sub("", words.strip()))).strip()
        tokens = [word.lower().strip(".,’'") for word in bare.split()]
        if tokens and _OF_AGE.fullmatch(tokens[-1]):
            return self._pronoun("who", span)
        heads = _APPOINTED.split(bare)[0].split() if bare else []
        if not heads or len(tokens) > 14:
            return None
        head = heads[-1].lower().strip(",.’'")
        if head in DOCUMENTS or (head == "source" and "same" in tokens):
            return self._issuer(bare)
        if head == "government" and len(tokens) == 1 and self.country.government and self.at_home:
            return self._group(self.country.government, span.start)
        known = self._fitting(tokens, head, span.start) if len(tokens) <= 6 else None
        return known or (self._group(bare, span.start) if _is_group(bare, head) else None)

    def _issuer(self, bare: str) -> Person | None:
        """A statement speaks for whoever issued it: the last body in view, otherwise the last speaker."""
        for _place, person in reversed(self.focus):
            if person.kind in ("body", "group"):
                return person
        if self.focus:
            return self.focus[-1][1]
        return next((person for person in self.people if person.kind == "body"), None) if bare else None

    def _fitting(self, tokens: list[str], head: str, place: int) -> Person | None:
        """Whose name or office holds all the words of a description; the latest named of several."""
        wanted = {word for word in tokens if word not in PLAIN or word == head}
        if head == "premier":
            wanted = wanted - {"premier"} | {"prime", "minister"}
        best = None
        for person in self.people[:_MOST_DESCRIBED]:
            if person.first > place + 400:
                continue
            if person.kind == "person" and head not in OFFICES and (head in BODY_WORDS or head in GROUP_HEADS):
                continue
            held = set(_key(person.name).split()) | (
                {word.strip(".,") for word in (person.role or "").lower().split()} if person.kind == "person" else set()
            )
            if head in ("nations", "states", "countries") and person.kind == "body":
                continue
            if wanted and wanted <= held and (person.kind != "body" or head in _key(person.name)):
                best = (
                    person if best is None or self._last_named(person, place) > self._last_named(best, place) else best
                )
        return best

    def _last_named(self, person: Person, place: int) -> int:
        at = bisect_left(self.places, place)
        return next(
            (
                self.places[back]
                for back in range(at - 1, max(-1, at - _LOOK_BACK), -1)
                if self.named[back][1] is person
            ),
            -1,
        )

    def _group(self, name: str, place: int) -> Person:
        key = _key(name)
        if key not in self.by_alias:
            person = Person(name, "group", first=place)
            self.people.append(person)
            self.by_alias[key] = person
        return self.by_alias[key]


@lru_cache(maxsize=50_000)
def _key(name: str) -> str:
    return re.sub(r"[’']s$|[.]", "", name.lower().replace("\n", " ")).strip()


def _ends_in_office(before: str) -> bool:
    """ "Ministry of Works spokesman" before a name: the name is the head, not what is of something."""
    last = before.rsplit(maxsplit=1)[-1:] or [""]
    return last[0].lower() in OFFICES or before.rstrip().lower().endswith("secretary of state")


def _is_verbless(text: str) -> bool:
    return not text.strip() or text.lstrip().startswith((",", "(", "of ", "from ", "’s office", "’s campaign"))


def _is_group(bare: str, head: str) -> bool:
    """Whether words without a known bearer may speak: a plural, an office, a kind of body, or so many of something."""
    if head in GROUP_HEADS or head in OFFICES or head in BODY_WORDS or head.endswith("s"):
        return head not in PLAIN
    return re.match(r"(?:one|two|three|four|five|six|many|some|several|other|a) ", bare) is not None


def _is_one(name: str) -> bool:
    head = _OF.split(name)[0].split()[-1].lower()
    return not head.endswith("s") and " and " not in name and (head in OFFICES or head in _RELATIVES)
