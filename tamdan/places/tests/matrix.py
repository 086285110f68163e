"""This room's rows of the permission matrix: places are everybody's."""

from tests.matrix import EVERYBODY, Row

ROWS = [
    Row("places:places", EVERYBODY),
    Row("places:place", EVERYBODY, lambda _user, _body: {"code": "XA91"}, EVERYBODY),
]
