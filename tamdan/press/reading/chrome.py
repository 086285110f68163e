"""What pages put around articles: buttons, players, addresses, heads of pages, mail headers, rules between pages.

No outlet is named here.
"""

import re
from collections.abc import Callable

from tamdan.press.reading.shapes import days_in
from tamdan.press.reading.sorts import Sort

_HEAD = (
    r"skip to (?:main )?(?:content|navigation|search)|accessibility links|header image\b.{0,40}|toggle (?:navigation|"
    r"menu)|search for:?|main menu|(?:now )?browsing (?:by|category|author|tag).{0,40}|you are here.{0,80}|"
    r"home(?:\s*[»>/›|].{1,120})|(?=.{2,60} [»›>] )(?:[^»›>«“.!?:]{2,40} [»›>] ){1,4}[^»›>«“.!?:]{2,80}|jump to.{0,30}|"
    r"posts? (?:tagged|filed|categori[sz]ed|by)\b.{0,60}|(?:archives? for|(?:category|tag|author|"
    r"monthly) archives?)\b.{0,60}|"
    r"viewing all \d+ articles|browse latest.{0,30}|showing \d+ ?[-–] ?\d+ of .{0,20}|"
    r"follow (?:this|our) (?:blog|page|site|channel).{0,120}|"
    r"ភ្ជាប់ទៅ(?:គេហទំព័រ|មាតិកា|ទំព័រ).{0,30}|ទៅកាន់(?:មាតិកា|ទំព័រ).{0,30}|ព័ត៌មានថ្មី|"
    r"(?:from|to|cc|bcc|reply-to|sender|subject|sent)\s?: .{1,160}|date\s?: \w{3}, .{8,40}|"
    r"-+ ?(?:forwarded message|original message) ?-+|sent from (?:my|a) .{3,40}|.{0,140}\bcall (?:us |"
    r"now )?(?:on |at |: ?)?\+?\d[\d -]{6,}.{0,40}|(?:[A-Z]{2}(?: ?[|/·] ?| )){1,8}[A-Z]{2}"
)
"""Lines at the head of a page or a message: they belong to no article."""
_BUTTONS = (
    r"(?:share|tweet|post|pin|save|email|send|copy|print)(?: this)?(?: (?:article|story|post))?(?: (?:on|via|to|with) "
    r"(?:whatsapp|facebook|twitter|x|telegram|linkedin|reddit|email|messenger|line))?|"
    r"(?:[A-Z]{1,2} ){1,5}[A-Z]{1,2}|[XSML][SMDLG]|"
    r"\d{1,2}:\d{2} / \d{1,2}:\d{2}|listen(?: to (?:this )?(?:article|story|audio))?|play(?: audio)?|"
    r"(?:pdf|word|audio|video)(?: format| version)?\s?:.{0,120}|"
    r"(?:download|read|see|view) (?:the )?full (?:press )?(?:statement|report|letter|text|release)\b.{0,80}|"
    r"font size.{0,20}|text size.{0,20}|add (?:us )?(?:as a|on) .{0,40}|follow (?:news|us|the).{0,120}|"
    r"(?:message )?pinned.{0,40}"
)
"""Buttons and players, mostly right below a title."""
_FOOT = (
    r"(?:[\d.,]+ ?k? )?like(?:s)? ?loading(?:\.\.\.|…)?|like this:?|loading(?:\.\.\.|…)|share this:?|older posts?|"
    r"newer posts?|subscribe to:.{0,40}|labels?\s?:.{0,120}|filed under\s?:.{0,120}|post a comment|"
    r"\d+ responses?.{0,80}|"
    r"resources|download attachments?.{0,60}|to unsubscribe.{0,120}|unsubscribe.{0,80}|"
    r"\W{0,3}[\d.,]+ ?k?\s+(?:edited\s+)?\d{1,2}:\d\d|"
    r"(?:twitter|facebook|instagram|telegram|youtube|tiktok|x)\s?: ?@?\S+(?: \S+)?|tag and share.{0,40}|"
    r"donate(?: now| today)?|"
    r"(?:please )?(?:support|donate to|become a (?:member|supporter)|join) (?:us|our|the|[A-Z]).{0,120}|"
    r"(?:your|every|any) (?:tax[- ]deductible )?(?:gift|donation|contribution)\b.{0,200}|help us .{5,200}|"
    r"get (?:briefed|the (?:newsletter|latest)|our).{0,200}|sign up (?:for|to).{0,160}|region / country|"
    r"\W{0,3}(?:receive (?:daily|weekly|our|the)|download the .{2,40}\bapp\b).{0,160}|"
    r"(?:via|hat tip|h/t) [A-Z].{2,60}|"
    r"also (?:in|on) [^:]{2,40}:.{0,200}|"
    r"(?=.*\d)[^.!?]{0,80}\b(?:\d(?:st|nd|rd|th) floor|building \d|street \d|p\.?o\.? box)\b[^.!?]{0,60}|"
    r"(?:you received this|this e-?mail was sent).{0,160}|view (?:this e-?mail )?in (?:your )?browser.{0,40}|"
    r"កំណត់ចំណាំ(?:ចំពោះ|សម្រាប់).{10,400}|=[^=\n]{2,40}=?"
)
"""What stands below a text."""
HEAD = re.compile(_HEAD, re.IGNORECASE)
BUTTONS = re.compile(_BUTTONS, re.IGNORECASE)
FOOT = re.compile(_FOOT, re.IGNORECASE)
LETTERS_ALONE = re.compile(r"(?:[A-Z] ){2,6}[A-Z]|[XSML][SMDLG]")
"""Initials of share buttons, sizes of type."""
RULE = re.compile(r"[-–—_=*~•·. ]{5,}|[-–—_=*~]{3,}")
ADDRESS = re.compile(
    r"(?:(?:read |see |view |full |source|link|original|article|story|more|text|at|here|the|on|from|of)\W*)*"
    r"(?:https?://|www\.)\S+\W*",
    re.IGNORECASE,
)
"""An address with at most a word of introduction: where the whole text stands."""
POSTED_BELOW = re.compile(
    r"posted by\b.{1,60}?\b(?:at|on)\b.{0,24}?\d{1,2}:\d{2}.{0,60}|(?:posted|published) (?:by|in) .{1,60}\|"
    r".{0,40}comments?.{0,20}",
    re.IGNORECASE,
)
"""A blog's line below its text: who, at what hour, how many comments."""
IMAGE_FILE = re.compile(r"\S+\.(?:jpe?g|png|gif|webp)\b.{0,320}", re.IGNORECASE)
TICKER = re.compile(r"[^|]{12,}(?:\| ?[^|]{12,}){2,}\|?|[^|]{12,}\|(?: ?[^|]{12,}\|)+")
"""Headlines in one line, parted by strokes."""
ENDORSED = re.compile(
    r"(?:this (?:joint )?(?:statement|letter|appeal) is )?(?:endorsed|signed|supported|co-?signed) by\s?:?|"
    r"signator(?:y|ies)"
    r"(?: organi[sz]ations)?\s?:?|(?:for )?(?:more|further) information.{0,60}contact.{0,40}:?|(?:media |"
    r"press )?contacts?\s?:|"
    r"notes? (?:to|for) (?:the )?editors?\s?:?|សម្រាប់ព័ត៌មានបន្ថែម.{0,80}|ឯកភាពដោយ\S{0,20}",
    re.IGNORECASE,
)
"""What stands below a statement up to the next: who signed it, whom to ask."""
_LONGEST = 420
"""Characters of a notice below a text, at most."""


