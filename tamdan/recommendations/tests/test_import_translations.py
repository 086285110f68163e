"""Translations come by number from a table: checked, stored, replaced, undone; rows that name nothing are refused."""

import pytest

from tamdan.imports import actions as imports
from tamdan.imports.errors import LaterChange
from tamdan.imports.models import ImportRun, RefusedRow
from tamdan.recommendations.models import RecommendationText
from tamdan.recommendations.tests.register import make
from tamdan.search.models import Document

HEAD = "Document symbol,Paragraph,Language,Translation,Translator\n"


@pytest.fixture
def made(cast):
    return [make(cast.committee, f"Do {n}", symbol="A/HRC/99/7", paragraph=f"118.{n}") for n in (1, 2, 3)]


def table(*rows, head=HEAD):
    return (head + "".join(f"{row}\n" for row in rows)).encode()


ONE, TWO = "A/HRC/99/7,118.1,km,ធ្វើមួយ,S.", "A/HRC/99/7,118.2,Khmer,ធ្វើពីរ,"


def texts():
    return dict(RecommendationText.objects.filter(kind="translation").values_list("recommendation__paragraph", "text"))


def test_translations_find_their_recommendations(made, bring, secretary):
    found = bring(table(ONE, TWO), by=secretary)
    assert (found["new"], found["refused"]) == (2, 0)
    assert texts() == {"118.1": "ធ្វើមួយ", "118.2": "ធ្វើពីរ"}
    assert "ធ្វើមួយ" in Document.objects.get(kind="recommendation", object_id=made[0].pk).names
    assert not RecommendationText.objects.get(text="ធ្វើមួយ").is_behind(made[0].texts.get(kind="official"))


def test_an_identifier_or_one_document_for_all_will_do(made, bring, secretary):
    rows = table("A/HRC/99/7 118.1,km,ធ្វើមួយ", head="Identifier,Language,Translation\n")
    assert bring(rows, by=secretary)["new"] == 1
    rows = table("118.2,km,ធ្វើពីរ", head="No,Language,Translation\n")
    fixed = {"symbol": "A/HRC/99/7"}
    assert bring(rows, "other.csv", by=secretary, format="translations", fixed=fixed)["new"] == 1


def test_a_second_file_replaces_and_is_undone(made, bring, secretary):
    bring(table(ONE), by=secretary)
    again = bring(table(ONE, TWO.replace("118.2", "118.1").replace("ពីរ", "ម្តងទៀត")), "2.csv", by=secretary)
    assert (again["unchanged"], again["refused"]) == (1, 1)
    newer = bring(table("A/HRC/99/7,118.1,km,ធ្វើម្តងទៀត,"), "3.csv", by=secretary)
    assert newer["changed"] == 1
    imports.undo(ImportRun.objects.get(uuid=newer["run"]), by=secretary)
    assert texts() == {"118.1": "ធ្វើមួយ"}
    imports.undo(ImportRun.objects.order_by("pk").first(), by=secretary)
    assert texts() == {}


def test_what_somebody_wrote_again_is_not_undone(made, bring, secretary):
    run = ImportRun.objects.get(uuid=bring(table(ONE), by=secretary)["run"])
    RecommendationText.objects.filter(text="ធ្វើមួយ").update(text="ផ្សេង")
    with pytest.raises(LaterChange, match=r"118\.1"):
        imports.undo(run, by=secretary)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("A/HRC/99/7,118.9,km,ធ្វើ,", "recommendation-unknown"),
        (",,km,ធ្វើ,", "translation-of-what"),
        ("A/HRC/99/7,118.1,xx,ធ្វើ,", "language-unknown"),
        ("A/HRC/99/7,118.1,en,Do it,", "language-of-source"),
        ("A/HRC/99/7,118.1,km,,S.", "field-empty"),
    ],
)
def test_a_row_that_names_nothing_is_refused_with_its_reason(made, bring, secretary, row, code):
    assert bring(table(row), by=secretary)["refused"] == 1
    assert RefusedRow.objects.get().code == code
    assert texts() == {}


def test_a_paragraph_of_two_documents_needs_the_document(made, bring, cast, secretary):
    make(cast.committee, "Other", symbol="A/HRC/99/9", paragraph="118.1")
    rows = table("118.1,km,ធ្វើ", head="Paragraph,Language,Translation\n")
    bring(rows, by=secretary)
    assert RefusedRow.objects.get().code == "recommendation-several"


def test_records_of_another_body_are_not_translated(bring, cast, secretary):
    make(cast.ministry, "Do", symbol="A/HRC/99/7", paragraph="118.1")
    bring(table(ONE), by=secretary)
    assert RefusedRow.objects.get().code == "recommendation-unknown"


def test_a_dry_run_leaves_nothing(made, bring, secretary):
    assert bring(table(ONE), by=secretary, dry_run=True)["new"] == 1
    assert texts() == {}
