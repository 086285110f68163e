"""Addresses without a language, for the devices of those who send a letter, and the office's page."""

from django.urls import path

from tamdan.vault import views, views_office

app_name = "vault"
urlpatterns = [path("office/room/<slug:code>/", views_office.room, name="room")]

machine_urlpatterns = [
    path("tickets", views.tickets, name="tickets"),
    path("uploads", views.uploads, name="uploads"),
    path("uploads/<uuid:identity>", views.upload, name="upload"),
]
