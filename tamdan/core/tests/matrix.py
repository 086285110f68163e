"""This room's rows of the permission matrix."""

from tests.matrix import EVERYBODY, Row


def a_purpose(_user, _body):
    return {"purpose": "ticket"}


ROWS = [Row("effort", EVERYBODY, a_purpose, EVERYBODY)]
