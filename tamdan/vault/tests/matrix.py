"""This room's rows of the permission matrix. Letters' devices ask, not people: what opens is a proof of work, a ticket, an upload's name."""

from tamdan.vault.tests.sending import an_upload
from tests.matrix import EVERYBODY, Row

ADMINISTRATORS = frozenset({"administrator"})


def of_upload(_user, _body):
    return {"identity": an_upload().uuid}


def of_body(_user, body):
    return {"code": body.code}


ROWS = [
    Row("vault:room", ADMINISTRATORS, of_body, sees_all=ADMINISTRATORS),
    Row("tickets", EVERYBODY, post={}, status=400),
    Row("uploads", EVERYBODY, post={}, status=412),
    Row("upload", EVERYBODY, of_upload, EVERYBODY, status=405),
]
