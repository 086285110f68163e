from typing import ClassVar

from django.apps import AppConfig


class LinksConfig(AppConfig):
    name = "tamdan.links"
    append_only: ClassVar[set[str]] = {"taghistory", "linkhistory"}
