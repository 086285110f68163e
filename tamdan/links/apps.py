from django.apps import AppConfig


class LinksConfig(AppConfig):
    name = "tamdan.links"
