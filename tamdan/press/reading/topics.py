"""What an article is: about human rights or not, news, opinion, profile or teaser, in which language."""

import re

from tamdan.language.script import LETTERS, has_khmer
from tamdan.press.reading.listing import by_first_letter
from tamdan.press.reading.records import Block

_STRONG = by_first_letter(
    r"human rights?|rights (?:groups?|defenders?|watchdogs?|abuses?|violations?|activists?|"
    r"body|council|situation|officials?)|prisoners? of conscience|political prisoners?|"
    r"civil society|civic space|fundamental freedoms?|freedoms? of (?:expression|speech|"
    r"assembly|association|religion|the press|movement)|press freedom|media freedom|special "
    r"rapporteurs?|universal periodic review|torture\w*|ill-treatment|enforced disappearances?|"
    r"extrajudicial|arbitrar\w+ (?:arrest|detention|detain)\w*|"
    r"non-refoulement|crimes against humanity|genocide|right to (?:vote|life|health|education|"
    r"housing|food|work|strike|protest|fair trial)|rights to vote|voting rights|political "
    r"rights|universal suffrage|land rights|labou?r rights|women[’']s rights|children[’']s "
    r"rights|"
    r"indigenous rights|forced (?:labou?r|evictions?|sterili[sz]ation)|human trafficking|"
    r"domestic violence|gender-based violence|sexual violence|discriminat\w+|persecut\w+|"
    r"crackdown|dissidents?|whistleblowers?|incitement|lese[- ]majeste|death penalty|impunity|"
    r"due process|fair trials?|peaceful (?:gatherings?|assembl(?:y|ies)|protests?|demonstrations?)|use of force|"
    r"excessive force|politically motivated|press law|media law|media licen[cs]es?|independent (?:media|press|newsrooms?|"
    r"outlets?|journalis[mt]s?)|land grab\w*|land-grab\w*|law on associations|trade union law|unfair trial|u\.?n\.? experts?|"
    r"stateless\w*|freedoms"
)
_MILD = by_first_letter(
    r"arrest(?:s|ed|ing)?|detain(?:ed|ees?|s)?|detention|jail(?:ed|s)?|imprison\w*|"
    r"prisons?|charged with|convicted|on trial|trial|court|opposition (?:party|leader|"
    r"member|figure|politician|activist|supporter|chief)s?|members of the opposition|activists?|"
    r"protest(?:s|ers?|ors?)?|evict\w*|"
    r"ngos?|unions?|strikes?|trade unions?|censor\w*|exile[ds]?|refugees?|asylum|minorit(?:y|"
    r"ies)|indigenous|disabilit(?:y|ies)|lgbt\w*|abuses?|violence|victims?|justice|democra\w+|"
    r"dissol(?:ved|ution)|sanctions|free and fair|journalists?|equality|gender|resettle\w*|"
    r"relocat\w*|displace\w*|compensation|villagers|land disputes?|gatherings?|consult(?:ed|ations?)|complaints?|"
    r"warrants?|raid(?:s|ed)?|custody|threats?|threaten(?:s|ed|ing)?|intimidat\w+|harass\w+|revo(?:ke[ds]?|cation)|"
    r"media outlets?|newsrooms?|petition(?:s|ed|ers)?|ballots?|recount\w*|irregularit(?:y|ies)|unionists?|"
    r"non-governmental organi[sz]ations?|concession(?:s|aires?)|bulldoz\w+|homes|interrogat\w+|"
    r"traffick\w*|rape[ds]?|rapists?|beaten|beatings?|judges?|prosecutors?|verdicts?|remand|defendants?|suspects?|"
    r"allegations?|summons(?:es|ed)?|opposition lawmakers?|"
    r"demonstrat(?:ors?|ions?)|drop (?:all |the )*(?:cases?|charges)|unconditionally|release (?:them|him|her)|land titles?|"
    r"former (?:lawmakers?|politicians?)|banned (?:lawmakers?|politicians?)|"
    r"refus(?:e|es|ed|ing) to (?:leave|move)|"
    r"legal aid|prisoners|bail|lawyers?|reprisals?|freed|sentenced|behind bars|shot (?:dead|him|her|them)"
)
_KHMER = re.compile(
    r"សិទ្ធិមនុស្ស|សិទ្ធិសេរីភាព|សេរីភាព|សង្គមស៊ីវិល|អ្នកទោសមនសិការ|ទារុណកម្ម|ឃាត់ខ្លួន|"
    r"ឃុំខ្លួន|ពន្ធនាគារ|រើសអើង|រំលោភ|សកម្មជន|បក្សប្រឆាំង|បណ្ដេញ|បណ្តេញ|ជម្លោះដីធ្លី|យុត្តិធម៌|"
    r"ជនរងគ្រោះ|អំពើហិង្សា|ជួញដូរមនុស្ស|កម្មករ|សហជីព|អ្នកការពារសិទ្ធិ|ជនជាតិដើមភាគតិច|"
    r"ជនជាតិភាគតិច|ដីសមូហភាព|ដោះលែង|ចាប់ខ្លួន|តុលាការ|កាត់ទោស|សហគមន៍|បាតុកម្ម|តវ៉ា|ប្រមូលផ្តុំ|ជាប់ឃុំ|អាជីវករ|"
    r"ដីធ្លី|សិទ្ធិ|អ្នកទោស|ញុះញង់|ដីកា|កោះហៅ|សាលក្រម|គាបសង្កត់|បំបិទ|គំរាមកំហែង|អយុត្តិធម៌|បណ្តឹង|បណ្ដឹង|"
    r"ផ្ដន្ទាទោស|ផ្តន្ទាទោស|ឃ្លាំមើល|មិនប្រក្រតី|បុកម្នេញ|យាយី|ប្រជាធិបតេយ្យ"
)
_KHMER_WEIGHT = {"សិទ្ធិ": 2.0, "សិទ្ធិមនុស្ស": 3.0, "សង្គមស៊ីវិល": 2.0}
_LETTER = re.compile(r"[A-Za-z\u00c0-\u024f]")
_KHMER_LETTER = re.compile(f"[{LETTERS}]")
_FIRST_PERSON = re.compile(r"\b(?:I|my|we should|we must|in my view|let us|my opinion)\b")
_PROFILED = re.compile(
    r"^(?:[A-Z][\w’]+ ){1,3}(?:[A-Z][\w’]+,? )?(?:,|has (?:been|devoted|worked)|joined|"
    r"was born|is an?|works|worked|, before|, an?)\b"
)
RELEVANT = 11.0
"""Weighted mentions in a thousand words from which an article is about human rights."""
LEAST = 1.39
"""Two mild ones."""
LEAST_OF_TEASER = 2.08
"""A summary of two lines names a subject that the page below it may only touch: three mild ones, or a strong one with another."""
_TITLE = 2.9


