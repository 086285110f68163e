import csv
from itertools import combinations

import pytest

from tamdan.language.honorifics import is_honorific, split_honorific
from tamdan.language.names import may_be_same_name, name_keys
from tamdan.language.tests.data import NAMES

SAME = [
    "ជា Chea Chia",
    "សុខ Sok Sokh",
    "កែវ Keo Kev",
    "អ៊ុំ Um Oum",
    "ហួត Huot Hout",
    "នួន Nuon Noun",
    "ប៊ុន Bun Boun",
    "រស់ Ros Rous",
    "លី Ly Li Lee",
    "សុវណ្ណ Sovann Sovan Suvann",
    "រ៉េមី Remy Romy Romi",
    "ម៉ៅ Mao",
    "ពៅ Pov",
    "តាំង Tang",
    "វិជ្ជា Vichhea Vichea",
    "សំណាង Samnang Somnang",
    "ធីតា Thida Thyda",
    "ភក្តី Pheakdey",
    "ជាតិ Cheat",
]
APART = [
    ("Chea", "Chey"),
    ("ជា", "ជ័យ"),
    ("ជា", "Chey"),
    ("Kim", "Khim"),
    ("គឹម", "ឃឹម"),
    ("Chan", "Chhan"),
    ("ចាន់", "ឆាន់"),
    ("Sophal", "Sophat"),
    ("សុផល", "សុផាត"),
    ("Vanna", "Vannak"),
    ("វណ្ណា", "វណ្ណៈ"),
    ("វណ្ណា", "Vannak"),
    ("ប៊ុន រ៉ានី ហ៊ុនសែន", "ហ៊ុន សែន"),
    ("Dom", "Oudom"),
]


@pytest.mark.parametrize("spellings", SAME)
def test_spellings_of_one_name_share_a_key(spellings):
    for one, other in combinations(spellings.split(), 2):
        assert may_be_same_name(one, other), (one, other)


@pytest.mark.parametrize(("one", "other"), APART)
def test_other_names_stay_apart(one, other):
    assert not may_be_same_name(one, other)


@pytest.mark.parametrize(
    "written", ["Pen Bona", "Penbona", "Bona PEN", "ប៉ែនបូណា", "ឯកឧត្តម ប៉ែន បូណា", "H.E. Pen Bona", "បូណា ប៉ែន"]
)
def test_order_spaces_script_and_honorific_do_not_matter(written):
    assert may_be_same_name("ប៉ែន បូណា", written)


def test_parts_find_one_word_of_a_name():
    surname, given = name_keys("Hun Sen").parts
    assert surname & name_keys("ហ៊ុន").whole
    assert not given & name_keys("ហ៊ុន").whole


@pytest.mark.parametrize("nothing", ["", "  ", "123", "。", "-"])
def test_text_without_letters_has_no_keys(nothing):
    assert name_keys(nothing).whole == frozenset()


@pytest.mark.parametrize(
    ("name", "title", "rest"),
    [
        ("ឯកឧត្តមបណ្ឌិត ប៉ែន បូណា", "ឯកឧត្តមបណ្ឌិត", "ប៉ែន បូណា"),
        ("សម្ដេចតេជោ ហ៊ុន សែន", "សម្តេចតេជោ", "ហ៊ុន សែន"),
        ("លោកស្រីជា វណ្ណា", "លោកស្រី", "ជា វណ្ណា"),
        ("ឧត្តមសេនីយ៍ឯក សុខ", "ឧត្តមសេនីយ៍ឯក", "សុខ"),
        ("ឯ.ឧ. កែវ រ៉េមី", "ឯ.ឧ.", "កែវ រ៉េមី"),
        ("បង សុខា", "បង", "សុខា"),
        ("បងឆាន", "", "បងឆាន"),
        ("លោកជំទាវ", "", "លោកជំទាវ"),
        ("H.E. Dr. Keo Remy", "H.E. Dr.", "Keo Remy"),
        ("Samdech Techo Hun Sen", "Samdech Techo", "Hun Sen"),
        ("Lok Chumteav Chou Bun Eng", "Lok Chumteav", "Chou Bun Eng"),
        ("HE Sok", "HE", "Sok"),
        ("He Sokha", "", "He Sokha"),
        ("Sena Kim", "", "Sena Kim"),
        ("Drake Sok", "", "Drake Sok"),
    ],
)
def test_titles_come_off_and_names_stay(name, title, rest):
    assert split_honorific(name) == (title, rest)


def test_a_title_alone_is_known():
    assert is_honorific("លោកស្រី")
    assert not is_honorific("សុខ")


@pytest.mark.skipif(not NAMES.exists(), reason="the list of romanised names is not beside the checkout")
def test_measured_names_are_found_and_kept_apart():
    with NAMES.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    pairs = {(row["surname"], row["romanizedSurname"].lower()) for row in rows}
    found = sum(may_be_same_name(khmer, latin) for khmer, latin in pairs)
    assert found / len(pairs) > 0.95
    keys = {khmer: name_keys(khmer).whole for khmer, _ in pairs}
    alike = [pair for pair in combinations(keys.values(), 2) if pair[0] & pair[1]]
    assert len(alike) / (len(keys) * (len(keys) - 1) / 2) < 0.005
