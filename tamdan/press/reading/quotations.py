"""Quotations: which words in marks are speech, which parts belong together, and who says them.

Rules of the gold that the room follows: a quotation split by "he said", broken over paragraphs without a closing mark, or in two
fragments of one sentence is one quotation of several parts. Titles, terms, acronyms and scare quotes are not quotations.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

from tamdan.language.script import has_khmer
from tamdan.press.reading.answers import made_by
from tamdan.press.reading.attribution import Event, events
from tamdan.press.reading.cast import Cast
from tamdan.press.reading.focus import Said, focus_on_only_person, focus_on_subject, other_clause, tag_of
from tamdan.press.reading.khmer_saying import KHMER_ACCORDING, KHMER_THIS
from tamdan.press.reading.leading import announcing, before_colon, commented
from tamdan.press.reading.lexicon import CALLED_SO, MINDS, NAMING_AFTER, NAMING_BEFORE, SPEECH
from tamdan.press.reading.marks import Quoted
from tamdan.press.reading.records import Person, Quote, Skipped, Span, only_one
from tamdan.press.reading.sentences import COVER, Paragraph
from tamdan.press.reading.speech import (
    FRAGMENT_WORDS,
    LONG_WORDS,
    is_khmer_speech,
    is_title_case,
    is_utterance,
    reason_before,
)

_POSSESSIVE = re.compile(
    r"(?:his|her|its|their) (?!famil|relati|lawyer|wife|husband|mother|father|parent|colleague|client|neighbo)"
)
_TAIL = 60
_SHORT_WORDS = 4
_AT_ONCE = 2
_TOLD_TO = 40
"""Characters between a saying and what it says of somebody: " reporters that "."""
_ANOTHER_CLAUSE = re.compile(r"\W*(?:while|whereas|although|though|but)\b")
_ENDS_OPEN = re.compile(r"(?:[,?!][”\"»’']|[”\"»’'],)\s+[^“”\"«»]*$")


@dataclass(slots=True)
class Heard:
    """A quotation on its way: its parts, its speaker, how surely it is speech."""

    parts: list[Quoted]
    paragraph: int
    sentence: int
    person: Person | None
    mention: Span | None
    trailing: bool = False
    waiting: bool = False


def sayings(paragraph: Paragraph, cast: Cast) -> list[Said]:
    """Sentences of a paragraph with their sources resolved, in reading order; moves the cast's focus on."""
    found = []
    cast.paragraph = (paragraph.covered, paragraph.start)
    for span in paragraph.sentences:
        told = events(paragraph.covered, span.start - paragraph.start, span.end - paragraph.start, paragraph.start)
        said = Said(span, [event for event in told if not event.loose or _follows_speech(cast.text, event)])
        focus_on_subject(said, cast)
        last: Person | None = None
        for event in said.events:
            person = cast.source(event.source, span.start) if event.source else last
            said.people.append(person)
            if person and event.source:
                cast.look_at(event.source.start, person)
            last = person or last
        main = tag_of(said, cast.text)
        if main is None:
            main = other_clause(said, cast.text)
        if main is None:
            main = next((at for at, event in enumerate(said.events) if event.source and not event.passive), None)
        if main is not None and (person := said.people[main]):
            cast.look_at(said.span.end, person)
        elif not said.events:
            focus_on_only_person(said, cast)
        found.append(said)
    return found


def _follows_speech(text: str, event: Event) -> bool:
    """Whether the quotation before a saying ends in a comma or asks, as words do that go on with who says them."""
    begin = event.source.start if event.source else event.cue.start
    return _ENDS_OPEN.search(text[max(0, begin - _TAIL) : begin]) is not None


@dataclass(frozen=True, slots=True)
class Hold:
    """What holds words in marks: a saying at once behind them, one before them, any saying in this sentence or the last."""

    trailing: bool
    governed: bool
    speaks: bool


