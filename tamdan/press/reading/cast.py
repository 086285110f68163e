"""The people and bodies of one article, under all their names: full name, surname, acronym, office, "he", "the ministry"."""

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from tamdan.language.script import has_khmer
from tamdan.press.reading.cast_khmer import in_khmer
from tamdan.press.reading.country import Country
from tamdan.press.reading.joints import ZERO_WIDTH, parts_words
from tamdan.press.reading.lexicon import BODY_WORDS, DOCUMENTS, GROUP_HEADS, OFFICES, SAME_OFFICE
from tamdan.press.reading.mentions import Mention, shown_name
from tamdan.press.reading.offices import LONGEST_ROLE, office_of
from tamdan.press.reading.phrases import (
    APPOINTED,
    ARTICLE,
    HE,
    LOOK_BACK,
    MOST_DESCRIBED,
    NAME_AT_ONCE,
    OF,
    OF_AGE,
    OWN_BODY,
    PRESENTED,
    PRONOUNS,
    RELATIVES,
    SHE,
    SHORT_NAME,
    THEY,
    UNDERSIGNED,
    bare_of,
    ends_in_office,
    gender_in,
    holds_itself,
    initials_hold,
    is_group,
    is_one,
    is_someone,
    is_verbless,
    key_of,
    kinds_meant,
)
from tamdan.press.reading.records import Person, Span
from tamdan.press.reading.sentences import COVER
from tamdan.press.reading.shortened import LETTERS_OF_OFFICE, holder_of
from tamdan.press.reading.words import PLAIN


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
    voice_role: str | None = None
    paragraph: tuple[str, int] = ("", 0)
    """Covered text and place of the paragraph being read."""

    def fill(self, found: list[Mention]) -> None:
        """Full names first, so that a surname finds its bearer wherever it stands."""
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
            (person for person in self.by_word.get(words[-1], ()) if wanted <= set(key_of(person.name).split())), None
        )

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
        inside = self.within(span)
        if has_khmer(words):
            words = words.replace(ZERO_WIDTH, "") if parts_words(self.paragraph[0]) else words
            return in_khmer(self, words, span, inside)
        named = holder_of(words, self.people, span.start) or (self._head(span, words, inside) if inside else None)
        if named:
            named.evidence += 1
            return named
        return self._apposed(words, span) or self._described(words, span)

    def called_by_letters(self, sentence: Span) -> Person | None:
        """Whom the first words of a sentence call by the letters of an office: "The PS did not answer"."""
        letters = LETTERS_OF_OFFICE.match(self.text, sentence.start, sentence.end)
        return holder_of(letters.group(), self.people, sentence.start) if letters else None

    def _asked(self, place: int) -> list[Person]:
        """Who is named at once behind a saying: "we urge the ministry" is not the ministry's."""
        return [person for _mention, person in self.within(Span(place, place + NAME_AT_ONCE))]

    def _apposed(self, words: str, span: Span) -> Person | None:
        """ "said the driver, Ana Bell": the name between a comma and the end is whoever the words describe."""
        covered, start = self.paragraph
        if words[:1].isupper() or not covered.startswith(", ", span.end - start):
            return None
        mention, person = next(iter(self.within(Span(span.end, span.end + NAME_AT_ONCE))), (None, None))
        if not mention or not person or person.kind != "person" or mention.start > span.end + len(", "):
            return None
        if covered[mention.end - start : mention.end - start + 1] not in (".", ",", ";", "\n", ""):
            return None
        person.role = person.role or ARTICLE.sub("", words.strip())[:LONGEST_ROLE]
        person.evidence += 1
        return person

    def _head(self, span: Span, words: str, inside: list[tuple[Mention, Person]]) -> Person | None:
        """The name at the end of the phrase is its head, unless a preposition stands before it or a possessive behind it."""
        mention, person = inside[-1]
        tail = self.text[mention.end : span.end].strip(" ,")
        before = self.text[span.start : mention.start]
        first = inside[0]
        document = OF.search(words)
        if document and words[: document.start()].rsplit(maxsplit=1)[-1].lower().strip(",") in DOCUMENTS:
            return person
        if (
            re.sub(r"\([^)]*\)", "", tail).strip(" ”’") in ("", "s")
            and (not OF.search(f" {before[-40:]}") or ends_in_office(before))
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

    def pronoun(self, word: str, before: Span) -> Person | None:
        gender = "m" if word in HE else "f" if word in SHE else None
        wanted = kinds_meant(word)
        named = self._in_sentence(before) if gender else None
        if named and (not named.gender or named.gender == gender):
            return named
        fallback = None
        for _place, person in reversed(self.focus):
            if person.kind not in wanted and not (word in HE | SHE and person.kind == "group" and is_one(person.name)):
                continue
            if gender and ((person.gender and person.gender != gender) or not person.evidence):
                continue
            if word in THEY and person.kind == "person":
                fallback = fallback or person
                continue
            if gender and not person.gender:
                person.gender = gender
            return person
        return fallback

    def _described(self, words: str, span: Span) -> Person | None:
        """ "the ministry", "the former president", "rights groups": whoever fits the words, otherwise a group of that name."""
        bare = bare_of(words)
        tokens = [word.lower().strip(".,’'") for word in bare.split()]
        if tokens and OF_AGE.fullmatch(tokens[-1]):
            return self.pronoun("who", span)
        heads = APPOINTED.split(bare)[0].split() if bare else []
        if not heads or len(tokens) > 14:
            return None
        head = heads[-1].lower().strip(",.’'")
        if head in DOCUMENTS or (head == "source" and "same" in tokens):
            return self._issuer(bare)
        if head == "government" and len(tokens) == 1 and self.country.government and self.at_home:
            return self.group(self.country.government, span.start)
        known = self._fitting(bare, tokens, head, span.start) if len(tokens) <= 6 else None
        if (
            not known
            and len(heads) == 1
            and words.lstrip().lower().startswith("the ")
            and (head in RELATIVES or head in OFFICES)
        ):
            known = self._just_named(span.start)
        someone = is_someone(words, tokens, head)
        group = someone or is_group(bare, head) or (len(heads) > 1 and all(word[0].isupper() for word in heads))
        return known or (self.group(bare, span.start) if group else None)

    def _issuer(self, bare: str) -> Person | None:
        """A statement speaks for whoever issued it: the last body in view, otherwise the last speaker."""
        for _place, person in reversed(self.focus):
            if person.kind in ("body", "group"):
                return person
        if self.focus:
            return self.focus[-1][1]
        return next((person for person in self.people if person.kind == "body"), None) if bare else None

    def _fitting(self, bare: str, tokens: list[str], head: str, place: int) -> Person | None:
        """Whose name or office holds all the words of a description; the latest named of several."""
        wanted = {word for word in tokens if word not in PLAIN or word == head}
        if head in OFFICES and len(wanted) > 1:
            wanted -= self.country.home
        short = next((word for word in bare.split() if SHORT_NAME.fullmatch(word)), "")
        if head == "premier":
            wanted, head = wanted - {"premier"} | {"prime", "minister"}, "minister"
        best = None
        for person in self.people[:MOST_DESCRIBED]:
            if person.first > place + 400:
                continue
            if person.kind == "person" and head not in OFFICES and (head in BODY_WORDS or head in GROUP_HEADS):
                continue
            role = (
                {word.strip(".,") for word in (person.role or "").lower().split()} if person.kind == "person" else set()
            )
            if short and initials_hold(person.role or "", short):
                role.add(short.lower())
            held = {*key_of(person.name).split(), *role, *(SAME_OFFICE[word] for word in role & SAME_OFFICE.keys())}
            if head in ("nations", "states", "countries") and person.kind == "body":
                continue
            if person.kind == "person" and head in OFFICES and not holds_itself(person.role or "", head):
                continue
            if wanted and wanted <= held and (person.kind != "body" or head in key_of(person.name)):
                best = (
                    person if best is None or self._last_named(person, place) > self._last_named(best, place) else best
                )
        return best

    def _just_named(self, place: int) -> Person | None:
        """The only person that the paragraph has named so far, where no office is known of them: "the father said"."""
        named = {
            id(person): person
            for _mention, person in self.unquoted(Span(self.paragraph[1], place))
            if person.kind == "person"
        }
        only = next(iter(named.values())) if len(named) == 1 else None
        return only if only and not only.role else None

    def _last_named(self, person: Person, place: int) -> int:
        at = bisect_left(self.places, place)
        return next(
            (self.places[back] for back in range(at - 1, max(-1, at - LOOK_BACK), -1) if self.named[back][1] is person),
            -1,
        )

    def group(self, name: str, place: int) -> Person:
        key = key_of(name)
        if key not in self.by_alias:
            person = Person(name, "group", first=place)
            self.people.append(person)
            self.by_alias[key] = person
        return self.by_alias[key]
