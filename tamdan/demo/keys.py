"""The demonstration's keys: offices with their officers, three stewards, a signed list. Their words are known to everybody."""

import base64
from functools import cache
from pathlib import Path

import yaml

from tamdan.accounts.models import User
from tamdan.demo.sealed import Desk
from tamdan.institutions.models import Body
from tamdan.sealing import actions, founding
from tamdan.sealing.enums import Purpose

FILE = Path(__file__).parent / "data" / "keys.yaml"
DESK, CUSTODIANS = "desk", "custodians"
OFFICES = {
    DESK: ("x-hrc", Purpose.OFFICE, "Complaints desk", "តុទទួលបណ្តឹង", ("intake", "cases")),
    CUSTODIANS: ("x-hrc", Purpose.CUSTODIAN, "Custodian of names", "អ្នករក្សាទុកឈ្មោះ", ("lawyer", "secretariat")),
    "justice": ("x-justice", Purpose.REFERRAL, "Complaints at the Ministry of Justice", "បណ្តឹងនៅក្រសួងយុត្តិធម៌", ("focal.point",)),
    "river": ("x-river", Purpose.REFERRAL, "River Rights Group", "ក្រុមសិទ្ធិទន្លេ", ("rights.group",)),
}  # fmt: skip
"""By the name that letters.yaml calls them: body, purpose, names, who holds the key."""
OF_BODY = {name: people[0] for name, (*_rest, people) in OFFICES.items()}
STEWARDS = ("auditor", "monitor", "secretariat")


def load_keys() -> tuple[int, dict[str, Desk]]:
    """Keys, offices, stewards and the published list, through the same acts as real work; gives the number of keys, and the offices."""
    officers = {}
    for row in _rows():
        user = User.objects.get(email=row["email"])
        officers[row["email"].partition("@")[0]] = founding.enrol(user, row["identity"], base64.b64decode(row["file"]))
    desks = {}
    for called, (code, purpose, english, khmer, names) in OFFICES.items():
        body = Body.objects.get(code=code)
        office = actions.set_up_office(body=body, purpose=purpose, name_en=english, name_km=khmer, by=None)
        desks[called] = Desk(office, founding.found(office, [officers[name] for name in names]))
    founding.publish(founding.name_stewards([officers[name] for name in STEWARDS]))
    return len(officers), desks


def words_of(email: str) -> str:
    """The seven words of a demonstration account's key; empty for one without a key."""
    return next((row["words"] for row in _rows() if row["email"] == email), "")


@cache
def _rows() -> list[dict[str, str]]:
    found: list[dict[str, str]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return found
