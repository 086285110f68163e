import pytest

from tamdan.core.versions import EditedMeanwhile, changed_pieces
from tamdan.institutions.forms import BodyForm
from tamdan.institutions.models import Body


@pytest.fixture
def body(db):
    return Body.objects.create(
        code="t-one", kind="ministry", name_en="Ministry of One", name_km="ក្រសួងមួយ", acronym="ONE"
    )


def opened(body):
    """What the browser holds once the form is open."""
    form = BodyForm(instance=Body.objects.get(pk=body.pk))
    return {name: "" if (value := form[name].value()) is None else value for name in form.fields}


def sent(body, **changes):
    form = BodyForm({**opened(body), **changes}, instance=Body.objects.get(pk=body.pk))
    assert form.is_valid(), form.errors
    return form


def test_saving_writes_what_changed_and_counts_up(body):
    form = sent(body, acronym="M1")
    assert form.changed_by_me == ["acronym"]
    form.save()
    body.refresh_from_db()
    assert (body.acronym, body.name_en, body.version) == ("M1", "Ministry of One", 2)


def test_saving_nothing_leaves_the_version(body):
    sent(body).save()
    body.refresh_from_db()
    assert body.version == 1


def test_the_second_of_two_writers_is_stopped(body):
    mine, theirs = sent(body, name_en="Mine"), sent(body, name_en="Theirs")
    theirs.save()
    with pytest.raises(EditedMeanwhile) as stopped:
        mine.save()
    body.refresh_from_db()
    assert body.name_en == "Theirs"
    [difference] = stopped.value.differences
    assert (difference.before, difference.mine, difference.theirs) == ("Ministry of One", "Mine", "Theirs")
    assert difference.is_mine_changed
    assert difference.is_theirs_changed


def test_each_ones_fields_are_kept_apart(body):
    """Two who wrote in different fields: the form to save again holds both."""
    mine, theirs = sent(body, acronym="MINE", kind="agency"), sent(body, name_en="Theirs", start="2001-01-01")
    theirs.save()
    with pytest.raises(EditedMeanwhile) as stopped:
        mine.save()
    again = stopped.value.form
    assert again.is_valid(), again.errors
    again.save()
    body.refresh_from_db()
    assert (body.acronym, body.kind, body.name_en, str(body.start)) == ("MINE", "agency", "Theirs", "2001-01-01")
    assert body.version == 3


def test_choices_and_records_are_shown_by_name(body):
    parent = Body.objects.create(code="t-two", kind="other", name_en="The Parent")
    mine, theirs = sent(body, parent=parent.pk), sent(body, kind="agency")
    theirs.save()
    with pytest.raises(EditedMeanwhile) as stopped:
        mine.save()
    shown = {str(one.label): (one.before, one.mine, one.theirs) for one in stopped.value.differences}
    assert shown["Part of"] == ("", "The Parent", "")
    assert shown["Kind"] == ("Ministry", "Ministry", "Public agency")


def test_a_third_writer_stops_the_second_again(body):
    mine, theirs = sent(body, name_en="Mine"), sent(body, name_en="Theirs")
    theirs.save()
    with pytest.raises(EditedMeanwhile) as stopped:
        mine.save()
    sent(body, name_en="Third").save()
    again = stopped.value.form
    assert again.is_valid()
    with pytest.raises(EditedMeanwhile) as stopped:
        again.save()
    assert [(one.before, one.mine, one.theirs) for one in stopped.value.differences] == [("Theirs", "Mine", "Third")]


@pytest.mark.parametrize("seen", ["", "{", "[1]", "null", '{"name_en": 7}'])
def test_a_damaged_form_saves_nothing_silently(body, seen):
    form = BodyForm({**opened(body), "seen": seen, "name_en": "New"}, instance=Body.objects.get(pk=body.pk))
    if form.is_valid():
        form.save()
        body.refresh_from_db()
        assert body.name_en == "New"
    else:
        assert "seen" in form.errors


def test_without_a_version_the_form_is_refused(body):
    form = BodyForm({**opened(body), "version": ""}, instance=Body.objects.get(pk=body.pk))
    assert not form.is_valid()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("the old law", "the new law", [("same", "the "), ("del", "old"), ("ins", "new"), ("same", " law")]),
        ("", "new", [("ins", "new")]),
        ("gone", "", [("del", "gone")]),
        ("ក្រសួង", "ក្រសាង", [("same", "ក្រ"), ("del", "សួ"), ("ins", "សា"), ("same", "ង")]),
        ("alike", "alike", [("same", "alike")]),
    ],
)
def test_changes_are_shown_in_whole_words_and_clusters(old, new, expected):
    assert list(changed_pieces(old, new)) == expected
