"""What the page says about an article: outlet, author, day, and the lines that only furnish the page.

Line shapes of outlets in general; no outlet is named here.
"""

import re

from tamdan.language.script import has_khmer
from tamdan.press.reading import authors
from tamdan.press.reading.captions import OWNED, is_caption
from tamdan.press.reading.chrome import POSTED_BELOW, around
from tamdan.press.reading.closings import PUBLISHED_BY, SOURCE, copyright_owners, is_closing
from tamdan.press.reading.days import day_in
from tamdan.press.reading.sections import SECTION, is_section
from tamdan.press.reading.shapes import (
    CABLE,
    CHAT,
    CITED,
    CLOCK,
    COUNTS,
    DAY,
    EDITORIAL,
    ENDS,
    KICKER,
    MAILED,
    NAMES,
    OUTLET_WORD,
    PICTURE,
    RELATED,
    SIGNED_OFF,
    SIGNS,
    STAFF,
    STAMP,
    VOICE,
    WALL,
    WEEKDAY,
    beside_day,
    days_in,
    is_dateline,
    unglued,
)
from tamdan.press.reading.sorts import Sort

_DATED = re.compile(
    rf"(?:[•·*]\s+)?(?:(?:first )?(?:published|posted|updated|last updated|last modified|publication "
    rf"date|issued|date|created)(?: on| at| date)?\s*[:,-]?\s*)?"
    rf"(?:{WEEKDAY}[,.]?\s*)?{DAY}(?:[\s,|/–—-]*(?:at\s+)?{CLOCK})?(?:\s*[|–-]\s*\d+ (?:min(?:ute)?s?) read)?\.?",
    re.IGNORECASE,
)
_POSTED = re.compile(
    r"(?:posted|published|submitted|written) (?:by|on)\b.{0,80}?(?:posted|published) on\s*:|^posted (?:by|on)\s*:?",
    re.IGNORECASE,
)
_FORWARDED = re.compile(r"(?:forwarded from|reposted from|បញ្ជូនបន្តពី)\s?:? ?\S.{1,80}", re.IGNORECASE)
_KHMER_DATED = re.compile(
    r"(?:(?:ចុះផ្សាយ|ផ្សាយ|ចេញផ្សាយ|កាលបរិច្ឆេទ|ភ្នំពេញ|រាជធានី\S{1,20})\s*(?:នៅ)?\s*[៖:,]?\s*)?(?:នៅ)?(?:ថ្ងៃ|"
    r"ទី)[^។៖]{2,60}[០-៩\d]{4}(?:[\s,|]*(?:ម៉ោង)?[^។]{0,20})?"
)
_LUNAR = re.compile(r"ថ្ងៃ.{4,80}(?:ព\.?ស|ពុទ្ធសករាជ|ត្រូវនឹង)[^។]{2,80}[០-៩\d]{4}[^។]{0,20}")
"""A day in the Khmer calendar with the Buddhist era, and the solar day that it falls on."""
_BEHIND_TITLE = re.compile(r"^\S+(?: \S+){4,} [–—-] (?=\S+(?: \S+){0,3}$)")
"""A title before the outlet that a source names."""
_BYLINE = re.compile(
    r"(?:by|interview(?:ed)? by|(?:guest )?(?:column|essay|commentary|opinion) by|as told to|text by|written by|"
    r"author|reported by|reporting by|reporter|writer|journalist|words by|story by|ដោយ|អ្នកនិពន្ធ"
    r"|អ្នកយកព័ត៌មាន|"
    r"រាយការណ៍ដោយ)(?:\s*[:៖]\s*|\s+)(?P<author>\S.{1,90})|ដោយ\s*[:៖]\s*(?P<khmer>\S.{1,60})|"
    r"(?P<slashed>[A-Z][\w’'.-]+(?: [A-Z][\w’'.-]*){1,3}(?:(?:,| and|"
    r" &) [A-Z][\w’'.-]+(?: [A-Z][\w’'.-]*){1,3})*)\s*[/|]\s*(?P<site>[A-Z][^/|]{2,40})",
    re.IGNORECASE,
)
_NAME_AND_OUTLET = re.compile(
    rf"(?P<author>{NAMES.pattern}), (?P<outlet>(?:[Tt]he )?[A-Z][\w’'.-]*(?: (?:of |the |and |& )?[A-Z][\w’'.-]*){{0,4}})"
)
""" "Roeun Sok, River Post": a byline without a label, where the second name holds a word of outlets."""
STROKE = re.compile(r"\s*\|\s*|\s+[/·•–—-]\s+")
"""What parts the names, days and sections of one line."""
_KHMER_BY = re.compile(r"(?:ដោយ|អ្នកយកព័ត៌មាន|រាយការណ៍ដោយ)\s*[:៖]?\s*")
_OPINION = re.compile(
    r"(?:op-?ed|opinion|commentary|editorial|analysis|column|guest (?:column|post)|letter "
    r"to the editor|viewpoint|perspective|ទស្សនៈ|អត្ថាធិប្បាយ|វិចារណកថា)(?:\s*[:|៖/–-]\s*(?P<outlet>.{0,80})|"
    r"\s*)",
    re.IGNORECASE,
)
_ISSUE = re.compile(r"vol(?:ume)?\.? ?[\divxlc]+,? (?:no|n°|issue)\.? ?\d+", re.IGNORECASE)
_FURNITURE = re.compile(
    r"(?:now browsing|browsing (?:by|category)|home\s*[»>/|]|you are here|skip to|sign "
    r"(?:in|up)|log ?in|log ?out|subscribe|newsletter|follow us|shares?(?=$|:| this| on)|"
    r"tweet$|print$|e-?mail$|"
    r"advertisement|sponsored|related (?:articles?|stories|posts?|news|content|topics?)|"
    r"recommended|most (?:read|popular|viewed)|trending|latest news|more (?:from|in|stories|"
    r"news)|see also|also read|"
    r"tags?\s*:|topics?\s*:|categor(?:y|ies)\s*:|filed under|keywords?\s*:|comments?(?:\s*\(\d+\)|"
    r"\s*:|$)|leave a (?:reply|comment)|\d+ comments?|no comments?|"
    r"posted in|click (?:here|to)|download|previous|next (?:article|post)|back to (?:top|"
    r"home)|menu$|search$|close$|facebook$|twitter$|telegram$|whatsapp$|linkedin$|youtube$|"
    r"all (?:stories|news)|view all|load more|contact us|about us|privacy policy|terms "
    r"(?:of|and)|cookie|we use cookies|accept all|"
    r"posts? tagged|tag archives?|category archives?|archive for|showing posts|posts by|(?:← |« )?(?:newer|older) (?:posts?|entries|news)|"
    r"viewing all|browse latest|exit mobile|post a comment|labels?\s*:|\[email.protected\]|view on youtube|this site uses|"
    r"weekly (?:letter|dispatch)|"
    r"ចែករំលែក|អត្ថបទ(?:ទាក់ទង|ពាក់ព័ន្ធ|ផ្សេង)|ពាក្យគន្លឹះ|មតិ(?:យោបល់)?$|ទំព័រដើម|ជាវ|តាមដាន).{0,80}",
    re.IGNORECASE,
)
_NAME = re.compile(r"^(?:the )?[A-Z][\w’'.-]*(?: (?:and|of|the|de|van|al|bin|&|[A-Z][\w’'.-]*)){0,6}$")
_AROUND_POST = re.compile(
    r"[A-Z][\w .-]{1,30} said ?(?:\.\.\.|…)|"
    r"(?:[Ff]ollow|[Jj]oin|[Ff]ind|[Ll]ike) .{2,60} on (?:Facebook|Twitter|Telegram|Instagram|X)\b.{0,120}"
)
"""Above a reader's comment; and where else a blog is to be found."""
_AGENCY = re.compile(r"(?!(?:MP|MD|JD|CEO|NGO|UN|US|EU|UK)\b)[A-Z]{2,5}(?: [A-Z][a-z]+)?")
"""An agency behind an author: "By Ana Bell, KRV Khmer"."""
_BEFORE_DAY = re.compile(
    rf",?\s*(?:(?:published|posted|updated)\s*:\s*)?(?:{WEEKDAY},?\s*)?{DAY}",
    re.IGNORECASE,
)
_LONGEST_VOICE, _LONGEST_KHMER_NAME = 140, 60
_SENTENCE_KHMER = re.compile("[«»“”។]|បាន|ថា(?:៖|:|\\s|$)")
"""What no Khmer byline holds."""
_SHORT = (
    (Sort.ENDS, ENDS),
    (Sort.ENDS, SIGNED_OFF),
    (Sort.STAMP, STAMP),
    (Sort.KICKER, KICKER),
    (Sort.BYLINE, STAFF),
    (Sort.FURNITURE, COUNTS),
)


