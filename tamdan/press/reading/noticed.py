"""What a page says of an article besides its text: a correction, that it was removed, that it is satire."""

import re

from tamdan.press.reading.records import Block, Line

MARKS = {
    "correction": re.compile(
        r"^\W*(?:correction|corrigendum|clarification|editor[’']s note\W.{0,60}\bcorrect|this "
        r"(?:article|story|post) (?:has been|was) (?:corrected|amended|updated)|an earlier version of this)|"
        r"^\W*(?:កែតម្រូវ|"
        r"សូមកែ|ការកែតម្រូវ)",
        re.IGNORECASE,
    ),
    "removed": re.compile(
        r"\b(?:this|the) (?:article|story|page|post|content|report) (?:has been|was|is) (?:removed|"
        r"deleted|withdrawn|retracted|taken down|no longer available)|^\W*(?:retraction|retracted)\b|"
        r"អត្ថបទនេះត្រូវបាន(?:លុប|ដក)",
        re.IGNORECASE,
    ),
    "satire": re.compile(
        r"\b(?:satire|satirical|parody|april fools)\b|^\W*(?:រឿង|អត្ថបទ)?(?:កំប្លែង|លេងសើច|ចំអក)[៖ :]", re.IGNORECASE
    ),
}
_MARKED = re.compile(
    r"[Cc]orr|[Cc]larif|amended|updated|earlier version|[Rr]emoved|deleted|withdrawn|[Rr]etract|taken down|"
    r"longer available|[Ss]atir|SATIR|[Pp]arody|[Aa]pril [Ff]ool|CORR|[\u1780-\u17ff]"
)
"""Spares most lines the search for the marks."""


def mark(block: Block, line: Line) -> None:
    if len(line.text) < 300 and _MARKED.search(line.text):
        block.marks += [
            code for code, pattern in MARKS.items() if code not in block.marks and pattern.search(line.text)
        ]
