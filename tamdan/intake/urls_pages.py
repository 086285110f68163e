"""Addresses of the complainant's pages: in a language, and some that have none."""

from django.urls import path

from tamdan.intake import carrying, pages, pages_leaflet, pages_receipt, urls
from tamdan.intake.sounds import prompt_sound
from tamdan.taxonomy import addresses

__all__ = ["addresses", "app_name", "machine_urlpatterns", "urlpatterns", "urls"]  # both make paths known
app_name = "complaints"
urlpatterns = [
    path("complain/", pages.complain, name="complain"),
    path("complain/leaflet/", pages_leaflet.leaflet, name="leaflet"),
    path("receipt/", pages_receipt.receipt, name="receipt"),
]
machine_urlpatterns = [
    path("r", pages.short, name="complaint_short"),
    path("leave", pages.leave, name="leave"),
    path("intake-sw.js", pages.worker, name="intake_worker"),
    path("notes.webmanifest", pages.manifest, name="intake_manifest"),
    path("complain/places/<code:code>", pages.places_of, name="complaint_places"),
    path("complain/plain.css", carrying.plain_style, name="complaint_plain"),
    path("complain/sounds/<blob_digest:digest>", prompt_sound, name="prompt_sound"),
]
