"""Khmer verbs of saying, and the nouns of people and bodies that speak: the source stands before the verb, mostly without a space."""

import re

from tamdan.language.script import LETTERS
from tamdan.press.reading.joints import joined, parts_words
from tamdan.press.reading.listing import listed

_ALONE = listed(
    "មានប្រសាសន៍ មានបន្ទូល បញ្ជាក់ អះអាង លើកឡើង សង្កត់ធ្ងន់ គូសបញ្ជាក់ គូសរំលេច អំពាវនាវ បដិសេធ ថ្កោលទោស ប្រាប់ "
    "ជំរុញ ព្រមាន រិះគន់ រៀបរាប់ ប្រតិកម្ម ជូនដំណឹង ជម្រាបជូន រំឭក ស្រែក ខ្សឹប ទទូច "
    "ចោទប្រកាន់ ទាមទារ សន្យា ប្តេជ្ញា ប្ដេជ្ញា កោតសរសើរ ស្វាគមន៍ ណែនាំ ស្នើ សោកស្តាយ សោកស្ដាយ ច្រានចោល ផ្តាំផ្ញើ "
    "ផ្ដាំផ្ញើ រំលឹក គាំទ្រ សម្តែងការ សម្ដែងការ សម្តែងក្តី សម្ដែងក្ដី ថ្កោលទោសយ៉ាងខ្លាំង រអ៊ូ រអ៊ូរទាំ"
)
_WITH_THAT = listed(
    "តប តបវិញ និយាយ សរសេរ ប្រកាស ពន្យល់ ឆ្លើយ ឆ្លើយតប យល់ យល់ឃើញ ឲ្យដឹង ឱ្យដឹង អោយដឹង គិត ជឿ ជឿជាក់ សង្ឃឹម "
    "បន្ថែម បន្ថែមទៀត បន្ត បន្តទៀត ចាត់ទុក រាយការណ៍ "
    "បង្ហាញ ចោទ បារម្ភ ព្រួយបារម្ភ ត្អូញត្អែរ តវ៉ា បកស្រាយ វាយតម្លៃ កត់សម្គាល់ សារភាព ទទួលស្គាល់ អធិប្បាយ ជម្រាប "
    "សម្ដែង លាតត្រដាង ដាក់ចេញ ចង្អុលបង្ហាញ សន្និដ្ឋាន"
)
KHMER_ACCORDING, KHMER_THIS = "តាម", "នេះ"
"""What stands for "according to", and how a sentence begins that says whose the words before it were."""
_CLAUSE_ENDS = ("។", "៖", "«", "“", "§", ",", "—", "–")
_NOUN_BEFORE = "".join(f"(?<!{prefix})" for prefix in ("ការ", "បទ", "សេចក្តី", "សេចក្ដី", "ពាក្យ", "អ្នក", "សំណូម", "លិខិត"))
_CUE = re.compile(
    rf"(?:(?:ក៏)?(?:បាន|សូម)|{_NOUN_BEFORE})(?:"
    rf"ថ្លែង(?!ការណ៍|អំណរ)|ថ្លែងអំណរគុណ|(?:{'|'.join(sorted(_ALONE, key=len, reverse=True))})|"
    rf"(?:{'|'.join(sorted(_WITH_THAT, key=len, reverse=True))})(?:ទៀត)?(?:ដែរ)?ថា)(?:ថា)?|(?:(?<=លោក)|(?<=គាត់)|"
    rf"(?<=នាង)|(?<=ស្រី)|(?<=យើង)|(?<=បាន))ថា|ថា(?=[ \u200b]*[៖:]?[ \u200b]*§)"
)
_AFTER = re.compile(
    rf"§[ \u200b]*(?P<who>(?:លោកជំទាវ|លោកស្រី|លោក|អ្នកស្រី|គាត់|នាង|កញ្ញា)[^§។]{{0,40}}?)(?P<verb>(?:បាន)?"
    rf"(?:{'|'.join(sorted({*_ALONE, *_WITH_THAT, 'ថ្លែង', 'ស្រែក', 'សើច', 'ខ្សឹប'}, key=len, reverse=True))}))"
)
"""Who stands behind a closing mark with a verb that needs no "that" there."""
_NOT_ABOUT = "".join(
    f"(?<!{word})" for word in ("ចំពោះ", "អំពី", "លើ", "នឹង", "ដោយ", "ប្រឆាំង", "ច្រានចោល", "បដិសេធ", "ដែល", "និង")
)
_ACCORDING = re.compile(
    rf"(?:យោងតាម|បើតាម|បើយោងតាម|តាមរយៈ|{_NOT_ABOUT}(?:នេះ)?(?:ជា)?"
    rf"(?:ការ(?:{'|'.join([*_ALONE, 'ថ្លែង', 'អះអាង', 'បញ្ជាក់'])})|"
    rf"សម្តី|សម្ដី|ប្រសាសន៍)របស់|នេះ(?:គឺ)?ជា(?:សម្តី|សម្ដី|ប្រសាសន៍|ពាក្យ)(?=លោក|អ្នក|ឯកឧត្តម|"
    rf"កញ្ញា))[ \u200b]*(?P<who>[^§។,]{{4,90}})"
)
"""According to whom; or whose words they were."""
_WRITTEN = re.compile(
    r"(?:(?:ក៏)?(?:បាន|ក៏)|(?<=លោក)|(?<=ស្រី)|(?<=គាត់)|(?<=នាង)|(?<=[ \u200b]))"
    r"(?P<verb>ឱ្យដឹង|ឲ្យដឹង|អោយដឹង|ប្រាប់|ចាត់ទុក|រំឭក|ជម្រាប|ស្រែក|មានប្រតិកម្ម|សរសេរ|បង្ហោះ|ថ្លែង|និយាយ|ប្រកាស|"
    r"ឆ្លើយ|លើកឡើង|រៀបរាប់|ផ្ញើ|ចេញសេចក្តី|ចេញសេចក្ដី)"
)
"""A verb of saying that is parted from its "that" by where or to whom."""
KHMER_SPEAKER = re.compile(
    r"(?:ក្រសួង|គណបក្ស|អង្គការ|សមាគម|រាជរដ្ឋាភិបាល|រដ្ឋាភិបាល|គណៈកម្មាធិការ|គណៈកម្មការ|តុលាការ|សាលាដំបូង|សហជីព|"
    r"សហព័ន្ធ|ក្រុមប្រឹក្សា|ក្រុមការងារ|"
    r"ក្រុមហ៊ុន|ក្រុមគ្រួសារ|ក្រុម|អាជ្ញាធរ|រដ្ឋបាល|នគរបាល|ស្ថានទូត|មជ្ឈមណ្ឌល|អ្នកនាំពាក្យ|មន្ត្រី|អភិបាល|"
    r"រដ្ឋមន្ត្រី|នាយករដ្ឋមន្ត្រី|ព្រះរាជអាជ្ញា|ចៅក្រម|"
    r"មេធាវី|ប្រជាពលរដ្ឋ|ពលរដ្ឋ|អ្នកភូមិ|កម្មករ|សហគមន៍|តំណាង|អ្នកវិភាគ|អ្នកជំនាញ|អ្នកតាមដាន|សកម្មជន|ប្រធាន|នាយក|"
    r"គ្រួសារ|សម្ព័ន្ធ|បណ្តាញ|វិទ្យាស្ថាន|ស្នងការ|របាយការណ៍)[^\s\u200b]*?(?=ឲ្យ|ឱ្យ|ដែល|បាន|នៅ|ចំនួន|និង|"
    r"[\s\u200b]|$)"
)
KHMER_COUNT = re.compile(r"(?:ចំនួន|ប្រមាណ|ជាង|ជិត)?[០-៩\d]*$")
KHMER_OFFICE = re.compile(
    r"[ \u200b,]*(?P<role>(?:អតីត)?(?:អភិបាល|រដ្ឋមន្ត្រី|នាយករដ្ឋមន្ត្រី|ឧបនាយករដ្ឋមន្ត្រី|រដ្ឋលេខាធិការ|"
    r"អនុរដ្ឋលេខាធិការ|អ្នកនាំពាក្យ|មន្ត្រី|ប្រធាន|អនុប្រធាន|នាយក|"
    r"អគ្គនាយក|អគ្គលេខាធិការ|មេធាវី|ស្នងការ|តំណាង|សាស្ត្រាចារ្យ|អ្នកវិភាគ|ចៅក្រម|ព្រះរាជអាជ្ញា|"
    r"ឯកអគ្គរដ្ឋទូត)[^\s\u200b,។]*)"
)
KHMER_CALLED = (
    rf"(?:(?:អ្នក|ចៅក្រម|មេ|តារា|សិល្បករ|កវី|គ្រូ|វេជ្ជបណ្ឌិត|កម្មករ|កម្មការិនី|កីឡា|និស្សិត|សិស្ស|កសិករ|ពលករ|ស្ត្រី|បុរស|យុវ|ជនរងគ្រោះ|"
    rf"ម្តាយ|ម្ដាយ|ឪពុក|ភរិយា|ប្រពន្ធ|ស្វាមី)[{LETTERS}]{{0,24}})"
)
"""What somebody is or does, before the name."""
_JOINED = r"(?:(?:ទោះយ៉ាងណា(?:ក៏ដោយ)?|ប៉ុន្តែ|ចំណែក|ដោយឡែក|យ៉ាងណាមិញ|បន្ថែមពីនេះ)[ \u200b])?"
"""What joins a sentence to the one before."""
KHMER_NAMED = re.compile(
    rf"(?:លោកស្រី|លោកជំទាវ|អ្នកស្រី|អ្នកនាង|ឯកឧត្តម|លោក|កញ្ញា)(?P<glued>[{LETTERS}]{{4,18}})|"
    rf"{_JOINED}(?:លោក)?(?P<role>{KHMER_CALLED})[ \u200b](?P<name>[{LETTERS}]{{1,14}}[ \u200b][{LETTERS}]{{2,14}})(?:[ \u200b].{{0,40}})?"
)
"""A person that no list of titles finds."""
KHMER_OF_WE = re.compile(r"យើងខ្ញុំ[ \u200b]*(?:ជា|ដែលជា)[ \u200b]*(?P<name>.{4,80}?)(?=ចំនួន|ដែល|[ \u200b]*(?:សូម|បាន)|$)")
KHMER_WE = ("យើងខ្ញុំ", "យើង")

