import pytest
from django.test import Client

from tamdan.accounts.first_run import first_run_token, home_states
from tamdan.accounts.middleware import FirstRun
from tamdan.accounts.models import User
from tamdan.audit.models import Event
from tamdan.core.home import folder
from tamdan.imports.models import ImportRun
from tamdan.imports.terminal import acting_body
from tamdan.institutions.models import Body, Installation
from tamdan.vault.models import File

URL = "/en/start/"


@pytest.fixture
def start(db, settings, monkeypatch, tmp_path):
    """An installation that nobody has taken over, with a home folder of its own."""
    monkeypatch.setenv("TAMDAN_HOME", str(tmp_path))
    monkeypatch.setattr(FirstRun, "is_set_up", False)
    settings.MIDDLEWARE = ["tamdan.accounts.middleware.FirstRun", *settings.MIDDLEWARE]
    return Client()


def filled_in(**changes):
    return {
        "token": first_run_token(), "name_en": "Committee of X", "name_km": "គណៈកម្មាធិការ", "acronym": "CX",
        "kind": "national_committee", "country": "xa", "default_language": "km", "mail_from": "office@example.org",
        "admin_name": "First Person", "admin_email": "First@Example.org",
        "password1": "a long enough password", "password2": "a long enough password", **changes,
    }  # fmt: skip


@pytest.mark.parametrize("path", ["/", "/en/", "/en/desk/", "/en/account/login/", "/en/office/bodies/"])
def test_every_page_leads_to_the_first_run(start, path):
    answer = start.get(path)
    assert answer.status_code == 302
    assert answer.headers["Location"].endswith("/start/")


def test_the_key_in_the_address_fills_the_form(start):
    assert f'value="{first_run_token()}"' in start.get(f"{URL}?token={first_run_token()}").text


def test_a_body_takes_the_installation_over(start):
    answer = start.post(URL, filled_in())
    assert answer.status_code == 302
    installation = Installation.objects.get()
    assert (installation.body.code, installation.body.is_confirmed) == ("cx", True)
    assert (installation.country, installation.state_iso3) == ("xa", "XXA")
    assert (installation.languages, installation.mail_from) == (["km", "en"], "office@example.org")
    user = User.objects.get()
    assert (user.email, set(user.roles()), user.language) == ("first@example.org", {"administrator"}, "km")
    assert list(Event.objects.order_by("id").values_list("verb", flat=True)) == [
        "accounts.installation.set_up",
        "accounts.user.added",
        "accounts.role.given",
    ]


def test_the_first_administrator_is_led_to_the_second_factor(start):
    page = start.post(URL, filled_in(), follow=True)
    assert page.redirect_chain == [("/en/account/two-factor/", 302)]
    assert start.get("/en/desk/").url == "/en/account/two-factor/"
    assert start.get("/en/account/two-factor/totp/activate/").status_code == 200  # without typing the password again


def test_afterwards_the_page_is_gone_and_the_key_too(start, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        start.post(URL, filled_in())
    assert not (folder("secrets") / "first-run").exists()
    assert Client().get(URL).status_code == 404
    assert Client().post(URL, filled_in(admin_email="second@example.org")).status_code == 404
    assert User.objects.count() == 1


def test_what_was_imported_before_goes_to_the_body(start):
    nameless = acting_body()
    run = ImportRun.objects.create(
        owner=nameless, file=File.objects.create(owner=nameless, digest="0" * 64, size=1, name="before.csv")
    )
    start.post("/en/start/", filled_in())
    run.refresh_from_db()
    own = Installation.objects.get().body
    assert run.owner == run.file.owner == own == nameless
    assert own.code != nameless.code
    assert own.is_confirmed


def test_a_body_of_the_list_is_taken_and_confirmed(start):
    body = Body.objects.filter(is_confirmed=False)[0]
    start.post(URL, filled_in(known=body.pk, name_en="", name_km=""))
    body.refresh_from_db()
    assert Installation.objects.get().body == body
    assert body.is_confirmed


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"token": "guess"}, "This is not the key that the server printed."),
        ({"token": "ក"}, "This is not the key that the server printed."),
        ({"name_en": "", "name_km": ""}, "give its name in at least one language"),
        ({"password2": "another long password"}, "The two passwords differ."),
        ({"password1": "short", "password2": "short"}, "This password is too short."),
        ({"admin_email": "nobody"}, "Enter a valid email address."),
        ({"country": "atlantis"}, "Select a valid choice."),
    ],
)
def test_bad_input_is_answered_and_nothing_is_made(start, changes, sentence):
    page = start.post(URL, filled_in(**changes))
    assert page.status_code == 422
    assert sentence in page.text
    assert 'value="First Person"' in page.text
    assert not Installation.objects.exists()
    assert not User.objects.exists()


def test_invented_states_are_no_home_but_where_asked_for(settings):
    settings.COUNTRY = "kh"
    assert "xa" not in {one.code for one in home_states()}
    settings.COUNTRY = "xa"
    assert "xa" in {one.code for one in home_states()}


def test_the_question_is_asked_of_the_database_only_until_it_is_answered(
    start, cast, secretary, django_assert_num_queries, monkeypatch
):
    start.get("/en/account/login/")
    assert FirstRun.is_set_up
