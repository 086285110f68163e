"""The words by which matrices say things, in English, French and Spanish: headings, positions, markers and numbers.

Patterns are for folded text (``words_only``: small letters, no accents, no punctuation) unless said otherwise.
"""

import re

from tamdan.language.normalise import words_only
from tamdan.recommendations.imports.positions import position_of

HEADINGS = {
    "other": re.compile(
        r"\b(assessment|comments?|implementation|implementing|measures|indicators?|time ?(line|frame)|responsib\w+|minist\w+|status|"
        r"evaluation|commentaires?|mise en œuvre|mise en oeuvre|mesures|evaluacion|comentarios?|aplicacion|cumplimiento|medidas)\b"
    ),
    "source": re.compile(r"\b(source|fuente) (of|de)\b.*\b(position|posicion)\b|\b(document symbol|symbol|document|cote|signatura)\b"),
    "sdg": re.compile(r"\b(sdgs?|odd|ods|sustainable development|developpement durable|desarrollo sostenible|goals?)\b"),
    "number": re.compile(
        r"^(no|n|nr|n o|num|number|numero|para|paras|paragraph|paragraphe|parrafo|ref|reference|item)$"
        r"|^(recommendation|recommandation|recomendacion|rec|paragraph|upr|report)s? (no|nr|n o|number|numero|num|para\w*|id|ref\w*)$"
        r"|^(number|no|numero|n o) (of|de)( the| la)? (recommendation|recommandation|recomendacion|paragraph)s?$"
        r"|^(no|n|num|numero|number|para\w*|ref\w*) (and |et |y )?(recommending )?(states?|countr\w+|delegations?|etats?|pays|estados?)$"
    ),
    "position": re.compile(
        r"\b(position|posicion|response|reponse|respuesta|acceptance|decision)\b"
        r"|^(supported|accepted|s|a) (noted|n)$|^(yes no|oui non|si no|y n)$"
    ),
    "reviewed": re.compile(
        r"\b(states?|countr(y|ies)) (under review|reviewed|concerned)\b|\breviewed (state|country)\b|\bsur\b"
        r"|\b(etat|pays) (examine|concerne|objet)\b"
        r"|\b(estado|pais) (examinado|evaluado|objeto)\b"
    ),
    "session": re.compile(r"^(upr )?(session|sesion|periodo de sesiones)( no| number)?$"),
    "by": re.compile(
        r"^(?!.*\b(recommendations?|recommandations?|recomendaci\w+)\b.*\b(recommending|recommandant|recomendante|auteur)).*("
        r"\brecommending\b|\brecommandant|\brecomendante|\b(made|proposed|formulated|issued|recommended) by\b"
        r"|\b(etats?|pays) auteurs?\b|\bformulee? par\b|\b(formulada|hecha) por\b|\bque (formul|recom)\w+\b|\bmaking the recommendation\b)"
        r"|^(states?|countr(y|ies)|delegations?|etats? s?|pays|estados?|paises)$"
    ),
    "text": re.compile(r"\b(recommendations?|recommandations?|recomendacion(es)?|text|texte|texto)\b|អនុសាសន៍"),
    "themes": re.compile(
        r"\b(themes?|thematic|thematiques?|temas?|rights?|droits?|derechos?|issues?|topics?|areas?|clusters?|subjects?|categor\w+)\b"
    ),
    "groups": re.compile(r"\b(affected|groups?|persons|groupes?|personnes|grupos?|personas|beneficiar\w+|vulnerable)\b"),
}  # fmt: skip
"""Field -> what its heading says; asked in this order, because "Comments on the position" is no position."""

LANGUAGES = {
    "fr": re.compile(r"\b(recommandations?|etats?|themes? et|droits?)\b"),
    "es": re.compile(r"\b(recomendacion(es)?|estados?|temas?|derechos?)\b"),
}
"""What the headings of a translated matrix hold."""

