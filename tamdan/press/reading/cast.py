"""The people and bodies of one article, under all their names: full name, surname, acronym, office, "he", "the ministry"."""

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from tamdan.language.script import has_khmer
from tamdan.press.reading.cast_khmer import in_khmer
from tamdan.press.reading.country import Country
from tamdan.press.reading.described import described, named_alone
from tamdan.press.reading.joints import ZERO_WIDTH, parts_words
from tamdan.press.reading.lexicon import (
    BODY_WORDS,
    DOCUMENTS,
    OFFICES,
    TAGS,
)
from tamdan.press.reading.mentions import Mention, shown_name
from tamdan.press.reading.offices import LONGEST_ROLE, office_of
from tamdan.press.reading.phrases import (
    ACCOUNT,
    ARTICLE,
    HE,
    ISSUED_BY,
    LEADS_IN,
    LOOK_BACK,
    MOST_DESCRIBED,
    MOST_LEADS,
    NAME_AT_ONCE,
    OF,
    OWN_BODY,
    POSTED_TO,
    PRESENTED,
    PRONOUNS,
    RELATED,
    SHE,
    TAGGED,
    THEY,
    UNDERSIGNED,
    begins_with_letters,
    ends_in_office,
    gender_in,
    is_all_of,
    is_one,
    is_verbless,
    key_of,
    kinds_meant,
)
from tamdan.press.reading.records import Person, Span, only_one
from tamdan.press.reading.sentences import COVER
from tamdan.press.reading.shortened import LETTERS_OF_OFFICE, holder_of
from tamdan.press.reading.sources import holds_office


