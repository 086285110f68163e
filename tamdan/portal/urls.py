"""Pages of the portal. No namespace: "home" is a name that settings and every room use."""

from django.urls import path, re_path

from tamdan.portal import feeds, views, views_data, views_follow, views_reference

urlpatterns = [
    path("", views.home, name="home"),
    path("about/", views.about, name="about"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("help/", views.help_page, name="help"),
    path("catalogue/", views.catalogue, name="catalogue"),
    path("reference/", views_reference.reference, name="reference"),
    path("data/", views_data.data, name="data"),
    path("recommendations/feed/", feeds.feed, name="feed"),
    path("recommendations/<int:number>/feed/", feeds.record_feed, name="record_feed"),
    path("follow/", views_follow.follow, name="follow"),
    path("follow/asked/", views_follow.asked, name="follow_asked"),
    path("follow/confirm/<str:token>/", views_follow.confirm, name="follow_confirm"),
    path("follow/mine/<str:token>/", views_follow.mine, name="follow_mine"),
]

machine_urlpatterns = [
    path("", views.start, name="start"),
    path("robots.txt", views.robots, name="robots"),
    path(".well-known/security.txt", views.security_contact, name="security_contact"),
    path("data/catalog.jsonld", views_data.data_catalogue, name="data_catalogue"),
    path("data/<slug:name>/datapackage.json", views_data.package, name="data_package"),
    re_path(r"^data/(?P<name>[a-z]+)/(?P=name)\.(?P<kind>csv|jsonl?)$", views_data.download, name="data_table"),
]
"""Addresses without a language."""
