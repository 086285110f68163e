from tests.matrix import EVERYBODY, Row

DIGEST = "0" * 64


def a_digest(_user, _body):
    return {"digest": DIGEST}


def a_district(_user, _body):
    return {"code": "XA9101"}


# Devices ask these, not people: without a sealed letter, a handle or a visit they say in JSON what is missing.
ROWS = [
    Row("letters", EVERYBODY, post={}, status=422),
    Row("receipts", EVERYBODY, post={}, status=422),
    Row("receipt_decisions", EVERYBODY, post={}, status=401),
    Row("receipt_change", EVERYBODY, post={}, status=401),
    Row("sealed_blob", EVERYBODY, a_digest, sees_all=EVERYBODY, status=404),
    Row("complaints:complain", EVERYBODY),
    Row("complaints:leaflet", EVERYBODY),
    Row("complaints:receipt", EVERYBODY),
    Row("complaint_short", EVERYBODY, status=302),
    Row("leave", EVERYBODY, status=302),
    Row("intake_worker", EVERYBODY),
    Row("intake_manifest", EVERYBODY),
    Row("complaint_places", EVERYBODY, a_district, sees_all=EVERYBODY),
]