def _is_byline(shown: str) -> bool:
    if len(shown) <= _LONGEST_VOICE and VOICE.fullmatch(shown):
        return True
    match = _BYLINE.fullmatch(shown) if len(shown) <= 100 else None
    if not match or (has_khmer(shown) and _SENTENCE_KHMER.search(shown)):
        return False
    if match["site"]:
        return shown[0].isupper() and OUTLET_WORD.search(match["site"]) is not None
    return match["khmer"] is not None or has_khmer(shown) or author_of(shown) is not None


def sort_of(text: str) -> Sort:
    """What a line is for. Only lines whose whole shape says so are anything but text."""
    shown = unglued(text.strip())
    if len(shown) > 900 or not shown:
        return Sort.TEXT
    if shown[0] > "\u2190" and (picture := PICTURE.match(shown)) and not COUNTS.fullmatch(shown):
        shown = shown[picture.end() :] or shown
    if len(shown) < 160 and POSTED_BELOW.fullmatch(shown):
        return Sort.CLOSES
    if len(shown) < 140 and CHAT.fullmatch(shown):
        return Sort.HEAD
    if len(shown) < 160 and (_POSTED.match(shown) or _FORWARDED.fullmatch(shown)):
        return Sort.OPENS
    if is_closing(shown):
        return Sort.CLOSES
    return around(shown) or _header_sort(shown) or _lesser_sort(shown)


