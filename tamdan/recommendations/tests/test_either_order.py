"""A matrix and an export of UPR Info of one review give the same set of recommendations in either order, each once."""

import pytest

from tamdan.imports import actions as imports
from tamdan.imports.models import ImportRun
from tamdan.recommendations.exports import export_json
from tamdan.recommendations.models import Disagreement, Merge, NearCase, Recommendation, SourceRecord
from tamdan.recommendations.tests.ohchr_matrix import INVENTED, LETTERS
from tamdan.recommendations.tests.ohchr_matrix import matrix as word_matrix
from tamdan.recommendations.tests.two_sources import DISAGREE, REVIEW, SYMBOL, changed, matrix, upr_info
from tamdan.recommendations.tests.upr_info_export import Printed, export
from tamdan.search.models import Document


@pytest.fixture
def sources(bring):
    """Import either source by its name."""

    def inner(*names, review=REVIEW):
        made = []
        for name in names:
            content = matrix(review) if name == "matrix" else upr_info(review)
            made.append(bring(content, f"{name}.csv", format="table" if name == "matrix" else "upr-info"))
        return made

    return inner


def everything():
    """The register as it is exported, without what depends on which file came first: the order of lists."""
    return sorted((comparable(one) for one in export_json()), key=lambda one: (one["id"], str(one)))


def comparable(one):
    sources = sorted((source | {"file": None} for source in one["sources"]), key=lambda source: source["digest"])
    return one | {"sources": sources}


def doubts():
    return sorted(Disagreement.objects.values_list("recommendation__identifier", "field"))


def forget(runs, by):
    for run in reversed(runs):
        imports.undo(ImportRun.objects.get(uuid=run["run"]), by=by)


def test_both_orders_give_the_same_set(sources, secretary):
    runs = sources("matrix", "upr-info")
    first, first_doubts = everything(), doubts()
    forget(runs, secretary)
    assert not Recommendation.objects.exists()
    sources("upr-info", "matrix")
    assert everything() == first
    assert doubts() == first_doubts
    assert len(first) == len(REVIEW)
    assert [field for _name, field in first_doubts] == ["position"] * DISAGREE


def test_each_paragraph_stands_once_with_both_sources(sources):
    sources("upr-info", "matrix")
    for one in export_json():
        assert {source["format"] for source in one["sources"]} == {"table", "upr-info"}, one["id"]
    names = set(Recommendation.objects.values_list("identifier", flat=True))
    assert names == {f"A/HRC/14/8 {one.paragraph}" for one in REVIEW}
    held = Document.objects.filter(kind="recommendation").values_list("object_id", flat=True)
    assert sorted(held) == sorted(Recommendation.objects.values_list("pk", flat=True))


def test_the_paragraph_says_the_words_and_the_answer(sources):
    sources("upr-info", "matrix")
    assert (
        Recommendation.objects.get(paragraph="71.19").texts.get().text
        == "Adopt the “Rules of the Sea”, and publish them"
    )
    assert set(Recommendation.objects.filter(paragraph="72.10").values_list("position", "positions__recorded")) == {
        ("supported", "supported")
    }


@pytest.mark.parametrize("name", ["matrix", "upr-info"])
def test_the_same_source_twice_changes_nothing(sources, name):
    sources("upr-info", "matrix")
    before = everything()
    [found] = sources(name)
    assert found["unchanged"] == sum(
        found[outcome] for outcome in ("new", "changed", "unchanged", "attached", "refused")
    )
    assert everything() == before


@pytest.mark.parametrize("order", [("matrix", "upr-info"), ("upr-info", "matrix")])
def test_undoing_the_second_leaves_what_was_before(sources, secretary, order):
    sources(order[0])
    before, in_doubt = everything(), doubts()
    held = sorted(Recommendation.objects.values_list("pk", "identifier", "sort_key", "facets", "text_key"))
    forget(sources(order[1]), secretary)
    assert everything() == before
    assert sorted(Recommendation.objects.values_list("pk", "identifier", "sort_key", "facets", "text_key")) == held
    assert doubts() == in_doubt
    assert not NearCase.objects.exists()
    assert not Merge.objects.filter(undone_at=None).exists()
    found = Document.objects.filter(kind="recommendation").values_list("object_id", flat=True)
    assert sorted(found) == [one[0] for one in held]


