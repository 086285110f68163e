"""Addresses of the reading queue, of releasing and of what people ask, below ``office/press/`` (spliced into urls.py)."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from tamdan.press import (
    views_asking,
    views_bearing,
    views_correct,
    views_others,
    views_pairs,
    views_queue,
    views_release,
)


class KeyConverter(StringConverter):
    """``q12``, ``f3``, ``p4``: a passage of an article."""

    regex = "[qfp][0-9]{1,17}"


class BearingConverter(StringConverter):
    """``g12``, ``l5``, ``n7``: what an article bears on."""

    regex = "[gln][0-9]{1,17}"


register_converter(KeyConverter, "passage")
register_converter(BearingConverter, "bearing")
urlpatterns = [
    path("queue/", views_queue.queue, name="queue"),
    path("queue/names/", views_queue.names, name="names"),
    path("queue/targets/", views_bearing.find, name="targets"),
    path("queue/confirmed/<int:pk>/back/", views_queue.unconfirm, name="unconfirm"),
    path("queue/<uuid:uuid>/", views_queue.read, name="read"),
    path("queue/<uuid:uuid>/confirm/", views_queue.confirm_all, name="confirm_all"),
    path("queue/<uuid:uuid>/done/", views_queue.finish, name="finish"),
    path("queue/<uuid:uuid>/about/", views_queue.describe, name="describe"),
    path("queue/<uuid:uuid>/split/", views_queue.split, name="split"),
    path("queue/<uuid:uuid>/join/", views_queue.join, name="join"),
    path("queue/<uuid:uuid>/bears/", views_bearing.add, name="add_bearing"),
    path("queue/<uuid:uuid>/bears/<bearing:key>/", views_bearing.bear, name="bear"),
    path("queue/<uuid:uuid>/add/", views_correct.add, name="add_passage"),
    path("queue/<uuid:uuid>/<passage:key>/decide/", views_correct.decide, name="decide"),
    path("queue/<uuid:uuid>/<passage:key>/voice/", views_correct.voice, name="voice"),
    path("queue/<uuid:uuid>/<passage:key>/side/", views_correct.side, name="side"),
    path("queue/<uuid:uuid>/<passage:key>/place/", views_correct.place, name="place"),
    path("queue/<uuid:uuid>/<passage:key>/kind/", views_correct.kind, name="kind"),
    path("queue/<uuid:uuid>/<passage:key>/back/", views_correct.back, name="back"),
    path("queue/<uuid:uuid>/<passage:key>/others/", views_others.around, name="others"),
    path("queue/<uuid:uuid>/<passage:key>/pair/", views_others.pair, name="pair"),
    path("queue/<uuid:uuid>/<passage:key>/history/", views_correct.history, name="passage_history"),
    path("pairs/", views_pairs.pairs, name="pairs"),
    path("bearings/", views_bearing.bearings, name="bearings"),
    path("names/", views_bearing.names, name="names_settled"),
    path("names/<int:pk>/", views_bearing.settle, name="settle_name"),
    path("releases/", views_release.releases, name="releases"),
    path("releases/new/<int:pk>/", views_release.prepare, name="release"),
    path("releases/<uuid:uuid>/", views_release.second, name="second"),
    path("releases/<uuid:uuid>/agree/", views_release.agree, name="agree"),
    path("releases/<uuid:uuid>/refuse/", views_release.refuse, name="refuse"),
    path("releases/<uuid:uuid>/end/", views_release.withdraw, name="withdraw"),
    path("requests/", views_asking.requests, name="requests"),
    path("requests/<uuid:uuid>/", views_asking.decide, name="request"),
]
