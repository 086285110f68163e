"""What the press said: outlets and feeds, what was captured of them, the articles in it, who speaks there and what they say.

Everything that the reader finds is a suggestion (``links.models.Decided``: origin, decision, by whom, when) until a person decides.
"""

from tamdan.press.models.articles import Article, Republication
from tamdan.press.models.captures import Capture
from tamdan.press.models.outlets import Feed, Outlet
from tamdan.press.models.pairs import Pair
from tamdan.press.models.passages import Commitment, Figure, Mention, Passage, Quotation
from tamdan.press.models.releases import Release, Request
from tamdan.press.models.voices import Naming, Voice

__all__ = [
    "Article",
    "Capture",
    "Commitment",
    "Feed",
    "Figure",
    "Mention",
    "Naming",
    "Outlet",
    "Pair",
    "Passage",
    "Quotation",
    "Release",
    "Republication",
    "Request",
    "Voice",
]
