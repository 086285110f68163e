"""Rows of the permission matrix about names in custody: officers ask on their files, custodians decide on a desk of their own."""

from django.utils import timezone

from tamdan.accounts.enums import Role
from tamdan.grievances.custodians import CUSTODIANS
from tamdan.grievances.identity import Ending, IdentityReason, IdentityRequest
from tamdan.grievances.models import READERS, Case
from tamdan.grievances.tests.files import add_item, file_for
from tamdan.institutions.models import Installation
from tamdan.sealing import access, founding
from tamdan.sealing.enums import Purpose
from tamdan.sealing.models import Office
from tamdan.sealing.tests.people import officer, set_up
from tests.matrix import Row

OFFICERS, KEEPERS = frozenset(map(str, READERS)), frozenset(map(str, CUSTODIANS))


def _request(case: Case, keepers: Office, by, why: str = "remedy") -> IdentityRequest:
    """Asks for the name of a file; the case's own office signed nothing, which only a browser looks at."""
    item = add_item(case.letter, keepers, content=b"{}", kind="identity")
    reason = IdentityReason.objects.get(code=why)
    return IdentityRequest.objects.create(
        what=reason.what, case=case, item=item, reason=reason, office=case.office, asked_by=by,
        recipient="age1", signed="-", asked_leaf="0" * 64,
    )  # fmt: skip


def _keepers() -> Office:
    """Names are kept by people of the office that runs this, whoever handles the complaint."""
    return set_up(Installation.objects.get().body, Purpose.CUSTODIAN, "Keepers of the matrix")


def of_request(user, body, why="remedy"):
    """A name that this person keeps, where their role lets them, with somebody else; asked for by a third."""
    keepers = _keepers()
    first = founding.enrol(user) if access.can_serve(user, keepers) else officer(keepers.body, "First", Role.LAWYER)
    founding.found(keepers, [first, officer(keepers.body, "Second", Role.LAWYER)])
    return {"pk": _request(file_for(body), keepers, officer(keepers.body, "Asker").user, why).pk}


def of_withdrawn(user, body):
    """Nothing is released for it: a release would not fit into the transaction of these tests."""
    given = of_request(user, body)
    IdentityRequest.objects.filter(**given).update(ended_at=timezone.now(), ending=Ending.RETURNED)
    return given


def of_name(_user, body):
    case, keepers = file_for(body), _keepers()
    founding.found(keepers, [officer(keepers.body, "First", Role.LAWYER)])
    return {"number": case.number, "ref": add_item(case.letter, keepers, content=b"{}", kind="identity").ref}


def of_lost(_user, body):
    return {"number": of_name(_user, body)["number"]}


def of_lost_request(user, body):
    """A question about a lost receipt that no custodian has answered: the page of issuing leads back."""
    given = of_name(user, body)
    case, keepers = Case.objects.get(number=given["number"]), Office.objects.get(name_en="Keepers of the matrix")
    return {
        "number": case.number,
        "pk": _request(case, keepers, officer(keepers.body, "Asker").user, "lost-receipt").pk,
    }


def of_confirming(user, body):
    return of_request(user, body, "lost-receipt")


def of_own_request(user, body):
    given = of_name(user, body)
    case = Case.objects.get(number=given["number"])
    keepers = Office.objects.get(name_en="Keepers of the matrix")
    return {"number": case.number, "pk": _request(case, keepers, user).pk}


ROWS = [
    Row("grievances:names", KEEPERS),
    Row("grievances:name", KEEPERS, of_request),
    Row("grievances:name_words", KEEPERS, of_request, post={}, status=409),
    Row("grievances:name_key", KEEPERS, of_withdrawn, post={}, status=409),
    Row("grievances:name_lend", KEEPERS, of_request, post={}, status=422),
    Row("grievances:name_refuse", KEEPERS, of_request, post={}, status=422),
    Row("grievances:name_confirm", KEEPERS, of_confirming, post={}, status=302),
    Row("grievances:lost", OFFICERS, of_lost),
    Row("grievances:reissue", OFFICERS, of_lost_request, status=302),
    Row("grievances:name_end", KEEPERS, of_request, post={}, status=302),
    Row("grievances:ask", OFFICERS, of_name),
    Row("grievances:give_back", OFFICERS, of_own_request, post={}, status=302),
]
