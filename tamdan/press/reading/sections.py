"""Names of the parts of a page ("News", "Opinion", "Africa"), which are no outlets."""

import re

from tamdan.press.reading.shapes import KICKER

SECTION = re.compile(
    r"(?:(?:political|national|local|world|business|economic|social|sports?|breaking|latest|regional|international|top|other) )?news|"
    r"op-?ed|opinion|commentary|editorial|analysis|column|national|politics|business|world|report|interview|"
    r"africa|(?:the )?americas|asia(?:[ -](?:and the )?pacific)?|europe|(?:the )?middle east|global|region|society|economy|environment|"
    r"climate(?: and environment)?|economic development|human rights|law and crime prevention|peace and security|"
    r"women|migrants and refugees|humanitarian aid|health|education|culture(?: and education)?|un affairs|justice|courts?|crime|"
    r"land|labou?r|"
    r"feature|blog|letters?|ទស្សនៈ|ព័ត៌មាន(?:ជាតិ|អន្តរជាតិ|ថ្មីៗ?|ទូទៅ|ក្នុងស្រុក)?|កីឡា|បច្ចេកវិទ្យា|សុខភាព|បរិស្ថាន",
    re.IGNORECASE,
)


def is_section(text: str) -> bool:
    """Whether words name a part of a page ("News", "Opinion") and no outlet."""
    shown = text.replace("\u200b", "")
    return SECTION.fullmatch(shown) is not None or KICKER.fullmatch(shown) is not None
