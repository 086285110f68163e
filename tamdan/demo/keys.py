"""The demonstration's keys: two offices with two officers each, three stewards, a signed list. Their words are known to everybody."""

import base64
from functools import cache
from pathlib import Path

import yaml

from tamdan.accounts.models import User
from tamdan.institutions.models import Body
from tamdan.sealing import actions, founding
from tamdan.sealing.enums import Purpose

FILE = Path(__file__).parent / "data" / "keys.yaml"
OFFICES = {
    Purpose.OFFICE: ("Complaints desk", "តុទទួលបណ្តឹង", ("intake", "cases")),
    Purpose.CUSTODIAN: ("Custodian of names", "អ្នករក្សាទុកឈ្មោះ", ("lawyer", "secretariat")),
}
STEWARDS = ("auditor", "monitor", "secretariat")


def load_keys(committee: Body) -> int:
    """Keys, offices, stewards and the published list, through the same acts as real work; gives the number of keys."""
    officers = {}
    for row in _rows():
        user = User.objects.get(email=row["email"])
        officers[row["email"].partition("@")[0]] = founding.enrol(user, row["identity"], base64.b64decode(row["file"]))
    for purpose, (english, khmer, names) in OFFICES.items():
        office = actions.set_up_office(body=committee, purpose=purpose, name_en=english, name_km=khmer, by=None)
        founding.found(office, [officers[name] for name in names])
    founding.publish(founding.name_stewards([officers[name] for name in STEWARDS]))
    return len(officers)


def words_of(email: str) -> str:
    """The seven words of a demonstration account's key; empty for one without a key."""
    return next((row["words"] for row in _rows() if row["email"] == email), "")


@cache
def _rows() -> list[dict[str, str]]:
    found: list[dict[str, str]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return found
