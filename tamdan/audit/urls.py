"""Pages in a language, and addresses for programs without one: the origin of a log is the prefix of its tiles."""

from django.urls import URLPattern, URLResolver, include, path, register_converter

from tamdan.audit import views, views_keeping, views_office
from tamdan.audit.feeds import CheckpointFeed
from tamdan.core.access import public, reads

app_name = "audit"


class LeafHash:
    """64 hexadecimal digits."""

    regex = "[0-9a-f]{64}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class TileNumber:
    """A number in groups of three digits, all but the last marked with x: ``x001/x234/067`` (C2SP tlog-tiles)."""

    regex = r"(?:x[0-9]{3}/){0,5}[0-9]{3}"

    def to_python(self, value: str) -> int:
        return int(value.replace("x", "").replace("/", ""))

    def to_url(self, value: int) -> str:
        digits = f"{value:03}"
        digits = digits.zfill(-(-len(digits) // 3) * 3)
        groups = [digits[place : place + 3] for place in range(0, len(digits), 3)]
        return "/".join([*(f"x{group}" for group in groups[:-1]), groups[-1]])


class TileWidth:
    """1 to 255."""

    regex = "[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5]"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


class TileLevel(TileWidth):
    """0 to 7: a level above that would take more entries than a number of the database holds."""

    regex = "[0-7]"


for kind, name in ((LeafHash, "leaf"), (TileNumber, "tile"), (TileWidth, "width"), (TileLevel, "level")):
    register_converter(kind, f"ledger_{name}")

urlpatterns = [
    path("ledger/", views.ledger, name="ledger"),
    path("office/ledger/", views_office.events, name="events"),
    path("office/ledger/entry/<uuid:identity>/", views_office.event, name="event"),
    path("office/ledger/entry/<uuid:identity>/reveal/", views_office.reveal, name="reveal"),
    path("office/erasures/", views_office.erasures, name="erasures"),
    path("office/erasures/ask/", views_office.ask_erasure, name="ask_erasure"),
    path("office/erasures/<int:pk>/", views_office.erasure, name="erasure"),
    path("office/erasures/<int:pk>/approve/", views_office.approve_erasure, name="approve_erasure"),
    path("office/erasures/<int:pk>/refuse/", views_office.refuse_erasure, name="refuse_erasure"),
    path("office/erasures/<int:pk>/carry-out/", views_office.carry_out_erasure, name="carry_out_erasure"),
    path("office/keeping/", views_keeping.keeping, name="keeping"),
    path("office/keeping/<str:kind>/", views_keeping.keep, name="keep"),
    path("office/holds/place/", views_office.hold, name="hold"),
    path("office/holds/<int:pk>/lift/", views_office.lift, name="lift"),
    path("office/witnesses/", views_office.witnesses, name="witnesses"),
    path("office/witnesses/<int:pk>/remove/", views_office.remove_witness, name="remove_witness"),
]

_of_a_log = [
    path("checkpoint", views.checkpoint, name="checkpoint"),
    path("witnessed", views.witnessed, name="witnessed"),
    path("consistency", views.consistency, name="consistency"),
    path("tile/<ledger_level:level>/<ledger_tile:number>", views.tile, name="tile"),
    path("tile/<ledger_level:level>/<ledger_tile:number>.p/<ledger_width:width>", views.tile, name="partial_tile"),
]

machine_urlpatterns: list[URLPattern | URLResolver] = [
    path("proof/<ledger_leaf:leaf>", views.proof, name="proof"),
    path("feed", public(reads(CheckpointFeed())), name="feed"),
    # The first log has the short addresses, so its pattern stands last: the last one that fits is the one reversed.
    path("<int:log>/", include(_of_a_log)),
    path("", include(_of_a_log), {"log": 1}),
]
