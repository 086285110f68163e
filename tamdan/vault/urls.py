"""Addresses without a language, for the devices of those who send a letter."""

from django.urls import path

from tamdan.vault import views

machine_urlpatterns = [
    path("tickets", views.tickets, name="tickets"),
    path("uploads", views.uploads, name="uploads"),
    path("uploads/<uuid:identity>", views.upload, name="upload"),
]
