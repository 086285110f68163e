"""The portal's rows of the permission matrix: everything here is everybody's."""

from tests.matrix import EVERYBODY, Row


def of_table(_user, _body):
    return {"name": "states", "kind": "csv"}


ROWS = [
    *(Row(name, EVERYBODY) for name in ("home", "about", "accessibility", "help", "catalogue", "reference", "data")),
    Row("start", EVERYBODY, status=302),
    Row("robots", EVERYBODY),
    Row("security_contact", EVERYBODY, status=404),  # the suite's installation names no address
    Row("data_catalogue", EVERYBODY),
    Row("data_package", EVERYBODY, lambda _user, _body: {"name": "states"}, EVERYBODY),
    Row("data_table", EVERYBODY, of_table, EVERYBODY),
]
