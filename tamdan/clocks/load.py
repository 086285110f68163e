"""Loads the rules of the home State's clocks: ``country/<code>/clocks.yaml`` and ``pause_reasons.yaml``, reviewed by people."""

import re
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from tamdan.accounts.enums import Role
from tamdan.clocks.enums import Unit
from tamdan.clocks.models import PauseReason, Rule
from tamdan.clocks.un_calendar import follow_calendar
from tamdan.taxonomy.files import Row, rows_of
from tamdan.taxonomy.sync import sync

TELLING = re.compile(r"[+-]?\d{1,3} [a-z_]+")


@transaction.atomic
def load_rules() -> dict[str, int]:
    """Rows added, changed or retired by table. Raises FaultyFile and changes nothing."""
    folder = Path(settings.COUNTRY_ROOT) / settings.COUNTRY
    reasons = [_reason(row) for row in rows_of(folder / "pause_reasons.yaml")]
    known = {reason.code for reason in reasons}
    return {
        "clocks.PauseReason": sync(PauseReason.objects.all(), reasons),
        "clocks.Rule": sync(Rule.objects.all(), [_rule(row, known) for row in rows_of(folder / "clocks.yaml")]),
    }


def load_calendar() -> dict[str, int]:
    """Clocks started, moved or dropped because the calendar or its rules changed; none before there is an installation."""
    return {"clocks.Clock": follow_calendar()}


def _reason(row: Row) -> PauseReason:
    return PauseReason(code=row.text("code", longest=40), name_en=row.text("name_en"), **row.khmer(), **row.source())


def _rule(row: Row, reasons: set[str]) -> Rule:
    unit, amount = row.one_of("unit", Unit.values), row.optional_number("amount")
    if (unit == Unit.DATE) != (amount is None):
        raise row.fault(_("Give “amount”, a number of days, where “unit” counts days, and only there."))
    return Rule(
        code=row.text("code", longest=60),
        stage=row.text("stage", longest=60),
        name_en=row.text("name_en"),
        **row.khmer(),
        unit=unit,
        amount=amount,
        pause_reasons=row.codes("pause", reasons),
        tells=_tells(row),
        escalates_to=_role(row, row.optional("escalates_to")),
        is_extendable=row.values.get("extendable") is True,
        lapses=row.values.get("lapses") is True,
        law_en=row.text("law_en", longest=400),
        law_km=row.optional("law_km", longest=400),
        **row.source(),
    )


def _tells(row: Row) -> list[str]:
    found = row.many("tell")
    for text in found:
        if not TELLING.fullmatch(text):
            raise row.fault(
                _("“%(text)s” under “tell” must be like “-30 secretariat”: days after the last one, and a role.")
                % {"text": text}
            )
        _role(row, text.split(" ", 1)[1])
    return found


def _role(row: Row, role: str) -> str:
    if role and role not in Role.values:
        raise row.fault(_("“%(role)s” is not a role.") % {"role": role})
    return role
