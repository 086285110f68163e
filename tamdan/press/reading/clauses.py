"""What stands around a verb of saying: helping words before it, the frames that make a weak verb one, phrases that say something."""

import re

from tamdan.press.reading.sentences import COVER

MADE = re.compile(
    r"\bmade (?:the|these|those|his|her|this|such|that)? ?(?:comments?|remarks?|statements?|"
    r"announcement|call|appeal)\b|\b(?:issued|released|delivered|submitted|published) "
    r"(?:the|a|an|this|his|her|their)? ?(?:\w+ ){0,2}(?:statement|letter|report|speech|"
    r"remarks|appeal|declaration)\b|\b(?:takes?|took) note\b|"
    r"\b(?:has|have|had) the following to say\b|\bwant(?:s|ed) to know\b|\bbrought to the attention of (?:the )?\w+\b|"
    r"\b(?:was|were|is|are|has been) (?:\w+ly )?(?:quoted|cited)(?: (?:by|in) [^,.;]{3,60}?)? as saying\b"
)
MINDED = re.compile(
    r"\b(?:concerned|alarmed|troubled|worried|dismayed|appalled|shocked|saddened|disappointed|encouraged|pleased|"
    r"confident|hopeful) "
    r"(?:about|at|by|that|over|with|to)\b"
)
BEING = re.compile(r"\b(?:is|are|was|were|remains?|remained|has been|have been) (?:(?:also|further|very|\w+ly) )*$")
"""A state of mind that a body puts on record."""
AUXILIARY = re.compile(
    r"(?:\b(?:has|have|had|also|later|then|further|again|once|now|recently|reportedly|"
    r"just|still|even|never|always|often|only|both|all|himself|herself|themselves|itself|"
    r"would|will|did|does|do|is|are|"
    r"was quick to|were quick to|wish(?:es)? to|would like to|begs? to|went on to|continued to|took to \w+ to|"
    r"in turn|however|"
    r"too|already|simply|first|as well|not|therefore|thus|hereby|accordingly|nevertheless|nonetheless|"
    r"(?!family|July|Italy|only|reply|ally|early|rally|supply|assembly|italy|daily|weekly|"
    r"monthly|Emily|Kelly|Sally|Billy|Holly|Molly|bully)[a-z]+ly|"
    r"(?:on |last |this )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: morning| night|"
    r" evening| afternoon)?|yesterday|today|tonight|"
    r"this week|last week|(?:earlier )?(?:this|last) (?:month|year)(?!,)|earlier|previously)\s*,?\s*)+$"
)
FRAME = re.compile(
    rf"\s*(?:that|on|for|out|of|whether|how|why|what|if|:|,?\s*{COVER}|(?:[\w’\'$.-]+ ){{1,10}}{COVER}|"
    rf"concerns?|support|hope|regret|(?:his|her|their|its|our|deep|grave|serious|strong|great|utter|full) "
    rf"(?:\w+ ){{0,2}}(?:concerns?|support|hope|condolences|disappointment|regret|dismay|alarm|outrage|"
    rf"solidarity|gratitude|"
    rf"appreciation|view|opinion|belief|confidence|satisfaction|sadness|thanks|protest|objection|"
    rf"rejection|commitment)|the\b|\w+ (?:of|that|to|with)\b)"
)
