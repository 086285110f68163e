"""Addresses without a language, for the devices of those who complain and of the officers who read."""

from django.urls import path, register_converter

from tamdan.audit.urls import LeafHash
from tamdan.intake import views

register_converter(LeafHash, "blob_digest")

machine_urlpatterns = [
    path("letters", views.letters, name="letters"),
    path("receipts", views.receipts, name="receipts"),
    path("receipts/decisions", views.decisions, name="receipt_decisions"),
    path("receipts/change", views.change, name="receipt_change"),
    path("blobs/<blob_digest:digest>", views.blob, name="sealed_blob"),
]