_JOINTS = re.compile("(?:និង|ហើយ|ហើយក៏|រួច|ព្រមទាំង)?")
"""What joins a second saying to the first: its source is the same."""

Saying = tuple[tuple[int, int], str, tuple[int, int], bool]
"""Place of the verb, the verb, place of the source, whether the source stands behind it."""


def khmer_sayings(covered: str, start: int, end: int) -> list[Saying]:
    """Sayings of a sentence. The source stands before the verb: what lies between the last mark and it."""
    if not parts_words(covered):
        return _sayings(covered, start, end)
    shown, places = joined(covered, start, end)

    def back(span: tuple[int, int]) -> tuple[int, int]:
        return places[span[0]], places[span[1] - 1] + 1 if span[1] > span[0] else places[span[0]]

    return [(back(cue), verb, back(source), right) for cue, verb, source, right in _sayings(shown, 0, len(shown))]


def _sayings(covered: str, start: int, end: int) -> list[Saying]:
    found: list[Saying] = [
        (match.span("verb"), match["verb"], match.span("who"), True) for match in _AFTER.finditer(covered, start, end)
    ]
    found += [
        ((match.start(), match.start("who")), KHMER_ACCORDING, match.span("who"), True)
        for match in _ACCORDING.finditer(covered, start, end)
    ]
    for match in _CUE.finditer(covered, start, end):
        left = covered[start : match.start()].rstrip(" \u200b")
        begin = start + max(left.rfind(sign) for sign in _CLAUSE_ENDS) + 1
        if match.group() == "ថា" and (verb := _WRITTEN.search(covered, begin, match.start())):
            found.append(((verb.start("verb"), match.end()), verb["verb"], (begin, verb.start()), False))
            continue
        governed = (match.group() == "ថា" or "ថា" not in match.group()) and any(
            begin <= cue[0] < match.start() for cue, *_rest in found
        )
        if _JOINTS.fullmatch(covered[begin : start + len(left)].strip(" \u200b")):
            continue
        if not governed and covered[begin : start + len(left)].strip():
            found.append((match.span(), match.group(), (begin, start + len(left)), False))
    return found
