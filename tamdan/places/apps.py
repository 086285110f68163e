from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "tamdan.places"