def test_undoing_both_leaves_nothing(sources, secretary):
    forget(sources("upr-info", "matrix"), secretary)
    assert not Recommendation.objects.exists()
    assert not SourceRecord.objects.exists()


@pytest.mark.parametrize("order", [("matrix", "upr-info"), ("upr-info", "matrix")])
def test_one_changed_row_of_a_newer_matrix_changes_one_record(sources, order, secretary):
    sources(*order)
    before = {one["id"]: one for one in everything()}
    found = sources("matrix", review=changed("71.3", position="Noted"))
    assert (found[0]["new"], found[0]["changed"], found[0]["attached"]) == (0, 1, 0)
    after = {one["id"]: one for one in everything()}
    assert [name for name in after if after[name] != before[name]] == ["A/HRC/14/8 71.3"]
    assert after["A/HRC/14/8 71.3"]["position"] == "noted"
    assert ("A/HRC/14/8 71.3", "position") in doubts()
    forget(found, secretary)
    assert {one["id"]: one for one in everything()} == before


def test_one_changed_row_of_a_newer_export_is_in_doubt_in_both_orders(sources, secretary):
    newer = changed("71.3", answers=(("Peru", "Noted"),))
    runs = [*sources("matrix", "upr-info"), *sources("upr-info", review=newer)]
    assert runs[2]["changed"] == 1
    first = everything()
    forget(runs, secretary)
    sources("upr-info", "matrix")
    sources("upr-info", review=newer)
    assert everything() == first
    record = Recommendation.objects.get(paragraph="71.3")
    assert record.position == "supported"
    assert record.disagreements.get().field == "position"


def test_a_paragraph_with_other_words_in_a_newer_matrix_says_them(sources):
    sources("upr-info", "matrix")
    [found] = sources("matrix", review=changed("71.3", text="Build three wells and a road"))
    assert (found["new"], found["changed"]) == (0, 1)
    assert Recommendation.objects.get(paragraph="71.3").texts.get().text == "Build three wells and a road"


def test_a_state_that_the_matrix_does_not_name_has_a_record_of_its_own_and_asks_whether_it_is_one(bring, sources):
    sources("matrix")
    bring(export([Printed("Fiji", REVIEW[2].text, "Austria")]), "one.csv")
    case = NearCase.objects.get(likeness=1)
    assert (case.candidate.paragraph, case.recommendation.paragraph, case.likeness) == ("71.3", "", 1.0)


def test_the_same_in_the_other_order(bring, sources):
    bring(export([Printed("Fiji", REVIEW[2].text, "Austria"), Printed("Fiji", REVIEW[2].text, "Peru")]), "two.csv")
    sources("matrix")
    apart = Recommendation.objects.get(paragraph="", position="supported")
    assert list(apart.recommending.values_list("state_id", flat=True)) == ["AUT"]
    assert apart.texts.get().text == REVIEW[2].text
    case = NearCase.objects.get(likeness=1)
    assert {case.candidate.paragraph, case.recommendation.paragraph} == {"71.3", ""}


@pytest.mark.parametrize("first", ["word", "export"])
def test_a_word_matrix_keeps_its_tags_whichever_came_first(bring, secretary, first):
    """Its themes and groups are made of labels; they must not go when it takes the lead from an export."""
    asked = next(one for one in INVENTED if one.number == "104.11")
    rows = [Printed("Fiji", asked.text, "Austria", session="20")]
    files = {
        "word": (
            word_matrix(LETTERS, (asked,), state="Fiji", session=20, symbol=SYMBOL),
            "matrix.docx",
            "ohchr-matrix",
        ),
        "export": (rows, "export.csv", "upr-info"),
    }
    for name in (first, *files.keys() - {first}):
        content, file, code = files[name]
        bring(content, file, format=code)
    [found] = export_json()
    tags = {(tag["scheme"], tag["code"]) for tag in found["tags"]}
    assert found["id"] == f"{SYMBOL} 104.11"
    assert ("group", "deprived-of-liberty") in tags
    assert {tag["origin"] for tag in found["tags"] if tag["scheme"] == "theme"}
    assert {source["format"] for source in found["sources"]} == {"ohchr-matrix", "upr-info"}
    assert len({code for scheme, code in tags if scheme == "theme"}) > 2
