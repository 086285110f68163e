import shutil
from pathlib import Path

import pytest

from tamdan.taxonomy import load, load_instruments, load_states, match, terms
from tamdan.taxonomy.files import FaultyFile
from tamdan.taxonomy.models import Ratification, State, Theme, UprIssue

pytestmark = pytest.mark.django_db


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the files that a test may change."""
    folder = tmp_path / "data"
    shutil.copytree(terms.DATA, folder)
    for module in (terms, load, load_states, load_instruments):
        monkeypatch.setattr(module, "DATA", folder)
    return folder


def change(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def test_second_run_changes_nothing():
    """The first was the test database's own."""
    assert set(load.load_reference().values()) == {0}


def test_changed_row_is_the_only_one_written(data: Path):
    change(data / "themes.yaml", "name_en: Death penalty", "name_en: Capital punishment")
    counts = load.load_reference()
    assert counts["taxonomy.Theme"] == 1
    assert sum(counts.values()) == 1
    assert Theme.objects.get(code="death-penalty").name_en == "Capital punishment"


def test_row_gone_from_its_file_is_retired_and_comes_back(data: Path):
    *lines, last = (data / "states.csv").read_text(encoding="utf-8").splitlines()
    code = last.split(",")[0]
    change(data / "states.csv", last + "\n", "")
    assert load_states.load_states() == 1
    assert State.objects.get(code=code).retired
    assert State.objects.get(code=code).groups.exists()
    assert not State.objects.current().filter(code=code).exists()
    assert load_states.load_states() == 0
    (data / "states.csv").write_text("\n".join([*lines, last, ""]), encoding="utf-8")
    assert load_states.load_states() == 1
    assert not State.objects.get(code=code).retired


def test_links_follow_the_file(data: Path):
    change(data / "upr_issues.yaml", "themes: [torture]", "themes: [torture, detention-conditions]")
    load.load_reference()
    issue = UprIssue.objects.get(code="torture")
    assert sorted(theme.code for theme in issue.themes.all()) == ["detention-conditions", "torture"]


def test_faulty_file_names_the_line_and_changes_nothing(data: Path):
    change(data / "themes.yaml", "name_en: Death penalty", "name_en: Capital punishment")
    change(data / "upr_issues.yaml", "themes: [torture]", "themes: [tortures]")
    with pytest.raises(FaultyFile, match=r"upr_issues\.yaml, line \d+: “tortures” under “themes” names nothing"):
        load.load_reference()
    assert Theme.objects.get(code="death-penalty").name_en == "Death penalty"


def test_home_state_of_the_demonstration_is_loaded():
    state = State.objects.get(code="XXA")
    assert state.fictional
    assert Ratification.objects.filter(state=state).count() == 18
    assert match.state_by_name("ហ្សាណារ៉ា") == match.state_by_name("Republic of Xanara") == "XXA"


def test_invented_state_goes_without_a_trace_and_a_real_one_stays():
    load.remove_fictional_state("xa")
    load.remove_fictional_state("kh")
    assert not State.objects.filter(fictional=True).exists()
    assert not Ratification.objects.filter(state_id="XXA").exists()
    assert match.state_by_name("Xanara") is None
    assert State.objects.filter(code="KHM").exists()
    assert load.load_fictional_state("xa") == 19
    assert load.load_fictional_state("xa") == 0
