"""The search page: every kind in one box, for visitors and for staff."""

import json

import pytest

from tamdan.core.access import Visibility
from tamdan.search.actions import index
from tamdan.search.cli import search_json
from tamdan.search.reference import index_reference
from tamdan.search.sources import Draft
from tamdan.search.stamps import stamped
from tamdan.taxonomy.models import Theme

URL = "/en/search/"
KIND = "recommendation"


def fill(body, *texts, **values):
    values.setdefault("visibility", Visibility.PUBLIC)
    index(
        KIND, [Draft(number, "en", "", text, owner_id=body.pk, **values) for number, text in enumerate(texts, 900_001)]
    )


def kinds(page):
    return {one.kind: one.count for one in page.context["kinds"]}


def test_one_box_finds_every_kind(client, cast):
    fill(cast.committee, "Improve education in Egypt")
    page = client.get(f"{URL}?q=education")
    assert kinds(page)[KIND] == 1
    assert kinds(page)["theme"] >= 1
    assert "Improve <mark>education</mark> in Egypt" in client.get(f"{URL}?q=education&kind={KIND}").content.decode()


def test_kind_narrows_the_hits_and_keeps_the_counts(client, cast):
    fill(cast.committee, "Improve education")
    page = client.get(f"{URL}?q=education&kind=theme")
    assert {hit.document.kind for hit in page.context["page"].rows} == {"theme"}
    assert kinds(page)[KIND] == 1


def test_reference_row_is_found_by_code_alias_and_either_language_and_shown_in_the_readers(client, db):
    for language, title in (("en", "Cambodia"), ("km", "កម្ពុជា")):
        for typed in ("KHM", "Cambodia", "កម្ពុជា"):
            first = client.get(f"/{language}/search/?q={typed}&kind=state").context["page"].rows[0]
            assert (first.document.title, first.url) == (title, f"/{language}/states/KHM/")


def test_text_of_others_is_never_markup(client, cast):
    fill(cast.committee, "<script>alert('torture')</script>")
    assert (
        "&lt;script&gt;alert(&#x27;<mark>torture</mark>&#x27;)&lt;/script&gt;"
        in client.get(f"{URL}?q=torture").content.decode()
    )


def test_staff_see_what_they_may(client, cast, secretary):
    fill(cast.committee, "zzkept inside", visibility=Visibility.STAFF)
    assert "Nothing public holds all of these words" in client.get(f"{URL}?q=zzkept").content.decode()
    client.force_login(secretary)
    assert kinds(client.get(f"{URL}?q=zzkept")) == {KIND: 1}


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?q=",
        "?q=%00",
        "?q=education&kind=nothing",
        "?q=education&page=damaged",
        "?q=education&page=1e999~1~1",
        "?q=%F0%9F%91%A3",
    ],
)
def test_any_address_gives_a_page(client, db, query):
    assert client.get(URL + query).status_code == 200


def test_next_page_goes_on(client, cast):
    fill(cast.committee, *(f"school number {number}" for number in range(25)))
    first = client.get(f"{URL}?q=school&kind={KIND}").context["page"]
    second = client.get(f"{URL}?q=school&kind={KIND}&page={first.next}").context["page"]
    seen = [hit.document.object_id for hit in (*first.rows, *second.rows)]
    assert (len(seen), len(set(seen)), second.next) == (25, 25, "")


def test_command_prints_hits_counts_and_marks(cast):
    fill(cast.committee, "zzinternal schools", visibility=Visibility.STAFF)
    found = search_json("zzinternal school")
    assert json.loads(json.dumps(found)) == found
    assert found["total"] == 1
    assert found["hits"][0]["highlighted"] == "⟦zzinternal⟧ ⟦schools⟧"
    assert (found["hits"][0]["kind"], found["hits"][0]["id"]) == (KIND, "900001")


def test_reference_is_indexed_once_and_again_when_it_changes(client, db):
    index_reference()
    assert index_reference() == {"search_document": 0}
    before = stamped("reference").number
    theme = Theme.objects.filter(retired=False)[0]
    Theme.objects.filter(pk=theme.pk).update(name_en="Zzrenamed")
    assert index_reference()["search_document"] == 2
    assert stamped("reference").number == before + 1
    assert kinds(client.get(f"{URL}?q=zzrenamed")) == {"theme": 1}
    Theme.objects.filter(pk=theme.pk).update(retired=True)
    assert index_reference()["search_document"] == 2
    assert kinds(client.get(f"{URL}?q=zzrenamed")) == {}