class Listener:
    """Goes through an article's paragraphs and collects its quotations."""

    def __init__(self, text: str, cast: Cast) -> None:
        self.text = text
        self.cast = cast
        self.heard: list[Heard] = []
        self.skipped: list[Skipped] = []
        self.said: list[list[Said]] = []
        self.last: Person | None = None

    def hear(self, number: int, paragraph: Paragraph) -> None:
        said = self._sayings(paragraph)
        self.said.append(said)
        for at, quote in enumerate(paragraph.quotes):
            self._take(number, paragraph, said, at, quote)

    def _sayings(self, paragraph: Paragraph) -> list[Said]:
        self.before = self.cast.focus[-1][1] if self.cast.focus else None
        return sayings(paragraph, self.cast)

    def _take(self, number: int, paragraph: Paragraph, said: list[Said], at: int, quote: Quoted) -> None:
        sentence = _sentence_of(said, quote)
        going_on = self._goes_on(number, at, paragraph, quote)
        if going_on:
            going_on.parts.append(quote)
            going_on.waiting = not quote.closed
            self._settle(going_on, said, sentence, quote)
            return
        person, mention, trailing, governed = self._speaker(said, sentence, quote)
        speaks = any(who for here in said[max(0, sentence - 1) : sentence + 1] for who in here.people)
        reason = self._no_speech(paragraph, quote, Hold(trailing, governed, speaks))
        if reason:
            self.skipped.append(Skipped(paragraph.line_at(quote.outer.start), quote.inner, reason))
            return
        heard = Heard([quote], number, sentence, person, mention, trailing, not quote.closed)
        if self._joins(heard, paragraph, said):
            return
        if not heard.person:
            heard.person = self._carried(number, said, sentence)
        self.heard.append(heard)
        self.last = heard.person or self.last

    def _goes_on(self, number: int, at: int, paragraph: Paragraph, quote: Quoted) -> Heard | None:
        """The quotation left open in the paragraph before, when this paragraph opens with a mark again."""
        last = self.heard[-1] if self.heard else None
        begins = quote.outer.start <= paragraph.start + 1
        return last if last and at == 0 and begins and last.waiting and last.paragraph == number - 1 else None

    def _settle(self, heard: Heard, said: list[Said], sentence: int, quote: Quoted) -> None:
        person, mention, trailing, _governed = self._speaker(said, sentence, quote)
        if person and (trailing or not heard.trailing):
            heard.person, heard.mention, heard.trailing = person, mention, trailing
        heard.paragraph = heard.paragraph + 1
        self.last = heard.person or self.last

    def _speaker(self, said: list[Said], sentence: int, quote: Quoted) -> tuple[Person | None, Span | None, bool, bool]:
        """Speaker, words that name it, whether they follow the quotation at once, whether a saying governs it at all."""
        here = said[sentence]
        named = commented(self.cast, here, quote)
        after = None if named else self._after(said, sentence, quote)
        if after:
            return (*after, True, True)
        named = named or before_colon(self.cast, here, quote)
        if named:
            return (*named, False, True)
        before = [at for at, event in enumerate(here.events) if event.cue.end <= quote.outer.start]
        return self._said_before(here, quote, before) if before else self._said_later(here, quote)

    def _said_before(
        self, here: Said, quote: Quoted, before: list[int]
    ) -> tuple[Person | None, Span | None, bool, bool]:
        """Of the sayings before the words, the last; the one that tells it, or that ends the sentence, where the last is no saying."""
        at = before[-1]
        answered = made_by(self.text, [here.events[back] for back in before], quote.outer.start)
        if (
            answered
            and here.people[at] is here.people[before[0]]
            and (maker := self.cast.source(answered, here.span.start))
        ):
            return maker, answered, False, True
        tag = tag_of(here, self.text)
        if tag is not None and tag > at and here.events[at].verb not in SPEECH:
            return here.people[tag], here.events[tag].source, False, self._governs(here.events[at], quote)
        if len(before) > 1 and (self._is_own(here.events[at].source) or self._is_told(here, before[-2], at)):
            at = before[-2]
        source = here.events[at].source or self._own_source(here, at)
        return here.people[at], source, False, self._governs(here.events[at], quote)

    @staticmethod
    def _said_later(here: Said, quote: Quoted) -> tuple[Person | None, Span | None, bool, bool]:
        """The first saying behind the words."""
        later = [at for at, event in enumerate(here.events) if event.cue.start >= quote.outer.end]
        if later and (quote.outer.start > here.span.start or here.events[later[0]].according):
            at = later[0]
            return (
                here.people[at],
                here.events[at].source,
                False,
                (here.events[at].verb in SPEECH and here.span.end - here.events[at].cue.end < _TAIL)
                or (here.events[at].according and here.events[at].cue.start - quote.outer.end <= _AT_ONCE),
            )
        return None, None, False, False

    def _is_own(self, source: Span | None) -> bool:
        """ "his office": what the speaker named before it heads."""
        return source is not None and _POSSESSIVE.match(self.text, source.start) is not None

    def _is_told(self, here: Said, outer: int, inner: int) -> bool:
        """ "Bell told reporters that the government hoped to “…”": what somebody is said to think is in the words of who says so."""
        source = here.events[inner].source
        between = self.text[here.events[outer].cue.end : source.start] if source else "."
        return here.events[inner].verb in MINDS and len(between) <= _TOLD_TO and not re.search(r"[,.;:]", between)

    @staticmethod
    def _own_source(here: Said, at: int) -> Span | None:
        return next((here.events[back].source for back in range(at, -1, -1) if here.events[back].source), None)

    def _governs(self, event: Event, quote: Quoted) -> bool:
        between = self.text[event.cue.end : quote.outer.start]
        return not re.search(r"[;]|\. ", between)

    def _after(self, said: list[Said], sentence: int, quote: Quoted) -> tuple[Person | None, Span | None] | None:
        """ "…,” he said": the saying that follows the closing mark at once, here or in the sentence that the mark ended."""
        for place in (sentence, sentence + 1):
            if place >= len(said):
                break
            for at, event in enumerate(said[place].events):
                begin = min(event.cue.start, event.source.start if event.source else event.cue.start)
                gap = self.text[quote.outer.end : begin]
                if begin < quote.outer.end or event.according:
                    continue
                if (
                    event.verb == KHMER_ACCORDING
                    and place != sentence
                    and self.text.startswith(KHMER_THIS, said[place].span.start)
                ):
                    return said[place].people[at], event.source
                if (event.verb in SPEECH or has_khmer(event.verb) or self._goes_over(quote)) and self._is_at_once(
                    gap, quote, place != sentence, event
                ):
                    return said[place].people[at], event.source
                break
        return None

    def _goes_over(self, quote: Quoted) -> bool:
        """Words that end in a comma go on with who says them, whatever the verb: "…,” the spokesman informed."""
        return self.text[quote.inner.end - 1] == ","

    def _is_at_once(self, gap: str, quote: Quoted, is_next: bool, event: Event) -> bool:
        if _ANOTHER_CLAUSE.match(gap):
            return False
        if is_next:
            ends_asking = self.text[quote.inner.end - 1] in "?!"
            short = event.source is not None and event.source.end - event.source.start < 50
            return ends_asking and short and len(gap.strip()) == 0
        return len(gap.strip(" ,.\n")) == 0 or (len(gap) < _TAIL + 20 and self.text[quote.inner.end - 1] == ",")

    def _no_speech(self, paragraph: Paragraph, quote: Quoted, hold: Hold) -> str | None:
        """Why words in marks are nobody's speech, or nothing where they are."""
        inner = self.text[quote.inner.start : quote.inner.end]
        length = len(inner.split())
        place = quote.outer.start - paragraph.start
        before = paragraph.covered[max(0, place - 140) : place]
        if reason := reason_before(inner, before, length):
            return reason
        if before.endswith("(") and self.text.startswith(")", quote.outer.end) and length <= _SHORT_WORDS:
            return "acronym"
        if hold.trailing or (hold.governed and length > LONG_WORDS):
            return None
        named = self._is_named(quote, inner, before)
        if named or hold.governed:
            return named
        if has_khmer(inner):
            return None if is_khmer_speech(inner, before, paragraph, speaks=hold.speaks) else "term"
        return None if self._is_speech(inner, before, speaks=hold.speaks) else "term"

    @staticmethod
    def _is_speech(inner: str, before: str, *, speaks: bool) -> bool:
        """Words that nothing governs, by their length and form, and by what stands before them."""
        length = len(inner.split())
        stands_alone = not before.strip(f" {COVER}") or before.rstrip()[-1:] in ".!?:។៖"
        whole = is_utterance(inner) or (stands_alone and inner[-1] in ".?!")
        return (speaks and (length > FRAGMENT_WORDS or whole)) or (stands_alone and (length >= FRAGMENT_WORDS or whole))

    def _is_named(self, quote: Quoted, inner: str, before: str) -> str | None:
        """Acronyms, titles, names of things, and what is listed with them."""
        words = inner.split()
        after = self.text[quote.outer.end : quote.outer.end + 20]
        if is_utterance(inner):
            return None
        short = len(words) <= LONG_WORDS
        if short and not CALLED_SO.search(before) and (NAMING_BEFORE.search(before) or NAMING_AFTER.match(after)):
            return "name or title"
        if short and self._is_listed_with_skipped(quote):
            return "term"
        return "title" if len(words) >= 2 and is_title_case(words) else None

    def _is_listed_with_skipped(self, quote: Quoted) -> bool:
        """ "of “open” and “closed”": the second goes with the first."""
        last = self.skipped[-1] if self.skipped else None
        between = self.text[last.span.end : quote.outer.start].strip('”"’» ') if last else "-"
        return (
            last is not None
            and between in ("and", "or", ",", ", and", "not", "/", "but not", "&")
            and last.reason != "acronym"
        )

    def _joins(self, heard: Heard, paragraph: Paragraph, said: list[Said]) -> bool:
        """Whether the part goes with the quotation before it in the paragraph: one sentence, or split by "he said"."""
        last = self.heard[-1] if self.heard else None
        if not last or last.paragraph != heard.paragraph:
            return False
        first = last.parts[-1]
        one_sentence = last.sentence == heard.sentence and (heard.person is last.person or not heard.person)
        between = self.text[first.outer.end : heard.parts[0].outer.start]
        split = last.trailing and heard.sentence - last.sentence <= 1 and not heard.mention and len(between) < 200
        only_said = last.trailing and heard.trailing is False and heard.sentence == last.sentence
        if not (one_sentence or split or only_said):
            return False
        last.parts.append(heard.parts[0])
        last.sentence = heard.sentence
        last.waiting = heard.waiting
        if heard.trailing and heard.person:
            last.person, last.mention, last.trailing = heard.person, heard.mention, True
        return True

    def _carried(self, number: int, said: list[Said], sentence: int) -> Person | None:
        """Nobody is named beside it: whoever spoke last in this paragraph, in the one before, or is spoken of."""
        if announced := announcing(self.cast, said[:sentence] or (self.said[number - 1] if number else [])):
            return announced
        if sentence and not any(event.source for event in said[sentence - 1].events):
            named = self.cast.unquoted(said[sentence - 1].span)
            if only := only_one(one for _mention, one in named if one.kind == "person" and one.evidence):
                return only
        for here in reversed(said[:sentence]):
            people = [
                person for person, event in zip(here.people, here.events, strict=True) if person and not event.passive
            ]
            if people:
                return people[0]
        if self.heard and number - self.heard[-1].paragraph <= 1 and self._spoke_last(number):
            return self.heard[-1].person
        for here in reversed(self.said[number - 1] if number else []):
            people = [
                person for person, event in zip(here.people, here.events, strict=True) if person and not event.passive
            ]
            if people:
                return people[0]
        return self.before or self.last

    def _spoke_last(self, number: int) -> bool:
        """Whether no other saying stands between the last quotation and this paragraph."""
        last = self.heard[-1]
        if last.paragraph == number:
            return True
        later = [
            event
            for here in self.said[number - 1]
            for event in here.events
            if event.cue.start > last.parts[-1].outer.end
        ]
        return len(later) <= 1 or not any(event.source for event in later[1:])

    def quotes(self, paragraphs: list[Paragraph]) -> list[Quote]:
        found = []
        for heard in self.heard:
            first = heard.parts[0].inner
            home = paragraphs[max(0, bisect_right(paragraphs, first.start, key=lambda one: one.start) - 1)]
            found.append(
                Quote(home.line_at(first.start), [part.inner for part in heard.parts], heard.person, heard.mention)
            )
        return found


def _sentence_of(said: list[Said], quote: Quoted) -> int:
    return min(bisect_right(said, quote.outer.start, key=lambda here: here.span.end), len(said) - 1)
