"""The rules of both countries, and what a faulty file is told."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tamdan.clocks.load import load_rules
from tamdan.clocks.models import Rule
from tamdan.taxonomy.files import FaultyFile

RULE = {
    "code": "r", "stage": "s", "name_en": "Rule", "name_km": "វិធាន", "km_status": "unreviewed", "unit": "days", "amount": "5",
    "law_en": "Five days.", "source": "A law", "source_date": "2026",
}  # fmt: skip


@pytest.fixture
def country(tmp_path: Path, settings: Any) -> Path:
    settings.COUNTRY_ROOT, settings.COUNTRY = tmp_path, "zz"
    (tmp_path / "zz").mkdir()
    (tmp_path / "zz" / "pause_reasons.yaml").write_text("[]\n")
    return tmp_path / "zz" / "clocks.yaml"


@pytest.mark.parametrize("code", ["kh", "xa"])
def test_rules_of_a_country_load_twice_alike(db: Any, settings: Any, code: str) -> None:
    settings.COUNTRY = code
    load_rules()
    assert load_rules() == {"clocks.PauseReason": 0, "clocks.Rule": 0}
    assert {"un-calendar", "un-calendar-home", "addendum", "national-report"} <= set(
        Rule.objects.current().values_list("stage", flat=True)
    )
    assert not Rule.objects.filter(law_km="").exists()


def test_tellings_are_in_the_order_of_time(db: Any) -> None:
    rule = Rule.objects.get(code="upr-national-report")
    assert [one.offset for one in rule.tellings] == [-90, -30, -7, 0, 1]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"unit": "weeks"}, "weeks"),
        ({"unit": "date"}, "amount"),
        ({"amount": None}, "amount"),
        ({"amount": "five"}, "amount"),
        ({"tell": ["soon secretariat"]}, "soon secretariat"),
        ({"tell": ["-3 king"]}, "king"),
        ({"escalates_to": "king"}, "king"),
        ({"pause": ["tired"]}, "tired"),
        ({"source": None}, "source"),
    ],
)
def test_faulty_rule_is_refused_with_its_line(db: Any, country: Path, change: dict[str, Any], said: str) -> None:
    before = Rule.objects.count()
    made = {name: value for name, value in {**RULE, **change}.items() if value is not None}
    country.write_text(yaml.safe_dump([made], allow_unicode=True))
    with pytest.raises(FaultyFile, match=said) as refused:
        load_rules()
    assert "line 1" in str(refused.value)
    assert Rule.objects.count() == before


def test_rule_that_leaves_its_file_is_retired(db: Any, country: Path) -> None:
    country.write_text(yaml.safe_dump([RULE], allow_unicode=True))
    load_rules()
    assert list(Rule.objects.current().values_list("code", flat=True)) == ["r"]