def _cited(shown: str) -> re.Match[str] | None:
    """An outlet in brackets with the day of what was taken from it."""
    match = CITED.fullmatch(shown)
    return match if match and day_in(shown) else None


def _header_sort(shown: str) -> Sort | None:
    if len(shown) <= 110 and _OPINION.fullmatch(shown) and (":" in shown or "|" in shown or len(shown) < 24):
        return Sort.OUTLET
    if (
        _DATED.fullmatch(shown)
        or (len(shown) < 90 and _KHMER_DATED.fullmatch(shown))
        or _LUNAR.fullmatch(shown)
        or _cited(shown)
        or _is_dated(shown)
    ):
        return Sort.DATED
    if len(shown) < 40 and STAMP.fullmatch(SIGNS.sub("", shown)):
        return Sort.STAMP
    if "|" in shown and len(shown) < 60 and SECTION.fullmatch(shown.rsplit("|", 1)[1].strip()):
        return Sort.KICKER
    if CABLE.fullmatch(shown):
        return Sort.DATED
    return next((sort for sort, shape in _SHORT if shape.fullmatch(shown)), None) if len(shown) < 60 else None


def _is_dated(shown: str) -> bool:
    """A line about a day and little else: "Updated: 12:30, 5 March 2025", "River Herald, 5 March 2025", a place and a day."""
    if len(shown) > 110 or shown[-1] in "?!:;" or len(days_in(shown)) != 1:
        return False
    beside = beside_day(shown)
    if beside is None:
        return False
    words = beside.split()
    return (
        not words
        or KICKER.fullmatch(beside) is not None
        or _ISSUE.match(shown) is not None
        or _parts_beside_day(shown) is not None
        or (len(words) <= 4 and (is_dateline(f"{shown} ") or shown.endswith(("--", "–", "—"))))
        or (len(words) <= 4 and not has_khmer(beside) and _NAME.match(beside) is not None)
        or (has_khmer(beside) and len(beside) <= 24 and not shown.endswith("។"))
    )


