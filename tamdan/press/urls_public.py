"""Addresses of released quotations, for everybody."""

from django.urls import path, re_path

from tamdan.press import feed_out, views_asking, views_public

app_name = "quotations"
urlpatterns = [
    path("press/", views_public.quotations, name="list"),
    path("press/feed/", feed_out.feed, name="feed"),
    path("press/sides/", views_public.sides, name="sides"),
    path("press/timeline/", views_public.timeline, name="timeline"),
    path("press/side-by-side/", views_public.pairs, name="pairs"),
    path("press/side-by-side/<int:pk>/", views_public.pair, name="pair"),
    path("press/people/<uuid:uuid>/", views_public.person, name="person"),
    path("press/requests/", views_asking.log, name="log"),
    path("press/requests/<uuid:uuid>/", views_asking.asked, name="asked"),
    path("press/<uuid:uuid>/", views_public.quotation, name="detail"),
    re_path(r"^press/(?P<uuid>[0-9a-f-]{36})/cite\.(?P<suffix>bib|ris)$", views_public.cite, name="cite"),
    path("press/<uuid:uuid>/ask/", views_asking.ask, name="ask"),
]
