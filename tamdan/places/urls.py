from django.urls import path

from tamdan.places import views
from tamdan.taxonomy import addresses

__all__ = ["addresses", "app_name", "urlpatterns"]  # importing addresses makes <code:…> known
app_name = "places"
urlpatterns = [
    path("places/", views.places, name="places"),
    path("places/<code:code>/", views.place, name="place"),
]
