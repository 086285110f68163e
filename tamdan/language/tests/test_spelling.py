import csv

import pytest

from tamdan.language.normalise import fold
from tamdan.language.spelling import TABLE
from tamdan.language.synonyms import offered

ROWS = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["variant"])
def test_each_variant_of_the_table_folds_to_its_spelling(row):
    assert fold(row["variant"]) == fold(row["spelling"])
    assert fold(f"ការ{row['variant']}នេះ") == fold(f"ការ{row['spelling']}នេះ")


def test_the_table_names_each_variant_once():
    variants = [row["variant"] for row in ROWS]
    assert len(variants) == len(set(variants))
    assert not set(variants) & {row["spelling"] for row in ROWS}


def test_a_full_stop_between_words_stays():
    assert fold("ក.ការងារ") == "ក.ការងារ"


def test_synonyms_are_offered_and_not_folded():
    assert offered("ជម្លោះ ដីធ្លី") == ["វិវាទ ដីធ្លី", "ទំនាស់ ដីធ្លី"]
    assert offered("ជំលោះ") == ["វិវាទ", "ទំនាស់"]
    assert offered("education") == []
    assert fold("គុក") != fold("ពន្ធនាគារ")
