"""What a line of a page can be for."""

from enum import Enum


class Sort(Enum):
    """What a line is for, where its shape alone tells."""

    HEAD = "head"
    """The head of a page or a message, before any article."""
    RULE = "rule"
    """A line of dashes between pages."""
    BUTTON = "button"
    OPENS = "opens"
    CLOSES = "closes"
    ENDS = "ends"
    KICKER = "kicker"
    SITE = "site"
    """The outlet's name above a title, page after page."""
    STAMP = "stamp"
    RELATED = "related"
    BYLINE = "byline"
    DATED = "dated"
    OUTLET = "outlet"
    CAPTION = "caption"
    FURNITURE = "furniture"
    TEXT = "text"
