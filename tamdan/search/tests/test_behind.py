"""Statements that run while Python computes are part of the caller's transaction, and fail like any other."""

import pytest
from django.db import DataError, connection, transaction

from tamdan.search.actions import index
from tamdan.search.behind import running
from tamdan.search.models import Document
from tamdan.search.sources import Draft

ADD = """
INSERT INTO search_document (kind, object_id, language, piece, slug, identifier, key, visibility, shared_with, title, body, names,
                             weight, terms, analyser)
SELECT 'beside', %s::bigint, 'en', 0, '', '', '', 'public', '{}', '', %s::text, '', 0, '', ''
"""
pytestmark = pytest.mark.usefixtures("db")


def test_a_text_longer_than_a_socket_holds_is_stored_when_the_block_has_ended():
    text = "school " * 500_000
    with running([(ADD, [1, text]), (ADD, [2, "short"])]):
        computed = sum(range(100_000))
    assert computed == 4_999_950_000
    bodies = Document.objects.filter(kind="beside").order_by("object_id").values_list("body", flat=True)
    assert list(bodies) == [text, "short"]


def test_a_statement_that_fails_is_told_after_the_block_and_leaves_nothing():
    with pytest.raises(DataError), transaction.atomic(), running([(ADD, [1, "kept?"]), ("SELECT 1 / %s::int", [0])]):
        pass
    assert not Document.objects.filter(kind="beside").exists()


def test_what_fails_in_the_block_takes_the_statements_with_it():
    with pytest.raises(ValueError, match="not a word"), transaction.atomic(), running([(ADD, [1, "kept?"])]):
        raise ValueError("not a word")
    assert not Document.objects.filter(kind="beside").exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)


def test_the_size_of_a_batch_changes_nothing():
    drafts = [Draft(number, "en", f"Title {number}", "Open ten schools " * number) for number in range(1, 8)]
    columns = ("object_id", "title", "body", "terms")
    found = []
    for batch in (1, 3, 100):
        assert index("beside", iter(drafts), batch) == len(drafts)
        found.append(list(Document.objects.filter(kind="beside").order_by("object_id").values_list(*columns)))
    assert found[0] == found[1] == found[2]
    assert len(found[0]) == len(drafts)
