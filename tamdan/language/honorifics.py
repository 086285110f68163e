"""Titles before a Cambodian name, in both scripts: taken off before names are compared, kept for display."""

import re

from tamdan.language.normalise import order
from tamdan.language.script import ZWSP

_ALONE = (
    *("លោកជំទាវ", "លោកឧកញ៉ា", "លោកស្រី", "លោកគ្រូ", "លោកតា", "លោកយាយ", "លោក"),
    *("អ្នកឧកញ៉ា", "អ្នកស្រី", "អ្នកនាង", "ឧកញ៉ា", "ឯកឧត្តម", "ឯ.ឧ.", "ឯ.ឧ"),
    *("បណ្ឌិតសភាចារ្យ", "បណ្ឌិត", "សាស្ត្រាចារ្យ"),
    *(f"{rank}{step}" for rank in ("ឧត្តមសេនីយ៍", "វរសេនីយ៍", "អនុសេនីយ៍") for step in ("ឯក", "ទោ", "ត្រី", "")),
    *("ព្រះតេជគុណ", "ព្រះករុណា", "ព្រះបាទ", "ព្រះអង្គម្ចាស់", "សម្តេចព្រះ", "សម្តេច"),
)
_AFTER_SAMDECH = (
    *("អគ្គមហាសេនាបតី", "តេជោ", "មហាបវរ", "ធិបតី", "ក្រឡាហោម", "កិត្តិព្រឹទ្ធបណ្ឌិត", "កិត្តិសង្គហបណ្ឌិត", "អគ្គមហាពញាចក្រី"),
    *("អគ្គមហាធម្មពោធិសាល", "ពិជ័យសេនា", "វិបុលសេនាភក្តី", "មហារដ្ឋសភាធិការ"),
)
_BEFORE_A_SPACE = ("កញ្ញា", "បង", "ពូ", "មីង", "អ៊ំ", "យាយ", "តា", "នាង")
_LATIN = (
    r"mr|mrs|ms|miss|madam|mme|lady|dr|prof|professor|gen|general|lt|maj|major|col|colonel|ven|venerable|"
    r"(?:his |her )?excellency|h\.\s?e|his majesty|her majesty|ek oudom|lok chum ?teav|lok srey|lok ta|lok yeay|lok|"
    r"neak srey|(?:neak )?oknha|samdech(?: (?:akka|moha|sena|padei|techo|borvor|thipadei|kralahom|pichey|kitti\w+))*"
)
_KHMER_TITLE = re.compile(
    rf"(?:{'|'.join(map(re.escape, sorted({order(t) for t in (*_ALONE, *_AFTER_SAMDECH)}, key=len, reverse=True)))})"
    rf"[ {ZWSP}]*|(?:{'|'.join(_BEFORE_A_SPACE)})[ {ZWSP}]+"
)
_LATIN_TITLE = re.compile(rf"(?:(?:{_LATIN})\.?(?=[\s.,]|$)|(?-i:HE)(?=\s))[\s.,]*", re.IGNORECASE)
_STARTS_A_SYLLABLE = re.compile(r"[^\u17b4-\u17d3\u17dd]")


def split_honorific(name: str) -> tuple[str, str]:
    """Titles and name: ``("ឯកឧត្តមបណ្ឌិត", "ប៉ែន បូណា")``, ``("H.E.", "Pen Bona")``. Never takes the whole; kin terms need a space."""
    text = order(name).strip()
    place = 0
    while match := _KHMER_TITLE.match(text, place) or _LATIN_TITLE.match(text, place):
        if not _STARTS_A_SYLLABLE.match(text, match.end()):
            break
        place = match.end()
    return text[:place].strip(), text[place:]


def is_honorific(word: str) -> bool:
    """For line breaking: a title is not parted from the name after it."""
    return _KHMER_TITLE.fullmatch(word) is not None
