"""Addresses of the office's pages of the press, below ``office/press/``."""

from django.urls import path, re_path

from tamdan.press import urls_people, views_articles, views_captures, views_joining

app_name = "press"
urlpatterns = [
    path("", views_articles.articles, name="articles"),
    re_path(r"^articles\.(?P<suffix>csv|xlsx|json)$", views_articles.articles_export, name="articles_export"),
    path("numbers/", views_articles.numbers, name="numbers"),
    re_path(r"^numbers\.(?P<suffix>csv|xlsx|json)$", views_articles.numbers_export, name="numbers_export"),
    path("articles/<uuid:uuid>/", views_articles.article, name="article"),
    path("articles/<uuid:uuid>/clock/<int:pk>/", views_articles.start_clock, name="start_clock"),
    path("articles/<uuid:uuid>/same/", views_joining.join, name="join_same"),
    path("articles/<uuid:uuid>/same/decide/", views_joining.decide, name="decide_same"),
    path("pairs/<int:pk>/decide/", views_articles.decide_pair, name="decide_pair"),
    path("add/", views_captures.add, name="add"),
    path("captures/", views_captures.captures, name="captures"),
    path("captures/<uuid:uuid>/", views_captures.capture, name="capture"),
    path("captures/<uuid:uuid>/progress/", views_captures.progress, name="progress"),
    path("captures/<uuid:uuid>/again/", views_captures.reread, name="reread"),
    path("captures/<uuid:uuid>/stop/", views_captures.stop, name="stop"),
    path("captures/<uuid:uuid>/remove/", views_captures.remove, name="remove"),
    path("captures/<uuid:uuid>/original/", views_captures.original, name="original"),
    path("outlets/", views_articles.outlets, name="outlets"),
    path("outlets/add/", views_articles.add_outlet, name="add_outlet"),
    path("outlets/<uuid:uuid>/", views_articles.outlet, name="outlet"),
    path("outlets/<uuid:uuid>/edit/", views_articles.edit_outlet, name="edit_outlet"),
    path("feeds/", views_articles.feeds, name="feeds"),
    path("feeds/add/", views_articles.add_feed, name="add_feed"),
    path("feeds/<uuid:uuid>/", views_articles.feed, name="feed"),
    path("feeds/<uuid:uuid>/edit/", views_articles.edit_feed, name="edit_feed"),
    path("feeds/<uuid:uuid>/ask/", views_articles.ask_feed, name="ask_feed"),
    *urls_people.urlpatterns,
]
