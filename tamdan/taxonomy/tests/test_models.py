import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from tamdan.taxonomy.models import Article, Deadline, Instrument, Mechanism, Ratification, State, Theme, UprSession
from tamdan.taxonomy.naming import KhmerStatus

pytestmark = pytest.mark.django_db


def test_name_is_shown_in_the_readers_language():
    state = State.objects.get(code="KHM")
    with override("km"):
        assert str(state) == "កម្ពុជា"
        assert state.localized.language == "km"
    with override("en"):
        assert str(state) == "Cambodia"


def test_missing_khmer_name_shows_the_english_one_and_says_so():
    theme = Theme(name_en="Something new", km_status=KhmerStatus.MISSING)
    with override("km"):
        assert theme.localized.missing
        assert (theme.localized.text, theme.localized.language) == ("Something new", "en")
    with override("en"):
        assert not theme.localized.missing


def test_unreviewed_khmer_is_told_apart_from_attested():
    with override("km"):
        assert not Instrument.objects.get(code="ICMW").localized.reviewed
        assert Instrument.objects.get(code="CRC").localized.reviewed


def test_absent_khmer_name_must_be_marked_missing():
    with pytest.raises(IntegrityError, match="taxonomy_theme_says_when_khmer_is_missing"), transaction.atomic():
        Theme.objects.filter(code="torture").update(name_km="")


def test_one_status_a_state_and_instrument():
    with pytest.raises(IntegrityError, match="taxonomy_one_status_a_state"), transaction.atomic():
        Ratification.objects.create(instrument_id="CAT", state_id="KHM", status="none", source="x", source_date="2026")


def test_rows_read_as_people_say_them():
    with override("en"):
        assert str(UprSession.objects.get(number=46)) == "Session 46 (2024)"
        assert str(Ratification.objects.get(instrument_id="CAT", state_id="KHM")) == "KHM, CAT: State party"
    assert str(Deadline.objects.get(code="54-national-report")).endswith("2026-10-01")


def test_articles_lead_to_themes_and_instruments_to_their_body():
    assert "torture" in Article.objects.get(code="ICCPR-7").themes.values_list("code", flat=True)
    assert Instrument.objects.get(code="ICCPR").monitored_by == Mechanism.objects.get(code="ccpr")
    assert Instrument.objects.get(code="OPCAT").parent == Instrument.objects.get(code="CAT")


def test_states_are_counted_by_group():
    assert State.objects.filter(groups__code="asean").count() == 10
    assert State.objects.get(code="KHM").regional_group_id == "asia-pacific"
