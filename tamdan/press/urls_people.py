"""Addresses of the reading queue, of releasing and of what people ask, below ``office/press/`` (spliced into urls.py)."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from tamdan.press import views_asking, views_correct, views_queue, views_release


class KeyConverter(StringConverter):
    """``q12``, ``f3``, ``p4``: a passage of an article."""

    regex = "[qfp][0-9]{1,17}"


register_converter(KeyConverter, "passage")
urlpatterns = [
    path("queue/", views_queue.queue, name="queue"),
    path("queue/names/", views_queue.names, name="names"),
    path("queue/confirmed/<int:pk>/back/", views_queue.unconfirm, name="unconfirm"),
    path("queue/<uuid:uuid>/", views_queue.read, name="read"),
    path("queue/<uuid:uuid>/confirm/", views_queue.confirm_all, name="confirm_all"),
    path("queue/<uuid:uuid>/done/", views_queue.finish, name="finish"),
    path("queue/<uuid:uuid>/about/", views_queue.describe, name="describe"),
    path("queue/<uuid:uuid>/split/", views_queue.split, name="split"),
    path("queue/<uuid:uuid>/join/", views_queue.join, name="join"),
    path("queue/<uuid:uuid>/add/", views_correct.add, name="add_passage"),
    path("queue/<uuid:uuid>/<passage:key>/decide/", views_correct.decide, name="decide"),
    path("queue/<uuid:uuid>/<passage:key>/voice/", views_correct.voice, name="voice"),
    path("queue/<uuid:uuid>/<passage:key>/place/", views_correct.place, name="place"),
    path("queue/<uuid:uuid>/<passage:key>/kind/", views_correct.kind, name="kind"),
    path("queue/<uuid:uuid>/<passage:key>/back/", views_correct.back, name="back"),
    path("queue/<uuid:uuid>/<passage:key>/history/", views_correct.history, name="passage_history"),
    path("releases/", views_release.releases, name="releases"),
    path("releases/new/<int:pk>/", views_release.prepare, name="release"),
    path("releases/<uuid:uuid>/", views_release.second, name="second"),
    path("releases/<uuid:uuid>/agree/", views_release.agree, name="agree"),
    path("releases/<uuid:uuid>/refuse/", views_release.refuse, name="refuse"),
    path("releases/<uuid:uuid>/end/", views_release.withdraw, name="withdraw"),
    path("requests/", views_asking.requests, name="requests"),
    path("requests/<uuid:uuid>/", views_asking.decide, name="request"),
]