def _parts_beside_day(shown: str) -> tuple[str | None, str | None] | None:
    """Author and outlet of "Opinion, Ana Bell, 3 May 2025" and "River Courier • 3 May 2025 • 2 min read"; nothing for other lines."""
    parts = [part for part in re.split(r"\s*[,|•·]\s*", beside_day(shown) or "") if part]
    named = [part for part in parts if not SECTION.fullmatch(part)]
    if (
        len(named) > 2
        or (len(named) == len(parts) and not (len(parts) > 1 and any(OUTLET_WORD.search(part) for part in parts)))
        or not all(NAMES.fullmatch(part) or _NAME.match(part) for part in named)
    ):
        return None
    outlet = next((part for part in named if OUTLET_WORD.search(part)), None)
    authors = (part for part in named if part != outlet and NAMES.fullmatch(part) and not part.isupper())
    return next(authors, None), outlet


def _lesser_sort(shown: str) -> Sort:
    if len(shown) < 140 and _is_dated_between_strokes(shown):
        return Sort.DATED
    if _is_byline(shown) or _outlet_behind_name(shown):
        return Sort.BYLINE
    if is_caption(shown):
        return Sort.CAPTION
    if len(shown) < 120 and RELATED.fullmatch(shown) and (shown[-1] not in ".!?”" or ":" in shown[:24]):
        return Sort.RELATED
    if len(shown) < 320 and MAILED.fullmatch(shown):
        return Sort.HEAD
    wall = len(shown) < 320 and (WALL.fullmatch(shown) or EDITORIAL.fullmatch(shown) or _AROUND_POST.fullmatch(shown))
    return (
        Sort.FURNITURE
        if wall or (len(shown) < 120 and _FURNITURE.fullmatch(shown) and shown[-1] not in ".!?”")
        else Sort.TEXT
    )


def _named(text: str | None) -> str | None:
    """A name, or nothing where the place for it holds only signs."""
    shown = (text or "").strip(" \t()[]:|–—-.,/&*")
    return shown if sum(letter.isalpha() for letter in shown) >= 2 else None


def outlet_of(text: str) -> str | None:
    """The outlet that a closing, byline, dated or opinion line names."""
    shown = unglued(text.strip())
    for pattern in (CABLE, STAFF, SOURCE, _OPINION):
        match = pattern.fullmatch(shown) or (_cited(shown) if pattern is SOURCE else None)
        if match:
            shown = _BEHIND_TITLE.sub("", (match["outlet"] or "").split(" | ")[0])
            return _without_day(_named(shown))
    behind = _outlet_behind_name(shown)
    if behind or _is_dated_between_strokes(shown):
        return _without_day(behind["outlet"]) if behind else _outlet_between_strokes(shown)
    if has_khmer(shown) and _is_byline(shown):
        named = STROKE.split(_KHMER_BY.sub("", shown, count=1))
        parts = named[1:] if "|" in shown else [authors.of_khmer(named[0])[1] or ""]
        return next((_named(part) for part in parts if not day_in(part)), None)
    if (slashed := _BYLINE.fullmatch(shown)) and _is_outlet_beside_author(slashed["site"], shown):
        parts = re.split(r",\s|\s[–—-]\s", slashed["author"] or "")[1:]
        able = (part for part in parts if OUTLET_WORD.search(part) or _AGENCY.fullmatch(part))
        beside = next((part for part in able if _NAME.match(part) and not day_in(part)), None)
        return (
            _named((slashed["site"] or "").removesuffix(":").removesuffix(" Share"))
            or _named(beside)
            or authors.outlet_as_author(slashed["author"])
        )
    if match := PUBLISHED_BY.match(shown):
        return _named(match["outlet"])
    return _outlet_beside(shown)


