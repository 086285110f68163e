"""The demonstration's keys: offices with their officers, three stewards, a signed list, a recovery kit. All known to everybody."""

import base64
from functools import cache
from pathlib import Path

import yaml

from tamdan.accounts.models import User
from tamdan.demo.sealed import Desk
from tamdan.institutions.models import Body
from tamdan.sealing import actions, age, founding, kit, recovery
from tamdan.sealing.enums import Purpose
from tamdan.sealing.models import current_kit

DATA = Path(__file__).parent / "data"
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
    make_kit()
    desks = {}
    for called, (code, purpose, english, khmer, names) in OFFICES.items():
        body = Body.objects.get(code=code)
        office = actions.set_up_office(body=body, purpose=purpose, name_en=english, name_km=khmer, by=None)
        desks[called] = Desk(office, founding.found(office, [officers[name] for name in names]))
    founding.publish(founding.name_stewards([officers[name] for name in STEWARDS]))
    return len(officers), desks


def make_kit() -> None:
    """The kit of three sheets, tried once: every key that is made after it goes into it."""
    known = _sheets()
    identities = {letter: row["identity"] for letter, row in known.items()}
    recipients = {letter: age.recipient_of(identity) for letter, identity in identities.items()}
    made = recovery.make_kit(recipients, {letter: row["holder"] for letter, row in known.items()}, by=None)
    files = {copy.pair: bytes(copy.data) for copy in made.copies.filter(subject=recovery.CANARY)}
    two = {letter: identities[letter] for letter in kit.PAIRS[0]}
    recovery.record_drill(kit.unlock(files, two).decode(), by=None)


def sheets_in_force() -> dict[str, str]:
    """The secret lines of the sheets by letter; empty once somebody made another kit."""
    found = current_kit()
    known = {letter: row["identity"] for letter, row in _sheets().items()}
    return known if found and found.recipients() == {key: age.recipient_of(one) for key, one in known.items()} else {}


def words_of(email: str) -> str:
    """The seven words of a demonstration account's key; empty for one without a key."""
    return next((row["words"] for row in _rows() if row["email"] == email), "")


@cache
def _rows() -> list[dict[str, str]]:
    found: list[dict[str, str]] = yaml.safe_load((DATA / "keys.yaml").read_text(encoding="utf-8"))
    return found


def _sheets() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = yaml.safe_load((DATA / "sheets.yaml").read_text(encoding="utf-8"))
    return found
