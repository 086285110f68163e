"""Records of a JSON file come one at a time, whatever pieces the file is read in; a broken file says after which record."""

import io
import json

import pytest

from tamdan.imports import records
from tamdan.imports.errors import CutOff, NoRecords
from tamdan.imports.formats import Sample
from tamdan.imports.records import records_of
from tamdan.imports.sheets import sample_of

THREE = [{"text": "ការអប់រំ", "list": [1, {"a": None}]}, {}, {"text": 'a "quoted" ] } text' * 20}]


def read(content):
    return list(records_of(io.BytesIO(content)))


@pytest.mark.parametrize("piece", [1, 7, 1 << 20])
@pytest.mark.parametrize("write", [
    lambda: json.dumps(THREE).encode(), lambda: json.dumps(THREE, indent=2, ensure_ascii=False).encode("utf-8-sig"),
    lambda: json.dumps(THREE, ensure_ascii=False).encode("utf-16"), lambda: b"\n".join(json.dumps(one).encode() for one in THREE) + b"\n",
])  # fmt: skip
def test_every_record_is_read_with_its_number(monkeypatch, piece, write):
    monkeypatch.setattr(records, "PIECE", piece)
    assert read(write()) == list(enumerate(THREE, start=1))


@pytest.mark.parametrize("cut", [3, 30, 60, -1])
def test_a_file_that_breaks_off_says_after_which_record(cut):
    with pytest.raises(CutOff) as caught:
        read(json.dumps(THREE).encode()[:cut])
    assert f"record {caught.value.values['record']}" in str(caught.value)


@pytest.mark.parametrize("content", [b'[{"a": 1}, 2]', b'{"a": 1} "b"', b'[["a"]]'])
def test_a_list_of_something_else_is_refused(content):
    with pytest.raises(NoRecords):
        read(content)


def test_a_record_without_end_does_not_fill_the_memory(monkeypatch):
    monkeypatch.setattr(records, "LONGEST", 1000)
    with pytest.raises(CutOff):
        read(b'[{"a": 1}, {"b": "' + b"x" * 5_000_000)


def test_brackets_without_end_are_refused():
    with pytest.raises(CutOff):
        read(b'{"a": ' + b"[" * 200_000)


@pytest.mark.parametrize("content", [b'[{"a": 1}]', b'\xef\xbb\xbf [ {"a": 1}]', b'{"a": 1}\n{"a": 2}'])
def test_records_are_told_from_a_table(content):
    assert sample_of(io.BytesIO(content), "x.json") == Sample("x.json", "application/json", content)


def test_a_table_whose_first_name_stands_in_brackets_is_a_table():
    assert sample_of(io.BytesIO(b"[a],b\n1,2\n"), "x.csv").media_type != "application/json"