def _outlet_behind_name(shown: str) -> re.Match[str] | None:
    """Names of people, a comma and the name of an outlet."""
    match = _NAME_AND_OUTLET.fullmatch(shown) if len(shown) <= 100 else None
    return match if match and OUTLET_WORD.search(match["outlet"]) and not OUTLET_WORD.search(match["author"]) else None


def _is_outlet_beside_author(site: str | None, shown: str) -> bool:
    """Whether what a stroke parts from a name is an outlet."""
    if not site or OUTLET_WORD.search(site):
        return True
    return (
        NAMES.fullmatch(re.split(r"\s*[/|]\s*", shown)[0]) is not None
        and _NAME.fullmatch(site) is not None
        and not day_in(site)
    )


def _outlet_beside(shown: str) -> str | None:
    """The outlet beside a day, a copyright sign, or between strokes; whose a picture is, is none."""
    if OWNED.fullmatch(shown):
        return None
    is_short = len(shown) < 110 and "|" not in shown
    beside = (_parts_beside_day(shown) or (None, None))[1] if is_short else None
    around_day = beside_day(shown) if is_short else None
    if not beside and around_day and OUTLET_WORD.search(around_day) and not is_section(around_day):
        beside = around_day
    if beside:
        return _named(f"The {beside}" if shown.lstrip("([").startswith(f"The {beside}") else beside)
    return next(filter(None, map(_named, copyright_owners(shown))), None)


def names_between_strokes(shown: str) -> list[str]:
    """What a line such as "National | Phnom Penh Vista | 28 September 2021" names beside days, hours, sections and bylines."""
    parts = (part.strip(" \u200b|") for part in STROKE.split(shown))
    return [
        part
        for part in parts
        if part
        and not day_in(part)
        and not is_section(part)
        and not _is_byline(part)
        and not re.match(r"\d|អាន ?[០-៩\d]", part)
    ]


def _is_dated_between_strokes(shown: str) -> bool:
    """ "SPORT / 21 AUGUST 2019 / ONA PELL": parts of a few words, one of them a day."""
    parts = STROKE.split(shown)
    return len(parts) > 1 and ("|" in shown or len(parts) > 2) and day_in(shown) is not None


def _outlet_between_strokes(shown: str) -> str | None:
    """The first name between strokes, one with a word of outlets before others; Khmer needs such a word."""
    able = [
        part
        for part in names_between_strokes(shown)
        if _NAME.match(part) or (has_khmer(part) and OUTLET_WORD.match(part) and not _BYLINE.match(part))
    ]
    likely = next((part for part in able if OUTLET_WORD.search(part)), None)
    return _named(likely or (able[0] if able and "|" in shown else None))


def _without_day(name: str | None) -> str | None:
    """ "Daily Wire, 3 May 2025" is Daily Wire."""
    return _BEFORE_DAY.split(name, maxsplit=1)[0] if name else None


def author_of(text: str) -> str | None:
    """The author that a byline names; an office or a list of outlets is none."""
    text = unglued(text.strip())
    if beside := _parts_beside_day(text):
        return authors.shown(beside[0])
    if behind := _outlet_behind_name(text):
        return authors.shown(behind["author"])
    if posted := authors.POSTED.fullmatch(text):
        return authors.shown(posted["author"])
    match = _BYLINE.fullmatch(text)
    if not match:
        return None
    named = re.split(r"\s*[|/–—]\s*|,\s|\s-\s|\s+\d", match["author"] or match["khmer"] or match["slashed"])[0].strip(
        " ."
    )
    if has_khmer(named):
        return authors.of_khmer(named)[0] if len(named) <= _LONGEST_KHMER_NAME else None
    is_name = (
        _NAME.match(authors.shown(named) or "")
        and not named.lower().startswith("the ")
        and not re.fullmatch(WEEKDAY, named, re.IGNORECASE)
        and not authors.outlet_as_author(named)
    )
    return authors.shown(named) if is_name else None
