"""The title line of a saved page: the outlet's name before or after a headline that stands again alone below it."""

import re

from tamdan.press.reading.records import Line

_PAGE_TITLE = re.compile(
    r"(?:logo of .{2,60}? (?:newspaper|magazine|website|radio|news|tv|agency) )?(?P<site>[^|"
    r"»]{3,60}?)\s+[-–—|»]\s+(?P<title>\S.{10,})$",
    re.IGNORECASE,
)
_TITLE_SITE = re.compile(r"(?P<title>\S.{10,}?)\s+[-–—|»]\s+(?P<site>[^|»–—-]{3,50})$")
_PARTING = re.compile(r"\s[-–—|»›>/]\s")
_HOME = re.compile(r"home(?:page)?|news|ទំព័រដើម|start|main", re.IGNORECASE)


def page_title(text: str, following: list[Line]) -> tuple[str, str] | None:
    """Outlet and headline of a page's title line, where the headline stands again alone below it."""
    if len(text) > 300 or not _PARTING.search(text):
        return None
    below = {line.text.strip() for line in following}
    steps = [step.strip() for step in re.split(r"\s[>›»/]\s", text)]
    if len(steps) > 1 and steps[-1] in below:
        return (steps[0], steps[-1]) if _HOME.fullmatch(steps[0]) is None and len(steps[0]) <= 60 else None
    for pattern in (_PAGE_TITLE, _TITLE_SITE):
        for match in pattern.finditer(text):
            if match["title"].strip() in below:
                return _without_repeat(match["site"].strip()), match["title"].strip()
    return None


def _without_repeat(site: str) -> str:
    """ "Logo of Daily newspaper Daily" is Daily."""
    return re.sub(r"^logo of .* (?=\S)", "", site, flags=re.IGNORECASE) if site.lower().startswith("logo of") else site