@dataclass
class Cast:
    """Built from the article's names, then asked for each source. ``focus`` is whom the text is speaking of, latest last."""

    text: str
    country: Country
    begin: int = 0
    """Where the article begins in the text."""
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
    voice_role: str | None = None
    paragraph: tuple[str, int] = ("", 0)
    """Covered text and place of the paragraph being read."""

    def fill(self, found: list[Mention]) -> None:
        """Full names first, so that a surname finds its bearer wherever it stands; a province's name is nobody's."""
        found = [
            one for one in found if one.role or self.text[one.start : one.end].lower() not in self.country.provinces
        ]
        for mention in found:
            if (mention.kind in ("person", "body", "state") or mention.short) and key_of(
                mention.name
            ) not in BODY_WORDS:
                self._add(mention)
        self.at_home = any(word.lower() in self.country.home for mention in found for word in mention.name.split())
        if self.voice:
            self.issuer = self.by_alias.get(key_of(self.voice)) or Person(
                self.voice, "person", role=self.voice_role or "spokesperson"
            )
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
        key = key_of(name)
        person = self.by_alias.get(key) or self._longer(mention, key) or self._shortened(mention, key)
        if person:
            self.by_alias.setdefault(key, person)
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
            self.by_alias.setdefault(key_of(mention.short), person)
            if "(" not in person.name:
                person.name = f"{name} ({mention.short})"
        person.aliases.add(name)
        self._describe(person, mention)

    def _longer(self, mention: Mention, key: str) -> Person | None:
        """The bearer of a longer form of a name: "Rith Dara" of "Rith Dara Sok", "Permanent Mission" of "Permanent Mission of Ruma"."""
        words = key.split()
        if mention.kind == "body" and len(words) > 1:
            whole = (
                person
                for person in self.people
                if person.kind == "body" and key_of(person.name).startswith(f"{key} of ")
            )
            return next(whole, None)
        if mention.kind != "person" or len(words) < 2:
            return None
        wanted = set(words)
        return next(
            (
                person
                for person in self.by_word.get(words[-1], ())
                if wanted <= set(key_of(person.name).split()) and not self._is_other(person, mention)
            ),
            None,
        )

    def _is_other(self, person: Person, mention: Mention) -> bool:
        """Whether a shorter name is presented with another office than the longer one: two people."""
        if not person.role:
            return False
        own, held = (
            {word for word in role.lower().split() if word in OFFICES}
            for role in (office_of(self.text, mention) or "", person.role)
        )
        return bool(own) and bool(held) and own.isdisjoint(held)

    def _describe(self, person: Person, mention: Mention) -> None:
        titles = f"{mention.role} {mention.honorific}"
        person.evidence += bool(titles.strip())
        person.gender = person.gender or gender_in(titles)
        if person.kind == "person" and not person.role:
            person.role = office_of(self.text, mention)
            person.evidence += bool(person.role) or PRESENTED.match(self.text, mention.end) is not None

    def _of(self, mention: Mention) -> Person | None:
        if mention.kind == "body" and key_of(mention.name) in BODY_WORDS:
            return self._last_body(key_of(mention.name))
        if mention.kind in ("person", "body", "state"):
            key = key_of(shown_name(mention))
            found = self.by_alias.get(key) or self._longer(mention, key)
            if found or mention.kind != "person" or " " in key:
                return found
        if mention.kind in ("single", "person"):
            return self._by_word(mention.name, mention.start)
        return None

    def _shortened(self, mention: Mention, key: str) -> Person | None:
        """A body named in full before: by the letters that its name begins with ("AI"), or as the home State's mission."""
        if mention.kind == "body" and mention.name.isupper() and mention.name.isalpha() and len(mention.name) > 1:
            bodies = (one for one in self.people if one.kind == "body" and one.first < mention.start)
            return next((one for one in bodies if begins_with_letters(one.name, mention.name)), None)
        return self._own_mission(key, mention.start)

    def _own_mission(self, key: str, place: int) -> Person | None:
        """ "The Cambodian Mission" is the home State's mission that was named in full before."""
        words = [word for word in key.split() if word not in self.country.home]
        if words not in (["mission"], ["embassy"]) or len(words) == len(key.split()):
            return None
        bodies = (person for person in self.people if person.kind == "body" and person.first < place)
        return next(
            (person for person in bodies if words[0] in key_of(person.name).split()[:2] and " of " in person.name), None
        )

    def _last_body(self, word: str) -> Person | None:
        """ "The Committee" is the body named last whose name holds the word."""
        recent = (person for _mention, person in reversed(self.named[-LOOK_BACK:]) if person.kind == "body")
        return next((person for person in recent if word in key_of(person.name).split()), None)

    def _by_word(self, word: str, place: int) -> Person | None:
        """The bearer of a single name: whoever with that name was named last before it, otherwise first after it."""
        key = key_of(word)
        alias = self.by_alias.get(key)
        if alias:
            return alias
        bearers = self.by_word.get(key, [])
        if len(bearers) < 2:
            return bearers[0] if bearers else None
        before = bisect_left(self.places, place)
        recent = self.named[max(0, before - LOOK_BACK) : before]
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
        if lowered == "we" and (undersigned := UNDERSIGNED.match(self.text, span.start)):
            self.issuer = self.group(f"undersigned {undersigned['who']}", span.start)
        if (lowered in ("we", "i") or OWN_BODY.fullmatch(lowered)) and self.issuer:
            return self.issuer
        if lowered in PRONOUNS:
            person = self.pronoun(lowered, Span(sentence, span.start))
            return None if lowered == "we" and person in self._asked(span.end) else person
        if (issued := ISSUED_BY.match(words)) and issued.end() < len(words):
            account = ACCOUNT.search(words, issued.end())
            return self.source(
                Span(span.start + issued.end(), span.start + account.start() if account else span.end), sentence
            )
        inside = self.within(span)
        if has_khmer(words):
            words = words.replace(ZERO_WIDTH, "") if parts_words(self.paragraph[0]) else words
            return in_khmer(self, words, span, inside)
        named = holder_of(words, self.people, span.start) or self._apposed(words, span)
        named = named or (self._head(span, words, inside) if inside else None)
        if named:
            named.evidence += 1
            return named
        return (
            self._apposed(words, span, of_office=False)
            or described(self, words, span)
            or named_alone(self, words, span)
        )

    def called_by_letters(self, sentence: Span) -> Person | None:
        """Whom the first words of a sentence call by the letters of an office: "The PS did not answer"."""
        letters = LETTERS_OF_OFFICE.match(self.text, sentence.start, sentence.end)
        return holder_of(letters.group(), self.people, sentence.start) if letters else None

    def _asked(self, place: int) -> list[Person]:
        """Who is named at once behind a saying: "we urge the ministry" is not the ministry's."""
        return [person for _mention, person in self.within(Span(place, place + NAME_AT_ONCE))]

    def _apposed(self, words: str, span: Span, *, of_office: bool = True) -> Person | None:
        """ "said the driver, Ana Bell": the name between a comma and the end is whoever the words describe."""
        covered, start = self.paragraph
        joint = POSTED_TO.match(covered, span.end - start)
        if (words[:1].isupper() and not words.startswith("The ")) or not joint:
            return None
        place = joint.end() + start
        if of_office and not holds_office(self.text[span.start : place].rstrip(" ,").split()):
            return None
        mention, person = next(iter(self.within(Span(place, place + NAME_AT_ONCE))), (None, None))
        if not mention or not person or person.kind != "person" or mention.start > place:
            return None
        if covered[mention.end - start : mention.end - start + 1] not in (".", ",", ";", "\n", ""):
            return None
        person.role = person.role or ARTICLE.sub("", words.strip())[:LONGEST_ROLE]
        person.evidence += 1
        return person

    def _head(self, span: Span, words: str, inside: list[tuple[Mention, Person]]) -> Person | None:
        """The name at the end of the phrase is its head, unless a preposition stands before it or a possessive behind it."""
        if RELATED.match(words.strip()):
            return None
        mention, person = inside[-1]
        tail = self.text[mention.end : span.end].strip(" ,")
        before = self.text[span.start : mention.start]
        first = inside[0]
        document = OF.search(words)
        if document and words[: document.start()].rsplit(maxsplit=1)[-1].lower().strip(",") in DOCUMENTS:
            return person
        if (
            re.sub(r"\([^)]*\)", "", tail).strip(" ”’") in ("", "s")
            and (not OF.search(f" {before[-40:]}") or ends_in_office(before) or is_all_of(before, mention.role))
            and not tail.startswith(("’s", "'s"))
        ):
            return self._together(inside, before, person)
        if (
            first[0].start - span.start <= 12
            and first[1].kind == "person"
            and is_verbless(self.text[first[0].end : span.end])
        ):
            return first[1]
        return None

    def _together(self, inside: list[tuple[Mention, Person]], before: str, person: Person) -> Person:
        """ "Australia and Japan" speak as one group."""
        if len(inside) > 1 and before.rstrip().endswith((" and", " and the", "and")) and inside[-2][1] is not person:
            both = f"{inside[-2][1].name} and {person.name}"
            return self.group(both, inside[0][0].start)
        return person

    def _in_sentence(self, before: Span) -> Person | None:
        """Who was named first in the sentence before a pronoun, when the sentence has not yet been about anybody."""
        if any(place >= before.start and person.kind == "person" for place, person in self.focus):
            return None
        return next(
            (person for _mention, person in self.unquoted(before) if person.kind == "person" and person.evidence), None
        )

    def _spoken_of(self, before: Span) -> list[Person]:
        """Who is named in a statement that ends in "…, he said": whoever says it would not name himself there."""
        covered, start = self.paragraph
        if not TAGGED.match(covered, before.end - start):
            return []
        said = self.text[before.start : before.end].rstrip()
        whole = (
            said.rstrip('”"’»').endswith(",")
            and not LEADS_IN.match(said)
            and not any(word in TAGS for word in said.lower().split())
        )
        named = self.within(before) if whole else []
        if not named:
            return []
        first, subject = named[0]
        opens = len(said[: first.start - before.start].split()) <= MOST_LEADS
        if opens and self.text[first.end] not in "’'":
            return [person for _mention, person in named if person is not subject]
        return [person for _mention, person in named]

    def pronoun(self, word: str, before: Span) -> Person | None:
        gender = "m" if word in HE else "f" if word in SHE else None
        wanted = kinds_meant(word)
        spoken_of = self._spoken_of(before) if gender else []
        named = self._in_sentence(before) if gender and not spoken_of else None
        if named and (not named.gender or named.gender == gender):
            return named
        fallback = None
        for _place, person in reversed(self.focus):
            if person.kind not in wanted and not (word in HE | SHE and person.kind == "group" and is_one(person.name)):
                continue
            if gender and ((person.gender and person.gender != gender) or not person.evidence or person in spoken_of):
                continue
            if word in THEY and person.kind == "person":
                fallback = fallback or person
                continue
            if gender and not person.gender:
                person.gender = gender
            return person
        return fallback or (self._only_named(before.end, gender) if gender else None)

    def _only_named(self, place: int, gender: str) -> Person | None:
        """The one person of two names that the text has named so far, though nothing else is told of them: "For Ana Bell, life is hard"."""
        return only_one(
            person
            for person in self.people[:MOST_DESCRIBED]
            if person.first < place
            and person.kind == "person"
            and " " in person.name
            and person.gender in (None, gender)
        )

    def group(self, name: str, place: int) -> Person:
        key = key_of(name)
        if key not in self.by_alias:
            person = Person(name, "group", first=place)
            self.people.append(person)
            self.by_alias[key] = person
        return self.by_alias[key]
