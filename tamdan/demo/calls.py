"""The demonstration's calls: numbers sealed to the complaints desk, as an operator's browser does it."""

from pathlib import Path
from typing import Any

import rfc8785
import yaml

from tamdan.accounts.models import User
from tamdan.demo.keys import DESK
from tamdan.demo.sealed import Desk, Part
from tamdan.intake import calling
from tamdan.intake.calls import Answer
from tamdan.sealing import server
from tamdan.sealing.envelopes import lock_twice
from tamdan.sealing.letters import ItemKind

FILE = Path(__file__).parent / "data" / "calls.yaml"


def load_calls(desks: dict[str, Desk]) -> int:
    """Through the same acts as real work; gives the number of calls."""
    rows: list[dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    operator = User.objects.get(email="intake@demo.invalid")
    for row in rows:
        _note(row, desks[DESK], operator)
    return len(rows)


def _note(row: dict[str, Any], desk: Desk, operator: User) -> None:
    told = {name: row.get(name, "") for name in ("number", "name", "words")}
    part = Part(ItemKind.MESSAGE, rfc8785.dumps({"v": 1, **told}), [desk.recipient])
    locked = lock_twice(part.id, part.key, desk.recipient, server.release_recipient())
    hours = (row["safe"][0], row["safe"][1]) if "safe" in row else None
    noted = calling.Noted(
        office=desk.office, audience=desk.recipient, ref=part.id, sealed=part.pieces[0].sealed, envelope=locked, hours=hours,
        reason=row["reason"], language="km", is_dangerous=row.get("danger", False),
    )  # fmt: skip
    call = calling.note(noted, by=operator)
    for _again in range(row.get("tried", 0)):
        calling.take(call, by=operator)
        calling.attempt(call, Answer.NO_ANSWER, by=operator)
