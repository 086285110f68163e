from tamdan.accounts.models import User
from tamdan.institutions.models import Installation
from tamdan.intake import calls, recordings
from tamdan.intake.models import Recording
from tamdan.intake.tests.calling import call_for
from tamdan.vault.models import File
from tests.matrix import EVERYBODY, Row

DIGEST = "0" * 64
RECORDERS = frozenset(map(str, recordings.RECORDERS))
CALLERS = frozenset(map(str, calls.READERS))


def a_digest(_user, _body):
    return {"digest": DIGEST}


def a_district(_user, _body):
    return {"code": "XA9101"}


def a_prompt(_user, _body):
    return {"code": "what", "language": "km"}


def a_recording(_user, body):
    """Recordings belong to the installation: whoever may record sees all."""
    owner = body if Installation.current() is None else Installation.current().body
    file = File.objects.get_or_create(owner=owner, digest=DIGEST, size=9, media_type="audio/ogg", name="a.ogg")[0]
    return {
        "pk": Recording.objects.create(prompt="what", language="km", words="?", file=file, media_type="audio/ogg").pk
    }


def a_call(user, body):
    return {"pk": call_for(user if user.pk else User.objects.first(), body).pk}


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
    Row("complaint_plain", EVERYBODY),
    Row("intake_manifest", EVERYBODY),
    Row("complaint_places", EVERYBODY, a_district, sees_all=EVERYBODY),
    Row("prompt_sound", EVERYBODY, a_digest, sees_all=EVERYBODY, status=404),
    Row("prompts:prompts", RECORDERS),
    Row("prompts:prompt", RECORDERS, a_prompt, sees_all=RECORDERS),
    *(
        Row(f"prompts:{name}", RECORDERS, a_recording, sees_all=RECORDERS, post={}, status=302)
        for name in ("publish", "take_off", "confirm")
    ),
    Row("calls:calls", CALLERS),
    Row("calls:note", CALLERS),
    Row("calls:call", CALLERS, a_call),
    *(Row(f"calls:{name}", CALLERS, a_call, post={}, status=409) for name in ("take", "give_back", "number")),
    *(Row(f"calls:{name}", CALLERS, a_call, post={}, status=422) for name in ("attempt", "end")),
]
