"""An author's name as a byline prints it, and as it is shown."""

import re

from tamdan.press.reading.shapes import DAY, OUTLET_WORD

POSTED = re.compile(
    rf"(?:posted|published|written|submitted) on (?:\w+, )?{DAY}(?:,? at .{{2,12}})? by (?P<author>[A-Z].{{2,60}})",
    re.IGNORECASE,
)
""" "Posted on November 18, 2018 by Ana Bell"."""
_FROM = re.compile(r"\s+(?:in|from) [A-Z][\w’' -]+$")
_BY = re.compile(r"by:?\s+", re.IGNORECASE)
_WIRE = re.compile(
    r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2} (?:Newswire|News|News Agency|News Service|Press Agency|Wire)|"
    r"The [A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2}|[A-Z]{2,5} (?:Khmer|English|News|Asia)"
)
_NOBODY = re.compile(
    r"(?:our |a )?(?:staff|agency|news)?\s?(?:writers?|reporters?|correspondents?|desk|staff|admin(?:istrator)?)",
    re.IGNORECASE,
)


def shown(name: str | None) -> str | None:
    """Without "By" and the place that it was written from, in small letters where it was printed in capitals; a staff is nobody."""
    bare = _FROM.sub("", _BY.sub("", (name or "").strip(), count=1)).strip(" .")
    if not bare or _NOBODY.fullmatch(bare):
        return None
    return " ".join(_in_small_letters(word) for word in bare.split())


def outlet_as_author(name: str | None) -> str | None:
    """ "By Lake Newswire": an outlet in the place of its author."""
    return name if name and _WIRE.fullmatch(name) else None


def _in_small_letters(word: str) -> str:
    letters = word.replace("-", "").replace("’", "").replace("'", "")
    return word.title() if letters.isalpha() and word.isupper() and len(letters) > 2 else word


def of_khmer(text: str) -> tuple[str, str | None]:
    """Author and outlet of a Khmer byline: the outlet is what begins with a word of outlets, behind the name."""
    words = text.split()
    at = next((at for at, word in enumerate(words) if at != 1 and OUTLET_WORD.match(word)), len(words))
    return " ".join(words[:at]), " ".join(words[at:]) or None
