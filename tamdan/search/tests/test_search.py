"""The index and its query, on documents of an invented register."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.utils import translation

from tamdan.core.access import Visibility
from tamdan.search.access import search
from tamdan.search.actions import index, remove, set_visibility
from tamdan.search.models import Document
from tamdan.search.sources import Draft
from tamdan.search.stamps import stamped

KIND = "recommendation"
VISITOR = AnonymousUser()


@pytest.fixture
def body(cast):
    return cast.committee


def draft(number, text, title="", **values):
    values.setdefault("visibility", Visibility.PUBLIC)
    return Draft(object_id=number, language="en", title=title, body=text, **values)


def found(text, user=VISITOR, **asked):
    return [hit.document.object_id for hit in search(user, text, [KIND], **asked).hits]


def fill(body, *texts, **values):
    index(KIND, [draft(number, text, owner_id=body.pk, **values) for number, text in enumerate(texts, start=1)])


def test_english_word_is_found_in_every_form(body):
    fill(body, "Detaining children is the last resort", "Build schools")
    assert found("detained children") == found("detain resorts") == [1]


def test_khmer_word_is_found_inside_a_longer_one_and_after_whole_words(body):
    fill(body, "បង្កើនការអប់រំសម្រាប់កុមារ", "លើកកម្ពស់ អប់រំ ទូទាំងប្រទេស", "កែប្រែច្បាប់")
    assert found("អប់រំ") == [2, 1]


def test_khmer_match_ends_at_a_cluster(body):
    fill(body, "ផ្តល់សំណងដល់ជនរងគ្រោះ", "ថែទាំសំណង់")
    assert found("សំណង") == [1]


@pytest.mark.parametrize("typed", ["សេចក្ដី", "សេចក្តី"])
def test_spelling_variants_are_one_word(body, typed):
    fill(body, "ប្រកាសសេចក្តីសម្រេច")
    assert found(typed) == [1]


def test_all_words_of_both_languages_must_occur(body):
    fill(body, "Ratify the convention", "Ratify it soon", names=("កម្ពុជា", "Cambodia"))
    assert found("ratify convention កម្ពុជា") == [1]


def test_record_is_found_by_its_names_in_either_language(body):
    fill(body, "Abolish forced labour", names=("Egypt", "អេហ្ស៊ីប"))
    assert found("អេហ្ស៊ីប") == found("egypt") == [1]


def test_symbol_with_paragraph_is_found_exactly(body):
    index(
        KIND,
        [
            draft(
                number,
                "Text",
                owner_id=body.pk,
                title=f"A/HRC/99/16 118.{number}",
                identifier=f"A/HRC/99/16 118.{number}",
            )
            for number in (5, 6, 50)
        ],
    )
    assert found("A/HRC/99/16 118.5") == [5]
    assert sorted(found("a/hrc/99/16")) == [5, 6, 50]


def test_quoted_words_stand_together(body):
    fill(body, "freedom of the press", "the press wants freedom")
    assert found("“freedom of the press”") == [1]


def test_out_of_reach_is_neither_shown_nor_counted(cast, secretary, outsider):
    for number, (visibility, owner) in enumerate(
        [
            (Visibility.PUBLIC, cast.committee),
            (Visibility.STAFF, cast.committee),
            (Visibility.OWNER, cast.committee),
            (Visibility.OWNER, cast.rights_group),
        ],
        start=1,
    ):
        index(KIND, [draft(number, "secret prison", owner_id=owner.pk, visibility=visibility)])
    index(
        KIND,
        [
            draft(
                5, "secret prison", owner_id=cast.committee.pk, visibility="shared", shared_with=(cast.rights_group.pk,)
            )
        ],
    )
    seen = {user: search(user, "secret prison") for user in (VISITOR, secretary, outsider)}
    assert sorted(hit.document.object_id for hit in seen[VISITOR].hits) == [1]
    assert sorted(hit.document.object_id for hit in seen[secretary].hits) == [1, 2, 3, 5]
    assert sorted(hit.document.object_id for hit in seen[outsider].hits) == [1, 4, 5]
    assert [results.total for results in seen.values()] == [1, 4, 3]


def test_indexing_again_replaces_and_counts_a_change(body):
    fill(body, "first words")
    before = stamped(KIND).number
    fill(body, "last words")
    assert found("first") == []
    assert found("last") == [1]
    assert stamped(KIND).number == before + 1
    assert Document.objects.filter(kind=KIND).count() == 1


def test_translation_that_is_gone_leaves_the_index(body):
    english = draft(1, "school", owner_id=body.pk)
    khmer = Draft(1, "km", "", "សាលារៀន", owner_id=body.pk)
    index(KIND, [english, khmer])
    assert found("សាលារៀន") == [1]
    index(KIND, [english])
    assert found("សាលារៀន") == []


def test_record_in_two_languages_counts_once_and_is_shown_in_the_readers(body):
    index(
        KIND,
        [
            draft(1, "prison bars", names=("ពន្ធនាគារ",), owner_id=body.pk),
            Draft(1, "km", "", "ពន្ធនាគារ", names=("prison bars",), owner_id=body.pk),
        ],
    )
    for language in ("en", "km"):
        with translation.override(language):
            results = search(VISITOR, "prison bars")
        assert (results.total, results.hits[0].document.language) == (1, language)


def test_publishing_moves_a_document_without_drafting_it_again(body):
    fill(body, "hidden", visibility=Visibility.OWNER)
    assert found("hidden") == []
    assert set_visibility(KIND, [1], visibility=Visibility.PUBLIC) == 1
    assert found("hidden") == [1]


def test_removed_is_not_found(body):
    fill(body, "gone")
    assert remove(KIND, [1]) == 1
    assert found("gone") == []


def test_long_text_is_found_from_beginning_to_end(body):
    fill(body, "start " + "ពាក្យវែង " * 2000 + " finish ចុងក្រោយ")
    assert found("start") == found("finish") == found("ចុងក្រោយ") == [1]
    assert Document.objects.filter(kind=KIND).count() > 1
    assert search(VISITOR, "ពាក្យវែង").total == 1


def test_pages_follow_each_other_without_gap_or_repetition(body):
    fill(body, *(f"school number {number}" for number in range(25)))
    seen, after = [], None
    while True:
        results = search(VISITOR, "school", [KIND], 10, after)
        seen += [hit.document.object_id for hit in results.hits]
        after = results.next
        if after is None:
            break
    assert sorted(seen) == list(range(1, 26))


@pytest.mark.parametrize("typed", ["", "   ", "the", "'", "\\", "()&|!<->:*", "a" * 5000, "«", "ៗ", "\u17d2", "១២"])
def test_any_input_gives_an_answer(body, typed):
    fill(body, "something")
    assert search(VISITOR, typed).counts.get(KIND, 0) in (0, 1)


def test_more_than_the_cap_says_so(body, monkeypatch):
    monkeypatch.setattr("tamdan.search.access.FOUND_CAP", 3)
    fill(body, *["school"] * 5)
    results = search(VISITOR, "school")
    assert results.counts[KIND] == 3
    assert KIND in results.capped


def test_ownerless_document_can_only_be_public(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        index(KIND, [draft(1, "reference", visibility=Visibility.STAFF)])
