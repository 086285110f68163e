"""The office's pages: the list narrowed, sorted and taken away as a file, and what stands on an article's page."""

import csv
import io
import json

import pytest
from django.urls import reverse

from tamdan.links.models import Link, Tag
from tamdan.press.actions import link_capture
from tamdan.press.models import Article, Outlet, Pair
from tamdan.press.tests.press import stored_dump
from tamdan.press.tests.test_storing import VERSIONS
from tests.matrix import sign_in

TEXT = """Posted by: Editor | Posted on: March 4, 2024

Freedom of association and torture in custody

By Marta Quill

Mara Tolund, director of the River Rights Centre, said that torture in custody is a violation of human rights. “Freedom of association is
not a favour,” she told reporters. The Ministry of Tests said 120 cases of torture were investigated, and that it will publish the list by May 2024.

Source: River Herald
"""


@pytest.mark.django_db
def test_the_list_is_narrowed_and_taken_away_as_it_stands(cast, as_secretary):
    stored_dump(cast.committee, VERSIONS)
    capture = stored_dump(cast.committee, TEXT)
    link_capture(capture)
    article = capture.articles.get()
    assert Tag.objects.filter(
        kind="press.article", object_id=article.pk, decision="suggested", reason__contains="freedom of association"
    ).exists()
    assert not Link.objects.filter(from_kind="press.article").exclude(visibility="staff").exists()
    outlet = Outlet.objects.get(name_en="River Herald")
    theme = Tag.objects.filter(kind="press.article").first().code
    narrowed = {"outlet": outlet.pk, "month": "2024-03", "language": "en", "theme": theme, "state": "waiting"}
    page = as_secretary.get(reverse("press:articles"), narrowed).content.decode()
    assert "1 article" in page
    assert "This year" not in page
    files = {
        kind: as_secretary.get(reverse("press:articles_export", args=[kind]), narrowed)
        for kind in ("csv", "xlsx", "json")
    }
    rows = list(csv.DictReader(io.StringIO(b"".join(files["csv"].streaming_content).decode("utf-8-sig"))))
    assert [(row["title"], row["outlet"], row["day"]) for row in rows] == [
        (article.title, "River Herald", "2024-03-04")
    ]
    assert json.loads(b"".join(files["json"].streaming_content))[0]["sha256"] == capture.digest
    assert b"".join(files["xlsx"].streaming_content)[:2] == b"PK"
    for words in ("tortured custody", "favours Herald"):  # any form of a word, and the outlet's name
        page = as_secretary.get(reverse("press:articles"), {"q": words}).content.decode()
        assert str(article.uuid) in page, words
        assert "<mark>" in page, words
    assert str(article.uuid) not in as_secretary.get(reverse("press:articles"), {"q": "dam"}).content.decode()
    found = as_secretary.get(reverse("search:results"), {"q": "torture in custody"}).content.decode()
    assert str(article.uuid) in found
    as_secretary.logout()
    assert (
        str(article.uuid)
        not in as_secretary.get(reverse("search:results"), {"q": "torture in custody"}).content.decode()
    )


@pytest.mark.django_db
def test_the_press_is_counted_by_month_outlet_theme_and_side(cast, as_secretary):
    later = TEXT.replace("River Herald", "Lake Times").replace("March 4", "May 6").replace("a favour", "a gift")
    for text in (TEXT, later):
        link_capture(stored_dump(cast.committee, text))
    page = as_secretary.get(reverse("press:numbers")).content.decode()
    assert all(word in page for word in ("April 2024", "River Herald", "Lake Times", "Civil society"))
    assert f"{reverse('press:articles')}?month=2024-05" in page
    answer = as_secretary.get(reverse("press:numbers_export", args=["json"]), {"month": "2024-03"})
    rows = {
        (row["by"], row["label"], row["counted"]): row["number"]
        for row in json.loads(b"".join(answer.streaming_content))
    }
    assert rows["outlet", "River Herald", "about_human_rights"] == 1
    assert rows["month", "March 2024", "others"] == 0
    assert ("outlet", "Lake Times", "about_human_rights") not in rows
    assert rows["side", "Civil society", "direct"] == 1


@pytest.mark.django_db
def test_both_figures_of_one_post_stand_side_by_side_and_a_person_decides(cast, as_secretary):
    capture = stored_dump(cast.committee, VERSIONS)
    pair = Pair.objects.filter(kind="disagrees", reason="two-languages").get()
    article = Article.objects.get(pk=pair.first_figure.article_id)
    page = as_secretary.get(article.get_absolute_url()).content.decode()
    assert all(words in page for words in ("៦២,១៨ភាគរយ", "61.18%", "gives another figure"))
    as_secretary.post(reverse("press:decide_pair", args=[pair.pk]), {"decision": "accepted"})
    pair.refresh_from_db()
    assert (pair.decision, pair.decided_by.email.split(".")[0]) == ("accepted", "secretariat")
    assert as_secretary.post(reverse("press:decide_pair", args=[pair.pk]), {"decision": "accepted"}).status_code == 409
    assert capture.articles.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["press:articles", "press:captures"])
def test_who_only_reads_is_shown_no_way_to_what_is_edited(client, case_officer, as_secretary, page):
    ways = [reverse(f"press:{name}") for name in ("queue", "bearings", "names_settled", "pairs")]
    shown = as_secretary.get(reverse(page)).content.decode()
    assert all(f'href="{way}"' in shown for way in ways)
    sign_in(client, case_officer)
    shown = client.get(reverse(page)).content.decode()
    assert not any(f'href="{way}"' in shown for way in ways)
    assert reverse("press:numbers") in shown
