"""The pages that walks over the whole system visit: each room names its own in ``tamdan/<app>/tests/pages.py`` as PAGES."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

from tamdan.accounts.enums import Role
from tamdan.accounts.models import User
from tamdan.portal.context import in_language
from tests.cast import Cast, make_user

PEOPLE = {
    "administrator": ("committee", Role.ADMINISTRATOR),
    "secretary": ("committee", Role.SECRETARIAT),
    "intake_officer": ("committee", Role.INTAKE_OFFICER),
    "case_officer": ("committee", Role.CASE_OFFICER),
    "auditor": ("committee", Role.AUDITOR),
    "focal_point": ("ministry", Role.FOCAL_POINT),
    "outsider": ("rights_group", Role.RIGHTS_GROUP),
}
"""The cast of tests/cast.py by name, for those who need them outside a fixture."""


@dataclass(frozen=True)
class Page:
    """A page to visit. ``make`` writes the rows that it shows and gives its path; ``who`` is a name of PEOPLE or a visitor.

    ``make`` must not assume an empty database: in the browser the rows of all pages live together.
    """

    name: str
    make: Callable[[Cast], str]
    who: str = ""
    status: int = 200


def all_pages() -> list[Page]:
    found: list[Page] = []
    for config in apps.get_app_configs():
        module = f"{config.name}.tests.pages"
        if config.name.startswith("tamdan.") and find_spec(f"{config.name}.tests") and find_spec(module):
            found += import_module(module).PAGES
    names = [page.name for page in found]
    assert len(names) == len(set(names)), "two pages have one name"
    return found


def person(who: str, cast: Cast) -> User:
    body, role = PEOPLE[who]
    return User.objects.filter(email=f"{role}.{getattr(cast, body).code}@example.org").first() or make_user(
        getattr(cast, body), role
    )


def address(page: Page, cast: Cast, language: str) -> str:
    return in_language(page.make(cast), language)
