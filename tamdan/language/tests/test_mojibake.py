import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tamdan.language.errors import CharactersLost, EncodingUnknown, LegacyKhmer
from tamdan.language.mojibake import decode, is_legacy_khmer, refuse_unreadable, repair

KHMER = "សិទ្ធិមនុស្ស នៅកម្ពុជា"
FRENCH = "Évaluation à Genève : l’été, “garçon”."
LIMON = "RksYgyutþiFm’ kñúgraCFanIPñMeBj elakrdæmRnþI )aneFVIdMeNIreTA RbeTs CamYynwgRbsasn_"


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (KHMER.encode(), KHMER, "utf-8"),
        (KHMER.encode("utf-8-sig"), KHMER, "utf-8-sig"),
        (KHMER.encode("utf-16"), KHMER, "utf-16"),
        (KHMER.encode("utf-16-be"), KHMER, "utf-16-be"),
        (f"a,b\n{KHMER} and a longer text in English".encode("utf-16-le"), f"a,b\n{KHMER} and a longer text in English", "utf-16-le"),
        (FRENCH.encode("cp1252"), FRENCH, "cp1252"),
        (FRENCH.encode("mac_roman"), FRENCH, "mac_roman"),
        (b"plain", "plain", "utf-8"),
        (b"", "", "utf-8"),
    ],
)  # fmt: skip
def test_bytes_are_read_in_their_encoding(data, text, encoding):
    assert decode(data) == (text, encoding)


@pytest.mark.parametrize("data", [bytes(range(256)) * 8, b"PK\x03\x04" + bytes(400), b"\xff\xfea"])
def test_bytes_that_are_no_text_are_refused(data):
    with pytest.raises(EncodingUnknown, match="UTF-8"):
        decode(data)


def test_an_old_khmer_font_is_refused_with_what_to_do():
    with pytest.raises(LegacyKhmer, match="Convert it to Unicode"):
        decode(LIMON.encode())
    with pytest.raises(LegacyKhmer):
        decode(LIMON.encode("cp1252"))


def test_letters_lost_to_question_marks_are_refused():
    with pytest.raises(CharactersLost, match="question marks"):
        decode(b"1;??????????;????? ???????\n2;????????;???? ????\n")
    refuse_unreadable("Why??? Who knows whether a text with a few marks is right; it is.")


@pytest.mark.parametrize(
    "text",
    [
        "The iPhone, eBay, NGOs, a PhD and McDonald; R&D",
        "A/HRC/26/16; CCPR/C/KHM/CO/3; [x]",
        "El niño español según más años",
        "Þingvellir er þjóðgarður á Íslandi",
        "def fooBar(x): return {a: b};",
        "Albania;EEG;OIC, OIF;Ratify CRPD ;Jordan;Asia;OIC, AL;Supported;5",
        KHMER,
        "",
    ],
)
def test_other_text_is_not_taken_for_an_old_font(text):
    assert not is_legacy_khmer(text)


@pytest.mark.parametrize(
    ("damaged", "right", "done"),
    [
        ("AutoritÃ©", "Autorité", ["utf8_read_as_another_encoding"]),
        ("vis-Ã\xa0-vis", "vis-à-vis", ["utf8_read_as_another_encoding"]),
        ("GuaranÃ\xad", "Guaraní", ["utf8_read_as_another_encoding"]),
        ("vis-√†-vis", "vis-à-vis", ["utf8_read_as_another_encoding"]),
        ("CÃ´te dâ€™Ivoire", "Côte d’Ivoire", ["utf8_read_as_another_encoding"]),
        (KHMER.encode().decode("latin-1"), KHMER, ["utf8_read_as_another_encoding"]),
        (KHMER.encode().decode("mac_roman"), KHMER, ["utf8_read_as_another_encoding"]),
        ("the StateÕs duty", "the State’s duty", ["mac_roman_read_as_windows"]),
        ("vis-ˆ-vis fiancŽs", "vis-à-vis fiancés", ["mac_roman_read_as_windows"]),
        ("the Òright to truthÓ", "the “right to truth”", ["mac_roman_read_as_windows"]),
        ("&#40;a&#41; R&amp;D", "(a) R&D", ["entities"]),
    ],
)
def test_damage_is_undone_and_named(damaged, right, done):
    assert repair(damaged) == (right, done)
    assert repair(right) == (right, [])


@pytest.mark.parametrize(
    "right",
    [
        "Curaçao",
        "NAÇÕES",
        "lèse-majesté",
        "R&D; AT&T",
        "Ožujak",
        "MÓNICA ÒSCAR",
        "Brand™ x",
        "well–known",
        "n° 5",
        "São Tomé",
        KHMER,
        FRENCH,
        LIMON,
    ],
)
def test_right_text_is_left_alone(right):
    assert repair(right) == (right, [])


@settings(derandomize=True, max_examples=80, deadline=None)
@given(st.text(max_size=40))
def test_a_text_in_utf8_comes_back_whole(text):
    try:
        found, encoding = decode(text.encode())
    except (EncodingUnknown, CharactersLost, LegacyKhmer):
        return
    assert encoding != "utf-8" or found == text
