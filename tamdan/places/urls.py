from django.urls import path

from tamdan.places import views

app_name = "places"
urlpatterns = [
    path("places/", views.places, name="places"),
    path("places/<str:code>/", views.place, name="place"),
]
