"""Addresses without a language."""

from django.urls import path

from tamdan.core import views

machine_urlpatterns = [path("effort/<slug:purpose>", views.effort, name="effort")]