LABEL = re.compile(
    r"^\s*(rights? or areas?|rights?|areas?|themes?|thème|thématique|tema|issue|topic|cluster|droit|derecho)\s*\d*\s*[:：]\s*",
    re.IGNORECASE,
)
"""What stands before the theme in a heading row."""
GROUPS = re.compile(
    r"^(affected persons|affected groups|persons affected|groups? of persons( affected)?|personnes (touchées|concernées|affectées)"
    r"|groupes? de personnes|personas afectadas|grupos? de personas)\s*[:：]?\s*",
    re.IGNORECASE,
)
"""What stands before the groups in a cell of themes. For text as printed."""
TAIL = re.compile(
    r"(?:^|(?<=[\s;.,)]))(?:source\s+(?:of|for)\s+(?:the\s+)?position|source\s+de\s+(?:la\s+)?position"
    r"|fuente\s+de\s+(?:la\s+)?posici[oó]n)\s*:"
    r"|(?:^|(?<=[;)]\s)|(?<=[;)]))(?:comments?|commentaires?|comentarios?)\s*:",
    re.IGNORECASE,
)
"""Where the recommendation ends and what the editors add begins. For text as printed."""
NUMBER = re.compile(
    r"^[\W_]*(?:A/HRC/\d+/\d+\S*[\s,–-]*)?"
    r"(?:\b(?i:para(?:graph)?s?|párr(?:afo)?|rec(?:ommendation|ommandation|omendaci[oó]n)?|upr|epu|r|no|n[°º])(?=[\W\d])[.:]?\s*)?"
    r"(?P<number>\d{1,3}(?:\.\d{1,3}){1,2}[a-z]?|\d{1,3}(?=[.)]\s))(?:[.):/\]]+|\s?[–—-](?=\s))?(?=\s|$|[A-ZÀ-Þ(\u1780-\u17b3])"
)
"""The paragraph before a recommendation: 104.1, 166.6., "Para. 138.12", "[104.1]", "Recommendation 5.2:", "7)". For text as printed."""
PARTED_NUMBER = re.compile(r"\W*\d{1,3}(\s?\.\s?\d{1,3}){1,2}[a-z]?\W*")
"""A whole cell that is a paragraph, also with blanks beside its full stops: "5. 1"."""
ANSWER_INSIDE = re.compile(
    r"^\W*(?:position|response|r[ée]ponse|respuesta|posici[oó]n)\b[^:：]{0,60}[:：]\s*(?P<answer>\S.*)$", re.IGNORECASE
)
"""A line of its own in the cell of a recommendation. For text as printed."""
CLAUSE = re.compile(r"\(?(?P<letter>[a-z])\)\s+")
NEXT_CLAUSE = re.compile(r"(?:^|[\s;])\(?[b-z]\)\s")
"""A letter before a recommendation, which is part of its number unless further clauses follow in it."""
ENUMERATOR = re.compile(r"^\s*(?:\d{1,3}|[IVX]{1,5}|[A-Za-z])\s*[.):–-]\s+")
"""What counts titles and themes: "1.", "II.", "B)"."""
SYMBOL = re.compile(
    r"A/HRC/(?P<council>\d{1,3})/(?P<document>\d{1,3})(?!\d)(?P<addendum>/Add\.?\s*\d+)?", re.IGNORECASE
)
GOALS = re.compile(r"^(related |relevant )?(sdgs?|odd|ods|sustainable development goals)\s*[:：]\s*$", re.IGNORECASE)
"""What stands before the goals in a cell of themes."""
GOAL = re.compile(
    r"^(?:S\d{1,2}\s+)?(sdgs?|goals?|targets?|objectifs?|objetivos?|odd|ods|cible|meta)\b[.:]?\s*(no\.?\s*|n°\s*)?",
    re.IGNORECASE,
)
SEVERAL_GOALS = re.compile(
    r"\d{1,2}(?:\.(?:\d{1,2}|[a-d]))?(?:\s*(?:[,;&]|and|et|y)\s*(?:sdgs?|goals?)?\s*\d{1,2}(?:\.(?:\d{1,2}|[a-d]))?)+"
)

_PLURAL = re.compile(r"/s\b|\(s\)|\(es\)")
NO_TICK = frozenset({"", "-", "–", "—", "no", "n", "0", "non", "false", "☐", "□", "○", "✗", "✘"})
"""What a cell of such a column holds where the position is another."""


def field_of(heading: str) -> str:
    """The field that a heading stands for, or nothing. ``tick`` is a column that a single position has for itself."""
    folded = words_only(_PLURAL.sub("", heading.replace("_", " ")))
    found = next((name for name, pattern in HEADINGS.items() if pattern.search(folded)), "")
    return found or ("tick" if (position_of(heading) or ("", ""))[0] else "")


def closed(number: str) -> str:
    """A cell of numbers as printed, without the blanks beside its full stops where the whole cell is one number."""
    return re.sub(r"\s?\.\s?", ".", number) if PARTED_NUMBER.fullmatch(number) else number
