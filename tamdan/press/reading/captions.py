"""Lines that say what a picture shows, and whose picture it is."""

import re

from tamdan.press.reading.shapes import DAY, MONTH, WEEKDAY, days_in, is_dateline

_CAPTION = re.compile(
    r"(?:image|photo|photograph|picture|video|map|graphic|illustration|content image|cover image|"
    r"file photo|courtesy|រូបភាព|រូបថត)s?(?: credit| courtesy| caption| by| source)?s?\s*[:/–៖-].{0,200}|"
    r"credits?\s*:\s*.{2,80}|.{2,60}\blogo(?:\s*\d*)?|logo of .{2,80}|\(?(?:photo|image|file photo|video)(?: "
    r"by| courtesy| credit).{2,80}\)?|\[?(?:photo|image|video)\]?",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"[.!?]\s*(?:(?:photo|image|picture)s? (?:by|from|:).{2,40}|/?\s*(?:facebook|twitter|"
    r"supplied|handout|courtesy|file photo|file|stringer|reuters|afp|ap|epa|xinhua|getty "
    r"images|telegram|youtube|ហ្វេសប៊ុក)\.?)$|\((?:photo|image|picture|file)[^)]{0,60}\)\.?$|"
    r"\b(?:AFP|REUTERS|EPA|AP)/\w.{0,40}$|[.!?] [A-Z]{2,5}/[A-Z][\w’-]+(?: [A-Z][\w’-]+){1,2}$|\((?:រូប|ហ្វេសប៊ុក|ឯកសារ|ថតដោយ)[^)]{0,80}\)\.?$",
    re.IGNORECASE,
)
_KHMER_CAPTION = re.compile(r"រូប(?:ភាព|ថត|ឯកសារ)")
_PHOTOGRAPHER = re.compile(
    r"[^\"“”«»]{20,240}[.!?] (?:[A-Z][\w’-]+ ){1,2}[A-Z][\w’-]+(?:/[\w ]{2,30})?$|"
    r"[^\"“”«»]{20,240}[.!?] \((?:[A-Z][\w’-]+ ){1,3}[A-Z][\w’/-]+\)$"
)
_SHOWS = re.compile(
    r"^(?!.*\b(?:said|says|saying|told|had|has|have|will|would)\b)[A-Z][^.!?\"“”«»]{5,160}?"
    r"(?<!\ba )(?<!\ban )(?<!\bthe )(?<!\bof )(?<!\bto )(?<!\bbeen )\b(?:speaks?|walks?|stands?|poses?|attends?|"
    r"holds?|looks?|"
    r"gestures?|arrives?|meets?|waves?|sits?|hold|shakes? hands|delivers?|gathers?|march(?:es)?|"
    r"protests?|greets?|addresses|pictured|seen|shown)\b[^.!?\"“”]{0,60}?\b(?:in|at|on|"
    r"during|outside|near|in front of|with|as|to)\b[^\"“”]{0,200}$"
)
_TOLD_ON = re.compile(r"[.!?] (?:He|She|It|They|We|The|A|An|But|And|In|His|Her) ")
"""A second sentence that goes on telling: no caption."""
_PAST_DAY = re.compile(rf"\b(?:on {DAY}|in {MONTH} \d{{4}}|on {MONTH} \d{{1,2}}|on {WEEKDAY})", re.IGNORECASE)


OWNED = re.compile(r"©\s?[^|]{2,60}\|\s.{12,}")
"""Whose a picture is and what it shows: "© River Watch | Canoes block the river."."""


def is_caption(shown: str) -> bool:
    if _CAPTION.fullmatch(shown) or (
        len(shown) < 320 and _KHMER_CAPTION.match(shown) and (days_in(shown) or shown[-1] == ")")
    ):
        return True
    if len(shown) > 320:
        return False
    if _PHOTOGRAPHER.fullmatch(shown) or OWNED.fullmatch(shown):
        return True
    if _CREDIT.search(shown):
        return True
    return (
        bool(_PAST_DAY.search(shown) and _SHOWS.match(shown)) and not is_dateline(shown) and not _TOLD_ON.search(shown)
    )
