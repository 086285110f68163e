"""This room's rows of the permission matrix."""

from tamdan.core.access import Visibility
from tamdan.press.tests.people import released
from tamdan.recommendations.tests.register import TEXT, make
from tests.matrix import EVERYBODY, Make, Row


def of_body(_user, body):
    return {"identifier": make(body, f"{TEXT} {body.code}", visibility=Visibility.OWNER).identifier}


CODES = {"state": "KHM", "instrument": "ICCPR", "theme": "detention-conditions", "place": "XA91"}


def of_code(code: str) -> Make:
    """A row of reference, which belongs to nobody."""
    return lambda _user, _body: {"code": code}


ROWS = [
    Row("api:api-root", EVERYBODY, status=302),
    Row("api:openapi-json", EVERYBODY),
    Row("api:recommendations", EVERYBODY),
    Row("api:recommendation", EVERYBODY, make=of_body, visitor=404),
    Row("api:reviews", EVERYBODY, of_code("KHM"), EVERYBODY),
    Row("api:quotations", EVERYBODY),
    Row("api:quotation", EVERYBODY, lambda user, body: {"identifier": released(body, user).uuid}, EVERYBODY),
    Row("api:search_everything", EVERYBODY, status=422),
    *(Row(f"api:{name}", EVERYBODY) for name in ("states", "instruments", "themes")),
    Row("api:places", EVERYBODY, status=422),
    Row("api:nothing", EVERYBODY, lambda _user, _body: {"address": "nothing"}, EVERYBODY, status=404),
    *(Row(f"api:{name}", EVERYBODY, of_code(code), EVERYBODY) for name, code in CODES.items()),
]
