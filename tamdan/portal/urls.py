"""Pages of the portal. No namespace: "home" is a name that settings and every room use."""

from django.urls import path

from tamdan.portal import views

urlpatterns = [
    path("", views.home, name="home"),
    path("about/", views.about, name="about"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("help/", views.help_page, name="help"),
    path("catalogue/", views.catalogue, name="catalogue"),
]

machine_urlpatterns = [
    path("", views.start, name="start"),
    path("robots.txt", views.robots, name="robots"),
    path(".well-known/security.txt", views.security_contact, name="security_contact"),
]
"""Addresses without a language."""
