"""This room's rows of the permission matrix: reference is everybody's."""

from tamdan.taxonomy.tests.pages import CODES, LISTS
from tests.matrix import EVERYBODY, Row


def a_record(name: str, code: str) -> Row:
    return Row(f"taxonomy:{name}", EVERYBODY, lambda _user, _body: {"code": code}, EVERYBODY)


ROWS = [
    *(Row(f"taxonomy:{name}", EVERYBODY) for name in LISTS),
    *(a_record(name, code) for name, code in CODES.items()),
]