def weight(title: str, body: str) -> tuple[float, int]:
    """Weighted mentions of human-rights terms, the title's counted three times, and the number of words."""
    khmer = (
        sum(_KHMER_WEIGHT.get(found, 1.0) for found in _KHMER.findall(body) + 3 * _KHMER.findall(title))
        if has_khmer(body + title)
        else 0.0
    )
    title, body = title.lower(), body.lower()
    strong = len(_STRONG.findall(body)) + _TITLE * len(_STRONG.findall(title))
    mild = len(_MILD.findall(body)) + _TITLE * len(_MILD.findall(title))
    words = len(body.split()) + (len(_KHMER_LETTER.findall(body)) // 5 if has_khmer(body) else 0)
    return khmer + 2.0 * strong + 0.7 * mild, words


def is_relevant(title: str, body: str, *, teaser: bool = False) -> bool:
    total, words = weight(title, body)
    return total >= (LEAST_OF_TEASER if teaser else LEAST) and total * 1000 / max(words, 120) >= RELEVANT


def language_of(text: str) -> str:
    """``en``, ``km`` or ``en+km`` where a fifth of the letters or more are of the other script."""
    if not has_khmer(text):
        return "en"
    latin, khmer = len(_LETTER.findall(text)), len(_KHMER_LETTER.findall(text))
    share = khmer / (khmer + latin)
    return "km" if share > 0.8 else "en+km" if share > 0.1 else "en"


def kind_of(block: Block, body: str, spoken: int) -> str:
    """News, op-ed, profile or teaser."""
    if block.is_teaser:
        return "teaser"
    entries = sum(_PROFILED.match(line.text.lstrip(" •●-*")) is not None for line in block.body)
    if entries >= 3:
        return "profile"
    if block.is_opinion or "op-ed" in (block.title_text or "").lower():
        return "op-ed"
    if spoken >= 3:
        return "news"
    asks = (block.title_text or "").rstrip().endswith("?")
    return (
        "op-ed"
        if (asks or len(_FIRST_PERSON.findall(body)) >= 3 or re.search(r"^\W*Comment:|\bthe author\b", body[:300]))
        else "news"
    )
