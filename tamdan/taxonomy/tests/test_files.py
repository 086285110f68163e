from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils.translation import override

from tamdan.taxonomy.files import FaultyFile, mapping_of, rows_of

SOURCES = 'list.yaml: {source: Somebody, source_date: "2026-01"}\n'


def written(folder: Path, text: str | bytes, name: str = "list.yaml") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("- code: a\n  name_en: x\n- code: a\n", "line 3: “a” stands already on line 1"),
        ("- name_en: x\n", "line 1: “code” is missing"),
        ("- code: 5\n", "line 1: “code” must be text"),
        ("- code: [a]\n", "line 1: “code” must be text"),
        ("- code: a\n  code: b\n", "line 1: This is not valid YAML"),
        ("- code: 'a\n", "This is not valid YAML"),
        ("code: a\n", "must be a list of entries"),
        ("- a\n", "must be a list of entries"),
        ("", "must be a list of entries"),
        (b"- code: \xff\xfe\n", "This is not"),
    ],
)
def test_faulty_yaml_is_refused_with_its_line(tmp_path: Path, text: str | bytes, problem: str):
    with pytest.raises(FaultyFile, match=problem):
        rows_of(written(tmp_path, text))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("code,name_en\na\n", "line 2: The row has more or fewer cells"),
        ("code,name_en\na,b,c\n", "line 2: The row has more or fewer cells"),
        ("code,name_en\n,b\n", "line 2: “code” is missing"),
        ("code,name_en\na,b\nb,c\na,d\n", "line 4: “a” stands already on line 2"),
        (b"code,name_en\na,\xff\n", "The file is not UTF-8 text"),
    ],
)
def test_faulty_table_is_refused_with_its_line(tmp_path: Path, text: str | bytes, problem: str):
    with pytest.raises(FaultyFile, match=problem):
        rows_of(written(tmp_path, text, "list.csv"))


def test_getters_refuse_what_the_format_does_not_allow(tmp_path: Path):
    written(tmp_path, SOURCES, "sources.yaml")
    [row] = rows_of(
        written(
            tmp_path,
            '- code: a\n  name_km: Latin\n  n: "12a"\n  due: "2026-02-30"\n  kind: z\n  long: aaaa\n  many: [1]\n',
        )
    )
    faults: dict[str, Callable[[], object]] = {
        "has no Khmer letters": row.khmer,
        "must be a whole number": lambda: row.number("n"),
        "must be a date": lambda: row.day("due"),
        "“z” is not allowed": lambda: row.one_of("kind", ["x", "y"]),
        "“z” under “kind” names nothing": lambda: row.code("kind", {"x"}),
        "longer than 3 characters": lambda: row.optional("long", longest=3),
        "must be a list of texts": lambda: row.many("many"),
        "must be a mapping": lambda: row.inner("kind"),
        "must be a list of entries": lambda: row.inners("kind"),
    }
    for problem, getter in faults.items():
        with pytest.raises(FaultyFile, match=problem):
            getter()
    assert row.source() == {"source": "Somebody", "source_date": "2026-01"}
    assert [row.optional_day("absent"), row.optional_number("absent"), row.code("absent", ())] == [None, None, None]


def test_row_without_a_source_is_refused(tmp_path: Path):
    [row] = rows_of(written(tmp_path, "- code: a\n"))
    with pytest.raises(FaultyFile, match="The source or its date is missing"):
        row.source()


def test_khmer_name_is_missing_only_when_it_is_empty(tmp_path: Path):
    [absent, there] = rows_of(written(tmp_path, "- code: a\n- code: b\n  name_km: ខ\n  km_status: unreviewed\n"))
    assert absent.khmer() == {"name_km": "", "km_status": "missing"}
    assert there.khmer() == {"name_km": "ខ", "km_status": "unreviewed"}


def test_present_khmer_name_may_not_be_marked_missing(tmp_path: Path):
    [row] = rows_of(written(tmp_path, "- code: b\n  name_km: ខ\n  km_status: missing\n"))
    with pytest.raises(FaultyFile, match="“missing” is not allowed"):
        row.khmer()


def test_mapping_is_refused_when_it_is_a_list(tmp_path: Path):
    with pytest.raises(FaultyFile, match="must be one mapping"):
        mapping_of(written(tmp_path, "- code: a\n"))


def test_fault_is_a_full_sentence_with_a_remedy(tmp_path: Path):
    with override("en"), pytest.raises(FaultyFile) as caught:
        rows_of(written(tmp_path, "a: b\n"))
    assert str(caught.value).endswith("Correct the file and start again; nothing was changed.")
