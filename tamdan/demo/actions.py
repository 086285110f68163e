"""The demonstration: an invented State on an empty installation, through the same acts as real work; and its removal."""

import csv
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import yaml
from django.apps import apps
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _
from psycopg import sql

from tamdan.accounts.actions import add_user
from tamdan.accounts.enums import Role
from tamdan.accounts.models import User
from tamdan.clocks.un_calendar import follow_calendar
from tamdan.core import postgres
from tamdan.core.errors import DomainError
from tamdan.core.reference import Tell, load_reference, silent
from tamdan.demo import COUNTRY
from tamdan.demo.boxes import load_boxes
from tamdan.demo.calls import load_calls
from tamdan.demo.keys import load_keys, words_of
from tamdan.demo.letters import load_letters
from tamdan.demo.press import load_press
from tamdan.imports.actions import import_file
from tamdan.imports.models import ImportRun
from tamdan.institutions.models import Body, Installation
from tamdan.recommendations.actions import publish_review
from tamdan.recommendations.models import Recommendation
from tamdan.recommendations.texts import translate
from tamdan.search.reference import index_reference
from tamdan.taxonomy.enums import StateKind
from tamdan.taxonomy.models import State

DATA = Path(__file__).parent / "data"
STATE = "XXA"
PUBLISHED_SESSIONS = (6, 19, 33)
"""The fourth review stays internal, so that the secretariat has something to publish."""
KEPT_TABLES = frozenset(
    {"django_migrations", "django_content_type", "core_release", "pghistory_context", "search_stamp"}
)
"""What the demonstration leaves as it is: bookkeeping of the database, and how often pages changed, which only grows."""


class NotEmpty(DomainError):
    code = "not_empty"
    status = 409
    message = _(
        "This installation is in use already. Load the demonstration into an empty folder: TAMDAN_HOME=/new/folder."
    )


class NotDemonstration(DomainError):
    code = "not_demonstration"
    status = 409
    message = _("This installation is not a demonstration; nothing was removed.")


class HoldsMore(DomainError):
    code = "holds_more"
    status = 409
    message = _(
        "%(count)s import(s) were added to the demonstration by hand. Export what you need, then say --everything to remove "
        "them with it."
    )


STEPS = (
    _("bodies and people"),
    _("recommendations"),
    _("offices, keys and calls"),
    _("articles of the press"),
    _("letters"),
)


def load_demo(tell: Tell = silent) -> dict[str, Any]:
    """Xanara with its bodies, one account per role and four reviews; ``tell`` hears each of STEPS begin. Raises NotEmpty."""
    if Installation.objects.exists() or ImportRun.objects.exists():
        raise NotEmpty
    settings.COUNTRY = COUNTRY
    steps = (tell(number, len(STEPS), what) for number, what in enumerate(STEPS, 1))
    next(steps)
    with transaction.atomic():
        load_reference()
        State.objects.bulk_create(_fictional_states(), ignore_conflicts=True)
        index_reference()
        committee = Body.objects.get(code="x-hrc")
        Installation.objects.create(
            body=committee, country=COUNTRY, state_iso3=STATE, default_language="km", is_demonstration=True
        )
        users = [_add(person) for person in _yaml("people.yaml")]
    next(steps)
    counts = import_file(DATA / "recommendations.csv", owner=committee, by=None)
    with transaction.atomic():
        translated = sum(_translate(row) for row in _rows("khmer.csv"))
        secretary = User.objects.get(email="secretariat@demo.invalid")
        follow_calendar(by=None)
        next(steps)
        keys, desks = load_keys()
        letters = load_boxes(committee)
        calls = load_calls(desks)
        next(steps)
        articles = load_press(committee, secretary)
        published = sum(
            publish_review(STATE, number, owner=committee, by=secretary).count for number in PUBLISHED_SESSIONS
        )
    next(steps)
    letters += load_letters(desks)
    return {"users": len(users), "source_rows": sum(counts[name] for name in ("new", "attached", "unchanged")),
            "recommendations": Recommendation.objects.count(), "translated": translated, "published": published, "keys": keys,
            "letters": letters, "calls": calls, "articles": articles}  # fmt: skip


def fresh_sign_ins() -> Iterator[tuple[str, str, str, str]]:
    """Role, address, a password made now, and the words of the key (empty without one) of each account of the demonstration.

    The password is the same for all: hashing is slow by design.
    """
    password = secrets.token_urlsafe(9)
    hashed = make_password(password)
    for user in User.objects.filter(is_demonstration=True).order_by("id"):
        user.password = hashed
        user.save(update_fields=["password"])
        yield str(Role(next(iter(user.roles()))).label), user.email, password, words_of(user.email)


def remove_demo(*, everything: bool = False) -> dict[str, Any]:
    """Empty a demonstration installation: rows, history, index, queue, files. The ledger keeps its lines, which hold ids alone.

    Raises NotDemonstration, and HoldsMore where somebody imported files into it.
    """
    if not Installation.objects.filter(is_demonstration=True).exists():
        raise NotDemonstration
    added = ImportRun.objects.exclude(file__name="recommendations.csv").count()
    if added and not everything:
        raise HoldsMore(count=added)
    tables = _tables()
    with psycopg.connect(**_owner()) as owner:
        names = sql.SQL(", ").join(sql.Identifier(name) for name in tables)
        owner.execute(sql.SQL("TRUNCATE {} RESTART IDENTITY CASCADE").format(names))
        owner.execute("DROP TABLE IF EXISTS core_release")
    shutil.rmtree(settings.VAULT_ROOT, ignore_errors=True)
    return {"emptied": len(tables)}


def _tables() -> list[str]:
    """Every table of this database but the migrations' and those that only grow by right."""
    growing = {
        config.get_model(name)._meta.db_table
        for config in apps.get_app_configs()
        if config.name == "tamdan.audit"
        for name in {*getattr(config, "append_only", ()), *getattr(config, "sequencer_tables", {})}
    }
    with psycopg.connect(**_owner()) as owner:
        found = owner.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1").fetchall()
    return [name for (name,) in found if name not in KEPT_TABLES | growing]


def _owner() -> dict[str, Any]:
    return postgres.connection_params("owner", str(connection.settings_dict["NAME"]))


def _yaml(name: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = yaml.safe_load((DATA / name).read_text(encoding="utf-8"))
    return found


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _fictional_states() -> list[State]:
    return [
        State(
            kind=StateKind.MEMBER, fictional=True, position=position, source="invented", source_date="2026-11-22", **row
        )
        for position, row in enumerate(_yaml("states.yaml"), start=1)
    ]


def _add(person: dict[str, str]) -> User:
    body = Body.objects.get(code=person["body"])
    made = add_user(
        email=person["email"], name=person["name"], role=person["role"], body=body, by=None, language="en",
        password=secrets.token_urlsafe(16),
    )  # fmt: skip
    made.is_demonstration = True
    made.save(update_fields=["is_demonstration"])
    return made


def _translate(row: dict[str, str]) -> int:
    found = Recommendation.objects.filter(state_id=STATE, session=int(row["session"]), texts__text=row["text_en"])
    for recommendation in found:
        translate(recommendation, language="km", text=row["text_km"], translator="Tamdan", by=None)
    return len(found)