def around(shown: str) -> Sort | None:
    """What a line is that a page or a mail puts around its articles; nothing for lines of an article."""
    if RULE.fullmatch(shown):
        return Sort.RULE
    if len(shown) <= len("X S"):
        return Sort.BUTTON if LETTERS_ALONE.fullmatch(shown) else None
    if len(shown) > _LONGEST:
        return Sort.HEAD if _is_ticker(shown) else None
    return next((sort for sort, holds in _SHAPES if holds(shown)), None)


def _is_ticker(shown: str) -> bool:
    return "|" in shown and len(shown) > 80 and not days_in(shown) and TICKER.fullmatch(shown) is not None


def _is_head(shown: str) -> bool:
    return len(shown) < 180 and shown[-1] not in ".!?”" and HEAD.fullmatch(shown) is not None


def _is_button(shown: str) -> bool:
    if LETTERS_ALONE.fullmatch(shown):
        return True
    short = len(shown) < 130 and shown[-1] not in ".!?”" and not shown.isupper()
    return short and BUTTONS.fullmatch(shown) is not None


_SHAPES: tuple[tuple[Sort, Callable[[str], object]], ...] = (
    (Sort.FURNITURE, lambda shown: shown[:4].lower() == "also" and FOOT.fullmatch(shown)),
    (Sort.HEAD, _is_ticker),
    (Sort.CAPTION, lambda shown: "." in shown and IMAGE_FILE.fullmatch(shown)),
    (Sort.CLOSES, lambda shown: "." in shown and ADDRESS.fullmatch(shown)),
    (Sort.HEAD, _is_head),
    (Sort.BUTTON, _is_button),
    (Sort.ENDS, ENDORSED.fullmatch),
    (Sort.FURNITURE, lambda shown: FOOT.fullmatch(shown) and not days_in(shown)),
)
"""Tried in this order."""
